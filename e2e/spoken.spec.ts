// What a screen reader says, and what can be done with the keyboard alone.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { headerNote, headerStatus, tabBar } from "./support/page";
import { lastDays } from "./support/published";
import { ready, stored } from "./support/reader";

declare global {
  interface Window {
    spoken: string[];
  }
}

/** Every text that live regions are given from now on. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.spoken = [];
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest("[role=status], [aria-live]");
        if (region?.textContent) window.spoken.push(region.textContent);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

const spoken = (page: Page) => page.evaluate(() => window.spoken);

test("another card is told once, and another page by its heading", async ({ page, server }) => {
  const [, yesterday] = await lastDays(server.url);
  const { quote } = card(yesterday!.slug);
  await page.goto("/");
  await stored(page);
  await expect(headerStatus(page)).toHaveText("离线可读");
  await listen(page);
  await page.locator(".actions [data-action=next]").tap();
  await expect(headerNote(page)).toHaveText(yesterday!.note);
  await expect.poll(() => spoken(page)).toEqual([quote]);
  await tabBar(page).getByText("学习").tap();
  await expect(page.locator("h1")).toBeFocused();
  await expect(page).toHaveTitle(/^学习/);
  expect((await spoken(page)).filter((text) => text !== quote)).toEqual([]);
});

test("a card that comes late is told once it is there", async ({ page, server }) => {
  const [, yesterday] = await lastDays(server.url);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/bundle/cards-*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/");
  await ready(page);
  await expect(page.locator(`.slot[data-card="${yesterday!.slug}"]`)).toHaveCount(1);
  await page.locator(".actions [data-action=next]").tap();
  await expect(headerNote(page)).toHaveText(yesterday!.note);
  await listen(page);
  release();
  await expect.poll(() => spoken(page)).toContain(card(yesterday!.slug).quote);
});

for (const path of ["/", "/cards/", "/decks/morning/", "/articles/", "/me/", "/about/"]) {
  test(`${path} has its landmarks, and headings that leave no step out`, async ({ page }) => {
    await page.goto(path);
    await ready(page);
    await expect(page.getByRole("banner")).toHaveCount(1);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page.getByRole("navigation", { name: "主要页面" })).toHaveCount(1);
    const levels = await page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    expect(levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1), levels.join()).toBe(true);
  });
}

test("every button, link and question of 我的 is reached with Tab, in the order of the page", async ({ page }) => {
  await page.goto("/me/");
  await stored(page);
  const wanted = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>("main a, main button, main summary, .tabs a");
    return [...all].filter((one) => one.checkVisibility()).map((one) => one.innerText.trim());
  });
  expect(wanted).toEqual(expect.arrayContaining(["自动", "特大", "现在看看有没有新的", "修复", "清空这部手机上的一切", "金句", "学习", "我的"]));
  const reached: string[] = [];
  for (let step = 0; step < wanted.length; step++) {
    await page.keyboard.press("Tab");
    await expect(page.locator(":focus")).not.toHaveCSS("outline-style", "none");
    await expect(page.locator(":focus")).toBeInViewport();
    reached.push((await page.locator(":focus").innerText()).trim());
  }
  expect(reached).toEqual(wanted);
});

test("in letters so large that the page scrolls as one, the keys scroll it", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await page.goto("/cards/q004/");
  await ready(page);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await expect(page).toHaveURL("/cards/q004/");
});
