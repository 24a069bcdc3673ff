// The floor: what no client can beat. One HTML file a page with its style inside, and no script.
import { join } from "node:path";

import { articleMarkdown, cardMarkdown, deckMarkdown } from "./content.mjs";
import { escape, into } from "./site.mjs";
import { STYLE } from "./spa.mjs";

export const path = (page) => page;

export async function build(content, peers, out) {
  const { marked } = await import(join(peers, "node_modules/marked/lib/marked.esm.js"));
  const write = into(out);
  const page = (title, markdown) =>
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title>` +
    `<link rel="icon" href="data:,"><style>${STYLE}</style></head><body><article><h1>${escape(title)}</h1>${marked.parse(markdown)}</article></body></html>`;
  const link = (slug) => `/cards/${slug}`;
  for (const card of content.cards) write(`cards/${card.slug}.html`, page(card.quote, cardMarkdown(card)));
  for (const article of content.articles) write(`articles/${article.slug}.html`, page(article.title, articleMarkdown(article, link)));
  for (const deck of content.decks) write(`decks/${deck.slug}.html`, page(deck.title, deckMarkdown(deck, link)));
  write("index.html", page(content.site.name, content.articles.map(({ slug, title }) => `- [${title}](/articles/${slug})`).join("\n")));
}
