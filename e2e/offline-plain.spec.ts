// Phones without a service worker (plain http on a LAN, WeChat on iOS), without a database, without any storage.

import type { BrowserContext } from "@playwright/test";

import { expect, test } from "./fixtures";
import { articles, card, farArticle, farCard } from "./support/content";
import { headerStatus, keepButton, quotation, tabBar } from "./support/page";
import { goOffline, goOnline, openAllCards, ready, stored } from "./support/reader";

async function withoutServiceWorker(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
  });
}

test.describe("without a service worker", () => {
  test.beforeEach(({ context }) => withoutServiceWorker(context));

  test("an open page goes on to every other one without a network", async ({ context, page, editableServer }) => {
    await page.goto(editableServer.url);
    await stored(page);
    await goOffline(context, editableServer);
    await expect(headerStatus(page)).toHaveText("没有网络，照样能看");
    await openAllCards(page);
    await page.getByRole("link", { name: farCard.quote, exact: true }).tap();
    await expect(quotation(page)).toHaveText(farCard.quote);
    await tabBar(page).getByText("学习").tap();
    await page.getByRole("link", { name: farArticle.title }).tap();
    await expect(page.locator("h1")).toHaveText(farArticle.title);
    await expect(page.locator(".prose p").first()).toBeVisible();
  });

  test("我的 says honestly that this browser cannot open new pages without a network", async ({ page }) => {
    await page.goto("/me/");
    await stored(page);
    await expect(page.getByText("这个浏览器断网时别关")).toBeVisible();
    await expect(page.getByText("没有信号也能打开")).toHaveCount(0);
    await expect(headerStatus(page)).toHaveText("");
  });

  test("what is not stored yet says so, and opens by itself when the network is back", async ({ context, page, editableServer }) => {
    let hold = true;
    await page.route(/\/bundle\/(?!index)/, (route) => (hold ? route.abort() : route.continue()));
    await page.goto(editableServer.url);
    await ready(page);
    await goOffline(context, editableServer);
    await tabBar(page).getByText("学习").tap();
    await expect(page.locator("h1", { hasText: "这一页还没存到手机里" })).toBeVisible();
    await expect(headerStatus(page)).toHaveText("没有网络");
    hold = false;
    await goOnline(context, editableServer);
    await expect(page.locator(".rows.articles a")).toHaveCount(articles.length);
    await expect(page.locator("h1", { hasText: "这一页还没存到手机里" })).toHaveCount(0);
    await stored(page);
  });
});

test("with a service worker 我的 says how much is stored, and promises pages without a signal", async ({ page }) => {
  await page.goto("/me/");
  await stored(page);
  await expect(page.locator(".stored")).toHaveText(/^已存 ([1-9]\d*) \/ \1 页，不到 \d+ MB。没有信号也能打开。$/);
});

test("back before the other page came leaves the words that are still on screen", async ({ context, page, editableServer }) => {
  await page.route(/\/bundle\/|version\.json/, () => {}); // Never answered.
  await page.goto(`${editableServer.url}/cards/q010/`);
  await ready(page);
  await tabBar(page).getByText("学习").tap();
  await expect(page.getByText("正在打开")).toBeVisible();
  await goOffline(context, editableServer);
  await page.goBack();
  await expect(page.getByText("正在打开")).toBeHidden();
  await expect(quotation(page)).toHaveText(card("q010").quote);
  await expect(page.locator("h1")).toHaveCount(1);
});

/** How a browser can keep its database from a page. */
const BROKEN = {
  "refuses at once": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  },
  "answers with an error": () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function () {
      open.call(this, "newer", 2);
      return open.call(this, "newer", 1);
    };
  },
  "never answers": () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function () {
      // An open connection that does not make room for the next version.
      const held = open.call(this, "held", 1);
      held.onsuccess = () => Object.assign(window, { held: held.result });
      return open.call(this, "held", 2);
    };
  },
};

for (const [how, breakIt] of Object.entries(BROKEN)) {
  test(`a phone whose database ${how} still reads, and promises nothing`, async ({ context, page }) => {
    await context.addInitScript(breakIt);
    await page.goto("/");
    await ready(page);
    await tabBar(page).getByText("学习").tap();
    await page.getByRole("link", { name: farArticle.title }).tap();
    await expect(page.locator("h1")).toHaveText(farArticle.title);
    await tabBar(page).getByText("我的").tap();
    await expect(page.getByRole("heading", { name: "这部手机上" })).toBeVisible();
    await expect(headerStatus(page)).toHaveText("");
    await expect(page.getByText("没有信号也能打开")).toHaveCount(0);
  });
}

test("a phone that lets no site store anything still keeps a card for now, and says so", async ({ context, page }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  });
  await page.goto("/cards/q010/");
  await ready(page);
  await keepButton(page).tap();
  await expect(page.getByText("这个浏览器不让存，关掉就没了")).toBeVisible();
  await expect(keepButton(page)).toHaveAttribute("aria-pressed", "true");
  await tabBar(page).getByText("我的").tap();
  await page.getByRole("link", { name: "收藏 1 条" }).tap();
  await expect(page.locator(".kept a")).toHaveText(card("q010").quote);
  await page.goBack();
  await page.getByRole("button", { name: "夜间" }).tap();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
