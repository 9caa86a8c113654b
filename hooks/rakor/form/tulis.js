// @ts-check
/* The form without waiting: what the server says of a whole page is put beside the boxes one has
   just left. Everything works without this script as well. */
(function () {
  "use strict";
  const found = document.getElementById("formulir");
  if (!(found instanceof HTMLFormElement)) return;
  /** @type {HTMLFormElement} */
  const form = found;
  const wide = matchMedia("(min-width: 66rem)");
  const months = "januari februari maret april mei juni juli agustus september oktober november desember".split(" ");
  let isDirty = false;
  let isShown = false;
  let asked = 0;
  /** @type {number | undefined} */
  let waiting;

  /** @type {(name: string) => string} */
  function value(name) {
    const box = form.elements.namedItem(name);
    return box instanceof HTMLInputElement ? box.value : "";
  }

  /** What would be posted, without the photos: they are sent once, when the form is saved. */
  function boxes() {
    const data = new FormData(form);
    data.delete("foto");
    data.set("aksi", "periksa");
    if (isShown) data.set("lihat", "1");
    return data;
  }

  /** @type {(text: string) => void} */
  function tell(text) {
    const at = document.getElementById("pratinjau-kabar");
    if (at) at.textContent = text;
  }

  async function check() {
    const number = ++asked;
    try {
      const answer = await fetch(form.action, { method: "POST", body: boxes() });
      const text = await answer.text();
      if (number !== asked) return;
      if (!answer.ok) {
        tell(answer.status === 409 ? "Berkas ini sudah berubah dari tempat lain. Simpan untuk memilih versinya."
          : "Pemeriksaan gagal. Isian Anda tetap di halaman ini; simpan untuk melihat sebabnya.");
        return;
      }
      put(new DOMParser().parseFromString(text, "text/html"));
    } catch {
      if (number === asked)
        tell("Pratinjau tidak tersambung. Jalankan lagi rakor serve; isian Anda tetap di halaman ini.");
    }
  }

  /** Takes over what a new page says of the boxes, not the boxes themselves.
   * @type {(page: Document) => void} */
  function put(page) {
    for (const here of document.querySelectorAll("[data-hidup]")) {
      const there = page.getElementById(here.id);
      if (!there) continue;
      if (here.innerHTML !== there.innerHTML) here.replaceChildren(...there.cloneNode(true).childNodes);
      here.className = there.className;
      for (const name of ["role", "aria-labelledby"]) {
        const said = there.getAttribute(name);
        if (said === null) here.removeAttribute(name);
        else here.setAttribute(name, said);
      }
    }
    for (const box of form.querySelectorAll("input, select, textarea")) {
      const there = box.id && page.getElementById(box.id);
      if (!there) continue;
      if (there.hasAttribute("aria-invalid")) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
    const shown = page.getElementById("pratinjau");
    if (isShown && shown && shown.dataset.alamat) show(shown.dataset.alamat);
  }

  /** @type {(address: string) => void} */
  function show(address) {
    const place = document.getElementById("pratinjau");
    if (!place) return;
    place.hidden = false;
    let frame = place.querySelector("iframe");
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = "Pratinjau halaman buletin";
      place.append(frame);
    }
    frame.src = address;
    tell("");
  }

  function soon() {
    isDirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(check, 350);
  }

  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "file") isDirty = true;
    else soon();
  });
  form.addEventListener("submit", () => { isDirty = false; });
  addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });

  form.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (!button || button.value !== "pratinjau" || !wide.matches) return;
    event.preventDefault();
    isShown = true;
    const place = document.getElementById("pratinjau");
    if (place) {
      place.hidden = false;
      place.scrollIntoView({ block: "nearest" });
    }
    check();
  });

  /* A whole date that is pasted into the first box fills all three. */
  form.addEventListener("paste", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.name.endsWith(".h") || !event.clipboardData) return;
    const text = event.clipboardData.getData("text").trim().toLowerCase();
    const day = /^(?:[a-z']+,?\s+)?(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)[\s./-]+(\d{4})$/.exec(text);
    if (!day) return;
    const lead = box.name.slice(0, -1);
    const month = months.indexOf(day[2]);
    for (const [name, part] of [["h", day[1]], ["b", month < 0 ? day[2] : String(month + 1)], ["t", day[3]]]) {
      const other = form.elements.namedItem(lead + name);
      if (other instanceof HTMLInputElement) other.value = part;
    }
    event.preventDefault();
    soon();
  });

  /* Regions and agencies are completed while somebody types. */
  let typed = 0;
  form.addEventListener("input", async (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.dataset.usul || box.value.trim().length < 2) return;
    const list = box.list;
    if (!list) return;
    const number = ++typed;
    const query = new URLSearchParams({ q: box.value, wilayah: value("wilayah") });
    try {
      const answer = await fetch(`/tulis/_/${box.dataset.usul}?${query}`);
      /** @type {[string, string][]} */
      const rows = answer.ok ? await answer.json() : [];
      if (number !== typed) return;
      list.replaceChildren(...rows.map(([text, label]) => new Option(label, text)));
    } catch {
      list.replaceChildren();
    }
  });
})();
