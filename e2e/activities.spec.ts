// Activities: what is on this week, by the phone's own clock; and who wants to come. Each test writes its own, some days from now.

import type { Browser, Page } from "@playwright/test";
import ICAL from "ical.js";

import { expect, test } from "./fixtures";
import { day } from "./support/day";
import type { EditableServer } from "./support/editable-server";
import { addBranch, invite, join } from "./support/people";
import { comeBack, goOffline, goOnline, installed, ready } from "./support/reader";
import { uuidV7 } from "./support/uuid";

const at = (days: number, clock: string) => new Date(`${day(days)}T${clock}:00+08:00`);
const SLOT = '#week li:has(a[href="/activities/own/"])';

async function write(server: EditableServer, slots: string[], more = "kind: 研学游"): Promise<void> {
  const lines = slots.map((slot) => `  - ${slot}\n`).join("");
  await server.write("activities/own.md", `---\ntitle: 自己的活动\n${more}\nsummary: 做一件事\nslots:\n${lines}---\n`);
}

test("what is on this week rises without a network, is called 明天 and is gone when it is over", async ({ context, page, editableServer }) => {
  await write(editableServer, [`a ${day(9)} 14:00-15:30 12 院子，门口`]);
  await page.clock.install({ time: at(0, "12:00") });
  await page.goto(`${editableServer.url}/around/`);
  await installed(page);
  await expect(page.locator(SLOT)).toBeHidden();
  await goOffline(context, editableServer);
  for (const [days, clock, name] of [[3, "09:00", ""], [8, "09:00", "明天"], [9, "15:29", "今天"]] as const) {
    await page.clock.setFixedTime(at(days, clock));
    await page.reload();
    await ready(page);
    await expect(page.locator(SLOT)).toBeVisible();
    await expect(page.locator(`${SLOT} .day`)).toHaveAttribute("data-name", name);
  }
  await page.locator(SLOT).tap();
  await expect(page.locator(".slots li")).toContainText("院子，门口");
  await page.goBack();
  await page.clock.setFixedTime(at(9, "15:31"));
  await page.reload();
  await ready(page);
  await expect(page.locator(SLOT)).toBeHidden();
  await page.goto(`${editableServer.url}/activities/own/`);
  await expect(page.locator(".slots .state").first()).toHaveText("已经过了");
});

test("a call-up says how one is safe before it asks for hands, and is found", async ({ page, editableServer }) => {
  const call = "kind: 志愿招募\ncause: 交通引导\nsafety: 不上车道\ninsurance: 支部买意外险";
  await write(editableServer, [`a ${day(2)} 7:20-8:00 4 小学南门`, `b ${day(4)} 7:20-8:00 4 小学南门 取消`], call);
  await page.goto(`${editableServer.url}/activities/own/`);
  await ready(page);
  const [safety, slots] = [page.locator(".safety"), page.locator(".slots")];
  await expect(safety).toContainText("不上车道");
  await expect(safety).toContainText("支部买意外险");
  expect((await safety.boundingBox())!.y).toBeLessThan((await slots.boundingBox())!.y);
  await expect(slots.locator("li").nth(1)).toContainText("取消了");
  await page.goto(`${editableServer.url}/search/#自己的活动`);
  await expect(page.getByRole("link", { name: /自己的活动/ })).toHaveAttribute("href", "/activities/own/");
});

test("a slot goes into the phone's calendar, and the feed has all of them", async ({ page, editableServer }) => {
  await write(editableServer, [`a ${day(2)} 14:00-15:30 12 院子`]);
  await page.goto(`${editableServer.url}/activities/own/`);
  const file = await page.request.get(editableServer.url + (await page.getByRole("link", { name: "加到日历" }).getAttribute("href"))!);
  expect(file.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(await file.text()).toContain(`DTSTART:${day(2).replaceAll("-", "")}T060000Z`);
  await page.goto(`${editableServer.url}/activities/`);
  await ready(page);
  await page.locator("summary", { hasText: "存进手机日历" }).tap();
  // A phone that can subscribe is asked to.
  const subscribe = editableServer.url.replace("http://", "webcal://");
  await expect(page.getByRole("link", { name: "订阅" })).toHaveAttribute("href", `${subscribe}/activities.ics`);
  const feed = await page.getByRole("link", { name: "全部存进手机日历" }).getAttribute("href");
  expect(await (await page.request.get(editableServer.url + feed!)).text()).toContain("SUMMARY:自己的活动");
});

test("Thunderbird's parser reads the feed: what moves keeps its UID, and what is cancelled stays", async ({ editableServer }) => {
  const title = "一句很长的名字，有逗号；有分号\\和🧑‍🎨，".repeat(4);
  const read = async () => {
    const text = await (await fetch(`${editableServer.url}/activities.ics`)).text();
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    return events.find((event) => event.summary === title)!;
  };
  const put = (slot: string) =>
    editableServer.write("activities/own.md", `---\ntitle: ${title}\nkind: 讲座\nsummary: 说一说\nslots:\n  - ${slot}\n---\n`);
  await put(`a ${day(2)} 23:00-1:00 12 院子`);
  const first = await read();
  expect(first.startDate.toJSDate()).toEqual(at(2, "23:00"));
  expect(first.endDate.toJSDate()).toEqual(at(3, "01:00"));
  expect(first.startDate.zone.tzid).toBe("UTC");
  expect(first.location).toBe("院子");
  await put(`a ${day(3)} 23:00-1:00 12 院子 改期`);
  const moved = await read();
  await put(`a ${day(3)} 23:00-1:00 12 院子 改期 取消`);
  const cancelled = await read();
  expect([moved.uid, cancelled.uid]).toEqual([first.uid, first.uid]);
  expect(moved.sequence).toBeGreaterThan(first.sequence);
  expect(cancelled.sequence).toBeGreaterThan(moved.sequence);
  expect(cancelled.component.getFirstPropertyValue("status")).toBe("CANCELLED");
});

/** A phone of a member of its own. */
async function member(browser: Browser, server: EditableServer, branch: string, nickname: string): Promise<Page> {
  const screen = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
  const page = await (await browser.newContext({ ...screen, locale: "zh-CN", baseURL: server.url })).newPage();
  await join(page, await invite(server.process, branch), nickname);
  return page;
}

const own = (page: Page) => page.locator(".slots .own");
const left = (page: Page) => page.locator(".slots .left-now");
const tapOn = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).tap();

test("two phones and one seat: kept without a network, in line once it is sent, and moved up", async ({ browser, editableServer }) => {
  test.slow();
  const server = editableServer;
  await write(server, [`a ${day(3)} 14:00-15:30 1 院子`]);
  const branch = await addBranch(server.process, "示例支部");
  const [early, late] = [await member(browser, server, branch, "小林"), await member(browser, server, branch, "小周")];
  for (const page of [early, late]) {
    await page.goto(`${server.url}/activities/own/`);
    await ready(page);
    await expect(left(page)).toHaveText("还有 1 个位子");
  }
  // Nothing is called taken before the server said so, also not after a new start.
  await early.context().setOffline(true);
  await tapOn(early, "我想去");
  await expect(own(early)).toHaveText("想去，还没发出");
  await tapOn(late, "我想去");
  await expect(own(late)).toHaveText("给你留了位子");
  await expect(late.locator(".slots .said")).toContainText("退位码");
  await early.context().setOffline(false);
  await early.reload();
  await expect(own(early)).toHaveText("你排在第 1");
  await expect(left(early)).toHaveText("满了，排着 1 人");
  // The code is shown once.
  await late.reload();
  await expect(own(late)).toHaveText("给你留了位子");
  await expect(late.locator(".slots .said")).toHaveText("");
  // A slip of the thumb costs no seat.
  await tapOn(late, "不去了");
  await expect(late.locator(".slots .said")).toContainText("再点一次才算");
  await expect(own(late)).toHaveText("给你留了位子");
  await tapOn(late, "不去了");
  await expect(own(late)).toHaveText("");
  // What is mine stands first, before all that is sooner.
  await early.goto(`${server.url}/me/`);
  await early.getByRole("link", { name: "我要去的" }).tap();
  await expect(early.locator("#coming li").first().locator(".own")).toHaveText(/给你留了位子$/);
  // The page that is stored is that of before; whoever signed up is told all the same.
  await server.edit("activities/own.md", "1 院子", "1 院子 取消");
  // A server that watches files looks again by itself.
  const mine = async () => (await (await early.request.get(`${server.url}/api/me/activities`)).json()).sign_ups[0];
  await expect.poll(async () => (await mine()).is_cancelled, { timeout: 40_000 }).toBe(true);
  await early.goto(`${server.url}/activities/own/`);
  await expect(own(early)).toHaveText("取消了，不用来");
  await expect(left(early)).toHaveText("取消了");
  await expect(early.getByRole("button", { name: "不去了" })).toBeHidden();
  await Promise.all([early.context().close(), late.context().close()]);
});

test("without a network it is said what is known of the seats, and since when", async ({ context, page, editableServer }) => {
  await write(editableServer, [`a ${day(3)} 14:00-15:30 5 院子`, `b ${day(4)} 14:00-15:30 不限 院子`]);
  await page.clock.install({ time: at(0, "12:00") });
  // It looks again three times a minute.
  const later = () => page.clock.fastForward(20_000);
  await page.goto(`${editableServer.url}/activities/own/`);
  await installed(page);
  await expect(left(page)).toHaveText(["还有 5 个位子", "来 0 人，人数不限"]);
  await goOffline(context, editableServer);
  await later();
  await expect(left(page).first()).toHaveText(/^还有 5 个位子，12:\d\d 看的$/);
  await page.reload();
  await expect(left(page)).toHaveText(["共 5 个位子，满没满要联网看", "人数不限"]);
  await page.goto(`${editableServer.url}/around/`);
  await expect(page.locator(`${SLOT} .left-now`).first()).toHaveText("共 5 个位子，满没满要联网看");
  await goOnline(context, editableServer);
  await later();
  await expect(page.locator(`${SLOT} .left-now`).first()).toHaveText("还有 5 个位子");
});

test("without a network a slot that is closed says that, and not that one must look whether it is full", async ({ context, page, editableServer }) => {
  await write(editableServer, [`a ${day(3)} 14:00-15:30 5 院子`, `b ${day(9)} 14:00-15:30 5 院子`], "kind: 研学游\ncloses: 96");
  await page.goto(`${editableServer.url}/activities/own/`);
  await installed(page);
  await goOffline(context, editableServer);
  await page.reload();
  await expect(left(page)).toHaveText(["共 5 个位子", "共 5 个位子，满没满要联网看"]);
  await expect(own(page)).toHaveText(["报名截止了", ""]);
});

test("an answer that is lost makes no second wish, and a code takes it back from any phone", async ({ browser, page, editableServer }) => {
  const server = editableServer;
  await write(server, [`a ${day(3)} 14:00-15:30 5 院子`]);
  const branch = await addBranch(server.process, "示例支部");
  const phone = await member(browser, server, branch, "小林");
  await phone.goto(`${server.url}/activities/own/`);
  await ready(phone);
  let cuts = 0;
  await phone.route("**/sign-ups/*", async (route) => {
    if (cuts++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await tapOn(phone, "我想去");
  await expect(own(phone)).toHaveText("还没报上，有网自己再报");
  await comeBack(phone);
  await expect(own(phone)).toHaveText("给你留了位子");
  const said = (await phone.locator(".slots .said").textContent())!;
  const code = said.match(/[a-z0-9]{4}-[a-z0-9]{4}/)![0];
  await page.goto(`${server.url}/activities/own/`);
  await ready(page);
  await expect(left(page)).toHaveText("还有 4 个位子");
  await page.locator(".lost summary").tap();
  await page.getByLabel("退位码").fill(code.toUpperCase());
  await tapOn(page, "退掉");
  await expect(page.locator("#code-said")).toHaveText("退好了。");
  await phone.reload();
  await expect(own(phone)).toHaveText("");
  await phone.context().close();
});

test("without an account it says before the tap what is needed; what is tapped waits for the invite, and a second tap takes it back", async ({ browser, editableServer }) => {
  const page = await (await browser.newContext({ baseURL: editableServer.url })).newPage();
  await write(editableServer, [`a ${day(3)} 7:20-8:00 4 小学南门`], "kind: 志愿招募\ncause: 交通引导\nsafety: 不上车道\ninsurance: 买好");
  await page.goto("/activities/own/");
  await ready(page);
  await expect(left(page)).toHaveText("要 4 人，来 0 人");
  await expect(page.getByText("要先加入支部")).toBeVisible();
  await tapOn(page, "我能来");
  await expect(own(page)).toHaveText("记下了，加入支部后自己报");
  await expect(page.locator(".slots .said")).toContainText("找书记要一个邀请");
  await tapOn(page, "今天不行");
  await expect(page.getByRole("button", { name: "我能来" })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("wish/")))).toEqual([]);
  await tapOn(page, "我能来");
  await expect(own(page)).toHaveText("记下了，加入支部后自己报");
  await join(page, await invite(editableServer.process, await addBranch(editableServer.process, "示例支部")));
  await page.goto("/activities/own/");
  await expect(own(page)).toHaveText("说好了，你来");
  await expect(left(page)).toHaveText("要 4 人，来 1 人");
  await expect(page.getByText("要先加入支部")).toBeHidden();
  await page.context().close();
});

/** Keeps wishes on a phone as they stand there, by slot. */
const keep = (page: Page, wishes: Record<string, string>) =>
  page.evaluate((wishes) => Object.entries(wishes).forEach(([of, text]) => (localStorage[`wish/${of}`] = text)), wishes);
const held = () => `${uuidV7()}\nabcdefgh\nheld`;

test("what waited for an invite is sent by the page of an activity that is opened first", async ({ browser, editableServer }) => {
  await write(editableServer, [`a ${day(3)} 14:00-15:30 5 院子`]);
  const phone = await member(browser, editableServer, await addBranch(editableServer.process, "示例支部"), "小林");
  await keep(phone, { "own/a": held() });
  await phone.goto("/activities/own/");
  await expect(own(phone)).toHaveText("给你留了位子");
  await expect(left(phone)).toHaveText("还有 4 个位子");
  await phone.context().close();
});

test("what waits for an invite is taken back while another wish is on its way", async ({ page, editableServer }) => {
  await write(editableServer, [`a ${day(3)} 14:00-15:30 5 院子`, `b ${day(4)} 14:00-15:30 5 院子`]);
  await page.goto(`${editableServer.url}/activities/`);
  await keep(page, { "own/b": held() });
  await page.goto(`${editableServer.url}/activities/own/`);
  await ready(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/sign-ups/*", (route) => released.then(() => route.continue()));
  const sent = page.waitForRequest("**/sign-ups/*");
  await tapOn(page, "我想去");
  await sent;
  await page.locator(".slots [data-action=wish]").nth(1).tap();
  await expect(own(page)).toHaveText(["想去，还没发出", ""]);
  release();
  await expect(own(page)).toHaveText(["记下了，加入支部后自己报", ""]);
  await expect(page.locator(".slots .said").nth(1)).toHaveText("");
});

test("what ended of a slot that is over or gone is told at 我要去的, and the dot goes", async ({ page, editableServer }) => {
  await write(editableServer, [`a ${day(-1)} 14:00-15:30 5 院子`, `b ${day(3)} 14:00-15:30 5 院子`]);
  await page.goto(`${editableServer.url}/activities/`);
  const ended = { "own/a": "ended\n没报上：这一场已经截止，或者不办了。", "gone/a": "ended\n没报上：没有这一场了。" };
  await keep(page, { ...ended, "own/b": held() });
  await page.goto(`${editableServer.url}/around/`);
  await page.getByRole("link", { name: /没报上，点开看看/ }).tap();
  await expect(page.locator("#mine")).toContainText("自己的活动，没报上：这一场已经截止");
  await expect(page.locator("#mine")).toContainText("我要去的，没报上：没有这一场了。");
  await expect(page.locator(".tabs [data-for=around] .dot")).toHaveCount(0);
  const wishes = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("wish/")));
  await expect.poll(wishes).toEqual(["wish/own/b"]);
});

test("news of one's own beyond this week: a line on 身边 leads to it, it is marked there, and then the dot is gone", async ({ browser, editableServer }) => {
  test.slow();
  const server = editableServer;
  const call = "kind: 志愿招募\ncause: 交通引导\nsafety: 不上车道\ninsurance: 支部买意外险";
  await write(server, [`a ${day(12)} 14:00-15:30 1 院子`], call);
  const branch = await addBranch(server.process, "示例支部");
  const [first, second] = [await member(browser, server, branch, "小林"), await member(browser, server, branch, "小周")];
  await first.goto("/activities/own/");
  await ready(first);
  await tapOn(first, "我能来");
  await expect(own(first)).toHaveText("说好了，你来");
  await second.goto("/activities/own/");
  // A call-up is full as everything else is.
  await expect(left(second)).toHaveText("满了");
  await tapOn(second, "排队");
  await expect(own(second)).toHaveText("你排在第 1");
  await tapOn(first, "今天不行");
  await tapOn(first, "今天不行");
  await expect(own(first)).toHaveText("");
  await second.goto("/around/");
  const dot = second.locator(".tabs [data-for=around] .dot");
  await expect(dot).toBeVisible();
  await expect(second.locator(SLOT)).toBeHidden();
  await second.getByRole("link", { name: /点开看看/ }).tap();
  await expect(second).toHaveURL(/\/activities\/#mine$/);
  await expect(second.locator("#coming li").first().locator(".own")).toHaveText("新消息：说好了，你来");
  await expect(dot).toHaveCount(0);
  await second.goto("/around/");
  await ready(second);
  await expect(second.getByRole("link", { name: /点开看看/ })).toHaveCount(0);
  // What is told in words is read on its own page.
  await server.edit("activities/own.md", `a ${day(12)} 14:00-15:30 1 院子`, `a ${day(13)} 14:00-15:30 1 院子 改期 ${day(12)} 14:00`);
  const mine = async () => (await (await second.request.get(`${server.url}/api/me/activities`)).json()).sign_ups[0];
  await expect.poll(async () => (await mine()).was_at, { timeout: 40_000 }).toBeTruthy();
  await second.goto("/around/");
  await second.getByRole("link", { name: /有新消息，点开看看/ }).tap();
  await expect(second.locator("#coming li").first().locator(".own")).toHaveText("说好了，你来，有新消息，点开看");
  await expect(dot).toBeVisible();
  await second.goto("/activities/own/");
  await expect(second.locator(".slots .said")).toContainText("改期了，看清上面的时间");
  await expect(dot).toHaveCount(0);
  await Promise.all([first.context().close(), second.context().close()]);
});

test("without a network and an account: told what is missing, and what ended elsewhere, until it was read", async ({ context, page, editableServer }) => {
  await write(editableServer, [`a ${day(3)} 14:00-15:30 5 院子`]);
  const url = `${editableServer.url}/activities/own/`;
  await page.goto(url);
  await installed(page);
  const wishes = () => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("wish/")).join());
  // It knows by now that nobody is signed in here: what is wanted waits for somebody.
  await expect(page.locator("html")).toHaveAttribute("data-member", "no");
  await goOffline(context, editableServer);
  await tapOn(page, "我想去");
  await expect(page.locator(".slots .said")).toContainText("先找书记要一个邀请");
  await expect(own(page)).toHaveText("记下了，加入支部后自己报");
  await tapOn(page, "不去了");
  await expect(own(page)).toHaveText("");
  expect(await wishes()).toBe("");
  // Whoever was signed in, and is no more, is refused while another page is on screen.
  await page.evaluate(() => (document.documentElement.dataset.member = "yes"));
  await tapOn(page, "我想去");
  await expect(own(page)).toHaveText("想去，还没发出");
  await page.locator("nav.tabs").getByRole("link", { name: "学习" }).tap();
  await goOnline(context, editableServer);
  await expect.poll(wishes).toContain("held");
  await page.goto(`${editableServer.url}/activities/`);
  await expect(page.locator('#coming li:has(a[href="/activities/own/"]) .own')).toHaveText("记下了，加入支部后自己报");
  await page.goto(url);
  await expect(page.locator(".slots .said")).toContainText("先找书记要一个邀请");
  // What ended while one was elsewhere is told, until it was read.
  await page.evaluate(() => (localStorage["wish/own/a"] = "ended\n没报上：这一场已经截止，或者不办了。"));
  await page.goto(`${editableServer.url}/around/`);
  await expect(page.getByRole("link", { name: /没报上，点开看看/ })).toBeVisible();
  await page.getByRole("link", { name: /没报上，点开看看/ }).tap();
  await expect(page.locator('#coming li:has(a[href="/activities/own/"]) .own')).toHaveText("没报上，点开看");
  await page.goto(url);
  await expect(page.locator(".slots .said")).toContainText("已经截止");
  expect(await wishes()).toBe("");
});

test("a full slot offers the line, also on 身边, and says 满了 once", async ({ browser, page, editableServer }) => {
  await write(editableServer, [`a ${day(3)} 14:00-15:30 1 院子`]);
  const phone = await member(browser, editableServer, await addBranch(editableServer.process, "示例支部"), "小林");
  await phone.goto("/activities/own/");
  await ready(phone);
  await tapOn(phone, "我想去");
  await expect(own(phone)).toHaveText("给你留了位子");
  await page.goto(`${editableServer.url}/around/`);
  await expect(page.locator(`${SLOT} .seats`)).toHaveText("满了");
  await page.goto(`${editableServer.url}/activities/own/`);
  await expect(page.getByRole("button", { name: "排队", exact: true })).toBeVisible();
  await phone.context().close();
});

test("a question names the lecture it is about", async ({ page, editableServer }) => {
  await write(editableServer, [`a ${day(3)} 19:00-20:30 30 院子`], "kind: 讲座");
  await page.goto(`${editableServer.url}/activities/own/`);
  await ready(page);
  await page.getByRole("link", { name: "讲之前，问一句" }).tap();
  await expect(page.locator("#heading")).toHaveText("问一句");
  await expect(page.locator("[data-slot=about]")).toContainText("问的是“自己的活动”");
  await expect(page.locator("#words")).toHaveAttribute("placeholder", /^想问什么/);
});
