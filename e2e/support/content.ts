// The words as their authors wrote them: what a test expects to see is read from the files, not from the app.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { CONTENT } from "./process";

type Document = { slug: string; body: string; withdrawn?: string };
export type Card = Document & { quote: string; sentence: string;
  before?: string;
  after?: string; section: string; theme: string };
export type Article = Document & { title: string; summary: string; theme: string };
export type Deck = Document & { title: string; cards: string[] };
type Site = Document & { name: string; tagline: string; committee: string };

function read<Kind extends Document>(path: string, slug: string): Kind {
  const text = readFileSync(join(CONTENT, path), "utf8").replaceAll("\r\n", "\n");
  const [, head, body] = text.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${path} has no front matter`);
  const fields = [...head.matchAll(/^(\w+): (.+)$/gm)].map(([, name, value]) => [name, value]);
  const cards = [...head.matchAll(/^ +- (\S+)$/gm)].map(([, item]) => item);
  return { ...Object.fromEntries(fields), cards, slug, body: body.trim() };
}

function readAll<Kind extends Document>(folder: string): Kind[] {
  const names = readdirSync(join(CONTENT, folder)).filter((name) => name.endsWith(".md"));
  const all = names.sort().map((name) => read<Kind>(`${folder}/${name}`, name.replace(/\.md$/, "")));
  return all.filter((one) => !one.withdrawn);
}

export const site = read<Site>("site.md", "site");
export const cards = readAll<Card>("cards");
export const articles = readAll<Article>("articles");

export function card(slug: string): Card {
  const found = cards.find((card) => card.slug === slug);
  if (!found) throw new Error(`no card ${slug}`);
  return found;
}

export function deck(slug: string): Deck {
  const found = read<Deck>(`decks/${slug}.md`, slug);
  return { ...found, cards: found.cards.filter((slug) => cards.some((card) => card.slug === slug)) };
}

function some<Kind>(all: Kind[], which: (one: Kind) => boolean): Kind {
  const found = all.find(which);
  if (!found) throw new Error(`the content has no ${which}`);
  return found;
}

/** A card whose quotation is part of a longer sentence. */
export const excerpt = some(cards, (card) => card.sentence !== card.quote);
/** A card that is a sentence of its own. */
export const whole = some(cards, (card) => card.sentence === card.quote);
/** A card far from the first ones. */
export const farCard = card("q117");
/** An article, and another that speaks of cards. */
export const article = some(articles, () => true);
export const farArticle = some(articles, ({ slug, body }) => slug !== article.slug && body.includes("](/cards/"));

/** One path of every kind of page. */
export const ROUTES = ["/", "/cards/", "/cards/q010/", "/decks/", "/decks/morning/", "/decks/theme-people/", "/minute/", "/search/", "/articles/", `/articles/${article.slug}/`, "/about/", "/me/", "/kept/", "/kept/deck/", "/around/", "/places/", "/places/sample-bridge/", "/care/", "/care/sample-winter-check/", "/activities/", "/activities/study-trip/", "/contacts/", "/contacts/sample-point-kexiang/", "/agreements/", "/agreements/sample-kexiang/", "/roles/", "/roles/food-safety/", "/stories/", "/stories/kexiang-corridor/", "/posts/", "/posts/new/", "/posts/mine/"];
/** The server's own pages, which the app does not take over. */
export const STILL = ["/claim/", "/record/0123456789abcdef0123456789abcdef/"];
export const NOWHERE = "/nope/";
