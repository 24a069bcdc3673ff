// Nobody waits for ever: whatever a phone or a network keeps back, there is a page, or a sentence.

import type { BrowserContext } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card, farArticle, farCard } from "./support/content";
import { headerNote, headerStatus, keepButton, tabBar } from "./support/page";
import { goOffline, installed, ready } from "./support/reader";

/** Another tab holds the phone's databases: whoever opens one waits. */
const holdDatabase = () =>
  new Promise<void>((resolve) => {
    const holding = indexedDB.open("nuanxin-library", 1);
    holding.onsuccess = () => {
      const database = holding.result;
      database.onversionchange = () => {};
      indexedDB.deleteDatabase("nuanxin-library");
      Object.assign(window, { database });
      resolve();
    };
  });

/** Transactions begin and never end, as on a phone that has lost hold of its database. */
async function neverRead(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ["get", "getAll", "getAllKeys", "put"] as const) {
      Object.defineProperty(IDBObjectStore.prototype, name, { value: () => Object.assign(new EventTarget(), { readyState: "pending" }) });
    }
  });
}

test("a blocked database and no network: there is a page, which says why, within seconds", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  const holder = await context.newPage();
  await holder.goto(`${editableServer.url}/icon.svg`);
  await page.close();
  await holder.evaluate(holdDatabase);
  await goOffline(context, editableServer);
  const later = await context.newPage();
  const since = Date.now();
  await later.goto(`${editableServer.url}/cards/${farCard.slug}/`, { waitUntil: "domcontentloaded" });
  await expect(later.locator("h1")).toHaveText("这一页还没存到手机里");
  expect(Date.now() - since).toBeLessThan(8_000);
  await ready(later);
  await tabBar(later).getByText("学习").tap();
  await expect(later.locator("h1")).toHaveText("这一页还没存到手机里");
});

test("a network that hangs and nothing stored: the page says so instead of waiting", async ({ context, page, editableServer }) => {
  await context.addInitScript(() => delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker);
  await page.route("**/bundle/pages-*", () => {});
  await page.route("**/bundle/**", (route) => (/index/.test(route.request().url()) ? route.continue() : undefined));
  await page.goto(editableServer.url);
  await ready(page);
  await tabBar(page).getByText("学习").tap();
  await expect(page.getByText("正在打开")).toBeVisible();
  await expect(page.getByRole("button", { name: "再试一次" })).toBeVisible({ timeout: 25_000 });
});

test("a database that answers nothing lets a reader read", async ({ context, page }) => {
  await neverRead(context);
  await page.goto("/cards/q010/");
  await ready(page);
  await tabBar(page).getByText("学习").tap();
  await page.getByRole("link", { name: farArticle.title }).tap();
  await expect(page.locator("h1")).toHaveText(farArticle.title);
  await tabBar(page).getByText("心里话").tap();
  await expect(page.locator(".feed-said")).not.toContainText("正在取");
});

test("a lock that nobody gives, a clipboard that takes nothing and a browser that asks back keep nobody waiting", async ({ context, page }) => {
  await context.addInitScript(() => {
    const never = () => new Promise<never>(() => {});
    Object.defineProperty(navigator, "clipboard", { value: { writeText: never } });
    Object.defineProperty(StorageManager.prototype, "persist", { value: never });
  });
  await page.goto("/posts/new/");
  await ready(page);
  await page.getByLabel("想说的话").fill("热水夜里也有。");
  await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
  await page.goto("/cards/q010/");
  await ready(page);
  await page.getByRole("button", { name: "分享" }).tap();
  await page.getByRole("button", { name: "复制文字" }).tap();
  await expect(page.getByText("长按上面的文字复制")).toBeVisible();
});

test("an app that is late says so", async ({ page }) => {
  await page.route("**/*.wasm", () => {});
  await page.goto("/cards/q010/", { waitUntil: "domcontentloaded" });
  await keepButton(page).tap();
  const says = () => headerStatus(page).evaluate((status) => getComputedStyle(status, "::before").content);
  await expect.poll(says, { timeout: 20_000 }).toContain("按钮稍等");
  await expect(headerStatus(page)).toBeVisible();
});

for (const speaking of [true, false, undefined]) {
  test(`a voice that never says its end leaves no bar (speaking: ${speaking})`, async ({ context, page }) => {
    test.setTimeout(150_000);
    await context.addInitScript((speaking) => {
      const synthesis = Object.assign(new EventTarget(), {
        getVoices: () => [{ lang: "zh-CN", name: "voice" }],
        speak: (utterance: SpeechSynthesisUtterance) => setTimeout(() => utterance.dispatchEvent(new Event("start"))),
        cancel: () => {},
        ...(speaking === undefined ? {} : { speaking }),
      });
      Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    }, speaking);
    await page.goto("/cards/q010/");
    await ready(page);
    await page.getByRole("button", { name: "听" }).tap();
    const bar = page.getByRole("region", { name: "朗读" });
    await expect(bar).toBeVisible();
    await expect(bar).toBeHidden({ timeout: 60_000 });
    // One that is silent has read on to the end; of the others nobody knows.
    if (speaking !== false) await expect(page.locator(".toast")).toHaveText(/^这部手机现在读不出声/);
    expect(card("q010").quote).toBeTruthy();
  });
}
