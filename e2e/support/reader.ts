// What a test waits for, and what a rider does that Playwright has no word for.

import { expect, type BrowserContext, type Page } from "@playwright/test";

import type { EditableServer } from "./editable-server";
import { headerStatus, tabBar } from "./page";

interface Index {
  seq: number;
  shards: { file: string }[];
  pages: Record<string, string>;
  search: string[];
}

/** The app answers taps. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-app-ready", "");
}

/** Every document is on the phone. */
export async function stored(page: Page): Promise<void> {
  await ready(page);
  await expect.poll(() => missingOnPhone(page), { message: "every document is stored" }).toBe(0);
}

/** Everything is on the phone, and a new page can be opened without a network. */
export async function installed(page: Page): Promise<void> {
  await stored(page);
  await expect(headerStatus(page)).toHaveText("离线可读");
  const state = () => page.evaluate(() => navigator.serviceWorker.controller?.state);
  await expect.poll(state, { message: "the service worker has stored the app" }).toBe("activated");
}

/** From anywhere to the list of all cards. */
export async function openAllCards(page: Page): Promise<void> {
  await tabBar(page).getByText("学习").tap();
  await page.locator(".ways").getByText("全部金句").tap();
  await expect(page).toHaveURL(/\/cards\/$/);
}

/** The words of a page as they come, before any script has run. */
export function firstPaint(html: string): string {
  const main = html.match(/<main id="first-paint">(.*?)<\/main>/s)?.[1] ?? "";
  return main.replaceAll(/<[^>]+>/g, "");
}

/** Into the lift. */
export async function goOffline(context: BrowserContext, server: EditableServer): Promise<void> {
  server.stop();
  await context.setOffline(true);
}

export async function goOnline(context: BrowserContext, server: EditableServer): Promise<void> {
  server.restart();
  await context.setOffline(false);
}

/** The app comes back from the background. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

/** The index this phone reads from, and the names of the files it has stored. */
async function onPhone(page: Page): Promise<{ index: Index | null; files: string[] }> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("nuanxin-library", 1);
        opening.onupgradeneeded = () => opening.transaction!.abort(); // The app makes it.
        opening.onerror = () => resolve({ index: null, files: [] });
        opening.onsuccess = () => {
          const files = opening.result.transaction("files").objectStore("files");
          const [current, keys] = [files.get("current"), files.getAllKeys()];
          keys.onerror = () => reject(keys.error);
          keys.onsuccess = () => {
            opening.result.close();
            resolve({ index: JSON.parse(current.result ?? "null"), files: keys.result as string[] });
          };
        };
      }),
  );
}

/** How many files the publication on this phone names that are not there; `Infinity` before there is one. */
async function missingOnPhone(page: Page): Promise<number> {
  const { index, files } = await onPhone(page);
  if (!index) return Infinity;
  const wanted = [...index.shards.map((shard) => shard.file), ...Object.values(index.pages), ...index.search];
  return wanted.filter((file) => !files.includes(file)).length;
}

/** Sequence number of the publication this phone reads from. */
export async function seqOnPhone(page: Page): Promise<number> {
  return (await onPhone(page)).index?.seq ?? 0;
}

/** Holds the app back, as a slow network does; the returned function lets it through. */
export async function holdApp(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** The page at a path, as soon as its HTML is there. */
export async function openEarly(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "domcontentloaded" });
}

/** A thumb moves up or down the screen, or over its width. */
export async function swipe(page: Page, from: number, to: number, steps = 20, isSideways = false): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...along: number[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: along.map((at) => (isSideways ? { x: at, y: 300 } : { x: 180, y: at })) });
  await touch("touchStart", from);
  for (let step = 1; step <= steps; step++) await touch("touchMove", from + ((to - from) * step) / steps);
  await touch("touchEnd");
  await session.detach();
}
