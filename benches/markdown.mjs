// Markdown to HTML in the browser: ours (crates/content as WebAssembly, built as the app is) beside marked, markdown-it
// and md4w, each alone and made safe by DOMPurify. All must show the same text; what each lets through is tried out.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { PRESET, ROOT, launch, median } from "./browser.mjs";
import { makeCorpus } from "./corpus.mjs";
import { readContent } from "./peers/content.mjs";
import { into, run } from "./peers/site.mjs";
import { serveFolders } from "./serve.mjs";

const PEERS = join(ROOT, ".peers");

const md4w = (size) => `import { initWasm, mdToHtml } from "MD4W/md4w.js?${size}";
import wasm from "MD4W/md4w-${size}.wasm?url";
export const ready = WebAssembly.compileStreaming(fetch(wasm)).then(initWasm);
export const render = (text) => mdToHtml(text);`;

/** A module a renderer, as a site would ship it: `ready` and `render(text)`. */
const MODULES = {
  nuanxin: `import init, { render } from "./bound/markdown_bench.js";
import wasm from "./bound/markdown_bench.wasm?url";
export const ready = init({ module_or_path: wasm });
export { render };`,
  marked: `import { marked } from "marked";
export const render = (text) => marked.parse(text);`,
  "markdown-it": `import MarkdownIt from "markdown-it";
const markdown = new MarkdownIt();
export const render = (text) => markdown.render(text);`,
  md4w: md4w("small"), // Its own choice in a browser.
  "md4w-fast": md4w("fast"),
  dompurify: `import DOMPurify from "dompurify";
export const clean = (html) => DOMPurify.sanitize(html);`,
};

/** What is timed. */
const WAYS = [
  ["nuanxin"],
  ["marked"],
  ["marked", "dompurify"],
  ["markdown-it"],
  ["markdown-it", "dompurify"],
  ["md4w"],
  ["md4w", "dompurify"],
  ["md4w-fast"],
  ["md4w-fast", "dompurify"],
];

/** None of this may run or be followed. */
const HOSTILE = [
  '<img src="x" onerror="window.ran = true">',
  "<script>window.ran = true</script>",
  "[here](javascript:window.ran=true)",
  "<javascript:window.ran=true>",
  '<a href="JaVaScRiPt:window.ran=true">here</a>',
  '<form action="javascript:window.ran=true"><button>x</button></form>',
  '<svg><a xlink:href="javascript:window.ran=true">x</a></svg>',
  '<iframe srcdoc="x"></iframe>',
];

export async function measure({ rounds = 15 }) {
  const folder = join(PEERS, "corpus-300");
  makeCorpus(folder, { cards: 300 });
  const texts = readContent(folder).articles.map(({ body }) => body);
  const out = build();
  const served = await serveFolders({ markdown: out });
  const browser = await launch("--js-flags=--expose-gc");
  const page = await browser.newPage();
  await page.goto(`${served.urls.markdown}/index.html`);
  await page.evaluate(load, WAYS);
  const checks = await page.evaluate(check, { texts, hostile: HOSTILE });
  const different = checks.find(({ text }) => text !== checks[0].text);
  if (different) throw new Error(`${different.name} shows another text than ours: ${difference(different.text, checks[0].text)}`);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: PRESET.cpu });
  const times = await page.evaluate(time, { texts, rounds });
  const version = browser.version();
  await browser.close();
  served.stop();
  const ours = median(times.nuanxin);
  const results = WAYS.map((way, at) => {
    const name = way.join(" + ");
    const ms = median(times[name]);
    return { name, ms: Number(ms.toFixed(2)), ratio: Number((ms / ours).toFixed(2)), kb: size(out, way), unsafe: checks[at].unsafe };
  });
  for (const { name, ms, ratio, kb, unsafe } of results) console.log(`${name}: ${ms} ms (${ratio} × ours), ${kb} KB, ${unsafe} of ${HOSTILE.length} hostile texts got through`);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return { browser: version, rounds, articles: texts.length, bytes, hostile: HOSTILE.length, results };
}

function build() {
  const site = join(PEERS, "sites/markdown");
  const write = into(site);
  cpSync(join(PEERS, "markdown"), join(site, "bound"), { recursive: true });
  const md4w = join(PEERS, "node_modules/md4w/js");
  for (const [name, source] of Object.entries(MODULES)) write(`${name}.js`, source.replaceAll("MD4W", md4w));
  const out = join(PEERS, "dist/markdown");
  const entry = Object.fromEntries(Object.keys(MODULES).map((name) => [name, join(site, `${name}.js`)]));
  const config = {
    base: "./",
    build: {
      outDir: out,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: "esnext",
      rollupOptions: { input: entry, preserveEntrySignatures: "strict", output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" } },
    },
  };
  write("vite.config.mjs", `export default ${JSON.stringify(config)};\n`);
  run(site, join(PEERS, "node_modules/.bin/vite"), "build");
  writeFileSync(join(out, "index.html"), "<!doctype html><meta charset=utf-8><title>markdown</title>");
  return out;
}

/** What a page downloads for this, compressed. */
function size(out, way) {
  const wasm = { nuanxin: "markdown_bench.wasm", md4w: "md4w-small.wasm", "md4w-fast": "md4w-fast.wasm" };
  const files = way.flatMap((name) => [`${name}.js`, ...shared(out, `${name}.js`), wasm[name]].filter(Boolean));
  return Number((files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(out, file))).length, 0) / 1000).toFixed(1));
}

/** What a module imports: the builder puts code that two entries share into a file of its own. */
const shared = (out, file) => [...readFileSync(join(out, file), "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map(([, name]) => name);

/** These run in the page. */
async function load(ways) {
  window.ways = {};
  for (const way of ways) {
    const [renderer, cleaner] = await Promise.all(way.map((name) => import(`/${name}.js`)));
    await renderer.ready;
    window.ways[way.join(" + ")] = cleaner ? (text) => cleaner.clean(renderer.render(text)) : renderer.render;
  }
}

function check({ texts, hostile }) {
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const shown = (html) => parse(html).body.textContent.replace(/\s+/g, "");
  const isUnsafe = (html) =>
    [...parse(html).querySelectorAll("*")].some(
      (element) => /^(script|iframe|object|embed|base|style)$/i.test(element.localName) || [...element.attributes].some(({ name, value }) => /^on|^srcdoc$/i.test(name) || /^\s*(javascript|data:image\/svg)/i.test(value)),
    );
  return Object.entries(window.ways).map(([name, render]) => ({
    name,
    text: texts.map((text) => shown(render(text))).join("\n"),
    unsafe: hostile.filter((text) => isUnsafe(render(text))).length,
  }));
}

async function time({ texts, rounds }) {
  const times = {};
  /** Passes over all texts a sample: a millisecond alone would drown in the clock's own steps. */
  const PASSES = 5;
  let kept = 0;
  for (let round = -3; round < rounds; round++) {
    for (const [name, render] of Object.entries(window.ways)) {
      window.gc?.();
      await new Promise((resolve) => setTimeout(resolve));
      const start = performance.now();
      for (let pass = 0; pass < PASSES; pass++) for (const text of texts) kept += render(text).length;
      const ms = (performance.now() - start) / PASSES;
      if (round >= 0) (times[name] ??= []).push(ms);
    }
  }
  if (kept === 0) throw new Error("nothing was rendered");
  return times;
}

function difference(a, b) {
  const at = [...a].findIndex((c, index) => c !== b[index]);
  return `“${a.slice(Math.max(0, at - 20), at + 20)}” for “${b.slice(Math.max(0, at - 20), at + 20)}”`;
}
