// @ts-check
/* The page of results: reads its state from the address, asks the engine, shows the answer. All
   text is put in as text, never as markup. */
(function start() {
  "use strict";

  const mesin = window.RakorMesin;
  if (!mesin) return void document.addEventListener("rakor-mesin", start);
  const FILTERS = mesin.FILTERS;
  const MORE = 10, SHOWN = 8; // results each time more; values of a facet
  const MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
    "September", "Oktober", "November", "Desember"];
  const DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

  const form = /** @type {HTMLFormElement} */ (document.getElementById("rk-cari"));
  const field = /** @type {HTMLInputElement} */ (document.getElementById("rk-q"));
  const status = /** @type {HTMLElement} */ (document.getElementById("rk-kabar"));
  const place = /** @type {HTMLElement} */ (document.getElementById("rk-hasil"));
  let state = mesin.question();
  let running = 0; // number of the newest question; answers to older ones are dropped
  /** @type {Record<string, boolean | undefined>} */
  const opened = {}; // what the reader has opened or closed in the filters
  /** @type {Record<string, boolean>} */
  const whole = {}; // facets of which every value is shown
  /** @type {Record<string, Record<string, string>>} */
  const names = { wilayah: Object.create(null), instansi: Object.create(null),
    jenis: Object.create(null), topik: Object.create(null) };

  /* ---- State and address ---- */

  /** @type {(of: Question) => string} */
  function address(of) {
    const query = new URLSearchParams();
    if (of.q) query.append("q", of.q);
    FILTERS.forEach((name) => {
      of[name].forEach((value) => { query.append(name, value); });
    });
    if (of.urut) query.append("urut", of.urut);
    if (of.tampil > mesin.FIRST) query.append("tampil", String(of.tampil));
    const text = query.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  /** @type {(changes: Partial<Question>) => Question} */
  function changed(changes) {
    return Object.assign({}, state, { tampil: mesin.FIRST }, changes);
  }

  /** @type {(name: FilterName, value: string) => Question} */
  function without(name, value) {
    return changed({ [name]: state[name].filter((one) => one !== value) });
  }

  /** @type {() => Question} */
  function unfiltered() {
    return changed({ wilayah: [], tanggal: [], topik: [], jenis: [], instansi: [] });
  }

  /* Go to another state: as a step that Back undoes, or (while typing) in place. */
  /** @type {(next: Question, inPlace?: boolean, focus?: string) => void} */
  function go(next, inPlace, focus) {
    state = next;
    try {
      history[inPlace ? "replaceState" : "pushState"](null, "", address(state));
    } catch { // some browsers forbid it for files
      if (!inPlace) return void (location.href = address(state));
    }
    show(Boolean(inPlace), focus);
  }

  /* ---- Making elements ---- */

  /** @type {Make} */
  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== null) element.setAttribute(name, value);
    });
    (Array.isArray(children) ? children : [children]).forEach((child) => {
      if (child) element.append(child);
    });
    return element;
  }

  /* A link to another state of this page: a real address, so that it can be opened elsewhere. */
  /** @type {ResultsPage["link"]} */
  function link(text, next, attributes) {
    /** @type {(event: MouseEvent) => void} */
    function click(event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      if (field.value !== next.q) field.value = next.q;
      go(next, false, "#jml");
    }
    return make("a", { href: address(next), click, ...attributes }, text);
  }

  /** @type {(value: number) => string} */
  function number(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ".");
  }

  /** @type {(iso: string) => string} */
  function day(iso) {
    const parts = iso.split("-");
    if (parts.length === 1) return iso;
    const month = MONTHS[Number(parts[1]) - 1];
    if (parts.length === 2) return month + " " + parts[0];
    return Number(parts[2]) + " " + month + " " + parts[0];
  }

  /* ---- Names ---- */

  /** @type {(counts?: { provinces: string[], types: string[] }) => Promise<unknown>} */
  function loadNames(counts) {
    /** @type {Promise<void>[]} */
    const wanted = [];
    /** @type {(kind: string, keep: (rows: any) => void) => void} */
    function want(kind, keep) {
      wanted.push(mesin.namesOf(kind).then(keep));
    }
    const provinces = new Set(state.wilayah.map((code) => code.slice(0, 2)));
    if (counts && (provinces.size || counts.provinces.length === 1)) // their regencies are shown
      counts.provinces.slice(0, 3).forEach((code) => { provinces.add(code); });
    return mesin.open().then((directory) => {
      names.wilayah = Object.assign(names.wilayah, directory.provinces);
      Object.assign(names.topik, directory.topics);
      provinces.forEach((code) => {
        if (directory.provinces[code]) want("w" + code, (rows) => {
          Object.keys(rows).forEach((one) => { names.wilayah[one] = rows[one][0]; });
        });
      });
      if (state.jenis.length || state.instansi.length || (counts && counts.types.length))
        return mesin.types().then((table) => {
          Object.assign(names.jenis, table.labels);
          const types = new Set(state.instansi.map(mesin.typeOf).concat(state.jenis));
          types.forEach((type) => {
            if (table.labels[type]) want("i-" + type, (rows) => {
              Object.keys(rows).forEach((one) => { names.instansi[one] = rows[one][0]; });
            });
          });
        });
    }).then(() => Promise.all(wanted));
  }

  /** @type {(name: FilterName, value: string) => string} */
  function nameOf(name, value) {
    if (name === "tanggal") return day(value);
    return names[name][value] || value;
  }

  /* ---- Excerpts and marks ---- */

  const BEFORE = /^(?:di|ke|se|ber?|bel|ter?|me(?:m|ng|ny|n)?|pe(?:m|ng|ny|n|r|l)?|mem(?:ber|per)|diper|keber|ter)*$/;
  const AFTER = /^(?:kan|an|i|nya|lah|kah|pun|ku|mu|is|itas|isasi|isme)*$/;
  /** @type {Record<string, string>} */
  const MELTED = { p: "m", t: "n", s: "ny", k: "ng" };

  /* Whether a word of the text belongs to a word of the query. For marks only: what matches, the
     index has decided. */
  /** @type {(word: string, wanted: Marking) => boolean} */
  function belongs(word, wanted) {
    if (wanted.words.has(word)) return true;
    const parts = /^(?:([a-z]+)([0-9]+)|([0-9]{4,})d[0-9]+)$/.exec(word);
    if (parts && parts.slice(1).some((one) => wanted.words.has(one))) return true;
    return wanted.roots.some((root) => {
      if (word === root) return true;
      if (root.length < 4) return false;
      return [root, MELTED[root[0]] ? MELTED[root[0]] + root.slice(1) : ""].some((form) => {
        const at = form ? word.indexOf(form) : -1;
        return at >= 0 && (at > 0 || form === root) && BEFORE.test(word.slice(0, at)) &&
          AFTER.test(word.slice(at + form.length));
      });
    }) || (wanted.beginning !== "" && word.startsWith(wanted.beginning));
  }

  /** @type {(parts: Part[], ways: string[][]) => Marking} */
  function wantedWords(parts, ways) {
    /** @type {Marking} */
    const wanted = { words: new Set(), roots: [], beginning: "", sequences: [] };
    ways.forEach((way) => {
      if (way.length > 1) wanted.sequences.push(way);
      else wanted.words.add(way[0]);
    });
    const each = mesin.singly(parts);
    each.forEach((part) => { if (part.inner) wanted.sequences.push(part.words); });
    each.flatMap((part) => part.inner || part).forEach((part) => {
      if (part.minus) return;
      if (part.words.length > 1) wanted.sequences.push(part.words);
      if (part.kind === "frasa") return;
      part.words.concat(part.other || []).forEach((word) => { wanted.words.add(word); });
      if (part.kind === "awalan") wanted.beginning = part.words[0];
      part.entries.forEach((one) => { if (one) wanted.roots.push(one.root); });
    });
    return wanted;
  }

  // Points between single letters; numbers with points and a comma; what is written to a number;
  // words, with characters that show nothing.
  const TOKEN = new RegExp([
    "(?:[A-Za-z]\\.){2,}[A-Za-z]?(?![\\p{L}\\p{N}])",
    "\\p{Nd}{1,3}(?:\\.\\p{Nd}{3})+(?:,\\p{Nd}+)?|\\p{Nd}{1,3}(?:,\\p{Nd}{3})*,000(?!\\p{Nd}|,\\p{Nd})|\\p{Nd}+(?:,\\p{Nd}+)?",
    "[Rr][Pp](?=\\p{Nd})",
    "[\\p{L}\\p{N}\\p{M}\\p{Cf}]+(?:['’‘ʼ`][\\p{L}\\p{N}\\p{M}\\p{Cf}]+)*"
  ].join("|"), "gu");

  /* Words of a text, one after another. */
  /** @type {(text: string) => Token[]} */
  function tokensOf(text) {
    const found = Array.from(text.matchAll(TOKEN), (match) => ({ start: match.index,
      end: match.index + match[0].length, word: mesin.fold(match[0]) }));
    // A short scale is told by what stands before it: "5jt", "Rp2,5 M".
    found.forEach((token, at) => {
      if (at && /^(jt|rb|m|t)$/.test(token.word)) token.word = mesin.words(mesin.fold(
        text.slice(found[Math.max(0, at - 2)].start, token.end))).pop() || token.word;
    });
    return found;
  }

  /* Places of a text that are to be marked; a sequence is one place. */
  /** @type {(text: string, wanted: Marking) => Token[]} */
  function marks(text, wanted) {
    const tokens = tokensOf(text);
    /** @type {Map<number, number>} */
    const runs = new Map(); // from the first token to the last
    tokens.forEach((token, at) => { if (belongs(token.word, wanted)) runs.set(at, at); });
    // What is found written as one, as compounds in tokenizer.py: "COVID-19", "Rp5 juta".
    tokens.slice(0, -1).forEach((token, at) => {
      const next = tokens[at + 1];
      const joined = text.slice(token.end, next.start) === "-" ? token.word + next.word
        : mesin.amount(token.word, next.word);
      if (joined && wanted.words.has(joined)) runs.set(at, at + 1);
    });
    wanted.sequences.forEach((sequence) => {
      for (let at = 0; at + sequence.length <= tokens.length; at++)
        if (sequence.every((word, place) => tokens[at + place].word === word))
          runs.set(at, Math.max(runs.get(at) || 0, at + sequence.length - 1));
    });
    /** @type {Token[]} */
    const found = [];
    let done = -1;
    tokens.forEach((token, at) => {
      const last = runs.get(at);
      if (last === undefined || at <= done) return;
      done = last;
      found.push({ start: token.start, end: tokens[last].end,
        word: tokens.slice(at, last + 1).map((one) => one.word).join(" ") });
    });
    return found;
  }

  /** @type {(text: string, found: Token[], from?: number, to?: number) => Child[]} */
  function marked(text, found, from = 0, to = text.length) {
    /** @type {Child[]} */
    const children = [];
    let at = from;
    found.forEach((one) => {
      if (one.start < from || one.end > to) return;
      children.push(text.slice(at, one.start), make("mark", {}, text.slice(one.start, one.end)));
      at = one.end;
    });
    return children.concat(text.slice(at, to));
  }

  const LENGTH = 230; // of an excerpt
  // What lines of the record begin with; the same as LABELS in document.py.
  const LABELS = ["Pimpinan", "Tempat", "Bentuk rapat", "Peserta", "Pembicara", "Angka", "Komitmen",
    "Imbauan", "Keputusan", "Topik", "Sumber", "Lampiran", "Ralat", "Status"];

  /* How many different words and phrases stand among marks. */
  /** @type {(found: Token[]) => number} */
  function variety(found) {
    return new Set(found.map((one) => one.word)).size;
  }

  /* What a reader is shown of a bulletin: its summary, or a sentence of its text, or a line of its
     record by its label: the first of them that says most of what was asked for. */
  /** @type {(text: BulletinText, wanted: Marking) => HTMLElement[]} */
  function excerpt(text, wanted) {
    const lines = text.body.split("\n").map((line) => {
      const label = line.slice(0, Math.max(0, line.indexOf(": ")));
      const isRecord = LABELS.indexOf(label) >= 0;
      const shown = isRecord ? line.slice(label.length + 2) : line;
      const found = marks(shown, wanted);
      // "komitmen" finds a commitment by its label.
      return { label: isRecord ? label : "", shown, found,
        worth: variety(found) + (isRecord ? variety(marks(label, wanted)) : 0) };
    });
    const inSummary = marks(text.summary, wanted);
    let best = { label: "", shown: text.summary, found: inSummary, worth: variety(inSummary) };
    const known = best.worth;
    lines.forEach((line) => {
      const more = line.label && line.label !== "Topik" ? 0.4 : line.label ? 0.9 : 0;
      if (line.worth - more > best.worth) best = { ...line, worth: line.worth - more };
    });
    /** @type {(line: { label: string, shown: string, found: Token[] }) => HTMLElement} */
    function quote(line) {
      const [from, to] = sentence(line.shown, line.found);
      return make("p", { "class": "rk-excerpt" }, [
        line.label ? make("b", {}, marked(line.label, marks(line.label, wanted)).concat(":")) : "",
        line.label ? " " : "", from ? "… " : "", ...marked(line.shown, line.found, from, to),
        to < line.shown.length ? " …" : ""]);
    }
    if (best.worth <= known || !best.label) return [quote(best)];
    // Of commitments that say as much, two are shown.
    const same = lines.filter((line) => line.label === best.label &&
      line.worth >= Math.floor(best.worth));
    return (same.length ? same : [best]).slice(0, 2).map(quote);
  }

  /* The part of a line to show: sentences around most of its marks. */
  /** @type {(line: string, found: Token[]) => [number, number]} */
  function sentence(line, found) {
    if (line.length <= LENGTH) return [0, line.length];
    let start = 0, worth = 0;
    found.forEach((first, at) => {
      const near = variety(found.slice(at).filter((one) => one.end < first.start + 190));
      if (near > worth) {
        start = first.start;
        worth = near;
      }
    });
    const begun = Math.max(0, start - 120);
    const stop = line.slice(begun, start).search(/[.!?]\s+(?=\p{Lu}[^.]*$)/u);
    let from = stop >= 0 ? begun + stop + 2 : Math.max(0, start - 40);
    if (from && stop < 0) from = line.indexOf(" ", from) + 1;
    let to = Math.min(line.length, from + LENGTH);
    if (to < line.length) to = Math.max(line.lastIndexOf(" ", to), from + 1);
    return [from, to];
  }

  /* ---- Parts of the page ---- */

  /** @type {ResultsPage["entry"]} */
  function entry(text, wanted, note) {
    const date = new Date(text.day + "T00:00:00Z");
    return make("article", { "class": "rk-entry", "data-hit": text.id }, [
      make("time", { datetime: text.day }, [
        make("b", {}, String(date.getUTCDate())), make("span", {}, MONTHS[date.getUTCMonth()].slice(0, 3)), " ",
        make("span", {}, String(date.getUTCFullYear())), " ",
        make("span", { "class": "weekday" }, DAYS[date.getUTCDay()])
      ]),
      make("div", {}, [
        make("p", { "class": "place" }, [text.place, text.state ? " " : "",
          text.state ? make("b", { "class": "rk-badge" }, text.state) : ""]),
        make("h3", { "class": "title" }, make("a", {
          href: bulletinAddress(text.id)
        }, marked(text.title, marks(text.title, wanted)))),
        ...excerpt(text, wanted),
        make("p", { "class": "small" }, text.agencies.slice(0, 4).join(", ") +
          (text.agencies.length > 4 ? ", dan " + (text.agencies.length - 4) + " instansi lagi" : "")),
        note ? make("p", { "class": "rk-missed" }, note) : ""
      ])
    ]);
  }

  /** @type {(texts  : BulletinText[], wanted: Marking) => HTMLElement} */
  function entries(texts, wanted) {
    return make("div", { id: "rk-butir" }, texts.map((text) => entry(text, wanted, "")));
  }

  /** @type {() => HTMLElement[]} */
  function chips() {
    const list = [];
    FILTERS.forEach((name) => {
      state[name].forEach((value) => {
        list.push(link([nameOf(name, value), make("span", { "aria-hidden": "true" }, "×"),
          make("span", { "class": "sr" }, ", lepas saringan")], without(name, value),
        { "class": "applied", "data-chip": name + "=" + value }));
      });
    });
    if (list.length)
      list.push(link(list.length > 1 ? "Lepas semua" : "Cari di semua buletin", unfiltered(),
        { "data-luaskan": "" }));
    return list;
  }

  /** @type {(answer: Answer) => string} */
  function heading(answer) {
    const count = answer.total ? number(answer.total) + " buletin" : "Tidak ada buletin";
    return answer.parts.length ? count + (answer.total ? " memuat " : " yang memuat ") + quoted(state.q)
      : count;
  }

  const LONG = 120; // letters of a query that are repeated

  /** @type {(query: string) => string} */
  function short(query) {
    query = query.trim().replace(/\s+/g, " ");
    return query.length > LONG ? query.slice(0, LONG) + "…" : query;
  }

  /** @type {(query: string) => string} */
  function quoted(query) {
    query = short(query);
    return /["“”]/.test(query) ? query : "“" + query + "”";
  }

  /* What a part of a query is. */
  /** @type {(part: Part) => string} */
  function kindOf(part) {
    if (part.minus) return "tanpa";
    if (part.either) return "salah satu";
    if (part.codes) return "tempat";
    const when = part.when;
    if (!when) return part.kind === "frasa" ? "frasa" : "kata";
    return when.day ? "tanggal" : when.month ? "bulan" : when.year ? "tahun" : "hari";
  }

  const SHORT = new Set(["diy", "dki", "ntb", "ntt"]);

  /* A part of a query as it is shown. */
  /** @type {(part: Part) => string} */
  function shown(part) {
    if (part.either) return part.either.map(shown).join(" atau ");
    if (part.when && part.when.until) return span(part.when, part.when.until);
    const words = part.words.join(" ");
    const text = part.inner ? part.words.map((word) => part.codes && SHORT.has(word)
      ? word.toUpperCase() : word[0].toUpperCase() + word.slice(1))
      .join(part.codes && /^\d/.test(words) ? "." : " ") +
      (part.named && /^\d/.test(words) ? " (" + shown({ ...part.named, inner: [] }) + ")" : "")
      : short(words);
    return part.kind === "frasa" && part.quoted ? "“" + text + "”" : text;
  }

  /* "14–16 November 2024", "Januari–Maret 2024", "30 Desember 2024–3 Januari 2025". */
  /** @type {(from: When, to: When) => string} */
  function span(from, to) {
    /** @type {(when: When, isShort: boolean) => string} */
    const text = (when, isShort) => [when.day,
      isShort && when.day && from.month === to.month ? "" : when.month && MONTHS[when.month - 1],
      isShort ? "" : when.year].filter(Boolean).join(" ");
    return text(from, from.year === to.year && Boolean(from.month)) + "–" + text(to, false);
  }

  /* A part of a query as it is asked for again. */
  /** @type {(part: Part) => string} */
  function asked(part) {
    if (part.either) return part.either.map(asked).join(" atau ");
    const text = part.asked || part.words.join(" ");
    return (part.minus ? "-" : "") + (part.kind === "frasa" || part.quoted ? '"' + text + '"' : text);
  }

  /* Places and dates are told as they were read; a tap takes one out of the query. */
  /** @type {(parts: Part[]) => HTMLElement | null} */
  function reading(parts) {
    const cut = parts.some((part) => part.isCut) && make("p", { "class": "small" },
      "Hanya " + mesin.MOST + " kata pertama yang dicari.");
    if (!parts.some((part) => part.inner || part.either)) return cut || null;
    const rows = parts.map((part) => make("li", {}, link([make("small", {}, kindOf(part)), " ",
      make("b", {}, shown(part)), make("span", { "class": "sr" }, ", lepas")],
    changed({ q: parts.filter((one) => one !== part).map(asked).join(" ") }))));
    return make("section", { "class": "rk-reading", "aria-labelledby": "rk-baca" }, [
      make("h2", { id: "rk-baca" }, "Pertanyaan Anda dibaca sebagai"), make("ul", {}, rows), cut]);
  }

  /* ---- Straight to ---- */

  /** @type {Record<string, string>} */
  const WHAT = { w: "wilayah", b: "wilayah", i: "instansi", t: "topik" };
  /** @type {Record<string, string>} */
  const BEFORE_NAME = { w: "di ", b: "di ", i: "", j: "", t: "tentang " };
  const PROMISES = new Set(["komitmen", "janji", "imbauan", "himbauan", "keputusan", "tindak",
    "tenggat"]);

  /* Pages that answer a query: what it names, its months and days, and the ledger. */
  /** @type {(answer: Answer) => Promise<Destination[]>} */
  function destinations(answer) {
    const unfinished = answer.parts.some((part) => part.kind === "awalan");
    return Promise.all([mesin.open(), mesin.named(state.q, unfinished)]).then(([directory, rows]) => {
      /** @type {(Destination | Promise<Destination[]>)[]} */
      const found = [];
      const parts = mesin.singly(answer.parts);
      const places = parts.flatMap((part) => part.codes || []);
      const ledger = "tindak-lanjut/index.html";
      const asksPromises = parts.some((part) => !part.minus &&
        part.words.some((word) => PROMISES.has(word))) &&
        document.querySelector('nav a[href$="' + ledger + '"]');
      /* The page of what is named; where promises are asked for its ledger, of an agency the part of
         its page. */
      /** @type {(letter: string, name: string, href: string, note: string, promises?: number) =>
          Destination} */
      function pageOf(letter, name, href, note, promises) {
        if (!asksPromises || !promises) return { href, name, note };
        return { name: "Janji dan tindak lanjut " + BEFORE_NAME[letter] + name,
          note: "tindak lanjut, " + number(promises) + " janji",
          href: letter === "i" ? href + "#tindak"
            : href.replace(/(index)?\.html$/, (_, index) => (index ? "" : "/") + "tindak-lanjut.html") };
      }
      /** @type {(row: NamedRow) => Destination[]} */
      function pagesOf(row) {
        if (row.length === 2) return [];
        const [id, name, href, count, promises] = row;
        return [pageOf(id[0], name, href, WHAT[id[0]] + ", " + number(count) + " buletin", promises)];
      }
      rows.forEach((row) => {
        if (row.length === 2) return;
        const [id, name, href, count, promises] = row, type = id.slice(1);
        if (id[0] !== "j") return void found.push(...pagesOf(row));
        if (places.length) found.push(mesin.namesOf("i-" + type).then((offices) =>
          places.flatMap((code) => {
            const office = offices[type + "@" + code];
            return office ? [pageOf("i", office[0], href.replace("index.html", office[2] + ".html"),
              "instansi, " + number(office[1]) + " buletin", office[3])] : [];
          })));
        found.push(pageOf("j", name, href, "jenis instansi, " + number(count) + " kantor", promises));
      });
      // A kecamatan has no page, nor has a region without bulletins: what it lies in may have one.
      parts.flatMap((part) => part.codes && !part.codes.some((code) => rows.some((row) =>
        row.length > 2 && row[0].slice(1) === code)) ? part.codes : []).forEach((code) => {
        found.push(around(directory, code).then((some) => some.flatMap(pagesOf)));
      });
      parts.forEach((part) => {
        const when = part.when || { month: part.kind === "kata" && !part.minus && !part.quoted
          ? mesin.monthOf(part.words[0]) : 0 };
        found.push(...times(directory, when));
      });
      if (asksPromises)
        found.push({ href: ledger, name: "Semua tindak lanjut", note: "komitmen, imbauan, keputusan" });
      return Promise.all(found);
    }).then((all) => {
      const seen = new Set();
      return all.flat().filter((one) => !seen.has(one.href) && seen.add(one.href)).slice(0, 6);
    });
  }

  /* The region that a place lies in, the narrowest that has bulletins. */
  /** @type {(directory: Directory, code: string) => Promise<NamedRow[]>} */
  function around(directory, code) {
    const province = code.slice(0, 2), regency = code.slice(0, 5);
    if (code.length === 2 || !directory.provinces[province]) return Promise.resolve([]);
    return mesin.namesOf("w" + province).then((regions) => {
      const wider = code !== regency && regions[regency] ? regency : province;
      return mesin.named(wider === province ? directory.provinces[province] : regions[wider][0])
        .then((rows) => rows.filter((row) => /[wb]/.test(row[0][0]) && row[0].slice(1) === wider));
    });
  }

  /* Pages of a year, of a month, or of the last of several months of one name; of a day. */
  /** @type {(directory: Directory, when: When) => (Destination | Promise<Destination[]>)[]} */
  function times(directory, when) {
    if (when.until) return [{ ...when, until: undefined }, when.until].flatMap((one) =>
      times(directory, one));
    const { year, month } = when;
    /** @type {(count: number) => string} */
    const counted = (count) => number(count) + " buletin";
    if (year && !month) {
      let count = 0;
      directory.months.forEach((some, one) => { if (one.startsWith(year + "-")) count += some; });
      return count ? [{ href: "tanggal/" + year + "/index.html", name: String(year),
        note: "tahun, " + counted(count) }] : [];
    }
    if (!month) return [];
    const tail = "-" + String(month).padStart(2, "0");
    const months = Array.from(directory.months).filter(([one]) => one.endsWith(tail) &&
      (!year || one.startsWith(year + "-"))).slice(-2).reverse();
    return months.flatMap(([one, count]) => {
      const href = "tanggal/" + one.replace("-", "/") + "/index.html";
      const page = { href, name: day(one), note: "bulan, " + counted(count) };
      if (!when.day) return [page];
      const iso = one + "-" + String(when.day).padStart(2, "0");
      return [mesin.search({ tanggal: [iso], tampil: 1 }).then((found) => found.total
        ? [{ href: href + "#h" + iso.slice(8), name: day(iso), note: "hari, " + counted(found.total) }]
        : []), page];
    });
  }

  /** @type {(rows: Destination[]) => HTMLElement | null} */
  function straight(rows) {
    if (!rows.length) return null;
    return make("nav", { "class": "rk-straight", "aria-labelledby": "rk-langsung" }, [
      make("h2", { id: "rk-langsung" }, "Langsung ke"),
      make("ul", {}, rows.map((row) => make("li", {}, make("a", { href: row.href },
        [make("b", {}, row.name), make("span", {}, row.note)]))))]);
  }

  /* ---- Passing on ---- */

  /* Only a script can share and copy, so the buttons are no part of the page itself. */
  /** @type {() => HTMLElement} */
  function passOn() {
    const buttons = [];
    if (typeof navigator.share === "function" && location.protocol.startsWith("http"))
      buttons.push(make("button", { type: "button", "class": "rk-button secondary", click() {
        navigator.share({ title: document.title, url: location.href }).catch(() => {});
      } }, "Bagikan"));
    buttons.push(make("button", { type: "button", "class": "rk-button secondary", click() {
      window.rakorCopy(location.href).then(() => { say("Tautan disalin."); },
        () => { say("Tautan tidak dapat disalin. Salin dari bilah alamat."); });
    } }, "Salin tautan"));
    return make("p", { "class": "rk-share" }, buttons);
  }

  /** @type {() => HTMLElement} */
  function order() {
    /** @type {[Question["urut"], string][]} */
    const words = [["cocok", "paling sesuai"], ["terbaru", "terbaru"]];
    return make("p", { "class": "small" }, ["Urutkan: ", ...words.map(([one, shown], at) =>
      make("span", {}, [at ? ", " : "", one === mesin.orderOf(state) ? make("b", {}, shown)
        : link(shown, changed({ urut: one }), { "class": "rk-onward", "data-urut": one })]))]);
  }

  /** @type {(name: FilterName, value: string, count: number, inner?: boolean) => HTMLElement} */
  function checkbox(name, value, count, inner) {
    const box = make("input", {
      type: "checkbox", name, value,
      change() {
        const next = without(name, value);
        if (box.checked) next[name] = next[name].concat(value);
        // A region inside the chosen one takes its place, and so does an agency of a type.
        if (box.checked && name === "wilayah" && value.length > 2)
          next.wilayah = next.wilayah.filter((one) => one !== value.slice(0, 2));
        if (box.checked && name === "instansi")
          next.jenis = next.jenis.filter((one) => one !== mesin.typeOf(value));
        go(next, false, 'input[name="' + name + '"][value="' + value + '"]');
      }
    });
    box.checked = state[name].indexOf(value) >= 0;
    return make("label", inner ? { "class": "child" } : {}, [box,
      make("span", {}, nameOf(name, value)), make("b", {}, number(count))]);
  }

  /** @type {(map: Map<string, number>) => [string, number][]} */
  function byCount(map) {
    return Array.from(map).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /** @type {(key: string, title: string, rows: HTMLElement[], open: boolean) =>
      HTMLDetailsElement} */
  function group(key, title, rows, open) {
    const chosen = rows.filter((row) => row.querySelector(":checked"));
    if (!whole[key] && rows.length > SHOWN + 2) {
      const rest = rows.length - SHOWN;
      rows = rows.filter((row, at) => at < SHOWN || chosen.indexOf(row) >= 0);
      rows.push(make("button", { type: "button", "class": "rk-button secondary", click() {
        whole[key] = true;
        show(true, "#saring-" + key + " summary");
      } }, "Tampilkan " + number(rest) + " lagi"));
    }
    const isOpen = opened[key] === undefined ? open : opened[key];
    const details = make("details", { id: "saring-" + key, open: isOpen ? "" : null }, [
      make("summary", {}, title),
      make("fieldset", {}, [make("legend", { "class": "sr" }, title),
        ...rows.length ? rows : [make("p", { "class": "small" }, "Tidak ada pilihan.")]])
    ]);
    details.addEventListener("toggle", () => { opened[key] = details.open; });
    return details;
  }

  /** @type {(answer: Answer, isOpen: boolean) => HTMLElement} */
  function filters(answer, isOpen) {
    const panel = make("details", isOpen ? { open: "" } : {}, make("summary", {}, "Saring hasil"));
    /** @type {(focus: string) => void} */
    function close(focus) {
      opened.semua = false;
      show(true, focus);
    }
    panel.addEventListener("toggle", () => {
      if (panel.open === isOpen) return;
      opened.semua = panel.open;
      show(true, "#saring summary");
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen && !isWide()) close("#saring summary");
    });
    if (isOpen && answer.counts) {
      const counts = answer.counts, provinces = answer.provinces || [];
      /** @type {HTMLElement[]} */
      const regions = [];
      const regionsOf = byCount(counts.wilayah);
      regionsOf.forEach((row) => {
        if (row[0].length > 2) return;
        regions.push(checkbox("wilayah", row[0], row[1]));
        const isChosen = state.wilayah.some((one) => one.slice(0, 2) === row[0]);
        if (!isChosen && provinces.length > 1) return;
        regionsOf.forEach((inner) => {
          if (inner[0].slice(0, 3) === row[0] + "." && inner[0].slice(3) !== "00")
            regions.push(checkbox("wilayah", inner[0], inner[1], true));
        });
      });
      const years = Array.from(counts.tanggal).sort().reverse();
      state.tanggal.forEach((one) => {
        if (one.length > 4) years.unshift([one, answer.total]);
      });
      panel.append(
        group("wilayah", "Wilayah", regions, true),
        group("tanggal", "Tahun", years.map((row) => checkbox("tanggal", row[0], row[1])), true),
        group("topik", "Topik", byCount(counts.topik).map((row) => checkbox("topik", row[0], row[1])), true),
        agencies(counts),
        // On a phone the filters are a sheet over the results.
        make("div", { "class": "close" }, [
          make("button", { type: "button", "class": "rk-button", click() { close("#jml"); } },
            "Lihat " + number(answer.total) + " buletin"),
          mesin.isFiltered(state) ? link("Lepas semua", unfiltered(),
            { "class": "rk-button secondary" }) : ""]));
    }
    return make("form", { "class": "rk-filter", id: "saring", "aria-label": "Saring hasil",
      submit(event) { event.preventDefault(); } }, panel);
  }

  function isWide() {
    return matchMedia("(min-width: 60rem)").matches;
  }

  /* Whether filters would narrow an answer, or narrow it already. */
  /** @type {(total: number) => boolean} */
  function canNarrow(total) {
    return total > 2 || mesin.isFiltered(state);
  }

  /* Agencies cost more to count, so they are counted when somebody looks. */
  /** @type {(counts: Counts) => HTMLElement} */
  function agencies(counts) {
    const wanted = agenciesWanted();
    /** @type {HTMLElement[]} */
    const rows = [];
    if (wanted) byCount(counts.jenis).forEach((row) => {
      rows.push(checkbox("jenis", row[0], row[1]));
      /** @type {(agency: string) => boolean} */
      const isOfType = (agency) => mesin.typeOf(agency) === row[0];
      if (state.jenis.indexOf(row[0]) < 0 && !state.instansi.some(isOfType)) return;
      byCount(counts.instansi).filter((inner) => isOfType(inner[0])).slice(0, 30)
        .forEach((inner) => { rows.push(checkbox("instansi", inner[0], inner[1], true)); });
    });
    const details = group("instansi", "Instansi", rows, wanted);
    details.addEventListener("toggle", () => {
      if (details.open && !wanted) show(true, "#saring-instansi summary");
    });
    return details;
  }

  function agenciesWanted() {
    return Boolean(opened.instansi || state.jenis.length || state.instansi.length);
  }

  /* ---- Showing ---- */

  /** @type {(text: string) => void} */
  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  /** @type {(children: Node[]) => void} */
  function replace(children) {
    place.replaceChildren(...children);
  }

  /* Nothing is asked: what can be, the commonest topics and the newest bulletins. */
  /** @type {(mine: number) => void} */
  function welcome(mine) {
    const idle = state.q.trim() ? "Tidak ada kata yang dapat dicari dalam " + quoted(state.q) +
      ". Tulis kata, tempat, tanggal, atau nama instansi." : "";
    entitle();
    const examples = ["komitmen kpu", "pengendalian inflasi", "November 2024", "“netralitas ASN”"];
    Promise.all([mesin.open(), mesin.search({ q: "", tampil: 4 })]).then(([directory, answer]) =>
      mesin.texts(answer.hits).then((newest) => {
        if (mine !== running) return;
        const topics = Array.from(directory.topicCounts).sort((a, b) => b[1] - a[1] ||
          (a[0] < b[0] ? -1 : 1)).slice(0, 5);
        const parts = [
          make("section", { "aria-labelledby": "jml" }, [
            make("h2", { id: "jml", tabindex: "-1" }, "Contoh pertanyaan"),
            make("ul", { "class": "rk-list" }, examples.map((one) =>
              make("li", {}, link(make("span", {}, one), changed({ q: one })))))]),
          make("section", { "aria-labelledby": "rk-sering" }, [
            make("h2", { id: "rk-sering" }, "Topik terbanyak"),
            make("ul", { "class": "rk-list" }, topics.map(([id, count]) => make("li", {},
              link([make("span", {}, directory.topics[id]),
                make("span", {}, number(count) + " buletin")], changed({ topik: [id] })))))]),
          make("section", { "aria-labelledby": "rk-baru" }, [
            make("h2", { id: "rk-baru" }, "Buletin terbaru"),
            make("ul", { "class": "rk-list" }, newest.map((text) => make("li", {},
              make("a", { href: bulletinAddress(text.id) }, [make("span", {}, text.title),
                make("small", {}, day(text.day) + ", " + text.place)]))))])];
        replace([...idle ? [make("p", { "class": "rk-before" }, idle)] : [],
          make("div", { "class": "rk-start" }, parts)]);
        say(idle);
      })).catch((failure) => {
      if (mine === running) failed(failure, () => { show(false, "#jml"); });
    });
  }

  /** @type {(id: string) => string} */
  function bulletinAddress(id) {
    return "buletin/" + id.split("/").map(encodeURIComponent).join("/") + ".html";
  }

  const TITLE = document.title;

  /* The title of the page tells the query, in the history and where the page is shared. */
  function entitle() {
    const asked = [short(state.q), ...FILTERS.flatMap((name) =>
      state[name].map((value) => nameOf(name, value)))].filter(Boolean);
    document.title = asked.length ? asked.join(", ") + " – " + TITLE : TITLE;
  }

  /** @type {(failure: any, retry: () => void) => void} */
  function failed(failure, retry) {
    const known = failure instanceof mesin.Failure;
    if (!known) console.error(failure);
    mesin.open().catch(() => ({ segments: [] })).then((directory) => {
      const segment = known && directory.segments.find((one) => failure.address.indexOf(one.name + "/") >= 0);
      const what = segment ? "Bagian indeks untuk rapat " + day(segment.from) + " sampai " +
        day(segment.to) + " belum ikut dicari" : "Indeks pencarian belum dapat dibaca";
      const why = !known ? "Terjadi kesalahan pada pencarian."
        : failure.reason === "usang" ? "Situs ini baru saja diperbarui. Muat ulang halaman."
          : "Periksa sambungan internet, lalu coba lagi. Bila membuka dari USB, pastikan seluruh folder tersalin.";
      const title = "Pencarian belum selesai";
      replace([make("section", { "aria-labelledby": "jml", "data-gagal": known ? failure.address : "" },
        make("div", { "class": "rk-state failed" }, [
          make("h2", { id: "jml", tabindex: "-1" }, title),
          make("p", {}, what + ", jadi jumlah hasilnya belum dapat dipastikan. " + why),
          make("p", {}, make("button", { "class": "rk-button", type: "button", click() {
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

  /** @type {(typing: boolean, focus?: string) => void} */
  function show(typing, focus) {
    const mine = ++running, wide = isWide();
    if (!mesin.parse(state.q).length && !mesin.isFiltered(state)) return welcome(mine);
    let wantsCounts = opened.semua === undefined ? mesin.isFiltered(state) && wide : opened.semua;
    place.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => {
      if (mine !== running) return;
      say("Mencari…");
      if (!place.firstChild || place.querySelector("[data-gagal]"))
        replace([make("section", {}, make("h2", { id: "jml", tabindex: "-1" }, "Mencari…"))]);
    }, 250);

    /** @type {(dihitung: boolean, early?: (answer: Answer) => unknown) => Promise<Answer>} */
    function ask(dihitung, early) {
      return mesin.search(Object.assign({}, state, { urut: mesin.orderOf(state), berjalan: Boolean(typing && !focus),
        dihitung, instansiDihitung: dihitung && agenciesWanted() }), early);
    }

    /** @type {(answer: Answer) => Promise<[string[][], BulletinText[]]>} */
    function textsOf(answer) {
      return Promise.all([mesin.ways(answer.parts), mesin.texts(answer.hits)]);
    }

    /** @type {HTMLElement | null} */
    let first = null; // the list of results, once it is shown

    /* The results that will come first, while the rest is still to be counted. */
    /** @type {(answer: Answer) => Promise<unknown> | null} */
    function showFirst(answer) {
      if (mine !== running || answer.hits.length < state.tampil) return null;
      return Promise.all([textsOf(answer), destinations(answer), loadNames()]).then((loaded) => {
        if (mine !== running) return;
        first = entries(loaded[0][1], wantedWords(answer.parts, loaded[0][0]));
        replace([above(answer, loaded[1]), filters(answer, false),
          make("section", { "aria-labelledby": "jml" }, [
            make("h2", { id: "jml", "class": "count", tabindex: "-1" }, "Menghitung hasil…"),
            tools(2), first])]);
        return painted();
      }).catch(() => {}); // the whole answer tells what is wrong
    }

    ask(wantsCounts, showFirst).then((answer) => {
      // Few parts of the index are cheap to count.
      if (wantsCounts || opened.semua !== undefined || !wide || answer.spread > 8) return answer;
      wantsCounts = true;
      return ask(true);
    }).then((answer) => {
      if (mine !== running) return null;
      answer.provinces = provincesOf(answer);
      return Promise.all([
        textsOf(answer),
        loadNames({ provinces: wantsCounts ? answer.provinces : [],
          types: wantsCounts ? Array.from(answer.counts.jenis.keys()) : [] }),
        destinations(answer),
        answer.total ? null : offerFor(answer)
      ]).then((loaded) => {
        if (mine !== running) return;
        /** @type {HTMLElement | null} */
        const held = document.activeElement && document.activeElement.closest("[data-hit]");
        const texts = loaded[0][1];
        entitle();
        render(answer, texts.length, { nothing: loaded[3], pages: loaded[2] }, wantsCounts, first ||
          entries(texts, wantedWords(answer.parts, loaded[0][0])));
        if (held) focus = '[data-hit="' + held.dataset.hit + '"] a';
        const target = focus && place.querySelector(focus);
        if (target instanceof HTMLElement) target.focus();
        if (answer.total && answer.total < FEW) addPartly(mine, answer);
        if (wide && !wantsCounts && opened.semua === undefined && canNarrow(answer.total))
          return countLater(mine, () => ask(true));
      });
    }).catch((failure) => {
      if (mine === running) failed(failure, () => { show(false, "#jml"); });
    }).then(() => {
      clearTimeout(waiting);
      if (mine === running) place.removeAttribute("aria-busy");
    });
  }

  const FEW = 3; // results beside which those that match partly are shown

  /** @type {(answer: Answer) => Promise<Offer>} */
  function offerFor(answer) {
    const page = { short, state, make, link, changed, unfiltered, TOKEN, number, quoted, kindOf, shown, asked,
      entry, wantedWords };
    return mesin.loadScript("assets/cari-longgar.js").then((offer) => offer(mesin, page, answer));
  }

  /* Below few results stand those that match partly, when the few are shown. */
  /** @type {(mine: number, answer: Answer) => Promise<void> | void} */
  function addPartly(mine, answer) {
    if (answer.parts.filter((part) => !part.minus).length < 2) return;
    return painted().then(() => offerFor(answer)).then((offer) => {
      const section = place.querySelector("[data-total]");
      if (mine === running && section && offer.partly) section.append(offer.partly);
    }).catch(() => {}); // it is more than was asked for
  }

  /* Of many results the filters are counted when the results stand; they take their own column. */
  /** @type {(mine: number, ask: () => Promise<Answer>) => Promise<void>} */
  function countLater(mine, ask) {
    return painted().then(ask).then((answer) => {
      answer.provinces = provincesOf(answer);
      return loadNames({ provinces: answer.provinces, types: [] }).then(() => {
        const panel = document.getElementById("saring");
        if (mine === running && panel && opened.semua === undefined)
          panel.replaceWith(filters(answer, true));
      });
    }).catch(() => {}); // they open by hand, which tells what is wrong
  }

  /** @type {(answer: Answer) => string[]} */
  function provincesOf(answer) {
    return byCount(answer.counts.wilayah).map((row) => row[0]).filter((code) => code.length === 2);
  }

  /* When the browser has had time to show what was made; a page in the background shows nothing. */
  /** @type {() => Promise<void>} */
  function painted() {
    return new Promise((done) => {
      if (document.hidden) done();
      else requestAnimationFrame(() => { setTimeout(done); });
    });
  }

  /* What stands above filters and results: how the question was read, and pages that answer it. */
  /** @type {(answer: Answer, pages: Destination[]) => HTMLElement} */
  function above(answer, pages) {
    return make("div", { "class": "rk-before" }, [reading(answer.parts), straight(pages)]);
  }

  /* What is chosen, and the order. */
  /** @type {(total: number) => HTMLElement | string} */
  function tools(total) {
    const chosen = chips();
    if (!chosen.length && total < 2) return "";
    return make("div", { "class": "tools" }, [
      chosen.length ? make("div", { "class": "rk-chips" }, chosen) : "", total > 1 ? order() : ""]);
  }

  /** @type {(answer: Answer, shown: number, beside: { nothing: Offer | null,
      pages: Destination[] }, wantsCounts: boolean, list: HTMLElement) => void} */
  function render(answer, shown, beside, wantsCounts, list) {
    const nothing = beside.nothing;
    const section = make("section", { "aria-labelledby": "jml", "data-total": String(answer.total) });
    const title = heading(answer);
    section.append(make("h2", { id: "jml", "class": "count", tabindex: "-1" }, title));
    section.append(...[nothing && nothing.suggestion, tools(answer.total), list,
      ...nothing ? [nothing.reason, nothing.partly, nothing.ways] : []].filter((one) => one !== null));
    if (answer.total > shown) {
      const from = shown;
      section.append(make("p", {}, make("button", { type: "button", "class": "rk-button secondary",
        id: "rk-lagi", click() {
          go(Object.assign({}, state, { tampil: from + MORE }), true,
            ".rk-entry:nth-child(" + (from + 1) + ") a");
        } }, "Tampilkan " + Math.min(MORE, answer.total - from) + " buletin lagi")));
    }
    if (answer.total) section.append(passOn());
    const panel = canNarrow(answer.total) ? [filters(answer, wantsCounts)] : [];
    replace([above(answer, beside.pages), ...panel, section]);
    say(title + (answer.total > shown ? ", " + shown + " ditampilkan" : "") +
      (beside.pages.length ? ". Langsung ke " + beside.pages[0].name : "") +
      (nothing && nothing.suggestion ? ". " + nothing.suggestion.textContent : "")
        .replace(/[.?]$/, "") + ".");
  }

  /* ---- Events ---- */

  /** @type {number | undefined} */
  let pause;

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (field.value !== state.q) go(changed({ q: field.value }), true);
    }, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    go(changed({ q: field.value }), false, "#jml");
  });
  window.addEventListener("popstate", () => {
    state = mesin.question();
    field.value = state.q;
    show(false);
  });

  field.value = state.q;
  if (!state.q && !mesin.isFiltered(state)) field.focus({ preventScroll: true });
  show(false);
})();
