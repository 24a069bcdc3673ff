// Our server with members in it, as its own command line and its own API make them.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./browser.mjs";
import { SERVER } from "./serve.mjs";

/** Where a server's data is: a folder, and a database's address unless it is the folder's own file. */
const place = ({ data, database }) => ["--data-dir", data, ...(database ? ["--database-url", database] : [])];

/** One of the server's commands; what it printed. */
export const command = (store, ...args) => {
  mkdirSync(store.data, { recursive: true });
  return execFileSync(SERVER, [...args, ...place(store)], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
};

/** Starts it without limits of how often, on a free port: `{ url, pid, stop, kill, ended }`. */
export async function start(store) {
  mkdirSync(store.data, { recursive: true });
  const folders = ["--content-dir", join(ROOT, "content"), "--dist", join(ROOT, "dist")];
  const args = ["serve", "--listen", "127.0.0.1:0", "--rate-limit", "off", ...folders, ...place(store)];
  return started(spawn(SERVER, args, { stdio: ["ignore", "pipe", "ignore"] }));
}

/** A process that prints its address first. */
export async function started(server) {
  const stop = () => server.kill();
  process.once("exit", stop);
  const ended = new Promise((resolve) => server.once("exit", resolve)).then((code) => {
    process.removeListener("exit", stop);
    return code;
  });
  const url = await new Promise((resolve, reject) => {
    server.stdout.once("data", (line) => resolve(String(line).split("\n")[0].trim()));
    ended.then((code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url, pid: server.pid, stop, kill: () => server.kill("SIGKILL"), ended };
}

/** Makes a branch and so many members of it, joined through the running server at `url`: their cookies. */
export async function makeMembers(store, url, count) {
  const branch = command(store, "branch", "add", `示例支部 ${randomBytes(3).toString("hex")}`);
  const cookies = [];
  for (let number = 0; number < count; number++) {
    const link = command(store, "invite", "--branch", branch, "--role", "member");
    const code = new URL(link).pathname.split("/").filter(Boolean).at(-1);
    const body = JSON.stringify({ code, device: randomBytes(32).toString("hex") });
    const joined = await fetch(`${url}/api/join`, { method: "POST", headers: { origin: url, "content-type": "application/json" }, body });
    if (joined.status !== 201) throw new Error(`joining: ${joined.status} ${await joined.text()}`);
    cookies.push(joined.headers.getSetCookie()[0].split(";")[0]);
  }
  return cookies;
}
