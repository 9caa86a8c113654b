/* Writes the tokens of the script on standard input, one to a line; comments are none. */
import { readFileSync } from "node:fs";

import { tokenizer } from "acorn";

const code = readFileSync(0, "utf8");
for (const { start, end } of tokenizer(code, { ecmaVersion: 2022 }))
  console.log(JSON.stringify(code.slice(start, end)));
