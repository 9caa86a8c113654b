/* The decoder: numbers and sets as hooks/rakor/search/ writes them. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadEngine, plain } from "./engine.mjs";

const engine = loadEngine();
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Numbers of five bits to a digit, the lowest first; a digit above 31 says that more follow. */
function written(number) {
  let text = "";
  for (; number > 31; number = Math.floor(number / 32)) text += DIGITS[32 + number % 32];
  return text + DIGITS[number];
}

function* someNumbers(count, below) { // the same in every run
  let seed = 7;
  for (let at = 0; at < count; at++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    yield seed % below;
  }
}

test("a digit has the value of its place", () => {
  assert.deepEqual(Array.from(DIGITS, engine.valueOf), Array.from(DIGITS, (_, at) => at));
});

test("numbers are read as they are written", () => {
  const numbers = [0, 1, 31, 32, 33, 1023, 1024, 65535, 1e6, 2 ** 29, ...someNumbers(500, 1e9)];
  const reader = new engine.Reader(numbers.map(written).join(""));
  assert.deepEqual(numbers.map(() => reader.number()), numbers);
  assert.equal(reader.at, reader.text.length);
});

test("a list says first how long it is", () => {
  const list = [5, 0, 700, 31];
  const reader = new engine.Reader([list.length, ...list, 9].map(written).join(""));
  assert.deepEqual(plain(reader.list()), list);
  assert.equal(reader.number(), 9);
});

test("a set is read from gaps", () => {
  const set = [0, 1, 15, 16, 17, 63, 64, 99];
  const gaps = set.map((one, at) => one - (at ? set[at - 1] : -1) - 1);
  const read = engine.readSet(gaps.map(written).join(""), 100);
  assert.deepEqual(plain(engine.members(read)), set);
  assert.equal(engine.sizeOf(read), set.length);
});

test("a full set is read from bits, six to a digit", () => {
  for (const size of [1, 6, 7, 16, 17, 96, 1000]) {
    const chosen = Array.from(someNumbers(size, 2), (one, at) => one ? at : -1)
      .filter((one) => one >= 0);
    const digits = Array.from({ length: Math.ceil(size / 6) }, () => 0);
    for (const one of chosen) digits[Math.floor(one / 6)] += 1 << one % 6;
    const read = engine.readSet("!" + digits.map((one) => DIGITS[one]).join(""), size);
    assert.deepEqual(plain(engine.members(read)), chosen);
    assert.equal(engine.sizeOf(read), chosen.length);
  }
});

test("the empty set has no members", () => {
  assert.deepEqual(plain(engine.members(engine.readSet("", 40))), []);
});

test("three numbers below sixteen stand in two digits", () => {
  const numbers = [0, 1, 2, 15, 14, 13, 7, 0, 15];
  let text = "";
  for (let at = 0; at < numbers.length; at += 3) {
    const value = numbers[at] << 8 | numbers[at + 1] << 4 | numbers[at + 2];
    text += DIGITS[value >> 6] + DIGITS[value & 63];
  }
  assert.deepEqual(plain(engine.quads(text)), numbers);
});

test("blocks are found by CRC-32", () => {
  assert.equal(engine.hash("123456789"), 0xcbf43926); // the check value of the algorithm
  assert.equal(engine.hash(""), 0);
});
