// 早会大字: a deck on a wall, driven by a key, a presenter or a tap.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card, deck } from "./support/content";
import { deckSlots, tabBar } from "./support/page";
import { ready, stored } from "./support/reader";

const MORNING = deck("morning").cards;

async function shows(page: Page, at: number): Promise<void> {
  const slot = deckSlots(page).nth(at);
  await expect(slot).toBeInViewport({ ratio: 0.9 });
  await expect(slot.locator(".quote")).toHaveText(card(MORNING[at]!).quote);
}

test("大字 shows one quotation and nothing else, and the way back leads out", async ({ page }) => {
  await page.goto("/decks/morning/");
  await stored(page);
  const before = await page.locator(".quote").first().evaluate((quote) => parseFloat(getComputedStyle(quote.firstElementChild!).fontSize));
  await page.getByRole("link", { name: "大字" }).tap();
  await expect(page).toHaveURL("/decks/morning/#show");
  for (const part of [".head", ".tabs", ".actions", ".gloss"]) await expect(page.locator(part).first()).toBeHidden();
  const after = await page.locator(".quote").first().evaluate((quote) => parseFloat(getComputedStyle(quote.firstElementChild!).fontSize));
  expect(after).toBeGreaterThan(before);
  await page.goBack();
  await expect(tabBar(page)).toBeVisible();
  await expect(page).toHaveURL("/decks/morning/");
});

test.describe("on a TV", () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test("keys, a presenter and taps go on and back; Esc leads out", async ({ page }) => {
    await page.goto("/decks/morning/#show");
    await stored(page);
    await shows(page, 0);
    for (const [key, at] of [["PageDown", 1], [" ", 2], ["Enter", 3], ["ArrowRight", 4], ["PageUp", 3], ["ArrowLeft", 2]] as const) {
      await page.keyboard.press(key);
      await shows(page, at);
    }
    await page.mouse.click(1000, 200);
    await shows(page, 3);
    await page.mouse.click(100, 200);
    await shows(page, 2);
    await page.keyboard.press("Escape");
    await expect(tabBar(page)).toBeVisible();
    await shows(page, 2);
    await expect(page).toHaveURL("/decks/morning/");
  });

  test("Enter on 退出大字 leads out, and is no next card", async ({ page }) => {
    await page.goto("/decks/morning/#show");
    await stored(page);
    await page.getByRole("button", { name: "退出大字" }).focus();
    await page.keyboard.press("Enter");
    await expect(tabBar(page)).toBeVisible();
    await shows(page, 0);
  });

  test("the longest quotation is whole on screen", async ({ page }) => {
    await page.goto("/decks/theme-youth/#show");
    await stored(page);
    for (const slot of await page.locator(".slot[data-card]").all()) {
      await expect(slot).toBeInViewport({ ratio: 0.9 });
      const card = slot.locator(".card");
      expect(await card.evaluate((card) => card.scrollHeight - card.clientHeight)).toBeLessThanOrEqual(1);
      await page.keyboard.press("PageDown");
    }
  });
});

for (const [width, height] of [[1920, 1080], [1024, 600], [360, 800]] as const) {
  test(`on ${width} × ${height} each quotation fills the wall and is whole, and its source can be read from the back`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const slug of ["morning", "theme-youth"]) {
      await page.goto(`/decks/${slug}/#show`);
      await stored(page);
      const count = deck(slug).cards.length;
      for (let at = 0; at < count; at++) {
        await expect(page.locator(".show-at")).toHaveText(`${at + 1} / ${count}`);
        const slot = deckSlots(page).nth(at);
        await expect(slot).toBeInViewport({ ratio: 0.9 });
        const now = await slot.evaluate((slot) => {
          const card = slot.querySelector(".card")!;
          const lines = document.createRange();
          lines.selectNodeContents(slot.querySelector(".quote")!);
          const boxes = [...lines.getClientRects()];
          const bar = document.querySelector(".show")!.getBoundingClientRect();
          return {
            over: card.scrollHeight - card.clientHeight,
            wide: (Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left))) / innerWidth,
            cite: parseFloat(getComputedStyle(slot.querySelector("cite")!).fontSize),
            clear: bar.top - slot.querySelector(".cite")!.getBoundingClientRect().bottom,
            size: slot.getAttribute("data-fit"),
          };
        });
        expect(now.over, `card ${at + 1}`).toBeLessThanOrEqual(1);
        expect(now.wide, `card ${at + 1} in size ${now.size}`).toBeGreaterThan(0.6);
        expect(now.cite).toBeGreaterThanOrEqual(Math.max(16, Math.min(width, height) * 0.044));
        expect(now.clear).toBeGreaterThanOrEqual(0);
        await page.keyboard.press("PageDown");
      }
    }
  });
}

test("Home and End, a black wall, and the plain words on a key", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/decks/morning/#show");
  await stored(page);
  await shows(page, 0);
  await page.keyboard.press("End");
  await shows(page, MORNING.length - 1);
  await expect(page.locator(".show-at")).toHaveText(`${MORNING.length} / ${MORNING.length}`);
  await page.keyboard.press("Home");
  await shows(page, 0);
  const gloss = deckSlots(page).first().locator(".gloss");
  await page.keyboard.press("d");
  await expect(gloss).toBeInViewport();
  await page.keyboard.press("d");
  await expect(gloss).toBeHidden();
  await page.getByRole("button", { name: "读懂" }).click();
  await expect(gloss).toBeInViewport();
  // The next card begins with its quotation.
  await page.keyboard.press("PageDown");
  await shows(page, 1);
  await expect(deckSlots(page).nth(1).locator(".gloss")).toBeHidden();
  for (const wake of ["b", "PageDown", "."]) {
    await page.keyboard.press("b");
    await expect(page.locator(".deck")).toHaveCSS("opacity", "0");
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(0, 0, 0)");
    await page.keyboard.press(wake);
    await expect(page.locator(".deck")).toHaveCSS("opacity", "1");
    await shows(page, 1);
  }
  await page.keyboard.press(".");
  await page.mouse.click(1000, 200);
  await expect(page.locator(".deck")).toHaveCSS("opacity", "1");
  await shows(page, 1);
});

test("leaving the deck leaves 大字, and other pages have none", async ({ page }) => {
  await page.goto("/decks/morning/#show");
  await ready(page);
  await page.getByRole("button", { name: "退出大字" }).tap();
  await expect(tabBar(page)).toBeVisible();
  await page.goto("/minute/#show");
  await ready(page);
  await expect(tabBar(page)).toBeVisible();
});

test.describe("on a wall", () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test("the end is as large as the words were, and asks nothing of the room", async ({ page }) => {
    await page.goto("/decks/morning/#show");
    await stored(page);
    await page.keyboard.press("End");
    await page.keyboard.press("PageDown");
    const heading = page.locator(".deck-end h2");
    await expect(heading).toBeInViewport({ ratio: 1 });
    const size = await heading.evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
    expect(size).toBeGreaterThan(90);
    await expect(page.locator(".find-again")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "读懂" })).toBeHidden();
    // It is said on the phone of whoever finishes a deck there.
    expect(await page.evaluate(() => localStorage.known)).toBeUndefined();
  });
});
