// With a network, reading needs no script: every page is complete HTML.

import { expect, test } from "./fixtures";
import { articles, card, cards, excerpt, farArticle, NOWHERE, ROUTES, site, whole } from "./support/content";
import { headerHeading, headerNote, nextButton, previousButton } from "./support/page";
import { recentCard, day } from "./support/published";

test.use({ javaScriptEnabled: false });

test("today's card, its source and its plain words are on the first page", async ({ page, server }) => {
  const today = card(await recentCard(server.url));
  await page.goto("/");
  await expect(headerHeading(page)).toHaveText("今日金句");
  await expect(headerNote(page)).toHaveText(day().chinese);
  await expect(page.locator(".quote")).toHaveText(today.quote);
  await expect(page.locator(".cite > p")).toContainText("党的二十大报告 · ");
  await expect(page.locator(".gloss h2")).toHaveText("读懂");
  await expect(page.locator(".gloss p").first()).toBeVisible();
  await expect(page.locator(".proof")).toHaveText("已逐字核对");
});

for (const { slug, quote, sentence } of [excerpt, whole]) {
  test(`看原文 of ${slug} opens the full sentence with the quotation marked in it`, async ({ page }) => {
    await page.goto(`/cards/${slug}/`);
    await expect(page.locator(".sentence")).toBeHidden();
    await page.getByText("看原文").tap();
    await expect(page.locator(".sentence")).toBeVisible();
    expect(await page.locator(".sentence").textContent()).toBe(sentence);
    expect(await page.locator(".sentence mark").textContent()).toBe(quote);
    await expect(page.locator(".origin-source")).toContainText("《高举中国特色社会主义伟大旗帜");
  });
}

test("every quotation on its page is the author's to the character", async ({ request }) => {
  const text = (html: string) => html.replaceAll(/<[^>]+>/g, "");
  for (const { slug, quote, sentence } of cards) {
    const html = await (await request.get(`/cards/${slug}/`)).text();
    const part = (pattern: RegExp) => text(html.match(pattern)?.[1] ?? "");
    expect(part(/<blockquote class="quote"[^>]*>(.*?)<\/blockquote>/s)).toBe(quote);
    // A quotation that is the whole sentence, with none beside it, stands on its page once.
    if (html.includes('class="sentence"')) expect(part(/<span class="sentence">(.*?)<\/span>/s)).toBe(sentence);
    else expect(sentence).toBe(quote);
  }
});

test("下一条 and 上一条 lead to real pages and back", async ({ page }) => {
  await page.goto("/");
  await nextButton(page).tap();
  await expect(page).toHaveURL(/\/cards\/[^/]+\/$/);
  const second = page.url();
  await nextButton(page).tap();
  await expect(page).not.toHaveURL(second);
  await expect(page.locator(".quote")).toBeVisible();
  await previousButton(page).tap();
  await expect(page).toHaveURL(second);
});

test("the list has every card once, by theme, and leads to their pages", async ({ page }) => {
  await page.goto("/cards/");
  await expect(headerNote(page)).toHaveText(`${cards.length} 条`);
  await expect(page.getByText("每条读一遍约 20 秒")).toBeVisible();
  await expect(page.locator(".rows a")).toHaveCount(cards.length);
  expect(new Set(await page.locator(".rows a").allTextContents())).toEqual(new Set(cards.map((card) => card.quote)));
  await page.locator(".chips a").last().tap();
  await expect(page.locator("section:target h2")).toBeInViewport();
  await page.locator("section:target .rows a").first().tap();
  await expect(page.locator(".quote")).toBeVisible();
});

test("an article is found in the list, reads to its end, and leads to the cards it rests on", async ({ page }) => {
  await page.goto("/articles/");
  await expect(page.locator(".rows a")).toHaveCount(articles.length);
  const { slug, title, summary } = farArticle;
  await page.getByRole("link", { name: title }).tap();
  await expect(page).toHaveURL(`/articles/${slug}/`);
  await expect(page.locator("h1")).toHaveText(title);
  await expect(page.locator(".summary")).toHaveText(summary);
  await expect(headerNote(page)).toHaveText(/^约 \d+ 分钟$/);
  await page.locator(".rests-on a").first().tap();
  await expect(page.locator(".quote")).toBeVisible();
});

test("关于 says who runs it and what it does not do", async ({ page }) => {
  await page.goto("/about/");
  await expect(page.locator("h1")).toHaveText(site.name);
  await expect(page.locator("main")).toContainText(site.committee);
  await expect(page.locator("main")).toContainText("我们不做的事");
});

test("我的 says that keeping needs script, and reading does not", async ({ page }) => {
  await page.goto("/me/");
  await expect(page.locator("noscript p")).toContainText("读卡片和文章不需要");
  await expect(page.locator("noscript p")).toBeVisible();
});

test("a page that is not there says so and leads on", async ({ page }) => {
  await page.goto(NOWHERE);
  await expect(page.locator("h1")).toHaveText("没有这一页");
  await page.getByRole("link", { name: "看今日金句" }).tap();
  await expect(page.locator(".quote")).toBeVisible();
});

test("a link sent to a friend has title, description and preview on every page", async ({ page }) => {
  const titles = new Set<string>();
  for (const path of ROUTES) {
    await page.goto(path);
    const meta = (name: string) => page.locator(`meta[name="${name}"], meta[property="${name}"]`);
    await expect(page).toHaveTitle(new RegExp(`.+ · ${site.name}$`));
    await expect(meta("description")).toHaveAttribute("content", /\S/);
    await expect(meta("og:title")).toHaveAttribute("content", /\S/);
    await expect(meta("og:description")).toHaveAttribute("content", /\S/);
    await expect(meta("og:site_name")).toHaveAttribute("content", site.name);
    titles.add(await page.title());
  }
  expect(titles.size).toBe(ROUTES.length);
});

test("the tab bar marks where one is", async ({ page }) => {
  const tabs = { "/": "金句", "/cards/": "金句", "/cards/q010/": "金句", "/articles/": "学习", "/me/": "我的", "/about/": "我的" };
  for (const [path, tab] of Object.entries(tabs)) {
    await page.goto(path);
    await expect(page.locator(".tabs [aria-current=page]")).toHaveText([tab]);
  }
  await page.goto(NOWHERE);
  await expect(page.locator(".tabs [aria-current]")).toHaveCount(0);
});
