/* Shows at the foot of a page which edition it belongs to and, on a copy that has grown old,
   where the newest one is. A new edition changes the line above and nothing else on the site.
   The reader's clock may be wrong: a clock before the day of the edition is not believed. */
(function () {
  "use strict";
  var edition = window.rakorEdisi;
  var months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
    "September", "Oktober", "November", "Desember"];
  var parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(edition.tanggal);

  function inWords() {
    return Number(parts[3]) + " " + months[Number(parts[2]) - 1] + " " + parts[1];
  }

  function isCopy() {
    return !edition.situs || window.location.href.indexOf(edition.situs) !== 0;
  }

  function days() {
    var day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
    return Math.floor((Date.now() - day) / 86400000);
  }

  function notice() {
    var box = document.createElement("aside");
    box.className = "rk-usang";
    box.id = "rk-usang";
    box.setAttribute("aria-label", "Usia salinan");
    var text = document.createElement("p");
    text.className = "rk-lebar";
    text.appendChild(document.createTextNode(
      "Salinan ini berisi catatan sampai " + inWords() + ". Mungkin sudah ada yang lebih baru"
    ));
    if (edition.situs) {
      var link = document.createElement("a");
      link.href = edition.situs;
      link.textContent = edition.situs;
      text.appendChild(document.createTextNode(" di "));
      text.appendChild(link);
    }
    text.appendChild(document.createTextNode("."));
    box.appendChild(text);
    return box;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var line = document.getElementById("rk-edisi");
    if (line) {
      var time = edition.waktu ? " pukul " + edition.waktu.slice(0, 5).replace(":", ".") : "";
      line.textContent = "Edisi " + (parts ? inWords() + time + " · " : "") + edition.id;
      line.hidden = false;
    }
    var main = document.getElementById("rk-isi");
    if (main && parts && isCopy() && days() > edition.usia) {
      main.parentNode.insertBefore(notice(), main);
    }
  });
})();
