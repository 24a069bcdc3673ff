// Waline: the comment server that many Chinese sites run, on SQLite, as its package comes; its limit of a comment a minute
// and its calls to other sites (spam check, sign-in, regions) are off.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../browser.mjs";
import { answers, freePort } from "../serve.mjs";

const PACKAGE = join(ROOT, ".peers/waline/node_modules/@waline/vercel");
const OPTIONS = {
  AKISMET_KEY: "false",
  DISABLE_REGION: "true",
  IPQPS: "0",
  JWT_TOKEN: "benchmark",
  OAUTH_URL: 'data:application/json,{"services":[]}',
  SITE_NAME: "benchmark",
};

/** What its worker processes need to begin with; its package comes without it. */
const TABLES = `
CREATE TABLE wl_Comment (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, comment TEXT, insertedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  ip VARCHAR(100) DEFAULT '', link VARCHAR(255), mail VARCHAR(255), nick VARCHAR(255), pid INTEGER, rid INTEGER, sticky NUMERIC,
  status VARCHAR(50) NOT NULL DEFAULT '', "like" INTEGER, ua TEXT, url VARCHAR(255), createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE wl_Counter (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER, url VARCHAR(255) NOT NULL DEFAULT '', createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE wl_Users (id INTEGER PRIMARY KEY AUTOINCREMENT, display_name VARCHAR(255) NOT NULL DEFAULT '', email VARCHAR(255) NOT NULL DEFAULT '', password VARCHAR(255) NOT NULL DEFAULT '',
  type VARCHAR(50) NOT NULL DEFAULT '', label VARCHAR(255), url VARCHAR(255), avatar VARCHAR(255), createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP);`;

/** Starts it with `node` and nothing stored: `{ url, stop, ended, count }`; `count` is how many comments are in its file. */
export async function startWaline(node, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "waline.sqlite");
  const sql = (script, ...args) => execFileSync(node, ["-e", `const { DatabaseSync } = require("node:sqlite"); const db = new DatabaseSync(process.argv[1]); ${script}`, file, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  sql("db.exec(process.argv[2])", TABLES);
  const port = await freePort();
  // Its own process group: it starts a process a core.
  const server = spawn(node, [join(PACKAGE, "vanilla.js"), String(port)], { env: { ...process.env, ...OPTIONS, SQLITE_PATH: folder }, stdio: "ignore", detached: true });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = () => {
    try {
      process.kill(-server.pid);
    } catch {
      // It has ended.
    }
  };
  process.once("exit", stop);
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/api/comment?path=/&pageSize=1&page=1`, () => server.exitCode !== null && "Waline ended");
  return { url, stop, ended, count: () => Number(sql('console.log(db.prepare("SELECT count(*) AS n FROM wl_Comment").get().n)')) };
}
