// @ts-check
/* What the page of results offers beside few results or none: other spellings, bulletins that match
   all but a part of the query, and ways on. That is seldom, so it is loaded only then, like a block of
   the index. `page` is its state and what it makes elements with; the promise gives {suggestion, reason,
   partly, ways}, each null where there is nothing to offer. */
rakorBlok((mesin, page, answer) => {
  "use strict";

  const SHOWN = 3; // bulletins that match partly
  const LOOSENED = 8; // parts of a query that are let go in turn, at most
  const wanted = answer.parts.filter((part) => !part.minus);

  /* What is found without one part of the query, or, where that is nothing at all, by each alone. */
  /** @type {() => Promise<Loosened[]>} */
  function loosened() {
    if (wanted.length < 2 || wanted.length > LOOSENED) return Promise.resolve([]);
    return askAll(wanted.map((part) => answer.parts.filter((one) => one !== part))).then((rows) =>
      rows.some((row) => row.found.total) ? rows : askAll(wanted.map((part) => [part])));
  }

  /** @type {(some: Part[][], limit?: number) => Promise<Loosened[]>} */
  function askAll(some, limit) {
    return Promise.all(some.map((parts) => mesin.search(Object.assign({}, page.state, {
      parts, urut: "cocok", tampil: limit || 1 })).then((found) =>
      ({ parts, found, missed: wanted.filter((part) => parts.indexOf(part) < 0) }))));
  }

  /* The bulletins that match most parts of the query but not all, those that fit best first. */
  /** @type {() => Promise<{ hit: Hit, score: number, matched: Part[] }[]>} */
  function nearest() {
    if (wanted.length < 2) return Promise.resolve([]);
    const unwanted = answer.parts.filter((part) => part.minus);
    return askAll(wanted.map((part) => [part].concat(unwanted)), Infinity).then((rows) => {
      /** @type {Map<string, { hit: Hit, score: number, matched: Part[] }>} */
      const all = new Map();
      rows.forEach((row) => row.found.hits.forEach((hit) => {
        const key = hit.segment.name + "/" + hit.doc;
        const one = all.get(key) || { hit, score: 0, matched: [] };
        one.score += hit.score;
        one.matched.push(row.parts[0]);
        all.set(key, one);
      }));
      const some = Array.from(all.values()).filter((one) => one.matched.length < wanted.length);
      const most = some.reduce((most, one) => Math.max(most, one.matched.length), wanted.length / 2);
      return some.filter((one) => one.matched.length >= most).sort((a, b) => b.score - a.score);
    });
  }

  /** @type {() => Promise<HTMLElement | null>} */
  function partly() {
    return nearest().then((all) => {
      if (!all.length) return null;
      const shown = all.slice(0, SHOWN);
      return Promise.all([mesin.texts(shown.map((one) => one.hit)), mesin.ways(answer.parts)])
        .then(([texts, ways]) => page.make("section", { "class": "rk-partly",
          "aria-labelledby": "rk-sebagian" }, [
          page.make("h2", { id: "rk-sebagian" }, "Cocok sebagian"),
          page.make("p", { "class": "small" }, page.number(all.length) + " buletin" +
            (all.length > texts.length ? ", " + texts.length + " ditampilkan" : "")),
          ...texts.map((text, at) => page.entry(text, page.wantedWords(answer.parts, ways),
            "Tidak cocok: " + listed(wanted.filter((part) =>
              shown[at].matched.indexOf(part) < 0))))]));
    });
  }

  /* Parts of a query within a sentence: "kata beras, kata naik, dan tempat Bali". */
  /** @type {(parts: Part[]) => string} */
  function listed(parts) {
    const names = parts.map((part) => page.kindOf(part) + " " + page.shown(part));
    const last = names.length > 1 ? names.pop() : "";
    return names.join(", ") + (last && (names.length > 1 ? ", dan " : " dan ") + last);
  }

  /* What is found when phrases are let go: their words, wherever they stand. */
  /** @type {() => Promise<{ q: string, total: number } | null>} */
  function unquoted() {
    const q = page.state.q.replace(/["“”„]/g, " ").replace(/\s+/g, " ").trim();
    if (!wanted.some((part) => part.kind === "frasa" && part.quoted)) return Promise.resolve(null);
    return mesin.search(Object.assign({}, page.state, { q, urut: "cocok", tampil: 1 }))
      .then(({ total }) => total ? { q, total } : null);
  }

  /* Questions that ask for less, and how much each finds. */
  /** @type {(rows: Loosened[], plain: { q: string, total: number } | null) => HTMLElement | null} */
  function looser(rows, plain) {
    const found = rows.filter((row) => row.found.total).map((row) => ({
      label: row.parts.map((part) => (part.minus ? "tanpa " : "") + page.shown(part)).join(" "),
      note: "tanpa " + listed(row.missed), total: row.found.total,
      q: row.parts.map(page.asked).join(" ")
    }));
    if (plain) found.unshift({ label: page.short(plain.q), note: "tanpa tanda kutip", ...plain });
    if (!found.length) return null;
    return page.make("div", { "class": "rk-straight", role: "group",
      "aria-labelledby": "rk-longgar" }, [
      page.make("h3", { id: "rk-longgar" }, "Coba lebih longgar"),
      page.make("ul", {}, found.map((row) => page.make("li", {}, page.link([
        page.make("b", {}, row.label),
        page.make("span", {}, row.note + ", " + page.number(row.total) + " buletin")],
      page.changed({ q: row.q })))))]);
  }

  /* Ways on from an answer without hits. */
  /** @type {() => HTMLElement} */
  function waysOn() {
    const section = page.make("div", { "class": "rk-state" });
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 42 42");
    icon.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M1 1h10v10H1zM16 1h10v10H16zM31 1h10v10H31zM1 16h10v10H1zM31 16h10v10H31zM1 31h10v10H1zM31 31h10v10H31z");
    path.setAttribute("fill", "none");
    path.setAttribute("stroke", "currentColor");
    path.setAttribute("stroke-width", "2");
    icon.append(path);
    section.append(icon, page.make("p", {}, "Cara lain menemukan buletin:"));
    section.append(page.make("ul", {}, ["wilayah", "tanggal", "instansi", "topik"].map((one) =>
      page.make("li", {}, page.make("a", { href: one + "/index.html" },
        "Telusuri menurut " + one)))));
    return section;
  }

  /* Why there is nothing. */
  /** @type {() => string} */
  function reason() {
    if (answer.unknown.length) return "Tidak ada buletin yang memuat kata " +
      answer.unknown.slice(0, 5).map(page.quoted).join(", ") +
      (answer.unknown.length > 5 ? " dan " + (answer.unknown.length - 5) + " kata lain" : "") +
      ". Periksa ejaannya.";
    const filtered = mesin.isFiltered(page.state);
    if (answer.parts.length === 1 && answer.parts[0].inner && !filtered)
      return "Belum ada buletin dengan " + (answer.parts[0].codes ? "tempat" : "tanggal") +
        " itu di situs ini. Rapat yang tidak tercatat di sini bukan berarti tidak pernah diadakan.";
    return "Tidak ada buletin yang cocok dengan semuanya sekaligus" +
      (filtered ? " dengan saringan ini." : ".");
  }

  /* The reason, and questions that ask for less. */
  /** @type {(rows: Loosened[], plain: { q: string, total: number } | null) => HTMLElement} */
  function whyNothing(rows, plain) {
    return page.make("div", {}, [page.make("p", { "class": "rk-lead" }, reason()),
      mesin.isFiltered(page.state) ? page.make("p", {},
        page.link("Lepas semua saringan", page.unfiltered(), { "class": "rk-button secondary" })) : "",
      looser(rows, plain)]);
  }

  /* "Mungkin maksud Anda": for every word that no bulletin knows, words near to it. */
  /** @type {() => Promise<HTMLElement | null>} */
  function suggestions() {
    // What begins the name of a place, a topic or an agency, or is a month, is spelt as it should be.
    const misspelt = answer.unknown.filter((word) =>
      !answer.parts.some((part) => part.known && part.words[0] === word));
    return Promise.all(misspelt.slice(0, 3).map((word) => word.length < 4 ? { word, is: false, near: [] } :
      isSpelt(word).then((is) => Promise.all([related(word), is ? [] : near(word)]).then((found) =>
        ({ word, is, near: Array.from(new Set(found.flat())).slice(0, 4) }))))).then((all) => {
      const found = all.filter((one) => one.near.length);
      if (!found.length) return null;
      /** @type {Child[]} */
      const links = [];
      // With one unknown word each nearness is a way on; with several the nearest of all.
      const queries = found.length === 1
        ? found[0].near.map((near) => swap(page.state.q, found[0].word, near))
        : [found.reduce((query, one) => swap(query, one.word, one.near[0]), page.state.q)];
      queries.forEach((query, at) => {
        links.push(at ? (at === queries.length - 1 ? " atau " : ", ") : "",
          page.link(query, page.changed({ q: query }), { "data-saran": query }));
      });
      return page.make("p", { "class": "rk-suggestion rk-lead" },
        found.every((one) => one.is) ? ["Coba kata dasarnya: ", ...links, "."]
          : ["Mungkin maksud Anda ", ...links, "?"]);
    });
  }

  /** @type {(query: string, word: string, other: string) => string} */
  function swap(query, word, other) {
    return query.replace(page.TOKEN, (token) => mesin.fold(token) === word ? other : token);
  }

  /* Edits (letters added, left out, changed, swapped) from one word to another, at most `limit`. */
  /** @type {(a: string, b: string, limit: number) => number} */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    /** @type {number[]} */
    let before = [];
    /** @type {number[]} */
    let last = [];
    let now;
    for (let j = 0; j <= b.length; j++) last.push(j);
    for (let i = 1; i <= a.length; i++) {
      now = [i];
      let best = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          cost = Math.min(cost, before[j - 2] + 1);
        now.push(cost);
        best = Math.min(best, cost);
      }
      if (best > limit) return limit + 1;
      before = last;
      last = now;
    }
    return last[b.length];
  }

  /* Words near to one that no bulletin knows, the nearest first. Common words are compared
     whole; rarer ones are looked for where the word itself would stand, and where it would stand
     if one of its first letters were wrong. */
  /** @type {(word: string) => Promise<string[]>} */
  function near(word) {
    const limit = word.length < 8 ? 1 : 2;
    if (/\p{N}/u.test(word)) return Promise.resolve([]);
    const starts = [word, word[1] + word[0] + word.slice(2), word[0] + word[2] + word[1] +
      word.slice(3), word.slice(1), word[0] + word.slice(2), word.slice(0, 2) + word.slice(3)];
    const letter = word[0] >= "a" && word[0] <= "z" ? "a-" + word[0] : "";
    return Promise.all([mesin.load("saran"), mesin.vocabulary(starts),
      letter ? mesin.namesOf(letter) : null]).then((loaded) => {
      const found = new Map();
      loaded[0].split(" ").forEach((/** @type {string} */ other) => { consider(other, 4); });
      loaded[1].forEach((block) => {
        block.split(";").forEach((line) => {
          if (line) consider(line.split(" ")[0], mesin.valueOf(line.split(" ")[2]));
        });
      });
      // Names of places, topics and agencies that have a page.
      Object.keys(loaded[2] || {}).forEach((name) => {
        if (loaded[2][name][0].length > 2) consider(name, 5);
      });
      /** @type {(other: string, exponent: number) => void} */
      function consider(other, exponent) {
        if (!/^\p{L}+$/u.test(other)) return;
        const far = distance(word, other, limit);
        // Two wrong letters, one of them the first, are another word.
        if (far > limit || (far > 1 && other[0] !== word[0])) return;
        // A wrong first letter is rarer than a wrong one later on.
        const rank = far + (other[0] !== word[0] ? 0.5 : 0);
        const known = found.get(other);
        if (!known || known.exponent < exponent)
          found.set(other, { word: other, rank, exponent });
      }
      return Array.from(found.values()).sort((a, b) =>
        a.rank - b.rank || b.exponent - a.exponent || (a.word < b.word ? -1 : 1))
        .slice(0, 3).map((one) => one.word);
    });
  }

  const HASHES = 7; // as in spelling.py

  /* Whether a word is one of the language or a name, with affixes or without: no misspelling. */
  /** @type {(word: string) => Promise<boolean>} */
  function isSpelt(word) {
    return mesin.load("ejaan").then((filter) => Array.from(stemsOf(word)).some((stem) => {
      const first = mesin.hash(stem), step = mesin.hash(stem + ".");
      for (let at = 0; at < HASHES; at++) {
        const bit = (first + at * step) % (6 * filter.length);
        if (!(mesin.valueOf(filter[Math.floor(bit / 6)]) >> bit % 6 & 1)) return false;
      }
      return true;
    }));
  }

  /* Words of bulletins that share a root with one that none of them holds: the word is stripped of
     its affixes in every way they can be, and what is left looked up. */
  const PREFIXES = [["meny", "s"], ["meng", "k"], ["meng", ""], ["mem", "p"], ["mem", ""], ["men", "t"],
    ["men", ""], ["me", ""], ["peny", "s"], ["peng", "k"], ["peng", ""], ["pem", "p"], ["pem", ""],
    ["pen", "t"], ["pen", ""], ["per", ""], ["pe", ""], ["ber", ""], ["ter", ""], ["di", ""],
    ["ke", ""], ["se", ""]];
  const ENDINGS = ["kan", "an", "i", "nya", "lah", "kah", "pun", "itas"];

  /* What words may be without their affixes, themselves with them. */
  /** @type {(word: string) => Set<string>} */
  function stemsOf(word) {
    const stems = new Set([word]);
    for (let round = 0; round < 2; round++)
      Array.from(stems).forEach((stem) => {
        ENDINGS.forEach((end) => {
          if (stem.endsWith(end) && stem.length - end.length > 3) stems.add(stem.slice(0, -end.length));
        });
      });
    for (let round = 0; round < 2; round++)
      Array.from(stems).forEach((stem) => {
        PREFIXES.forEach((row) => {
          if (stem.startsWith(row[0]) && stem.length - row[0].length + row[1].length > 3)
            stems.add(row[1] + stem.slice(row[0].length));
        });
      });
    return stems;
  }

  /** @type {(word: string) => Promise<string[]>} */
  function related(word) {
    const stems = Array.from(stemsOf(word)).filter((stem) => stem !== word);
    return Promise.all(stems.sort((a, b) => a.length - b.length).slice(0, 12).map(mesin.look)).then((found) =>
      found.flatMap((one) => one && one.root === one.word ? [one.word] : []).reverse());
  }

  if (answer.total) return partly().then((some) =>
    ({ reason: null, partly: some, ways: null, suggestion: null }));
  return Promise.all([suggestions(), loosened(), unquoted(), partly()]).then(
    ([suggestion, rows, plain, some]) =>
      ({ reason: whyNothing(rows, plain), partly: some, ways: waysOn(), suggestion }));
});
