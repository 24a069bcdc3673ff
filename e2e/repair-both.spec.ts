// 清空 tapped while 修复 is still at it: whoever wants all of it gone gets that.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { installed, ready } from "./support/reader";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const said = (page: Page) => page.locator(".said");

/** A card is kept, everything is stored, and 我的 is open. */
async function settle(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/me/`);
  // A page that is opened while the service worker takes over would be without it.
  await installed(page);
  await page.evaluate(() => void (localStorage.kept = "q010"));
}

async function tapBoth(page: Page): Promise<void> {
  await button(page, "修复").tap();
  await expect(said(page)).toHaveText("正在重新取一份，先别关……");
  await page.getByText("清空这部手机上的一切").tap();
  await button(page, "全部清空").tap();
}

test("where the network hangs, everything is gone and nothing else is said later", async ({ page, editableServer }) => {
  await settle(page, editableServer.url);
  editableServer.hang();
  await tapBoth(page);
  const cleared = "清空了。现在连不上，有网时再打开，就像第一次用。";
  await expect(said(page)).toHaveText(cleared);
  const left = await page.evaluate(async () => [await caches.keys(), await indexedDB.databases(), Object.keys(localStorage)]);
  expect(left).toEqual([[], [], []]);
  // Now 修复 learns that there is no network.
  const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/me/"));
  editableServer.stop();
  await failed;
  await expect(said(page)).toHaveText(cleared);
});

test("where the network is slow, the page that opens anew is that of a first visit", async ({ page, editableServer }) => {
  await settle(page, editableServer.url);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/me/", async (route) => {
    await held;
    await route.continue();
  });
  await tapBoth(page);
  const opened = page.waitForEvent("load");
  release();
  await opened;
  await ready(page);
  await expect(said(page)).toHaveText("清空了，像第一次打开一样。");
  expect(await page.evaluate(() => localStorage.kept)).toBeUndefined();
});
