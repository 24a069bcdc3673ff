// What the files of the peers share: writing a site's sources, and running its own build.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A function that writes files below an emptied folder. */
export function into(folder) {
  rmSync(folder, { recursive: true, force: true });
  return (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
}

/** Runs a site's builder in its folder; its words are shown only where it fails. */
export function run(folder, program, ...args) {
  try {
    execFileSync(program, args, { cwd: folder, stdio: "pipe", env: { ...process.env, NODE_ENV: "production", NO_UPDATE_NOTIFIER: "1", CI: "1" } });
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}\n${error.stdout ?? ""}${error.stderr ?? error}`);
  }
}

/** The text as it must stand in HTML. */
export const escape = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
