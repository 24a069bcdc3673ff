// Docusaurus with its classic preset and its faster bundler; articles in the sidebar.
import { join } from "node:path";
import { rmSync } from "node:fs";

import { articleMarkdown, cardMarkdown, deckMarkdown } from "./content.mjs";
import { into, run } from "./site.mjs";

export const path = (page) => page;

export function build(content, peers, out) {
  const folder = join(peers, "docusaurus");
  for (const stale of [".docusaurus", "static"]) rmSync(join(folder, stale), { recursive: true, force: true });
  const docs = into(join(folder, "docs"));
  const link = (slug) => `/cards/${slug}`;
  for (const card of content.cards) docs(`cards/${card.slug}.md`, `# ${card.quote}\n\n${cardMarkdown(card)}`);
  for (const article of content.articles) docs(`articles/${article.slug}.md`, `# ${article.title}\n\n${articleMarkdown(article, link)}`);
  for (const deck of content.decks) docs(`decks/${deck.slug}.md`, `# ${deck.title}\n\n${deckMarkdown(deck, link)}`);
  docs("index.md", `# ${content.site.name}\n\n${content.articles.map(({ slug, title }) => `- [${title}](/articles/${slug})`).join("\n")}\n`);
  const config = {
    title: content.site.name,
    url: "http://127.0.0.1",
    baseUrl: "/",
    onBrokenLinks: "ignore",
    i18n: { defaultLocale: "zh-CN", locales: ["zh-CN"] },
    markdown: { format: "md" },
    future: { v4: true, faster: true },
    presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: "./site/sidebars.js" }, blog: false, pages: false }]],
    themeConfig: { navbar: { title: content.site.name, items: content.decks.slice(0, 3).map(({ slug, title }) => ({ to: `/decks/${slug}`, label: title })) } },
  };
  const site = into(join(folder, "site"));
  site("docusaurus.config.js", `module.exports = ${JSON.stringify(config)};\n`);
  site("sidebars.js", `module.exports = ${JSON.stringify({ main: content.articles.map(({ slug }) => `articles/${slug}`) })};\n`);
  run(folder, join(folder, "node_modules/.bin/docusaurus"), "build", "--config", "site/docusaurus.config.js", "--out-dir", out);
}
