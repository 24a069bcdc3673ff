// A PostgreSQL for the benchmark: as Debian brings it, with its own settings, so every commit is synced.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { freePort } from "./serve.mjs";

const DEBIAN = "/usr/lib/postgresql";
const IS_ROOT = process.getuid?.() === 0;

/** Whether there is one. */
export const hasPostgres = () => newest() !== undefined;

function newest() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((version) => existsSync(join(DEBIAN, version, "bin/initdb"))) : [];
  return versions.sort((a, b) => Number(b) - Number(a))[0];
}

/** Starts the one whose files are in `dir`, made if it is not there: `{ url(database), version, stop }`. */
export async function startPostgres(dir) {
  const version = newest();
  const port = await freePort();
  mkdirSync(dir, { recursive: true });
  // PostgreSQL does not run as root; Debian's package brings this user.
  if (IS_ROOT) execFileSync("chown", ["postgres", dir]);
  else chmodSync(dir, 0o700);
  const data = join(dir, "data");
  const run = (name, ...args) => {
    const program = join(DEBIAN, version, "bin", name);
    const [command, ...rest] = IS_ROOT ? ["runuser", "-u", "postgres", "--", program, ...args] : [program, ...args];
    return execFileSync(command, rest, { cwd: dir, encoding: "utf8", stdio: ["ignore", name === "pg_ctl" ? "ignore" : "pipe", "inherit"] });
  };
  if (!existsSync(data)) run("initdb", "-D", data, "-U", "nuanxin", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  run("pg_ctl", "-D", data, "-w", "-l", join(dir, "log"), "-o", options, "start");
  const stop = () => {
    process.removeListener("exit", stop);
    run("pg_ctl", "-D", data, "-m", "fast", "stop");
  };
  process.once("exit", stop);
  const ask = (database, sql) => run("psql", "-h", "127.0.0.1", "-p", String(port), "-U", "nuanxin", "-d", database, "-AtXqc", sql).trim();
  return {
    version,
    stop,
    ask,
    /** The address of a database, made if it is not there. */
    url(database) {
      if (ask("postgres", `SELECT 1 FROM pg_database WHERE datname = '${database}'`) === "") ask("postgres", `CREATE DATABASE ${database}`);
      return `postgres://nuanxin@127.0.0.1:${port}/${database}`;
    },
    /** An empty one, whatever was there. */
    fresh(database) {
      ask("postgres", `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      return this.url(database);
    },
  };
}
