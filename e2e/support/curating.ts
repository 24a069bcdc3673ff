// Documents at the desk, as two secretaries have them.

import { expect, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";

import { takeDesk } from "./desk";
import type { EditableServer } from "./editable-server";
import { keptState } from "./page";

/** What is worn by the page on which a document is written. */
export const SIZES = { phone: { width: 360, height: 800 }, pc: { width: 1280, height: 800 } };

/** Somebody at a desk of their own. */
export async function secretary(
  browser: Browser,
  server: EditableServer,
  branch: string,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext({ viewport: SIZES.phone, locale: "zh-CN", ...options })).newPage();
  await takeDesk(page, server, branch, name);
  return page;
}

/** A document's page, once its fields are there. */
export async function openDocument(page: Page, server: EditableServer, path: string): Promise<void> {
  await page.goto(`${server.url}/desk/${path}/`);
  await expect(page.locator(".writing")).toBeVisible();
}

/** On a phone one part is shown at a time; on a PC all of them are. */
export async function part(page: Page, name: "写" | "看" | "核对" | "流程"): Promise<void> {
  const tab = page.locator(".parts").getByRole("button", { name, exact: true });
  if (await tab.isVisible()) await tab.click();
}

/** The server has all of it. */
export async function saved(page: Page): Promise<void> {
  await expect(keptState(page)).toHaveAttribute("data-kept", "saved", { timeout: 8_000 });
  await expect(keptState(page)).toHaveText("草稿 · 存好了");
}

/** The page readers are shown, as the server sends it. */
export async function readers(server: EditableServer, path: string): Promise<{ status: number; html: string }> {
  const answer = await fetch(`${server.url}/${path}/`);
  return { status: answer.status, html: await answer.text() };
}

/** Puts a text into the source library. */
export async function addSourceText(page: Page, server: EditableServer, source: string, text: string): Promise<void> {
  const answer = await page.request.post(`${server.url}/api/desk/sources?source=${source}&name=${encodeURIComponent("原文.txt")}`, {
    headers: { origin: server.url, "content-type": "application/octet-stream" },
    data: Buffer.from(text),
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}
