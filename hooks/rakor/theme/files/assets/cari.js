/* The page of results: reads its state from the address, asks the engine, shows the answer. All
   text is put in as text, never as markup. */
(function start() {
  "use strict";

  var mesin = window.RakorMesin;
  if (!mesin) return void document.addEventListener("rakor-mesin", start);
  var FILTERS = mesin.FILTERS;
  var MORE = 10, SHOWN = 8; // results each time more; values of a facet
  var MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
    "September", "Oktober", "November", "Desember"];
  var DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

  var form = document.getElementById("rk-cari");
  var field = document.getElementById("rk-q");
  var status = document.getElementById("rk-kabar");
  var place = document.getElementById("rk-hasil");
  var state = mesin.question();
  var running = 0; // number of the newest question; answers to older ones are dropped
  var opened = {}; // what the reader has opened or closed in the filters
  var whole = {}; // facets of which every value is shown
  var names = { wilayah: {}, instansi: {}, jenis: {}, topik: {} };

  /* ---- State and address ---- */

  function address(of) {
    var query = new URLSearchParams();
    if (of.q) query.append("q", of.q);
    FILTERS.forEach(function (name) {
      of[name].forEach(function (value) { query.append(name, value); });
    });
    if (of.urut === "cocok") query.append("urut", "cocok");
    if (of.tampil > mesin.FIRST) query.append("tampil", of.tampil);
    var text = query.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  function changed(changes) {
    return Object.assign({}, state, { tampil: mesin.FIRST }, changes);
  }

  function without(name, value) {
    var changes = {};
    changes[name] = state[name].filter(function (one) { return one !== value; });
    return changed(changes);
  }

  function unfiltered() {
    var changes = {};
    FILTERS.forEach(function (name) { changes[name] = []; });
    return changed(changes);
  }

  /* Go to another state: as a step that Back undoes, or (while typing) in place. */
  function go(next, inPlace, focus) {
    state = next;
    try {
      history[inPlace ? "replaceState" : "pushState"](null, "", address(state));
    } catch (error) { // some browsers forbid it for files
      if (!inPlace) return void (location.href = address(state));
    }
    show(inPlace, focus);
  }

  /* ---- Making elements ---- */

  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (typeof attributes[name] === "function") element.addEventListener(name, attributes[name]);
      else if (attributes[name] !== null) element.setAttribute(name, attributes[name]);
    });
    [].concat(children || []).forEach(function (child) {
      if (child) element.append(child);
    });
    return element;
  }

  /* A link to another state of this page: a real address, so that it can be opened elsewhere. */
  function link(text, next, attributes) {
    return make("a", Object.assign({
      href: address(next),
      click: function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        if (field.value !== next.q) field.value = next.q;
        go(next, false, "#jml");
      }
    }, attributes), text);
  }

  function number(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ".");
  }

  function day(iso) {
    var parts = iso.split("-");
    if (parts.length === 1) return iso;
    var month = MONTHS[parts[1] - 1];
    if (parts.length === 2) return month + " " + parts[0];
    return Number(parts[2]) + " " + month + " " + parts[0];
  }

  /* ---- Names ---- */

  function loadNames(counts) {
    var wanted = [];
    function want(kind, keep) {
      wanted.push(mesin.namesOf(kind).then(keep));
    }
    var provinces = new Set(state.wilayah.map(function (code) { return code.slice(0, 2); }));
    if (counts && (provinces.size || counts.provinces.length === 1)) // their regencies are shown
      counts.provinces.slice(0, 3).forEach(function (code) { provinces.add(code); });
    return mesin.open().then(function (directory) {
      names.wilayah = Object.assign(names.wilayah, directory.provinces);
      names.topik = directory.topics;
      provinces.forEach(function (code) {
        if (directory.provinces[code]) want("w" + code, function (rows) {
          Object.keys(rows).forEach(function (one) { names.wilayah[one] = rows[one][0]; });
        });
      });
      if (state.jenis.length || state.instansi.length || (counts && counts.types.length))
        return mesin.types().then(function (table) {
          names.jenis = table.labels;
          var types = new Set(state.instansi.map(mesin.typeOf).concat(state.jenis));
          types.forEach(function (type) {
            if (table.labels[type]) want("i-" + type, function (rows) {
              Object.assign(names.instansi, rows);
            });
          });
        });
    }).then(function () { return Promise.all(wanted); });
  }

  function nameOf(name, value) {
    if (name === "tanggal") return day(value);
    return names[name][value] || value;
  }

  /* ---- Excerpts and marks ---- */

  var BEFORE = /^(?:di|ke|se|ber?|bel|ter?|me(?:m|ng|ny|n)?|pe(?:m|ng|ny|n|r|l)?|mem(?:ber|per)|diper|keber|ter)*$/;
  var AFTER = /^(?:kan|an|i|nya|lah|kah|pun|ku|mu|is|itas|isasi|isme)*$/;
  var MELTED = { p: "m", t: "n", s: "ny", k: "ng" };

  /* Whether a word of the text belongs to a word of the query. For marks only: what matches, the
     index has decided. */
  function belongs(word, wanted) {
    if (wanted.words.has(word)) return true;
    return wanted.roots.some(function (root) {
      if (word === root) return true;
      if (root.length < 4) return false;
      return [root, MELTED[root[0]] ? MELTED[root[0]] + root.slice(1) : ""].some(function (form) {
        var at = form ? word.indexOf(form) : -1;
        return at >= 0 && (at > 0 || form === root) && BEFORE.test(word.slice(0, at)) &&
          AFTER.test(word.slice(at + form.length));
      });
    }) || (wanted.beginning && word.startsWith(wanted.beginning));
  }

  function wantedWords(parts, ways) {
    var wanted = { words: new Set(), roots: [], beginning: "", sequences: [] };
    ways.forEach(function (way) {
      if (way.length > 1) wanted.sequences.push(way);
      else wanted.words.add(way[0]);
    });
    parts.forEach(function (part) {
      if (part.minus) return;
      part.words.concat(part.other || []).forEach(function (word) { wanted.words.add(word); });
      if (part.kind === "awalan") wanted.beginning = part.words[0];
      part.entries.forEach(function (one) { if (one) wanted.roots.push(one.root); });
    });
    return wanted;
  }

  var TOKEN = /\p{Nd}{1,3}(?:\.\p{Nd}{3})+|[\p{L}\p{N}\p{M}]+(?:['’‘ʼ`][\p{L}\p{N}\p{M}]+)*/gu;

  /* Words of a text that are to be marked: [{start, end, word}]. */
  function marks(text, wanted) {
    var tokens = Array.from(text.matchAll(TOKEN), function (match) {
      return { start: match.index, end: match.index + match[0].length, word: mesin.fold(match[0]) };
    });
    var found = new Set(tokens.filter(function (token) { return belongs(token.word, wanted); }));
    wanted.sequences.forEach(function (sequence) {
      for (var at = 0; at + sequence.length <= tokens.length; at++) {
        var run = tokens.slice(at, at + sequence.length);
        if (run.every(function (token, place) { return token.word === sequence[place]; }))
          run.forEach(function (token) { found.add(token); });
      }
    });
    return tokens.filter(function (token) { return found.has(token); });
  }

  function marked(text, found, from, to) {
    var children = [], at = from;
    found.forEach(function (one) {
      if (one.start < from || one.end > to) return;
      children.push(text.slice(at, one.start), make("mark", {}, text.slice(one.start, one.end)));
      at = one.end;
    });
    return children.concat(text.slice(at, to));
  }

  var LENGTH = 230;

  /* The part of the text with most of the words that were asked for. */
  function excerpt(text, wanted) {
    var inSummary = marks(text.summary, wanted);
    var body = text.body.replace(/\n/g, " \u00b7 ");
    var found = marks(body, wanted);
    function variety(list) {
      return new Set(list.map(function (one) { return one.word; })).size;
    }
    var best = null;
    found.forEach(function (first, at) {
      var near = found.slice(at).filter(function (one) { return one.end < first.start + 190; });
      var worth = variety(near) * 10 + Math.min(near.length, 9);
      if (!best || worth > best.worth) best = { start: first.start, worth: worth };
    });
    if (!best || variety(inSummary) * 10 >= best.worth - 9)
      return marked(text.summary, inSummary, 0, text.summary.length);
    var from = Math.max(0, best.start - 40), to = Math.min(body.length, from + LENGTH);
    if (from) from = body.indexOf(" ", from) + 1;
    if (to < body.length) to = body.lastIndexOf(" ", to);
    return [].concat(from ? "… " : "", marked(body, found, from, to), to < body.length ? " …" : "");
  }

  /* ---- Parts of the page ---- */

  function entry(text, wanted) {
    var date = new Date(text.day + "T00:00:00Z");
    return make("article", { "class": "rk-entri", "data-hit": text.id }, [
      make("time", { datetime: text.day }, [
        make("b", {}, String(date.getUTCDate())), make("span", {}, MONTHS[date.getUTCMonth()].slice(0, 3)), " ",
        make("span", {}, String(date.getUTCFullYear())), " ",
        make("span", { "class": "hari" }, DAYS[date.getUTCDay()])
      ]),
      make("div", {}, [
        make("p", { "class": "letak" }, [text.place, text.state ? " " : "",
          text.state ? make("b", { "class": "rk-tanda" }, text.state) : ""]),
        make("h3", { "class": "nama" }, make("a", {
          href: "buletin/" + text.id.split("/").map(encodeURIComponent).join("/") + ".html"
        }, marked(text.title, marks(text.title, wanted), 0, text.title.length))),
        make("p", {}, excerpt(text, wanted)),
        make("p", { "class": "kecil" }, text.agencies.slice(0, 4).join(", ") +
          (text.agencies.length > 4 ? ", dan " + (text.agencies.length - 4) + " instansi lagi" : ""))
      ])
    ]);
  }

  function entries(texts, wanted) {
    return make("div", { id: "rk-butir" }, texts.map(function (text) {
      return entry(text, wanted);
    }));
  }

  function chips() {
    var list = [];
    FILTERS.forEach(function (name) {
      state[name].forEach(function (value) {
        list.push(link([nameOf(name, value), make("span", { "aria-hidden": "true" }, "×"),
          make("span", { "class": "sr" }, ", lepas saringan")], without(name, value),
        { "class": "pakai", "data-chip": name + "=" + value }));
      });
    });
    if (list.length)
      list.push(link(list.length > 1 ? "Lepas semua" : "Cari di semua buletin", unfiltered(),
        { "data-luaskan": "" }));
    return list;
  }

  function heading(answer) {
    var count = answer.total ? number(answer.total) + " buletin" : "Tidak ada buletin";
    return state.q.trim() ? count + (answer.total ? " memuat " : " yang memuat ") + quoted(state.q)
      : count;
  }

  function quoted(query) {
    query = query.trim();
    return /["“”]/.test(query) ? query : "“" + query + "”";
  }

  function order() {
    var words = { terbaru: "terbaru", cocok: "paling cocok" };
    return make("p", { "class": "kecil" }, ["Urut: "].concat(
      Object.keys(words).map(function (one, at) {
        var shown = one === state.urut ? make("b", {}, words[one])
          : link(words[one], changed({ urut: one }), { "class": "rk-lanjut", "data-urut": one });
        return make("span", {}, [at ? " atau " : "", shown]);
      })));
  }

  function checkbox(name, value, count, inner) {
    var box = make("input", {
      type: "checkbox", name: name, value: value,
      change: function () {
        var next = without(name, value);
        if (box.checked) next[name] = next[name].concat(value);
        // A region inside the chosen one takes its place, and so does an agency of a type.
        if (box.checked && name === "wilayah" && value.length > 2)
          next.wilayah = next.wilayah.filter(function (one) { return one !== value.slice(0, 2); });
        if (box.checked && name === "instansi")
          next.jenis = next.jenis.filter(function (one) { return one !== mesin.typeOf(value); });
        go(next, false, 'input[name="' + name + '"][value="' + value + '"]');
      }
    });
    box.checked = state[name].indexOf(value) >= 0;
    return make("label", inner ? { "class": "anak" } : {}, [box,
      make("span", {}, nameOf(name, value)), make("b", {}, number(count))]);
  }

  function byCount(map) {
    return Array.from(map).sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
  }

  function group(key, title, rows, open) {
    var chosen = rows.filter(function (row) { return row.querySelector(":checked"); });
    if (!whole[key] && rows.length > SHOWN + 2) {
      var rest = rows.length - SHOWN;
      rows = rows.filter(function (row, at) { return at < SHOWN || chosen.indexOf(row) >= 0; });
      rows.push(make("button", { type: "button", "class": "rk-tombol sunyi", click: function () {
        whole[key] = true;
        show(true, "#saring-" + key + " summary");
      } }, "Tampilkan " + number(rest) + " lagi"));
    }
    return make("details", Object.assign({ id: "saring-" + key, toggle: function () {
      opened[key] = this.open;
    } }, (opened[key] === undefined ? open : opened[key]) ? { open: "" } : {}), [
      make("summary", {}, title),
      make("fieldset", {}, [make("legend", { "class": "sr" }, title)].concat(
        rows.length ? rows : make("p", { "class": "kecil" }, "Tidak ada pilihan.")))
    ]);
  }

  function filters(answer, isOpen) {
    var panel = make("details", isOpen ? { open: "" } : {}, make("summary", {}, "Saring hasil"));
    panel.addEventListener("toggle", function () {
      if (panel.open === isOpen) return;
      opened.semua = panel.open;
      show(true, "#saring summary");
    });
    if (isOpen && answer.counts) {
      var counts = answer.counts, regions = [];
      var regionsOf = byCount(counts.wilayah);
      regionsOf.forEach(function (row) {
        if (row[0].length > 2) return;
        regions.push(checkbox("wilayah", row[0], row[1]));
        var isChosen = state.wilayah.some(function (one) { return one.slice(0, 2) === row[0]; });
        if (!isChosen && answer.provinces.length > 1) return;
        regionsOf.forEach(function (inner) {
          if (inner[0].slice(0, 3) === row[0] + "." && inner[0].slice(3) !== "00")
            regions.push(checkbox("wilayah", inner[0], inner[1], true));
        });
      });
      var years = Array.from(counts.tanggal).sort().reverse();
      state.tanggal.forEach(function (one) {
        if (one.length > 4) years.unshift([one, answer.total]);
      });
      panel.append(
        group("wilayah", "Wilayah", regions, true),
        group("tanggal", "Tahun", years.map(function (row) {
          return checkbox("tanggal", row[0], row[1]);
        }), true),
        group("topik", "Topik", byCount(counts.topik).map(function (row) {
          return checkbox("topik", row[0], row[1]);
        }), true),
        agencies(counts));
    }
    return make("form", { "class": "rk-saring", id: "saring", "aria-label": "Saring hasil",
      submit: function (event) { event.preventDefault(); } }, panel);
  }

  /* Agencies cost more to count, so they are counted when somebody looks. */
  function agencies(counts) {
    var wanted = agenciesWanted(), rows = [];
    if (wanted) byCount(counts.jenis).forEach(function (row) {
      rows.push(checkbox("jenis", row[0], row[1]));
      var isChosen = state.jenis.indexOf(row[0]) >= 0 || state.instansi.some(function (one) {
        return mesin.typeOf(one) === row[0];
      });
      if (isChosen) byCount(counts.instansi).filter(function (inner) {
        return mesin.typeOf(inner[0]) === row[0];
      }).slice(0, 30).forEach(function (inner) {
        rows.push(checkbox("instansi", inner[0], inner[1], true));
      });
    });
    var details = group("instansi", "Instansi", rows, wanted);
    details.addEventListener("toggle", function () {
      if (details.open && !wanted) show(true, "#saring-instansi summary");
    });
    return details;
  }

  function agenciesWanted() {
    return Boolean(opened.instansi || state.jenis.length || state.instansi.length);
  }

  /* ---- Showing ---- */

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function replace(children) {
    place.replaceChildren.apply(place, children);
  }

  function welcome() {
    replace([make("section", { "aria-labelledby": "jml" }, [
      make("h2", { id: "jml", "class": "jumlah", tabindex: "-1" }, "Apa yang Anda cari?"),
      make("p", {}, "Tulis satu atau beberapa kata di atas. Kata berimbuhan ikut ditemukan: " +
        "“aman” menemukan juga keamanan dan pengamanan."),
      make("ul", { "class": "rk-daftar" }, [["wilayah", "wilayah"], ["tanggal", "tanggal"],
        ["instansi", "instansi"], ["topik", "topik"]].map(function (one) {
        return make("li", {}, make("a", { href: one[0] + "/index.html" },
          make("span", {}, "Telusuri menurut " + one[1])));
      }))
    ])]);
    say("");
  }

  function failed(failure, retry) {
    var known = failure instanceof mesin.Failure;
    if (!known) console.error(failure);
    mesin.open().catch(function () { return { segments: [] }; }).then(function (directory) {
      var segment = known && directory.segments.find(function (one) {
        return failure.address.indexOf(one.name + "/") >= 0;
      });
      var what = segment ? "Bagian indeks untuk rapat " + day(segment.from) + " sampai " +
        day(segment.to) + " belum ikut dicari" : "Indeks pencarian belum dapat dibaca";
      var why = !known ? "Terjadi kesalahan pada pencarian."
        : failure.reason === "usang" ? "Situs ini baru saja diperbarui. Muat ulang halaman."
          : "Periksa sambungan internet, lalu coba lagi. Bila membuka dari USB, pastikan seluruh folder tersalin.";
      var title = "Pencarian belum selesai";
      replace([make("section", { "aria-labelledby": "jml", "data-gagal": known ? failure.address : "" },
        make("div", { "class": "rk-keadaan gagal" }, [
          make("h2", { id: "jml", tabindex: "-1" }, title),
          make("p", {}, what + ", jadi jumlah hasilnya belum dapat dipastikan. " + why),
          make("p", {}, make("button", { "class": "rk-tombol", type: "button", click: function () {
            if (known && failure.reason !== "muat") location.reload();
            else retry();
          } }, "Coba lagi")),
          make("ul", {}, make("li", {}, make("a", {
            href: segment ? "tanggal/" + segment.from.slice(0, 4) + "/index.html" : "tanggal/index.html"
          }, "Telusuri menurut tanggal")))
        ]))]);
      say(title + ". " + what + ".");
    });
  }

  function show(typing, focus) {
    var mine = ++running, wide = matchMedia("(min-width: 60rem)").matches;
    if (!state.q.trim() && !mesin.isFiltered(state)) return welcome();
    var wantsCounts = opened.semua === undefined ? mesin.isFiltered(state) && wide : opened.semua;
    place.setAttribute("aria-busy", "true");
    var waiting = setTimeout(function () {
      if (mine !== running) return;
      say("Mencari…");
      if (!place.firstChild || place.querySelector("[data-gagal]"))
        replace([make("section", {}, make("h2", { id: "jml", tabindex: "-1" }, "Mencari…"))]);
    }, 250);

    function ask(dihitung, early) {
      return mesin.search(Object.assign({}, state, { berjalan: Boolean(typing && !focus),
        dihitung: dihitung, instansiDihitung: dihitung && agenciesWanted() }), early);
    }

    function textsOf(answer) {
      return Promise.all([mesin.ways(answer.parts), mesin.texts(answer.hits)]);
    }

    var first = null; // the list of results, once it is shown

    /* The results that will come first, while the rest is still to be counted. */
    function showFirst(answer) {
      if (mine !== running || answer.hits.length < state.tampil) return null;
      return textsOf(answer).then(function (loaded) {
        if (mine !== running) return;
        first = entries(loaded[1], wantedWords(answer.parts, loaded[0]));
        replace([make("section", { "aria-labelledby": "jml" }, [
          make("h2", { id: "jml", "class": "jumlah", tabindex: "-1" }, "Menghitung hasil…"),
          first])]);
        return painted();
      }).catch(function () {}); // the whole answer tells what is wrong
    }

    ask(wantsCounts, showFirst).then(function (answer) {
      // Few parts of the index are cheap to count.
      if (wantsCounts || opened.semua !== undefined || !wide || answer.spread > 8) return answer;
      wantsCounts = true;
      return ask(true);
    }).then(function (answer) {
      if (mine !== running) return null;
      answer.provinces = byCount(answer.counts.wilayah).map(function (row) { return row[0]; })
        .filter(function (code) { return code.length === 2; });
      return Promise.all([
        textsOf(answer),
        loadNames({ provinces: wantsCounts ? answer.provinces : [],
          types: wantsCounts ? Array.from(answer.counts.jenis.keys()) : [] }),
        answer.total ? null : mesin.loadScript("assets/cari-nihil.js").then(function (offer) {
          return offer(mesin, { state: state, make: make, link: link, changed: changed,
            unfiltered: unfiltered, TOKEN: TOKEN }, answer);
        })
      ]).then(function (loaded) {
        if (mine !== running) return;
        var held = document.activeElement && document.activeElement.closest("[data-hit]");
        var texts = loaded[0][1];
        render(answer, texts.length, loaded[2], wantsCounts, first ||
          entries(texts, wantedWords(answer.parts, loaded[0][0])));
        if (held) focus = '[data-hit="' + held.dataset.hit + '"] a';
        var target = focus && place.querySelector(focus);
        if (target) target.focus();
      });
    }).catch(function (failure) {
      if (mine === running) failed(failure, function () { show(false, "#jml"); });
    }).then(function () {
      clearTimeout(waiting);
      if (mine === running) place.removeAttribute("aria-busy");
    });
  }

  /* When the browser has had time to show what was made; a page in the background shows nothing. */
  function painted() {
    return new Promise(function (done) {
      if (document.hidden) done();
      else requestAnimationFrame(function () { setTimeout(done); });
    });
  }

  function render(answer, shown, nothing, wantsCounts, list) {
    var section = make("section", { "aria-labelledby": "jml", "data-total": String(answer.total) });
    var title = heading(answer);
    section.append(make("h2", { id: "jml", "class": "jumlah", tabindex: "-1" }, title));
    if (nothing && nothing.suggestion) section.append(nothing.suggestion);
    var chosen = chips();
    if (chosen.length || answer.total > 1)
      section.append(make("div", { "class": "alat" }, [
        chosen.length ? make("div", { "class": "rk-chip" }, chosen) : "",
        answer.total > 1 ? order() : "",
        make("a", { "class": "rk-lanjut rk-saring-lompat", href: "#saring", click: function (event) {
          event.preventDefault();
          opened.semua = true;
          show(true, "#saring summary");
        } }, "Saring hasil")]));
    section.append(list);
    if (nothing) section.append(nothing.section);
    if (answer.total > shown) {
      var from = shown;
      section.append(make("p", {}, make("button", { type: "button", "class": "rk-tombol sunyi",
        id: "rk-lagi", click: function () {
          go(Object.assign({}, state, { tampil: from + MORE }), true,
            ".rk-entri:nth-child(" + (from + 1) + ") a");
        } }, "Tampilkan " + Math.min(MORE, answer.total - from) + " buletin lagi")));
    }
    replace([section].concat(
      answer.total || mesin.isFiltered(state) ? filters(answer, wantsCounts) : []));
    say(title + (answer.total > shown ? ", " + shown + " ditampilkan" : "") +
      (nothing && nothing.suggestion ? ". " + nothing.suggestion.textContent : "") + ".");
  }

  /* ---- Events ---- */

  var pause = null;

  field.addEventListener("input", function () {
    clearTimeout(pause);
    pause = setTimeout(function () {
      if (field.value !== state.q) go(changed({ q: field.value }), true);
    }, 250);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(pause);
    go(changed({ q: field.value }), false, "#jml");
  });
  window.addEventListener("popstate", function () {
    state = mesin.question();
    field.value = state.q;
    show(false);
  });

  field.value = state.q;
  if (!state.q && !mesin.isFiltered(state)) field.focus({ preventScroll: true });
  show(false);
})();
