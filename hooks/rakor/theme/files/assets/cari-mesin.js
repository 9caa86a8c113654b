/* The search engine: from a query to the numbers of the bulletins that match, with no page in
   sight. Blocks of the index are classic scripts that call rakorBlok(value). Their format, and why
   it is so, is told in hooks/rakor/search/README.md; functions that must agree with the Python
   side to the letter say so. */
(function () {
  "use strict";

  /* ---- Blocks ---- */

  var ROOT = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  var WAIT = 30000; // milliseconds before a block counts as not loaded
  var arrived = Object.create(null);
  var asked = Object.create(null);

  window.rakorBlok = function (value) {
    arrived[document.currentScript.src.slice(ROOT.length)] = value;
  };

  /* A part of the index that could not be had. Never the same as "nothing found". */
  function Failure(address, reason) {
    this.address = address;
    this.reason = reason; // "muat": not loaded; "usang": of another edition; "rusak": damaged
  }

  function load(name) {
    return loadScript("cari/" + name + ".js");
  }

  function loadScript(address) {
    if (asked[address]) return asked[address];
    var promise = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      var timer = setTimeout(done, WAIT);
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

  /* ---- Numbers (see coding.py) ---- */

  var VALUE = new Uint8Array(128); // of a digit, by its character code
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("")
    .forEach(function (digit, value) { VALUE[digit.charCodeAt(0)] = value; });

  function valueOf(digit) {
    return VALUE[digit.charCodeAt(0)];
  }

  function Reader(text) {
    this.text = text;
    this.at = 0;
  }
  Reader.prototype.digit = function () {
    return VALUE[this.text.charCodeAt(this.at++)];
  };
  Reader.prototype.number = function () {
    var value = 0, shift = 0, digit;
    while ((digit = this.digit()) > 31) {
      value += (digit & 31) << shift;
      shift += 5;
    }
    return value + (digit << shift);
  };
  Reader.prototype.chain = function () {
    var found = [], digit;
    do {
      digit = this.digit();
      var value = (digit & 31) < 31 ? digit & 31 : this.number() + 30;
      if (value !== 30 || digit % 32 === 30) found.push(value);
    } while (digit > 31);
    return found;
  };
  Reader.prototype.list = function () {
    var found = [];
    for (var left = this.number(); left > 0; left--) found.push(this.number());
    return found;
  };

  /* Sets of numbers below `size` are bits, 16 to a word: bulletins of a segment, or segments.
     (Words of 32 bits would not be small integers to a browser's compiler.) */
  function emptySet(size) {
    return new Uint16Array((size + 15) >> 4);
  }

  function readSet(text, size) {
    var set = emptySet(size), at;
    if (text[0] === "!") {
      for (at = 1; at < text.length; at++) {
        var bits = VALUE[text.charCodeAt(at)], from = (at - 1) * 6;
        set[from >> 4] |= bits << (from & 15);
        if ((from & 15) > 10) set[(from >> 4) + 1] |= bits >> (16 - (from & 15));
      }
      return set;
    }
    var reader = new Reader(text);
    for (at = -1; reader.at < text.length; ) add(set, (at += reader.number() + 1));
    return set;
  }

  function add(set, one) {
    set[one >> 4] |= 1 << (one & 15);
  }

  function has(set, one) {
    return (set[one >> 4] >> (one & 15) & 1) === 1;
  }

  function both(a, b) {
    var set = a.slice();
    for (var at = 0; at < set.length; at++) set[at] &= b[at];
    return set;
  }

  function either(a, b) {
    var set = a.slice();
    for (var at = 0; at < set.length; at++) set[at] |= b[at];
    return set;
  }

  function without(a, b) {
    var set = a.slice();
    for (var at = 0; at < set.length; at++) set[at] &= ~b[at];
    return set;
  }

  function sizeOf(set) {
    var size = 0;
    for (var at = 0; at < set.length; at++) {
      var bits = set[at]; // counts of two bits, of four, of eight, and their sum
      bits -= bits >> 1 & 0x5555;
      bits = (bits & 0x3333) + (bits >> 2 & 0x3333);
      bits = bits + (bits >> 4) & 0x0f0f;
      size += bits + (bits >> 8) & 31;
    }
    return size;
  }

  /* Members in descending order until `visit` says true: the newest first. */
  function eachFromLast(set, visit) {
    for (var at = set.length - 1; at >= 0; at--)
      for (var bits = set[at]; bits; ) {
        var bit = 31 - Math.clz32(bits);
        if (visit(at * 16 + bit)) return;
        bits ^= 1 << bit;
      }
  }

  function members(set) {
    var found = [];
    eachFromLast(set, function (one) { found.push(one); });
    return found.reverse();
  }

  /* Numbers below 16, three of them in two characters. */
  function quads(text) {
    var found = [];
    for (var at = 0; at < text.length; at += 2) {
      var value = VALUE[text.charCodeAt(at)] << 6 | VALUE[text.charCodeAt(at + 1)];
      found.push(value >> 8, value >> 4 & 15, value & 15);
    }
    return found;
  }

  /* ---- Words (must cut exactly as words.py does) ---- */

  var APOSTROPHE = /([\p{L}\p{N}])['’‘ʼ`](?=[\p{L}\p{N}])/gu;
  var THOUSANDS = /(^|[^\p{Nd}.])(\p{Nd}{1,3}(?:\.\p{Nd}{3})+)(?!\p{Nd}|\.\p{Nd})/gu;
  var WORD = /[\p{L}\p{N}]+/gu;

  function fold(text) {
    if (/^[a-z0-9 ]*$/i.test(text)) return text.toLowerCase(); // most words
    text = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    text = text.replace(APOSTROPHE, "$1");
    return text.replace(THOUSANDS, function (all, before, digits) {
      return before + digits.replace(/\./g, "");
    });
  }

  function words(folded) {
    return folded.match(WORD) || [];
  }

  var hashes = Object.create(null);

  function hash(text) { // CRC-32, as block_of in index.py
    if (text in hashes) return hashes[text]; // every segment is asked for the same few words
    var value = -1;
    new TextEncoder().encode(text).forEach(function (byte) {
      value ^= byte;
      for (var bit = 0; bit < 8; bit++) value = value >>> 1 ^ (value & 1 && 0xedb88320);
    });
    return (hashes[text] = ~value >>> 0);
  }

  /* ---- Directory and vocabulary ---- */

  var DAY = 864e5; // milliseconds; days are counted from 1970

  function iso(day) {
    return new Date(day * DAY).toISOString().slice(0, 10);
  }

  var directory = null;

  function open() {
    if (directory) return Promise.resolve(directory);
    return load("daftar").then(function (value) {
      directory = {
        count: value.n,
        blocks: value.p[0],
        weightBlocks: value.p[1],
        pairBlocks: value.p[2],
        pairFloor: value.p[3],
        segments: value.s.map(function (row, at) {
          return {
            at: at, name: row[0], mark: row[1], count: row[2], from: iso(row[3]), to: iso(row[3] + row[4]),
            texts: row[5], leaves: null, lines: []
          };
        }),
        prefixes: value.k ? value.k.split(" ") : [""],
        provinces: value.w,
        topics: {},
        topicIds: value.t.map(function (row) { return row && row[0]; })
      };
      value.t.forEach(function (row) { if (row) directory.topics[row[0]] = row[1]; });
      directory.known = new Set(directory.prefixes);
      return directory;
    });
  }

  function vocabularyFile(prefix) {
    return "kata/k-" + Array.from(prefix, function (one) {
      return /[a-z0-9]/.test(one) ? one : "-" + one.codePointAt(0).toString(16) + "-";
    }).join("");
  }

  function vocabularyBlockOf(word) {
    if (directory.known.has(word + ".")) return word + ".";
    var letters = Array.from(word);
    for (var length = letters.length; length >= 0; length--) {
      var prefix = letters.slice(0, length).join("");
      if (directory.known.has(prefix)) return prefix;
    }
    return null;
  }

  /* An entry reads "word root tail"; the root is left out where it is the word itself, and a "+"
     follows a word that also goes by others. */
  function entry(text) {
    var parts = text.split(" ");
    return {
      word: parts[0],
      root: parts[1] || parts[0],
      exponent: valueOf(parts[2]),
      segments: readSet(parts[2].slice(1), directory.segments.length),
      hasWays: parts.length > 3
    };
  }

  function find(block, key) {
    var from = block.indexOf(";" + key + " ");
    return from < 0 ? null : block.slice(from + 1, block.indexOf(";", from + 1));
  }

  /* The entry of a word, or null when no bulletin knows it. */
  function look(word) {
    var prefix = vocabularyBlockOf(word);
    if (prefix === null) return Promise.resolve(null);
    return load(vocabularyFile(prefix)).then(function (block) {
      var found = find(block, word);
      return found && entry(found);
    });
  }

  /* The blocks of the vocabulary in which words stand, or would. */
  function vocabulary(wanted) {
    var prefixes = wanted.map(vocabularyBlockOf).filter(function (one) { return one !== null; });
    return Promise.all(Array.from(new Set(prefixes.map(vocabularyFile)), load));
  }

  var COMPLETIONS = 4;

  /* Roots of the commonest words that begin so: what an unfinished word may become. */
  function complete(beginning) {
    var files = directory.prefixes.filter(function (prefix) {
      var plain = prefix.replace(".", "");
      return plain.startsWith(beginning) || (beginning.startsWith(plain) && !prefix.endsWith("."));
    });
    if (files.length > 1) files = files.filter(function (prefix) {
      var plain = prefix.replace(".", "");
      return plain.length >= beginning.length || prefix === vocabularyBlockOf(beginning);
    });
    return Promise.all(files.slice(0, 8).map(function (prefix) {
      return load(vocabularyFile(prefix));
    })).then(function (blocks) {
      var found = [];
      blocks.forEach(function (block) {
        var at = block.indexOf(";" + beginning);
        while (at >= 0) {
          found.push(entry(block.slice(at + 1, block.indexOf(";", at + 1))));
          at = block.indexOf(";" + beginning, at + 1);
        }
      });
      found.sort(function (a, b) {
        return b.exponent - a.exponent || (a.word < b.word ? -1 : 1);
      });
      var roots = new Set();
      return found.filter(function (one) {
        if (roots.has(one.root) || roots.size === COMPLETIONS) return false;
        return roots.add(one.root);
      });
    });
  }

  /* ---- Queries ---- */

  var FILTERS = ["wilayah", "tanggal", "topik", "jenis", "instansi"];
  var FIRST = 6; // results shown at first

  /* What the address of the page asks for: {q, urut, tampil, and the filters as lists}. */
  function question() {
    var query = new URLSearchParams(location.search), result = { q: query.get("q") || "" };
    FILTERS.forEach(function (name) {
      result[name] = Array.from(new Set(query.getAll(name).filter(Boolean)));
    });
    result.urut = query.get("urut") === "cocok" ? "cocok" : "terbaru";
    result.tampil = Math.max(FIRST, Math.min(500, parseInt(query.get("tampil"), 10) || FIRST));
    return result;
  }

  function isFiltered(question) {
    return FILTERS.some(function (name) { return question[name].length; });
  }

  /* Words that say nothing by themselves are passed over in a query that has others. */
  var SILENT = new Set("dan di ke dari yang untuk pada dengan dalam oleh".split(" "));

  /* Parts of a query: {kind: "kata"|"frasa", words, minus}. A minus counts only before a word. */
  function parse(query) {
    var parts = [];
    var pattern = /(^|\s)([-−–]?)(?:["“”„]([^"“”„]*)(?:["“”„]|$)|([^\s"“”„]+))|["“”„]([^"“”„]*)(?:["“”„]|$)|([^\s"“”„]+)/gu;
    for (var match of query.matchAll(pattern)) {
      var quoted = match[3] !== undefined ? match[3] : match[5];
      var plain = match[4] !== undefined ? match[4] : match[6];
      var minus = Boolean(match[2]);
      var found = words(fold(quoted !== undefined ? quoted : plain));
      if (!found.length) continue;
      if (quoted !== undefined && found.length > 1)
        parts.push({ kind: "frasa", words: found, minus: minus, quoted: true });
      else if (minus && found.length > 1)
        parts.push({ kind: "frasa", words: found, minus: true, quoted: false });
      else
        found.forEach(function (word) {
          parts.push({ kind: "kata", words: [word], minus: minus, quoted: quoted !== undefined });
        });
    }
    var speaking = parts.filter(function (part) {
      return part.kind !== "kata" || part.minus || part.quoted || !SILENT.has(part.words[0]);
    });
    return speaking.some(function (part) { return !part.minus; }) ? speaking : parts;
  }

  /* A sequence of words that also goes by one word ("komisi pemilihan umum": "kpu"). */
  function joinTerms(parts, silent) {
    var plain = parts.filter(function (part) { return part.kind === "kata" && !part.minus; });
    if (plain.length < 2) return Promise.resolve(parts);
    return load("istilah").then(function (text) {
      var joined = [];
      for (var at = 0; at < parts.length; at++) {
        var taken = 0;
        for (var length = Math.min(8, parts.length - at); length > 1 && !taken; length--) {
          var slice = parts.slice(at, at + length);
          if (!slice.every(function (part) {
            return part.kind === "kata" && !part.minus && !part.quoted;
          })) continue;
          var sequence = slice.map(function (part) { return part.words[0]; });
          var from = (";" + text).indexOf(";" + sequence.join(" ") + "=");
          if (from < 0) continue;
          var other = text.slice(from).split(";")[0].split("=")[1];
          joined.push({ kind: "istilah", words: sequence, other: other, minus: false });
          taken = length;
        }
        if (taken) at += taken - 1;
        else joined.push(parts[at]);
      }
      return joined;
    });
  }

  function understand(query, unfinished) {
    return open().then(function () {
      return joinTerms(parse(query));
    }).then(function (parts) {
      var last = parts[parts.length - 1];
      var grows = unfinished && last && last.kind === "kata" && !last.minus && !last.quoted &&
        last.words[0].length > 2 && /[\p{L}\p{N}]$/u.test(query);
      return Promise.all(parts.map(function (part) {
        var wanted = part.other ? part.words.concat(part.other) : part.words;
        return Promise.all(wanted.map(look)).then(function (entries) {
          part.entries = entries;
          if (grows && part === last)
            return complete(part.words[0]).then(function (more) {
              var roots = new Set(more.map(function (one) { return one.root; }));
              if (entries[0] && !roots.has(entries[0].root)) more.unshift(entries[0]);
              part.kind = "awalan";
              part.entries = more;
              return part;
            });
          return part;
        });
      }));
    });
  }

  /* Other ways of writing what a query asks for, as lists of words: its synonyms in the texts. */
  function ways(parts) {
    var heads = [];
    parts.forEach(function (part) {
      if (part.minus || part.kind === "frasa") return;
      if (part.other) heads.push(part.other);
      else part.entries.forEach(function (one) { if (one && one.hasWays) heads.push(one.word); });
    });
    if (!heads.length) return Promise.resolve([]);
    return load("istilah").then(function (text) {
      var rows = text.split(";").map(function (row) { return row.split("="); });
      return [].concat.apply([], heads.map(function (head) {
        var own = rows.find(function (row) { return row[0] === head; });
        var first = own ? own[1] : head;
        return [[first]].concat(rows.filter(function (row) { return row[1] === first; })
          .map(function (row) { return row[0].split(" "); }));
      }));
    });
  }

  /* Segments in which a part can match at all. */
  function range(part) {
    var none = emptySet(directory.segments.length);
    var sets = part.entries.map(function (one) { return one ? one.segments : none; });
    if (part.kind === "awalan") return sets.reduce(either, none);
    var other = part.kind === "istilah" ? sets.pop() : none;
    return either(sets.reduce(both), other);
  }

  /* ---- One segment ---- */

  function checkMark(segment, mark, address) {
    if (mark !== segment.mark) throw new Failure(address, "usang");
  }

  function blockOf(segment, letter, key, count) {
    return segment.name + "/" + letter + String(hash(key) % count).padStart(2, "0");
  }

  function findIn(segment, letter, key, count) {
    var address = blockOf(segment, letter, key, count);
    return load(address).then(function (block) {
      checkMark(segment, block.slice(0, 8), address);
      return find(block, key);
    });
  }

  /* What matches in a segment is {set, scores}: bulletins and, when they are to be scored, how well
     each fits, by number; of bulletins outside the set scores say nothing. */
  function empty(segment, scored) {
    return { set: emptySet(segment.count), scores: new Int32Array(scored ? segment.count : 0) };
  }

  /* Bulletins that hold a root. */
  function postings(segment, one, scored) {
    var result = empty(segment, scored);
    if (!one || !has(one.segments, segment.at)) return Promise.resolve(result);
    function score(digits) {
      members(result.set).forEach(function (doc, at) {
        result.scores[doc] = one.rarity * digits[at];
      });
      return result;
    }
    return findIn(segment, "p", one.root, directory.blocks).then(function (found) {
      // The vocabulary says that it is here: a miss is damage, not an answer.
      if (!found) throw new Failure(blockOf(segment, "p", one.root, directory.blocks), "rusak");
      var parts = found.split(" ");
      result.set = readSet(parts[1], segment.count);
      if (!scored) return result;
      if (parts[2]) return score(Array.from(parts[2], valueOf));
      return findIn(segment, "w", one.root, directory.weightBlocks).then(function (weights) {
        if (!weights)
          throw new Failure(blockOf(segment, "w", one.root, directory.weightBlocks), "rusak");
        return score(quads(weights.split(" ")[1]));
      });
    });
  }

  /* Bulletins in which two words stand side by side; null when the pair is not kept. */
  function pairDocs(segment, first, second) {
    return findIn(segment, "g", first, directory.pairBlocks).then(function (found) {
      // Entries of one first word: ",second set,second set".
      var from = found ? found.indexOf("," + second + " ") : -1;
      if (from < 0) return null;
      var end = (found + ",").indexOf(",", from + 1);
      return readSet(found.slice(from + second.length + 2, end), segment.count);
    });
  }

  /* Of each bulletin its day (counted from 1970, ascending), region (as 3507), and topics (by their
     place in the directory). */
  function facetsOf(segment) {
    if (segment.facets) return Promise.resolve(segment.facets);
    var address = segment.name + "/f";
    return load(address).then(function (value) {
      checkMark(segment, value.m, address);
      var days = new Int32Array(segment.count), gaps = new Reader(value.d);
      var regions = new Int16Array(segment.count), lists = new Reader(value.k);
      var topics = [];
      for (var at = 0; at < segment.count; at++) {
        days[at] = at ? days[at - 1] + gaps.number() : value.h;
        regions[at] = (value.w.charCodeAt(2 * at) - 24) * 100 + value.w.charCodeAt(2 * at + 1) - 40;
        topics.push(lists.chain());
      }
      segment.facets = { days: days, regions: regions, topics: topics };
      return segment.facets;
    });
  }

  function agenciesOf(segment) {
    if (segment.agencies) return Promise.resolve(segment.agencies);
    var address = segment.name + "/i";
    return Promise.all([load(address), facetsOf(segment), types()]).then(function (loaded) {
      var value = loaded[0], facets = loaded[1], lists = new Reader(value.k), rows = [];
      checkMark(segment, value.m, address);
      for (var at = 0; at < segment.count; at++)
        rows.push(lists.list().map(function (one) {
          var id = value.l[one];
          return id.endsWith("@") ? id + regionCode(facets.regions[at]) : id;
        }));
      segment.agencies = rows;
      return rows;
    });
  }

  var typeTable = null;

  function types() {
    if (typeTable) return Promise.resolve(typeTable);
    return load("nama/jenis").then(function (value) {
      return (typeTable = { labels: value.j, others: value.l });
    });
  }

  function typeOf(agency) { // only after types()
    return typeTable.others[agency] || agency.split("@")[0];
  }

  /* The file of texts that holds a bulletin: {name, day, start, end}; the directory tells of each
     how many days after the one before it begins, and its length. */
  function leafOf(segment, doc) {
    if (!segment.leaves) {
      var reader = new Reader(segment.texts), day = Date.parse(segment.from) / DAY, at = 0, same = 0;
      segment.leaves = [];
      while (at < segment.count) { // named as Leaf in index.py
        var gap = reader.number(), start = at;
        same = at && !gap ? same + 1 : 0;
        day += gap;
        at += reader.number();
        segment.leaves.push({ name: day + "-" + same, day: day, start: start, end: at });
      }
    }
    return segment.leaves.find(function (one) { return doc < one.end; });
  }

  /* The text of a bulletin: {id, day, title, place, agencies, summary, body, state}. */
  function text(segment, doc) {
    var leaf = leafOf(segment, doc), address = segment.name + "/t" + leaf.name;
    return load(address).then(function (value) {
      checkMark(segment, value[0], address);
      var row = value[2][doc - leaf.start], day = leaf.day, gaps = new Reader(value[1]);
      if (!row) throw new Failure(address, "rusak");
      for (var at = leaf.start; at < doc; at++) day += gaps.number();
      return {
        id: row[0], day: iso(day), title: row[1],
        place: row[2], agencies: row[3], summary: row[4], body: row[5], state: row[6] || ""
      };
    });
  }

  /* The lines of a bulletin as words, each between two spaces: to look for phrases in. */
  function linesOf(segment, doc) {
    if (segment.lines[doc]) return Promise.resolve(segment.lines[doc]);
    return text(segment, doc).then(function (shown) {
      var lines = [shown.title, shown.summary].concat(shown.agencies, shown.body.split("\n"));
      return (segment.lines[doc] = lines.map(function (line) {
        return " " + words(fold(line)).join(" ") + " ";
      }).join("\n"));
    });
  }

  /* Bulletins that match a part, among `candidates` if given: {set, scores}. */
  function match(segment, part, candidates, scored) {
    if (part.kind === "frasa") return matchPhrase(segment, part, candidates, scored);
    return Promise.all(part.entries.map(function (one) {
      return postings(segment, one, scored);
    })).then(function (found) {
      if (part.kind === "kata") return found[0];
      if (part.kind === "awalan") return found.reduce(best, empty(segment, scored));
      var other = found.pop();
      return best(found.reduce(all), other);
    });
  }

  /* What two answers have in common, with the sum of their scores. */
  function all(a, b) {
    return { set: both(a.set, b.set), scores: a.scores.map(function (score, doc) {
      return score + b.scores[doc];
    }) };
  }

  /* What is in one of two answers, with the better score. */
  function best(a, b) {
    return { set: either(a.set, b.set), scores: a.scores.map(function (score, doc) {
      return Math.max(has(a.set, doc) ? score : 0, has(b.set, doc) ? b.scores[doc] : 0);
    }) };
  }

  function matchPhrase(segment, part, candidates, scored) {
    if (part.entries.some(function (one) { return !one; }))
      return Promise.resolve(empty(segment, scored));
    if (part.words.length === 2 && !scored && part.entries.every(isCommon))
      // Where the pair is kept, it is the whole answer.
      return pairDocs(segment, part.words[0], part.words[1]).then(function (set) {
        if (!set) return narrowPhrase(segment, part, candidates, scored);
        return { set: set, scores: new Int32Array(0) };
      });
    return narrowPhrase(segment, part, candidates, scored);
  }

  function isCommon(one) {
    return Math.pow(2, one.exponent) * 16 > directory.count;
  }

  function narrowPhrase(segment, part, candidates, scored) {
    var phrase = " " + part.words.join(" ") + " ";
    return Promise.all(part.entries.map(function (one) {
      return postings(segment, one, scored);
    })).then(function (found) {
      var result = found.reduce(all), set = result.set;
      if (candidates) set = both(set, candidates);
      if (!sizeOf(set)) return empty(segment, scored);
      var kept = part.words.slice(1).map(function (_, at) {
        return sizeOf(found[at].set) >= directory.pairFloor &&
          sizeOf(found[at + 1].set) >= directory.pairFloor;
      });
      return Promise.all(kept.map(function (is, at) {
        return is ? pairDocs(segment, part.words[at], part.words[at + 1]) : false;
      })).then(function (pairs) {
        // A pair that would be kept and is not (null) occurs nowhere.
        pairs.forEach(function (pair) {
          if (pair !== false) set = pair ? both(set, pair) : emptySet(segment.count);
        });
        if (kept.length === 1 && kept[0]) return;
        return Promise.all(members(set).map(function (doc) {
          return linesOf(segment, doc).then(function (lines) {
            if (lines.indexOf(phrase) < 0) set[doc >> 4] &= ~(1 << (doc & 15));
          });
        }));
      }).then(function () {
        return { set: set, scores: result.scores };
      });
    });
  }

  /* All bulletins of a segment that match the words of a query: {set, scores}. */
  function matchAll(segment, parts, scored) {
    var wanted = parts.filter(function (part) { return !part.minus; });
    var unwanted = parts.filter(function (part) { return part.minus; });
    function weight(part) {
      var cost = part.kind === "frasa" ? 100 : part.kind === "kata" ? 0 : 50;
      return cost + Math.min.apply(null, part.entries.map(function (one) {
        return one ? one.exponent : 0;
      }));
    }
    wanted.sort(function (a, b) { return weight(a) - weight(b); }); // the rarest first
    var start = wanted.length ? match(segment, wanted[0], null, scored) : empty(segment, scored);
    return Promise.resolve(start).then(function (result) {
      if (!wanted.length) result.set = span(segment.count, 0, segment.count);
      if (!sizeOf(result.set)) return result;
      return Promise.all(wanted.slice(1).map(function (part) {
        return match(segment, part, result.set, scored);
      })).then(function (more) {
        result = more.reduce(all, result);
        if (!sizeOf(result.set)) return result;
        return Promise.all(unwanted.map(function (part) {
          return match(segment, part, result.set, false);
        })).then(function (gone) {
          gone.forEach(function (some) { result.set = without(result.set, some.set); });
          return result;
        });
      });
    });
  }

  /* ---- Filters and counts ---- */

  /* The set of numbers from `from` up to, but not, `to`. */
  function span(size, from, to) {
    var set = emptySet(size);
    for (var one = from; one < to; one++) add(set, one);
    return set;
  }

  /* Bulletins of a day, a month or a year ("2024-05-12", "2024-05", "2024"). */
  function within(facets, when) {
    var parts = when.split("-").map(Number), size = facets.days.length;
    function reached() { // how many bulletins are older than the day of `parts`
      var time = Date.UTC(parts[0], parts.length > 1 ? parts[1] - 1 : 0, parts[2] || 1);
      var low = 0, high = size;
      while (low < high) {
        var middle = low + high >> 1;
        if (facets.days[middle] * DAY < time) low = middle + 1;
        else high = middle;
      }
      return low;
    }
    if (!/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(when)) return emptySet(size);
    var first = reached();
    parts[parts.length - 1]++;
    return span(size, first, reached());
  }

  function regionCode(number) {
    var part = number % 100;
    return Math.floor(number / 100) + (part ? "." + String(part).padStart(2, "0") : "");
  }

  /* Narrower and wider are one group: "a province or a regency in it", "a type or an agency". */
  var GROUPS = { wilayah: ["wilayah"], tanggal: ["tanggal"], topik: ["topik"],
    instansi: ["jenis", "instansi"] };

  var TESTS = {
    wilayah: function (part, value) {
      var code = Number(value.replace(".", "")), wide = value.length === 2;
      if (!/^\d\d(\.\d\d)?$/.test(value) || value.endsWith(".00")) return function () {};
      return function (doc) {
        var region = part.facets.regions[doc];
        return (wide ? Math.floor(region / 100) : region) === code;
      };
    },
    topik: function (part, value) {
      var topic = directory.topicIds.indexOf(value);
      return function (doc) { return part.facets.topics[doc].indexOf(topic) >= 0; };
    },
    jenis: function (part, value) {
      return function (doc) {
        return part.agencies[doc].some(function (one) { return typeOf(one) === value; });
      };
    },
    instansi: function (part, value) {
      return function (doc) { return part.agencies[doc].indexOf(value) >= 0; };
    }
  };

  /* Bulletins of an answer that one of the values chosen in a group lets pass; null if none is. */
  function passing(part, wanted, group) {
    var result = null;
    GROUPS[group].forEach(function (name) {
      (wanted[name] || []).forEach(function (value) {
        var set = name === "tanggal" ? within(part.facets, value) : emptySet(part.segment.count);
        var test = TESTS[name] && TESTS[name](part, value);
        if (test) eachFromLast(part.set, function (doc) { if (test(doc)) add(set, doc); });
        result = result ? either(result, set) : set;
      });
    });
    return result;
  }

  var NEWEST = 4; // segments looked at first: in them the results stand that are shown first

  /* Answer a query.

     wanted: {q, wilayah, tanggal, topik, jenis, instansi (lists), urut ("terbaru"|"cocok"), tampil
     (how many hits are wanted; all if not given), berjalan: still being typed, dihitung: count
     facets, instansiDihitung: agencies too}. The promise gives {total, hits: [{segment, doc,
     score}], spread (segments with hits), counts, parts, unknown}, and fails with a Failure when any
     part of the index that matters cannot be had. `early`, if given, is called with what the newest
     segments hold, whose hits come first; the others are looked at when the promise it returns is
     done. */
  function search(wanted, early) {
    var regions = wanted.wilayah || [];
    var withAgencies = Boolean(wanted.instansiDihitung || (wanted.jenis || []).length ||
      (wanted.instansi || []).length);
    var withFacets = wanted.dihitung || withAgencies || ["wilayah", "tanggal", "topik"].some(
      function (name) { return (wanted[name] || []).length; });
    return open().then(function () {
      return Promise.all([understand(wanted.q || "", wanted.berjalan)].concat(
        regions.map(segmentsOf)));
    }).then(function (loaded) {
      var parts = loaded[0], unknown = [];
      parts.forEach(function (part) {
        part.entries.forEach(function (one, at) {
          if (one) one.rarity =
            Math.floor(16 * Math.log2(1 + directory.count / Math.pow(2, one.exponent + 0.5)) + 0.5);
          else if (!part.minus && at < part.words.length) unknown.push(part.words[at]);
        });
        if (part.kind === "awalan" && !part.entries.length) unknown.push(part.words[0]);
      });
      var ranges = parts.filter(function (part) { return !part.minus; }).map(range);
      if (regions.length) ranges.push(loaded.slice(1).reduce(either));
      var segments = directory.segments.filter(function (segment) {
        return ranges.every(function (some) { return has(some, segment.at); });
      });
      function matched(segment) {
        // Of one word the vocabulary knows that the segment holds it: no need to wait and see.
        if (withFacets && parts.length === 1) facetsOf(segment).catch(function () {});
        return matchAll(segment, parts, wanted.urut === "cocok").then(function (result) {
          if (!sizeOf(result.set)) return null;
          return Promise.all([withFacets ? facetsOf(segment) : null,
            withAgencies ? agenciesOf(segment) : null])
            .then(function (loaded) {
              return { segment: segment, set: result.set, scores: result.scores,
                facets: loaded[0], agencies: loaded[1] };
            });
        });
      }
      function tallied(found) {
        found = found.filter(Boolean);
        var answer = tally(found, wanted);
        answer.hits = firstHits(found, wanted);
        answer.parts = parts;
        answer.unknown = unknown;
        return answer;
      }
      if (wanted.urut === "cocok") return Promise.all(segments.map(matched)).then(tallied);
      var newest = segments.slice(-NEWEST);
      return Promise.all(newest.map(matched)).then(function (found) {
        var rest = segments.slice(0, -NEWEST);
        // What is to be shown first is loaded first.
        return Promise.resolve(early && rest.length && early(tallied(found))).then(function () {
          return Promise.all(rest.map(matched));
        }).then(function (more) {
          return tallied(more.concat(found));
        });
      });
    });
  }

  /* The set of segments that hold bulletins of a region. */
  function segmentsOf(code) {
    var none = emptySet(directory.segments.length);
    if (!directory.provinces[code.slice(0, 2)]) return none;
    return namesOf("w" + code.slice(0, 2)).then(function (rows) {
      return Object.keys(rows).filter(function (one) {
        return one === code || one.startsWith(code + ".");
      }).map(function (one) {
        return readSet(rows[one][1], directory.segments.length);
      }).reduce(either, none);
    });
  }

  /* Find in each part of an answer what the filters let pass, its hits; count it and its facets. */
  function tally(found, wanted) {
    var answer = { total: 0, spread: found.length, counts: {} };
    var regions = new Int32Array(10000), topics = new Int32Array(directory.topicIds.length);
    FILTERS.forEach(function (name) { answer.counts[name] = new Map(); });
    function count(name, value, times) {
      if (times) answer.counts[name].set(value, (answer.counts[name].get(value) || 0) + times);
    }
    found.forEach(function (part) {
      var groups = Object.keys(GROUPS), allowed = {};
      groups.forEach(function (group) { allowed[group] = passing(part, wanted, group); });
      // Values are counted as if nothing were chosen in their group.
      function passingAllBut(group) {
        return groups.reduce(function (set, one) {
          return one === group || !allowed[one] ? set : both(set, allowed[one]);
        }, part.set);
      }
      part.hits = passingAllBut();
      answer.total += sizeOf(part.hits);
      if (part.agencies) eachFromLast(passingAllBut("instansi"), function (doc) {
        part.agencies[doc].forEach(function (one) { count("instansi", one, 1); });
        new Set(part.agencies[doc].map(typeOf)).forEach(function (one) { count("jenis", one, 1); });
      });
      if (!wanted.dihitung) return;
      // A region leads on to those inside it: they are counted as they are found.
      eachFromLast(part.hits, function (doc) { regions[part.facets.regions[doc]]++; });
      eachFromLast(passingAllBut("topik"), function (doc) {
        var list = part.facets.topics[doc];
        for (var at = 0; at < list.length; at++) topics[list[at]]++;
      });
      var dated = passingAllBut("tanggal"), days = part.facets.days;
      for (var year = yearOf(days[0]); year <= yearOf(days[days.length - 1]); year++)
        count("tanggal", String(year), sizeOf(both(dated, within(part.facets, String(year)))));
    });
    regions.forEach(function (times, region) {
      if (!times) return;
      count("wilayah", regionCode(region).slice(0, 2), times);
      count("wilayah", regionCode(region) + (region % 100 ? "" : ".00"), times);
    });
    topics.forEach(function (times, topic) { count("topik", directory.topicIds[topic], times); });
    return answer;
  }

  function yearOf(day) {
    return new Date(day * DAY).getUTCFullYear();
  }

  /* The hits that come first: the newest, or those that fit best and of these the newest. */
  function firstHits(found, wanted) {
    var limit = wanted.tampil || Infinity, scored = wanted.urut === "cocok";
    var hits = [], least = scored ? leastScore(found, limit) : 0;
    found.slice().reverse().forEach(function (part) {
      eachFromLast(part.hits, function (doc) {
        if (!scored && hits.length >= limit) return true;
        var score = scored ? part.scores[doc] : 0;
        if (score >= least) hits.push({ segment: part.segment, doc: doc, score: score });
        return false;
      });
    });
    // Sorting keeps the order of equals.
    return scored ? hits.sort(function (a, b) { return b.score - a.score; }).slice(0, limit) : hits;
  }

  /* The greatest score that at least so many hits reach. */
  function leastScore(found, limit) {
    var times = [];
    found.forEach(function (part) {
      eachFromLast(part.hits, function (doc) {
        times[part.scores[doc]] = (times[part.scores[doc]] || 0) + 1;
      });
    });
    var score = times.length;
    while (score > 0 && limit > 0) limit -= times[--score] || 0;
    return score;
  }

  /* ---- What else the page asks for ---- */

  function namesOf(kind) {
    return load("nama/" + kind);
  }

  /* The texts of hits. */
  function texts(hits) {
    return Promise.all(hits.map(function (hit) { return text(hit.segment, hit.doc); }));
  }

  /* The first results of what the address asks for are loaded at once, while the browser still
     reads the page. Nothing is kept but the blocks: the page asks again, goes on from there, and
     tells if something went wrong. */
  function lookAhead(wanted) {
    function load(answer) {
      texts(answer.hits).catch(function () {});
      return new Promise(function () {}); // no further
    }
    (wanted.q.trim() || isFiltered(wanted) ? search(wanted, load).then(load) : open())
      .catch(function () {});
  }

  window.RakorMesin = {
    Failure: Failure, FILTERS: FILTERS, FIRST: FIRST, question: question, isFiltered: isFiltered,
    open: open, search: search, texts: texts, ways: ways, look: look, vocabulary: vocabulary,
    types: types, typeOf: typeOf, namesOf: namesOf, load: load, loadScript: loadScript,
    valueOf: valueOf, fold: fold
  };
  lookAhead(question());
  document.dispatchEvent(new Event("rakor-mesin")); // the page may have been there first
})();
