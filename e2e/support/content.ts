// The words as their authors wrote them: what a test expects to see is read from the files, not from the app.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { CONTENT } from "./process";

export type Written = { slug: string; body: string; [field: string]: string };

function read(path: string, slug: string): Written {
  const text = readFileSync(join(CONTENT, path), "utf8").replaceAll("\r\n", "\n");
  const [, head, body] = text.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${path} has no front matter`);
  const fields = [...head.matchAll(/^(\w+): (.+)$/gm)].map(([, name, value]) => [name, value]);
  return { ...Object.fromEntries(fields), slug, body: body.trim() };
}

function readAll(folder: string): Written[] {
  const names = readdirSync(join(CONTENT, folder)).filter((name) => name.endsWith(".md"));
  const all = names.sort().map((name) => read(`${folder}/${name}`, name.replace(/\.md$/, "")));
  return all.filter((one) => !one.withdrawn);
}

export const site = read("site.md", "site");
export const cards = readAll("cards");
export const articles = readAll("articles");
export const sources = readAll("sources");

export function card(slug: string): Written {
  const found = cards.find((card) => card.slug === slug);
  if (!found) throw new Error(`no card ${slug}`);
  return found;
}

/** A card whose quotation is part of a longer sentence. */
export const excerpt = cards.find((card) => card.sentence !== card.quote)!;
/** A card that is a sentence of its own. */
export const whole = cards.find((card) => card.sentence === card.quote)!;

/** One path of every kind of page. */
export const ROUTES = ["/", "/cards/", "/cards/q010/", "/articles/", `/articles/${articles[0]!.slug}/`, "/about/", "/me/"];
export const NOWHERE = "/nope/";
