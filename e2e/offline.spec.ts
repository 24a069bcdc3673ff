// After one visit every page opens without a network, with its words in the first paint.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import type { EditableServer } from "./support/editable-server";
import { article, articles, card, farArticle, farCard, site } from "./support/content";
import { headerNote, headerStatus, keepButton, nextButton, quotation, tabBar } from "./support/page";
import { day, lastDays } from "./support/published";
import { firstPaint, goOffline, goOnline, installed, ready } from "./support/reader";

/** What a first visit to `/` has not opened, and words of it. */
const UNSEEN: Record<string, string> = {
  [`/cards/${farCard.slug}/`]: farCard.quote,
  [`/articles/${farArticle.slug}/`]: farArticle.title,
  "/cards/": farCard.quote,
  "/articles/": article.title,
  "/about/": "我们不做的事",
  "/me/": "光线",
};

async function visitOnce(page: Page, server: EditableServer): Promise<void> {
  await page.goto(server.url);
  await installed(page);
}

test("today's card is there without a network, before the app is", async ({ context, page, editableServer }) => {
  const [today, yesterday] = await lastDays(editableServer.url);
  const { quote } = card(today!.slug);
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  const later = await context.newPage();
  const response = await later.goto(editableServer.url);
  expect(firstPaint(await response!.text())).toContain(quote);
  await expect(quotation(later).first()).toHaveText(quote);
  await expect(headerNote(later)).toHaveText(day().chinese);
  await ready(later);
  await expect(headerStatus(later)).toHaveText("没有网络，照样能看");
  await nextButton(later).tap();
  await expect(headerNote(later)).toHaveText(yesterday!.note);
});

test("pages never opened before open without a network, before the app is", async ({ context, page, editableServer }) => {
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  for (const [path, words] of Object.entries(UNSEEN)) {
    const later = await context.newPage();
    const response = await later.goto(editableServer.url + path);
    expect(firstPaint(await response!.text())).toContain(words);
    await ready(later);
    await expect(later.locator(".page")).toHaveCount(1);
    await expect(later).toHaveTitle(new RegExp(` · ${site.name}$`));
    await expect(later.locator("main")).toContainText(words);
    await later.close();
  }
});

test("the desk without a network says what becomes of words, and is there again with it", async ({ context, page, editableServer }) => {
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  const later = await context.newPage();
  await later.goto(`${editableServer.url}/desk/cards/`);
  await expect(later.getByRole("heading", { name: "书记台要有网络" })).toBeVisible();
  await expect(later.getByText("写了一半的还在这台机器上")).toBeVisible();
  await goOnline(context, editableServer);
  await later.reload();
  await expect(later.getByLabel("口令")).toBeVisible();
});

test("without a network the page looks as it does with one", async ({ context, page, editableServer }) => {
  await visitOnce(page, editableServer);
  const read = async (path: string) => {
    await page.goto(editableServer.url + path);
    await ready(page);
    const text = (selector: string) => page.locator(selector).innerText();
    const tab = await page.locator(".tabs [aria-current=page]").allInnerTexts();
    const html = await page.locator(".page").evaluate((page) => (page.querySelectorAll(".slot ~ *").forEach((one) => one.remove()), page.innerHTML));
    return { title: await page.title(), heading: await text("#heading"), note: await text("#note"), tab, html };
  };
  const paths = ["/cards/q010/", ...Object.keys(UNSEEN).filter((path) => path !== "/me/")];
  const online = [];
  for (const path of paths) online.push(await read(path));
  await goOffline(context, editableServer);
  for (const [at, path] of paths.entries()) expect(await read(path)).toEqual(online[at]);
});

test.describe("where even the app is gone from the phone", () => {
  test.use({ strict: false });

  test("the words are still there without a network", async ({ context, page, editableServer }) => {
    await visitOnce(page, editableServer);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) if (request.url.endsWith(".wasm")) await cache.delete(request);
      }
    });
    await goOffline(context, editableServer);
    await page.goto(`${editableServer.url}/cards/${farCard.slug}/`, { waitUntil: "domcontentloaded" });
    await expect(quotation(page)).toHaveText(farCard.quote);
    await nextButton(page).tap();
    await expect(page).not.toHaveURL(/q117/);
    await expect(quotation(page)).toBeVisible();
  });
});

test("a path that is nowhere is said plainly without a network, and leads on", async ({ context, page, editableServer }) => {
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  for (const path of ["/nope/", "/cards/q999/", "/articles/nope/"]) {
    await page.goto(editableServer.url + path);
    await ready(page);
    await expect(page.locator("h1")).toHaveText(/^(这一页还没存到手机里|没有这一页)$/);
    await expect(page.locator("h1")).toHaveCount(1);
  }
  await goOnline(context, editableServer);
  await expect(page.locator("h1")).toHaveText("没有这一页");
  await page.getByRole("link", { name: "看今日金句" }).tap();
  await expect(quotation(page).first()).toBeVisible();
});

test("a network that hangs does not keep the words away", async ({ page, editableServer }) => {
  await visitOnce(page, editableServer);
  editableServer.hang();
  await page.goto(`${editableServer.url}/cards/${farCard.slug}/`);
  await expect(quotation(page)).toHaveText(farCard.quote);
  await ready(page);
  await tabBar(page).getByText("学习").tap();
  await expect(page.locator(".rows.articles a")).toHaveCount(articles.length);
});

test("a gateway's error does not keep the words away", async ({ page, editableServer }) => {
  await visitOnce(page, editableServer);
  editableServer.fail();
  for (const path of [`/cards/${farCard.slug}/`, "/"]) {
    await page.goto(editableServer.url + path);
    await expect(quotation(page).first()).toBeVisible();
    await ready(page);
  }
});

test("keeping, settings and the header follow the network as it goes and comes", async ({ context, page, editableServer }) => {
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  await expect(headerStatus(page)).toHaveText("没有网络，照样能看");
  await keepButton(page).tap();
  await tabBar(page).getByText("我的").tap();
  await page.getByRole("link", { name: "收藏 1 条" }).tap();
  await expect(page.locator(".kept a")).toHaveText(card(await page.evaluate(() => localStorage.kept)).quote);
  await goOnline(context, editableServer);
  await expect(headerStatus(page)).toHaveText("离线可读");
});
