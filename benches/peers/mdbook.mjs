// mdBook as `mdbook init` makes it: every page in the table of contents.
import { join } from "node:path";

import { articleMarkdown, cardMarkdown, deckMarkdown } from "./content.mjs";
import { into, run } from "./site.mjs";

export const path = (page) => `${page}.html`;

export function build(content, peers, out) {
  const folder = join(peers, "sites/mdbook");
  const write = into(folder);
  const link = (slug) => `../cards/${slug}.md`;
  for (const card of content.cards) write(`src/cards/${card.slug}.md`, `# ${card.quote}\n\n${cardMarkdown(card)}`);
  for (const article of content.articles) write(`src/articles/${article.slug}.md`, `# ${article.title}\n\n${articleMarkdown(article, link)}`);
  for (const deck of content.decks) write(`src/decks/${deck.slug}.md`, `# ${deck.title}\n\n${deckMarkdown(deck, link)}`);
  write("src/README.md", `# ${content.site.name}\n\n${content.site.tagline}\n`);
  const entry = (kind, document, title) => `- [${title.replace(/[[\]]/g, "")}](${kind}/${document.slug}.md)`;
  const toc = [
    "# Summary\n\n[首页](README.md)\n",
    ...content.articles.map((article) => entry("articles", article, article.title)),
    ...content.decks.map((deck) => entry("decks", deck, deck.title)),
    ...content.cards.map((card) => entry("cards", card, card.quote)),
  ];
  write("src/SUMMARY.md", `${toc.join("\n")}\n`);
  write("book.toml", `[book]\ntitle = "${content.site.name}"\nlanguage = "zh"\n[build]\nbuild-dir = ${JSON.stringify(out)}\n`);
  run(folder, "mdbook", "build");
}
