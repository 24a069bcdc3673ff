// Why something comes back, and why something is taken down: each list fits what is done, and what its writer can do.

import { expect, test } from "./fixtures";
import { openDocument, part, secretary } from "./support/curating";
import { Member, branchOf, feed, takeDesk } from "./support/desk";
import { keptState, postWords } from "./support/page";

test("what is taken down has reasons of its own, and nobody is told to change what cannot be changed", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  const [private_, past, back] = [await rider.say("写了名字的"), await rider.say("上周的事"), await rider.say("看不明白的")];
  await takeDesk(page, editableServer, branch, "secretary");
  for (const next of ["上周的事", "看不明白的"]) {
    await page.getByRole("button", { name: "发布", exact: true }).tap();
    await expect(postWords(page)).toHaveText(next);
    await expect(page.getByRole("button", { name: "发布", exact: true })).toBeEnabled();
  }
  // What goes back is mended by its writer.
  await page.getByRole("button", { name: "请改一改" }).tap();
  const reasons = page.locator(".reasons li");
  await expect(reasons.filter({ hasText: "没太看明白，再多说半句" })).toHaveCount(1);
  await expect(reasons.filter({ hasText: /过去了|请求撤下/ })).toHaveCount(0);
  await page.getByRole("button", { name: "没太看明白" }).tap();
  await expect.poll(async () => (await rider.post(back)).state).toBe("returned");
  await page.getByRole("button", { name: "已发布" }).tap();
  for (const [words, reason, code, id] of [
    ["写了名字的", "里面有名字、号码或地址", "private", private_],
    ["上周的事", "说的事已经过去了", "outdated", past],
  ] as const) {
    await page.locator(".decided > li", { hasText: words }).getByRole("button", { name: "撤下", exact: true }).tap();
    await expect(reasons).toHaveCount(7);
    await expect(reasons.filter({ hasText: /去掉就好|换个说法|再多说半句|核对一下/ })).toHaveCount(0);
    await expect(reasons.filter({ hasText: "有人来信请求撤下" })).toHaveCount(1);
    await page.getByRole("button", { name: reason, exact: true }).tap();
    await expect.poll(async () => (await rider.post(id)).reason).toMatchObject({ code });
  }
  expect(await feed(editableServer)).toEqual([]);
  await page.getByRole("button", { name: "撤下的" }).tap();
  await expect(page.locator(".because")).toHaveText(["说的事已经过去了", "里面有名字、号码或地址"]);
});

test("why a card is taken down is chosen from what fits, and stands in its past", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await openDocument(page, editableServer, "cards/q001");
  await part(page, "流程");
  await page.getByRole("button", { name: "撤下", exact: true }).click();
  await expect(page.locator(".steps .twice")).toBeFocused();
  await page.getByLabel("为什么？").selectOption("有人来信要求撤下");
  await page.getByLabel("想多说半句").fill("信在站里");
  await page.getByRole("button", { name: "撤下，确定" }).click();
  await expect(keptState(page)).toHaveText("已撤下");
  await expect(page.locator("ol.past li").first()).toContainText("有人来信要求撤下：信在站里");
  expect((await fetch(`${editableServer.url}/cards/q001/`)).status).toBe(410);
  await page.context().close();
});
