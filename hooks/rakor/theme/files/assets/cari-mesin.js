// @ts-check
/* The search engine: from a query to the numbers of the bulletins that match, with no page in
   sight. Blocks of the index are classic scripts that call rakorBlok(value). Their format, and why
   it is so, is told in hooks/rakor/search/README.md; functions that must agree with the Python
   side to the letter say so. */
(function () {
  "use strict";

  /* ---- Blocks ---- */

  /** @type {() => HTMLScriptElement} */
  function current() {
    return /** @type {HTMLScriptElement} */ (document.currentScript);
  }

  const ROOT = current().src.replace(/assets\/[^/]*$/, "");
  const WAIT = 30000; // milliseconds before a block counts as not loaded
  /** @type {Record<string, any>} */
  const arrived = Object.create(null);
  /** @type {Record<string, Promise<any>>} */
  const asked = Object.create(null);

  window.rakorBlok = function (value) {
    arrived[current().src.slice(ROOT.length)] = value;
  };

  /* A part of the index that could not be had. Never the same as "nothing found". */
  class Failure {
    /** @param {string} address @param {"muat" | "usang" | "rusak"} reason */
    constructor(address, reason) {
      this.address = address;
      this.reason = reason; // "muat": not loaded; "usang": of another edition; "rusak": damaged
    }
  }

  /** @type {(name: string) => Promise<any>} */
  function load(name) {
    return loadScript("cari/" + name + ".js");
  }

  /** @type {(address: string) => Promise<any>} */
  function loadScript(address) {
    if (address in asked) return asked[address];
    const promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const timer = setTimeout(done, WAIT);
      function done() {
        clearTimeout(timer);
        script.remove();
        if (address in arrived) return resolve(arrived[address]);
        delete asked[address]; // so that another attempt loads it again
        reject(new Failure(address, "muat"));
      }
      script.onload = script.onerror = done;
      script.src = ROOT + address.split("/").map(encodeURIComponent).join("/");
      document.head.appendChild(script);
    });
    asked[address] = promise;
    return promise;
  }

  /* ---- Numbers (see encoding.py) ---- */

  const VALUE = new Uint8Array(128); // of a digit, by its character code
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("")
    .forEach((digit, value) => { VALUE[digit.charCodeAt(0)] = value; });

  /** @type {(digit: string) => number} */
  function valueOf(digit) {
    return VALUE[digit.charCodeAt(0)];
  }

  class Reader {
    /** @param {string} text */
    constructor(text) {
      this.text = text;
      this.at = 0;
    }

    digit() {
      return VALUE[this.text.charCodeAt(this.at++)];
    }

    number() {
      let value = 0, shift = 0, digit;
      while ((digit = this.digit()) > 31) {
        value += (digit & 31) << shift;
        shift += 5;
      }
      return value + (digit << shift);
    }

    chain() {
      const found = [];
      let digit;
      do {
        digit = this.digit();
        const value = (digit & 31) < 31 ? digit & 31 : this.number() + 30;
        if (value !== 30 || digit % 32 === 30) found.push(value);
      } while (digit > 31);
      return found;
    }

    list() {
      const found = [];
      for (let left = this.number(); left > 0; left--) found.push(this.number());
      return found;
    }
  }

  /* Sets of numbers below `size` are bits, 16 to a word: bulletins of a segment, or segments.
     (Words of 32 bits would not be small integers to a browser's compiler.) */
  /** @type {(size: number) => Bits} */
  function emptySet(size) {
    return new Uint16Array((size + 15) >> 4);
  }

  /** @type {(text: string, size: number) => Bits} */
  function readSet(text, size) {
    const set = emptySet(size);
    let at;
    if (text[0] === "!") {
      for (at = 1; at < text.length; at++) {
        const bits = VALUE[text.charCodeAt(at)], from = (at - 1) * 6;
        set[from >> 4] |= bits << (from & 15);
        if ((from & 15) > 10) set[(from >> 4) + 1] |= bits >> (16 - (from & 15));
      }
      return set;
    }
    const reader = new Reader(text);
    for (at = -1; reader.at < text.length; ) add(set, (at += reader.number() + 1));
    return set;
  }

  /** @type {(set: Bits, one: number) => void} */
  function add(set, one) {
    set[one >> 4] |= 1 << (one & 15);
  }

  /** @type {(set: Bits, one: number) => boolean} */
  function has(set, one) {
    return (set[one >> 4] >> (one & 15) & 1) === 1;
  }

  /** @type {(a: Bits, b: Bits) => Bits} */
  function both(a, b) {
    const set = a.slice();
    for (let at = 0; at < set.length; at++) set[at] &= b[at];
    return set;
  }

  /** @type {(a: Bits, b: Bits) => Bits} */
  function either(a, b) {
    const set = a.slice();
    for (let at = 0; at < set.length; at++) set[at] |= b[at];
    return set;
  }

  /** @type {(a: Bits, b: Bits) => Bits} */
  function without(a, b) {
    const set = a.slice();
    for (let at = 0; at < set.length; at++) set[at] &= ~b[at];
    return set;
  }

  /** @type {(set: Bits) => number} */
  function sizeOf(set) {
    let size = 0;
    for (let at = 0; at < set.length; at++) {
      let bits = set[at]; // counts of two bits, of four, of eight, and their sum
      bits -= bits >> 1 & 0x5555;
      bits = (bits & 0x3333) + (bits >> 2 & 0x3333);
      bits = bits + (bits >> 4) & 0x0f0f;
      size += bits + (bits >> 8) & 31;
    }
    return size;
  }

  /* Members in descending order until `visit` says true: the newest first. */
  /** @type {(set: Bits, visit: (one: number) => unknown) => void} */
  function eachFromLast(set, visit) {
    for (let at = set.length - 1; at >= 0; at--)
      for (let bits = set[at]; bits; ) {
        const bit = 31 - Math.clz32(bits);
        if (visit(at * 16 + bit)) return;
        bits ^= 1 << bit;
      }
  }

  /** @type {(set: Bits) => number[]} */
  function members(set) {
    /** @type {number[]} */
    const found = [];
    eachFromLast(set, (one) => { found.push(one); });
    return found.reverse();
  }

  /* Numbers below 16, three of them in two characters. */
  /** @type {(text: string) => number[]} */
  function quads(text) {
    const found = [];
    for (let at = 0; at < text.length; at += 2) {
      const value = VALUE[text.charCodeAt(at)] << 6 | VALUE[text.charCodeAt(at + 1)];
      found.push(value >> 8, value >> 4 & 15, value & 15);
    }
    return found;
  }

  /* A table without what every object has: "constructor" is a word like others. */
  /** @type {<Value>(rows: Record<string, Value>) => Record<string, Value>} */
  function table(rows) {
    return Object.assign(Object.create(null), rows);
  }

  /* ---- Words (must cut exactly as tokenizer.py does) ---- */

  const APOSTROPHE = /([\p{L}\p{N}])['’‘ʼ`](?=[\p{L}\p{N}])/gu;
  const THOUSANDS = /(^|[^\p{Nd}.])(\p{Nd}{1,3}(?:\.\p{Nd}{3})+)(?!\p{Nd}|\.\p{Nd})/gu;
  const ENGLISH = /(^|[^\p{Nd},.])(\p{Nd}{1,3}(?:,\p{Nd}{3})*,000)(?!\p{Nd}|,\p{Nd})/gu;
  const INITIALS = /(^|[^\p{L}\p{N}])((?:[a-z]\.){2,}[a-z]?)(?![\p{L}\p{N}])/gu;
  const RUPIAH = /(^|[^\p{L}\p{N}])rp(?=[0-9])/gu;
  const UNIT = /(^|[^\p{L}\p{N}])([0-9]+)(?=[a-z])/gu;
  const DECIMAL = /(^|[^0-9,])([0-9]+),([0-9]+)(?![0-9]|,[0-9])/g;
  const SHORT = /([0-9] )(jt|rb)(?![\p{L}\p{N}])/gu;
  const SHORT_MONEY = /(^|[^\p{L}\p{N}])(rp\.? [0-9]+(?:d[0-9]+)? )([mt])(?![\p{L}\p{N}])/gu;
  /** @type {Record<string, string>} */
  const SHORTS = { jt: "juta", rb: "ribu", m: "miliar", t: "triliun" };
  const WORD = /[\p{L}\p{N}]+/gu;

  /** @type {(text: string) => string} */
  function fold(text) {
    if (/^[a-z ]*$/i.test(text)) return text.toLowerCase(); // most words
    text = text.toLowerCase().normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
    /** @type {(_: string, before: string, pointed: string) => string} */
    function withoutPoints(_, before, pointed) {
      return before + pointed.replace(/[.,]/g, "");
    }
    return text.replace(APOSTROPHE, "$1").replace(THOUSANDS, withoutPoints)
      .replace(ENGLISH, withoutPoints).replace(INITIALS, withoutPoints).replace(RUPIAH, "$1rp ")
      .replace(UNIT, "$1$2 ").replace(DECIMAL, (_, before, whole, part) =>
        before + whole + (part === "00" ? "" : "d" + part))
      .replace(SHORT, (_, number, scale) => number + SHORTS[scale])
      .replace(SHORT_MONEY, (_, before, number, scale) => before + number + SHORTS[scale]);
  }

  /** @type {(folded: string) => string[]} */
  function words(folded) {
    return folded.match(WORD) || [];
  }

  const ZEROS = table({ ribu: 3, juta: 6, miliar: 9, milyar: 9, triliun: 12 });

  /* The value of two words as one number ("2d5", "juta": "2500000"), or nothing. */
  /** @type {(number: string, scale: string) => string} */
  function amount(number, scale) {
    const parts = /^([0-9]+)(?:d([0-9]+))?$/.exec(number);
    const zeros = parts && scale in ZEROS ? ZEROS[scale] - (parts[2] || "").length : -1;
    return parts && zeros >= 0
      ? (parts[1] + (parts[2] || "") + "0".repeat(zeros)).replace(/^0+/, "") : "";
  }

  const DIGITS = " satu dua tiga empat lima enam tujuh delapan sembilan".split(" ");
  const ONES = table({ sebelas: ["satu", "belas"], sepuluh: ["satu", "puluh"],
    seratus: ["satu", "ratus"], seribu: ["satu", "ribu"], sejuta: ["satu", "juta"] });
  const TENS = table({ belas: 1, puluh: 1, ratus: 2 });

  /* The number that words begin with ("dua ratus lima puluh": 250) and how many of them it takes;
     a digit alone is a word. */
  /** @type {(words: string[]) => { length: number, value: string } | null} */
  function numeral(words) {
    /** @type {{ length: number, value: string } | null} */
    let found = null;
    let sum = 0, group = 0, digit = 0, above = 13, within = 3;
    for (let at = 0; at < words.length; at++) {
      for (const word of ONES[words[at]] || [words[at]]) {
        if (DIGITS.indexOf(word) > 0 && !digit) digit = DIGITS.indexOf(word);
        else if (digit && TENS[word] < within) {
          group += word === "belas" ? 10 + digit : digit * Math.pow(10, TENS[word]);
          within = word === "belas" ? 0 : TENS[word];
          digit = 0;
        } else if (group + digit && ZEROS[word] < above) {
          above = ZEROS[word];
          sum += (group + digit) * Math.pow(10, above);
          group = digit = 0;
          within = 3;
        } else return found;
        if (digit && within === 0) return found; // "dua belas tiga" are two
      }
      if (at || words[at] in ONES) found = { length: at + 1, value: String(sum + group + digit) };
    }
    return found;
  }

  /** @type {Record<string, number>} */
  const hashes = Object.create(null);

  /** @type {(text: string) => number} */
  function hash(text) { // CRC-32, as block_of in segment.py
    if (text in hashes) return hashes[text]; // every segment is asked for the same few words
    let value = -1;
    new TextEncoder().encode(text).forEach((byte) => {
      value ^= byte;
      for (let bit = 0; bit < 8; bit++) value = value >>> 1 ^ (value & 1 && 0xedb88320);
    });
    return (hashes[text] = ~value >>> 0);
  }

  /* ---- Directory and vocabulary ---- */

  const DAY = 864e5; // milliseconds; days are counted from 1970

  /** @type {(day: number) => string} */
  function iso(day) {
    return new Date(day * DAY).toISOString().slice(0, 10);
  }

  /** @type {Directory} */
  let directory;

  /** @type {() => Promise<Directory>} */
  function open() {
    if (directory) return Promise.resolve(directory);
    return load("daftar").then((value) => {
      /** @type {([string, string, number] | null)[]} */
      const rows = value.t;
      directory = {
        count: value.n,
        blocks: value.p[0],
        pairBlocks: value.p[1],
        pairFloor: value.p[2],
        segments: value.s.map((/** @type {any[]} */ row, /** @type {number} */ at) => ({
            at, name: row[0], mark: row[1], count: row[2], from: iso(row[3]), to: iso(row[3] + row[4]),
            texts: row[5], leaves: null, lines: []
          })),
        provinces: value.w,
        topics: {},
        topicCounts: new Map(rows.flatMap((row) => row ? [[row[0], row[2]]] : [])),
        months: new Map(),
        vocabulary: new Map(value.k.split(" ").flatMap((/** @type {string} */ name) =>
          prefixesOf(name).map((prefix) => [prefix, name]))),
        topicIds: rows.map((row) => row && row[0])
      };
      rows.forEach((row) => { if (row) directory.topics[row[0]] = row[1]; });
      directory.months = monthsOf(value.b);
      return directory;
    });
  }

  /* How many bulletins each month has, by "2024-11". */
  /** @type {(text: string) => Map<string, number>} */
  function monthsOf(text) {
    const found = new Map(), reader = new Reader(text.slice(8));
    for (let at = 12 * Number(text.slice(0, 4)) + Number(text.slice(5, 7)) - 1;
      reader.at < reader.text.length; at++) {
      const count = reader.number(), month = String(at % 12 + 1).padStart(2, "0");
      if (count) found.set(Math.floor(at / 12) + "-" + month, count);
    }
    return found;
  }

  /* What the words of a block of the vocabulary begin with: "ka-d" holds "ka", "kb", "kc" and "kd"
     (as _prefixes in directory.py); a word with a point is only that word. */
  /** @type {(name: string) => string[]} */
  function prefixesOf(name) {
    if (name[name.length - 2] !== "-") return [name];
    const found = [], last = name.charCodeAt(name.length - 1);
    for (let code = name.charCodeAt(name.length - 3); code <= last; code++)
      found.push(name.slice(0, -3) + String.fromCharCode(code));
    return found;
  }

  /** @type {(name: string) => string} */
  function vocabularyFile(name) {
    return "kata/k-" + Array.from(name, (one) =>
      /[a-z0-9]/.test(one) ? one : "-" + Number(one.codePointAt(0)).toString(16) + "-").join("");
  }

  /* The file in which a word stands, or would. */
  /** @type {(word: string) => string[]} */
  function vocabularyOf(word) {
    const letters = Array.from(word.slice(0, 40)); // no beginning is longer
    let name = directory.vocabulary.get(word + ".");
    for (let length = letters.length; name === undefined && length >= 0; length--)
      name = directory.vocabulary.get(letters.slice(0, length).join(""));
    return name === undefined ? [] : [vocabularyFile(name)];
  }

  /* An entry reads "word root tail"; the root is left out where it is the word itself, and a "+"
     follows a word that also goes by others. */
  /** @type {(text: string) => Entry} */
  function entry(text) {
    const parts = text.split(" ");
    return {
      word: parts[0],
      root: parts[1] || parts[0],
      exponent: valueOf(parts[2]),
      segments: readSet(parts[2].slice(1), directory.segments.length),
      hasWays: parts.length > 3
    };
  }

  /** @type {(block: string, key: string) => string | null} */
  function find(block, key) {
    const from = block.indexOf(";" + key + " ");
    return from < 0 ? null : block.slice(from + 1, block.indexOf(";", from + 1));
  }

  /* The entry of a word, or null when no bulletin knows it. */
  /** @type {(word: string) => Promise<Entry | null>} */
  function look(word) {
    const [file] = vocabularyOf(word);
    if (!file) return Promise.resolve(null);
    return load(file).then((block) => {
      const found = find(block, word);
      return found ? entry(found) : null;
    });
  }

  /* The blocks of the vocabulary in which words stand, or would. */
  /** @type {(wanted: string[]) => Promise<string[]>} */
  function vocabulary(wanted) {
    return Promise.all(Array.from(new Set(wanted.flatMap(vocabularyOf)), load));
  }

  const COMPLETIONS = 4;

  /* Roots of the commonest words that begin so: what an unfinished word may become. */
  /** @type {(beginning: string) => Promise<Entry[]>} */
  function complete(beginning) {
    const files = new Set(vocabularyOf(beginning));
    directory.vocabulary.forEach((name, prefix) => {
      if (prefix.replace(".", "").startsWith(beginning)) files.add(vocabularyFile(name));
    });
    return Promise.all(Array.from(files).slice(0, 8).map(load)).then((blocks) => {
      /** @type {Entry[]} */
      const found = [];
      blocks.forEach((block) => {
        let at = block.indexOf(";" + beginning);
        while (at >= 0) {
          found.push(entry(block.slice(at + 1, block.indexOf(";", at + 1))));
          at = block.indexOf(";" + beginning, at + 1);
        }
      });
      found.sort((a, b) => b.exponent - a.exponent || (a.word < b.word ? -1 : 1));
      const roots = new Set();
      return found.filter((one) => {
        if (roots.has(one.root) || roots.size === COMPLETIONS) return false;
        return roots.add(one.root);
      });
    });
  }

  /* ---- Queries ---- */

  /** @type {FilterName[]} */
  const FILTERS = ["wilayah", "tanggal", "topik", "jenis", "instansi"];
  const FIRST = 6; // results shown at first

  /* What the address of the page asks for: {q, urut, tampil, and the filters as lists}. */
  /** @type {() => Question} */
  function question() {
    const query = new URLSearchParams(location.search);
    /** @type {(name: FilterName) => string[]} */
    const all = (name) => Array.from(new Set(query.getAll(name).filter(Boolean)));
    return {
      q: query.get("q") || "",
      wilayah: all("wilayah"), tanggal: all("tanggal"), topik: all("topik"), jenis: all("jenis"),
      instansi: all("instansi"),
      urut: query.get("urut") === "cocok" ? "cocok"
        : query.get("urut") === "terbaru" ? "terbaru" : "",
      tampil: Math.max(FIRST, Math.min(500, parseInt(query.get("tampil") || "", 10) || FIRST))
    };
  }

  /* The order of an answer: as chosen or said ("rapat terakhir"), or the best first where there is
     something to fit. */
  /** @type {(question: Question) => "terbaru" | "cocok"} */
  function orderOf(question) {
    return question.urut || (question.q.trim() && !NEWEST_SAID.test(question.q) ? "cocok" : "terbaru");
  }

  /** @type {(question: Question) => boolean} */
  function isFiltered(question) {
    return FILTERS.some((name) => question[name].length > 0);
  }

  /* Words that say nothing by themselves are passed over in a query that has others. */
  const SILENT = new Set(("dan di ke dari yang untuk pada dengan dalam oleh apa apakah siapa kapan " +
    "berapa bagaimana mengapa kenapa mana dimana tentang soal mengenai terkait seputar ada adakah " +
    "adalah itu yg dgn utk dlm pd tsb brp gmn gimana bgmn kpn dmn knp pak bu tolong mohon dong sih " +
    "ya info terbaru terakhir terkini").split(" "));
  const NEWEST_SAID = /(^|\s)(terbaru|terakhir|terkini)(?=[\s,.;?!]|$)/i;
  const MOST = 40; // words of a query that are looked for

  const QUOTED = /["“”„][^"“”„]*(?:["“”„]|$)/;
  // Days of a month in a list or a span: "14-16 November", "14, 15 dan 16 Nov", "14 s/d 16 Nov".
  const DAYS = /\b(\d{1,2})(?:(?:\s*[-–—,&]\s*|\s+(?:dan|sampai|hingga|sd|s\.d\.?|s\/d\.?)\s+)\d{1,2}){0,9}(?:\s*[-–—,&/]\s*|\s+(?:dan|sampai|hingga|sd|s\.d\.?|s\/d\.?)\s+)(\d{1,2})(?=\s+([a-z]{3,9})\b)/;
  const SPANS = new RegExp(QUOTED.source + "|" + DAYS.source, "gi");

  /* Parts of a query: {kind: "kata"|"frasa", words, minus}. A minus counts only before a word. */
  /** @type {(query: string) => Part[]} */
  function parse(query) {
    query = query.replace(SPANS, (all, first, last, month) =>
      first && monthOf(month.toLowerCase()) ? first + " sd " + last : all);
    /** @type {Part[]} */
    const parts = [];
    /** @type {(kind: Part["kind"], words: string[], minus: boolean, quoted: boolean) => void} */
    function put(kind, words, minus, quoted) {
      parts.push({ kind, words: words.slice(0, MOST), minus, quoted, entries: [],
        isCut: words.length > MOST });
    }
    const pattern = /(^|\s)([-−–]?)(?:["“”„]([^"“”„]*)(?:["“”„]|$)|([^\s"“”„]+))|["“”„]([^"“”„]*)(?:["“”„]|$)|([^\s"“”„]+)/gu;
    for (const match of query.matchAll(pattern)) {
      const quoted = match[3] !== undefined ? match[3] : match[5];
      const plain = match[4] !== undefined ? match[4] : match[6];
      const minus = Boolean(match[2]);
      const when = plain && !minus ? dateInFigures(plain.replace(/[,.;?!]+$/, "")) : null;
      if (when) {
        put("kata", [plain], false, false);
        Object.assign(parts[parts.length - 1], { when });
        continue;
      }
      const found = words(fold(quoted !== undefined ? quoted : plain));
      if (found.length > 1 && (quoted !== undefined || minus))
        put("frasa", found, minus, quoted !== undefined);
      else
        found.forEach((word) => { put("kata", [word], minus, quoted !== undefined); });
      // The code of a region: "35.07", or of a kecamatan: "35.07.01".
      const code = plain && !minus && /^\d\d\.\d\d(\.\d\d)?(?=[,.;?!]*$)/.exec(plain);
      if (code && directory && directory.provinces[code[0].slice(0, 2)])
        Object.assign(parts[parts.length - found.length], { codes: [code[0]], taken: found.length });
    }
    const speaking = withoutSigns(parts).filter((part) =>
      part.kind !== "kata" || part.minus || part.quoted || !SILENT.has(part.words[0]));
    const all = speaking.some((part) => !part.minus) ? speaking : parts;
    /** @type {(part: Part | undefined) => boolean} */
    const isWanted = (part) => part !== undefined && !part.minus && !isOr(part);
    // Only between two that are wanted it offers a choice.
    const said = all.filter((part, at) => !isOr(part) || all.length === 1 ||
      (isWanted(all[at - 1]) && isWanted(all[at + 1])));
    if (said.length > MOST) said[MOST - 1].isCut = true;
    return said.slice(0, MOST);
  }

  /** @type {(part: Part | undefined) => boolean} */
  function isOr(part) {
    return part !== undefined && isPlain(part) && part.words[0] === "atau";
  }

  /* "A atau B" is one part, of which either will do. */
  /** @type {(parts: Part[]) => Part[]} */
  function choices(parts) {
    /** @type {Part[]} */
    const joined = [];
    for (let at = 0; at < parts.length; at++) {
      const some = [parts[at]];
      for (; isOr(parts[at + 1]) && at + 2 < parts.length; at += 2) some.push(parts[at + 2]);
      joined.push(some.length === 1 ? some[0] : { kind: "pilihan", minus: false, entries: [],
        words: some.flatMap((part) => part.words), either: some });
    }
    return joined;
  }

  /* Parts of a query, each of a choice by itself. */
  /** @type {(parts: Part[]) => Part[]} */
  function singly(parts) {
    return parts.flatMap((part) => part.either || part);
  }

  /* An amount is found however it is written: "Rp" before it, "rupiah" behind it, "jt" for "juta"
     (as fold has it where they are written together). */
  /** @type {(parts: Part[]) => Part[]} */
  function withoutSigns(parts) {
    /** @type {(part: Part | undefined, pattern: RegExp) => boolean} */
    const is = (part, pattern) => part !== undefined && isPlain(part) && pattern.test(part.words[0]);
    parts.forEach((part, at) => {
      if (is(part, /^(jt|rb|m|t)$/) && is(parts[at - 1], /^[0-9]+(d[0-9]+)?$/) &&
        (part.words[0].length > 1 || is(parts[at - 2], /^rp$/)))
        part.words = [SHORTS[part.words[0]]];
    });
    return parts.filter((part, at) =>
      !(is(part, /^lewat$/) && is(parts[at + 1], /^tenggat$/)) && // what is late, time tells
      !(is(part, /^rp$/) && is(parts[at + 1], /^[0-9]+(d[0-9]+)?$/)) &&
      !(is(part, /^rupiah$/) && is(parts[at - 1], /^([0-9]+(d[0-9]+)?|ribu|juta|mil[iy]ar|triliun)$/)));
  }

  /* A sequence of words that also goes by one word ("komisi pemilihan umum": "kpu"). */
  /** @type {(parts: Part[]) => Promise<Part[]>} */
  function joinTerms(parts) {
    const plain = parts.filter(isPlain);
    if (plain.length < 2 && !plain.some((part) => part.words[0] in ONES))
      return Promise.resolve(parts);
    return load("istilah").then((text) => {
      /** @type {Part[]} */
      const joined = [];
      for (let at = 0; at < parts.length; at++) {
        let taken = 0;
        const rest = parts.slice(at), end = rest.findIndex((part) => !isPlain(part));
        const number = numeral(rest.slice(0, end < 0 ? rest.length : end)
          .map((part) => part.words[0]));
        if (number) {
          joined.push({ kind: "istilah", words: parts.slice(at, at + number.length)
            .map((part) => part.words[0]), other: number.value, minus: false, entries: [] });
          at += number.length - 1;
          continue;
        }
        for (let length = Math.min(8, parts.length - at); length > 1 && !taken; length--) {
          const slice = parts.slice(at, at + length);
          if (!slice.every((part) => part.kind === "kata" && !part.minus && !part.quoted)) continue;
          const sequence = slice.map((part) => part.words[0]);
          const from = (";" + text).indexOf(";" + sequence.join(" ") + "=");
          const other = from >= 0 ? text.slice(from).split(";")[0].split("=")[1]
            : length === 2 && amount(sequence[0], sequence[1]);
          if (!other) continue;
          joined.push({ kind: "istilah", words: sequence, other, minus: false, entries: [] });
          taken = length;
        }
        if (taken) at += taken - 1;
        else joined.push(parts[at]);
      }
      return joined;
    });
  }

  /* ---- Places and dates of a query ---- */

  /* Names of what has a page, by their first letter; see destinations.py. */
  const LONGEST = 6; // words of a name

  /** @type {(parts: Part[]) => Promise<Names>} */
  function namesIn(parts) {
    const some = parts.filter(isPlain), plain = some.map((part) => part.words[0]);
    const codes = some.filter((part) => (part.taken || 0) > 2).map((part) => part.words[0]);
    /** @type {(kind: string, some: string[], pattern: RegExp) => Promise<any>} */
    function blocksOf(kind, some, pattern) {
      const letters = new Set(some.map((word) => word[0]).filter((one) => pattern.test(one)));
      return Promise.all(Array.from(letters, (letter) => namesOf(kind + letter)))
        .then((blocks) => Object.assign(Object.create(null), ...blocks));
    }
    return Promise.all([blocksOf("a-", plain, /[a-z]/),
      blocksOf("c-", plain.filter((_, at) => DISTRICT.has(plain[at - 1])).concat(codes), /[a-z1-9]/)
    ]).then(([all, districts]) => {
      return { all, joined: joinedOf(all), districts, joinedDistricts: joinedOf(districts) };
    });
  }

  /* Names by what they are without blanks. */
  /** @type {(names: Record<string, unknown>) => Record<string, string>} */
  function joinedOf(names) {
    return table(Object.fromEntries(Object.keys(names).map((name) => [name.replace(/ /g, ""), name])));
  }

  /* The name that words write, as it is spelt: "jawatimur", "tanjung pinang", "kep. seribu". */
  /** @type {(words: string[], names: Names) => string} */
  function nameIn(words, names) {
    const name = words.map((word) => word === "kep" ? "kepulauan" : word).join(" ");
    return name in names.all ? name : names.joined[name.replace(/ /g, "")] || "";
  }

  /** @type {(words: string[], names: Names) => NamedRow[]} */
  function rowsOf(words, names) {
    return names.all[nameIn(words, names)] || [];
  }

  /** @type {(part: Part | undefined) => boolean} */
  function isPlain(part) {
    return part !== undefined && part.kind === "kata" && !part.minus && !part.quoted;
  }

  const MONTHS = ["januari jan january", "februari feb pebruari peb february", "maret mar march",
    "april apr", "mei may", "juni jun june", "juli jul july", "agustus agu agt ags agust aug august",
    "september sep sept", "oktober okt oct october", "november nov nop nopember",
    "desember des dec december"].map((names) => names.split(" "));
  const WEEKDAYS = ["minggu ahad", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu"]
    .map((names) => names.split(" "));
  // Alone they are words: a week, a noun and names of people.
  const UNDATED = new Set(("minggu ahad mei may jan feb peb mar apr jun jul agu agt ags aug sep " +
    "sept okt oct nov nop des dec march june july august").split(" "));
  const LEVELS = table({ kabupaten: "kabupaten", kab: "kabupaten", kota: "kota",
    provinsi: "provinsi", prov: "provinsi", propinsi: "provinsi" });
  const OFFICES = new Set(["wali", "pemerintah"]); // "wali kota" is no city
  const DISTRICT = new Set(["kecamatan", "kec", "distrik", "kapanewon", "kemantren"]);
  /* Words before a date that say what it is. */
  /** @type {Record<string, (keyof When)[]>} */
  const DATED = table({ tanggal: ["day"], tgl: ["day"], bulan: ["month"], bln: ["month"],
    tahun: ["year"], thn: ["year"], hari: ["weekday", "day"] });
  const UNTIL = new Set(["sampai", "hingga", "sd"]);
  /* Days told from today, by the clock of the reader. */
  const FROM_TODAY = table({ "hari ini": 0, kemarin: -1, besok: 1, lusa: 2 });
  const FROM_NOW = table({ ini: 0, lalu: -1, kemarin: -1, depan: 1 });

  /** @type {(word: string) => number} */
  function monthOf(word) {
    return MONTHS.findIndex((names) => names.indexOf(word) >= 0) + 1;
  }

  /* The date that words begin with: how many of them it takes, and what is known of it. */
  /** @type {(words: string[]) => Dated | null} */
  function dateIn(words) {
    const kinds = DATED[words[0]], after = kinds && writtenDate(words.slice(1), true);
    if (after && kinds.some((kind) => after.when[kind] !== undefined))
      return { length: after.length + 1, when: after.when };
    return fromToday(words) || writtenDate(words, false);
  }

  /* "hari ini", "kemarin", "minggu lalu", "bulan lalu", "tahun depan". */
  /** @type {(words: string[]) => Dated | null} */
  function fromToday(words) {
    const today = new Date(), pair = words.slice(0, 2).join(" ");
    /** @type {(days: number) => When} */
    function daysFromToday(days) {
      const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days);
      return { day: day.getDate(), month: day.getMonth() + 1, year: day.getFullYear() };
    }
    const length = pair in FROM_TODAY ? 2 : 1, days = FROM_TODAY[length === 2 ? pair : words[0]];
    if (days !== undefined) return { length, isRelative: true, when: daysFromToday(days) };
    const step = FROM_NOW[words[1]];
    if (step === undefined) return null;
    if (words[0] === "minggu" || words[0] === "pekan") {
      const monday = 7 * step - (today.getDay() + 6) % 7;
      return { length: 2, isRelative: true,
        when: { ...daysFromToday(monday), until: daysFromToday(monday + 6) } };
    }
    if (words[0] === "tahun")
      return { length: 2, isRelative: true, when: { year: today.getFullYear() + step } };
    if (words[0] !== "bulan") return null;
    const month = new Date(today.getFullYear(), today.getMonth() + step, 1);
    return { length: 2, isRelative: true,
      when: { month: month.getMonth() + 1, year: month.getFullYear() } };
  }

  /* A date in words, or a span: "14 sd 16 November", "Januari-Maret 2024", "2023 hingga 2024".
     `isSaid`: a word before it says that it is one. */
  /** @type {(words: string[], isSaid: boolean) => Dated | null} */
  function writtenDate(words, isSaid) {
    return spanIn(words) || pointIn(words, isSaid);
  }

  /** @type {(word: string | undefined) => number} */
  function yearIn(word) {
    return /^(19|20)\d\d$/.test(word || "") ? Number(word) : 0;
  }

  /** @type {(word: string | undefined) => number} */
  function dayIn(word) {
    return /^(0?[1-9]|[12]\d|3[01])$/.test(word || "") ? Number(word) : 0;
  }

  /** @type {(words: string[], isSaid: boolean) => Dated | null} */
  function pointIn(words, isSaid) {
    const [first, second] = words;
    /** @type {(word: string) => boolean} */
    const isWord = (word) => !isSaid && UNDATED.has(word);
    /* The date so far, with the year that stands behind it or behind "tahun". */
    /** @type {(length: number, when: When) => Dated | null} */
    function withYear(length, when) {
      const end = length + ((DATED[words[length]] || [])[0] === "year" ? 1 : 0), year = yearIn(words[end]);
      return year ? { length: end + 1, when: { ...when, year } } : null;
    }
    const inWords = dayIn(first) && second && monthOf(second);
    if (inWords) return withYear(2, { day: dayIn(first), month: inWords })
      || (isWord(second) && second !== "mei" ? null
        : { length: 2, when: { day: dayIn(first), month: inWords } });
    const month = monthOf(first), dated = month ? withYear(1, { month }) : null;
    if (dated) return dated;
    if (month && !isWord(first)) return { length: 1, when: { month } };
    if (yearIn(first)) return { length: 1, when: { year: yearIn(first) } };
    const weekday = WEEKDAYS.findIndex((names) => names.indexOf(first) >= 0);
    return weekday >= 0 && !isWord(first) ? { length: 1, when: { weekday } } : null;
  }

  /* The unit that a date is told to. */
  /** @type {(when: When) => string} */
  function unitOf(when) {
    return when.day ? "day" : when.month ? "month" : when.year ? "year" : "";
  }

  /* A date as a number, to compare with others told to the same unit. */
  /** @type {(when: When) => number} */
  function orderOfDate(when) {
    return ((when.year || 0) * 100 + (when.month || 0)) * 100 + (when.day || 0);
  }

  /* A span from one date to another; what one leaves out, the other says. */
  /** @type {(words: string[]) => Dated | null} */
  function spanIn(words) {
    const isDay = dayIn(words[0]) > 0 && UNTIL.has(words[1]);
    const from = isDay ? { length: 1, when: { day: dayIn(words[0]) } } : pointIn(words, true);
    if (!from) return null;
    const isJoined = UNTIL.has(words[from.length]), skipped = from.length + (isJoined ? 1 : 0);
    const to = pointIn(words.slice(skipped), true);
    if (!to || !unitOf(to.when) || unitOf(from.when) !== unitOf(to.when)) return null;
    if (!isJoined && (!to.when.month || !to.when.year)) return null; // two words beside each other
    const when = spanOf(from.when, to.when);
    return when && { length: skipped + to.length, when };
  }

  /** @type {(from: When, to: When) => When | null} */
  function spanOf(from, to) {
    const first = { ...to, ...from }, last = { ...from, ...to };
    // "Desember-Januari 2025" begins in the year before.
    if (first.year && !from.year && orderOfDate(last) < orderOfDate(first)) first.year--;
    return orderOfDate(first) < orderOfDate(last) ? { ...first, until: last } : null;
  }

  /* A date in figures: "14/11/2024", "14-11-24", "2024-11-14", "11/2024", "2023-2024",
     "14-16/11/2024". */
  /** @type {(token: string) => When | null} */
  function dateInFigures(token) {
    const days = /^(\d{1,2})[-–](\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d)$/.exec(token);
    const last = days && dateInFigures(days[2]);
    if (days && last && dayIn(days[1])) return spanOf({ day: dayIn(days[1]) }, last);
    const found = /^(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)$/.exec(token);
    const turned = /^((?:19|20)\d\d)[-/](\d\d)(?:[-/](\d\d))?$/.exec(token);
    const short = /^(\d{1,2})\/((?:19|20)\d\d)$/.exec(token);
    const years = /^((?:19|20)\d\d)[-–/]((?:19|20)\d\d)$/.exec(token);
    if (years && years[1] < years[2]) return { year: +years[1], until: { year: +years[2] } };
    const when = found ? { day: +found[1], month: +found[3], year: +found[4] % 100 + (
      found[4].length > 2 ? Math.floor(+found[4] / 100) * 100 : 2000) }
      : turned ? { day: +(turned[3] || 0), month: +turned[2], year: +turned[1] }
        : short ? { day: 0, month: +short[1], year: +short[2] } : null;
    if (!when || when.month < 1 || when.month > 12 || when.day > 31) return null;
    return when.day ? when : { month: when.month, year: when.year };
  }

  /** @type {(when: When) => string[]} */
  function dateWords(when) {
    const words = [when.day ? String(when.day) : "", when.month ? MONTHS[when.month - 1][0] : "",
      when.year ? String(when.year) : "",
      when.weekday === undefined ? "" : WEEKDAYS[when.weekday][0]].filter(Boolean);
    return Array.from(new Set(when.until ? words.concat(dateWords(when.until)) : words));
  }

  /** @type {(words: string[]) => Part[]} */
  function plainParts(words) {
    return words.map((word) => ({ kind: "kata", words: [word], minus: false, entries: [] }));
  }

  /** @type {(words: string[], inner: Part[], field: Partial<Part>) => Part} */
  function fieldPart(words, inner, field) {
    return { kind: "medan", words, minus: false, entries: [], inner, ...field };
  }

  /* The codes of the place that words begin with, and how many of the words it takes. */
  /** @type {(words: string[], before: string, names: Names) =>
      { length: number, codes: string[], named?: Part, said?: string[] } | null} */
  function placeIn(words, before, names) {
    const district = districtIn(words, names);
    if (district) return district;
    // "kabupaten/kota" is both.
    const both = LEVELS[words[0]] === "kabupaten" && words[1] === "kota" && words.length > 2;
    const level = !both && !OFFICES.has(before) && LEVELS[words[0]] || "", from = both ? 2 : level ? 1 : 0;
    for (let length = Math.min(LONGEST, words.length - from); length > 0; length--) {
      const name = words.slice(from, from + length), rows = rowsOf(name, names);
      const codes = rows.filter((row) => row[0][0] === "w" || (level && row[0][0] === "b"))
        .map((row) => row[0].slice(1)).filter((code) => !level || level === levelOf(code));
      if (codes.length) return { length: from + length, codes: codes.filter((code) =>
        code.length === 2 || codes.indexOf(code.slice(0, 2)) < 0),
        said: words.slice(0, from).concat(nameIn(name, names).split(" ")) };
    }
    return null;
  }

  /* The code that parts begin with; that of a kecamatan is told by its name. */
  /** @type {(run: Part[], names: Names) => { length: number, codes: string[], named?: Part } | null} */
  function codeIn(run, names) {
    const codes = run[0].codes, length = run[0].taken || 0;
    if (!codes) return null;
    if (length < 3) return { length, codes };
    const name = names.districts[codes[0]];
    return name ? { length, codes, named: nameOf(name) } : null;
  }

  /** @type {(words: string[]) => Part} */
  function nameOf(words) {
    return { kind: words.length > 1 ? "frasa" : "kata", words, minus: false, entries: [] };
  }

  /* "kecamatan Kraksaan": bulletins of its regency that name it. */
  /** @type {(words: string[], names: Names) =>
      { length: number, codes: string[], named: Part } | null} */
  function districtIn(words, names) {
    if (!DISTRICT.has(words[0])) return null;
    for (let length = Math.min(LONGEST, words.length - 1); length > 0; length--) {
      const written = words.slice(1, 1 + length), name = written.join(" ");
      const spelt = name in names.districts ? name : names.joinedDistricts[written.join("")];
      const codes = spelt && names.districts[spelt];
      if (codes) return { length: length + 1, codes, named: nameOf(spelt.split(" ")) };
    }
    return null;
  }

  /** @type {(code: string) => string} */
  function levelOf(code) {
    return code.length === 2 ? "provinsi" : Number(code.slice(3)) > 70 ? "kota" : "kabupaten";
  }

  /* Read the places and dates of a query. A bulletin matches them by its place and day or, as any
     words, by its text. Also says what else of the query has a page. */
  /** @type {(parts: Part[]) => Promise<Part[]>} */
  function readFields(parts) {
    return namesIn(parts).then((names) => {
      /** @type {Part[]} */
      const read = [];
      for (let at = 0; at < parts.length; ) {
        let end = at;
        while (isPlain(parts[end])) end++;
        const run = parts.slice(at, end), words = run.map((part) => part.words[0]);
        if (!run.length) {
          read.push(parts[at++]);
          continue;
        }
        const coded = codeIn(run, names);
        if (run[0].when || coded) {
          const length = coded ? coded.length : 1;
          const inner = run[0].when ? plainParts(dateWords(run[0].when)) : run.slice(0, length);
          read.push(fieldPart(inner.map((part) => part.words[0]), inner, coded
            ? { codes: coded.codes, named: coded.named, asked: coded.codes[0] }
            : { when: run[0].when, asked: run[0].when && run[0].when.until && run[0].words[0] }));
          at += length;
          continue;
        }
        const before = at > 0 && isPlain(parts[at - 1]) ? parts[at - 1].words[0] : "";
        const date = dateIn(words), place = date ? null : placeIn(words, before, names);
        const length = date ? date.length : place ? place.length : 1;
        if (date) {
          const from = words[0] in DATED && !date.isRelative ? 1 : 0;
          const said = date.isRelative ? dateWords(date.when)
            : words.slice(from, length).filter((word) => !UNTIL.has(word));
          read.push(fieldPart(said, plainParts(said), { when: date.when,
            asked: words.slice(0, length).join(" ") }));
        } else if (place) {
          const said = place.said || words.slice(0, length); // texts spell it as the registry does
          read.push(fieldPart(said, plainParts(said), { codes: place.codes, named: place.named }));
        }
        else read.push(Object.assign(run[0],
          { known: isNamed(words, names), codes: undefined }));
        at += length;
      }
      return read;
    });
  }

  /* Whether a word begins the name of something that has a page, or is a month or a weekday. */
  /** @type {(words: string[], names: Names) => boolean} */
  function isNamed(words, names) {
    return monthOf(words[0]) > 0 || WEEKDAYS.some((days) => days.indexOf(words[0]) >= 0) ||
      words.some((_, at) => rowsOf(words.slice(0, at + 1), names).length > 0);
  }

  const OFFERED = 3; // names that begin with an unfinished word

  /* Pages that a query names: rows of destinations.py, in the order of the query; of a word that is
     still being typed the commonest that it may become. */
  /** @type {(query: string, unfinished?: boolean) => Promise<NamedRow[]>} */
  function named(query, unfinished) {
    return open().then(() => {
      const parts = parse(query);
      return namesIn(parts).then((names) => {
        /** @type {NamedRow[]} */
        const found = [];
        const words = parts.map((part) => isPlain(part) ? part.words[0] : "");
        for (let at = 0; at < words.length; at++) {
          const level = LEVELS[words[at - 1]] || "";
          for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
            const some = words.slice(at, at + length);
            const rows = some.every(Boolean) ? rowsOf(some, names).filter((row) =>
              row.length > 2 && (!level || !/[wb]/.test(row[0][0]) ||
                level === levelOf(row[0].slice(1)))) : [];
            if (!rows.length) continue;
            found.push(...rows);
            at += length - 1;
            break;
          }
        }
        const last = words[words.length - 1] || "";
        if (unfinished && last.length > 2 && !(last in names.all)) found.push(...Object.keys(names.all)
          .filter((name) => name.startsWith(last)).flatMap((name) => names.all[name])
          .filter((row) => row.length > 2).sort((a, b) => Number(b[3]) - Number(a[3]) ||
            (a[1] < b[1] ? -1 : 1)).slice(0, OFFERED));
        return found;
      });
    });
  }

  /** @type {(query: string, unfinished?: boolean) => Promise<Part[]>} */
  function understand(query, unfinished) {
    return open().then(() => readFields(parse(query))).then(joinTerms).then((parts) => Promise.all(parts.map((part) => {
      if (!part.inner) return part;
      return joinTerms(part.inner).then((inner) => {
        part.inner = inner;
        return Promise.all(inner.concat(part.named || []).map(entriesOf)).then(() => part);
      });
    }))).then((parts) => {
      const last = parts[parts.length - 1];
      const grows = unfinished && last && last.kind === "kata" && !last.minus && !last.quoted &&
        last.words[0].length > 2 && /[\p{L}\p{N}]$/u.test(query);
      return Promise.all(parts.map((part) => {
        if (part.inner) return part;
        return entriesOf(part).then(() => {
          const entries = part.entries;
          if (grows && part === last)
            return complete(part.words[0]).then((more) => {
              const roots = new Set(more.map((one) => one.root));
              if (entries[0] && !roots.has(entries[0].root)) more.unshift(entries[0]);
              part.kind = "awalan";
              part.entries = more;
              return part;
            });
          return part;
        });
      }));
    }).then(choices);
  }

  /* Look up the words of a part. */
  /** @type {(part: Part) => Promise<unknown>} */
  function entriesOf(part) {
    const wanted = part.other ? part.words.concat(part.other) : part.words;
    return Promise.all(wanted.map(look)).then((entries) => { part.entries = entries; });
  }

  /* Other ways of writing what a query asks for, as lists of words: its synonyms in the texts. */
  /** @type {(parts: Part[]) => Promise<string[][]>} */
  function ways(parts) {
    /** @type {string[]} */
    const heads = [];
    singly(parts).flatMap((part) => part.inner || part).forEach((part) => {
      if (part.minus || part.kind === "frasa") return;
      if (part.other) heads.push(part.other);
      else part.entries.forEach((one) => { if (one && one.hasWays) heads.push(one.word); });
    });
    if (!heads.length) return Promise.resolve([]);
    return load("istilah").then((text) => {
      /** @type {string[][]} */
      const rows = text.split(";").map((/** @type {string} */ row) => row.split("="));
      return heads.flatMap((head) => {
        const own = rows.find((row) => row[0] === head);
        const first = own ? own[1] : head;
        return [[first]].concat(rows.filter((row) => row[1] === first)
          .map((row) => row[0].split(" ")));
      });
    });
  }

  /* Segments in which a part can match at all. */
  /** @type {(part: Part) => Bits} */
  function range(part) {
    const none = emptySet(directory.segments.length);
    if (part.either) return part.either.map(range).reduce(either);
    if (part.inner) {
      const inField = emptySet(directory.segments.length);
      directory.segments.forEach((segment) => {
        if (part.when ? mayHold(segment, part.when) : part.where && has(part.where, segment.at))
          add(inField, segment.at);
      });
      return either(part.named ? both(inField, range(part.named)) : inField, part.inner.map(range).reduce(both));
    }
    const sets = part.entries.map((one) => one ? one.segments : none);
    if (part.kind === "awalan") return sets.reduce(either, none);
    const other = part.kind === "istilah" && sets.pop() || none;
    return either(sets.reduce(both), other);
  }

  /* Whether a segment reaches into the days of a date. */
  /** @type {(segment: Segment, when: When) => boolean} */
  function mayHold(segment, when) {
    if (!when.year) return true;
    const first = isoOf(when), last = isoOf(when.until || when);
    return segment.from.slice(0, last.length) <= last && first <= segment.to.slice(0, first.length);
  }

  /** @type {(when: When) => string} */
  function isoOf(when) {
    return [when.year, when.month, when.day].filter(Boolean)
      .map((part) => String(part).padStart(2, "0")).join("-");
  }

  /* ---- One segment ---- */

  const IN_FIELD = 65536; // what the place or the day counts: more than any word

  /* Bulletins of a place or a day, and those whose text says it. */
  /** @type {Matcher} */
  function matchField(segment, part, candidates, scored) {
    const inner = part.inner || [], when = part.when;
    const result = empty(segment, scored), codes = new Set((part.codes || []).map(regencyOf));
    const isHere = when ? mayHold(segment, when)
      : part.where !== undefined && has(part.where, segment.at);
    return Promise.all([isHere ? facetsOf(segment) : null,
      Promise.all(inner.map((one) => match(segment, one, candidates, scored))),
      isHere && part.named ? match(segment, part.named, candidates, false) : null]).then((loaded) => {
      const facets = loaded[0], said = loaded[1].reduce(all), named = loaded[2];
      if (facets) for (let doc = 0; doc < segment.count; doc++)
        if ((when ? isOn(facets.days[doc], when) : isIn(facets.regions[doc], codes)) &&
          (!named || has(named.set, doc))) {
          add(result.set, doc);
          if (scored) result.scores[doc] = IN_FIELD;
        }
      if (scored) members(said.set).forEach((doc) => { result.scores[doc] += said.scores[doc]; });
      result.set = either(result.set, said.set);
      return result;
    });
  }

  /* The code of a region, of a kecamatan that of its regency. */
  /** @type {(code: string) => string} */
  function regencyOf(code) {
    return code.slice(0, 5);
  }

  /** @type {(region: number, codes: Set<string>) => boolean} */
  function isIn(region, codes) {
    const code = regionCode(region);
    return codes.has(code) || codes.has(code.slice(0, 2));
  }

  /** @type {(day: number, when: When) => boolean} */
  function isOn(day, when) {
    const date = new Date(day * DAY);
    if (when.weekday !== undefined && when.weekday !== date.getUTCDay()) return false;
    const own = orderOfDate({ year: when.year && date.getUTCFullYear(),
      month: when.month && date.getUTCMonth() + 1, day: when.day && date.getUTCDate() });
    return orderOfDate(when) <= own && own <= orderOfDate(when.until || when);
  }

  /** @type {(segment: Segment, mark: string, address: string) => void} */
  function checkMark(segment, mark, address) {
    if (mark !== segment.mark) throw new Failure(address, "usang");
  }

  /** @type {(segment: Segment, letter: string, key: string, count: number) => string} */
  function blockOf(segment, letter, key, count) {
    return segment.name + "/" + letter + String(hash(key) % count).padStart(2, "0");
  }

  /** @type {(segment: Segment, letter: string, key: string, count: number) =>
      Promise<string | null>} */
  function findIn(segment, letter, key, count) {
    const address = blockOf(segment, letter, key, count);
    return load(address).then((block) => {
      checkMark(segment, block.slice(0, 8), address);
      return find(block, key);
    });
  }

  /* What matches in a segment is {set, scores}: bulletins and, when they are to be scored, how well
     each fits, by number; of bulletins outside the set scores say nothing. */
  /** @type {(segment: Segment, scored: boolean) => Matched} */
  function empty(segment, scored) {
    return { set: emptySet(segment.count), scores: new Int32Array(scored ? segment.count : 0) };
  }

  const FEW = 3; // digits of fewer bulletins stand one by one; as in segment.py

  /* Bulletins that hold a root. */
  /** @type {(segment: Segment, one: Entry | null, scored: boolean) => Promise<Matched>} */
  function postings(segment, one, scored) {
    const result = empty(segment, scored);
    if (!one || !has(one.segments, segment.at)) return Promise.resolve(result);
    const rarity = one.rarity || 0;
    return findIn(segment, "p", one.root, directory.blocks).then((found) => {
      // The vocabulary says that it is here: a miss is damage, not an answer.
      if (!found) throw new Failure(blockOf(segment, "p", one.root, directory.blocks), "rusak");
      const parts = found.split(" ");
      result.set = readSet(parts[1], segment.count);
      if (!scored) return result;
      const docs = members(result.set);
      const digits = docs.length < FEW ? Array.from(parts[2], valueOf) : quads(parts[2]);
      docs.forEach((doc, at) => { result.scores[doc] = rarity * digits[at]; });
      return result;
    });
  }

  /* Bulletins in which two words stand side by side; null when the pair is not kept. */
  /** @type {(segment: Segment, first: string, second: string) => Promise<Bits | null>} */
  function pairDocs(segment, first, second) {
    return findIn(segment, "g", first, directory.pairBlocks).then((found) => {
      // Entries of one first word: ",second set,second set".
      const from = found ? found.indexOf("," + second + " ") : -1;
      if (!found || from < 0) return null;
      const end = (found + ",").indexOf(",", from + 1);
      return readSet(found.slice(from + second.length + 2, end), segment.count);
    });
  }

  /* Of each bulletin its day (counted from 1970, ascending), region (as 3507), and topics (by their
     place in the directory). */
  /** @type {(segment: Segment) => Promise<Facets>} */
  function facetsOf(segment) {
    if (segment.facets) return Promise.resolve(segment.facets);
    const address = segment.name + "/f";
    return load(address).then((value) => {
      checkMark(segment, value.m, address);
      const days = new Int32Array(segment.count), gaps = new Reader(value.d);
      const regions = new Int16Array(segment.count), lists = new Reader(value.k);
      /** @type {number[][]} */
      const topics = [];
      for (let at = 0; at < segment.count; at++) {
        days[at] = at ? days[at - 1] + gaps.number() : value.h;
        regions[at] = (value.w.charCodeAt(2 * at) - 24) * 100 + value.w.charCodeAt(2 * at + 1) - 40;
        topics.push(lists.chain());
      }
      segment.facets = { days, regions, topics };
      return segment.facets;
    });
  }

  /** @type {(segment: Segment) => Promise<string[][]>} */
  function agenciesOf(segment) {
    if (segment.agencies) return Promise.resolve(segment.agencies);
    const address = segment.name + "/i";
    return Promise.all([load(address), facetsOf(segment), types()]).then((loaded) => {
      const value = loaded[0], facets = loaded[1], lists = new Reader(value.k);
      /** @type {string[][]} */
      const rows = [];
      checkMark(segment, value.m, address);
      for (let at = 0; at < segment.count; at++)
        rows.push(lists.list().map((one) => {
          const id = value.l[one];
          return id.endsWith("@") ? id + regionCode(facets.regions[at]) : id;
        }));
      segment.agencies = rows;
      return rows;
    });
  }

  /** @type {TypeTable} */
  let typeTable;

  /** @type {() => Promise<TypeTable>} */
  function types() {
    if (typeTable) return Promise.resolve(typeTable);
    return load("nama/jenis").then((value) => (typeTable = { labels: value.j, others: value.l }));
  }

  /** @type {(agency: string) => string} */
  function typeOf(agency) { // only after types()
    return typeTable.others[agency] || agency.split("@")[0];
  }

  /* The file of texts that holds a bulletin: {name, day, start, end}; the directory tells of each
     how many days after the one before it begins, and its length. */
  /** @type {(segment: Segment, doc: number) => Leaf} */
  function leafOf(segment, doc) {
    if (!segment.leaves) {
      const reader = new Reader(segment.texts);
      let day = Date.parse(segment.from) / DAY, at = 0, same = 0;
      segment.leaves = [];
      while (at < segment.count) { // named as Leaf in segment.py
        const gap = reader.number(), start = at;
        same = at && !gap ? same + 1 : 0;
        day += gap;
        at += reader.number();
        segment.leaves.push({ name: day + "-" + same, day, start, end: at });
      }
    }
    return /** @type {Leaf} */ (segment.leaves.find((one) => doc < one.end));
  }

  /* The text of a bulletin: {id, day, title, place, agencies, summary, body, state}. */
  /** @type {(segment: Segment, doc: number) => Promise<BulletinText>} */
  function text(segment, doc) {
    const leaf = leafOf(segment, doc), address = segment.name + "/t" + leaf.name;
    return load(address).then((value) => {
      checkMark(segment, value[0], address);
      const row = value[2][doc - leaf.start], gaps = new Reader(value[1]);
      let day = leaf.day;
      if (!row) throw new Failure(address, "rusak");
      for (let at = leaf.start; at < doc; at++) day += gaps.number();
      return {
        id: row[0], day: iso(day), title: row[1],
        place: row[2], agencies: row[3], summary: row[4], body: row[5], state: row[6] || ""
      };
    });
  }

  /* The lines of a bulletin as words, each between two spaces: to look for phrases in. */
  /** @type {(segment: Segment, doc: number) => Promise<string>} */
  function linesOf(segment, doc) {
    if (segment.lines[doc]) return Promise.resolve(segment.lines[doc]);
    return text(segment, doc).then((shown) => {
      const lines = [shown.title, shown.summary].concat(shown.agencies, shown.body.split("\n"));
      return (segment.lines[doc] = lines.map((line) => " " + words(fold(line)).join(" ") + " ")
        .join("\n"));
    });
  }

  /* Bulletins that match a part, among `candidates` if given: {set, scores}. */
  /** @type {Matcher} */
  function match(segment, part, candidates, scored) {
    if (part.kind === "frasa") return matchPhrase(segment, part, candidates, scored);
    if (part.kind === "medan") return matchField(segment, part, candidates, scored);
    if (part.either) return Promise.all(part.either.map((one) =>
      match(segment, one, candidates, scored))).then((found) => found.reduce(best));
    return Promise.all(part.entries.map((one) => postings(segment, one, scored))).then((found) => {
      if (part.kind === "kata") return found[0];
      if (part.kind === "awalan") return found.reduce(best, empty(segment, scored));
      const other = found[found.length - 1];
      return best(found.slice(0, -1).reduce(all), other);
    });
  }

  /* What two answers have in common, with the sum of their scores. */
  /** @type {(a: Matched, b: Matched) => Matched} */
  function all(a, b) {
    return { set: both(a.set, b.set), scores: a.scores.map((score, doc) => score + b.scores[doc]) };
  }

  /* What is in one of two answers, with the better score. */
  /** @type {(a: Matched, b: Matched) => Matched} */
  function best(a, b) {
    return { set: either(a.set, b.set), scores: a.scores.map((score, doc) =>
      Math.max(has(a.set, doc) ? score : 0, has(b.set, doc) ? b.scores[doc] : 0)) };
  }

  /** @type {Matcher} */
  function matchPhrase(segment, part, candidates, scored) {
    if (part.entries.some((one) => !one))
      return Promise.resolve(empty(segment, scored));
    if (part.words.length === 2 && !scored && part.entries.every(isCommon))
      // Where the pair is kept, it is the whole answer.
      return pairDocs(segment, part.words[0], part.words[1]).then((set) => {
        if (!set) return narrowPhrase(segment, part, candidates, scored);
        return { set, scores: new Int32Array(0) };
      });
    return narrowPhrase(segment, part, candidates, scored);
  }

  /** @type {(one: Entry | null) => boolean} */
  function isCommon(one) {
    return one !== null && Math.pow(2, one.exponent) * 16 > directory.count;
  }

  /** @type {Matcher} */
  function narrowPhrase(segment, part, candidates, scored) {
    const phrase = " " + part.words.join(" ") + " ";
    return Promise.all(part.entries.map((one) => postings(segment, one, scored))).then((found) => {
      const result = found.reduce(all);
      let set = result.set;
      if (candidates) set = both(set, candidates);
      if (!sizeOf(set)) return empty(segment, scored);
      const kept = part.words.slice(1).map((_, at) =>
        sizeOf(found[at].set) >= directory.pairFloor &&
          sizeOf(found[at + 1].set) >= directory.pairFloor);
      return Promise.all(kept.map((is, at) =>
        is ? pairDocs(segment, part.words[at], part.words[at + 1]) : false)).then((pairs) => {
        // A pair that would be kept and is not (null) occurs nowhere.
        pairs.forEach((pair) => {
          if (pair !== false) set = pair ? both(set, pair) : emptySet(segment.count);
        });
        if (kept.length === 1 && kept[0]) return;
        return Promise.all(members(set).map((doc) => linesOf(segment, doc).then((lines) => {
          if (lines.indexOf(phrase) < 0) set[doc >> 4] &= ~(1 << (doc & 15));
        })));
      }).then(() => ({ set, scores: result.scores }));
    });
  }

  /* All bulletins of a segment that match the words of a query: {set, scores}. */
  /** @type {(segment: Segment, parts: Part[], scored: boolean) => Promise<Matched>} */
  function matchAll(segment, parts, scored) {
    const wanted = parts.filter((part) => !part.minus);
    const unwanted = parts.filter((part) => part.minus);
    /** @type {(part: Part) => number} */
    function weight(part) {
      if (part.inner || part.either) return 30;
      const cost = part.kind === "frasa" ? 100 : part.kind === "kata" ? 0 : 50;
      return cost + Math.min.apply(null, part.entries.map((one) => one ? one.exponent : 0));
    }
    wanted.sort((a, b) => weight(a) - weight(b)); // the rarest first
    const start = wanted.length ? match(segment, wanted[0], null, scored) : empty(segment, scored);
    return Promise.resolve(start).then((result) => {
      if (!wanted.length) result.set = span(segment.count, 0, segment.count);
      if (!sizeOf(result.set)) return result;
      return Promise.all(wanted.slice(1).map((part) =>
        match(segment, part, result.set, scored))).then((more) => {
        result = more.reduce(all, result);
        if (!sizeOf(result.set)) return result;
        return Promise.all(unwanted.map((part) =>
          match(segment, part, result.set, false))).then((gone) => {
          gone.forEach((some) => { result.set = without(result.set, some.set); });
          return result;
        });
      });
    });
  }

  /* ---- Filters and counts ---- */

  /* The set of numbers from `from` up to, but not, `to`. */
  /** @type {(size: number, from: number, to: number) => Bits} */
  function span(size, from, to) {
    const set = emptySet(size);
    for (let one = from; one < to; one++) add(set, one);
    return set;
  }

  /* Bulletins of a day, a month or a year ("2024-05-12", "2024-05", "2024"). */
  /** @type {(facets: Facets, when: string) => Bits} */
  function within(facets, when) {
    const parts = when.split("-").map(Number), size = facets.days.length;
    function reached() { // how many bulletins are older than the day of `parts`
      const time = Date.UTC(parts[0], parts.length > 1 ? parts[1] - 1 : 0, parts[2] || 1);
      let low = 0, high = size;
      while (low < high) {
        const middle = low + high >> 1;
        if (facets.days[middle] * DAY < time) low = middle + 1;
        else high = middle;
      }
      return low;
    }
    if (!/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(when)) return emptySet(size);
    const first = reached();
    parts[parts.length - 1]++;
    return span(size, first, reached());
  }

  /** @type {(number: number) => string} */
  function regionCode(number) {
    const part = number % 100;
    return Math.floor(number / 100) + (part ? "." + String(part).padStart(2, "0") : "");
  }

  /* Narrower and wider are one group: "a province or a regency in it", "a type or an agency". */
  /** @type {Record<Group, FilterName[]>} */
  const GROUPS = { wilayah: ["wilayah"], tanggal: ["tanggal"], topik: ["topik"],
    instansi: ["jenis", "instansi"] };
  const GROUP_NAMES = /** @type {Group[]} */ (Object.keys(GROUPS));

  /** @type {Record<Exclude<FilterName, "tanggal">, Test>} */
  const TESTS = {
    wilayah(part, value) {
      const code = Number(value.replace(".", "")), wide = value.length === 2;
      if (!/^\d\d(\.\d\d)?$/.test(value) || value.endsWith(".00")) return () => false;
      return (doc) => {
        const region = part.facets.regions[doc];
        return (wide ? Math.floor(region / 100) : region) === code;
      };
    },
    topik(part, value) {
      const topic = directory.topicIds.indexOf(value);
      return (doc) => part.facets.topics[doc].indexOf(topic) >= 0;
    },
    jenis(part, value) {
      return (doc) => part.agencies[doc].some((one) => typeOf(one) === value);
    },
    instansi(part, value) {
      return (doc) => part.agencies[doc].indexOf(value) >= 0;
    }
  };

  /** @type {(part: Found, name: FilterName, value: string) => Bits} */
  function passingOne(part, name, value) {
    if (name === "tanggal") return within(part.facets, value);
    const set = emptySet(part.segment.count), test = TESTS[name](part, value);
    eachFromLast(part.set, (doc) => { if (test(doc)) add(set, doc); });
    return set;
  }

  /* Bulletins of an answer that one of the values chosen in a group lets pass; null if none is. */
  /** @type {(part: Found, wanted: Wanted, group: Group) => Bits | null} */
  function passing(part, wanted, group) {
    const sets = GROUPS[group].flatMap((name) =>
      (wanted[name] || []).map((value) => passingOne(part, name, value)));
    return sets.length ? sets.reduce(either) : null;
  }

  const NEWEST = 4; // segments looked at first: in them the results stand that are shown first

  /* Answer a query.

     wanted: {q (or parts of an answer), wilayah, tanggal, topik, jenis, instansi (lists), urut ("terbaru"|"cocok"), tampil
     (how many hits are wanted; all if not given), berjalan: still being typed, dihitung: count
     facets, instansiDihitung: agencies too}. The promise gives {total, hits: [{segment, doc,
     score}], spread (segments with hits), counts, parts, unknown}, and fails with a Failure when any
     part of the index that matters cannot be had. `early`, if given, is called with what the newest
     segments hold, whose hits come first; the others are looked at when the promise it returns is
     done. */
  /** @type {Engine["search"]} */
  function search(wanted, early) {
    const regions = wanted.wilayah || [];
    const withAgencies = Boolean(wanted.instansiDihitung || (wanted.jenis || []).length ||
      (wanted.instansi || []).length);
    const withFacets = wanted.dihitung || withAgencies || regions.length ||
      (wanted.tanggal || []).length || (wanted.topik || []).length;
    return open().then(() => Promise.all([
      wanted.parts || understand(wanted.q || "", wanted.berjalan).then(locate),
      Promise.all(regions.map(segmentsOf))])).then((loaded) => {
      const parts = loaded[0];
      /** @type {string[]} */
      const unknown = [];
      singly(parts).forEach((part) => {
        (part.inner ? part.inner.concat(part.named || []) : [part]).forEach((plain) => {
          plain.entries.forEach((one, at) => {
            if (one) one.rarity =
              Math.floor(16 * Math.log2(1 + directory.count / Math.pow(2, one.exponent + 0.5)) + 0.5);
            else if (!part.inner && !part.minus && at < part.words.length &&
              unknown.indexOf(part.words[at]) < 0)
              unknown.push(part.words[at]);
          });
        });
        if (part.kind === "awalan" && !part.entries.length) unknown.push(part.words[0]);
      });
      const ranges = parts.filter((part) => !part.minus).map(range);
      if (regions.length) ranges.push(loaded[1].reduce(either));
      const segments = directory.segments.filter((segment) =>
        ranges.every((some) => has(some, segment.at)));
      /** @type {(segment: Segment) => Promise<Found | null>} */
      function matched(segment) {
        // Of one word the vocabulary knows that the segment holds it: no need to wait and see.
        if (withFacets && parts.length === 1) facetsOf(segment).catch(() => {});
        return matchAll(segment, parts, wanted.urut === "cocok").then((result) => {
          if (!sizeOf(result.set)) return null;
          return Promise.all([withFacets ? facetsOf(segment) : null,
            withAgencies ? agenciesOf(segment) : null])
            .then((loaded) => ({ segment, set: result.set, scores: result.scores,
              // They are there wherever the question needs them.
              facets: /** @type {Facets} */ (loaded[0]),
              agencies: /** @type {string[][]} */ (loaded[1]), hits: result.set }));
        });
      }
      /** @type {(found: (Found | null)[]) => Answer} */
      function tallied(all) {
        const found = all.filter((one) => one !== null);
        const counted = tally(found, wanted);
        return Object.assign(counted, { hits: firstHits(found, wanted), parts, unknown });
      }
      if (wanted.urut === "cocok") return Promise.all(segments.map(matched)).then(tallied);
      const newest = segments.slice(-NEWEST);
      return Promise.all(newest.map(matched)).then((found) => {
        const rest = segments.slice(0, -NEWEST);
        // What is to be shown first is loaded first.
        return Promise.resolve(early && rest.length && early(tallied(found)))
          .then(() => Promise.all(rest.map(matched)))
          .then((more) => tallied(more.concat(found)));
      });
    });
  }

  /* Find out in which segments the places of a query are. */
  /** @type {(parts: Part[]) => Promise<Part[]>} */
  function locate(parts) {
    return Promise.all(singly(parts).map((part) =>
      Promise.all((part.codes || []).map(regencyOf).map(segmentsOf)).then((sets) => {
        if (part.codes) part.where = sets.reduce(either, emptySet(directory.segments.length));
      }))).then(() => parts);
  }

  /* The set of segments that hold bulletins of a region. */
  /** @type {(code: string) => Bits | Promise<Bits>} */
  function segmentsOf(code) {
    const none = emptySet(directory.segments.length);
    if (!directory.provinces[code.slice(0, 2)]) return none;
    return namesOf("w" + code.slice(0, 2)).then((rows) => Object.keys(rows)
      .filter((one) => one === code || one.startsWith(code + "."))
      .map((one) => readSet(rows[one][1], directory.segments.length)).reduce(either, none));
  }

  /* Find in each part of an answer what the filters let pass, its hits; count it and its facets. */
  /** @type {(found: Found[], wanted: Wanted) => Pick<Answer, "total" | "spread" | "counts">} */
  function tally(found, wanted) {
    /** @type {Counts} */
    const counts = { wilayah: new Map(), tanggal: new Map(), topik: new Map(), jenis: new Map(),
      instansi: new Map() };
    let total = 0;
    const regions = new Int32Array(10000), topics = new Int32Array(directory.topicIds.length);
    /** @type {(name: FilterName, value: string, times: number) => void} */
    function count(name, value, times) {
      if (times) counts[name].set(value, (counts[name].get(value) || 0) + times);
    }
    found.forEach((part) => {
      const allowed = GROUP_NAMES.map((group) => passing(part, wanted, group));
      // Values are counted as if nothing were chosen in their group.
      /** @type {(group?: Group) => Bits} */
      function passingAllBut(group) {
        return allowed.reduce((/** @type {Bits} */ set, some, at) =>
          some && GROUP_NAMES[at] !== group ? both(set, some) : set, part.set);
      }
      part.hits = passingAllBut();
      total += sizeOf(part.hits);
      if (part.agencies) eachFromLast(passingAllBut("instansi"), (doc) => {
        part.agencies[doc].forEach((one) => { count("instansi", one, 1); });
        new Set(part.agencies[doc].map(typeOf)).forEach((one) => { count("jenis", one, 1); });
      });
      if (!wanted.dihitung) return;
      // A region leads on to those inside it: they are counted as they are found.
      eachFromLast(part.hits, (doc) => { regions[part.facets.regions[doc]]++; });
      eachFromLast(passingAllBut("topik"), (doc) => {
        const list = part.facets.topics[doc];
        for (let at = 0; at < list.length; at++) topics[list[at]]++;
      });
      const dated = passingAllBut("tanggal"), days = part.facets.days;
      for (let year = yearOf(days[0]); year <= yearOf(days[days.length - 1]); year++)
        count("tanggal", String(year), sizeOf(both(dated, within(part.facets, String(year)))));
    });
    regions.forEach((times, region) => {
      if (!times) return;
      count("wilayah", regionCode(region).slice(0, 2), times);
      count("wilayah", regionCode(region) + (region % 100 ? "" : ".00"), times);
    });
    topics.forEach((times, topic) => { count("topik", String(directory.topicIds[topic]), times); });
    return { total, spread: found.length, counts };
  }

  /** @type {(day: number) => number} */
  function yearOf(day) {
    return new Date(day * DAY).getUTCFullYear();
  }

  /* The hits that come first: the newest, or those that fit best and of these the newest. */
  /** @type {(found: Found[], wanted: Wanted) => Hit[]} */
  function firstHits(found, wanted) {
    const limit = wanted.tampil || Infinity, scored = wanted.urut === "cocok";
    /** @type {Hit[]} */
    const hits = [];
    const least = scored ? leastScore(found, limit) : 0;
    found.slice().reverse().forEach((part) => {
      eachFromLast(part.hits, (doc) => {
        if (!scored && hits.length >= limit) return true;
        const score = scored ? part.scores[doc] : 0;
        if (score >= least) hits.push({ segment: part.segment, doc, score });
        return false;
      });
    });
    // Sorting keeps the order of equals.
    return scored ? hits.sort((a, b) => b.score - a.score).slice(0, limit) : hits;
  }

  /* The greatest score that at least so many hits reach. */
  /** @type {(found: Found[], limit: number) => number} */
  function leastScore(found, limit) {
    /** @type {number[]} */
    const times = [];
    found.forEach((part) => {
      eachFromLast(part.hits, (doc) => {
        times[part.scores[doc]] = (times[part.scores[doc]] || 0) + 1;
      });
    });
    let score = times.length;
    while (score > 0 && limit > 0) limit -= times[--score] || 0;
    return score;
  }

  /* ---- What else the page asks for ---- */

  /** @type {(kind: string) => Promise<any>} */
  function namesOf(kind) {
    return load("nama/" + kind);
  }

  /* The texts of hits. */
  /** @type {(hits: Hit[]) => Promise<BulletinText[]>} */
  function texts(hits) {
    return Promise.all(hits.map((hit) => text(hit.segment, hit.doc)));
  }

  /* The first results of what the address asks for are loaded at once, while the browser still
     reads the page. Nothing is kept but the blocks: the page asks again, goes on from there, and
     tells if something went wrong. */
  /** @type {(wanted: Question) => void} */
  function lookAhead(wanted) {
    /** @type {(answer: Answer) => Promise<void>} */
    function stop(answer) {
      texts(answer.hits).catch(() => {});
      return new Promise(() => {}); // no further
    }
    (wanted.q.trim() || isFiltered(wanted)
      ? search(Object.assign({}, wanted, { urut: orderOf(wanted) }), stop).then(stop) : open())
      .catch(() => {});
  }

  window.RakorMesin = {
    Failure, FILTERS, FIRST, MOST, question, isFiltered,
    open, search, texts, ways, look, vocabulary, named, monthOf, orderOf, singly,
    types, typeOf, namesOf, load, loadScript, valueOf, fold,
    words, amount, numeral, hash, parse, Reader, readSet, quads, members, sizeOf // for tests
  };
  lookAhead(question());
  document.dispatchEvent(new Event("rakor-mesin")); // the page may have been there first
})();
