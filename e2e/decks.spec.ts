// Decks: a choice of cards for an occasion or a theme, swiped card by card to an end, with its length said before.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card, deck } from "./support/content";
import { deckSlots, headerNote, keepButton, nextButton, previousButton, quotation } from "./support/page";
import { comeBack, goOffline, ready, stored } from "./support/reader";

const MORNING = deck("morning");
const next = (page: Page) => page.locator(".actions [data-action=next]");

/** The card of a deck has come to rest on screen, whole. */
async function shows(page: Page, at: number): Promise<void> {
  const slot = deckSlots(page).nth(at);
  await expect(slot).toBeInViewport({ ratio: 0.9 });
  await expect(quotation(slot)).toHaveText(card(MORNING.cards[at]!).quote);
  await expect(slot.locator(".gloss")).toBeVisible();
}

test("from all cards to a deck to its first card, without a network", async ({ context, page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/`);
  await stored(page);
  await goOffline(context, editableServer);
  await page.getByRole("link", { name: /^成组看/ }).tap();
  await expect(page.getByRole("link", { name: /等餐三分钟.*条 · 约 3 分钟/ })).toBeVisible();
  const first = deck("first-party-day");
  await page.getByRole("link", { name: /第一次参加党日/ }).tap();
  await expect(page.locator("h1")).toHaveText("第一次参加党日");
  await expect(headerNote(page)).toHaveText(new RegExp(`^${first.cards.length} 条 · 约 \\d 分钟$`));
  await expect(quotation(page).first()).toHaveText(card(first.cards[0]!).quote);
});

test("a deck is swiped card by card to its end, and the end leads on", async ({ page }) => {
  await page.goto("/decks/morning/");
  await stored(page);
  for (let at = 0; at < MORNING.cards.length; at++) {
    await shows(page, at);
    if (at > 0) await expect(headerNote(page)).toHaveText(`${at + 1} / ${MORNING.cards.length}`);
    await next(page).tap();
  }
  await expect(page.locator(".deck-end")).toBeInViewport({ ratio: 1 });
  await expect(next(page)).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: "别的组" }).tap();
  await expect(page).toHaveURL("/decks/");
});

test("of a long deck three cards at most are whole, and the others keep their quotations", async ({ page }) => {
  await page.goto("/decks/theme-people/");
  await stored(page);
  const all = deck("theme-people").cards;
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowDown");
  await expect(headerNote(page)).toHaveText(`5 / ${all.length}`);
  await expect(deckSlots(page).nth(4).locator(".gloss")).toBeVisible();
  await expect.poll(() => page.locator(".card:not(.brief)").count()).toBeLessThanOrEqual(3);
  await expect(quotation(page)).toHaveText(all.map((slug) => card(slug).quote));
});

test("without script a deck has all its quotations", async ({ request }) => {
  const html = await (await request.get("/decks/morning/")).text();
  for (const slug of MORNING.cards) expect(html.replaceAll(/<\/?span[^>]*>/g, "")).toContain(card(slug).quote);
});

test("收藏 and 上一条 speak of the card on screen", async ({ page }) => {
  await page.goto("/decks/morning/");
  await stored(page);
  await next(page).tap();
  await shows(page, 1);
  await keepButton(page).tap();
  expect(await page.evaluate(() => localStorage.kept)).toBe(MORNING.cards[1]);
  await page.locator("[data-action=prev]", { hasText: "上一条" }).tap();
  await shows(page, 0);
  await expect(previousButton(page)).toHaveAttribute("aria-disabled", "true");
});

test("大字 is at hand on every card, in the same place, and shows that card", async ({ page }) => {
  await page.goto("/decks/morning/");
  await stored(page);
  const large = page.locator(".actions").getByRole("link", { name: "大字" });
  const place = await large.boundingBox();
  for (let at = 1; at < 3; at++) {
    await next(page).tap();
    await shows(page, at);
    expect(await large.boundingBox()).toEqual(place);
  }
  await large.tap();
  await expect(page.locator(".show-at")).toHaveText(`3 / ${MORNING.cards.length}`);
  await expect(deckSlots(page).nth(2).locator(".quote")).toBeInViewport();
});

test.describe("on a PC", () => {
  test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false });

  test("Tab stays on the card on screen and drags no deck along; the arrows still turn it", async ({ page }) => {
    await page.goto("/decks/morning/");
    await stored(page);
    const outside = () =>
      page.evaluate(() => {
        const [focused, deck] = [document.activeElement!, document.querySelector(".deck")!];
        const slot = focused.closest(".slot");
        return slot ? [...deck.children].indexOf(slot) : -1;
      });
    for (const at of [0, 1]) {
      await shows(page, at);
      const seen = new Set<number>();
      for (let step = 0; step < 24; step++) {
        await page.keyboard.press("Tab");
        seen.add(await outside());
      }
      expect([...seen].sort()).toEqual([-1, at]);
      await shows(page, at);
      await page.keyboard.press("ArrowRight");
    }
    await shows(page, 2);
    // What had the focus on the card before is left behind.
    await deckSlots(page).nth(2).locator("summary").focus();
    await page.keyboard.press("ArrowRight");
    await shows(page, 3);
    expect(await outside()).toBe(3);
  });
});

test("a deck that was left goes on at the same card, also after the tab was killed", async ({ context, page }) => {
  await page.goto("/decks/morning/");
  await stored(page);
  await next(page).tap();
  await shows(page, 1);
  await next(page).tap();
  await shows(page, 2);
  await page.close();
  const again = await context.newPage();
  await again.goto("/decks/morning/");
  await shows(again, 2);
  await expect(headerNote(again)).toHaveText(`3 / ${MORNING.cards.length}`);
});

test("a deck that was read to its end begins at its beginning", async ({ page }) => {
  await page.goto("/decks/morning/");
  await stored(page);
  for (const slug of MORNING.cards) {
    await expect(page.locator(`.slot[data-card=${slug}]`)).toBeInViewport({ ratio: 0.9 });
    await next(page).tap();
  }
  await expect(page.locator(".deck-end")).toBeInViewport({ ratio: 1 });
  await page.reload();
  await ready(page);
  await shows(page, 0);
});

test("the deck of a theme is a choice of its cards", async ({ page }) => {
  await page.goto("/decks/theme-youth/");
  await ready(page);
  await expect(page.locator("h1")).toHaveText("青年");
  const youth = deck("theme-youth").cards;
  await expect(page.locator(".slot[data-card]")).toHaveCount(youth.length);
  for (const slug of youth) expect(card(slug).theme).toBe("青年");
});

test("a deck that was taken back answers 410, a card that was is gone from it", async ({ request, editableServer }) => {
  const first = deck("first-party-day").cards;
  await editableServer.withdraw(first[0]!);
  const html = await (await request.get(`${editableServer.url}/decks/first-party-day/`)).text();
  expect(html).not.toContain(card(first[0]!).quote);
  expect(html).toContain(`${first.length - 1} 条`);
  await editableServer.edit("decks/morning.md", "\nsummary: ", "\nwithdrawn: 2026-11-23\nsummary: ");
  expect((await request.get(`${editableServer.url}/decks/morning/`)).status()).toBe(410);
  expect(await (await request.get(`${editableServer.url}/decks/`)).text()).not.toContain("/decks/morning/");
});

test("a card that is taken back while its deck is open goes from it", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/decks/morning/`);
  await stored(page);
  await editableServer.withdraw(MORNING.cards[3]!);
  await comeBack(page);
  await expect(page.locator(".slot[data-card]")).toHaveCount(MORNING.cards.length - 1);
});

test("every card of a deck names its source, without script too", async ({ page, browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(`${server.url}/decks/morning/`);
  for (const slug of deck("morning").cards) await expect(still.locator(`.card[data-card=${slug}] cite`)).toHaveText(/^党的二十大报告 · 第.+部分|^党的二十大报告 · /);
  await expect(still.locator("[href='#show'], button[data-action=next]").first()).toBeHidden();
  await context.close();
  await page.goto("/decks/morning/");
  await stored(page);
  for (let at = 0; at < 3; at++) await nextButton(page).tap();
  await expect(deckSlots(page).nth(3).locator(".gloss")).toBeAttached();
  // The first one was whole, and keeps its source.
  await expect(deckSlots(page).first().locator(".gloss")).toHaveCount(0);
  await expect(deckSlots(page).first().locator("cite")).toHaveText(/党的二十大报告/);
});
