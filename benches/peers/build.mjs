// Builds every peer's production site from one content folder:  node benches/peers/build.mjs CONTENT PEERS [NAME …]
// PEERS is the folder the peers are installed in (.peers); sites land in PEERS/dist/NAME, compressed.
import { rmSync } from "node:fs";
import { resolve } from "node:path";

import { compress } from "./compress.mjs";
import { readContent } from "./content.mjs";

const NAMES = ["floor", "spa", "vitepress", "mdbook", "docusaurus"];

/** The peers by name: `path(page)` is where a page is on that site. */
export const peers = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await import(`./${name}.mjs`)])));

export async function buildPeers(folder, root, names = NAMES) {
  const content = readContent(folder);
  for (const name of names) {
    const started = Date.now();
    const out = resolve(root, "dist", name);
    rmSync(out, { recursive: true, force: true });
    await peers[name].build(content, resolve(root), out);
    compress(out);
    console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [folder, root, ...names] = process.argv.slice(2);
  await buildPeers(folder, root, names.length > 0 ? names : NAMES);
}
