// Brings docs/BENCHMARKS.md and its plots up to date with results/: each table stands between two comments that name it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./browser.mjs";
import { bars } from "./plot.mjs";

const DOC = join(ROOT, "docs/BENCHMARKS.md");
const NAMES = { nuanxin: "nuanxin", "nuanxin-server": "nuanxin, own server", floor: "floor: bare page", spa: "Preact SPA", vitepress: "VitePress", mdbook: "mdBook", docusaurus: "Docusaurus" };
const DATABASES = { sqlite: "SQLite", postgres: "PostgreSQL" };
const PAGES = { card: "Card", article: "Article", deck: "Deck of 300" };

const number = (value) => (value == null ? "–" : value.toLocaleString("en-US"));
const times = (value) => `${value.toFixed(2)} ×`;
const yes = (value) => (value ? "yes" : "no");
const table = (head, rows) => [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** When, where, how often: under every table. */
const setting = ({ date, machine, browser, rounds }) => `${date}, ${machine}, Chromium ${browser.split(".")[0]}, medians of ${rounds} rounds.`;

/** What each part gives the page: tables by name, and plots by file. */
const PARTS = { words, load, markdown, growth, places, posts, kills, reading };

let text = readFileSync(DOC, "utf8");
for (const [part, report] of Object.entries(PARTS)) {
  const file = join(ROOT, "benches/results", `${part}.json`);
  if (!existsSync(file)) continue;
  const { tables, plots } = report(JSON.parse(readFileSync(file, "utf8")));
  for (const [name, content] of Object.entries(tables)) text = put(text, name, content);
  for (const [name, svg] of Object.entries(plots)) writeFileSync(join(ROOT, "docs/pictures", `bench-${name}.svg`), svg);
}
writeFileSync(DOC, text);

function put(text, name, content) {
  const [from, to] = [`<!-- bench:${name} -->\n`, `\n<!-- /bench:${name} -->`];
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`docs/BENCHMARKS.md has no place for ${name}: ${from.trim()} … ${to.trim()}`);
  return text.slice(0, start + from.length) + content + text.slice(end);
}

function words(result) {
  const row = ({ path, unstyled, static: still, words, ready, cls }) => [`\`${path}\``, number(unstyled), number(still), `**${number(words)}**`, times(words / still), number(ready), cls];
  const head = ["page", "unstyled words ms", "static page ms", "our words ms", "÷ static page", "ready for taps ms", "layout shift"];
  return { tables: { words: `${table(head, result.results.map(row))}\n\n${setting(result)}` }, plots: {} };
}

function load(result) {
  const pages = Object.keys(PAGES).filter((page) => result.results.some((one) => one.page === page));
  const of = (page) => result.results.filter((one) => one.page === page);
  const kind = (site) => (site === "floor" ? "floor" : site.startsWith("nuanxin") ? "ours" : "other");
  const rows = (page) =>
    of(page).map((one) => {
      const ours = of(page).find(({ site }) => site === "nuanxin") ?? one;
      return [
        NAMES[one.site], `**${number(one.words)}**`, times(one.words / ours.words), number(one.lcp), one.cls, number(one.tbt), number(one.second), times(one.second / ours.second),
        number(one.kbToWords), number(one.kbPage), yes(one.offline), yes(one.unvisited),
      ];
    });
  const head = ["site", "words ms", "÷ ours", "LCP ms", "CLS", "blocking ms", "second visit ms", "÷ ours", "KB to words", "KB page", "offline", "unvisited page offline"];
  const tables = pages.map((page) => `**${PAGES[page]}**\n\n${table(head, rows(page))}`).join("\n\n");
  const plot = (title, key) =>
    bars({
      title,
      note: "ms on a cheap phone (CPU 4x) with 150 ms round trip and 1.6 Mbps; shorter is sooner",
      panels: pages.map((page) => ({ title: PAGES[page], rows: of(page).map((one) => ({ name: NAMES[one.site], value: one[key], label: number(one[key]), kind: kind(one.site) })) })),
    });
  return { tables: { load: `${tables}\n\n${setting(result)}` }, plots: { words: plot("First visit: words can be read", "words"), second: plot("Second visit: words can be read", "second") } };
}

function markdown(result) {
  const { results, hostile } = result;
  const name = (one) => one.name.replace("dompurify", "DOMPurify");
  const row = (one) => [name(one), number(one.ms), times(one.ratio), number(one.kb), one.unsafe === 0 ? "yes" : `no: ${one.unsafe} of ${hostile} get through`];
  const plot = bars({
    title: `Markdown of ${result.articles} articles to HTML in the browser`,
    note: `ms at CPU 4x; pale: not safe to show, because something in it could run`,
    panels: [{ rows: results.map((one) => ({ name: name(one), value: one.ms, label: number(one.ms), kind: one.name === "nuanxin" ? "ours" : one.unsafe > 0 ? "floor" : "other" })) }],
  });
  const head = ["renderer", `${result.articles} articles ms`, "÷ ours", "KB to load", "safe"];
  return { tables: { markdown: `${table(head, results.map(row))}\n\n${setting(result)} All show the same text.` }, plots: { markdown: plot } };
}

function growth(result) {
  const { results } = result;
  const first = results[0];
  const start = results.map((one) => [number(one.cards), number(one.kbToReady), times(one.kbToReady / first.kbToReady), number(one.words), number(one.ready), times(one.ready / first.ready), number(one.kbStored), number(one.storedMs)]);
  const head = ["cards", "KB before ready", "÷ 120", "words ms", "ready ms", "÷ 120", "KB stored in all", "all stored after ms"];
  const tables = { growth: `${table(head, start)}\n\n${setting(result)}` };
  const kind = () => "ours";
  const panel = (title, key, unit) => ({ title, rows: results.filter((one) => one[key] != null).map((one) => ({ name: `${number(one.cards)} cards`, value: one[key], label: `${number(one[key])} ${unit}`, kind: kind() })) });
  const panels = [panel("Bytes before ready", "kbToReady", "KB"), panel("Ready for taps", "ready", "ms"), panel("Search: a query's answer, median", "answer", "ms"), panel("Search: slowest query", "slowest", "ms")];
  if (results.some((one) => one.answer != null)) {
    const search = results.map((one) => [number(one.cards), number(one.answer), number(one.slowest), number(one.painted), number(one.gap)]);
    tables.search = `${table(["cards", "answer ms, median", "slowest query ms", "on the screen ms, median", "longest gap between frames ms"], search)}\n\n${setting(result)}`;
  }
  const plot = bars({ title: "As cards grow", note: "start at the preset; search at CPU 4x, with everything stored on the phone", panels: panels.filter(({ rows }) => rows.length > 0), ownScale: true });
  return { tables, plots: { growth: plot } };
}

function places({ results, ...result }) {
  const row = (one) => [number(one.places), `**${number(one.words)}**`, times(one.words / one.article), number(one.ready), number(one.filter), `**${number(one.busy)}**`, number(one.busiest), number(one.scroll), number(one.kbPage)];
  const head = ["places", "words ms", "÷ an article's", "ready ms", "a filter ms", "of it main thread", "the busiest", "slowest frame of a scroll ms", "KB of the page"];
  return { tables: { places: `${table(head, results.map(row))}\n\n${setting(result)}` }, plots: {} };
}

function posts(result) {
  const { feed, say, rounds, secondsEach, connections, node, postgres, load } = result;
  const name = (site, database) => ({ nuanxin: `nuanxin, ${DATABASES[database]}`, node: "Node and SQLite", waline: "Waline, SQLite", nginx: "nginx, a file with the same bytes", disk: "the disk: one sync after the other" })[site];
  const nginx = feed.find(({ site }) => site === "nginx");
  const small = (one) => feed.find(({ site, database, page, posts }) => site === one.site && database === one.database && page === one.page && posts < one.posts) ?? one;
  const reading = feed.map((one) => [
    name(one.site, one.database), number(one.posts), { deep: "far down", spread: "far down, another each time" }[one.page] ?? "first", times(one.perSecond / nginx.perSecond), times(one.perSecond / small(one).perSecond),
    number(one.perSecond), `${one.p50} / ${one.p99}`, one.memory == null ? "–" : `${one.memory} / ${one.mostMemory}`,
  ]);
  const readingHead = ["server", "posts", "page", "÷ nginx", "÷ itself with fewer posts", "answers a second", "ms, median / 99th", "MB, at the end / at most"];
  const plain = say.find(({ site }) => site === "node");
  const waline = say.find(({ site }) => site === "waline");
  const disk = say.find(({ site }) => site === "disk");
  const writing = say.map((one) => [
    name(one.site, one.database), times(one.perSecond / disk.perSecond), times(one.perSecond / plain.perSecond), times(one.perSecond / waline.perSecond), number(one.perSecond), one.range.map(number).join(" – "), one.p50 == null ? "–" : `${one.p50} / ${one.p99}`,
    one.memory == null ? "–" : `${one.memory} / ${one.mostMemory}`,
  ]);
  const writingHead = ["", "÷ disk", "÷ Node and SQLite", "÷ Waline", "a second", "slowest – fastest round", "ms, median / 99th", "MB, at the end / at most"];
  const under = `${result.date}, ${result.machine}, ${connections} connections, medians of ${rounds} rounds of ${secondsEach} s; Node ${node}${postgres ? `, PostgreSQL ${postgres}` : ""}; load of the machine before reading ${load[0]}, before writing ${load[1]}.`;
  const bar = (one, label) => ({ name: label, value: one.perSecond, label: number(one.perSecond), kind: one.site === "nuanxin" ? "ours" : ["node", "waline"].includes(one.site) ? "other" : "floor" });
  const plot = bars({
    title: "Durable posts a second",
    note: `${connections} connections, each post on the disk before it is acknowledged; longer is more`,
    panels: [{ rows: say.map((one) => bar(one, one.site === "disk" ? "syncs, one at a time" : name(one.site, one.database))) }],
  });
  return { tables: { feed: `${table(readingHead, reading)}\n\n${under}`, say: `${table(writingHead, writing)}\n\n${under}` }, plots: { posts: plot } };
}

function kills({ date, machine, rounds, results }) {
  const head = ["database", "kills", "posts acknowledged", "left without an answer, and sent again", "lost", "stored twice"];
  const rows = results.map((one) => [DATABASES[one.database], number(rounds), number(one.acknowledged), number(one.unanswered), `**${number(one.lost)}**`, `**${number(one.doubled)}**`]);
  return { tables: { kills: `${table(head, rows)}\n\n${date}, ${machine}.` }, plots: {} };
}

function reading({ date, machine, rounds, moves, load, results }) {
  const peer = (one) => results.find(({ site, count }) => site === "socket.io" && count === one.count);
  const head = ["", "followers", "lag ms, median", "÷ socket.io", "lag ms, 99th", "÷ socket.io", "last one ms", "joined ms, 99th", "back after a kill ms", "MB"];
  const rows = results.map((one) => [
    one.site, number(one.count), `**${number(one.median)}**`, times(one.median / peer(one).median), number(one.p99), times(one.p99 / peer(one).p99), number(one.last), number(one.join), number(one.back), number(one.memory),
  ]);
  const under = `${date}, ${machine}, the server on one core; ${moves} moves, medians of ${rounds} rounds; load of the machine ${load}.`;
  return { tables: { reading: `${table(head, rows)}\n\n${under}` }, plots: {} };
}
