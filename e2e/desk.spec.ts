// The secretary's desk: what members said, looked at on a phone; invites; people.

import { expect, test } from "./fixtures";
import { Member, branchOf, feed, takeDesk } from "./support/desk";

test("a post comes by itself, is let out with one tap, and can be taken back for a minute", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch, "小林");
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(page.getByText("都看完了")).toBeVisible();
  await rider.say("驿站的热水救过我一次。", "nickname");
  await expect(page.locator(".post .body")).toHaveText("驿站的热水救过我一次。");
  await expect(page.locator(".post .by")).toContainText("小林");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toEqual(["驿站的热水救过我一次。"]);
  await expect(page.getByText("都看完了")).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).tap();
  await expect(page.locator(".post .body")).toHaveText("驿站的热水救过我一次。");
  await expect.poll(() => feed(editableServer)).toEqual([]);
});

test("a post goes back with a reason and a line, and its writer reads both", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const first = await rider.say("第一句");
  await rider.say("第二句");
  await expect(page.locator(".post .body")).toHaveText("第一句");
  await page.getByRole("button", { name: "请改一改" }).tap();
  // A reason of one's own needs words.
  await page.getByRole("button", { name: "就按上面这句话" }).tap();
  await expect(page.locator(".reasons .wrong")).not.toBeEmpty();
  await page.getByLabel("想多说半句").fill("说说是哪个驿站");
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect(page.locator(".post .body")).toHaveText("第二句");
  expect(await rider.post(first)).toMatchObject({ state: "returned", reason: { code: "unclear", note: "说说是哪个驿站" } });
});

test("who returned a post cannot decide on it again when another is asked for", async ({ page, browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "first");
  const id = await rider.say("请再看看");
  await page.getByRole("button", { name: "请改一改" }).tap();
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect.poll(async () => (await rider.post(id)).state).toBe("returned");
  await rider.appeal(id);
  await page.reload();
  await expect(page.locator(".post .flag")).toHaveText("他请另一位再看一次");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect(page.locator(".wrong").first()).not.toBeEmpty();
  expect((await rider.post(id)).state).toBe("pending");
  const other = await (await browser.newContext()).newPage();
  await takeDesk(other, editableServer, branch, "second");
  await other.getByRole("button", { name: "发布", exact: true }).click();
  await expect.poll(() => feed(editableServer)).toEqual(["请再看看"]);
  await other.context().close();
});

test("a branch sees nothing of another's", async ({ page, editableServer }) => {
  const [own, other] = [await branchOf(editableServer, "甲支部"), await branchOf(editableServer, "乙支部")];
  const rider = await Member.join(editableServer, other, "别家骑手");
  const id = await rider.say("别家的话");
  await takeDesk(page, editableServer, own, "secretary");
  await expect(page.getByText("都看完了")).toBeVisible();
  await page.goto(`${editableServer.url}/desk/people/`);
  await expect(page.locator(".people")).toContainText("secretary");
  await expect(page.locator(".people")).not.toContainText("别家骑手");
  const decision = await page.request.post(`${editableServer.url}/api/desk/posts/${id}/decision`, {
    headers: { origin: editableServer.url },
    data: { decision: "approve", version: 1 },
  });
  expect(decision.status()).toBe(404);
  expect(await feed(editableServer)).toEqual([]);
});

test("invites are made, shown once with a code, and revoked", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.getByRole("link", { name: "邀请" }).tap();
  await page.getByLabel("几张").fill("3");
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.locator(".invite-card svg")).toHaveCount(3);
  const code = (await page.locator(".invite-card .link").first().textContent())!.match(/([\w-]+)\/?$/)![1]!;
  const seen = await (await fetch(`${editableServer.url}/api/invites/${code}`)).json();
  expect(seen).toMatchObject({ role: "member", branch: { name: "示例支部" } });
  for (let left = 3; left > 0; left--) {
    await page.getByRole("button", { name: "作废" }).first().tap();
    await expect(page.getByRole("button", { name: "作废" })).toHaveCount(left - 1);
  }
  const gone = await fetch(`${editableServer.url}/api/invites/${code}`);
  expect(gone.status).toBeGreaterThanOrEqual(404);
  await page.reload();
  await expect(page.locator(".invite-card")).toHaveCount(0);
});

test("a secretary answers below a post and takes one down", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await takeDesk(page, editableServer, branch, "secretary");
  const id = await rider.say("热水夜里能不能不断");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await expect.poll(() => feed(editableServer)).toHaveLength(1);
  await page.getByRole("button", { name: "已发布" }).tap();
  await page.getByPlaceholder("以支部的名义回一句").fill("问过了，夜里也不断。");
  await page.getByRole("button", { name: "回应" }).tap();
  await expect(page.locator(".answer")).toContainText("问过了，夜里也不断。");
  await page.getByRole("button", { name: "撤下" }).tap();
  await page.getByRole("button", { name: "里面有名字" }).tap();
  await expect.poll(() => feed(editableServer)).toEqual([]);
  expect(await rider.post(id)).toMatchObject({ state: "removed", reason: { code: "private" } });
});

test("a wrong passphrase says no more than that, and a rider's session opens no desk", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/desk/`);
  await page.getByLabel("名字").fill("nobody");
  await page.getByLabel("口令").fill("not the right words");
  await page.getByRole("button", { name: "进来" }).tap();
  await expect(page.locator(".wrong")).not.toBeEmpty();
});
