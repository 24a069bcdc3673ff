// Decks: a choice of cards for an occasion or a theme, with its length said before.

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { goOffline, ready, stored } from "./support/reader";

test("from all cards to a deck to its first card, without a network", async ({ context, page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/`);
  await stored(page);
  await goOffline(context, editableServer);
  await page.getByRole("link", { name: /^成组看/ }).tap();
  await expect(page.getByRole("link", { name: /等餐三分钟.*7 条 · 约 3 分钟/ })).toBeVisible();
  await page.getByRole("link", { name: /第一次参加党日/ }).tap();
  await expect(page.locator("h1")).toHaveText("第一次参加党日");
  await expect(page.locator("#note")).toHaveText("6 条 · 约 2 分钟");
  await page.locator(".rows a").first().tap();
  await expect(page.locator(".quote")).toHaveText(card("q045").quote);
});

test("every card is in the deck of its theme", async ({ page }) => {
  await page.goto("/decks/theme-youth/");
  await ready(page);
  await expect(page.locator("h1")).toHaveText("青年");
  await expect(page.locator(".rows a")).toHaveCount(9);
});

test("a deck that was taken back answers 410, a card that was is gone from it", async ({ request, editableServer }) => {
  await editableServer.withdraw("q045");
  const deck = await (await request.get(`${editableServer.url}/decks/first-party-day/`)).text();
  expect(deck).not.toContain(card("q045").quote);
  expect(deck).toContain("5 条");
  await editableServer.edit("decks/morning.md", "\nsummary: ", "\nwithdrawn: 2026-11-23\nsummary: ");
  expect((await request.get(`${editableServer.url}/decks/morning/`)).status()).toBe(410);
  expect(await (await request.get(`${editableServer.url}/decks/`)).text()).not.toContain("/decks/morning/");
});
