// First visit on a cheap phone: when are the words visible, and when does the app answer taps, beside two static pages
// with the same words: the same page without any script (what the app costs), and the words alone, unstyled (what the
// look costs). Rounds are interleaved, because machines are noisy; figures are medians and ratios.
//
//   node benches/first-paint.mjs [--rounds 9] [--path /]      (after `cargo xtask build`, and `npm ci` in e2e/)
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const root = new URL("..", import.meta.url).pathname;
const { chromium } = createRequire(join(root, "e2e/x.js"))("@playwright/test");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const rounds = Number(option("rounds", 9));
const path = option("path", "/");
/** A rider's network and phone. */
const PRESET = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8, offline: false };
const CPU = 4;

const server = spawn(join(root, "target/release/nuanxin-server"), [
  ...["serve", "--listen", "127.0.0.1:0", "--data-dir", mkdtempSync(join(tmpdir(), "nuanxin-bench-"))],
  ...["--content-dir", join(root, "content"), "--dist", join(root, "dist")],
]);
const app = await new Promise((resolve) => server.stdout.once("data", (line) => resolve(String(line).trim())));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// The floors. Unstyled: the words a reader sees at first, each line a paragraph, and nothing else. Static: one HTML
// file, its style inside, no script, nothing else to load.
const plain = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
await plain.goto(app + path);
const lines = (await plain.innerText("body")).split("\n").map((line) => line.trim()).filter(Boolean);
const wanted = (await plain.innerText(path === "/" || path.startsWith("/cards/q") ? ".quote" : "main p")).slice(0, 8);
await plain.close();
const head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title>';
const floors = {
  "/unstyled": head + lines.map((line) => `<p>${line}</p>`).join(""),
  "/static": (await (await fetch(app + path)).text()).replace(/<script[^]*?<\/script>|<link [^>]*>/g, ""),
};
const floorServer = createServer(({ url }, answer) => {
  answer.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "br" });
  answer.end(brotliCompressSync(floors[url] ?? ""));
});
await new Promise((resolve) => floorServer.listen(0, "127.0.0.1", resolve));
const floor = `http://127.0.0.1:${floorServer.address().port}`;

/** Runs in the page before anything else. */
function observe(wanted) {
  const seen = (window.seen = { cls: 0 });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.cls += entry.value))).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.lcp = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
  const look = () => {
    const shown = [...document.querySelectorAll("p")].some((p) => p.textContent.includes(wanted) && p.getClientRects().length);
    if (shown && !seen.words) requestAnimationFrame(() => (seen.words ??= performance.now()));
    if ("appReady" in document.documentElement.dataset) seen.ready ??= performance.now();
    if (!seen.words || !seen.ready) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function visit(url, waitForApp) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", PRESET);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  await page.addInitScript(observe, wanted);
  await page.goto(url);
  await page.waitForFunction((app) => window.seen.words && (!app || window.seen.ready), waitForApp);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}

const pages = { unstyled: `${floor}/unstyled`, static: `${floor}/static`, app: app + path };
const names = Object.keys(pages);
const runs = { unstyled: [], static: [], app: [] };
for (let round = 0; round <= rounds; round++) {
  for (const at of names.keys()) {
    const name = names[(round + at) % names.length];
    const seen = await visit(pages[name], name === "app");
    if (round > 0) runs[name].push(seen); // The first round warms the browser.
  }
}
await browser.close();
floorServer.close();
server.kill();

const median = (name, key) => {
  const values = runs[name].map((run) => run[key]).sort((a, b) => a - b);
  return values[values.length >> 1];
};
const [unstyled, still] = [median("unstyled", "words"), median("static", "words")];
const row = (what, ms) =>
  console.log(`${what.padEnd(28)} ${Math.round(ms).toString().padStart(6)} ms   ${(ms / still).toFixed(2)} × static   ${(ms / unstyled).toFixed(2)} × unstyled`);
console.log(`${path}, ${rounds} rounds, ${PRESET.latency} ms RTT, 1.6 Mbps, CPU ${CPU}x, ${browser.version()}`);
row("unstyled: words visible", unstyled);
row("static page: words visible", still);
row("app: words visible", median("app", "words"));
row("app: largest paint", median("app", "lcp"));
row("app: ready for taps", median("app", "ready"));
console.log(`app: layout shift (worst)    ${Math.max(...runs.app.map((run) => run.cls))}`);
