// Functions of the service worker, without a browser around them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

import { ROOT } from "./process";

type Read = (key: string) => Promise<string | undefined>;

interface Worker {
  pagePath(path: string): string;
  storedAs(path: string): string;
  fragment(index: object, path: string, read: Read, withdrawn: string[]): Promise<string | null | undefined>;
  newPost(word: object, member: string): string;
}

/** They read the clock as if it were `at`, unix milliseconds. */
export function worker(at = 0): Worker {
  const source = readFileSync(join(ROOT, "public/sw.js"), "utf8").replace("__PRECACHE__", "[]");
  class Clock extends Date {
    static override now = () => at;
  }
  return runInNewContext(`${source}; ({ pagePath, storedAs, fragment, newPost })`, { addEventListener: () => {}, Date: Clock });
}
