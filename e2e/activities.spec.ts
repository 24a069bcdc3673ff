// Activities: what is on this week, by the phone's own clock. Each test writes its own, some days from now.

import ICAL from "ical.js";

import { expect, test } from "./fixtures";
import type { EditableServer } from "./support/editable-server";
import { goOffline, installed, ready } from "./support/reader";

const DAY = 86_400_000;
/** A day in Beijing, so many from now, as a file says it. */
const day = (days: number) => new Date(Date.now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
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
  const feed = await page.getByRole("link", { name: "订到手机日历" }).getAttribute("href");
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
