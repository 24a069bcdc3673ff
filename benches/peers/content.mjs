// A content folder as plain values, for sites that are not ours. Only what the check lets through is read: no faults here.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** `{ site, cards, articles, decks }`, each document with its slug, fields and markdown body. */
export function readContent(folder) {
  const all = (kind) => readdirSync(join(folder, kind)).filter((name) => name.endsWith(".md")).sort().map((name) => ({ slug: name.slice(0, -3), ...parse(join(folder, kind, name)) }));
  const sources = new Map(all("sources").map((source) => [source.slug, source]));
  const cards = all("cards").filter((card) => !card.withdrawn).map((card) => ({ ...card, source: sources.get(card.source) }));
  const bySlug = new Map(cards.map((card) => [card.slug, card]));
  const resolved = (document) => ({ ...document, cards: (document.cards ?? []).map((slug) => bySlug.get(slug)).filter(Boolean) });
  return { site: parse(join(folder, "site.md")), cards, articles: all("articles").map(resolved), decks: all("decks").map(resolved) };
}

function parse(file) {
  const [, head, body] = readFileSync(file, "utf8").match(/^---\n([^]*?)\n---\n?([^]*)$/);
  const fields = {};
  let list;
  for (const line of head.split("\n")) {
    const item = line.match(/^\s*- (.*)$/);
    const [, key, value] = line.match(/^(\w+):\s*(.*)$/) ?? [];
    if (item) list.push(unquote(item[1]));
    else if (key && value) fields[key] = unquote(value);
    else if (key) fields[key] = list = [];
  }
  return { ...fields, body: body.trim() };
}

const unquote = (text) => (/^".*"$/.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, "$1") : /^'.*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text);

/** The words of a card's page as markdown, without its title, which is the quotation: those of our own page. */
export function cardMarkdown({ quote, sentence, source, section, body }) {
  const cite = `${source.short} · ${section}`;
  const origin = `${source.author}《${source.title}》，${source.date}。见${source.published_in}。`;
  return `> ${quote}\n\n${cite}\n\n${sentence}\n\n${origin}\n\n## 读懂\n\n${body}\n`;
}

/** An article's page; `link(slug)` is where a card is on that site. */
export function articleMarkdown({ summary, theme, date, body, cards }, link) {
  const linked = body.replace(/\]\(\/cards\/([\w-]+)\/\)/g, (_, slug) => `](${link(slug)})`);
  const list = cards.length > 0 ? `\n\n## 这篇依据的金句\n\n${rows(cards, link)}` : "";
  return `${summary}\n\n${theme} · ${date}\n\n${linked}${list}\n`;
}

/** A deck's page. */
export const deckMarkdown = ({ summary, cards }, link) => `${summary}\n\n${rows(cards, link)}\n`;

const rows = (cards, link) => cards.map((card) => `- [${card.quote}](${link(card.slug)})`).join("\n");
