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

  function load(address) {
    address = "cari/" + address + ".js";
    if (asked[address]) return asked[address];
    if (address in arrived) return Promise.resolve(arrived[address]); // the page had it already
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

  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALUE = Object.create(null);
  for (var place = 0; place < 64; place++) VALUE[DIGITS[place]] = place;

  function valueOf(digit) {
    return VALUE[digit];
  }

  function Reader(text) {
    this.text = text;
    this.at = 0;
  }
  Reader.prototype.number = function () {
    var value = 0, shift = 0, digit;
    while ((digit = VALUE[this.text[this.at++]]) > 31) {
      value += (digit & 31) << shift;
      shift += 5;
    }
    return value + (digit << shift);
  };
  Reader.prototype.chain = function () {
    var found = [], digit;
    do {
      digit = VALUE[this.text[this.at++]];
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

  function numberSet(text) {
    var members = [], at;
    if (text[0] !== "!") {
      var reader = new Reader(text);
      for (at = -1; reader.at < text.length; ) members.push((at += reader.number() + 1));
      return members;
    }
    for (at = 1; at < text.length; at++)
      for (var bits = VALUE[text[at]], bit = 0; bits; bits >>= 1, bit++)
        if (bits & 1) members.push((at - 1) * 6 + bit);
    return members;
  }

  /* Numbers below 16, three of them in two characters. */
  function quads(text) {
    var found = [];
    for (var at = 0; at < text.length; at += 2) {
      var value = VALUE[text[at]] << 6 | VALUE[text[at + 1]];
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

  function hash(text) { // CRC-32, as block_of in index.py
    var value = -1;
    new TextEncoder().encode(text).forEach(function (byte) {
      value ^= byte;
      for (var bit = 0; bit < 8; bit++) value = value >>> 1 ^ (value & 1 && 0xedb88320);
    });
    return ~value >>> 0;
  }

  /* ---- Directory and vocabulary ---- */

  var directory = null;

  function open() {
    if (directory) return Promise.resolve(directory);
    return load("daftar").then(function (value) {
      var first = 0;
      directory = {
        count: value.n,
        blocks: value.p[0],
        weightBlocks: value.p[1],
        pairBlocks: value.p[2],
        pairFloor: value.p[3],
        segments: value.s.map(function (row, at) {
          first += row[2];
          return {
            at: at, name: row[0], mark: row[1], count: row[2], from: row[3], to: row[4],
            first: first - row[2]
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
      exponent: VALUE[parts[2][0]],
      segments: numberSet(parts[2].slice(1)),
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

  /* Segments in which a part can match at all, as a Set; null for all. */
  function range(part) {
    function common(entries) {
      if (entries.some(function (one) { return !one; })) return [];
      return entries.map(function (one) { return one.segments; }).reduce(function (a, b) {
        var other = new Set(b);
        return a.filter(function (one) { return other.has(one); });
      });
    }
    if (part.kind === "awalan")
      return new Set([].concat.apply([], part.entries.map(function (one) { return one.segments; })));
    if (part.kind === "istilah") {
      var more = part.entries[part.entries.length - 1];
      return new Set(common(part.entries.slice(0, -1)).concat(more ? more.segments : []));
    }
    return new Set(common(part.entries));
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

  /* Bulletins of a segment that hold a root, and with `scored` also how well they fit:
     {docs, digits}. */
  function postings(segment, one, scored) {
    if (one.segments.indexOf(segment.at) < 0) return Promise.resolve({ docs: [], digits: [] });
    return findIn(segment, "p", one.root, directory.blocks).then(function (found) {
      // The vocabulary says that it is here: a miss is damage, not an answer.
      if (!found) throw new Failure(blockOf(segment, "p", one.root, directory.blocks), "rusak");
      var parts = found.split(" ");
      var result = { docs: numberSet(parts[1]), digits: Array.from(parts[2] || "", valueOf) };
      if (!scored || parts[2]) return result;
      return findIn(segment, "w", one.root, directory.weightBlocks).then(function (weights) {
        if (!weights)
          throw new Failure(blockOf(segment, "w", one.root, directory.weightBlocks), "rusak");
        result.digits = quads(weights.split(" ")[1]);
        return result;
      });
    });
  }

  /* Bulletins in which two words stand side by side; null when the pair is not kept. */
  function pairDocs(segment, first, second) {
    return findIn(segment, "g", first, directory.pairBlocks).then(function (found) {
      // Entries of one first word: ",second set,second set".
      var from = found ? found.indexOf("," + second + " ") : -1;
      return from < 0 ? null : numberSet(found.slice(from).split(/[ ,]/)[2]);
    });
  }

  function facetsOf(segment) {
    if (segment.facets) return Promise.resolve(segment.facets);
    var address = segment.name + "/f";
    return load(address).then(function (value) {
      checkMark(segment, value.m, address);
      var days = [value.h], gaps = new Reader(value.d), lists = new Reader(value.k);
      var regions = [], topics = [], texts = [], start = 0;
      while (days.length < segment.count) days.push(days[days.length - 1] + gaps.number());
      for (var at = 0; at < segment.count; at++) {
        var part = value.w.charCodeAt(2 * at + 1) - 40;
        var code = String(value.w.charCodeAt(2 * at) - 24);
        regions.push(part ? code + "." + String(part).padStart(2, "0") : code);
        topics.push(lists.chain().map(function (topic) { return directory.topicIds[topic]; }));
      }
      var leaves = new Reader(value.b), before = -1, same = 0;
      while (start < segment.count) { // named as text_names in index.py does
        same = days[start] === before ? same + 1 : 0;
        before = days[start];
        texts.push({ name: before + "-" + same, start: start, end: 0 });
        texts[texts.length - 1].end = start += leaves.number();
      }
      segment.facets = {
        days: days.map(function (day) { return new Date(day * 864e5).toISOString().slice(0, 10); }),
        regions: regions, topics: topics, texts: texts
      };
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
          return id.endsWith("@") ? id + facets.regions[at] : id;
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

  /* The text of a bulletin: {id, title, place, agencies, summary, body, state}. */
  function text(segment, doc) {
    return facetsOf(segment).then(function (facets) {
      var leaf = facets.texts.find(function (one) { return doc < one.end; });
      var address = segment.name + "/t" + leaf.name;
      return load(address).then(function (value) {
        checkMark(segment, value[0], address);
        var row = value[1][doc - leaf.start];
        if (!row) throw new Failure(address, "rusak");
        return {
          id: row[0], title: row[1], place: row[2], agencies: row[3],
          day: facets.days[doc], summary: row[4], body: row[5], state: row[6] || ""
        };
      });
    });
  }

  function holdsPhrase(shown, phrase) {
    var lines = [shown.title, shown.summary].concat(shown.agencies, shown.body.split("\n"));
    var wanted = " " + phrase.join(" ") + " ";
    return lines.some(function (line) {
      return (" " + words(fold(line)).join(" ") + " ").indexOf(wanted) >= 0;
    });
  }

  function both(a, b) {
    var other = new Set(b);
    return a.filter(function (one) { return other.has(one); });
  }

  /* Bulletins that match a part, among `candidates` if given: Map from number to score. */
  function match(segment, part, candidates, scored) {
    if (part.kind === "frasa") return matchPhrase(segment, part, candidates, scored);
    return Promise.all(part.entries.map(function (one) {
      return one ? postings(segment, one, scored) : { docs: [], digits: [] };
    })).then(function (lists) {
      var maps = lists.map(function (list, at) {
        var one = part.entries[at], scores = new Map();
        list.docs.forEach(function (doc, place) {
          scores.set(doc, scored ? one.rarity * list.digits[place] : 0);
        });
        return scores;
      });
      if (part.kind === "kata") return maps[0];
      var result = new Map();
      function offer(doc, score) {
        if (!(result.get(doc) >= score)) result.set(doc, score);
      }
      if (part.kind === "istilah") {
        maps.pop().forEach(function (score, doc) { offer(doc, score); });
        maps[0].forEach(function (_, doc) {
          if (maps.every(function (map) { return map.has(doc); }))
            offer(doc, maps.reduce(function (sum, map) { return sum + map.get(doc); }, 0));
        });
      } else
        maps.forEach(function (map) {
          map.forEach(function (score, doc) { offer(doc, score); });
        });
      return result;
    });
  }

  function matchPhrase(segment, part, candidates, scored) {
    if (part.entries.some(function (one) { return !one; })) return Promise.resolve(new Map());
    if (part.words.length === 2 && !scored && part.entries.every(isCommon))
      // Where the pair is kept, it is the whole answer.
      return pairDocs(segment, part.words[0], part.words[1]).then(function (docs) {
        if (!docs) return narrowPhrase(segment, part, candidates, scored);
        return new Map(docs.map(function (doc) { return [doc, 0]; }));
      });
    return narrowPhrase(segment, part, candidates, scored);
  }

  function isCommon(one) {
    return Math.pow(2, one.exponent) * 16 > directory.count;
  }

  function narrowPhrase(segment, part, candidates, scored) {
    return Promise.all(part.entries.map(function (one) {
      return postings(segment, one, scored);
    })).then(function (lists) {
      var docs = lists.map(function (list) { return list.docs; }).reduce(both);
      if (candidates) docs = both(docs, candidates);
      if (!docs.length) return new Map();
      var kept = part.words.slice(1).map(function (_, at) {
        return lists[at].docs.length >= directory.pairFloor &&
          lists[at + 1].docs.length >= directory.pairFloor;
      });
      return Promise.all(kept.map(function (is, at) {
        return is ? pairDocs(segment, part.words[at], part.words[at + 1]) : false;
      })).then(function (pairs) {
        // A pair that would be kept and is not (null) occurs nowhere.
        pairs.forEach(function (pair) { if (pair !== false) docs = both(docs, pair || []); });
        if (kept.length === 1 && kept[0]) return docs;
        return Promise.all(docs.map(function (doc) { return text(segment, doc); }))
          .then(function (texts) {
            return docs.filter(function (_, at) { return holdsPhrase(texts[at], part.words); });
          });
      }).then(function (found) {
        var scores = new Map(found.map(function (doc) { return [doc, 0]; }));
        if (scored) lists.forEach(function (list, which) {
          var rarity = part.entries[which].rarity;
          list.docs.forEach(function (doc, at) {
            if (scores.has(doc)) scores.set(doc, scores.get(doc) + rarity * list.digits[at]);
          });
        });
        return scores;
      });
    });
  }

  /* All bulletins of a segment that match the words of a query: Map from number to score. */
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
    var start;
    if (!wanted.length) {
      var all = new Map();
      for (var doc = 0; doc < segment.count; doc++) all.set(doc, 0);
      start = Promise.resolve(all);
    } else start = match(segment, wanted[0], null, scored);
    return start.then(function (scores) {
      if (!scores.size) return scores;
      return Promise.all(wanted.slice(1).map(function (part) {
        return match(segment, part, Array.from(scores.keys()), scored);
      })).then(function (more) {
        more.forEach(function (map) {
          scores.forEach(function (score, doc) {
            if (map.has(doc)) scores.set(doc, score + map.get(doc));
            else scores.delete(doc);
          });
        });
        if (!scores.size) return scores;
        return Promise.all(unwanted.map(function (part) {
          return match(segment, part, Array.from(scores.keys()), false);
        })).then(function (gone) {
          gone.forEach(function (map) { map.forEach(function (_, doc) { scores.delete(doc); }); });
          return scores;
        });
      });
    });
  }

  /* ---- Filters and counts ---- */

  var TESTS = {
    wilayah: function (row, value) {
      return row.region === value || row.region.startsWith(value + ".");
    },
    tanggal: function (row, value) { return row.day.startsWith(value); },
    topik: function (row, value) { return row.topics.indexOf(value) >= 0; },
    jenis: function (row, value) {
      return row.agencies.some(function (one) { return typeOf(one) === value; });
    },
    instansi: function (row, value) { return row.agencies.indexOf(value) >= 0; }
  };

  /* Narrower and wider are one group: "a province or a regency in it", "a type or an agency". */
  var GROUPS = { wilayah: ["wilayah"], tanggal: ["tanggal"], topik: ["topik"],
    instansi: ["jenis", "instansi"] };

  function passes(row, filters, group) {
    var some = false, any = false;
    GROUPS[group].forEach(function (name) {
      (filters[name] || []).forEach(function (value) {
        some = true;
        any = any || TESTS[name](row, value);
      });
    });
    return any || !some;
  }

  var NEWEST = 4; // segments looked at first: in them the results stand that are shown first

  /* Answer a query.

     wanted: {q, wilayah, tanggal, topik, jenis, instansi (lists), urut ("terbaru"|"cocok"),
     berjalan: still being typed, dihitung: count facets, instansiDihitung: agencies too}. The
     promise gives {total, hits: [{segment, doc, score}], spread (segments with hits), counts,
     parts, unknown}, and fails with a Failure when any part of the index that matters cannot be
     had. `early`, if given, is called with what the newest segments hold, whose hits come first; the
     others are looked at when the promise it returns is done. */
  function search(wanted, early) {
    var filters = wanted, regions = wanted.wilayah || [], within = null;
    var byAgency = Boolean((wanted.jenis || []).length || (wanted.instansi || []).length);
    var withAgencies = byAgency || wanted.instansiDihitung;
    var withFacets = wanted.dihitung || withAgencies || ["wilayah", "tanggal", "topik"].some(
      function (name) { return (wanted[name] || []).length; });
    return open().then(function () {
      return Promise.all([understand(wanted.q || "", wanted.berjalan)].concat(
        regions.map(segmentsOf)));
    }).then(function (loaded) {
      var parts = loaded[0], unknown = [];
      if (regions.length) within = new Set([].concat.apply([], loaded.slice(1)));
      parts.forEach(function (part) {
        part.entries.forEach(function (one, at) {
          if (one) one.rarity =
            Math.floor(16 * Math.log2(1 + directory.count / Math.pow(2, one.exponent + 0.5)) + 0.5);
          else if (!part.minus && at < part.words.length) unknown.push(part.words[at]);
        });
        if (part.kind === "awalan" && !part.entries.length) unknown.push(part.words[0]);
      });
      var segments = directory.segments;
      parts.map(function (part) {
        return part.minus ? null : range(part);
      }).concat(within).forEach(function (some) {
        if (some)
          segments = segments.filter(function (segment) { return some.has(segment.at); });
      });
      function matched(segment) {
        // Of one word the vocabulary knows that the segment holds it: no need to wait and see.
        if (withFacets && parts.length === 1) facetsOf(segment).catch(function () {});
        return matchAll(segment, parts, wanted.urut === "cocok").then(function (scores) {
          if (!scores.size) return null;
          return Promise.all([withFacets ? facetsOf(segment) : null,
            withAgencies ? agenciesOf(segment) : null])
            .then(function (loaded) {
              return { segment: segment, scores: scores, facets: loaded[0], agencies: loaded[1] };
            });
        });
      }
      function tallied(found) {
        return tally(found.filter(Boolean), filters, withAgencies, parts, unknown);
      }
      if (wanted.urut === "cocok") return Promise.all(segments.map(matched)).then(tallied);
      // Where texts lie is asked for together with the postings, not after them.
      var newest = segments.slice(-NEWEST).reverse();
      newest.forEach(function (segment) { facetsOf(segment).catch(function () {}); });
      return Promise.all(newest.map(matched)).then(function (found) {
        var rest = segments.slice(0, -NEWEST);
        // What is to be shown first is loaded first.
        return Promise.resolve(early && rest.length && early(tallied(found))).then(function () {
          return Promise.all(rest.map(matched));
        }).then(function (more) {
          return tallied(found.concat(more));
        });
      });
    });
  }

  /* Numbers of the segments that hold bulletins of a region. */
  function segmentsOf(code) {
    if (!directory.provinces[code.slice(0, 2)]) return [];
    return namesOf("w" + code.slice(0, 2)).then(function (rows) {
      var found = [];
      Object.keys(rows).forEach(function (one) {
        if (one === code || one.startsWith(code + ".")) found = found.concat(numberSet(rows[one][1]));
      });
      return found;
    });
  }

  function tally(found, filters, withAgencies, parts, unknown) {
    var groups = Object.keys(GROUPS);
    var counts = { wilayah: new Map(), tanggal: new Map(), topik: new Map(),
      jenis: new Map(), instansi: new Map() };
    var hits = [];
    function add(map, value) { map.set(value, (map.get(value) || 0) + 1); }
    found.forEach(function (part) {
      part.scores.forEach(function (score, doc) {
        if (!part.facets)
          return void hits.push({ segment: part.segment, doc: doc, score: score });
        var row = {
          region: part.facets.regions[doc],
          day: part.facets.days[doc],
          topics: part.facets.topics[doc],
          agencies: part.agencies ? part.agencies[doc] : []
        };
        var failed = groups.filter(function (group) { return !passes(row, filters, group); });
        if (failed.length > 1) return;
        // Values are counted as if nothing were chosen in their group; regions, where one leads
        // on to those inside it, as they are found.
        var counted = failed.length ? failed : groups;
        if (failed[0] === "wilayah") return;
        if (counted.indexOf("wilayah") >= 0) {
          add(counts.wilayah, row.region.slice(0, 2));
          add(counts.wilayah, row.region.length > 2 ? row.region : row.region + ".00");
        }
        if (counted.indexOf("tanggal") >= 0) add(counts.tanggal, row.day.slice(0, 4));
        if (counted.indexOf("topik") >= 0)
          row.topics.forEach(function (topic) { add(counts.topik, topic); });
        if (withAgencies && counted.indexOf("instansi") >= 0) {
          row.agencies.forEach(function (one) { add(counts.instansi, one); });
          new Set(row.agencies.map(typeOf)).forEach(function (one) { add(counts.jenis, one); });
        }
        if (!failed.length)
          hits.push({ segment: part.segment, doc: doc, score: score });
      });
    });
    hits.sort(function (a, b) {
      return (filters.urut === "cocok" ? b.score - a.score : 0) ||
        b.segment.at - a.segment.at || b.doc - a.doc;
    });
    return { total: hits.length, hits: hits, spread: found.length, counts: counts, parts: parts, unknown: unknown };
  }

  /* ---- Near spellings ---- */

  /* Edits (letters added, left out, changed, swapped) from one word to another, at most `limit`. */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    var before = [], last = [], now;
    for (var j = 0; j <= b.length; j++) last.push(j);
    for (var i = 1; i <= a.length; i++) {
      now = [i];
      var best = i;
      for (j = 1; j <= b.length; j++) {
        var cost = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
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
  function near(word) {
    var limit = word.length < 4 ? 1 : word.length < 8 ? 1 : 2;
    if (/\p{N}/u.test(word) || word.length < 3) return Promise.resolve([]);
    var starts = [word, word[1] + word[0] + word.slice(2), word[0] + word[2] + word[1] +
      word.slice(3), word.slice(1), word[0] + word.slice(2), word.slice(0, 2) + word.slice(3)];
    return open().then(function () {
      var files = new Set(starts.map(vocabularyBlockOf).filter(function (prefix) {
        return prefix !== null;
      }).map(vocabularyFile));
      return Promise.all([load("saran")].concat(Array.from(files, load)));
    }).then(function (blocks) {
      var found = new Map();
      blocks[0].split(" ").forEach(function (other) { consider(other, 4); });
      blocks.slice(1).forEach(function (block) {
        block.split(";").forEach(function (line) {
          if (line) consider(line.split(" ")[0], VALUE[line.split(" ")[2][0]]);
        });
      });
      function consider(other, exponent) {
        if (!/^\p{L}+$/u.test(other)) return;
        var far = distance(word, other, limit);
        if (far > limit) return;
        // A wrong first letter is rarer than a wrong one later on.
        var rank = far + (other[0] !== word[0] ? 0.5 : 0);
        var known = found.get(other);
        if (!known || known.exponent < exponent)
          found.set(other, { word: other, rank: rank, exponent: exponent });
      }
      return Array.from(found.values()).sort(function (a, b) {
        return a.rank - b.rank || b.exponent - a.exponent || (a.word < b.word ? -1 : 1);
      }).slice(0, 3).map(function (one) { return one.word; });
    });
  }

  /* Words of bulletins that share a root with one that none of them holds: the word is stripped of
     its affixes in every way they can be, and what is left looked up. */
  var PREFIXES = [["meny", "s"], ["meng", "k"], ["meng", ""], ["mem", "p"], ["mem", ""], ["men", "t"],
    ["men", ""], ["me", ""], ["peny", "s"], ["peng", "k"], ["peng", ""], ["pem", "p"], ["pem", ""],
    ["pen", "t"], ["pen", ""], ["per", ""], ["pe", ""], ["ber", ""], ["ter", ""], ["di", ""],
    ["ke", ""], ["se", ""]];
  var ENDINGS = ["kan", "an", "i", "nya", "lah", "kah", "pun", "itas"];

  function related(word) {
    var stems = new Set([word]);
    for (var round = 0; round < 2; round++)
      Array.from(stems).forEach(function (stem) {
        ENDINGS.forEach(function (end) {
          if (stem.endsWith(end) && stem.length - end.length > 3) stems.add(stem.slice(0, -end.length));
        });
      });
    for (round = 0; round < 2; round++)
      Array.from(stems).forEach(function (stem) {
        PREFIXES.forEach(function (row) {
          if (stem.startsWith(row[0]) && stem.length - row[0].length + row[1].length > 3)
            stems.add(row[1] + stem.slice(row[0].length));
        });
      });
    stems.delete(word);
    var shortest = Array.from(stems).sort(function (a, b) { return a.length - b.length; });
    return Promise.all(shortest.slice(0, 12).map(look)).then(function (found) {
      return found.filter(function (one) { return one && one.root === one.word; })
        .map(function (one) { return one.word; }).reverse();
    });
  }

  function namesOf(kind) {
    return load("nama/" + kind);
  }

  window.RakorMesin = {
    Failure: Failure, open: open, search: search, text: text, near: near, related: related, parse: parse,
    complete: complete, look: look, ways: ways, types: types, typeOf: typeOf, namesOf: namesOf,
    fold: fold, words: words
  };
})();
