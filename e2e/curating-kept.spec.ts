// Words of a document survive whatever comes between them and the server: a call, another tab, another person.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { openDocument, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { keptState, listedDocuments } from "./support/page";

/** No save comes through from this page. */
async function cutSaves(page: Page): Promise<void> {
  await page.route("**/api/desk/documents/**", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
}

/** Requests wait until they are let go. */
async function hold(page: Page, url: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(url, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** The device shows something else: a call, another tab. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

/** And this page again. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    Reflect.deleteProperty(document, "visibilityState");
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

test("a page that is left before its document has come keeps the words that are on the device", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q001");
  await cutSaves(page);
  await page.getByLabel("读懂").fill("没有信号的时候写的。");
  await expect(keptState(page)).toContainText("写的在这台设备里");
  await page.goto("about:blank");
  await page.unroute("**/api/desk/documents/**");
  const letGo = await hold(page, "**/api/desk/documents/cards/q001");
  const asked = page.waitForRequest("**/api/desk/documents/cards/q001");
  await page.goto(`${editableServer.url}/desk/cards/q001/`);
  await asked;
  await hide(page);
  letGo();
  await expect(page.getByLabel("读懂")).toHaveValue("没有信号的时候写的。");
  await saved(page);
  await page.context().close();
});

test("what one tab could not send stays, whatever another one does, which goes on with it", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q001");
  const other = await page.context().newPage();
  await openDocument(other, editableServer, "cards/q001");
  await cutSaves(page);
  await page.getByLabel("读懂").fill("只在这一页里写的。");
  await expect(keptState(page)).toContainText("写的在这台设备里");
  // Looked at, and left again.
  await hide(other);
  await page.goto("about:blank");
  await comeBack(other);
  await expect(other.getByLabel("读懂")).toHaveValue("只在这一页里写的。");
  await saved(other);
  await page.context().close();
});

test("a second tab that somebody forgot makes no second text of one person's typing", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q001");
  await page.getByLabel("读懂").fill("");
  await saved(page);
  const other = await page.context().newPage();
  await openDocument(other, editableServer, "cards/q001");
  const puts: string[] = [];
  other.on("request", (request) => request.method() === "PUT" && puts.push(request.url()));
  const field = page.getByLabel("读懂");
  const typing = field.pressSequentially("写".repeat(50), { delay: 100 });
  // Each answer has a way to go, on which a few characters more are typed.
  await other.route("**/api/desk/documents/cards/q001", async (route) => {
    const response = await route.fetch();
    const typed = (await field.inputValue()).length;
    await Promise.race([typing, expect.poll(async () => (await field.inputValue()).length).toBeGreaterThan(typed + 2)]);
    await route.fulfill({ response });
  });
  await typing;
  await saved(page);
  await expect(page.getByLabel("读懂")).toHaveValue("写".repeat(50));
  await expect(other.getByLabel("读懂")).toHaveValue("写".repeat(50));
  await expect(keptState(other)).toHaveText("草稿 · 存好了");
  expect(puts).toEqual([]);
  for (const tab of [page, other]) await expect(tab.getByRole("heading", { name: "两边不一样" })).toHaveCount(0);
  await page.context().close();
});

test("who types without a pause is not a sentence ahead of the server", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q001");
  await page.getByLabel("读懂").fill("");
  await saved(page);
  let isTyping = true;
  const typing = page
    .getByLabel("读懂")
    .pressSequentially("写".repeat(80), { delay: 100 })
    .finally(() => (isTyping = false));
  const onServer = async () => (await (await page.request.get(`${editableServer.url}/api/desk/documents/cards/q001`)).json()).draft.text;
  await expect.poll(onServer, { intervals: [200] }).toContain("写写写");
  expect(isTyping).toBe(true);
  await typing;
  await saved(page);
  expect(await onServer()).toContain("写".repeat(80));
  await page.context().close();
});

test("nothing can be typed under a step that is on its way, and one that fails gives the words back", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q001");
  const field = page.getByLabel("读懂");
  await field.fill("送出去的。");
  await saved(page);
  await page.route("**/step", (route) => route.abort());
  await page.getByRole("button", { name: "送审" }).click();
  await expect(page.locator(".writing-bar .said")).toContainText("没有网络");
  await expect(field).toBeEnabled();
  await expect(field).toHaveValue("送出去的。");
  await page.unroute("**/step");
  const letGo = await hold(page, "**/step");
  await page.getByRole("button", { name: "送审" }).click();
  await expect(field).toBeDisabled();
  letGo();
  await expect(keptState(page)).toHaveText("待复审");
  await expect(page.locator("[data-column=write]")).toContainText("先到“流程”里收回来");
  await page.context().close();
});

test("words for what is somebody else's by now are all there, and go on as a new card", async ({ browser, editableServer }) => {
  const first = await secretary(browser, editableServer, await branchOf(editableServer, "甲支部"), "first");
  const second = await secretary(browser, editableServer, await branchOf(editableServer, "乙支部"), "second");
  await openDocument(second, editableServer, "cards/q001");
  await openDocument(first, editableServer, "cards/q001");
  await first.getByLabel("读懂").fill("甲写的。");
  await saved(first);
  await second.getByLabel("哪一部分").fill("乙看的那一部分");
  await second.getByLabel("读懂").fill("乙写的。");
  await expect(second.getByRole("heading", { name: "两边不一样" })).toBeVisible();
  await expect(second.getByLabel("我写的")).toHaveValue(/金句：[^]*原句：[^]*乙看的那一部分[^]*乙写的。/);
  await second.getByRole("button", { name: "存成新的一张" }).click();
  await expect(second).not.toHaveURL(/\/q001\/$/);
  await expect(second.getByLabel("读懂")).toHaveValue("乙写的。");
  await expect(second.getByLabel("哪一部分")).toHaveValue("乙看的那一部分");
  await saved(second);
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("two who begin a card at the same time each have one of their own", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const [first, second] = [await secretary(browser, editableServer, branch, "first"), await secretary(browser, editableServer, branch, "second")];
  for (const page of [first, second]) {
    await page.goto(`${editableServer.url}/desk/cards/`);
    await page.getByRole("button", { name: "新的一张" }).click();
    await expect(page.locator(".writing")).toBeVisible();
  }
  const both = second.url();
  expect(first.url()).toBe(both);
  await first.getByLabel("读懂").fill("先写的。");
  await saved(first);
  await second.getByLabel("读懂").fill("后写的。");
  await expect(second).not.toHaveURL(both);
  await saved(second);
  for (const [page, words] of [[first, "先写的。"], [second, "后写的。"]] as const) {
    await page.reload();
    await expect(page.getByLabel("读懂")).toHaveValue(words);
  }
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("a new card that never came through is found in the list of the device that has it", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await page.goto(`${editableServer.url}/desk/cards/`);
  await page.getByRole("button", { name: "新的一张" }).click();
  await cutSaves(page);
  await page.getByLabel("金句", { exact: true }).fill("只有这台设备知道的一句");
  await expect(keptState(page)).toContainText("写的在这台设备里");
  await page.goto(`${editableServer.url}/desk/cards/`);
  await page.unroute("**/api/desk/documents/**");
  await page.getByRole("link", { name: /只有这台设备知道的一句.*还没存好/ }).click();
  await expect(page.getByLabel("金句", { exact: true })).toHaveValue("只有这台设备知道的一句");
  await saved(page);
  await page.goto(`${editableServer.url}/desk/cards/`);
  await expect(listedDocuments(page).first()).toBeVisible();
  await expect(page.locator(".unsent")).toHaveCount(0);
  await page.context().close();
});
