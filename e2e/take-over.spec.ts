// The app moves the document that came with the page into itself: nothing blinks, jumps or is there twice.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { article } from "./support/content";
import { holdApp, openEarly, ready, stored } from "./support/reader";

declare global {
  interface Window {
    shifts: number[];
    first: Element;
  }
}

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifts = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts.push((entry as unknown as { value: number }).value);
    });
    observer.observe({ type: "layout-shift", buffered: true });
  });
}

for (const path of ["/", "/cards/q010/", `/articles/${article.slug}/`, "/cards/", "/articles/", "/me/", "/about/"]) {
  test(`nothing moves and nothing is drawn again when the app takes over ${path}`, async ({ page }) => {
    await watchShifts(page);
    const release = await holdApp(page);
    await openEarly(page, path);
    const part = path === "/" || path.startsWith("/cards/q") ? ".card" : ".page > *";
    await page.evaluate((part) => void (window.first = document.querySelector(part)!), part);
    release();
    await stored(page);
    expect(await page.evaluate((part) => document.querySelector(part) === window.first, part)).toBe(true);
    expect(await page.evaluate(() => Boolean(window.first.isConnected && window.first.closest(".document")))).toBe(true);
    await expect(page.locator(".page")).toHaveCount(1);
    expect(await page.evaluate(() => window.shifts)).toEqual([]);
  });
}

test("a passage that is being read keeps its place and its selection", async ({ page }) => {
  const release = await holdApp(page);
  await openEarly(page, `/articles/${article.slug}/`);
  await page.evaluate(() => {
    const passage = document.querySelectorAll(".prose p")[4]!;
    passage.scrollIntoView();
    getSelection()!.selectAllChildren(passage);
  });
  const seen = () => page.evaluate(() => ({ top: scrollY, selected: getSelection()!.toString() }));
  const before = await seen();
  expect(before.top).toBeGreaterThan(0);
  expect(before.selected).not.toBe("");
  release();
  await stored(page);
  expect(await seen()).toEqual(before);
});

test("看原文 opened before the app is ready stays open", async ({ page }) => {
  const release = await holdApp(page);
  await openEarly(page, "/");
  await page.getByText("看原文").tap();
  release();
  await ready(page);
  await expect(page.locator(".sentence").first()).toBeVisible();
});

test("the page is told once to those who cannot see it", async ({ page }) => {
  for (const path of ["/", "/cards/q010/", "/cards/", "/articles/", "/me/", "/about/"]) {
    await page.goto(path);
    await stored(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("main")).toHaveCount(1);
  }
});
