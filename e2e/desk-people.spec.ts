// Who belongs to which branch, as an admin changes it.

import { expect, test } from "./fixtures";
import { Member, branchOf, takeAdminDesk, takeDesk } from "./support/desk";

test("somebody is moved once that was asked about, and is shown where they are when it fails", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "甲支部");
  await branchOf(editableServer, "乙支部");
  const rider = await Member.join(editableServer, branch, "小林");
  const home = async () => (await (await rider.http.get("/api/me")).json()).branch.name;
  await takeAdminDesk(page, editableServer, "committee");
  await page.getByRole("link", { name: "成员" }).tap();
  const place = page.getByLabel("小林在哪个支部");
  const shown = place.locator("option:checked");
  await expect(shown).toHaveText("甲支部");
  await place.selectOption("乙支部");
  await page.getByRole("button", { name: "换到乙支部" }).tap();
  await page.getByRole("button", { name: "算了" }).tap();
  expect(await home()).toBe("甲支部");
  await page.route("**/api/desk/people/*", (route) => route.abort());
  await page.getByRole("button", { name: "换到乙支部" }).tap();
  await page.getByRole("button", { name: "换过去" }).tap();
  await expect(page.getByText("没有网络，没办成")).toBeVisible();
  await expect(shown).toHaveText("甲支部");
  await expect(place).toBeFocused();
  await page.unroute("**/api/desk/people/*");
  await place.selectOption("乙支部");
  await page.getByRole("button", { name: "换到乙支部" }).tap();
  await page.getByRole("button", { name: "换过去" }).tap();
  await expect(page.getByText("换到乙支部了。")).toBeVisible();
  await expect(shown).toHaveText("乙支部");
  await expect(place).toBeFocused();
  expect(await home()).toBe("乙支部");
});

test("whoever forgot the passphrase comes back by a link that an admin makes, and is out everywhere else", async ({ page, browser, editableServer }) => {
  const desk = await (await browser.newContext({ hasTouch: true })).newPage();
  await takeDesk(desk, editableServer, await branchOf(editableServer, "甲支部"), "王书记");
  await takeAdminDesk(page, editableServer, "committee");
  await page.getByRole("link", { name: "成员" }).tap();
  const row = page.locator("[data-person]", { hasText: "王书记" });
  await row.getByRole("button", { name: "重设口令" }).tap();
  await row.getByRole("button", { name: "做一个链接" }).tap();
  await expect(row.getByText("24 小时内有效，只能用一次")).toBeVisible();
  const link = (await row.locator(".reset-link").textContent())!;
  // Nobody makes one for themselves.
  await expect(page.locator("[data-person]", { hasText: "committee" }).getByRole("button")).toHaveCount(0);

  const back = await (await browser.newContext({ hasTouch: true })).newPage();
  await back.goto(link);
  await expect(back.getByText("给“王书记”重设口令")).toBeVisible();
  await expect(back.getByLabel("名字")).toBeHidden();
  const [passphrase, done] = [back.getByLabel("口令"), back.getByRole("button", { name: "好了" })];
  for (const [words, why] of [["12345678", "口令要 12 个字符以上，现在是 8 个"], ["123456789012", "太常见"], ["王书记今天想出来的一句新话", "口令里有你的名字"]]) {
    await passphrase.fill(words!);
    await done.tap();
    await expect(back.locator(".wrong")).toContainText(why!);
  }
  await passphrase.fill("忘了以后重新想的一句长话");
  await done.tap();
  await expect(back.getByRole("button", { name: /^待看/ })).toBeVisible();
  await desk.reload();
  await expect(desk.getByRole("button", { name: "进来" })).toBeVisible();
  await desk.goto(link);
  await desk.reload();
  await expect(desk.getByText("这个链接用过了：再要用，请管理员另发一个。", { exact: true })).toBeVisible();
  await expect(desk.getByLabel("口令")).toBeHidden();
});
