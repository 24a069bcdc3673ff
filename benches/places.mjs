// 身边: the list of places beside an article of the same site, and its filters, with 123 places and with 5,000.
import { join } from "node:path";

import { PRESET, ROOT, launch, median, observe, profile, quiet, tab } from "./browser.mjs";
import { makeCorpus } from "./corpus.mjs";
import { serveContent } from "./serve.mjs";

const SIZES = [123, 5000];
/** No network to wait for. */
const NEAR = { latency: 0, downloadThroughput: -1, uploadThroughput: -1, cpu: PRESET.cpu };

export async function measure({ rounds = 5 }) {
  const browser = await launch();
  const sites = [];
  for (const places of SIZES) {
    const folder = join(ROOT, ".peers", `places-${places}`);
    makeCorpus(folder, { places });
    sites.push({ places, ...(await serveContent(folder)), lists: [], articles: [], filters: [], frames: [] });
  }
  // Pages are compressed when they are first asked for.
  for (const { url } of sites) for (const path of ["/places/", "/articles/sample-01/"]) await (await fetch(url + path, { headers: { "accept-encoding": "br" } })).text();
  for (let round = 0; round < rounds; round++) {
    for (const site of sites) {
      const list = await visit(browser, `${site.url}/places/`, "示例楼");
      const article = await visit(browser, `${site.url}/articles/sample-01/`, "示例数据，没有意思");
      site.lists.push(list);
      site.articles.push(article);
      const { times, frames } = await filters(browser, `${site.url}/places/`);
      site.filters.push(...times);
      site.frames.push(...frames);
      console.log(`${site.places} places ${round + 1}/${rounds}: words ${Math.round(list.words)} ms, an article's ${Math.round(article.words)} ms`);
    }
  }
  const results = sites.map(({ places, lists, articles, filters, frames, stop }) => {
    stop();
    const of = (runs, key) => Math.round(median(runs.map((run) => run[key])));
    return {
      places,
      words: of(lists, "words"),
      article: of(articles, "words"),
      ready: of(lists, "ready"),
      filter: of(filters, "shown"),
      busy: of(filters, "busy"),
      busiest: Math.round(Math.max(...filters.map(({ busy }) => busy))),
      scroll: Math.round(Math.max(...frames)),
      kbPage: Number((median(lists.map(({ bytes }) => bytes)) / 1000).toFixed(1)),
    };
  });
  const version = browser.version();
  await browser.close();
  return { browser: version, rounds, results };
}

/** A first visit, until it is ready for taps. */
async function visit(browser, url, wanted) {
  const context = await profile(browser);
  const { page, net } = await tab(context);
  await page.addInitScript(observe, wanted);
  const answer = await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.seen?.ready && window.seen.words, null, { polling: 100 });
  await quiet(net);
  const { words, ready } = await page.evaluate(() => window.seen);
  const { responseBodySize: bytes } = await answer.request().sizes();
  await context.close();
  return { words, ready, bytes };
}

/** Each filter on and off again: milliseconds to the frame that shows it, and how long the main thread had work meanwhile. */
async function filters(browser, url) {
  const context = await profile(browser);
  const { page, cdp, net } = await tab(context, { preset: NEAR });
  await cdp.send("Performance.enable");
  const busy = async () => (await cdp.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("[data-said]"));
  await quiet(net, { silent: 1500, patience: 60_000 });
  const times = [];
  for (let at = 0; at < (await page.locator("[data-need]").count()); at++) {
    for (const _ of ["on", "off"]) {
      const before = await busy();
      const shown = await page.evaluate(async (at) => {
        const start = performance.now();
        document.querySelectorAll("[data-need]")[at].click();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - start;
      }, at);
      times.push({ shown, busy: (await busy()) - before });
    }
  }
  // Whoever scrolls to the end of five thousand wants no row laid out before it is near.
  const end = await page.evaluate(async () => {
    const frames = [];
    for (let before = performance.now(), top = 0; top < document.documentElement.scrollHeight && frames.length < 120; top += 4 * innerHeight) {
      scrollTo(0, top);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      frames.push(performance.now() - before);
      before = performance.now();
    }
    return frames;
  });
  await context.close();
  return { times, frames: end };
}
