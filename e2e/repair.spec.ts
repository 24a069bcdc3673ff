// 我的 says what is on this phone and whether it is the newest, mends what is broken, and takes everything off again.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { site } from "./support/content";
import { keepButton, quotation } from "./support/page";
import { addBranch, invite, join } from "./support/people";
import { goOffline, goOnline, holdApp, installed, openEarly, ready, stored } from "./support/reader";
import { uuidV7 } from "./support/uuid";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const news = (page: Page) => page.locator(".news");
const said = (page: Page) => page.locator(".said");
const look = (page: Page) => button(page, "现在看看有没有新的").tap();

/** What this site has on the phone. */
async function onPhone(page: Page): Promise<{ caches: string[]; databases: (string | undefined)[]; keys: string[] }> {
  return page.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    keys: Object.keys(localStorage).sort(),
  }));
}

/** A card is kept and the page is dark. */
async function settle(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/cards/q010/`);
  // A page that is opened while the service worker takes over would be without it.
  await installed(page);
  await keepButton(page).tap();
  await page.goto(`${url}/me/`);
  await installed(page);
  await button(page, "夜间").tap();
}

async function hasAllThatIsTheirs(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await page.evaluate(() => localStorage.kept)).toContain("q010");
}

/** What was on the page is gone: another document is there. */
async function reopened(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent("load"), act()]);
  await ready(page);
}

test.describe("what is on this phone", () => {
  test("is said while it is on its way, and when it is there", async ({ page }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/bundle/page-*", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/me/");
    await expect(page.locator(".stored")).toHaveText(/^已存 \d+ \/ \d+ 页，还在存。$/);
    await expect(page.getByRole("progressbar", { name: "存了多少" })).toBeVisible();
    await expect(news(page)).toHaveText("正在更新。");
    release();
    await installed(page);
    await expect(page.locator(".stored")).toHaveText(/^已存 (\d+) \/ \1 页，不到 \d+ MB。没有信号也能打开。$/);
    await expect(page.getByRole("progressbar")).toHaveCount(0);
    await expect(news(page)).toHaveText("这是最新的。");
  });

  test("我们不做的事 stands there as the site's own file says it", async ({ page }) => {
    await page.goto("/me/");
    const promises = site.body.split("## 我们不做的事")[1]!.split("\n## ")[0]!.match(/(?<=^- ).+$/gm)!;
    await expect(page.locator(".wont li")).toHaveText(promises);
  });
});

test.describe("现在看看有没有新的", () => {
  test("says that there is nothing new, and that there is", async ({ page, editableServer }) => {
    await page.goto(`${editableServer.url}/me/`);
    await stored(page);
    await look(page);
    await expect(page.locator(".toast")).toHaveText("看过了，这是最新的");
    await editableServer.write("articles/rain.md", "---\ntitle: 雨天慢一点\nsummary: 刚写的一篇。\ntheme: 安全\ndate: 2026-11-23\n---\n雨天路滑，慢一点。\n");
    await look(page);
    await expect(page.locator(".toast")).toHaveText("有新的，正在存到手机里");
    await expect(news(page)).toHaveText("这是最新的。");
  });

  test("says so without a network, and from when the words are", async ({ context, page, editableServer }) => {
    await page.goto(`${editableServer.url}/me/`);
    await installed(page);
    await goOffline(context, editableServer);
    await expect(news(page)).toHaveText(/^没有网络，看不到有没有新的。上次连上：\d+月\d+日。$/);
    await look(page);
    await expect(page.locator(".toast")).toHaveText("没有网络，查不到有没有新的");
    await goOnline(context, editableServer);
    await expect(news(page)).toHaveText("这是最新的。");
  });

  test("says so when the server fails", async ({ page, editableServer }) => {
    await page.goto(`${editableServer.url}/me/`);
    await installed(page);
    editableServer.fail();
    await look(page);
    await expect(page.locator(".toast")).toHaveText("服务器没有回应，过一会儿再看");
    await expect(news(page)).toHaveText(/^服务器没有回应，过一会儿再看。上次连上：\d+月\d+日。$/);
  });

  test("tapped before the app is ready is not lost", async ({ page }) => {
    const release = await holdApp(page);
    await openEarly(page, "/me/");
    await look(page);
    release();
    await expect(page.locator(".toast")).not.toBeEmpty();
  });
});

test("a new version of the app is said to wait for the next opening", async ({ page }) => {
  await page.goto("/me/");
  await installed(page);
  // As the browser tells it once another one has taken over, here with a page that names another app.
  await page.evaluate(async () => {
    const [name] = await caches.keys();
    await (await caches.open(name!)).put("/shell.html", new Response("another app"));
    navigator.serviceWorker.dispatchEvent(new Event("controllerchange"));
  });
  await expect(news(page)).toHaveText("新版本已存好，下次打开就用。");
});

test.describe("修复", () => {
  test("fetches everything anew and leaves what is the reader's", async ({ page, editableServer }) => {
    await settle(page, editableServer.url);
    await page.evaluate(async () => {
      const [name] = await caches.keys();
      await (await caches.open(name!)).put("/broken", new Response("broken"));
    });
    await reopened(page, () => button(page, "修复").tap());
    await expect(said(page)).toHaveText("修好了，都是重新取的。收藏、草稿和设置没动。");
    await hasAllThatIsTheirs(page);
    await installed(page);
    expect(await page.evaluate(() => caches.match("/broken"))).toBeUndefined();
    await page.reload();
    await ready(page);
    await expect(said(page)).toBeEmpty();
  });

  for (const [how, cut] of [["without a network", "stop"], ["when the server fails", "fail"]] as const) {
    test(`touches nothing ${how}`, async ({ page, editableServer }) => {
      await settle(page, editableServer.url);
      const before = await onPhone(page);
      editableServer[cut]();
      await button(page, "修复").tap();
      await expect(said(page)).toHaveText("现在连不上，先不动：不然手机里就空了。有网再修。");
      expect(await onPhone(page)).toEqual(before);
      await page.goto(`${editableServer.url}/cards/q117/`);
      await expect(quotation(page).first()).toBeVisible();
    });
  }

  for (const [what, breakIt] of Object.entries({
    "the database never answers": () => {
      IDBFactory.prototype.open = IDBFactory.prototype.deleteDatabase = () => new EventTarget() as IDBOpenDBRequest;
    },
    "the database refuses": () => {
      IDBFactory.prototype.open = IDBFactory.prototype.deleteDatabase = () => {
        throw new DOMException("refused", "SecurityError");
      };
    },
    "the service worker cannot be asked": () => {
      ServiceWorkerContainer.prototype.getRegistrations = () => new Promise(() => {});
    },
    "there is no service worker": () => {
      delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
    },
  })) {
    test(`opens the page anew where ${what}`, async ({ context, page }) => {
      await context.addInitScript(breakIt);
      await page.goto("/me/");
      await ready(page);
      await reopened(page, () => button(page, "修复").tap());
      await expect(said(page)).toHaveText(/^修好了/);
    });
  }

  test.describe("where the stored app is broken", () => {
    test.use({ strict: false });

    test("helps without it", async ({ page, editableServer }) => {
      await settle(page, editableServer.url);
      await page.evaluate(async () => {
        const [name] = await caches.keys();
        const cache = await caches.open(name!);
        for (const { url } of await cache.keys()) {
          const headers = { "content-type": "application/wasm" };
          if (url.endsWith(".wasm")) await cache.put(url, new Response("broken", { headers }));
        }
      });
      await page.reload();
      await expect(page.locator("html")).toHaveAttribute("data-app", "none");
      await expect(button(page, "现在看看有没有新的")).toBeHidden();
      await reopened(page, () => button(page, "修复").tap());
      await hasAllThatIsTheirs(page);
    });
  });
});

test.describe("清空", () => {
  const ask = (page: Page) => page.locator(".clear > summary", { hasText: "清空" }).tap();

  test("asks once, and Esc or a second tap means no", async ({ page }) => {
    await page.goto("/me/");
    await ready(page);
    await expect(button(page, "全部清空")).toBeHidden();
    await ask(page);
    await expect(page.getByText("找不回来")).toBeVisible();
    await ask(page);
    await expect(button(page, "全部清空")).toBeHidden();
    await ask(page);
    await button(page, "全部清空").focus();
    await page.keyboard.press("Escape");
    await expect(button(page, "全部清空")).toBeHidden();
    await expect(page.locator("summary")).toBeFocused();
  });

  test("leaves nothing of the reader's, and a phone as on the first visit", async ({ page, editableServer }) => {
    await settle(page, editableServer.url);
    await page.evaluate(() => indexedDB.open("drafts", 1));
    await ask(page);
    await reopened(page, () => button(page, "全部清空").tap());
    await expect(said(page)).toHaveText("清空了，像第一次打开一样。");
    await expect(page.locator("html")).not.toHaveAttribute("data-theme");
    expect((await onPhone(page)).databases).not.toContain("drafts");
    await installed(page);
    expect((await onPhone(page)).keys).toEqual(["checked"]);
    await page.goto(`${editableServer.url}/cards/q010/`);
    await ready(page);
    await expect(keepButton(page)).toHaveAttribute("aria-pressed", "false");
  });

  test("signs out later whoever the server cannot sign out now, before anybody else can speak as them", async ({ page, server }) => {
    await join(page, await invite(server, await addBranch(server, `清空${Math.random().toString(36).slice(2, 8)}支部`)));
    await page.route("**/api/sign-out", (route) => route.fulfill({ status: 503, json: { code: "full", message: "服务器存不下了" } }));
    await page.goto("/me/");
    await expect(page.locator(".account-name")).toContainText("小林");
    await ask(page);
    await reopened(page, () => button(page, "全部清空").tap());
    await expect(said(page)).toHaveText("清空了，像第一次打开一样。");
    const refused = page.waitForResponse("**/api/sign-out");
    await page.goto("/posts/new/");
    await refused;
    expect((await page.request.get("/api/me")).status()).toBe(200);
    // Nor does a tap speak for them.
    const post = { id: uuidV7(), body: "热水夜里也有。", branch: "别的支部", at: Date.now(), agrees: 0 };
    await page.route("**/api/posts", (route) => route.fulfill({ json: { posts: [post], next: null } }));
    const agreed: string[] = [];
    page.on("request", (request) => request.url().endsWith("/agree") && agreed.push(request.method()));
    await page.goto("/posts/");
    // Other stories on this server may have said something: then what is new waits for a tap.
    const [shown, newer] = [page.locator(".post").filter({ hasText: post.body }), page.getByRole("button", { name: /条新的/ })];
    await expect(shown.or(newer).first()).toBeVisible();
    if (await newer.isVisible()) await newer.tap();
    await shown.getByRole("button", { name: /同感/ }).tap();
    await expect(page.getByText("服务器存不下了")).toBeVisible();
    expect(agreed).toEqual([]);
    await page.unroute("**/api/sign-out");
    await page.goto("/posts/new/");
    await expect.poll(async () => (await page.request.get("/api/me")).status()).toBe(401);
  });

  test("works without a network too, and says what comes next", async ({ context, page, editableServer }) => {
    await settle(page, editableServer.url);
    await goOffline(context, editableServer);
    await ask(page);
    await button(page, "全部清空").tap();
    await expect(said(page)).toHaveText("清空了。现在连不上，有网时再打开，就像第一次用。");
    expect(await onPhone(page)).toEqual({ caches: [], databases: [], keys: [] });
    await expect(page.locator("html")).not.toHaveAttribute("data-theme");
    await expect(button(page, "自动")).toHaveAttribute("aria-pressed", "true");
    await expect(page.locator(".stored")).toHaveText("还没有存下什么。");
  });
});
