/* Preview only: shows problems over the page, reloads the page when it has changed. */
(function () {
  "use strict";
  var sheet = null;

  function close() {
    if (sheet) sheet.remove();
    sheet = null;
  }

  function open(html) {
    close();
    sheet = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    sheet.querySelector("button").addEventListener("click", close);
    document.body.append(sheet);
    sheet.querySelector("button").focus({ preventScroll: true });
  }

  function here() {
    var path = decodeURIComponent(location.pathname).slice(1);
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  }

  var stream = new EventSource("/_rakor/aliran");
  stream.addEventListener("masalah", function (event) {
    open(JSON.parse(event.data));
  });
  stream.addEventListener("segar", function (event) {
    close();
    var concerned = JSON.parse(event.data).some(function (address) {
      // The stamp of the edition changes with everything and shows in the footer alone.
      if (address === "assets/edisi.js") return false;
      return address === here() || address.startsWith("assets/");
    });
    if (concerned) location.reload();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
  });
})();
