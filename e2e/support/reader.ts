// What a test waits for, and what a rider does that Playwright has no word for.

import { expect, type BrowserContext, type Page } from "@playwright/test";

import type { EditableServer } from "./editable-server";

/** The app answers taps. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-app-ready", "");
}

/** Every document is on the phone. */
export async function stored(page: Page): Promise<void> {
  await ready(page);
  await expect(page.locator("#status")).toHaveText("离线可读");
}

/** Everything is on the phone, and a new page can be opened without a network. */
export async function installed(page: Page): Promise<void> {
  await stored(page);
  const state = () => page.evaluate(() => navigator.serviceWorker.controller?.state);
  await expect.poll(state, { message: "the service worker has stored the app" }).toBe("activated");
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

/** Sequence number of the publication this phone reads from. */
export async function seqOnPhone(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("nuanxin-library", 1);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction("files").objectStore("files").get("current");
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(JSON.parse(reading.result ?? "{}").seq ?? 0);
          };
        };
      }),
  );
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
