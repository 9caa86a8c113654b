/* Reads feeds with feedsmith. Standard input names the files, standard output tells of each what a
   reader of feeds would know, or what is wrong with it. */
import { readFileSync } from "node:fs";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";

function read(name) {
  const text = readFileSync(name, "utf8");
  if (name.endsWith(".json")) {
    const feed = parseJsonFeed(text);
    return { title: feed.title, entries: (feed.items || []).map((one) =>
      [one.id, one.url, one.title, one.content_text, one.date_published, one.date_modified]) };
  }
  const feed = parseAtomFeed(text);
  return { title: feed.title?.value, entries: (feed.entries || []).map((one) =>
    [one.id, one.links?.[0]?.href, one.title?.value, one.summary?.value, one.published, one.updated]) };
}

const names = readFileSync(0, "utf8").split("\n").filter(Boolean);
console.log(JSON.stringify(Object.fromEntries(names.map((name) => {
  try {
    return [name, read(name)];
  } catch (error) {
    return [name, { wrong: String(error) }];
  }
}))));
