// What a friend sees of a link before it is opened.

import { expect, test } from "./fixtures";
import { article, card, cards, site } from "./support/content";
import { CONTENT, ServerProcess } from "./support/process";
import { raw } from "./support/raw";

const PUBLIC = "https://nuanxin.example.org";
const PAGES = [
  { path: "/cards/q010/", title: card("q010").quote, picture: "og-card.png" },
  { path: "/", title: "今日金句", picture: "og-card.png" },
  { path: `/articles/${article.slug}/`, title: article.title, picture: "og-article.png" },
  { path: "/cards/", title: "全部金句", picture: "og-site.png" },
];

for (const { path, title, picture } of PAGES) {
  test(`${path} has a title, words and a picture that is there`, async ({ page }) => {
    const server = await ServerProcess.start(CONTENT, ["--public-url", PUBLIC]);
    try {
      await page.goto(server.url + path);
      const meta = (name: string) => page.locator(`meta[name="${name}"], meta[property="${name}"]`).getAttribute("content");
      expect(await meta("og:title")).toBe(title);
      expect(await meta("og:description")).toMatch(/\S/);
      expect(await meta("og:site_name")).toBe(site.name);
      expect(await meta("og:url")).toBe(PUBLIC + path);
      expect(await meta("og:image")).toBe(`${PUBLIC}/${picture}`);
      expect(await meta("og:image:alt")).toMatch(/\S/);
      expect(await meta("twitter:card")).toBe("summary_large_image");
      const { status, headers, body } = await raw(server.url, `/${picture}`);
      expect([status, headers["content-type"]]).toEqual([200, "image/png"]);
      expect(body.length).toBeLessThanOrEqual(40_000);
      // The sizes at the beginning of every PNG.
      expect([body.readUInt32BE(16), body.readUInt32BE(20)].map(String)).toEqual([await meta("og:image:width"), await meta("og:image:height")]);
    } finally {
      await server.stop();
    }
  });
}

test("a long quotation's title in a preview is cut at a clause", async ({ page }) => {
  const long = cards.find(({ quote }) => quote.length > 45 && /[，。；、]/.test(quote.slice(8, 28)))!;
  await page.goto(`/cards/${long.slug}/`);
  const title = (await page.locator('meta[property="og:title"]').getAttribute("content"))!;
  expect(title.length).toBeLessThanOrEqual(30);
  const kept = title.replace(/……$/, "");
  expect(long.quote.startsWith(kept)).toBe(true);
  expect(long.quote[kept.length]).toMatch(/[，。；：！？、—]/);
});
