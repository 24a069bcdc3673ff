// What is written stays on the phone until its writer lets it go, and is nobody else's.

import { expect } from "./fixtures";
import { card } from "./support/content";
import { headerHeading, headerNote, headerStatus } from "./support/page";
import { join } from "./support/people";
import { button, kill, mine, sentence, stored, test, words, write } from "./support/posts";
import { comeBack, holdApp, openEarly, ready } from "./support/reader";

test("a draft outlives a killed tab, and is gone on with", async ({ page }) => {
  const text = sentence("等餐的时候想到的");
  await write(page, text);
  const reopened = await kill(page);
  await reopened.goto("/posts/new/");
  await expect(words(reopened)).toHaveValue(text);
  await reopened.goto("/posts/mine/");
  await expect(mine(reopened).filter({ hasText: text })).toContainText("草稿");
});

test("what is written is on the disk before it counts as stored, for a phone that dies at noon", async ({ page }) => {
  await page.addInitScript(() => {
    const { transaction } = IDBDatabase.prototype;
    const written: (string | undefined)[] = [];
    Object.assign(window, { written });
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (this.name === "nuanxin-words" && mode === "readwrite") written.push(options?.durability);
      return transaction.call(this, stores, mode, options);
    };
  });
  await write(page, sentence("电量 1%"));
  const written = () => page.evaluate(() => (window as unknown as { written: string[] }).written);
  await expect.poll(written).toContain("strict");
  expect(new Set(await written())).toEqual(new Set(["strict"]));
});

test("a browser that never says that it has written is not believed: the words are kept elsewhere before that is said", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", { set: () => {} });
    const said: string[] = [];
    Object.assign(window, { said });
    addEventListener("DOMContentLoaded", () => {
      const note = document.querySelector("#note")!;
      const look = () => note.textContent === "✓ 已经存进手机" && said.push(Object.entries(localStorage).find(([key]) => key.startsWith("words/word:"))?.[1] ?? "");
      new MutationObserver(look).observe(note, { childList: true, characterData: true, subtree: true });
    });
  });
  const text = sentence("存着存着就没声了");
  await write(page, text);
  const [first] = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(first).toContain(text);
  const reopened = await kill(page);
  await reopened.goto("/posts/mine/");
  await expect(mine(reopened).filter({ hasText: text })).toContainText("草稿");
});

test.describe("on a slow network", () => {
  // A service worker would have the app at once.
  test.use({ serviceWorkers: "block" });

  test("what is typed before the app is there is kept without another key", async ({ page }) => {
    const text = sentence("打字比网快");
    const release = await holdApp(page);
    await openEarly(page, "/posts/new/");
    await words(page).fill(text);
    release();
    await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
    const reopened = await kill(page);
    await reopened.goto("/posts/mine/");
    await expect(mine(reopened).filter({ hasText: text })).toContainText("草稿");
  });

  test("发出 tapped before the app is there sends", async ({ page, branch }) => {
    const text = sentence("点得比网快");
    await join(page, await branch.invite());
    const release = await holdApp(page);
    await openEarly(page, "/posts/new/");
    await words(page).fill(text);
    await button(page, "发出").tap();
    release();
    await expect(page).toHaveURL("/posts/mine/");
    await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  });
});

test("where the phone's database opens late, the newest words are the ones that are kept", async ({ page }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    let isLate = true;
    IDBFactory.prototype.open = function (name, version) {
      if (name === "nuanxin-words" && isLate) {
        isLate = false;
        throw new DOMException("not yet", "UnknownError");
      }
      return open.call(this, name, version);
    };
  });
  const besides = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("words/word:")));
  await write(page, sentence("先写的"));
  let newest = "";
  await expect(async () => {
    await comeBack(page);
    newest = sentence("后写的");
    await words(page).fill(newest);
    await expect.poll(besides, { timeout: 2_000 }).toEqual([]);
  }).toPass();
  // Coming back may have emptied the other place before the last key: it is killed when the words are stored, not before.
  const other = await page.context().newPage();
  await expect(async () => {
    await other.goto("/posts/mine/");
    await expect(mine(other).filter({ hasText: newest })).toContainText("草稿", { timeout: 2_000 });
  }).toPass();
  const reopened = await kill(page);
  await reopened.goto("/posts/new/");
  await expect(words(reopened)).toHaveValue(newest);
});

test("drafts stay where the browser has lost hold of its database", async ({ page }) => {
  const text = sentence("后台放久了");
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    const held: IDBDatabase[] = [];
    Object.assign(window, { held });
    IDBFactory.prototype.open = function (name, version) {
      const opening = open.call(this, name, version);
      if (name === "nuanxin-words") opening.addEventListener("success", () => held.push(opening.result));
      return opening;
    };
  });
  const held = () => page.evaluate(() => (window as unknown as { held: IDBDatabase[] }).held.length);
  await write(page, text);
  await page.getByRole("link", { name: "我写的" }).tap();
  await expect(mine(page).filter({ hasText: text })).toBeVisible();
  const before = await held();
  await page.evaluate(() => (window as unknown as { held: IDBDatabase[] }).held.forEach((database) => database.close()));
  await comeBack(page);
  await expect.poll(held).toBeGreaterThan(before);
  await mine(page).filter({ hasText: text }).getByRole("link", { name: "接着写" }).tap();
  await expect(words(page)).toHaveValue(text);
});

test("a phone that lets no site store anything says so, and not that it is stored", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  });
  await page.goto("/posts/new/");
  await ready(page);
  await words(page).fill(sentence("存不下"));
  await expect(page.getByText("关掉就没了")).toBeVisible();
  await expect(button(page, "复制文字")).toBeVisible();
  await expect(headerNote(page)).toHaveText("");
});

test("who was not invited can write, keeps it, and is told how to get an invite", async ({ page }) => {
  const text = sentence("还没加入");
  await write(page, text);
  await expect(page.getByText("没有邀请也能先写")).toBeVisible();
  await button(page, "发出").tap();
  await expect(page.getByText("先替你存成草稿了，只在这部手机里。要发出，先找支部书记")).toBeVisible();
  // Without a network nobody knows whether there is an invite.
  await page.route("**/api/me", (route) => route.abort());
  await button(page, "发出").tap();
  await expect(page.getByText("先替你存成草稿了，只在这部手机里。没有网络")).toBeVisible();
  await page.goto("/posts/mine/");
  await expect(mine(page).filter({ hasText: text })).toContainText("草稿");
});

test("several drafts are kept apart: by the card they are about, and begun beside others", async ({ page }) => {
  await write(page, sentence("关于江山"), "/posts/new/#q010");
  await expect(page.locator(".post-card")).toHaveText(card("q010").quote);
  await page.goto("/about/");
  await write(page, sentence("没有卡片"));
  await page.goto("/posts/mine/");
  await ready(page);
  await page.getByRole("link", { name: "说一句" }).tap();
  await expect(page).toHaveURL("/posts/new/#d=");
  await words(page).fill(sentence("再来一条"));
  await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
  // Opened again, the same address shows the same words.
  await page.reload();
  await expect(words(page)).toHaveValue(/再来一条/);
  await page.goto("/posts/mine/");
  await expect(mine(page)).toHaveCount(3);
  await mine(page).filter({ hasText: "关于江山" }).getByRole("link", { name: "接着写" }).tap();
  await expect(words(page)).toHaveValue(/关于江山/);
});

test("what was gone on with elsewhere is what one comes back to, signs and sends", async ({ context, page, branch }) => {
  const [first, more] = [sentence("一开始"), sentence("换个地方接着写")];
  await join(page, await branch.invite());
  await write(page, first);
  const other = await context.newPage();
  await other.goto("/posts/new/");
  await expect(words(other)).toHaveValue(first);
  await words(other).fill(first + more);
  await expect.poll(() => stored(other)).toContain(more);
  await comeBack(page);
  await expect(words(page)).toHaveValue(first + more);
  await button(page, "昵称和支部").tap();
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: more })).toContainText("待看");
  await expect(mine(page)).toHaveCount(1);
});

test("two tabs on one draft end in two drafts, and no words are lost", async ({ context, page }) => {
  const [first, here, there] = [sentence("一开始"), sentence("这边接着写"), sentence("那边接着写")];
  await write(page, first);
  const other = await context.newPage();
  await other.goto("/posts/new/");
  await expect(words(other)).toHaveValue(first);
  await words(other).fill(there);
  await expect(headerNote(other)).toHaveText("✓ 已经存进手机");
  await other.getByRole("link", { name: "我写的" }).tap();
  await expect(mine(other).filter({ hasText: there })).toBeVisible();
  // A key was pressed just before: nothing is put over it.
  await words(page).evaluate((field: HTMLTextAreaElement, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.dispatchEvent(new Event("visibilitychange"));
  }, here);
  await expect(words(page)).toHaveValue(here);
  await expect.poll(() => stored(page)).toContain(here);
  await page.getByRole("link", { name: "我写的" }).tap();
  for (const text of [here, there]) await expect(mine(page).filter({ hasText: text })).toHaveCount(1);
});

test("back from what was sent there is an empty page, not the sent words to go on with", async ({ page, branch }) => {
  const text = sentence("发出去又退回来看");
  await join(page, await branch.invite());
  await write(page, text);
  await page.goto("/posts/mine/");
  await mine(page).filter({ hasText: text }).getByRole("link", { name: "接着写" }).tap();
  await expect(words(page)).toHaveValue(text);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  await page.goBack();
  await expect(headerHeading(page)).toHaveText("说一句");
  await expect(words(page)).toHaveValue("");
});

test("a draft is shown to nobody else on the same phone, not by its address either", async ({ context, page, branch }) => {
  const text = sentence("只给自己看");
  await join(page, await branch.invite());
  await write(page, text);
  await page.goto("/posts/mine/");
  const address = await mine(page).filter({ hasText: text }).getByRole("link", { name: "接着写" }).getAttribute("href");
  await context.clearCookies();
  await join(page, await branch.invite(), "小陈");
  await page.goto(address!);
  await expect(headerHeading(page)).toHaveText("说一句");
  await expect(page.getByText("会显示成")).toBeVisible();
  await expect(words(page)).toHaveValue("");
  // Nor is it counted as theirs, nor taken away when they leave.
  await page.goto("/me/");
  await ready(page);
  await page.locator("summary", { hasText: "退出" }).tap();
  await expect(page.getByText("退出后，这部手机上你看过的心里话都会删掉")).toBeVisible();
  await button(page, "退出").tap();
  await expect(page.getByText("退出了。")).toBeVisible();
  await page.goto("/posts/mine/");
  await expect(page.getByText("别人没发出的 1 条")).toBeVisible();
});

test("leaving a shared phone takes the member's drafts away, after asking", async ({ page, branch }) => {
  const text = sentence("别让下一个人看见");
  await join(page, await branch.invite());
  await write(page, text);
  await page.goto("/me/");
  await ready(page);
  await page.locator("summary", { hasText: "退出" }).tap();
  await expect(page.getByText("没发出的 1 条")).toBeVisible();
  await button(page, "退出").tap();
  await expect(page.getByText("退出了。")).toBeVisible();
  await page.goto("/posts/mine/");
  await expect(page.getByText("还没写过")).toBeVisible();
  await page.goto("/posts/new/");
  await ready(page);
  await expect(words(page)).toHaveValue("");
});

test("清空 without a network signs out as soon as there is one", async ({ context, page, branch }) => {
  await join(page, await branch.invite());
  await page.goto("/me/");
  await expect(page.getByText("小林")).toBeVisible();
  await context.setOffline(true);
  await page.getByText("清空这部手机上的一切").tap();
  await button(page, "全部清空").tap();
  await expect(page.locator(".said")).toHaveText(/清空了/);
  await context.setOffline(false);
  // Whoever holds the phone now is nobody yet.
  await page.goto("/posts/new/");
  await expect(page.getByText("没有邀请也能先写")).toBeVisible();
  await expect.poll(async () => (await page.request.get("/api/me")).status()).toBe(401);
});

test("修复 touches no draft", async ({ page }) => {
  const text = sentence("修不掉的");
  await write(page, text);
  await page.goto("/me/");
  await ready(page);
  await button(page, "修复").tap();
  await expect(page.locator(".said")).toHaveText(/修好了/);
  await page.goto("/posts/mine/");
  await expect(mine(page).filter({ hasText: text })).toContainText("草稿");
});

test("nothing moves while one types, and what is said of the draft is said once", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator.storage, "persist", { value: async () => false }));
  await page.goto("/posts/new/");
  await ready(page);
  await expect(headerStatus(page)).toHaveText("离线可读");
  const tops = () => Promise.all([words(page), page.locator(".compose-sign"), button(page, "发出")].map(async (one) => (await one.boundingBox())!.y));
  const before = await tops();
  await words(page).fill(sentence("边等边写"));
  await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
  await expect(page.locator(".compose-saved span:visible")).toHaveText(["手机快满时，浏览器可能清掉草稿，要紧的话先留一份。"]);
  expect(await tops()).toEqual(before);
});
