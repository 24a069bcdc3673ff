// 领读, live: how long after a move every follower has it, beside a socket.io room that broadcasts the same snapshot (what
// reveal.js' multiplex is) in the same run; server and followers each on a core of their own.
import { execFileSync, fork, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT, median, pause } from "./browser.mjs";
import { makeMembers, started } from "./members.mjs";
import { SERVER, freePort } from "./serve.mjs";

const FOLLOWERS = [200, 2_000];
const MOVES = 30;
const MODULES = join(ROOT, ".peers/room");
/** The server's core, and that of those who follow. */
const [OURS, THEIRS] = ["0", String(cpus().length - 1)];
const pinned = (core, command, args, options) => spawn("taskset", ["-c", core, command, ...args], options);

export async function measure({ rounds = 3 }) {
  const results = [];
  for (const count of FOLLOWERS) {
    const runs = { nuanxin: [], "socket.io": [] };
    for (let round = 0; round < rounds; round++) {
      for (const [site, start] of [["nuanxin", nuanxin], ["socket.io", socketRoom]]) {
        const run = await follow(site, await start(), count);
        runs[site].push(run);
        console.log(`${site}, ${count} followers, ${round + 1}/${rounds}: ${JSON.stringify(run)}`);
      }
    }
    for (const [site, all] of Object.entries(runs)) {
      const of = (key) => Math.round(median(all.map((run) => run[key])));
      results.push({ site, count, median: of("median"), p99: of("p99"), last: of("last"), join: of("join"), back: of("back"), memory: of("memory") });
    }
  }
  return { rounds, moves: MOVES, load: Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]), results };
}

/** Joins, moves, and a restart in the middle, with so many followers. */
async function follow(site, room, count) {
  const child = fork(join(ROOT, "benches/followers.mjs"));
  execFileSync("taskset", ["-pc", THEIRS, String(child.pid)], { stdio: "ignore" });
  const told = async (message) => {
    child.send(message);
    const [answer] = await once(child, "message");
    return answer;
  };
  const { joined } = await told({ follow: site === "nuanxin" ? "sse" : "socket.io", url: room.url, path: room.path, count, modules: MODULES });
  const lags = [];
  for (let move = 0; move < MOVES; move++) {
    const began = Date.now();
    const seq = await room.move();
    const { at } = await told({ expect: seq });
    lags.push(...at.map((time) => Math.max(0, time - began)));
    await pause(100);
  }
  const memory = room.memory();
  const down = Date.now();
  await room.restart();
  const seq = await room.move();
  const { at } = await told({ expect: seq });
  const back = Math.max(...at) - down;
  child.kill();
  room.stop();
  lags.sort((a, b) => a - b);
  joined.sort((a, b) => a - b);
  const at99 = (all) => all[Math.floor(all.length * 0.99)];
  return { median: lags[lags.length >> 1], p99: at99(lags), last: lags.at(-1), join: at99(joined), back, memory };
}

const resident = (pid) => Math.round(Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024);

async function nuanxin() {
  const data = mkdtempSync(join(tmpdir(), "nuanxin-reading-"));
  const port = await freePort();
  const folders = ["--content-dir", join(ROOT, "content"), "--dist", join(ROOT, "dist"), "--data-dir", data];
  const limits = ["--rate-limit", "off", "--max-connections", "8192", "--max-following", "4096"];
  const start = () => started(pinned(OURS, SERVER, ["serve", "--listen", `127.0.0.1:${port}`, ...limits, ...folders], { stdio: ["ignore", "pipe", "ignore"] }));
  let server = await start();
  const [cookie] = await makeMembers({ data }, server.url, 1);
  const post = async (path, body) => {
    const headers = { origin: server.url, "content-type": "application/json", cookie };
    const answer = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const token = randomBytes(32).toString("hex");
  const time = Date.now().toString(16).padStart(12, "0");
  const rest = randomBytes(9).toString("hex");
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}`;
  const { room, cards } = await post("/api/readings", { id, deck: "morning", token });
  const path = `/api/readings/${room}`;
  let card = 0;
  return {
    url: server.url,
    path,
    move: async () => {
      card = (card + 1) % cards.length;
      return (await post(`${path}/position`, { token, epoch: 1, card })).snapshot.seq;
    },
    memory: () => resident(server.pid),
    restart: async () => {
      server.kill();
      await server.ended;
      server = await start();
    },
    stop: () => {
      server.stop();
      server.ended.then(() => rmSync(data, { recursive: true, force: true }));
    },
  };
}

async function socketRoom() {
  const port = await freePort();
  const start = () => started(pinned(OURS, process.execPath, [join(ROOT, "benches/peers/socket-room.mjs"), MODULES, String(port)], { stdio: ["ignore", "pipe", "inherit"] }));
  let server = await start();
  let snapshot = { epoch: 1, seq: 1, card: 0, sentence: 0, rest: false, lead: "held", ended: false };
  return {
    url: server.url,
    path: "",
    move: async () => {
      snapshot = { ...snapshot, seq: snapshot.seq + 1, card: (snapshot.card + 1) % 7 };
      await fetch(server.url, { method: "POST", body: JSON.stringify(snapshot) });
      return snapshot.seq;
    },
    memory: () => resident(server.pid),
    restart: async () => {
      server.kill();
      await server.ended;
      server = await start();
    },
    stop: () => server.stop(),
  };
}
