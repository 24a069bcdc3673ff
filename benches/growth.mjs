// Growth: start and search with 120, 1,200 and 12,000 cards, on our own server. Nothing that is waited for may grow.
import { join } from "node:path";

import { PRESET, ROOT, bytesUntil, launch, median, observe, profile, quiet, tab } from "./browser.mjs";
import { makeCorpus } from "./corpus.mjs";
import { readContent } from "./peers/content.mjs";
import { serveContent } from "./serve.mjs";

const SIZES = [120, 1200, 12_000];
/** No network to wait for, and a phone's processor. */
const NEAR = { latency: 0, downloadThroughput: -1, uploadThroughput: -1, cpu: 1 };

export async function measure({ rounds = 5 }) {
  const browser = await launch();
  const sites = [];
  for (const cards of SIZES) {
    const folder = join(ROOT, ".peers", `corpus-${cards}`);
    makeCorpus(folder, { cards });
    const began = Date.now();
    const site = await serveContent(folder);
    sites.push({ cards, folder, ...site, runs: [], published: Date.now() - began });
  }
  for (let round = 0; round < rounds; round++) {
    for (const at of sites.keys()) {
      const site = sites[(at + round) % sites.length];
      const run = await start(browser, site.url);
      site.runs.push(run);
      console.log(`${site.cards} cards ${round + 1}/${rounds}: ${(run.bytesToReady / 1000).toFixed(1)} KB before ready, words ${Math.round(run.words)} ms, ready ${Math.round(run.ready)} ms, ${Math.round(run.bytes / 1000)} KB stored after ${Math.round(run.stored)} ms`);
    }
  }
  const results = [];
  for (const { cards, folder, url, stop, runs, published } of sites) {
    const of = (key) => median(runs.map((run) => run[key]));
    const answers = await search(browser, url, queries(folder));
    const found = answers && {
      answer: tenth(median(answers.map(({ ms }) => ms))),
      slowest: tenth(Math.max(...answers.map(({ ms }) => ms))),
      painted: tenth(median(answers.map(({ painted }) => painted))),
      gap: tenth(Math.max(...answers.map(({ gap }) => gap))),
      found: answers.reduce((sum, { links }) => sum + links, 0),
      queries: answers.map(({ text, ms, painted, gap, said }) => ({ text, ms: tenth(ms), painted: tenth(painted), gap: tenth(gap), said })),
    };
    if (found) console.log(`${cards} cards: search answers in ${found.answer} ms, at most ${found.slowest} ms; longest gap ${found.gap} ms`);
    results.push({
      cards,
      publishedMs: published,
      kbToReady: tenth(of("bytesToReady") / 1000),
      words: Math.round(of("words")),
      ready: Math.round(of("ready")),
      blocking: Math.round(of("blocking")),
      kbStored: Math.round(of("bytes") / 1000),
      storedMs: Math.round(of("stored")),
      ...found,
    });
    stop();
  }
  const version = browser.version();
  await browser.close();
  return { browser: version, rounds, results };
}

const tenth = (value) => Number(value.toFixed(1));

/** A first visit to the start page, until everything is stored. */
async function start(browser, url) {
  const context = await profile(browser);
  const { page, net } = await tab(context);
  await page.addInitScript(observe, " · ");
  await page.goto(`${url}/`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.seen?.ready, null, { polling: 100 });
  await quiet(net, { silent: 3000, patience: 300_000 });
  const { ready, words, longTasks } = await page.evaluate(() => window.seen);
  await context.close();
  return {
    ready,
    words,
    bytesToReady: bytesUntil(net, ready),
    bytes: net.bytes,
    stored: Math.max(...net.finished.map(({ ms }) => ms)),
    blocking: longTasks.reduce((sum, [, length]) => sum + Math.max(0, length - 50), 0),
  };
}

/** What people look for: words that many cards have, some have and none has, a whole quotation, letters of its pinyin. */
function queries(folder) {
  const { cards } = readContent(folder);
  const last = cards[cards.length - 1];
  return ["人民", "的", "青年", "奋斗", "rm", "rmjs", "治国有常", last.quote.slice(0, 6), last.quote.slice(3, 5), "没有这样的话", "x"];
}

/** Answers of the search page at CPU 4x, with everything stored before; nothing where there is no such page. */
async function search(browser, url, texts) {
  if ((await fetch(`${url}/search/`)).status !== 200) return undefined;
  const context = await profile(browser);
  const first = await tab(context, { preset: NEAR });
  await first.page.goto(`${url}/`);
  await quiet(first.net, { silent: 3000, patience: 120_000 });
  await first.page.close();
  const { page, net } = await tab(context, { preset: { ...NEAR, cpu: PRESET.cpu } });
  await page.goto(`${url}/search/`);
  await page.waitForFunction(() => "appReady" in document.documentElement.dataset);
  await quiet(net, { silent: 1500, patience: 60_000 });
  // A word that nearly every card has is found in all of them as soon as all is stored and read into memory.
  for (let attempt = 0; !(await page.evaluate(ask, "的")).said?.startsWith("找到"); attempt++) {
    if (attempt > 120) throw new Error(`${url}/search/ does not answer from all that is stored`);
  }
  const answers = [];
  for (const text of texts) answers.push({ text, ...(await page.evaluate(ask, text)) });
  await context.close();
  return answers;
}

/** Runs in the page: types a text, and waits until nothing changes any more. */
async function ask(text) {
  /** So long without a change, in milliseconds, and an answer is complete. */
  const SETTLED = 400;
  const field = document.querySelector("input[type=search]");
  const type = (value) => {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const settle = async () => {
    const seen = { gap: 0 };
    let last = performance.now();
    let frame = last;
    const observer = new MutationObserver(() => {
      seen.changed = last = performance.now();
      // Behind the frame that shows the change.
      requestAnimationFrame(() => setTimeout(() => (seen.painted = last = performance.now())));
    });
    observer.observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
    await new Promise((resolve) => {
      const look = (now) => {
        seen.gap = Math.max(seen.gap, now - frame);
        frame = now;
        if (performance.now() - last > SETTLED && !(seen.changed > (seen.painted ?? 0))) resolve();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    observer.disconnect();
    return seen;
  };
  type("");
  await settle();
  const start = performance.now();
  type(text);
  const { changed = start, painted = start, gap } = await settle();
  return { ms: changed - start, painted: painted - start, gap, links: document.querySelectorAll("main li a").length, said: document.querySelector("main [role=status]")?.textContent };
}
