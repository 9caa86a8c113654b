/* Answers questions on a site, for tests/theme/test_scripts.py: the folder of the site is the first
   argument, a list of questions in JSON comes on standard input, the answers go to standard output. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loadEngine } from "./engine.mjs";

const site = process.argv[2];

function read(address) {
  try {
    return readFileSync(join(site, address), "utf8");
  } catch {
    return null;
  }
}

const engine = loadEngine(read);
const answers = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  if (typeof question === "string") {
    answers.push(engine.words(engine.fold(question)));
    continue;
  }
  const { total, counts, hits } = await engine.search(question);
  const texts = await engine.texts(hits);
  answers.push({
    total, ids: texts.map(({ id }) => id), scores: hits.map(({ score }) => score),
    counts: Object.fromEntries(Object.entries(counts).map(([name, map]) =>
      [name, Object.fromEntries(map)]))
  });
}
process.stdout.write(JSON.stringify(answers));
