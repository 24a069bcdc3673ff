// What waits for somebody, or came back to them: counted and listed in one place, as it happens; and the ways back from a
// mistake.

import { expect, test } from "./fixtures";
import { openDocument, saved, secretary } from "./support/curating";
import { Member, branchOf, feed, takeAdminDesk, takeDesk } from "./support/desk";
import { keptState, listedDocuments, postWords } from "./support/page";
import { Secretary } from "./support/people";

test("a card that came back is counted, named with what is to be changed, and a tap away", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(first, editableServer, "cards/q001");
  await first.getByLabel("读懂").fill("送上楼的一餐。");
  await saved(first);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  // Who may look at it sees it come.
  const waits = second.getByRole("list", { name: /^等你看/ }).getByRole("link", { name: /等你复审/ });
  await expect(waits).toHaveCount(1);
  await expect(second).toHaveTitle("(1) 今天 · 书记台");
  await first.goto(`${editableServer.url}/desk/`);
  await expect(first.getByText("都看完了")).toBeVisible();
  await waits.click();
  await second.getByRole("button", { name: "退回", exact: true }).click();
  await second.getByLabel("要改哪里").fill("再短一点");
  await second.getByRole("button", { name: "退回请本人改" }).click();
  const back = first.getByRole("list", { name: /^等你看/ }).getByRole("link", { name: /退回来了/ });
  await expect(back).toContainText("再短一点");
  await expect(first).toHaveTitle("(1) 今天 · 书记台");
  await expect(first.getByRole("link", { name: /^金句/ }).locator(".badge")).toContainText("1");
  await first.goto(`${editableServer.url}/desk/cards/`);
  await expect(first.getByRole("button", { name: "退回来的 1" })).toHaveAttribute("aria-pressed", "true");
  await listedDocuments(first).click();
  await expect(first.locator(".came-back-now")).toContainText("再短一点");
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  await expect(first.locator(".came-back-now")).toHaveCount(0);
  await expect(first).toHaveTitle("金句 · 书记台");
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("one report already asks for a look, while everybody still reads the post", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const id = await rider.say("有人看不惯的一句");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toHaveLength(1);
  await (await Member.join(editableServer, branch)).report(id);
  await expect(page.locator(".post .flag")).toHaveText("1 个人举报，大家还看得到");
  // Another one counts while it is on screen.
  await (await Member.join(editableServer, branch)).report(id);
  await expect(page.locator(".post .flag")).toHaveText("2 个人举报，大家还看得到");
  await page.getByRole("button", { name: "留着", exact: true }).tap();
  await expect(page.getByText("都看完了")).toBeVisible();
  expect(await feed(editableServer)).toEqual(["有人看不惯的一句"]);
});

test("what was returned or taken down says by whom and when, and goes back with a tap", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const [returned, removed] = [await rider.say("退错了的一句"), await rider.say("撤错了的一句")];
  await page.getByRole("button", { name: "请改一改" }).tap();
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect(postWords(page)).toHaveText("撤错了的一句");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["撤错了的一句"]);
  await page.getByRole("button", { name: "已发布" }).tap();
  await page.getByRole("button", { name: "撤下", exact: true }).tap();
  await page.getByRole("button", { name: "有的字会伤人" }).tap();
  await expect.poll(() => feed(editableServer)).toEqual([]);
  await expect(page.getByRole("button", { name: "有的字会伤人" })).toHaveCount(0);
  // The toast is gone.
  await page.reload();
  await page.getByRole("button", { name: "撤下的" }).tap();
  await expect(page.locator(".by-whom")).toHaveText(/^secretary \d+月\d+日 \d\d:\d\d撤下的$/);
  await page.getByRole("button", { name: "放回去" }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["撤错了的一句"]);
  await page.getByRole("button", { name: "请改的" }).tap();
  await expect(page.locator(".by-whom")).toHaveText(/请改的$/);
  await page.getByRole("button", { name: "还是发吧" }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["退错了的一句", "撤错了的一句"]);
  expect([(await rider.post(returned)).state, (await rider.post(removed)).state]).toEqual(["approved", "approved"]);
  // And that can be taken back, too.
  await page.getByRole("button", { name: "撤销" }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["撤错了的一句"]);
});

test("a refusal names the post it is about, and is not read as one of the next", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("别人先退了的一句");
  await rider.say("后面这一句");
  await takeDesk(page, editableServer, branch, "first");
  await expect(postWords(page)).toHaveText("别人先退了的一句");
  // The other one is faster by a moment that this screen does not see.
  const other = await Secretary.of(editableServer.process, branch);
  const faster = async () => other.decide("别人先退了的一句", "return", { code: "unclear", note: "" });
  await page.route("**/decision", async (route) => faster().then(() => route.continue()), { times: 1 });
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect(postWords(page)).toHaveText("后面这一句");
  await expect(page.locator(".foot .wrong")).toHaveText(/^“别人先退了的一句”那一条：/);
  // A finger that is too fast for what has just come counts for nothing.
  await expect(async () => {
    await page.getByRole("button", { name: "发布", exact: true }).tap();
    await expect(page.getByText("都看完了")).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await expect(page.locator(".foot .wrong")).toBeEmpty();
  await other.leave();
});

test("a branch's misspelt name is corrected, and posts are signed with the right one", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "翠薇支部");
  const rider = await Member.join(editableServer, branch);
  const id = await rider.say("署着名字的一句");
  await takeAdminDesk(page, editableServer, "committee");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toHaveLength(1);
  await page.getByRole("link", { name: "成员" }).tap();
  const rename = page.getByRole("button", { name: "改翠薇支部的名字" });
  await rename.tap();
  const field = page.getByLabel("翠薇支部改成");
  await expect(field).toBeFocused();
  await field.fill("别的");
  await page.getByRole("button", { name: "不改了" }).tap();
  await expect(rename).toBeFocused();
  await rename.tap();
  await expect(field).toHaveValue("翠薇支部");
  await field.fill("翠微支部");
  await page.getByRole("button", { name: "改好了" }).tap();
  await expect(page.getByText("翠薇支部改成了翠微支部。")).toBeVisible();
  const { branch: signed } = await (await rider.http.get(`/api/posts/${id}`)).json();
  expect(signed).toBe("翠微支部");
  // Who did it, and when, stays to be read.
  await expect(page.getByText(/^committee \d+月\d+日 \d\d:\d\d把翠薇支部改成了翠微支部$/)).toBeVisible();
});

test("a file that somebody has changed under a draft waits for whoever has to choose", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  await takeDesk(page, editableServer, branch, "secretary");
  await openDocument(page, editableServer, "cards/q001");
  await page.getByLabel("读懂").fill("送上楼的一餐。");
  await saved(page);
  await page.goto(`${editableServer.url}/desk/`);
  await expect(page.getByText("都看完了")).toBeVisible();
  await editableServer.rewrite("cards/q001.md", "\nsection: ", "\nsection: 改过的");
  const waits = page.getByRole("list", { name: /^等你看/ }).getByRole("link", { name: /文件已改，请选择/ });
  await expect(waits).toHaveCount(1);
  await expect(page).toHaveTitle("(1) 今天 · 书记台");
  await waits.tap();
  await expect(page.getByRole("heading", { name: "文件已改，请选择" })).toBeVisible();
});
