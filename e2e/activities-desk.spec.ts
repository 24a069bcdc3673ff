// Activities at the desk, on a phone: the next one is a copy a week on; who comes is told a line, and the list is printed.

import { devices } from "@playwright/test";

import { expect, test } from "./fixtures";
import { openDocument, saved } from "./support/curating";
import { day } from "./support/day";
import { Member, branchOf, takeDesk } from "./support/desk";
import { invite } from "./support/people";
import { uuidV7 } from "./support/uuid";

test.use({ ...devices["Pixel 5"], viewport: { width: 360, height: 800 } });

const activity = (slots: string) => `---\ntitle: 自己的活动\nkind: 研学游\nsummary: 做一件事\nslots:\n${slots}---\n`;

test("an activity is copied to next week in two taps, with a name of its own, and seats are counted by thumb", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  await editableServer.write("activities/own.md", activity(`  - a ${day(2)} 14:00-15:30 12 院子，门口\n`));
  await takeDesk(page, editableServer, branch, "secretary");
  await openDocument(page, editableServer, "activities/own");
  await expect(page.getByLabel("哪一天")).toHaveValue(day(2));
  await page.getByRole("button", { name: "复制到下一周" }).tap();
  const second = page.getByRole("listitem", { name: "第 2 场" });
  await expect(second.getByLabel("哪一天")).toHaveValue(day(9));
  await expect(second.getByLabel("在哪儿")).toHaveValue("院子，门口");
  await second.getByRole("button", { name: "多一个位子" }).tap();
  await expect(second.getByLabel("几个位子", { exact: true })).toHaveValue("13");
  await saved(page);
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(async () => (await fetch(`${editableServer.url}/activities/own/`)).text()).toContain("共 13 个位子");
  // Moved, it says so; and a slot that somebody may have signed up for is called off, not taken out.
  const first = page.getByRole("listitem", { name: "第 1 场" });
  await first.getByLabel("哪一天").fill(day(3));
  await expect(first.locator(".slot-mark")).toHaveText("改期了");
  await expect(first.getByRole("button", { name: "拿掉" })).toHaveCount(0);
  await first.getByRole("button", { name: "不办了" }).tap();
  await expect(first.locator(".slot-mark")).toHaveText("不办了");
});

test("the desk sees who comes, tells them a line, and they find it on their own page", async ({ browser, page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  await editableServer.write("activities/own.md", activity(`  - a ${day(2)} 14:00-15:30 1 院子\n`));
  const waits = await Member.join(editableServer, branch, "小周");
  const rider = await (await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, locale: "zh-CN" })).newPage();
  const data = { code: await invite(editableServer.process, branch), nickname: "小林", device: "0a".repeat(32) };
  expect((await rider.request.post(`${editableServer.url}/api/join`, { headers: { origin: editableServer.url }, data })).status()).toBe(201);
  await rider.goto(`${editableServer.url}/activities/own/`);
  await rider.getByRole("button", { name: "我想去" }).tap();
  await expect(rider.locator(".slots .own")).toHaveText("给你留了位子");
  // The number beside it is that of now.
  await expect(rider.locator(".slots .left-now")).toHaveText("满了");
  expect((await waits.http.put(`/api/activities/own/a/sign-ups/${uuidV7()}`, { data: { code: "23456789" } })).status()).toBe(200);
  await rider.goto(`${editableServer.url}/cards/`);
  await takeDesk(page, editableServer, branch, "secretary");
  await page.goto(`${editableServer.url}/desk/sign-ups/`);
  const slot = page.locator(".sign-ups li").filter({ hasText: "自己的活动" }).first();
  await expect(slot.locator("summary")).toContainText("满了，1 个位子，排着 1 人");
  if (!(await slot.locator("details").evaluate((element) => (element as HTMLDetailsElement).open))) await slot.locator("summary").tap();
  await expect(slot.locator(".chip")).toContainText("小林");
  await expect(slot.locator(".sign-ups-line")).toContainText("小周");
  await slot.getByLabel("告诉报了名的").fill("在西门集合");
  await slot.getByRole("button", { name: "写上" }).tap();
  await expect(slot.locator(".sign-ups-told")).toContainText("在西门集合");
  await page.evaluate(() => (window.print = () => (document.title = "印了")));
  await slot.getByRole("button", { name: "印名单" }).tap();
  await expect(page.locator(".list-sheet")).toContainText("小林");
  await rider.reload();
  await expect(rider.locator(".tabs [data-for=around] .dot")).toBeVisible();
  await rider.goto(`${editableServer.url}/activities/own/`);
  await expect(rider.locator(".slots .said")).toContainText("支部说：在西门集合");
  await expect(rider.locator(".tabs [data-for=around] .dot")).toHaveCount(0);
  await rider.context().close();
});
