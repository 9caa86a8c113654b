/* What every page needs of scripts. First: it remembers the choice between light and dark. Loaded in the head, so that the choice holds
   before the first paint. Without this file the switch still works, for one page (see :has()
   in rakor.css). Storage may be closed to us, as it is for some browsers under file://. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var key = "rakor-tema";

  function stored() {
    try {
      var value = window.localStorage.getItem(key);
      return value === "gelap" || value === "terang" ? value : null;
    } catch (error) {
      return null;
    }
  }

  function keep(value) {
    try {
      window.localStorage.setItem(key, value);
    } catch (error) {
      /* The choice then holds for this page alone. */
    }
  }

  function show(value) {
    root.setAttribute("data-tema", value);
  }

  var choice = stored();
  if (choice) show(choice);

  document.addEventListener("DOMContentLoaded", function () {
    var box = document.getElementById("rk-tema");
    if (!box) return;
    function device() {
      return dark.matches ? "gelap" : "terang";
    }
    box.checked = choice !== null && choice !== device();
    box.addEventListener("change", function () {
      var now = root.getAttribute("data-tema") || device();
      choice = now === "gelap" ? "terang" : "gelap";
      show(choice);
      keep(choice);
    });
  });
})();

/* Second: it sends search boxes. Firefox takes a form in a folder for one that leads elsewhere
   ("form-action 'self'" does not cover file:) and refuses to send it; going to the address that
   the form would have led to is allowed everywhere. */
document.addEventListener("submit", function (event) {
  "use strict";
  var form = event.target;
  if (event.defaultPrevented || !form.classList.contains("rk-cari")) return;
  event.preventDefault();
  window.location.href = form.action + "?" + new URLSearchParams(new FormData(form));
});
