// What a secretary is told of a post beside its words: what may be private in it, why it came back, why it was reported.

import { expect, test } from "./fixtures";
import { Member, branchOf, takeDesk } from "./support/desk";
import { postWords } from "./support/page";

test("what seems a door or an order is marked, and a post that was changed says why it came back", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch, "小林");
  const id = await rider.say("送到3号楼2单元，订单 20261124001 迟了", "nickname", undefined, true);
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(page.locator(".post mark")).toHaveText(["3号楼2单元", "20261124001"]);
  await expect(postWords(page)).toHaveText("送到3号楼2单元，订单 20261124001 迟了");
  await expect(page.locator(".post .flag")).toHaveText("划出来的像是电话、单号或门牌，看清楚再发。");
  await page.screenshot({ path: test.info().outputPath("marked.png") });
  await page.getByRole("button", { name: "请改一改" }).tap();
  await page.getByRole("button", { name: "地址，去掉就好" }).tap();
  await expect.poll(async () => (await rider.post(id)).state).toBe("returned");
  await rider.change(id, "送到楼下，迟了");
  await expect(page.locator(".post .because")).toHaveText("改过再发，上次因为：里面有名字、号码或地址，去掉就好");
  await expect(page.locator(".post mark")).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath("resent.png") });
});

test("why a post was reported is said beside how many did", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch, "小林");
  const id = await rider.say("有人看不惯的一句");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  for (const reason of ["hurtful", "hurtful", "advertising"]) await (await Member.join(editableServer, branch)).report(id, reason);
  await expect(page.locator(".post .flag")).toHaveText("3 个人举报（伤人 2，广告 1），先收起来了");
});
