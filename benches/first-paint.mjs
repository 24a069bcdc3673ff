// First visit on a cheap phone: when are the words visible, and when does the app answer taps, beside two static pages
// with the same words: the same page without any script (what the app costs), and the words alone, unstyled (what the
// look costs). Rounds are interleaved, because machines are noisy; figures are medians and ratios.
import { createServer } from "node:http";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { ROOT, launch, median, observe, profile, tab } from "./browser.mjs";
import { serveContent } from "./serve.mjs";

const PATHS = ["/", "/cards/q042/", "/articles/bookmarks/", "/decks/morning/"];
const HEAD = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title>';

export async function measure({ rounds = 9, pages = PATHS }) {
  const app = await serveContent(join(ROOT, "content"));
  const floors = {};
  const floor = await serveFloors(floors);
  const browser = await launch();
  const results = [];
  for (const path of pages) {
    const wanted = await lay(browser, app.url + path, floors);
    const sites = { unstyled: `${floor.url}/unstyled`, static: `${floor.url}/static`, app: app.url + path };
    const names = Object.keys(sites);
    const runs = { unstyled: [], static: [], app: [] };
    for (let round = 0; round <= rounds; round++) {
      for (const at of names.keys()) {
        const name = names[(round + at) % names.length];
        const seen = await visit(browser, sites[name], wanted, name === "app");
        if (round > 0) runs[name].push(seen); // The first round warms the browser.
      }
    }
    const of = (name, key) => Math.round(median(runs[name].map((run) => run[key])));
    const result = { path, unstyled: of("unstyled", "words"), static: of("static", "words"), words: of("app", "words"), lcp: of("app", "lcp"), ready: of("app", "ready"), cls: Math.max(...runs.app.map(({ cls }) => cls)) };
    results.push(result);
    console.log(`${path}: unstyled ${result.unstyled} ms, static ${result.static} ms, words ${result.words} ms (${(result.words / result.static).toFixed(2)} × static), ready ${result.ready} ms, shift ${result.cls}`);
  }
  const version = browser.version();
  await browser.close();
  floor.stop();
  app.stop();
  return { browser: version, rounds, results };
}

/**
 * Makes the floors of a page, and gives back the words that are looked for. Unstyled: the words a reader sees at first,
 * each line a paragraph, and nothing else. Static: one HTML file, its style inside, no script, nothing else to load.
 */
async function lay(browser, url, floors) {
  const plain = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  await plain.goto(url);
  const lines = (await plain.innerText("body")).split("\n").map((line) => line.trim()).filter(Boolean);
  const wanted = (await plain.locator(".quote, .prose p, .rows li").first().textContent()).trim().slice(0, 8);
  await plain.close();
  floors["/unstyled"] = HEAD + lines.map((line) => `<p>${line}</p>`).join("");
  floors["/static"] = (await (await fetch(url)).text()).replace(/<script[^]*?<\/script>|<link [^>]*>/g, "");
  return wanted;
}

async function serveFloors(floors) {
  const server = createServer(({ url }, answer) => {
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "br" });
    answer.end(brotliCompressSync(floors[url] ?? ""));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

async function visit(browser, url, wanted, waitForApp) {
  const context = await profile(browser);
  const { page } = await tab(context);
  await page.addInitScript(observe, wanted);
  await page.goto(url);
  await page.waitForFunction((app) => window.seen?.words && (!app || window.seen.ready), waitForApp);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}
