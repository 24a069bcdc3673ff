// What this is, for whoever comes for the first time; how to find it again, for whoever has read something to its end.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { site } from "./support/content";
import { deckSlots } from "./support/page";
import { raw } from "./support/raw";
import { ready, stored } from "./support/reader";

const what = (page: Page) => page.locator(".what");
const line = (page: Page) => page.locator(".find-again");
const WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Mobile MicroMessenger/8.0.49";

async function readAMinute(page: Page): Promise<void> {
  await page.goto("/minute/");
  await stored(page);
  for (const at of [1, 2, 3]) {
    await page.locator(".actions [data-action=next]").tap();
    await expect(deckSlots(page).nth(at)).toBeInViewport({ ratio: 0.9 });
  }
}

test("the first screen says in one line what this is, without script too, and no more once one knows", async ({ page, server }) => {
  for (const path of ["/", "/cards/q010/"]) {
    expect((await raw(server.url, path)).body.toString()).toContain(`${site.name}：${site.tagline}`);
    await page.goto(path);
    await ready(page);
    await expect(what(page)).toBeInViewport({ ratio: 1 });
    expect((await what(page).boundingBox())!.height).toBeLessThan(30);
  }
  await readAMinute(page);
  for (const path of ["/", "/cards/q010/"]) {
    await page.goto(path);
    await expect(what(page)).toBeHidden();
  }
});

test("the end of the first deck says once how to find this again, and goes when it is told to", async ({ page }) => {
  await readAMinute(page);
  await expect(line(page)).toBeInViewport({ ratio: 1 });
  await expect(line(page)).toContainText("下次怎么找");
  await expect(page.getByRole("heading", { name: /^一分钟到了/ })).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "知道了" }).tap();
  await expect(line(page)).toHaveCount(0);
  await readAMinute(page);
  await expect(page.getByRole("heading", { name: /^一分钟到了/ })).toBeInViewport({ ratio: 1 });
  await expect(line(page)).toHaveCount(0);
});

test("where the browser offers 添加到桌面, that is the way", async ({ page }) => {
  await page.goto("/minute/");
  await stored(page);
  await page.evaluate(() => {
    const offer = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt: () => (document.title = "asked") });
    dispatchEvent(offer);
  });
  for (const _ of [1, 2, 3]) await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "添加到桌面" }).tap();
  await expect(page).toHaveTitle("asked");
  await expect(line(page)).toHaveCount(0);
});

test.describe("inside WeChat", () => {
  test.use({ userAgent: WECHAT });

  test("the ways are its own: 浮窗, 收藏, and the three dots for a friend", async ({ page }) => {
    await readAMinute(page);
    await expect(line(page)).toContainText("浮窗");
    await page.goto("/cards/q010/");
    await ready(page);
    await page.getByRole("button", { name: "分享", exact: true }).tap();
    await expect(page.getByRole("dialog")).toContainText("点右上角 ··· 发给朋友");
  });
});

test("the manifest has an id, shortcuts that lead somewhere and pictures of their size", async ({ page, server }) => {
  const manifest = JSON.parse((await raw(server.url, "/manifest.webmanifest")).body.toString());
  expect(manifest.id).toBe("/");
  expect(manifest.shortcuts.map(({ name }: { name: string }) => name)).toEqual(["一分钟", "收藏", "说一句"]);
  for (const { url } of manifest.shortcuts) {
    await page.goto(url);
    await expect(page.locator("h1")).not.toHaveText("没有这一页");
  }
  expect(manifest.screenshots.length).toBeGreaterThan(1);
  for (const { src, sizes } of manifest.screenshots) {
    const { status, body } = await raw(server.url, src);
    expect(status).toBe(200);
    expect(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`).toBe(sizes);
  }
  for (const scheme of ["light", "dark"]) {
    const color = await page.locator(`meta[name=theme-color][media*=${scheme}]`).getAttribute("content");
    expect(color).toBe(scheme === "light" ? manifest.theme_color : manifest.user_preferences.color_scheme.dark.theme_color);
  }
});
