/* The tokenizer and the parser of queries. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadEngine, plain } from "./engine.mjs";

const engine = loadEngine();

function cut(text) {
  return plain(engine.words(engine.fold(text)));
}

/* Parts of a query as short texts: a minus before, a phrase in brackets. */
function parsed(query) {
  return plain(engine.parse(query)).map((part) =>
    (part.minus ? "-" : "") + (part.kind === "frasa" ? `[${part.words.join(" ")}]` : part.words[0]));
}

test("words are folded and cut", () => {
  for (const [text, words] of [
    ["Rapat Koordinasi", ["rapat", "koordinasi"]],
    ["Jum'at, Jum’at dan Jumʼat", ["jumat", "jumat", "dan", "jumat"]],
    ["Rp1.250.000 pada 14.30", ["rp", "1250000", "pada", "14", "30"]],
    ["1.250.000 jiwa", ["1250000", "jiwa"]],
    ["Kodim 0820/Probolinggo", ["kodim", "0820", "probolinggo"]],
    ["naïve café Ｋ", ["naive", "cafe", "k"]],
    ["S.Sos., M.Si", ["s", "sos", "m", "si"]],
    ["Rp1.234.567,89", ["rp", "1234567d89"]],
    ["12ha, 350m3 dan 2,5 miliar", ["12", "ha", "350", "m3", "dan", "2d5", "miliar"]],
    ["K.P.U. dan A.A.N.", ["kpu", "dan", "aan"]],
    ["pasal 1,2,3", ["pasal", "1", "2", "3"]],
    ["gelom\u00adbang mer\u200bkuri plu\u2060to satur\ufeffnus", ["gelombang", "merkuri", "pluto",
      "saturnus"]],
    ["a--b__c", ["a", "b", "c"]],
    ["…", []],
    ["", []]
  ]) assert.deepEqual(cut(text), words, text);
});

test("a query is words, phrases and what is not wanted", () => {
  for (const [query, parts] of [
    ["pilkada damai", ["pilkada", "damai"]],
    ['"pilkada damai" kpu', ["[pilkada damai]", "kpu"]],
    ["“pilkada damai”", ["[pilkada damai]"]],
    ['"pilkada damai', ["[pilkada damai]"]],
    ["inflasi -pangan", ["inflasi", "-pangan"]],
    ["inflasi −pangan –beras", ["inflasi", "-pangan", "-beras"]],
    ['inflasi -"harga beras"', ["inflasi", "-[harga beras]"]],
    ["inflasi -harga.beras", ["inflasi", "-[harga beras]"]],
    ["covid-19", ["covid", "19"]],
    ["- -", []],
    ['""', []],
    ["   ", []],
    ['"satu"', ["satu"]]
  ]) assert.deepEqual(parsed(query), parts, query);
});

test("an amount is one number", () => {
  for (const [number, scale, value] of [
    ["5", "juta", "5000000"], ["2d5", "miliar", "2500000000"], ["750", "ribu", "750000"],
    ["1d2345", "ribu", ""], ["0d5", "juta", "500000"], ["5", "orang", ""], ["lima", "juta", ""]
  ]) assert.equal(engine.amount(number, scale), value);
});

test("words that say nothing are passed over beside others only", () => {
  assert.deepEqual(parsed("rapat di jambi"), ["rapat", "jambi"]);
  assert.deepEqual(parsed("di dan"), ["di", "dan"]);
  assert.deepEqual(parsed('"di" jambi'), ["di", "jambi"]);
  assert.deepEqual(parsed("di -jambi"), ["di", "-jambi"]);
});

test("what the address asks for is held within bounds", () => {
  function asked(query) {
    return plain(loadEngine(() => null, query).question());
  }
  assert.deepEqual(asked(""), { q: "", wilayah: [], tanggal: [], topik: [], jenis: [], instansi: [],
    urut: "", tampil: 6 });
  assert.equal(engine.orderOf(asked("?q=a")), "cocok");
  assert.equal(engine.orderOf(asked("?q=a&urut=terbaru")), "terbaru");
  assert.equal(engine.orderOf(asked("?topik=pilkada")), "terbaru");
  const full = asked("?q=a+b&wilayah=35&wilayah=35&wilayah=&topik=pilkada&urut=cocok&tampil=9999");
  assert.equal(full.q, "a b");
  assert.deepEqual(full.wilayah, ["35"]);
  assert.deepEqual(full.topik, ["pilkada"]);
  assert.equal(full.urut, "cocok");
  assert.equal(full.tampil, 500);
  assert.equal(asked("?tampil=-3").tampil, 6);
  assert.equal(asked("?urut=entah&tampil=x").urut, "");
});

test("an index that is not there is a failure, not an empty answer", async () => {
  await assert.rejects(engine.search({ q: "rapat" }), (error) =>
    error instanceof engine.Failure && error.address === "cari/daftar.js" && error.reason === "muat");
});
