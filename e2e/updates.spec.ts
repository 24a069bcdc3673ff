// The words change while somebody reads: never under their eyes, always by the next page.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { nextButton, previousButton, quotation, tabBar } from "./support/page";
import { published } from "./support/published";
import { comeBack, goOffline, installed, openAllCards, ready, seqOnPhone, stored } from "./support/reader";

const NEW = "新写的一句说明，只有更新以后才看得到。";
const gloss = (page: Page) => page.locator(".gloss p").first();
const firstLine = (slug: string) => card(slug).body.split("\n")[0]!;

/** Waits until this phone knows and has stored what the server publishes now. */
async function updated(page: Page, url: string): Promise<void> {
  const { seq } = await published(url);
  await expect.poll(() => seqOnPhone(page), { message: "the phone has the new index" }).toBe(seq);
  await stored(page);
}

test("a card rewritten while it is read changes on the next visit, not under the reader's eyes", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/q010/`);
  await stored(page);
  const old = (await gloss(page).textContent())!;
  await editableServer.edit("cards/q010.md", firstLine("q010"), NEW);
  await expect(gloss(page)).toHaveText(old);
  await comeBack(page);
  await updated(page, editableServer.url);
  await expect(gloss(page)).toHaveText(old);
  await nextButton(page).tap();
  await expect(quotation(page)).not.toHaveText(card("q010").quote);
  // From card to card is no step of the way back.
  await previousButton(page).tap();
  await expect(gloss(page)).toHaveText(NEW);
});

test("the new words are there without a network too", async ({ context, page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/q011/`);
  await installed(page);
  await editableServer.edit("cards/q010.md", firstLine("q010"), NEW);
  await comeBack(page);
  await updated(page, editableServer.url);
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/cards/q010/`);
  await expect(gloss(page)).toHaveText(NEW);
  await ready(page);
  await expect(gloss(page)).toHaveText(NEW);
});

test("a reload shows the new words at once", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/q010/`);
  await stored(page);
  await editableServer.edit("cards/q010.md", firstLine("q010"), NEW);
  await page.reload();
  await expect(gloss(page)).toHaveText(NEW);
  await ready(page);
  await expect(gloss(page)).toHaveText(NEW);
});

test("a new article is in the list when one comes to it", async ({ page, editableServer }) => {
  await page.goto(editableServer.url);
  await stored(page);
  const head = "---\ntitle: 雨天慢一点\nsummary: 刚写的一篇。\ntheme: 安全\ndate: 2026-11-23\n---\n";
  await editableServer.write("articles/rain.md", `${head}雨天路滑，慢一点。\n`);
  await comeBack(page);
  await updated(page, editableServer.url);
  await tabBar(page).getByText("学习").tap();
  await page.getByRole("link", { name: "雨天慢一点" }).tap();
  await expect(page.locator(".prose")).toHaveText("雨天路滑，慢一点。");
});

test("an update that breaks off half-way leaves every page readable", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  await editableServer.edit("cards/q010.md", firstLine("q010"), NEW);
  // The new index arrives, the cards it names do not.
  await page.route("**/bundle/cards-*", (route) => route.abort());
  const broken = page.waitForEvent("requestfailed", (request) => request.url().includes("/bundle/cards-"));
  await comeBack(page);
  await broken;
  await goOffline(context, editableServer);
  await openAllCards(page);
  await page.getByRole("link", { name: card("q010").quote, exact: true }).tap();
  await expect(quotation(page)).toHaveText(card("q010").quote);
  for (const slug of ["q010", "q117"]) {
    await page.goto(`${editableServer.url}/cards/${slug}/`);
    await expect(quotation(page)).toHaveText(card(slug).quote);
    await ready(page);
  }
});

test("while a network hangs on the way to the new words, those that are stored are there", async ({ page, editableServer }) => {
  await page.goto(editableServer.url);
  await stored(page);
  await editableServer.edit("cards/q010.md", firstLine("q010"), NEW);
  // The new index arrives; of the files it names none does, and none fails.
  await page.route(/\/bundle\/(?!index-)/, () => {});
  const hanging = page.waitForRequest("**/bundle/cards-*");
  await comeBack(page);
  await hanging;
  await openAllCards(page);
  await page.getByRole("link", { name: card("q010").quote, exact: true }).tap();
  await expect(quotation(page)).toHaveText(card("q010").quote);
  await expect(gloss(page)).not.toHaveText(NEW);
});

test("what is published while the last publication is on its way is stored as well", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/cards/q011/`);
  await stored(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/bundle/cards-*", async (route) => {
    await held;
    await route.continue();
  });
  await editableServer.edit("cards/q010.md", firstLine("q010"), "先写成这样。");
  const asked = page.waitForRequest("**/bundle/cards-*");
  await comeBack(page);
  await asked;
  await editableServer.edit("cards/q010.md", "先写成这样。", NEW);
  await comeBack(page);
  const { seq } = await published(editableServer.url);
  await expect.poll(() => seqOnPhone(page), { message: "the phone has the new index" }).toBe(seq);
  release();
  await stored(page);
});

test("a server that falls back to an older publication is not believed", async ({ page, server }) => {
  await page.goto("/cards/q010/");
  await stored(page);
  const { seq } = await published(server.url);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const old = { seq: 1, bundle: "index-0000000000000000.json", app: "0000000000000000", api: true };
  await page.route("**/version.json", (route) => route.fulfill({ json: old }));
  const answered = page.waitForResponse("**/version.json");
  await comeBack(page);
  await answered;
  await nextButton(page).tap();
  await expect(page).not.toHaveURL("/cards/q010/");
  await expect(quotation(page)).toBeVisible();
  await stored(page);
  expect(await seqOnPhone(page)).toBe(seq);
  expect(asked).not.toContain(`/bundle/${old.bundle}`);
});

for (const [what, answer] of [
  ["something that is no JSON", { body: "<html>请先登录 Wi-Fi</html>", contentType: "text/html" }],
  ["an error", { status: 503, body: "" }],
] as const) {
  test(`a network that answers the version with ${what} changes nothing`, async ({ page }) => {
    await page.goto("/cards/q010/");
    await stored(page);
    await page.route("**/version.json", (route) => route.fulfill(answer));
    const answered = page.waitForResponse("**/version.json");
    await comeBack(page);
    await answered;
    await nextButton(page).tap();
    await expect(page).not.toHaveURL("/cards/q010/");
    await expect(quotation(page)).toBeVisible();
    await stored(page);
  });
}
