// Coming in at the desk, and being let out of it, where something is lost on the way; and another passphrase for that.

import { expect, test } from "./fixtures";
import { Member, PASSPHRASE, branchOf, takeDesk } from "./support/desk";
import { moreButton, postWords, posts } from "./support/page";
import { invite } from "./support/people";

test("who came in without an answer comes in with the same name and passphrase", async ({ page, editableServer }) => {
  const code = await invite(editableServer.process, await branchOf(editableServer, "示例支部"), "secretary");
  await page.route("**/api/join", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.goto(`${editableServer.url}/desk/join/#${code}`);
  const [passphrase, enter] = [page.getByLabel("口令"), page.getByRole("button", { name: "好了" })];
  await page.getByLabel("名字").fill("secretary");
  await passphrase.fill(PASSPHRASE);
  await enter.tap();
  await expect(page.locator(".wrong")).toContainText("没有网络");
  await page.unroute("**/api/join");
  // The first passphrase holds, and that is said.
  await passphrase.fill("第二次想出来的另一句长话");
  await enter.tap();
  await expect(page.locator(".wrong")).toContainText("用那时定的名字和口令进来");
  await passphrase.fill(PASSPHRASE);
  await enter.tap();
  await expect(page.getByRole("button", { name: /^待看/ })).toBeVisible();
});

test("a session that has ended elsewhere is noticed without a tap, and the post is there again", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("等着的一句");
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(postWords(page)).toHaveText("等着的一句");
  const out = await page.request.post(`${editableServer.url}/api/sign-out?everywhere=true`, { headers: { origin: editableServer.url } });
  expect(out.ok(), await out.text()).toBe(true);
  // The server tells whoever is signed out nothing more, and the browser asks why.
  await rider.say("又来的一句");
  await expect(page.getByText("登录过期了")).toBeVisible();
  await expect(page.locator(".door h1")).toBeFocused();
  await page.getByLabel("名字").fill("secretary");
  await page.getByLabel("口令").fill(PASSPHRASE);
  await page.getByRole("button", { name: "进来" }).tap();
  await expect(page.locator(".filters b")).toHaveText("2");
  await expect(postWords(page)).toHaveText("等着的一句");
  await expect(posts(page)).toBeFocused();
});

test("an address that is none of the desk's keeps its frame, and leads back to 今天", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  expect((await page.goto(`${editableServer.url}/desk/nothing/`))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "没有这一页" })).toBeVisible();
  await expect(page.locator(".tabs a[aria-current]")).toHaveCount(0);
  await page.getByRole("link", { name: "回到今天" }).tap();
  await expect(page.getByRole("button", { name: /^待看/ })).toBeVisible();
});

test("another passphrase opens the door, and the one before does not any more", async ({ page, editableServer }) => {
  const another = "换过以后用的另一句话也够长";
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await moreButton(page).tap();
  await page.getByRole("button", { name: "换一个口令" }).tap();
  const [old, passphrase] = [page.getByLabel("现在的口令"), page.getByLabel("新的口令")];
  const change = page.getByRole("button", { name: "换口令", exact: true });
  await old.fill("不是自己记得住的那一句");
  await passphrase.fill(another);
  await change.tap();
  await expect(page.getByText("原来的口令不对")).toBeVisible();
  await old.fill(PASSPHRASE);
  await change.tap();
  await expect(page.getByText("口令换好了，别的手机和电脑都退出了。")).toBeVisible();
  await expect(old).toHaveValue("");
  await expect(passphrase).toHaveValue("");
  await page.getByRole("button", { name: "退出", exact: true }).tap();
  await page.getByLabel("名字").fill("secretary");
  await page.getByLabel("口令").fill(PASSPHRASE);
  const enter = page.getByRole("button", { name: "进来" });
  await enter.tap();
  await expect(page.locator(".door .wrong")).toHaveText("名字或口令不对");
  await page.getByLabel("口令").fill(another);
  await enter.tap();
  await expect(page.getByRole("button", { name: /^待看/ })).toBeVisible();
});
