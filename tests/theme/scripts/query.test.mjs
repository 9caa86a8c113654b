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
    ["Rp5jt, 250 rb, Rp2,5 M, rp. 3t", ["rp", "5", "juta", "250", "ribu", "rp", "2d5", "miliar",
      "rp", "3", "triliun"]],
    ["5,000,000 dan 1,250,000 tetapi 12,173", ["5000000", "dan", "1250000", "tetapi", "12d173"]],
    ["Rp5.000.000,00 dan 83,82", ["rp", "5000000", "dan", "83d82"]],
    ["5 m dan 5 t", ["5", "m", "dan", "5", "t"]],
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
    ['"satu"', ["satu"]],
    ["Rp 5 jt", ["5", "juta"]],
    ["rp 2,5 M", ["2d5", "miliar"]],
    ["lebar 5 m", ["lebar", "5", "m"]],
    ["lima juta rupiah", ["lima", "juta"]],
    ["nilai tukar rupiah", ["nilai", "tukar", "rupiah"]],
    ["siapa bupati probolinggo?", ["bupati", "probolinggo"]],
    ["???", []],
    ["constructor", ["constructor"]]
  ]) assert.deepEqual(parsed(query), parts, query);
});

test("an amount is one number", () => {
  for (const [number, scale, value] of [
    ["5", "juta", "5000000"], ["2d5", "miliar", "2500000000"], ["750", "ribu", "750000"],
    ["1d2345", "ribu", ""], ["0d5", "juta", "500000"], ["5", "orang", ""], ["lima", "juta", ""]
  ]) assert.equal(engine.amount(number, scale), value);
});

test("a number in words is one number", () => {
  for (const [words, value] of [
    ["dua ratus lima puluh juta", "250000000"], ["seratus", "100"], ["dua belas", "12"],
    ["seribu dua ratus", "1200"], ["dua ribu dua puluh empat", "2024"], ["sejuta", "1000000"],
    ["sebelas ribu", "11000"], ["lima juta orang", "5000000"], ["dua belas tiga", "12"],
    ["lima", null], ["lima orang", null], ["ribu", null], ["puluh", null], ["constructor", null]
  ]) {
    const found = engine.numeral(words.split(" "));
    assert.equal(found && found.value, value, words);
  }
});

test("a query of any length is cut to what can be answered", () => {
  const parts = engine.parse("kata ".repeat(3000));
  assert.equal(parts.length, engine.MOST);
  assert.ok(parts[engine.MOST - 1].isCut);
  const [phrase] = engine.parse(`"${"kata ".repeat(3000)}"`);
  assert.equal(phrase.words.length, engine.MOST);
  assert.ok(phrase.isCut);
});

test("words that say nothing are passed over beside others only", () => {
  assert.deepEqual(parsed("rapat di jambi"), ["rapat", "jambi"]);
  assert.deepEqual(parsed("di dan"), ["di", "dan"]);
  assert.deepEqual(parsed('"di" jambi'), ["di", "jambi"]);
  assert.deepEqual(parsed("di -jambi"), ["di", "-jambi"]);
});

test("\"atau\" between two that are wanted stays, elsewhere it says nothing", () => {
  for (const [query, parts] of [
    ["kpu atau bawaslu", ["kpu", "atau", "bawaslu"]],
    ['"surat suara" ATAU kotak', ["[surat suara]", "atau", "kotak"]],
    ["kpu dan/atau bawaslu", ["kpu", "atau", "bawaslu"]],
    ["kpu atau", ["kpu"]],
    ["atau kpu", ["kpu"]],
    ["atau", ["atau"]],
    ["kpu atau atau bawaslu", ["kpu", "bawaslu"]],
    ["kpu atau -bawaslu", ["kpu", "-bawaslu"]],
    ['kpu "atau" bawaslu', ["kpu", "atau", "bawaslu"]]
  ]) assert.deepEqual(parsed(query), parts, query);
  assert.ok(engine.parse('kpu "atau" bawaslu')[1].quoted);
});

test("days of one month are a span, however they are joined", () => {
  for (const query of ["14-16 November 2024", "14 – 16 November 2024", "14 s.d. 16 November 2024",
    "14 s/d 16 november 2024", "14 dan 16 November 2024", "14, 15, 16 November 2024",
    "14, 15 dan 16 November 2024", "14/16 November 2024", "14 sampai 16 November 2024"])
    assert.deepEqual(parsed(query), ["14", "sd", "16", "november", "2024"], query);
  for (const [query, parts] of [
    ["covid-19 20 november", ["covid", "19", "20", "november"]],
    ["pasal 14-16 undang", ["pasal", "14", "16", "undang"]],
    ['"14-16 november"', ["[14 16 november]"]]
  ]) assert.deepEqual(parsed(query), parts, query);
  assert.deepEqual(plain(engine.parse("14-16/11/2024")[0].when), { day: 14, month: 11, year: 2024,
    until: { day: 16, month: 11, year: 2024 } });
  assert.ok(engine.parse("1,".repeat(20000)).length);
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
