// The benchmarks' entry point, called by `cargo xtask bench`, which sees to it that everything they need is there:
//
//   node benches/run.mjs [--only words|load|markdown|growth|places|posts|kills|reading] [--rounds N] [--sites a,b] [--pages card]
//
// Each part writes a summary to results/, and its plots to docs/pictures/.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { ROOT } from "./browser.mjs";

const PARTS = { words: "first-paint", load: "load", markdown: "markdown", growth: "growth", places: "places", posts: "posts", kills: "kills", reading: "readings" };
const { values } = parseArgs({ options: { only: { type: "string", multiple: true }, rounds: { type: "string" }, sites: { type: "string" }, pages: { type: "string" } } });
const wanted = values.only?.flatMap((only) => only.split(",")) ?? Object.keys(PARTS);
const unknown = wanted.find((part) => !(part in PARTS));
if (unknown) {
  console.error(`there is no part ${unknown}: ${Object.keys(PARTS).join(", ")}`);
  process.exit(1);
}
const options = { rounds: values.rounds && Number(values.rounds), sites: values.sites?.split(","), pages: values.pages?.split(",") };
for (const part of Object.keys(PARTS).filter((part) => wanted.includes(part))) {
  console.log(`\n== ${part}`);
  const started = Date.now();
  const { measure } = await import(`./${PARTS[part]}.mjs`);
  const result = await measure(options);
  if (values.sites || values.pages) {
    console.log(JSON.stringify(result, null, 1)); // A look at a part of a part is no result to keep.
    continue;
  }
  const machine = `${cpus().length} × ${cpus()[0].model}`;
  const seconds = Math.round((Date.now() - started) / 1000);
  mkdirSync(join(ROOT, "benches/results"), { recursive: true });
  const file = join(ROOT, "benches/results", `${part}.json`);
  writeFileSync(file, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine, seconds, ...result }, null, 1)}\n`);
  console.log(`${part}: ${seconds} s, ${file}`);
}
