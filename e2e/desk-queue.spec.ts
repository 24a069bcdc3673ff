// What is not plain about the queue: posts that were reported, what comes in between, answers that were begun or taken
// away.

import { expect, test } from "./fixtures";
import { Member, PASSPHRASE, branchOf, feed, takeDesk } from "./support/desk";
import { moreButton, postWords } from "./support/page";

test("a post that three have reported says so, and is put back or taken down", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const id = await rider.say("有人看不惯的一句");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["有人看不惯的一句"]);
  for (let reporter = 0; reporter < 3; reporter++) await (await Member.join(editableServer, branch)).report(id);
  await expect(page.locator(".post .flag")).toHaveText("3 个人举报，先收起来了");
  await expect(page.locator(".post .waits")).toHaveText("刚刚");
  expect(await feed(editableServer)).toEqual([]);
  // Readers had it: it does not go back to its writer.
  await expect(page.getByRole("button", { name: "请改一改" })).toHaveCount(0);
  await page.getByRole("button", { name: "放回去" }).tap();
  await expect(page.locator(".undo b")).toHaveText("放回去了");
  await expect.poll(() => feed(editableServer)).toEqual(["有人看不惯的一句"]);
  await page.getByRole("button", { name: "撤销" }).tap();
  await expect(page.locator(".post .flag")).toContainText("举报，先收起来了");
  await expect.poll(() => feed(editableServer)).toEqual([]);
  await page.getByRole("button", { name: "撤下", exact: true }).tap();
  await page.getByRole("button", { name: "先不撤" }).tap();
  await expect(page.locator(".post")).toBeFocused();
  await page.getByRole("button", { name: "撤下", exact: true }).tap();
  await page.getByRole("button", { name: "有的字会伤人" }).tap();
  await expect(page.getByText("都看完了")).toBeVisible();
  expect(await rider.post(id)).toMatchObject({ state: "removed", reason: { code: "hurtful" } });
});

test("what comes while a decision is on its way is there once that is done", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  for (const body of ["甲", "乙"]) await rider.say(body);
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(postWords(page)).toHaveText("甲");
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/decision", async (route) => {
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect(page).toHaveTitle("(1) 今天 · 书记台");
  await rider.say("丙");
  await expect(page).toHaveTitle("(2) 今天 · 书记台");
  release();
  await expect(postWords(page)).toHaveText("乙");
  await page.getByRole("button", { name: "下一条" }).tap();
  await expect(postWords(page)).toHaveText("丙");
});

test("a reason that is being written stays under the fingers when another post comes", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("甲");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.getByRole("button", { name: "请改一改" }).tap();
  const note = page.getByLabel("想多说半句");
  await note.fill("说说是哪个");
  const asked = page.waitForResponse("**/api/desk/posts?state=pending");
  await rider.say("乙");
  await asked;
  await expect(page.locator(".behind .begins")).toHaveText(["乙"]);
  await expect(note).toBeFocused();
  await expect(note).toHaveValue("说说是哪个");
});

test("an answer that was begun is there again after another list and after a reload, and is stored once", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  await rider.say("热水夜里能不能不断");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toHaveLength(1);
  const published = page.getByRole("button", { name: "已发布" });
  await published.tap();
  await page.getByRole("button", { name: "回一句" }).tap();
  const answer = page.getByPlaceholder("以支部的名义回一句");
  await answer.fill("我去问问站长。");
  await page.getByRole("button", { name: "撤下的" }).tap();
  await expect(page.getByText("现在没有撤下的。")).toBeVisible();
  await published.tap();
  await expect(answer).toBeVisible();
  await expect(answer).toHaveValue("我去问问站长。");
  await page.reload();
  await published.tap();
  await expect(answer).toHaveValue("我去问问站长。");
  // It arrives, its answer does not, and the tab is closed.
  await page.route("**/reply", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "回应" }).tap();
  await expect(page.locator(".reply .wrong")).not.toBeEmpty();
  await page.unroute("**/reply");
  await page.reload();
  await published.tap();
  await page.getByRole("button", { name: "回应" }).tap();
  await expect(answer).toHaveValue("");
  await expect(page.locator(".answer")).toHaveCount(1);
  await page.reload();
  await published.tap();
  await expect(page.locator(".answer")).toHaveCount(1);
  await expect(answer).toBeHidden();
});

test("an answer that is taken away is gone at the desk and for readers", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  await rider.say("热水夜里能不能不断");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toHaveLength(1);
  const published = page.getByRole("button", { name: "已发布" });
  await published.tap();
  await page.getByRole("button", { name: "回一句" }).tap();
  await page.getByPlaceholder("以支部的名义回一句").fill("我去问问站长。");
  await page.getByRole("button", { name: "回应" }).tap();
  const answers = page.locator(".answer");
  await expect(answers).toHaveText(["示例支部 我去问问站长。 secretary写的"]);
  const read = async () => {
    const { posts } = await (await fetch(`${editableServer.url}/api/posts`)).json();
    return posts.flatMap((post: { replies?: { body: string }[] }) => post.replies ?? []).map(({ body }: { body: string }) => body);
  };
  await expect.poll(read).toEqual(["我去问问站长。"]);
  const takeAway = page.getByRole("button", { name: "拿掉", exact: true });
  await takeAway.tap();
  await page.getByRole("button", { name: "算了" }).tap();
  await expect(takeAway).toBeFocused();
  await page.route("**/api/desk/replies/*", (route) => route.abort());
  await takeAway.tap();
  await page.getByRole("button", { name: "真的拿掉" }).tap();
  await expect(page.locator(".take-away .wrong")).toContainText("没有网络，没办成");
  await expect(answers).toHaveCount(1);
  await page.unroute("**/api/desk/replies/*");
  await page.getByRole("button", { name: "真的拿掉" }).tap();
  await expect(answers).toHaveCount(0);
  await expect(page.getByRole("button", { name: "回一句" })).toBeFocused();
  await expect.poll(read).toEqual([]);
  await page.reload();
  await published.tap();
  await expect(postWords(page)).toHaveText("热水夜里能不能不断");
  await expect(answers).toHaveCount(0);
});

test("an answer that was begun does not wait for whoever comes in next", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  await rider.say("热水夜里能不能不断");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toHaveLength(1);
  const published = page.getByRole("button", { name: "已发布" });
  await published.tap();
  await page.getByRole("button", { name: "回一句" }).tap();
  const answer = page.getByPlaceholder("以支部的名义回一句");
  await answer.fill("我去问问站长。");
  await moreButton(page).tap();
  await page.getByRole("button", { name: "退出", exact: true }).tap();
  await page.getByLabel("名字").fill("secretary");
  await page.getByLabel("口令").fill(PASSPHRASE);
  await page.getByRole("button", { name: "进来" }).tap();
  await published.tap();
  await page.getByRole("button", { name: "回一句" }).tap();
  await expect(answer).toHaveValue("");
});
