// The secretary's desk: what members said, looked at on a phone; invites; people.

import { expect, test } from "./fixtures";
import { Member, PASSPHRASE, branchOf, feed, takeDesk } from "./support/desk";
import { postWords } from "./support/page";
import { Secretary } from "./support/people";
import { comeBack } from "./support/reader";

test("a post comes by itself, is let out with one tap, and can be taken back for a minute", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch, "小林");
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(page.getByText("都看完了")).toBeVisible();
  await rider.say("驿站的热水救过我一次。", "nickname", "q010");
  await expect(postWords(page)).toHaveText("驿站的热水救过我一次。");
  await expect(page.locator(".post .by")).toContainText("小林");
  // What it is about can be read here.
  await expect(page.locator(".post .about")).toContainText("，");
  await expect(page).toHaveTitle("(1) 今天 · 书记台");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["驿站的热水救过我一次。"]);
  await expect(page.getByText("都看完了")).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).tap();
  await expect(postWords(page)).toHaveText("驿站的热水救过我一次。");
  await expect(page.locator(".now > [role=status]")).toHaveText("撤销了。");
  await expect.poll(() => feed(editableServer)).toEqual([]);
});

test("a post goes back with a reason and a line, and its writer reads both", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const first = await rider.say("第一句");
  await rider.say("第二句");
  await expect(postWords(page)).toHaveText("第一句");
  await page.getByRole("button", { name: "请改一改" }).tap();
  // A reason of one's own needs words.
  await page.getByRole("button", { name: "就按上面这句话" }).tap();
  await expect(page.locator(".reasons .wrong")).not.toBeEmpty();
  await page.getByLabel("想多说半句").fill("说说是哪个驿站");
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect(postWords(page)).toHaveText("第二句");
  expect(await rider.post(first)).toMatchObject({ state: "returned", reason: { code: "unclear", note: "说说是哪个驿站" } });
});

test("what went back is not there to be taken back once its writer has changed it", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const id = await rider.say("那个柜子坏了");
  await page.getByRole("button", { name: "请改一改" }).tap();
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect(page.getByRole("button", { name: "撤销" })).toBeVisible();
  await rider.change(id, "科巷的换电柜坏了");
  await expect(postWords(page)).toHaveText("科巷的换电柜坏了");
  await expect(page.getByRole("button", { name: "撤销" })).toHaveCount(0);
});

test("who returned a post cannot decide on it again when another is asked for, and goes on with the next", async ({ page, browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "first");
  const id = await rider.say("请再看看");
  await page.getByRole("button", { name: "请改一改" }).tap();
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect.poll(async () => (await rider.post(id)).state).toBe("returned");
  await rider.appeal(id);
  // It is somebody else's to look at: it is not counted here, and not in the way.
  await expect(page.getByText("有 1 条请另一位再看")).toBeVisible();
  await expect(page).toHaveTitle("今天 · 书记台");
  await rider.say("后面这一句");
  await expect(postWords(page)).toHaveText("后面这一句");
  await expect(page).toHaveTitle("(1) 今天 · 书记台");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["后面这一句"]);
  expect((await rider.post(id)).state).toBe("pending");
  const other = await (await browser.newContext()).newPage();
  await takeDesk(other, editableServer, branch, "second");
  await expect(other.locator(".post .flag")).toHaveText("对方请另一位再看一次");
  // Whoever looks again sees what it is against.
  await expect(other.locator(".post .because")).toHaveText("上一位退回了：没太看明白");
  await other.getByRole("button", { name: "发布", exact: true }).click();
  await expect.poll(() => feed(editableServer)).toEqual(["请再看看", "后面这一句"]);
  await other.context().close();
});

test("what was taken down is taken down for good, or put back, by whoever looks again", async ({ page, browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "first");
  const id = await rider.say("请再看看");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await page.getByRole("button", { name: "已发布" }).tap();
  await page.getByRole("button", { name: "撤下", exact: true }).tap();
  await page.getByRole("button", { name: "像是广告" }).tap();
  await expect.poll(async () => (await rider.post(id)).state).toBe("removed");
  await rider.appeal(id);
  await page.getByRole("button", { name: "撤下的" }).tap();
  await expect(page.locator(".decided .flag")).toHaveText("对方请另一位再看一次");
  await expect(page.getByRole("button", { name: "放回去" })).toHaveCount(0);
  const other = await (await browser.newContext()).newPage();
  await takeDesk(other, editableServer, branch, "second");
  await expect(other.locator(".post .because")).toHaveText("上一位撤下了：像是广告，这里不发");
  await expect(other.getByRole("button", { name: "放回去" })).toBeVisible();
  await other.getByRole("button", { name: "维持撤下" }).click();
  await other.getByRole("button", { name: "像是广告" }).click();
  await expect(other.locator(".undo")).toContainText("维持撤下了");
  expect(await rider.post(id)).toMatchObject({ state: "removed", appealed: true, upheld: true });
  await other.context().close();
});

test("a nomination that was taken is not among what everybody reads", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("示例老周，跑夜班的", "branch", "stories/nominate");
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(page.locator(".post .about")).toHaveCount(0);
  await page.getByRole("button", { name: "收下，去问本人" }).tap();
  await expect(page.locator(".undo")).toContainText("收下了");
  await page.getByRole("button", { name: "已发布" }).tap();
  await expect(page.getByText("还没有发布过。")).toBeVisible();
  await page.getByRole("button", { name: "提名" }).tap();
  await expect(postWords(page)).toHaveText("示例老周，跑夜班的");
  await expect(page.getByRole("link", { name: "本人点了头，去写" })).toHaveAttribute("href", "/desk/stories/");
  await page.getByRole("button", { name: "先放下" }).tap();
  await expect(page.getByRole("heading", { name: "为什么先放下？" })).toBeVisible();
});

test("the second of two quick taps does not let out what nobody has read", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("读过的");
  const unread = await rider.say("没读过的");
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(postWords(page)).toHaveText("读过的");
  const { x, y, width, height } = (await page.getByRole("button", { name: "发布", exact: true }).boundingBox())!;
  for (let tap = 0; tap < 4; tap++) await page.touchscreen.tap(x + width / 2, y + height / 2);
  await expect(postWords(page)).toHaveText("没读过的");
  await expect(page.getByRole("button", { name: "发布", exact: true })).toBeEnabled();
  expect(await feed(editableServer)).toEqual(["读过的"]);
  expect((await rider.post(unread)).state).toBe("pending");
});

test("what somebody else has decided leaves the screen by itself", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("两个人都在看");
  await rider.say("下一句");
  await takeDesk(page, editableServer, branch, "here");
  await expect(postWords(page)).toHaveText("两个人都在看");
  const other = await Secretary.of(editableServer.process, branch);
  await other.decide("两个人都在看", "approve");
  await expect(postWords(page)).toHaveText("下一句");
  await expect(page.locator(".now > [role=status]")).toHaveText("刚才那一条不在了：别人看过了，或者本人收回了。");
  await other.leave();
});

test("a session that is over asks for the passphrase where one is, and loses nothing", async ({ page, context, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  const id = await rider.say("热水夜里能不能不断");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.getByRole("button", { name: "请改一改" }).tap();
  await page.getByLabel("想多说半句").fill("说说是哪个驿站");
  await context.clearCookies();
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect(page.getByText("登录过期了")).toBeVisible();
  await expect(page.locator(".door h1")).toBeFocused();
  await page.getByLabel("名字").fill("secretary");
  // Somebody looks the passphrase up elsewhere, and the page behind asks again in vain.
  const refused = page.waitForResponse((response) => response.status() === 401);
  await comeBack(page);
  await refused;
  await page.getByLabel("口令").fill(PASSPHRASE);
  await page.getByRole("button", { name: "进来" }).tap();
  await expect(page.locator(".post")).toBeFocused();
  await expect(page.getByLabel("想多说半句")).toHaveValue("说说是哪个驿站");
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect(page.getByText("都看完了")).toBeVisible();
  expect(await rider.post(id)).toMatchObject({ state: "returned", reason: { note: "说说是哪个驿站" } });
});

test("a queue that does not come says so, and comes at the next try", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  await (await Member.join(editableServer, branch)).say("路上的一句");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.route("**/api/desk/posts?*", (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("heading", { name: "没打开" })).toBeVisible();
  await page.unroute("**/api/desk/posts?*");
  await page.getByRole("button", { name: "再试一次" }).tap();
  await expect(postWords(page)).toHaveText("路上的一句");
});

test("what has waited for more than a day stands out", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("昨天的");
  await rider.say("也是昨天的");
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(page.locator(".post .waits")).toHaveText("刚刚");
  await expect(page.locator(".post .overdue")).toHaveCount(0);
  await page.clock.setFixedTime(Date.now() + 3 * 24 * 3_600_000);
  await page.reload();
  await expect(page.locator(".post .overdue")).toHaveText("等了 3 天");
  await expect(page.getByText("2 条等了一天以上")).toBeVisible();
});

test("a branch sees nothing of another's", async ({ page, editableServer }) => {
  const [own, other] = [await branchOf(editableServer, "甲支部"), await branchOf(editableServer, "乙支部")];
  const rider = await Member.join(editableServer, other, "别家骑手");
  const id = await rider.say("别家的话");
  await takeDesk(page, editableServer, own, "secretary");
  await expect(page.getByText("都看完了")).toBeVisible();
  await page.goto(`${editableServer.url}/desk/people/`);
  await expect(page.locator("main")).toContainText("secretary");
  await expect(page.locator("main")).not.toContainText("别家骑手");
  const decision = await page.request.post(`${editableServer.url}/api/desk/posts/${id}/decision`, {
    headers: { origin: editableServer.url },
    data: { decision: "approve", version: 1 },
  });
  expect(decision.status()).toBe(404);
  expect(await feed(editableServer)).toEqual([]);
});

test("a secretary answers below a post, keeps what is typed, and takes one down", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const id = await rider.say("热水夜里能不能不断");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toHaveLength(1);
  await page.getByRole("button", { name: "已发布" }).tap();
  await page.getByRole("button", { name: "回一句" }).tap();
  const answer = page.getByPlaceholder("以支部的名义回一句");
  await answer.fill("问过了，夜里也不断。");
  // Somebody writes meanwhile, and 撤下 was only looked at.
  await rider.say("又一句");
  await expect(page.locator(".filters b")).toHaveText("1");
  await page.getByRole("button", { name: "撤下", exact: true }).tap();
  await page.getByRole("button", { name: "先不撤" }).tap();
  await expect(page.getByRole("button", { name: "撤下", exact: true })).toBeFocused();
  await expect(answer).toHaveValue("问过了，夜里也不断。");
  await page.getByRole("button", { name: "回应" }).tap();
  await expect(page.locator(".answer")).toContainText("问过了，夜里也不断。");
  await expect(page.getByRole("button", { name: "回一句" })).toBeFocused();
  await page.getByRole("button", { name: "撤下", exact: true }).tap();
  await page.getByRole("button", { name: "里面有名字" }).tap();
  await expect.poll(() => feed(editableServer)).toEqual([]);
  expect(await rider.post(id)).toMatchObject({ state: "removed", reason: { code: "private" } });
  await page.getByRole("button", { name: "撤下的" }).tap();
  await expect(page.locator(".decided .body")).toHaveText("热水夜里能不能不断");
});

test("somebody is removed with a second tap", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch, "小林");
  await rider.say("热水夜里能不能不断");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.getByRole("link", { name: "成员" }).tap();
  await page.getByRole("button", { name: "移出小林" }).tap();
  await page.getByRole("button", { name: "先不移" }).tap();
  await page.getByRole("button", { name: "移出小林" }).tap();
  await expect(page.getByText(/^移出小林（\d+月\d+日来的）？写过的 1 条心里话、点过的同感、报的名一起删，找不回来。$/)).toBeVisible();
  await page.getByRole("button", { name: "移出，连写过的一起删" }).tap();
  await expect(page.getByText("移出了")).toBeVisible();
  await expect(page.locator(".rows")).not.toContainText("小林");
  expect((await rider.http.get("/api/me")).status()).toBe(401);
});

test("a passphrase can be seen while it is typed: that is how Chinese is typed", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/desk/`);
  const field = page.getByLabel("口令");
  await expect(field).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "看得见" }).tap();
  await expect(field).toHaveAttribute("type", "text");
});

test("a wrong passphrase says no more than that, and a rider's phone is told what the desk is", async ({ page, context, editableServer }) => {
  await page.goto(`${editableServer.url}/desk/`);
  await page.getByLabel("名字").fill("nobody");
  await page.getByLabel("口令").fill("not the right words");
  await page.getByRole("button", { name: "进来" }).tap();
  await expect(page.locator(".wrong")).not.toBeEmpty();
  const rider = await Member.join(editableServer, await branchOf(editableServer, "示例支部"));
  await context.addCookies((await rider.http.storageState()).cookies);
  await page.reload();
  await expect(page.getByText("这部手机上现在是一位骑手")).toBeVisible();
});

test("the way out is behind 更多, and leads to the door", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.getByText("更多").tap();
  await page.getByRole("button", { name: "退出", exact: true }).tap();
  await expect(page.getByLabel("口令")).toBeVisible();
  expect((await page.request.get(`${editableServer.url}/api/me`)).status()).toBe(401);
});

test.describe("where the app does not arrive", () => {
  test.use({ strict: false });

  test("the desk says so instead of opening for ever", async ({ page, editableServer }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(`${editableServer.url}/desk/`);
    await expect(page.getByText("没打开。看看网络")).toBeVisible();
  });
});
