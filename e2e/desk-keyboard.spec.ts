// An office PC: the queue by keyboard alone, and what its wide screen has room for.

import { expect, test } from "./fixtures";
import { Member, branchOf, feed, takeDesk } from "./support/desk";
import { postWords, tabBar } from "./support/page";

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 });

test("posts are let out, returned, put off and taken back without a mouse", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  const ids = [];
  for (const body of ["甲", "乙", "丙"]) ids.push(await rider.say(body));
  await takeDesk(page, editableServer, branch, "secretary");
  const body = postWords(page);
  const ready = () => expect(page.locator(".decide .button").last()).toBeEnabled();
  await expect(body).toHaveText("甲");
  await page.keyboard.press("n");
  await expect(body).toHaveText("乙");
  await expect(page.locator(".post")).toBeFocused();
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { name: "请对方改什么？" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".reasons")).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { name: "请对方改什么？" })).toBeFocused();
  await page.getByLabel("想多说半句").focus();
  // Letters are letters in a field, and Escape leaves it.
  await page.keyboard.type("4a");
  await expect(page.getByLabel("想多说半句")).toHaveValue("4a");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.keyboard.press("4");
  await expect(body).toHaveText("丙");
  expect(await rider.post(ids[1]!)).toMatchObject({ state: "returned", reason: { code: "unclear" } });
  // Caps Lock is on.
  await ready();
  await page.keyboard.press("A");
  await expect(body).toHaveText("甲");
  await expect(page.locator(".post")).toBeFocused();
  await expect.poll(() => feed(editableServer)).toEqual(["丙"]);
  await ready();
  await page.keyboard.press("z");
  await expect(body).toHaveText("丙");
  await expect.poll(() => feed(editableServer)).toEqual([]);
});

test("a key that is held does what it does once", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  for (const body of ["甲", "乙"]) await rider.say(body);
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(postWords(page)).toHaveText("甲");
  await page.keyboard.down("a");
  await expect(postWords(page)).toHaveText("乙");
  await expect(page.locator(".decide .button").last()).toBeEnabled();
  for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down("a");
  await page.keyboard.up("a");
  await expect(page.locator(".decide .button").last()).toBeEnabled();
  expect(await feed(editableServer)).toEqual(["甲"]);
});

test("keys are shown where they work, and can be switched off", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  await (await Member.join(editableServer, branch)).say("甲");
  await takeDesk(page, editableServer, branch, "secretary");
  const key = page.locator(".decide kbd").last();
  await expect(key).toHaveText("A");
  await expect(key).toBeVisible();
  await page.getByRole("button", { name: "用快捷键" }).click();
  await expect(key).toBeHidden();
  await page.keyboard.press("r");
  await expect(page.locator(".reasons")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "用快捷键" })).toHaveAttribute("aria-pressed", "false");
  await page.getByRole("button", { name: "用快捷键" }).click();
  await page.keyboard.press("r");
  await expect(page.locator(".reasons")).toBeVisible();
});

test("the others that wait stand beside the post, and one of them is taken first", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  for (const body of ["甲", "乙", "丙"]) await rider.say(body);
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(page.locator(".behind .begins")).toHaveText(["乙", "丙"]);
  await page.locator(".behind button").last().click();
  await expect(postWords(page)).toHaveText("丙");
  await expect(page.locator(".behind .begins")).toHaveText(["甲", "乙"]);
  // The bar at the side has every page, and how many wait.
  await expect(page.locator(".tabs [aria-current=page]")).toContainText("今天");
  await expect(page.locator(".tabs .badge")).toContainText("3");
  const bar = (await tabBar(page).boundingBox())!;
  expect([bar.x, bar.y, bar.height]).toEqual([0, 0, 800]);
});

test("Tab goes from the words to the answers, and every stop is seen", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  for (const body of ["甲", "乙"]) await rider.say(body);
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(postWords(page)).toHaveText("甲");
  await page.keyboard.press("n");
  await expect(page.locator(".post")).toBeFocused();
  for (const name of ["下一条", "请改一改", "发布"]) {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name, exact: true })).toBeFocused();
    await expect(page.locator(":focus")).not.toHaveCSS("outline-style", "none");
  }
});
