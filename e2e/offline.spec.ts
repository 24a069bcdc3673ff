// After one visit every page opens without a network, with its words in the first paint.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import type { EditableServer } from "./support/editable-server";
import { articles, card, cards } from "./support/content";
import { cardOfDay, day } from "./support/published";
import { goOffline, goOnline, installed, ready } from "./support/reader";

/** What a first visit to `/` has not opened. */
const UNSEEN = ["/cards/q117/", `/articles/${articles[5]!.slug}/`, "/cards/", "/articles/", "/about/", "/me/"];

async function visitOnce(page: Page, server: EditableServer): Promise<void> {
  await page.goto(server.url);
  await installed(page);
}

/** The words of a page as they come, before any script has run. */
async function firstPaint(page: Page, url: string): Promise<string> {
  const response = await page.goto(url);
  const html = (await response!.text()).match(/<main id="first-paint">(.*?)<\/main>/s)?.[1] ?? "";
  return html.replaceAll(/<[^>]+>/g, "");
}

test("today's card is there without a network, before the app is", async ({ context, page, editableServer }) => {
  const { quote } = card(await cardOfDay(editableServer.url));
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  const later = await context.newPage();
  expect(await firstPaint(later, editableServer.url)).toContain(quote);
  await expect(later.locator(".quote").first()).toHaveText(quote!);
  await expect(later.locator("#note")).toHaveText(day().chinese);
  await ready(later);
  await expect(later.locator("#status")).toHaveText("没有网络，照样能看");
  await later.locator("[data-action=next]").tap();
  await expect(later.locator("#note")).toHaveText(day(1).chinese);
});

test("pages never opened before open without a network, before the app is", async ({ context, page, editableServer }) => {
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  const words: Record<string, string> = {
    "/cards/q117/": card("q117").quote!,
    [UNSEEN[1]!]: articles[5]!.title!,
    "/cards/": cards[50]!.quote!,
    "/articles/": articles[3]!.title!,
    "/about/": "我们不做的事",
    "/me/": "光线",
  };
  for (const path of UNSEEN) {
    const later = await context.newPage();
    expect(await firstPaint(later, editableServer.url + path)).toContain(words[path]);
    await ready(later);
    await expect(later.locator(".page")).toHaveCount(1);
    await expect(later).toHaveTitle(/ · 暖新$/);
    await expect(later.locator("main")).toContainText(words[path]!);
    await later.close();
  }
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
  const paths = ["/cards/q010/", ...UNSEEN.filter((path) => path !== "/me/")];
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
    await page.goto(`${editableServer.url}/cards/q117/`, { waitUntil: "domcontentloaded" });
    await expect(page.locator(".quote")).toHaveText(card("q117").quote!);
    await page.locator("[data-action=next]").tap();
    await expect(page).not.toHaveURL(/q117/);
    await expect(page.locator(".quote")).toBeVisible();
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
  await page.getByRole("link", { name: "看今日金句" }).tap();
  await expect(page.locator(".quote").first()).toBeVisible();
});

test("a network that hangs does not keep the words away", async ({ page, editableServer }) => {
  await visitOnce(page, editableServer);
  editableServer.hang();
  await page.goto(`${editableServer.url}/cards/q117/`);
  await expect(page.locator(".quote")).toHaveText(card("q117").quote!);
  await ready(page);
  await page.locator(".tabs").getByText("学习").tap();
  await expect(page.locator(".rows.articles a")).toHaveCount(articles.length);
});

test("a gateway's error does not keep the words away", async ({ page, editableServer }) => {
  await visitOnce(page, editableServer);
  editableServer.fail();
  for (const path of ["/cards/q117/", "/"]) {
    await page.goto(editableServer.url + path);
    await expect(page.locator(".quote").first()).toBeVisible();
    await ready(page);
  }
});

test("keeping, settings and the header follow the network as it goes and comes", async ({ context, page, editableServer }) => {
  await visitOnce(page, editableServer);
  await goOffline(context, editableServer);
  await expect(page.locator("#status")).toHaveText("没有网络，照样能看");
  await page.locator("[data-action=keep]").tap();
  await page.locator(".tabs").getByText("我的").tap();
  await expect(page.locator(".kept a")).toHaveText(card(await page.evaluate(() => localStorage.kept)).quote!);
  await goOnline(context, editableServer);
  await expect(page.locator("#status")).toHaveText("离线可读");
});
