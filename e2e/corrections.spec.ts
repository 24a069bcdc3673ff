// 这里没开门: what somebody says is wrong about a place arrives once, whatever the network does, and the desk confirms or mends it.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { SIZES, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { keptState } from "./support/page";
import { goOffline, goOnline, installed, ready } from "./support/reader";
import { uuidV7 } from "./support/uuid";

const PLACE = "/places/sample-bridge/";
const said = (page: Page) => page.locator("#correction-said");

/** Taps what is wrong. */
async function correct(page: Page, what: string, line = ""): Promise<void> {
  await page.locator(".wrong-here summary").tap();
  if (line) await page.getByLabel("想补一句").fill(line);
  await page.getByRole("button", { name: what }).tap();
}

/** What waits at the desk, as the server has it. */
async function doubts(desk: Page, server: EditableServer): Promise<{ place: string; group: string; said: unknown; lines?: string[] }[]> {
  return (await (await desk.request.get(`${server.url}/api/desk/corrections`)).json()).doubts;
}

/** Somebody else says it, by HTTP. */
async function say(server: EditableServer, kind: string, line = "", place = "sample-bridge"): Promise<void> {
  const answer = await fetch(`${server.url}/api/places/${place}/corrections`, {
    method: "POST",
    headers: { origin: server.url, "content-type": "application/json" },
    body: JSON.stringify({ id: uuidV7(), kind, line }),
  });
  expect(answer.status, await answer.text()).toBe(201);
}

test("said without a network, it is kept, says so after a new start, and arrives once", async ({ context, page, browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await page.goto(editableServer.url + PLACE);
  await installed(page);
  await goOffline(context, editableServer);
  await correct(page, "现在没开门", "敲门没人");
  await expect(said(page)).toHaveText("还没发出：“现在没开门”。存在手机里，有网自己发。");
  await page.reload();
  await expect(said(page)).toContainText("还没发出");
  // It goes out from whatever page is on screen.
  await page.locator("nav.tabs").getByRole("link", { name: "学习" }).tap();
  await goOnline(context, editableServer);
  await expect.poll(async () => (await doubts(desk, editableServer)).length).toBe(1);
  expect(await doubts(desk, editableServer)).toMatchObject([{ place: "sample-bridge", group: "hours", said: [{ kind: "shut", count: 1 }], lines: ["敲门没人"] }]);
  // Whoever comes back sees that it was heard.
  await page.goto(editableServer.url + PLACE);
  await expect(said(page)).toContainText("发出了");
  await page.reload();
  await expect(said(page)).toHaveText("你今天说过“现在没开门”，发出了，书记会去问清楚。");
  expect(await doubts(desk, editableServer)).toHaveLength(1);
});

test("an answer that is lost on the way does not make two of one", async ({ page, browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  let cuts = 0;
  await page.route("**/api/places/*/corrections", async (route) => {
    await route.fetch();
    if (cuts++ > 0) return route.fallback();
    await route.abort("connectionreset");
  });
  await page.goto(editableServer.url + PLACE);
  await ready(page);
  await correct(page, "找不到，或进不去");
  await expect(said(page)).toContainText("还没发出");
  await expect.poll(() => cuts).toBe(1);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(said(page)).toHaveText("发出了，谢谢。书记会去问清楚。");
  expect(await doubts(desk, editableServer)).toMatchObject([{ said: [{ kind: "whereabouts", count: 1 }] }]);
  // A second tap on the same says nothing more.
  await page.locator(".wrong-here summary").tap();
  await expect(page.getByRole("button", { name: "找不到，或进不去" })).toHaveAttribute("aria-disabled", "true");
});

test("somebody's number is not taken, and the words are there to be mended", async ({ page, editableServer }) => {
  await page.goto(editableServer.url + PLACE);
  await ready(page);
  await correct(page, "现在没开门", "打 138 1234 5678 问");
  await expect(said(page)).toContainText("像有电话");
  // What is to be mended is at hand.
  await expect(page.getByLabel("想补一句")).toBeFocused();
  await page.getByLabel("想补一句").fill("门口贴了纸");
  await page.getByRole("button", { name: "现在没开门" }).tap();
  await expect(said(page)).toContainText("发出了");
  await expect(page.getByLabel("想补一句")).toHaveValue("");
});

test("nothing of a phone goes with it but what was said", async ({ page, editableServer }) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(`${request.url()} ${request.postData()}`));
  await page.goto(editableServer.url + PLACE);
  await ready(page);
  await correct(page, "没了，不在这儿了");
  await expect(said(page)).toContainText("发出了");
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatch(/\/api\/places\/sample-bridge\/corrections \{"id":"[\da-f-]{36}","kind":"gone","line":""\}$/);
});

test("a place says how far it reaches, and its address is copied by a tap", async ({ page, context, editableServer }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await editableServer.edit("places/sample-bridge.md", "\nlandmark:", "\naddress: 示例路 8 号\nlandmark:");
  await page.goto(editableServer.url + PLACE);
  await ready(page);
  await expect(page.locator("article")).toContainText("服务点");
  await page.getByRole("button", { name: "复制地址" }).tap();
  await expect(page.locator("#toast")).toHaveText("已复制");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("示例路 8 号");
});

test.describe("without the app", () => {
  test.use({ javaScriptEnabled: false });
  test("what nobody would carry out is not offered", async ({ page }) => {
    await page.goto(PLACE);
    await expect(page.locator(".wrong-here")).toBeHidden();
    await expect(page.locator(".go summary")).toBeVisible();
  });
});

test("at the desk what riders say is counted live, and what is right is confirmed in two taps", async ({ browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await say(editableServer, "services");
  await say(editableServer, "shut", "敲门没人");
  await say(editableServer, "shut");
  await desk.getByText("更多").click();
  await expect(desk.getByRole("link", { name: "更正 2" })).toBeVisible();
  await desk.getByRole("link", { name: "更正 2" }).click();
  const hours = desk.locator(".correction").filter({ hasText: "开放时间" });
  // Oldest waiting first.
  await expect(desk.locator(".correction").first()).toContainText("写着有的，这里没有 1 次");
  await expect(hours).toContainText("现在没开门 2 次");
  await expect(hours).toContainText("敲门没人");
  await expect(hours).toContainText("24小时");
  await desk.setViewportSize(SIZES.pc);
  await expect(hours).toBeVisible();
  await desk.setViewportSize(SIZES.phone);
  await hours.getByRole("button", { name: "还是对的" }).click();
  await hours.getByRole("button", { name: "没错，今天确认" }).click();
  await expect(desk.getByText("今天确认了")).toBeVisible();
  await expect(desk.locator(".correction")).toHaveCount(1);
  const page = await (await fetch(editableServer.url + PLACE)).text();
  const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
  expect(page).toContain(`data-seen="${today}"`);
  // What comes in is there without a reload.
  await say(editableServer, "whereabouts", "", "sample-gate");
  await expect(desk.locator(".correction")).toHaveCount(2);
  await desk.locator(".correction").first().getByRole("button", { name: "处理了" }).click();
  await desk.locator(".correction").first().getByRole("button", { name: "收掉" }).click();
  await expect(desk.locator(".correction")).toHaveCount(1);
});

test("whoever said it reads that somebody asked: confirmed, or mended", async ({ page, browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await page.goto(editableServer.url + PLACE);
  await ready(page);
  const told = (what: string) =>
    expect(async () => {
      await page.reload();
      await expect(said(page)).toHaveText(`你今天说过“${what}”，书记问过了，现在写的是问过的。`, { timeout: 2_000 });
    }).toPass();
  // Mended, with the day as it was.
  await correct(page, "写着有的，这里没有");
  await expect(said(page)).toHaveText("发出了，谢谢。书记会去问清楚。");
  await page.reload();
  await expect(said(page)).toHaveText("你今天说过“写着有的，这里没有”，发出了，书记会去问清楚。");
  await editableServer.edit("places/sample-bridge.md", "热水", "微波炉");
  await told("写着有的，这里没有");
  await correct(page, "现在没开门");
  await expect(said(page)).toHaveText("发出了，谢谢。书记会去问清楚。");
  await desk.goto(`${editableServer.url}/desk/corrections/`);
  const hours = desk.locator(".correction").filter({ hasText: "开放时间" });
  await hours.getByRole("button", { name: "还是对的" }).click();
  await hours.getByRole("button", { name: "没错，今天确认" }).click();
  await expect(desk.getByText("今天确认了")).toBeVisible();
  await told("现在没开门");
});

test("what is wrong is mended in the place's document, with the field at hand, and publishing ends it", async ({ browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await say(editableServer, "hours", "周日不开");
  await desk.goto(`${editableServer.url}/desk/corrections/`);
  await desk.getByRole("link", { name: "去改" }).click();
  await expect(desk.getByLabel("开放时间")).toBeFocused();
  await desk.getByLabel("开放时间").fill("周一至周六 9:00-21:00，节假日照常");
  await expect(keptState(desk)).toHaveText("草稿 · 存好了");
  await desk.getByRole("button", { name: /^发布/ }).first().click();
  await expect.poll(async () => (await doubts(desk, editableServer)).length).toBe(0);
  await desk.goto(`${editableServer.url}/desk/corrections/`);
  await expect(desk.getByText("没有要问的。")).toBeVisible();
});
