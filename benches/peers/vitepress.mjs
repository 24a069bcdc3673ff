// VitePress with its default theme; articles in the sidebar.
import { join } from "node:path";

import { articleMarkdown, cardMarkdown, deckMarkdown } from "./content.mjs";
import { into, run } from "./site.mjs";

export const path = (page) => page;

export function build(content, peers, out) {
  const folder = join(peers, "sites/vitepress");
  const write = into(folder);
  const link = (slug) => `/cards/${slug}`;
  for (const card of content.cards) write(`docs/cards/${card.slug}.md`, `# ${card.quote}\n\n${cardMarkdown(card)}`);
  for (const article of content.articles) write(`docs/articles/${article.slug}.md`, `# ${article.title}\n\n${articleMarkdown(article, link)}`);
  for (const deck of content.decks) write(`docs/decks/${deck.slug}.md`, `# ${deck.title}\n\n${deckMarkdown(deck, link)}`);
  const list = content.articles.map(({ slug, title }) => ({ text: title, link: `/articles/${slug}` }));
  write("docs/index.md", `# ${content.site.name}\n\n${list.map((item) => `- [${item.text}](${item.link})`).join("\n")}\n`);
  const config = {
    title: content.site.name,
    lang: "zh-CN",
    cleanUrls: true,
    ignoreDeadLinks: true,
    outDir: out,
    themeConfig: { nav: content.decks.slice(0, 3).map(({ slug, title }) => ({ text: title, link: `/decks/${slug}` })), sidebar: list },
  };
  write("docs/.vitepress/config.mjs", `export default ${JSON.stringify(config)};\n`);
  run(folder, join(peers, "node_modules/.bin/vitepress"), "build", "docs");
}
