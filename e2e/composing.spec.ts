// While somebody composes (pinyin), Enter and Esc end the composition, and nothing else.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { branchOf, Member, takeDesk } from "./support/desk";
import { searchField } from "./support/page";
import { ready } from "./support/reader";

/** Types pinyin that is not chosen yet, then presses a key that belongs to the input method; what the page heard of it. */
async function press(page: Page, key: "Enter" | "Escape"): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "ni hao", selectionStart: 6, selectionEnd: 6 });
  await page.evaluate(() => {
    const heard = Object.assign(window, { heard: 0 });
    for (const type of ["keydown", "submit", "cancel"]) document.addEventListener(type, () => heard.heard++);
  });
  await page.keyboard.press(key);
  // As Safari tells of the key that ends a composition: it is over, and the key is the input method's.
  await page.evaluate((key) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, "keyCode", { value: 229 });
    document.activeElement!.dispatchEvent(event);
  }, key);
  await session.send("Input.insertText", { text: "你好" });
  await session.detach();
  return page.evaluate(() => (window as unknown as { heard: number }).heard);
}

test("in a reader's fields", async ({ page }) => {
  await page.goto("/posts/new/");
  await ready(page);
  await page.getByLabel("想说的话").focus();
  expect(await press(page, "Enter")).toBe(0);
  await expect(page.getByLabel("想说的话")).toHaveValue("你好");
  await page.goto("/search/");
  await ready(page);
  await searchField(page).focus();
  expect(await press(page, "Enter")).toBe(0);
  expect(await press(page, "Escape")).toBe(0);
  await expect(searchField(page)).toBeFocused();
});

test("at the desk, where Esc leaves a reason and Enter sends a form", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("热水夜里能不能不断");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.getByRole("button", { name: "请改一改" }).click();
  const note = page.getByLabel("想多说半句");
  await note.focus();
  expect(await press(page, "Escape")).toBe(0);
  await expect(note).toBeVisible();
  await expect(note).toHaveValue("你好");
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();
});
