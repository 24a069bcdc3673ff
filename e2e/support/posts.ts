// What the stories about posts have in common: a branch, and what a rider does with a sentence.

import type { BrowserContext, Page } from "@playwright/test";

import { expect, test as base } from "../fixtures";
import { headerNote } from "./page";
import { Secretary, addBranch, invite, join } from "./people";
import { installed, ready } from "./reader";

type Branch = { id: string; secretary: Secretary; invite: () => Promise<string> };

export const test = base.extend<{ branch: Branch }>({
  branch: async ({ server }, use, { title }) => {
    const id = await addBranch(server, `支部${title.length}${Math.random().toString(36).slice(2, 8)}`);
    const secretary = await Secretary.of(server, id);
    await use({ id, secretary, invite: () => invite(server, id) });
    await secretary.leave();
  },
});

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const words = (page: Page) => page.getByLabel("想说的话");
export const mine = (page: Page) => page.locator(".mine");

/** Other words for each test: all of them share a server. Letters alone: six digits look like an order. */
export const sentence = (about: string) => {
  const letters = Math.random().toString(36).slice(2, 8).replace(/\d/g, (digit) => "ghjkmnpqrs"[Number(digit)]!);
  return `${about}，${letters}。`;
};

export async function write(page: Page, text: string, path = "/posts/new/"): Promise<void> {
  await page.goto(path);
  await ready(page);
  await words(page).fill(text);
  await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
}

export async function send(page: Page, text: string): Promise<void> {
  await write(page, text);
  await button(page, "发出").tap();
  await expect(page).toHaveURL("/posts/mine/");
}

/** A member writes where there is no network, and sends: it waits on the phone. */
export async function queue(page: Page, code: string, text: string): Promise<void> {
  await join(page, code);
  await page.goto("/");
  await installed(page);
  await page.context().setOffline(true);
  await page.goto("/posts/new/");
  await ready(page);
  await words(page).fill(text);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("已经存进手机");
}

/** The tab is gone without a word, as when the phone runs out of memory. */
export async function kill(page: Page): Promise<Page> {
  const context = page.context();
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
  return context.newPage();
}

export async function another(page: Page, baseURL: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await page.context().browser()!.newContext({ baseURL, hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } });
  return { context, page: await context.newPage() };
}

/** Everything that is written on this phone, as it is stored. */
export async function stored(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("nuanxin-words", 1);
        opening.onsuccess = () => {
          const texts = opening.result.transaction("files").objectStore("files").getAll();
          texts.onsuccess = () => {
            opening.result.close();
            resolve(texts.result.join("\n"));
          };
        };
      }),
  );
}
