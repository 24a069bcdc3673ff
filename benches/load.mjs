// Page load: card, article and a deck of 300, ours beside the floor and the peers, all from one content folder and behind
// one nginx. Rounds are interleaved in fresh profiles; each has a first visit, a second one, and visits without a network.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT, blocking, bytesUntil, launch, median, observe, profile, quiet, tab } from "./browser.mjs";
import { makeCorpus } from "./corpus.mjs";
import { buildPeers, peers } from "./peers/build.mjs";
import { compress } from "./peers/compress.mjs";
import { readContent } from "./peers/content.mjs";
import { SERVER, serveContent, serveFolders } from "./serve.mjs";

const PEERS = join(ROOT, ".peers");

/** All sites: ours as an export behind the same nginx as the peers, and as our own server answers. */
const SITES = ["nuanxin", "nuanxin-server", ...Object.keys(peers)];

export async function measure({ rounds = 5, sites: names = SITES, pages: onlyPages }) {
  const folder = join(PEERS, "corpus-300");
  makeCorpus(folder, { cards: 300 });
  const { sites, stop } = await serve(folder, names);
  const browser = await launch();
  const runs = [];
  for (const page of pages(folder).filter(({ name }) => !onlyPages || onlyPages.includes(name))) {
    for (let round = 0; round < rounds; round++) {
      for (const at of names.keys()) {
        const name = names[(at + round) % names.length];
        const run = await visits(browser, sites[name], page, name.startsWith("nuanxin"));
        runs.push({ page: page.name, site: name, ...run });
        const shown = (visit) => (visit.words ? `${Math.round(visit.words)} ms` : "no words");
        console.log(`${page.name} ${name} ${round + 1}/${rounds}: first ${shown(run.first)}, second ${shown(run.second)}, offline ${shown(run.offline)}, unvisited ${shown(run.unvisited)}`);
      }
    }
  }
  const version = browser.version();
  await browser.close();
  stop();
  return { browser: version, rounds, results: summary(runs) };
}

/** Builds and serves sites by name: where each is, how its paths look, and what went over its wire. */
async function serve(folder, names) {
  const isOurs = (name) => name.startsWith("nuanxin");
  await buildPeers(folder, PEERS, names.filter((name) => !isOurs(name)));
  if (names.includes("nuanxin")) exportOurs(folder, join(PEERS, "dist/nuanxin"));
  const still = names.filter((name) => name !== "nuanxin-server");
  const nginx = await serveFolders(Object.fromEntries(still.map((name) => [name, join(PEERS, "dist", name)])), ["spa"]);
  const ownPath = (page) => `${page}/`;
  const sites = Object.fromEntries(still.map((name) => [name, { base: nginx.urls[name], path: peers[name]?.path ?? ownPath, bytes: () => nginx.bytes(name) }]));
  const server = names.includes("nuanxin-server") ? await serveContent(folder) : undefined;
  if (server) sites["nuanxin-server"] = { base: server.url, path: ownPath, bytes: () => null };
  const stop = () => [nginx, server].forEach((one) => one?.stop());
  return { sites, stop };
}

function exportOurs(folder, out) {
  rmSync(out, { recursive: true, force: true });
  const data = mkdtempSync(join(tmpdir(), "nuanxin-export-"));
  execFileSync(SERVER, ["export", "--content-dir", folder, "--dist", join(ROOT, "dist"), "--data-dir", data, out], { stdio: "pipe" });
  compress(out);
}

/** What is opened, the words that are looked for, and another page that is opened without a network. */
function pages(folder) {
  const { cards, articles, decks } = readContent(folder);
  const card = cards.find(({ slug }) => slug === "q042");
  const other = cards.find(({ slug }) => slug === "q090");
  const article = articles.find(({ slug }) => slug === "bookmarks");
  const otherArticle = articles.find(({ slug }) => slug === "rights");
  const deck = decks.find(({ slug }) => slug === "sample");
  const start = (text) => text.match(/^[^\n*[]+/)[0].slice(0, 14);
  const unvisitedCard = { unvisited: `/cards/${other.slug}`, unvisitedWords: start(other.quote) };
  return [
    { name: "card", path: `/cards/${card.slug}`, words: start(card.quote), ...unvisitedCard },
    { name: "article", path: `/articles/${article.slug}`, words: start(article.body), unvisited: `/articles/${otherArticle.slug}`, unvisitedWords: start(otherArticle.body) },
    { name: "deck", path: `/decks/${deck.slug}`, words: start(deck.cards[0].quote), ...unvisitedCard },
  ];
}

async function visits(browser, site, page, isOurs) {
  const context = await profile(browser);
  site.bytes();
  const url = site.base + site.path(page.path);
  const first = await visit(context, url, page.words, { settle: true, isOurs });
  first.wire = site.bytes();
  const second = await visit(context, url, page.words, { settle: true });
  await context.setOffline(true);
  const offline = await visit(context, url, page.words, { offline: true });
  const unvisited = await visit(context, site.base + site.path(page.unvisited), page.unvisitedWords, { offline: true });
  await context.close();
  return { first, second, offline, unvisited };
}

async function visit(context, url, words, { offline = false, settle = false, isOurs = false }) {
  const { page, net } = await tab(context, { offline });
  await page.addInitScript(observe, words);
  const patience = { timeout: offline ? 6000 : 30_000 };
  try {
    await page.goto(url, { waitUntil: "commit", ...patience });
    await page.waitForFunction((ready) => window.seen?.words && (!ready || window.seen.ready), isOurs, { ...patience, polling: 100 });
  } catch (error) {
    if (!offline) throw error;
    await page.close();
    return {};
  }
  if (settle) {
    await quiet(net);
    await page.evaluate(stored);
    await quiet(net);
  }
  const seen = await page.evaluate(() => window.seen);
  await page.close();
  const { words: ms, lcp, cls, ready } = seen;
  return { words: ms, lcp, cls, ready, tbt: blocking(seen), bytes: net.bytes, requests: net.requests, bytesToWords: bytesUntil(net, ms) };
}

/** Runs in the page: waits for a service worker that is being installed. */
async function stored() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration) await Promise.race([navigator.serviceWorker.ready, new Promise((resolve) => setTimeout(resolve, 20_000))]);
}

function summary(runs) {
  const groups = new Map();
  for (const run of runs) {
    const key = `${run.page} ${run.site}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const round = (value, digits = 0) => (value == null ? null : Number(value.toFixed(digits)));
  return [...groups.values()].map((group) => {
    const of = (visit, key) => median(group.map((run) => run[visit][key]));
    const words = group.map((run) => run.first.words);
    return {
      page: group[0].page,
      site: group[0].site,
      words: round(of("first", "words")),
      wordsRange: [round(Math.min(...words)), round(Math.max(...words))],
      lcp: round(of("first", "lcp")),
      cls: round(Math.max(...group.map((run) => run.first.cls)), 3),
      tbt: round(of("first", "tbt")),
      ready: round(of("first", "ready")),
      kbToWords: round(of("first", "bytesToWords") / 1000, 1),
      kbPage: round(of("first", "bytes") / 1000, 1),
      kbAll: round(of("first", "wire") / 1000, 1) || null,
      requests: of("first", "requests"),
      second: round(of("second", "words")),
      secondTbt: round(of("second", "tbt")),
      secondKb: round(of("second", "bytes") / 1000, 1),
      offline: group.every((run) => run.offline.words),
      offlineWords: round(of("offline", "words")),
      unvisited: group.every((run) => run.unvisited.words),
    };
  });
}
