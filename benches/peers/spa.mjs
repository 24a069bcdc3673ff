// A hand-made single-page app: Vite, Preact and vite-plugin-pwa. Markdown becomes HTML when it is built, one small JSON
// file a document; the service worker stores everything, so it works offline, as ours does.
import { join } from "node:path";

import { articleMarkdown, cardMarkdown } from "./content.mjs";
import { into, run } from "./site.mjs";

export const path = (page) => page;

export const STYLE =
  'body{font:16px/1.8 system-ui,"Noto Sans CJK SC",sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#222}' +
  "blockquote{margin:1rem 0;padding:.5rem 1rem;border-left:4px solid #d88;background:#fff7f2}nav a{margin-right:1rem}";

const APP = `import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import "./style.css";

function useData(path) {
  const [data, set] = useState(null);
  useEffect(() => {
    let wanted = true;
    set(null);
    fetch("/data" + path + ".json").then((answer) => answer.json()).then((data) => wanted && set(data));
    return () => { wanted = false; };
  }, [path]);
  return data;
}

function Page({ path }) {
  const page = useData(path);
  return page && <article><h1>{page.title}</h1><div dangerouslySetInnerHTML={{ __html: page.html }} /></article>;
}

function Deck({ path }) {
  const deck = useData(path);
  return deck && <article><h1>{deck.title}</h1><p>{deck.summary}</p><ul>{deck.cards.map((card) => <li key={card.slug}><a href={"/cards/" + card.slug}>{card.quote}</a></li>)}</ul></article>;
}

function Home() {
  const articles = useData("/index");
  return articles && <ul>{articles.map((article) => <li key={article.slug}><a href={"/articles/" + article.slug}>{article.title}</a></li>)}</ul>;
}

function App() {
  const [path, go] = useState(location.pathname);
  useEffect(() => {
    addEventListener("popstate", () => go(location.pathname));
    addEventListener("click", (event) => {
      const link = event.target.closest?.("a");
      if (!link || link.origin !== location.origin) return;
      event.preventDefault();
      history.pushState(0, "", link.href);
      go(location.pathname);
    });
  }, []);
  const Shown = path === "/" ? Home : path.startsWith("/decks/") ? Deck : Page;
  return <><nav><a href="/">SITE</a> <a href="/decks/morning">早会</a></nav><Shown path={path} /></>;
}

render(<App />, document.getElementById("app"));
`;

export async function build(content, peers, out) {
  const { marked } = await import(join(peers, "node_modules/marked/lib/marked.esm.js"));
  const folder = join(peers, "sites/spa");
  const write = into(folder);
  const data = (path, value) => write(`public/data/${path}.json`, JSON.stringify(value));
  const link = (slug) => `/cards/${slug}`;
  for (const card of content.cards) data(`cards/${card.slug}`, { title: card.quote, html: marked.parse(cardMarkdown(card)) });
  for (const article of content.articles) data(`articles/${article.slug}`, { title: article.title, html: marked.parse(articleMarkdown(article, link)) });
  for (const { slug, title, summary, cards } of content.decks) {
    data(`decks/${slug}`, { title, summary, cards: cards.map(({ slug, quote }) => ({ slug, quote })) });
  }
  data("index", content.articles.map(({ slug, title }) => ({ slug, title })));
  write(
    "index.html",
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${content.site.name}</title>` +
      '<link rel="icon" href="data:,"></head><body><div id="app"></div><script type="module" src="/src/main.jsx"></script></body></html>',
  );
  write("src/main.jsx", APP.replace("SITE", content.site.name));
  write("src/style.css", STYLE);
  write(
    "vite.config.mjs",
    `import preact from "@preact/preset-vite";
import { VitePWA } from "vite-plugin-pwa";
const pwa = VitePWA({
  registerType: "autoUpdate",
  injectRegister: "script-defer",
  workbox: { globPatterns: ["**/*.{html,js,css,json}"], navigateFallback: "/index.html" },
  manifest: { name: ${JSON.stringify(content.site.name)}, short_name: ${JSON.stringify(content.site.name)}, icons: [] },
});
export default { plugins: [preact(), pwa], build: { outDir: ${JSON.stringify(out)}, emptyOutDir: true } };
`,
  );
  run(folder, join(peers, "node_modules/.bin/vite"), "build");
}
