// What the service worker says again of the Rust code, held to the vectors that the Rust code is held to:
// crates/api/src/address.rs, crates/content/tests/library/worker.rs.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { ROOT } from "./support/process";
import { worker } from "./support/worker";

interface Addresses {
  paths: Record<string, string>;
  templates: Record<string, string>;
}

interface Pages {
  index: { withdrawn: string[] };
  files: Record<string, string | object>;
  pages: { what: string; path: string; at: number; html: string | null }[];
  posts: { stored: { owner: string }; sent: object }[];
}

const vectors = <T>(file: string) => JSON.parse(readFileSync(join(ROOT, "crates", file), "utf8")) as T;
const { paths, templates } = vectors<Addresses>("api/tests/addresses.json");
const { index, files, pages, posts } = vectors<Pages>("content/tests/vectors/worker.json");

test("the service worker reads addresses as the app and the server do", () => {
  const { pagePath, storedAs } = worker();
  for (const [given, meant] of Object.entries(paths)) expect(pagePath(given), given).toBe(meant);
  for (const [given, stored] of Object.entries(templates)) expect(storedAs(pagePath(given)), given).toBe(stored);
});

test("the service worker puts pages together as the app does", async () => {
  const read = async (name: string) => (typeof files[name] === "object" ? JSON.stringify(files[name]) : files[name]);
  for (const { what, path, at, html } of pages) expect((await worker(at).fragment(index, path, read, index.withdrawn)) ?? null, what).toBe(html);
});

test("the service worker sends what waits as the app would", () => {
  for (const { stored, sent } of posts) expect(JSON.parse(worker().newPost(stored, stored.owner))).toEqual(sent);
});
