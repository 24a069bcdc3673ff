// 分享: words, picture, QR code and link, with and without the browser's help.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { article, card, cards, site } from "./support/content";
import { deckSlots, headerHeading, tabBar } from "./support/page";
import { scan } from "./support/qr";
import { ready, stored } from "./support/reader";

const { quote } = card("q010");
const CITE = "党的二十大报告 · 第九部分";
const longest = cards.reduce((long, card) => (card.quote.length > long.quote.length ? card : long));

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const picture = (page: Page) => page.locator(".share-picture img");

async function openSheet(page: Page, path = "/cards/q010/"): Promise<void> {
  await page.goto(path);
  await stored(page);
  await button(page, "分享").tap();
  await expect(page.getByRole("dialog")).toBeVisible();
}

test("the sheet copies the quotation with its source, and the link", async ({ context, page, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSheet(page);
  await expect(page.getByRole("dialog")).toContainText(quote);
  await button(page, "复制文字").tap();
  await expect(page.getByText("已复制")).toBeVisible();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toBe(`“${quote}” —— ${CITE}`);
  await button(page, "复制链接").tap();
  await expect.poll(copied).toBe(`${server.url}/cards/q010/`);
});

test("where nothing can be copied, the words are selected to be copied by hand", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await openSheet(page);
  await button(page, "复制文字").tap();
  await expect(page.getByRole("textbox", { name: "要复制的文字" })).toHaveValue(`“${quote}” —— ${CITE}`);
  expect(await page.evaluate(() => String(getSelection()))).toContain(quote);
});

test("where the phone can send, it is asked first, and a change of mind is no fault", async ({ page, server }) => {
  await page.addInitScript(() => {
    const sent: unknown[] = [];
    Object.assign(window, { sent });
    Object.assign(navigator, { share: (data: unknown) => (sent.push(data), Promise.reject(new DOMException("", "AbortError"))) });
  });
  await openSheet(page);
  await button(page, "发给别人").tap();
  expect(await page.evaluate(() => (window as unknown as { sent: unknown[] }).sent)).toEqual([
    { title: quote, text: `“${quote}” —— ${CITE}`, url: `${server.url}/cards/q010/` },
  ]);
  await expect(page.locator(".share-said")).toHaveText("");
  await page.evaluate(() => Object.assign(navigator, { share: () => Promise.reject(new Error()) }));
  await button(page, "发给别人").tap();
  await expect(page.locator(".share-said")).toHaveText("没发出去。试试下面的办法。");
});

test("where the phone cannot send, nothing is offered that would fail", async ({ page }) => {
  await page.addInitScript(() => delete (Navigator.prototype as { share?: unknown }).share);
  await openSheet(page);
  await expect(button(page, "发给别人")).toHaveCount(0);
  await expect(button(page, "图片")).toBeVisible();
});

for (const slug of ["q010", longest.slug]) {
  test(`the picture of ${slug} is drawn on the phone, without a network, in three designs`, async ({ context, page, server }) => {
    await openSheet(page, `/cards/${slug}/`);
    await context.setOffline(true);
    await button(page, "图片").tap();
    const seen = new Set<string>();
    for (const design of ["素笺", "雕版", "剪纸"]) {
      await button(page, design).tap();
      await expect(button(page, design)).toHaveAttribute("aria-pressed", "true");
      await expect.poll(async () => !seen.has((await picture(page).getAttribute("src")) ?? "")).toBe(true);
      seen.add((await picture(page).getAttribute("src"))!);
      expect(await picture(page).evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([1080, 1440]);
      expect(await picture(page).getAttribute("src")).toMatch(/^data:image\/png/);
      expect(await picture(page).getAttribute("alt")).toContain(card(slug).quote);
      expect(await scan(picture(page))).toBe(`${server.url}/cards/${slug}/`);
    }
    await expect(page.getByRole("link", { name: "保存图片" })).toHaveAttribute("download", /\.png$/);
  });
}

test("the QR code leads to the card, and Escape leads back to the button", async ({ page, server }) => {
  await openSheet(page);
  await button(page, "二维码").tap();
  await expect(button(page, "二维码")).toHaveAttribute("aria-expanded", "true");
  expect(await scan(page.locator("img.share-code"))).toBe(`${server.url}/cards/q010/`);
  await button(page, "二维码").tap();
  await expect(page.locator("img.share-code")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button(page, "分享")).toBeFocused();
});

test("关闭, a tap beside the sheet and the way back close it", async ({ page }) => {
  await openSheet(page);
  await button(page, "关闭").tap();
  await expect(page.getByRole("dialog")).toBeHidden();
  await button(page, "分享").tap();
  await page.touchscreen.tap(180, 20);
  await expect(page.getByRole("dialog")).toBeHidden();
  await tabBar(page).getByText("学习").tap();
  await expect(headerHeading(page)).toHaveText("学习");
  await page.goBack();
  await button(page, "分享").tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button(page, "分享")).toBeVisible();
});

test("an article is handed on with title, summary and link, and without a picture", async ({ context, page, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSheet(page, `/articles/${article.slug}/`);
  await expect(page.getByRole("dialog")).toContainText("分享这一篇");
  await expect(button(page, "图片")).toHaveCount(0);
  await button(page, "复制文字").tap();
  await expect(page.getByText("已复制")).toBeVisible();
  const url = `${server.url}/articles/${article.slug}/`;
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${article.title}\n${article.summary}\n${url}`);
  await button(page, "二维码").tap();
  expect(await scan(page.locator("img.share-code"))).toBe(url);
});

test("a card can be shared before anything is stored", async ({ page }) => {
  await page.route("**/bundle/**", (route) => route.abort());
  await page.goto("/cards/q010/");
  await ready(page);
  await button(page, "分享").tap();
  await expect(page.getByRole("dialog")).toContainText(quote);
  await button(page, "图片").tap();
  await expect(picture(page)).toBeVisible();
});

test("in the deck the card on screen is shared, not the first one", async ({ page }) => {
  await page.goto("/");
  await stored(page);
  await expect(deckSlots(page)).not.toHaveCount(1);
  const second = (await deckSlots(page).nth(1).getAttribute("data-card"))!;
  await page.locator(".actions [data-action=next]").tap();
  await expect(page.locator("[data-action=share]")).toHaveAttribute("data-card", second);
  await button(page, "分享").tap();
  await expect(page.getByRole("dialog")).toContainText(card(second).quote);
});

test("where the browser draws no pictures, it says so, and the rest works", async ({ page }) => {
  await openSheet(page);
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await button(page, "图片").tap();
  await expect(page.getByText("这个浏览器画不了图片，可以截屏")).toBeVisible();
  await button(page, "二维码").tap();
  await expect(page.locator("img.share-code")).toBeVisible();
});

test("the site's name on the picture is the deployer's", async ({ page }) => {
  await openSheet(page);
  // What is drawn is an SVG first, and its words can be read there.
  const drawn = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { set } = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src")!;
        Object.defineProperty(HTMLImageElement.prototype, "src", {
          set(url: string) {
            resolve(decodeURIComponent(url));
            set!.call(this, url);
          },
        });
      }),
  );
  await button(page, "图片").tap();
  const svg = await drawn;
  for (const words of [site.name, CITE]) expect(svg).toContain(words);
});

test("on a small phone the picture and 保存图片 are both in sight", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await openSheet(page);
  await button(page, "图片").tap();
  await expect(picture(page)).toBeVisible();
  await expect(picture(page)).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("link", { name: "保存图片" })).toBeInViewport({ ratio: 1 });
});
