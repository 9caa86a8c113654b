// @ts-check
/* Shows at the foot of a page which edition it belongs to and, on a copy that has grown old,
   where the newest one is. A new edition changes the line above and nothing else on the site.
   The reader's clock may be wrong: a clock before the day of the edition is not believed. */
(function () {
  "use strict";
  const edition = window.rakorEdisi;
  const months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
    "September", "Oktober", "November", "Desember"];
  const dated = /^\d{4}-\d\d-\d\d$/.test(edition.tanggal);
  const parts = edition.tanggal.split("-").map(Number);

  function inWords() {
    return parts[2] + " " + months[parts[1] - 1] + " " + parts[0];
  }

  function isCopy() {
    return !edition.situs || window.location.href.indexOf(edition.situs) !== 0;
  }

  function days() {
    const day = Date.UTC(parts[0], parts[1] - 1, parts[2]);
    return Math.floor((Date.now() - day) / 86400000);
  }

  function notice() {
    const box = document.createElement("aside");
    box.className = "rk-outdated";
    box.id = "rk-usang";
    box.setAttribute("aria-label", "Usia salinan");
    const text = document.createElement("p");
    text.className = "rk-width";
    text.appendChild(document.createTextNode(
      "Salinan ini berisi catatan sampai " + inWords() + ". Mungkin sudah ada yang lebih baru"
    ));
    if (edition.situs) {
      const link = document.createElement("a");
      link.href = edition.situs;
      link.textContent = edition.situs;
      text.appendChild(document.createTextNode(" di "));
      text.appendChild(link);
    }
    text.appendChild(document.createTextNode("."));
    box.appendChild(text);
    return box;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const line = document.getElementById("rk-edisi");
    if (line) {
      const time = edition.waktu ? " pukul " + edition.waktu.slice(0, 5).replace(":", ".") : "";
      line.textContent = "Edisi " + (dated ? inWords() + time : edition.id);
      line.title = edition.id;
      line.hidden = false;
    }
    if (dated) {
      for (const day of document.querySelectorAll(".edition-day")) day.textContent = inWords();
    }
    /* What works on the live site only is said where it does not. */
    for (const one of document.querySelectorAll(".rk-live-only")) {
      if (one instanceof HTMLElement) one.hidden = !isCopy();
    }
    const main = document.getElementById("rk-isi");
    if (main && dated && isCopy() && days() > edition.usia) {
      main.before(notice());
    }
  });
})();
