// 领读, live, as the phones have it.

import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";

import { deck } from "./content";

/** What is read. */
export const MORNING = deck("morning");

/** The card that a page shows, by its slug; `end` behind the last. */
export const shown = (page: Page) =>
  page.evaluate(() => {
    const on = [...document.querySelectorAll<HTMLElement>("#cards > .card")].find((card) => card.offsetParent);
    return on?.dataset.card ?? (on && "end" in on.dataset ? "end" : on?.id);
  });
/** Waits until it shows that card. */
export const shows = (page: Page, slug: string) => expect.poll(() => shown(page), { timeout: 15_000 }).toBe(slug);

/** A phone of its own. */
export async function phone(browser: Browser, baseURL: string): Promise<BrowserContext> {
  return browser.newContext({ baseURL, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: "zh-CN" });
}

/** Begins to lead. */
export async function begins(page: Page): Promise<{ room: string; code: string }> {
  await page.goto("/reading/new/?deck=morning");
  await page.getByRole("button", { name: "开始" }).tap();
  await page.waitForURL(/\/reading\/[a-z0-9]{26}\//);
  const room = new URL(page.url()).pathname.split("/")[2]!;
  const code = (await page.locator("#join strong").innerText()).trim();
  expect(code).toMatch(/^\d{4}$/);
  return { room, code };
}

/** On with it. */
export const next = (page: Page) => page.getByRole("button", { name: /^(下一条|开始读|接着读)$/ }).tap();
/** Letters twice as large. */
export const enlarge = (page: Page) => page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
