// @ts-check
/* What every page needs of scripts. First: it remembers the choice between light and dark. Loaded in the head, so that the choice holds
   before the first paint. Without this file the switch still works, for one page (see :has()
   in rakor.css). Storage may be closed to us, as it is for some browsers under file://. */
(function () {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const key = "rakor-tema";

  function stored() {
    try {
      const value = window.localStorage.getItem(key);
      return value === "gelap" || value === "terang" ? value : null;
    } catch {
      return null;
    }
  }

  /** @type {(value: string) => void} */
  function keep(value) {
    try {
      window.localStorage.setItem(key, value);
    } catch {
      /* The choice then holds for this page alone. */
    }
  }

  /** @type {(value: string) => void} */
  function show(value) {
    root.setAttribute("data-tema", value);
  }

  let choice = stored();
  if (choice) show(choice);

  document.addEventListener("DOMContentLoaded", () => {
    const box = /** @type {HTMLInputElement | null} */ (document.getElementById("rk-tema"));
    if (!box) return;
    function device() {
      return dark.matches ? "gelap" : "terang";
    }
    box.checked = choice !== null && choice !== device();
    box.addEventListener("change", () => {
      const now = root.getAttribute("data-tema") || device();
      choice = now === "gelap" ? "terang" : "gelap";
      show(choice);
      keep(choice);
    });
  });
})();

/* Second: it sends search boxes. Firefox takes a form in a folder for one that leads elsewhere
   ("form-action 'self'" does not cover file:) and refuses to send it; going to the address that
   the form would have led to is allowed everywhere. */
document.addEventListener("submit", (event) => {
  "use strict";
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
  if (!form.classList.contains("rk-search")) return;
  event.preventDefault();
  window.location.href = form.action + "?" + new URLSearchParams(/** @type {any} */ (new FormData(form)));
});

/* Third: copying, also where pages of a folder or of an old browser have no clipboard. */
window.rakorCopy = (text) => {
  "use strict";
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.className = "sr";
  area.setAttribute("aria-hidden", "true");
  const held = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (held instanceof HTMLElement) held.focus();
  return done ? Promise.resolve() : Promise.reject(new Error("copy"));
};

/* Fourth: what only a script can do on a page that is already whole. Addresses get buttons that copy
   and share them; long lists get a field that leaves only the lines with a word in them. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  /** @type {(name: string, fields: Record<string, string>, text?: string) => HTMLElement} */
  function make(name, fields, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(fields)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  }

  /** @type {(place: Element) => void} */
  function passOn(place) {
    const written = (place.textContent || "").trim();
    const address = /^\w+:\/\//.test(written) ? written : location.href.split("#")[0];
    const line = make("p", { "class": "rk-share" });
    const said = make("span", { role: "status", "class": "small" });
    const button = make("button", { type: "button", "class": "rk-button secondary" }, "Salin alamat");
    button.addEventListener("click", () => {
      window.rakorCopy(address).then(() => { said.textContent = "Alamat disalin."; },
        () => { said.textContent = "Belum tersalin. Pilih alamatnya, lalu salin."; });
    });
    line.append(button);
    if (typeof navigator.share === "function" && window.isSecureContext) {
      const share = make("button", { type: "button", "class": "rk-button secondary" }, "Bagikan");
      share.addEventListener("click", () => {
        navigator.share({ title: document.title, url: address }).catch(() => {});
      });
      line.append(share);
    }
    line.append(said);
    place.after(line);
  }

  /** @type {(list: HTMLElement) => void} */
  function narrow(list) {
    const lines = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li")]);
    const box = make("p", { "class": "rk-narrow" });
    const field = /** @type {HTMLInputElement} */ (make("input",
      { id: "rk-saring", type: "search", autocomplete: "off" }));
    const said = make("span", { role: "status", "class": "small" });
    box.append(make("label", { "for": "rk-saring" }, list.dataset.saring), field, said);
    list.before(box);
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const line of lines) {
        const text = (line.textContent || "").toLowerCase();
        line.hidden = !words.every((word) => text.includes(word));
        if (!line.hidden) left++;
      }
      for (const part of /** @type {Iterable<HTMLElement>} */ (list.children))
        part.hidden = !part.querySelector("li:not([hidden])");
      said.textContent = words.length ? (left ? left + " dari " + lines.length : "Tidak ada yang cocok.") : "";
    });
  }

  document.querySelectorAll(".rk-copy").forEach(passOn);
  /** @type {NodeListOf<HTMLElement>} */
  (document.querySelectorAll("[data-saring]")).forEach(narrow);
});
