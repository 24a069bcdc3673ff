// Another hand, another tab, another device: what was meant for what the eye saw never happens to what came in its place.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { openDocument, saved, secretary } from "./support/curating";
import { Member, branchOf, takeDesk } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { keptState, postWords } from "./support/page";
import { Secretary } from "./support/people";

const PC = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false };

/** Does something in the page in the moment in which a post's words come on screen: no hand is faster. */
function as(page: Page, words: string, act: { key: string } | { tap: string }): Promise<void> {
  return page.evaluate(
    ([words, act]) =>
      new Promise<void>((done) => {
        const look = new MutationObserver(() => {
          if (document.querySelector(".post .body")?.textContent !== words) return;
          look.disconnect();
          if ("key" in act) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: act.key, bubbles: true }));
          else [...document.querySelectorAll<HTMLElement>(".decide button")].find((one) => one.textContent!.startsWith(act.tap))!.click();
          done();
        });
        look.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    [words, act] as const,
  );
}

const NOT_DONE = "这里刚变了，这一下没算。看清了再点。";

for (const act of [{ key: "a" }, { key: "r" }, { key: "n" }, { tap: "发布" }, { tap: "请改一改" }]) {
  test(`${Object.values(act)} that was meant for a post which somebody else has just decided does nothing, and says so`, async ({ page, editableServer }) => {
    await page.setViewportSize(PC.viewport);
    const branch = await branchOf(editableServer, "示例支部");
    const rider = await Member.join(editableServer, branch);
    await rider.say("两个人都在看");
    const next = await rider.say("没看过的");
    await rider.say("再后面一句");
    await takeDesk(page, editableServer, branch, "here");
    await expect(postWords(page)).toHaveText("两个人都在看");
    const other = await Secretary.of(editableServer.process, branch);
    const acted = as(page, "没看过的", act);
    await other.decide("两个人都在看", "approve");
    await acted;
    await expect(page.getByText(NOT_DONE)).toBeVisible();
    await expect(page.getByText("刚才那一条不在了：别人看过了")).toBeVisible();
    await expect(page.locator(".reasons")).toHaveCount(0);
    await expect(postWords(page)).toHaveText("没看过的");
    expect((await rider.post(next)).state).toBe("pending");
    // Whoever has looked decides.
    await expect(async () => {
      await page.getByRole("button", { name: "发布", exact: true }).click();
      await expect(postWords(page)).toHaveText("再后面一句", { timeout: 500 });
    }).toPass();
    await expect(page.getByText("刚才那一条不在了")).toBeHidden();
    expect((await rider.post(next)).state).toBe("approved");
    await other.leave();
  });
}

test("a decision is not made on words that their writer has changed under the eye", async ({ page, context, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  const id = await rider.say("头一回写的");
  await takeDesk(page, editableServer, branch, "here");
  await expect(postWords(page)).toHaveText("头一回写的");
  // Where nobody hears of it, another one sends it back, and its writer says it in other words.
  const other = await Secretary.of(editableServer.process, branch);
  await context.setOffline(true);
  await other.decide("头一回写的", "return", { code: "unclear", note: "" });
  await rider.change(id, "后来改成的");
  const acted = as(page, "后来改成的", { key: "a" });
  await context.setOffline(false);
  await acted;
  await expect(page.getByText(NOT_DONE)).toBeVisible();
  await expect(page.getByText("这一条的字，本人刚改过。")).toBeVisible();
  expect((await rider.post(id)).state).toBe("pending");
  await other.leave();
});

/** The same person on another device. */
async function another(page: Page): Promise<Page> {
  // What is kept on the one is not on the other.
  const { cookies } = await page.context().storageState();
  const context = await page.context().browser()!.newContext({ ...PC, locale: "zh-CN", storageState: { cookies, origins: [] } });
  return context.newPage();
}

test("what another device has saved is there by itself, and is said", async ({ browser, editableServer }) => {
  const phone = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  const pc = await another(phone);
  await openDocument(phone, editableServer, "cards/q001");
  await phone.getByLabel("读懂").fill("");
  await saved(phone);
  await openDocument(pc, editableServer, "cards/q001");
  await phone.getByLabel("读懂").fill("手机上写的。");
  await saved(phone);
  await expect(pc.getByLabel("读懂")).toHaveValue("手机上写的。");
  await pc.getByLabel("读懂").fill("电脑上改的。");
  await saved(pc);
  await expect(phone.getByLabel("读懂")).toHaveValue("电脑上改的。");
  await expect(phone.locator(".writing-bar .said")).toHaveText("这份刚在别处改过，这里换成了最新的。");
  await Promise.all([phone, pc].map((page) => page.context().close()));
});

test("beside two texts nobody is told that all is saved, on neither device, whichever is chosen", async ({ browser, editableServer }) => {
  const phone = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await openDocument(phone, editableServer, "cards/q001");
  await phone.getByLabel("读懂").fill("");
  await saved(phone);
  await phone.route("**/api/desk/documents/**", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await phone.getByLabel("读懂").fill("路上写的。");
  await expect(keptState(phone)).toContainText("写的在这台设备里");
  const pc = await another(phone);
  await openDocument(pc, editableServer, "cards/q001");
  await pc.getByLabel("读懂").fill("电脑上写的。");
  await saved(pc);
  await phone.unroute("**/api/desk/documents/**");
  // A page that was killed, and opened again.
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "两边不一样" })).toBeVisible();
  await expect(keptState(phone)).toHaveText("还没存好：两边不一样。写的在这台设备里");
  await phone.getByRole("button", { name: "用我的" }).click();
  await saved(phone);
  await expect(pc.getByLabel("读懂")).toHaveValue("路上写的。");
  await expect(pc.locator(".writing-bar .said")).toContainText("别处改过");
  await Promise.all([phone, pc].map((page) => page.context().close()));
});

/** Taps 发布 in the moment in which these words are there and it can be tapped. */
function publishAt(page: Page, words: string): Promise<void> {
  return page.evaluate(
    (words) =>
      new Promise<void>((done) => {
        const look = setInterval(() => {
          const now = document.querySelector<HTMLTextAreaElement>("#field-body")!.value;
          const publish = [...document.querySelectorAll<HTMLButtonElement>(".writing-bar .button")].find((one) => one.textContent === "发布");
          if (now !== words || !publish || publish.disabled) return;
          clearInterval(look);
          publish.click();
          done();
        }, 10);
      }),
    words,
  );
}

/** What the server has of the draft of q001. */
async function draftOf(page: Page, server: EditableServer): Promise<{ version: number; text: string; stage: string }> {
  return (await (await page.request.get(`${server.url}/api/desk/documents/cards/q001`)).json()).draft;
}

/** Takes q001 back, writes other words, and hands it on again. */
async function exchange(page: Page, server: EditableServer, old: string, words: string): Promise<void> {
  const at = `${server.url}/api/desk/documents/cards/q001`;
  const headers = { origin: server.url };
  const step = async (step: string) => {
    const { version } = await draftOf(page, server);
    expect((await page.request.post(`${at}/step`, { headers, data: { step, version } })).ok()).toBe(true);
  };
  await step("take_back");
  const { version, text } = await draftOf(page, server);
  expect((await page.request.put(`${at}/draft`, { headers, data: { text: text.replace(old, words), version } })).ok()).toBe(true);
  await step("submit");
}

test("what was looked at is published, never the words that came in its place a moment ago", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(first, editableServer, "cards/q001");
  await first.getByLabel("读懂").fill("看过的。");
  await saved(first);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  await openDocument(second, editableServer, "cards/q001");
  await expect(second.locator("#field-body")).toHaveValue("看过的。");
  const tapped = publishAt(second, "没看过的。");
  await exchange(first, editableServer, "看过的。", "没看过的。");
  await tapped;
  await expect(second.getByText(NOT_DONE)).toBeVisible();
  expect((await draftOf(first, editableServer)).stage).toBe("review");
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("a finger that taps 发布 twice does not publish what the first tap has brought", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(first, editableServer, "cards/q001");
  await first.getByLabel("读懂").fill("看过的。");
  await saved(first);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  // This page hears nothing by itself: only its own step tells it.
  await second.route("**/api/desk/events", (route) => route.abort());
  await openDocument(second, editableServer, "cards/q001");
  await expect(second.locator("#field-body")).toHaveValue("看过的。");
  await exchange(first, editableServer, "看过的。", "没看过的。");
  await expect(second.locator("#field-body")).toHaveValue("看过的。");
  const again = publishAt(second, "没看过的。");
  await second.getByRole("button", { name: "发布", exact: true }).click();
  await again;
  await expect(second.getByText(NOT_DONE)).toBeVisible();
  expect((await draftOf(first, editableServer)).stage).toBe("review");
  await Promise.all([first, second].map((page) => page.context().close()));
});
