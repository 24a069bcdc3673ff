// What is taken back is gone for everybody at first contact, and nothing else is.

import { expect, test } from "./fixtures";
import { card, cards } from "./support/content";
import { keepButton } from "./support/page";
import { recentCard } from "./support/published";
import { comeBack, goOffline, goOnline, installed, ready, stored } from "./support/reader";

const GONE = "这一条已经撤下";

test("the page of a card that was taken back says so, and answers 410", async ({ page, editableServer }) => {
  await editableServer.withdraw("q010");
  const response = await page.goto(`${editableServer.url}/cards/q010/`);
  expect(response!.status()).toBe(410);
  await expect(page.locator("h1")).toHaveText(GONE);
  await ready(page);
  await expect(page.locator("h1")).toHaveText(GONE);
  await page.getByRole("link", { name: "全部金句" }).tap();
  await expect(page.locator(".rows a")).toHaveCount(cards.length - 1);
  await expect(page.getByRole("link", { name: card("q010").quote, exact: true })).toHaveCount(0);
});

test("who has the card open loses it on return, and goes on reading others", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/q010/`);
  await stored(page);
  await editableServer.withdraw("q010");
  await comeBack(page);
  await expect(page.locator("h1", { hasText: GONE })).toBeVisible();
  await expect(page.getByText(card("q010").quote)).toHaveCount(0);
  await page.getByRole("link", { name: "全部金句" }).tap();
  await page.getByRole("link", { name: card("q011").quote, exact: true }).tap();
  await expect(page.locator(".quote")).toHaveText(card("q011").quote);
});

for (const [path, slug] of [["/cards/", "q010"], ["/articles/stations/", "q016"]] as const) {
  test(`who has ${path} open, which shows the card, no longer sees it on return, and keeps the place`, async ({ page, editableServer }) => {
    await page.goto(editableServer.url + path);
    await stored(page);
    const shown = page.locator("main").getByText(card(slug).quote);
    await expect(shown).toHaveCount(1);
    await shown.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(0);
    await editableServer.withdraw(slug);
    await comeBack(page);
    await expect(shown).toHaveCount(0);
    expect(Math.abs((await page.evaluate(() => scrollY)) - place)).toBeLessThan(200);
  });
}

test("today's card, taken back while it is on screen, makes room for another on return", async ({ page, editableServer }) => {
  const slug = await recentCard(editableServer.url);
  await page.goto(editableServer.url);
  await stored(page);
  await expect(page.locator(".quote").first()).toHaveText(card(slug).quote);
  await editableServer.withdraw(slug);
  await comeBack(page);
  await expect(page.locator(`[data-card=${slug}]`)).toHaveCount(0);
  await expect(page.getByText(card(slug).quote)).toHaveCount(0);
  await expect(page.locator(".quote").first()).toHaveText(card(await recentCard(editableServer.url)).quote);
});

test("yesterday's card, taken back while the deck is open, is gone from it on return", async ({ page, editableServer }) => {
  const slug = await recentCard(editableServer.url, 1);
  await page.goto(editableServer.url);
  await stored(page);
  await expect(page.locator(`.slot[data-card=${slug}]`)).toBeAttached();
  await editableServer.withdraw(slug);
  await comeBack(page);
  await expect(page.getByText(card(slug).quote)).toHaveCount(0);
});

test("a phone that was offline loses the card at first contact, and for good", async ({ context, page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/q010/`);
  await installed(page);
  await goOffline(context, editableServer);
  await editableServer.withdraw("q010");
  // It cannot know yet.
  await page.reload();
  await expect(page.locator(".quote")).toHaveText(card("q010").quote);
  await ready(page);
  await goOnline(context, editableServer);
  await expect(page.locator("h1", { hasText: GONE })).toBeVisible();
  await stored(page);
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/cards/q010/`);
  await expect(page.locator("h1")).toHaveText(GONE);
  await expect(page.getByText(card("q010").quote)).toHaveCount(0);
  await page.goto(`${editableServer.url}/cards/q011/`);
  await expect(page.locator(".quote")).toHaveText(card("q011").quote);
});

test("a kept card that was taken back says so in the list, and the others stay", async ({ page, editableServer }) => {
  for (const slug of ["q010", "q011"]) {
    await page.goto(`${editableServer.url}/cards/${slug}/`);
    await ready(page);
    await keepButton(page).tap();
    await expect(keepButton(page)).toHaveAttribute("aria-pressed", "true");
  }
  await editableServer.withdraw("q010");
  await page.goto(`${editableServer.url}/kept/`);
  await expect(page.locator(".kept a")).toHaveText([card("q011").quote, GONE]);
  await page.getByRole("button", { name: "整理" }).tap();
  await page.locator(".kept", { hasText: GONE }).getByRole("button").tap();
  await page.getByRole("button", { name: "移出" }).tap();
  await expect(page.locator(".kept")).toHaveText([card("q011").quote]);
});

test("an article that was taken back answers 410, and its link is gone", async ({ page, request, editableServer }) => {
  await editableServer.edit("articles/rights.md", "\ntheme: ", "\nwithdrawn: 2026-11-23\ntheme: ");
  expect((await request.get(`${editableServer.url}/articles/rights/`)).status()).toBe(410);
  await page.goto(`${editableServer.url}/articles/`);
  await expect(page.locator('a[href="/articles/rights/"]')).toHaveCount(0);
});

test("a quotation with a slip is not published, harms no other page, and comes back when it is mended", async ({ page, request, editableServer }) => {
  const status = async (path: string) => (await request.get(editableServer.url + path)).status();
  const [right, slip] = ["quote: 江山就是人民，人民就是江山。", "quote: 江山就是人民，人民便是江山。"];
  await editableServer.edit("cards/q010.md", right, slip);
  expect(await status("/cards/q010/")).toBe(404);
  for (const path of ["/", "/cards/q011/", "/articles/", "/about/"]) expect(await status(path)).toBe(200);
  await page.goto(`${editableServer.url}/cards/`);
  await expect(page.locator(".rows a")).toHaveCount(cards.length - 1);
  await expect(page.getByText("人民便是江山")).toHaveCount(0);
  await editableServer.edit("cards/q010.md", slip, right);
  expect(await status("/cards/q010/")).toBe(200);
});

test("a slip in quotation and sentence alike is not published either", async ({ request, editableServer }) => {
  const { quote } = card("q010");
  const slip = quote!.replace("就是江山", "便是江山");
  const head = `---\nquote: ${slip}\nsentence: ${slip}\nsource: report-20\nsection: 九、增进民生福祉，提高人民生活品质\ntheme: 人民\n---\n`;
  await editableServer.write("cards/q010.md", head);
  expect((await request.get(`${editableServer.url}/cards/q010/`)).status()).toBe(404);
});
