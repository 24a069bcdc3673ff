// The pages of cards and articles inside the app: from one to the next without loading the site again.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { article, articles, card, cards, excerpt, site } from "./support/content";
import { headerHeading, headerNote, nextButton, previousButton, quotation, tabBar } from "./support/page";
import { openAllCards, ready } from "./support/reader";

declare global {
  interface Window {
    mark: boolean;
  }
}

const quote = (page: Page) => quotation(page);

/** Opens a page and marks it: the mark is gone when the browser loads another. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
  await page.evaluate(() => void (window.mark = true));
}

async function slugShown(page: Page): Promise<string> {
  return new URL(page.url()).pathname.split("/")[2]!;
}

test.afterEach(async ({ page }, { title }) => {
  if (title.includes("without loading")) expect(await page.evaluate(() => window.mark)).toBe(true);
});

test("下一条 and 上一条 change the card without loading the page, and one step back leads to where the first was opened", async ({ page }) => {
  await open(page, "/cards/");
  await page.locator('.rows a[href="/cards/q010/"]').first().tap();
  await expect(page).toHaveURL("/cards/q010/");
  await nextButton(page).tap();
  await expect(page).not.toHaveURL("/cards/q010/");
  const second = card(await slugShown(page));
  await expect(quote(page)).toHaveText(second.quote);
  await expect(page).toHaveTitle(`${second.quote} · ${site.name}`);
  await expect(headerNote(page)).toHaveText(second.theme);
  await previousButton(page).tap();
  await expect(page).toHaveURL("/cards/q010/");
  await expect(quote(page)).toHaveText(card("q010").quote);
  await expect(page).toHaveTitle(`${card("q010").quote} · ${site.name}`);
  for (let steps = 0; steps < 3; steps++) {
    const before = page.url();
    await nextButton(page).tap();
    await expect(page).not.toHaveURL(before);
  }
  // One that is like it is opened from there.
  const like = page.locator(".more a").first();
  const from = page.url();
  await like.tap();
  await expect(page).not.toHaveURL(from);
  await page.goBack();
  await expect(page).toHaveURL(from);
  await page.goBack();
  await expect(page).toHaveURL("/cards/");
});

test("arrow keys change the card without loading the page", async ({ page }) => {
  await open(page, "/cards/q010/");
  await page.keyboard.press("ArrowRight");
  await expect(quote(page)).not.toHaveText(card("q010").quote);
  await page.keyboard.press("ArrowLeft");
  await expect(quote(page)).toHaveText(card("q010").quote);
});

test("every card can be reached with 下一条 alone, without loading a page", async ({ page }) => {
  const first = cards.find((card) => card.theme === "青年")!;
  await open(page, `/cards/${first.slug}/`);
  const seen = new Set<string>();
  while (new URL(page.url()).pathname !== "/cards/") {
    const slug = await slugShown(page);
    expect(seen, `${slug} comes once`).not.toContain(slug);
    seen.add(slug);
    await expect(quote(page)).toHaveText(card(slug).quote);
    await page.keyboard.press("ArrowRight");
    await expect(page).not.toHaveURL(`/cards/${slug}/`);
  }
  expect(seen.size).toBe(cards.length);
});

test("看原文 opens the full sentence of a card that came without loading a page", async ({ page }) => {
  await open(page, "/cards/");
  await page.getByRole("link", { name: excerpt.quote, exact: true }).tap();
  await page.getByText("看原文").tap();
  await expect(page.locator(".sentence")).toHaveText(excerpt.sentence);
  await expect(page.locator(".sentence mark")).toHaveText(excerpt.quote);
});

test("who cannot see the screen is taken to the new page's heading", async ({ page }) => {
  await open(page, "/cards/q010/");
  await nextButton(page).tap();
  await expect(page).not.toHaveURL("/cards/q010/");
  const { quote } = card(await slugShown(page));
  await expect(page.locator("h1")).toHaveText(quote);
  await expect(page.locator("h1")).toBeFocused();
  await tabBar(page).getByText("学习").tap();
  await expect(page.locator("h1", { hasText: "学习" })).toBeFocused();
});

test("tabs lead from page to page, mark where one is, and begin at the top, without loading", async ({ page }) => {
  await open(page, "/cards/");
  await page.locator(".rows a").last().scrollIntoViewIfNeeded();
  await tabBar(page).getByText("学习").tap();
  await expect(page.locator(".rows.articles a")).toHaveCount(articles.length);
  await expect(page.locator(".tabs [aria-current=page]")).toHaveText(["学习"]);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await tabBar(page).getByText("我的").tap();
  await expect(page.locator(".tabs [aria-current=page]")).toHaveText(["我的"]);
  await tabBar(page).getByText("金句").tap();
  await expect(headerHeading(page)).toHaveText("今日金句");
  await expect(quote(page).first()).toBeVisible();
});

for (const [what, path, links] of [
  ["an article", `/articles/${article.slug}/`, ".rests-on a"],
  ["the list", "/cards/", "section:nth-of-type(6) .rows a"],
] as const) {
  test(`${what} leads to a card, and the back button to the place one was at, without loading`, async ({ page }) => {
    await open(page, path);
    const link = page.locator(links).first();
    await link.scrollIntoViewIfNeeded();
    const text = (await link.textContent())!;
    const top = await page.evaluate(() => scrollY);
    expect(top).toBeGreaterThan(0);
    await link.tap();
    await expect(quote(page)).toHaveText(text);
    await page.goBack();
    await expect(link).toHaveText(text);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(top);
  });
}

test("a chip of the list leads to its theme, without loading the page", async ({ page }) => {
  await open(page, "/cards/");
  const chip = page.locator(".chips a").last();
  const theme = (await chip.textContent())!.replace(/ \d+$/, "");
  await chip.tap();
  await expect(page.getByRole("heading", { name: theme })).toBeInViewport();
});

test("a path that is not there is said in the app as well", async ({ page }) => {
  await open(page, "/cards/");
  await page.locator(".rows a").first().evaluate((link) => link.setAttribute("href", "/cards/q999/"));
  await page.locator(".rows a").first().tap();
  await expect(page.locator("h1")).toHaveText("没有这一页");
  await expect(page).toHaveTitle("没有这一页");
  await expect(page.locator("h1")).toBeFocused();
  await expect(page.locator(".tabs [aria-current]")).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveTitle(/^全部金句/);
  await expect(page.locator(".tabs [aria-current=page]")).toHaveText(["金句"]);
});

test("the tab of the page one is on leads back to its beginning", async ({ page }) => {
  await open(page, "/articles/");
  await page.locator(".rows a").last().scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await tabBar(page).getByText("学习").tap();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test("a page that is opened from the middle of another begins at its beginning", async ({ page }) => {
  await open(page, "/cards/");
  await page.locator(".rows a").last().scrollIntoViewIfNeeded();
  await tabBar(page).getByText("学习").tap();
  await expect(page.locator(".rows.articles")).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

for (const modifier of ["Control", "Shift"] as const) {
  test(`a link tapped with ${modifier} opens where the browser says`, async ({ context, page }) => {
    await open(page, "/cards/");
    const opened = context.waitForEvent("page");
    await page.locator(".rows a").first().click({ modifiers: [modifier] });
    await expect((await opened).locator(".quote")).toBeVisible();
    await expect(page).toHaveURL("/cards/");
  });
}

test("taps that lead from deck to list to card keep the buttons what they are", async ({ page }) => {
  await open(page, "/");
  for (const tab of ["学习", "金句"]) await tabBar(page).getByText(tab).tap();
  await openAllCards(page);
  await page.locator(".rows a").first().tap();
  const before = page.url();
  await nextButton(page).tap();
  await expect(page).not.toHaveURL(before);
  await expect(quote(page)).toHaveCount(1);
});
