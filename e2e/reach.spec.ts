// Whatever a phone's browser lacks, the core goes on: today's card, swiping, an article, keeping, settings; and nothing is
// promised that would not hold. A row is a lack; a new feature adds its step to the story, or its own table.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card, farArticle } from "./support/content";
import { deckSlots, headerNote, headerStatus, keepButton, quotation, tabBar } from "./support/page";
import { lastDays } from "./support/published";
import { goOffline, ready, swipe } from "./support/reader";

interface Lack {
  /** Makes the browser behave as one that lacks it. */
  lose: () => void;
  /** What is kept and set is there on the next visit. */
  keeps: boolean;
  /** Without a network, an open page goes on to others. */
  goesOn: boolean;
  /** Without a network, a page never seen opens. */
  opens: boolean;
}

const ALL = { keeps: true, goesOn: true, opens: true };

const LACKS: Record<string, Lack> = {
  "nothing": { ...ALL, lose: () => {} },
  "a service worker (plain http, WeChat on iOS)": {
    ...ALL,
    opens: false,
    lose: () => delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker,
  },
  "leave to register a service worker (private windows)": {
    ...ALL,
    opens: false,
    lose: () => {
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"));
    },
  },
  "Web Share": {
    ...ALL,
    lose: () => {
      delete (Navigator.prototype as { share?: unknown }).share;
      delete (Navigator.prototype as { canShare?: unknown }).canShare;
    },
  },
  "speech": {
    ...ALL,
    lose: () => {
      delete (window as { speechSynthesis?: unknown }).speechSynthesis;
      delete (window as { SpeechSynthesisUtterance?: unknown }).SpeechSynthesisUtterance;
    },
  },
  "downloads": {
    ...ALL,
    lose: () => {
      delete (HTMLAnchorElement.prototype as { download?: unknown }).download;
      URL.createObjectURL = () => {
        throw new TypeError("no blob URLs");
      };
    },
  },
  "a clipboard": { ...ALL, lose: () => delete (Navigator.prototype as { clipboard?: unknown }).clipboard },
  "localStorage, which throws": {
    ...ALL,
    keeps: false,
    lose: () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
      }
    },
  },
  "localStorage, which is null": {
    ...ALL,
    keeps: false,
    lose: () => {
      for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { value: null });
    },
  },
  "room in localStorage": {
    ...ALL,
    keeps: false,
    lose: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    },
  },
  "IndexedDB, which is not there": {
    keeps: true,
    goesOn: false,
    opens: false,
    lose: () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  },
  "IndexedDB, which answers with an error": {
    keeps: true,
    goesOn: false,
    opens: false,
    lose: () => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function () {
        open.call(this, "newer", 2);
        return open.call(this, "newer", 1);
      };
    },
  },
  "IndexedDB, which never answers": {
    keeps: true,
    goesOn: false,
    opens: false,
    lose: () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    },
  },
  "an estimate of what is stored": { ...ALL, lose: () => delete (Navigator.prototype as { storage?: unknown }).storage },
  "the Highlight API": {
    ...ALL,
    lose: () => delete (CSS as { highlights?: unknown }).highlights,
  },
};

const keep = (page: Page) => keepButton(page);
const tab = (page: Page, name: string) => tabBar(page).getByText(name).tap();

for (const [what, { lose, keeps, goesOn, opens }] of Object.entries(LACKS)) {
  test(`without ${what}`, async ({ context, page, editableServer }) => {
    const { url } = editableServer;
    await context.addInitScript(lose);
    const [today, yesterday] = await lastDays(url);

    // Today's card, and a swipe to yesterday's.
    await page.goto(url);
    await ready(page);
    await expect(quotation(page).first()).toHaveText(card(today!.slug).quote);
    await expect(deckSlots(page).nth(1).locator(".quote")).toHaveText(card(yesterday!.slug).quote);
    await swipe(page, 600, 200);
    await expect(headerNote(page)).toHaveText(yesterday!.note);

    // Keeping, or a plain word that it will not last.
    await keep(page).tap();
    await expect(keep(page)).toHaveAttribute("aria-pressed", "true");
    await expect(page.locator(".toast")).toHaveText(keeps ? /已收藏/ : "收藏了，但这个浏览器不让存，关掉就没了");

    // An article.
    await tab(page, "学习");
    await page.getByRole("link", { name: farArticle.title }).tap();
    await expect(page.locator("h1")).toHaveText(farArticle.title);
    await expect(page.locator(".prose p").first()).toBeVisible();

    // Settings.
    await tab(page, "我的");
    await page.getByRole("button", { name: "夜间" }).tap();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

    // The next visit.
    await page.goto(`${url}/cards/${yesterday!.slug}/`);
    await ready(page);
    await expect(keep(page)).toHaveAttribute("aria-pressed", String(keeps));
    expect(await page.locator("html").getAttribute("data-theme")).toBe(keeps ? "dark" : null);

    // Without a network: what is promised holds, and nothing else is promised.
    await page.goto(`${url}/me/`);
    await ready(page);
    const promise = page.getByText("没有信号也能打开");
    const honest = page.getByText("这个浏览器断网时别关");
    await expect(opens ? promise : goesOn ? honest : page.getByText("还没有存下什么")).toBeVisible();
    await expect(page.getByText(/还在存/)).toHaveCount(0);
    await expect(promise).toHaveCount(opens ? 1 : 0);
    await goOffline(context, editableServer);
    await expect(headerStatus(page)).toHaveText(goesOn ? "没有网络，照样能看" : "没有网络");
    await tab(page, "学习");
    const list = page.locator(".rows.articles");
    // What was read before may still be in the browser's own cache: more than was promised.
    const plain = page.locator("h1", { hasText: "这一页还没存到手机里" });
    await expect(goesOn ? list : list.or(plain)).toBeVisible();
    if (!opens) return;
    await page.goto(`${url}/cards/q117/`);
    await ready(page);
    await expect(quotation(page).first()).toHaveText(card("q117").quote);
  });
}
