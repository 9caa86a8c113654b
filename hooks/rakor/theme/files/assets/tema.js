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
