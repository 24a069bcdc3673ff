// 分享: words, picture, QR code and link of a card, with and without the browser's help.

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { stored } from "./support/reader";

const { quote } = card("q010");

test.beforeEach(async ({ page }) => {
  await page.goto("/cards/q010/");
  await stored(page);
});

test("the sheet copies the quotation with its source", async ({ context, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "分享" }).tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("button", { name: "复制文字" }).tap();
  await expect(page.getByText("已复制")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(quote);
  expect(copied).toContain("党的二十大报告 · 第九部分");
});

test("the picture is drawn on the phone, without a network, in three designs", async ({ context, page }) => {
  await context.setOffline(true);
  await page.getByRole("button", { name: "分享" }).tap();
  await page.getByRole("button", { name: "图片" }).tap();
  const picture = page.locator("img.share-picture");
  const seen = new Set<string>();
  for (const design of ["素笺", "雕版", "剪纸"]) {
    await page.getByRole("button", { name: design }).tap();
    await expect.poll(async () => !seen.has((await picture.getAttribute("src")) ?? "")).toBe(true);
    seen.add((await picture.getAttribute("src"))!);
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]))).toEqual([1080, 1440]);
  }
  await expect(page.getByRole("link", { name: "保存图片" })).toHaveAttribute("download", "q010.png");
});

test("the QR code is a picture that loads, and Escape leads back to the button", async ({ page }) => {
  await page.getByRole("button", { name: "分享" }).tap();
  await page.getByRole("button", { name: "二维码" }).tap();
  expect(await page.locator("img.share-code").evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(20);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "分享" })).toBeFocused();
});

test("in the deck the card on screen is shared, not the first one", async ({ page }) => {
  await page.goto("/");
  await stored(page);
  await expect(page.locator(".slot")).not.toHaveCount(1);
  const second = (await page.locator(".slot").nth(1).getAttribute("data-card"))!;
  await page.locator(".actions [data-action=next]").tap();
  await expect(page.locator("[data-action=share]")).toHaveAttribute("data-card", second);
});

test("where the browser draws no pictures, it says so, and the rest works", async ({ page }) => {
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.getByRole("button", { name: "分享" }).tap();
  await page.getByRole("button", { name: "图片" }).tap();
  await expect(page.getByText("这个浏览器画不了图片，可以截屏")).toBeVisible();
  await page.getByRole("button", { name: "二维码" }).tap();
  await expect(page.locator("img.share-code")).toBeVisible();
});
