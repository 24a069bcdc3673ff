// Today's card, and the deck of the last days below it.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { deckSlots, headerHeading, headerNote, keepButton, quotation, tabBar } from "./support/page";
import { day, lastDays, published, recentCard, type Day } from "./support/published";
import { ready, stored, swipe } from "./support/reader";

const next = (page: Page) => page.locator(".actions [data-action=next]");
const prev = (page: Page) => page.locator(".actions [data-action=prev]");
const keep = (page: Page) => page.locator(".actions [data-action=keep]");

/** The days whose cards should be there, once they all are. */
async function openDeck(page: Page, url: string): Promise<Day[]> {
  await page.goto("/");
  await stored(page);
  const days = await lastDays(url);
  await expect(deckSlots(page)).toHaveCount(days.length + 1);
  return days;
}

/** The card of a day has come to rest on screen, and the header names the day. */
async function shows(page: Page, days: Day[], at: number): Promise<void> {
  const slot = deckSlots(page).nth(at);
  await expect(quotation(slot)).toHaveText(card(days[at]!.slug).quote);
  await expect(slot).toBeInViewport({ ratio: 1 });
  await expect(headerNote(page)).toHaveText(days[at]!.note);
}

async function showsTheEnd(page: Page): Promise<void> {
  await expect(page.locator(".deck-end")).toBeInViewport({ ratio: 1 });
  await expect(headerNote(page)).toHaveText("");
}

async function goToTheEnd(page: Page, days: Day[], check = async () => {}): Promise<void> {
  for (let at = 1; at < days.length; at++) {
    await next(page).tap();
    await shows(page, days, at);
    await check();
  }
  await next(page).tap();
  await showsTheEnd(page);
}

test("a swipe up brings yesterday's card, and a swipe down today's again", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  await swipe(page, 600, 200);
  await shows(page, days, 1);
  await swipe(page, 200, 600);
  await shows(page, days, 0);
  // Sideways is tried first by many.
  await swipe(page, 300, 60, 8, true);
  await shows(page, days, 1);
  await swipe(page, 60, 300, 8, true);
  await shows(page, days, 0);
});

test("a hard flick stops at the next card", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  await swipe(page, 600, 300, 4);
  await shows(page, days, 1);
});

test("下一条 goes back day by day to a clean end, and there it stays", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  expect(days.length).toBeGreaterThanOrEqual(5);
  await goToTheEnd(page, days);
  await expect(next(page)).toHaveAttribute("aria-disabled", "true");
  await expect(keep(page)).toHaveAttribute("aria-disabled", "true");
  await next(page).tap({ force: true });
  await keep(page).tap({ force: true });
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL("/");
  await showsTheEnd(page);
  expect(await page.evaluate(() => localStorage.getItem("kept"))).toBeNull();
  await prev(page).tap();
  await shows(page, days, days.length - 1);
});

test("a week of cards never fills the phone's memory: four at most are in the page", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  const few = () => expect.poll(() => page.locator(".card:not(.brief)").count()).toBeLessThanOrEqual(4);
  await few();
  await goToTheEnd(page, days, few);
});

test("the end leads to an article", async ({ page, server }) => {
  await goToTheEnd(page, await openDeck(page, server.url));
  await page.getByRole("link", { name: "读一篇短文" }).tap();
  await expect(page).toHaveURL("/articles/");
  await expect(page.locator(".rows.articles")).toBeVisible();
});

test("back from an article leads to the end of the deck one came from, and the tab to today's card", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  await goToTheEnd(page, days);
  await page.getByRole("link", { name: "读一篇短文" }).tap();
  await expect(page.locator(".rows.articles")).toBeVisible();
  await page.goBack();
  await showsTheEnd(page);
  await tabBar(page).getByText("学习").tap();
  await expect(page.locator(".rows.articles")).toBeVisible();
  await tabBar(page).getByText("金句").tap();
  await shows(page, days, 0);
});

test("arrow keys go from card to card", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  for (const [key, at] of [["ArrowDown", 1], ["ArrowRight", 2], ["ArrowUp", 1], ["ArrowLeft", 0]] as const) {
    await page.keyboard.press(key);
    await shows(page, days, at);
  }
});

test("下一条 tapped twice in a row goes two cards back", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  await next(page).evaluate((link: HTMLElement) => (link.click(), link.click()));
  await shows(page, days, 2);
});

test.describe("a phone on its side", () => {
  test.use({ viewport: { width: 740, height: 340 } });

  test("has the whole deck, with the bars beside it", async ({ page, server }) => {
    const days = await openDeck(page, server.url);
    await expect(quotation(page).first()).toBeInViewport({ ratio: 1 });
    const deck = (await page.locator(".deck").boundingBox())!;
    expect(deck.height).toBeGreaterThan(270);
    await next(page).tap();
    await shows(page, days, 1);
    await swipe(page, 60, 300);
    await shows(page, days, 0);
  });
});

test("the deck begins with the card that came with the page, whatever this phone had stored before", async ({ page, editableServer }) => {
  await page.goto(editableServer.url);
  await stored(page);
  const yesterday = await recentCard(editableServer.url, 1);
  const before = await recentCard(editableServer.url);
  await page.route("**/version.json", (route) => route.abort());
  await editableServer.withdraw(before);
  await page.reload();
  const first = await recentCard(editableServer.url);
  await expect.poll(() => deckSlots(page).count()).toBeGreaterThan(2);
  await expect(deckSlots(page).first()).toHaveAttribute("data-card", first);
  await keep(page).tap();
  await next(page).tap();
  await expect(page.locator(`.slot[data-card=${yesterday}]`)).toBeInViewport({ ratio: 1 });
  await prev(page).tap();
  await expect(keep(page)).toHaveAttribute("aria-pressed", "true");
  expect(await page.evaluate(() => localStorage.getItem("kept"))).toBe(first);
});

test("the tab of the home page leads back to today's card", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  await next(page).tap();
  await shows(page, days, 1);
  await tabBar(page).getByText("金句").tap();
  await shows(page, days, 0);
});

test("a page left open over midnight in Beijing shows the new day's card", async ({ page, server }) => {
  const { days } = await published(server.url);
  const [today, tomorrow] = [day(), day(-1)];
  const midnight = Date.parse(`${tomorrow.iso}T00:00:00+08:00`);
  await page.clock.install({ time: midnight - 50_000 });
  await page.goto("/");
  await stored(page);
  await page.clock.setFixedTime(midnight + 5_000);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.clock.runFor(61_000);
  await expect(headerNote(page)).toHaveText(tomorrow.chinese);
  await expect(deckSlots(page).first()).toHaveAttribute("data-card", days[tomorrow.iso]!);
  expect(today.chinese).not.toBe(tomorrow.chinese);
});

test("一分钟 is at hand on every card, and 上一条 leads back from all but the first", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  const minute = page.locator(".actions").getByRole("link", { name: "一分钟" });
  const place = await minute.boundingBox();
  await expect(prev(page)).toHaveAttribute("aria-disabled", "true");
  await prev(page).tap({ force: true });
  await shows(page, days, 0);
  await next(page).tap();
  await shows(page, days, 1);
  expect(await minute.boundingBox()).toEqual(place);
  await expect(prev(page)).not.toHaveAttribute("aria-disabled");
  await prev(page).tap();
  await shows(page, days, 0);
  await next(page).tap();
  await shows(page, days, 1);
  await minute.tap();
  await expect(page).toHaveURL("/minute/");
  await expect(headerHeading(page)).toHaveText("一分钟");
});

test("收藏 keeps the card on screen, and 我的 lists it until it is taken out", async ({ page, server }) => {
  const days = await openDeck(page, server.url);
  const { quote } = card(days[1]!.slug);
  await next(page).tap();
  await shows(page, days, 1);
  await keep(page).tap();
  await expect(page.locator(".toast")).toHaveText("已收藏，在“我的”里");
  await expect(keep(page)).toHaveAttribute("aria-pressed", "true");
  await prev(page).tap();
  await expect(keep(page)).toHaveAttribute("aria-pressed", "false");
  await tabBar(page).getByText("我的").tap();
  await page.getByRole("link", { name: "收藏 1 条" }).tap();
  await expect(page.locator(".kept")).toHaveCount(1);
  await page.getByRole("link", { name: quote }).tap();
  await expect(quotation(page)).toHaveText(quote);
  await expect(keep(page)).toHaveAttribute("aria-pressed", "true");
  await page.goBack();
  await page.getByRole("button", { name: "整理" }).tap();
  await page.locator(".kept").getByRole("button").tap();
  await page.getByRole("button", { name: "移出" }).tap();
  await expect(page.locator(".kept")).toHaveCount(0);
  await page.getByRole("button", { name: "好了" }).tap();
  await expect(page.getByText("还没有。看到想留的一句")).toBeVisible();
});

test("a word that goes by itself stands over neither title, chips, actions nor tabs", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await keepButton(page).tap();
  await expect(page.locator("#toast")).not.toBeEmpty();
  const toast = (await page.locator("#toast").boundingBox())!;
  for (const one of [".head", ".actions", ".tabs"]) {
    const box = (await page.locator(one).boundingBox())!;
    expect(toast.y + toast.height <= box.y || toast.y >= box.y + box.height, one).toBe(true);
  }
});
