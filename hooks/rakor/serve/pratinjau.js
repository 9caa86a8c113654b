// @ts-check
/* Preview only: shows problems over the page, reloads the page when it has changed. */
(function () {
  "use strict";
  /** @type {Element | null} */
  let sheet = null;

  function close() {
    if (sheet) sheet.remove();
    sheet = null;
  }

  /** @type {(html: string) => void} */
  function open(html) {
    close();
    sheet = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    const button = sheet && sheet.querySelector("button");
    if (!sheet || !button) return;
    button.addEventListener("click", close);
    document.body.append(sheet);
    button.focus({ preventScroll: true });
  }

  function here() {
    const path = decodeURIComponent(location.pathname).slice(1);
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  }

  const stream = new EventSource("/_rakor/aliran");
  stream.addEventListener("masalah", (event) => {
    open(JSON.parse(event.data));
  });
  stream.addEventListener("segar", (event) => {
    close();
    const concerned = JSON.parse(event.data).some((/** @type {string} */ address) => {
      // The stamp of the edition changes with everything and shows in the footer alone.
      if (address === "assets/edisi.js") return false;
      return address === here() || address.startsWith("assets/");
    });
    if (concerned) location.reload();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
