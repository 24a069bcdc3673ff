// How this phone likes to read: set once, there before the first paint ever after, and known to nobody else.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { keepButton, tabBar } from "./support/page";
import { addBranch, invite, join } from "./support/people";
import { holdApp, openEarly, ready } from "./support/reader";

const html = (page: Page) => page.locator("html");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const letters = (page: Page) => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));

async function openMe(page: Page): Promise<void> {
  await page.goto("/me/");
  await ready(page);
}

test("夜间 and 日光 change the page at once, and one of them is marked", async ({ page }) => {
  await openMe(page);
  await expect(button(page, "自动")).toHaveAttribute("aria-pressed", "true");
  const seen = new Set([await paper(page)]);
  for (const [name, theme] of [["夜间", "dark"], ["日光", "sun"]] as const) {
    await button(page, name).tap();
    await expect(html(page)).toHaveAttribute("data-theme", theme);
    await expect(button(page, name)).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByRole("group", { name: "光线" }).locator("[aria-pressed=true]")).toHaveCount(1);
    seen.add(await paper(page));
  }
  expect(seen.size).toBe(3);
});

test("大 and 特大 make the letters larger at once", async ({ page }) => {
  await openMe(page);
  const sizes = [await letters(page)];
  for (const name of ["大", "特大"]) {
    await button(page, name).tap();
    await expect(button(page, name)).toHaveAttribute("aria-pressed", "true");
    sizes.push(await letters(page));
  }
  expect(sizes[1]!).toBeGreaterThan(sizes[0]!);
  expect(sizes[2]!).toBeGreaterThan(sizes[1]!);
});

test.describe("on a slow network", () => {
  // Its stored files would be faster than the network that is held back here.
  test.use({ serviceWorkers: "block" });

  test("on the next visit look and size are there before the app is", async ({ page }) => {
    await openMe(page);
    await button(page, "夜间").tap();
    await button(page, "特大").tap();
    const [dark, large] = [await paper(page), await letters(page)];
    await holdApp(page);
    await openEarly(page, "/cards/q010/");
    await expect(html(page)).not.toHaveAttribute("data-app-ready");
    await expect(html(page)).toHaveAttribute("data-theme", "dark");
    await expect(html(page)).toHaveAttribute("data-size", "xl");
    expect(await paper(page)).toBe(dark);
    expect(await letters(page)).toBe(large);
  });
});

test("日间 holds on a phone that is set to dark, and 自动 gives the choice back to it", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openMe(page);
  const dark = await paper(page);
  await button(page, "日间").tap();
  expect(await paper(page)).not.toBe(dark);
  await page.reload();
  await ready(page);
  await expect(button(page, "日间")).toHaveAttribute("aria-pressed", "true");
  await button(page, "自动").tap();
  await expect(html(page)).not.toHaveAttribute("data-theme");
  expect(await paper(page)).toBe(dark);
  expect(await page.evaluate(() => localStorage.getItem("theme"))).toBeNull();
  await button(page, "特大").tap();
  await button(page, "标准").tap();
  await expect(html(page)).not.toHaveAttribute("data-size");
  expect(await page.evaluate(() => localStorage.getItem("size"))).toBeNull();
});

test("whoever leaves is told so where the button was", async ({ page, server }) => {
  await join(page, await invite(server, await addBranch(server, `退出${Math.random().toString(36).slice(2, 8)}支部`)));
  await openMe(page);
  await page.locator("summary", { hasText: "退出" }).focus();
  await page.keyboard.press("Enter");
  await button(page, "退出").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("退出了。")).toBeFocused();
});

test("a setting holds on every page one goes to", async ({ page }) => {
  await openMe(page);
  await button(page, "日光").tap();
  const sun = await paper(page);
  for (const tab of ["金句", "学习", "我的"]) {
    await tabBar(page).getByText(tab).tap();
    await expect(page.locator(".tabs [aria-current=page]")).toHaveText([tab]);
    expect(await paper(page)).toBe(sun);
  }
  await expect(button(page, "日光")).toHaveAttribute("aria-pressed", "true");
});

test("what is kept in one window shows in the other", async ({ context, page }) => {
  await openMe(page);
  const other = await context.newPage();
  await other.goto("/cards/q010/");
  await ready(other);
  await keepButton(other).tap();
  await expect(page.locator(".kept-link")).toContainText("1 条");
  await keepButton(other).tap();
  await expect(page.locator(".kept-link")).toContainText("0 条");
});

test("a damaged store does no harm", async ({ context, page }) => {
  await context.addInitScript(() => {
    localStorage.kept = "q010 <img> ../../etc q010 金 q999";
    localStorage.theme = '"><b>';
    localStorage.size = "huge";
  });
  await page.goto("/kept/");
  await expect(page.locator(".kept a")).toHaveText([/江山就是人民/, "这一条已经撤下"]);
  await openMe(page);
  await button(page, "日间").tap();
  await expect(html(page)).toHaveAttribute("data-theme", "light");
});

test("nothing that is kept or set is sent to anybody", async ({ page, server }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await openMe(page);
  await button(page, "夜间").tap();
  await tabBar(page).getByText("金句").tap();
  await keepButton(page).tap();
  await expect(keepButton(page)).toHaveAttribute("aria-pressed", "true");
  expect(asked.filter((one) => !one.startsWith(`GET ${server.url}/`))).toEqual([]);
  expect(asked.filter((one) => /dark|keep|kept|theme|\?/.test(one))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});
