// Today's card, and the deck of the last days below it.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { cardOfDay, day } from "./support/published";
import { stored } from "./support/reader";

const note = (page: Page) => page.locator("#note");
const next = (page: Page) => page.locator(".actions [data-action=next]");
const prev = (page: Page) => page.locator(".actions [data-action=prev]");
const keep = (page: Page) => page.locator(".actions [data-action=keep]");
const end = (page: Page) => page.getByText("这几天的都在这儿了");
const quote = async (url: string, ago: number) => card(await cardOfDay(url, ago)).quote;
const slot = (page: Page, ago: number) => page.locator(".slot").nth(ago).locator(".quote");

async function openDeck(page: Page): Promise<number> {
  await page.goto("/");
  await stored(page);
  await expect(end(page)).toBeAttached();
  return page.locator(".slot").count();
}

/** A thumb moves up or down the screen. */
async function swipe(page: Page, from: number, to: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...ys: number[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: ys.map((y) => ({ x: 180, y })) });
  await touch("touchStart", from);
  for (let step = 1; step <= 20; step++) await touch("touchMove", from + ((to - from) * step) / 20);
  await touch("touchEnd");
  await session.detach();
}

async function toTheEnd(page: Page, slots: number, check = async () => {}): Promise<void> {
  for (let ago = 1; ago < slots; ago++) {
    await next(page).tap();
    await expect(note(page)).toHaveText(ago < slots - 1 ? day(ago).chinese : "");
    await check();
  }
  await expect(end(page)).toBeInViewport();
}

test("a swipe up brings yesterday's card, and a swipe down today's again", async ({ page, server }) => {
  await openDeck(page);
  await swipe(page, 600, 200);
  await expect(note(page)).toHaveText(day(1).chinese);
  await expect(slot(page, 1)).toHaveText(await quote(server.url, 1));
  await expect(slot(page, 1)).toBeInViewport({ ratio: 1 });
  await swipe(page, 200, 600);
  await expect(note(page)).toHaveText(day(0).chinese);
  await expect(slot(page, 0)).toHaveText(await quote(server.url, 0));
  await expect(slot(page, 0)).toBeInViewport({ ratio: 1 });
});

test("a long swipe stops at the next card", async ({ page }) => {
  await openDeck(page);
  await swipe(page, 670, 60);
  await expect(note(page)).toHaveText(day(1).chinese);
});

test("下一条 goes back day by day to a clean end, and there it stays", async ({ page, server }) => {
  const slots = await openDeck(page);
  await next(page).tap();
  await expect(slot(page, 1)).toHaveText(await quote(server.url, 1));
  await expect(slot(page, 1)).toBeInViewport({ ratio: 1 });
  await prev(page).tap();
  await expect(note(page)).toHaveText(day(0).chinese);
  await toTheEnd(page, slots);
  await expect(next(page)).toHaveAttribute("aria-disabled", "true");
  await expect(keep(page)).toHaveAttribute("aria-disabled", "true");
  await next(page).tap({ force: true });
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL("/");
  await expect(end(page)).toBeInViewport({ ratio: 1 });
  await prev(page).tap();
  await expect(note(page)).toHaveText(day(slots - 2).chinese);
});

test("a week of cards never fills the phone's memory: four at most are in the page", async ({ page }) => {
  const slots = await openDeck(page);
  expect(slots).toBeGreaterThanOrEqual(6);
  const few = async () => expect.poll(() => page.locator(".card").count()).toBeLessThanOrEqual(4);
  await few();
  await toTheEnd(page, slots, few);
});

test("each day's card is there when one comes to it", async ({ page, server }) => {
  const slots = await openDeck(page);
  for (let ago = 1; ago < slots - 1; ago++) {
    await next(page).tap();
    await expect(slot(page, ago)).toHaveText(await quote(server.url, ago));
    await expect(slot(page, ago)).toBeInViewport({ ratio: 1 });
  }
});

test("the end leads to an article or to all cards", async ({ page }) => {
  const slots = await openDeck(page);
  await toTheEnd(page, slots);
  await page.getByRole("link", { name: "读一篇短文" }).tap();
  await expect(page).toHaveURL("/articles/");
  await expect(page.locator(".rows.articles")).toBeVisible();
});

test("arrows and j, k go from card to card", async ({ page }) => {
  await openDeck(page);
  for (const [key, ago] of [["ArrowDown", 1], ["j", 2], ["ArrowUp", 1], ["k", 0]] as const) {
    await page.keyboard.press(key);
    await expect(note(page)).toHaveText(day(ago).chinese);
  }
});

test("全部 leads from the first card to the list, and becomes 上一条 below it", async ({ page }) => {
  await openDeck(page);
  await expect(prev(page)).toHaveText("全部");
  await next(page).tap();
  await expect(prev(page)).toHaveText("上一条");
  await prev(page).tap();
  await expect(prev(page)).toHaveText("全部");
  await expect(note(page)).toHaveText(day(0).chinese);
  await prev(page).tap();
  await expect(page).toHaveURL("/cards/");
  await expect(page.locator("#heading")).toHaveText("全部金句");
});

test("下一条 tapped twice in a row goes two cards back", async ({ page }) => {
  await openDeck(page);
  await next(page).evaluate((link: HTMLElement) => (link.click(), link.click()));
  await expect(note(page)).toHaveText(day(2).chinese);
});

test("收藏 keeps the card on screen, and 我的 lists it until it is taken out", async ({ page, server }) => {
  const yesterday = await quote(server.url, 1);
  await openDeck(page);
  await next(page).tap();
  await expect(note(page)).toHaveText(day(1).chinese);
  await keep(page).tap();
  await expect(page.getByText("已收藏")).toBeVisible();
  await expect(keep(page)).toHaveAttribute("aria-pressed", "true");
  await prev(page).tap();
  await expect(keep(page)).toHaveAttribute("aria-pressed", "false");
  await page.locator(".tabs").getByText("我的").tap();
  await expect(page.locator(".kept")).toHaveCount(1);
  await page.getByRole("link", { name: yesterday }).tap();
  await expect(page.locator(".quote")).toHaveText(yesterday);
  await expect(keep(page)).toHaveAttribute("aria-pressed", "true");
  await page.goBack();
  await page.getByRole("button", { name: "移出" }).tap();
  await expect(page.locator(".kept")).toHaveCount(0);
  await expect(page.getByText("还没有。看到想留的一句")).toBeVisible();
});
