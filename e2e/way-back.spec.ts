// The way back closes what is open above a page, and leaves the page where it is.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { deck } from "./support/content";
import { Member, branchOf, takeDesk } from "./support/desk";
import { deckSlots, headerHeading, moreButton, postWords, tabBar } from "./support/page";
import { ready, stored } from "./support/reader";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const sheet = (page: Page) => page.getByRole("dialog");

/** From the list of articles to a card, so that there is a page to be led back to. */
async function onACard(page: Page): Promise<void> {
  await page.goto("/articles/");
  await ready(page);
  await tabBar(page).getByText("金句").tap();
  await expect(headerHeading(page)).toHaveText("今日金句");
}

test("back closes 分享 and leads nowhere; the next one leads to the page before", async ({ page }) => {
  await onACard(page);
  for (const _ of [1, 2]) {
    await button(page, "分享").tap();
    await expect(sheet(page)).toBeVisible();
    await page.goBack();
    await expect(sheet(page)).toBeHidden();
    await expect(headerHeading(page)).toHaveText("今日金句");
  }
  await page.goBack();
  await expect(headerHeading(page)).toHaveText("学习");
});

test("a sheet that was closed by its button or by Esc leaves no step on the way back", async ({ page }) => {
  await onACard(page);
  await button(page, "分享").tap();
  await button(page, "关闭").tap();
  await expect(sheet(page)).toBeHidden();
  await button(page, "分享").tap();
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();
  await expect.poll(() => page.evaluate(() => history.state)).toBe(null);
  await page.goBack();
  await expect(headerHeading(page)).toHaveText("学习");
});

test("closed and opened again in one breath, back still closes it", async ({ page }) => {
  await onACard(page);
  await button(page, "分享").tap();
  // The first time it may have to be fetched.
  await expect(sheet(page)).toBeVisible();
  await page.evaluate(() => {
    document.querySelector<HTMLElement>("[data-way=close]")!.click();
    document.querySelector<HTMLElement>(".actions [data-action=share]")!.click();
  });
  await expect(sheet(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => history.state)).toBe(1);
  await page.goBack();
  await expect(sheet(page)).toBeHidden();
  await expect(headerHeading(page)).toHaveText("今日金句");
});

test("after a reload with the sheet open, one step back leads to the page before", async ({ page }) => {
  await onACard(page);
  await button(page, "分享").tap();
  await expect(sheet(page)).toBeVisible();
  await page.reload();
  await ready(page);
  await expect.poll(() => page.evaluate(() => history.state)).toBe(null);
  await page.goBack();
  await expect(headerHeading(page)).toHaveText("学习");
});

test("back ends 整理, and whoever goes on from there comes back to the list", async ({ page }) => {
  await page.goto("/about/");
  await page.evaluate(() => void (localStorage.kept = "q010 q011"));
  await page.goto("/me/");
  await ready(page);
  await page.getByRole("link", { name: /^收藏/ }).tap();
  await button(page, "整理").tap();
  await expect(button(page, "好了")).toBeVisible();
  await page.goBack();
  await expect(button(page, "整理")).toBeVisible();
  await expect(page).toHaveURL("/kept/");
  await button(page, "整理").tap();
  await tabBar(page).getByText("学习").tap();
  await expect(headerHeading(page)).toHaveText("学习");
  await page.goBack();
  await expect(headerHeading(page)).toHaveText("收藏");
  await page.goBack();
  await expect(headerHeading(page)).toHaveText("我的");
});

test("back closes 看原文 and stays on the card; swiped away it closes by itself", async ({ page }) => {
  const origin = deckSlots(page).first().locator(".origin");
  await onACard(page);
  await tabBar(page).getByText("学习").tap();
  await tabBar(page).getByText("金句").tap();
  await expect(headerHeading(page)).toHaveText("今日金句");
  await origin.locator("summary").tap();
  await expect.poll(() => page.evaluate(() => history.state)).toBe(1);
  await page.goBack();
  await expect(origin).not.toHaveAttribute("open");
  await expect(headerHeading(page)).toHaveText("今日金句");
  await origin.locator("summary").tap();
  await expect.poll(() => page.evaluate(() => history.state)).toBe(1);
  await stored(page);
  await page.locator(".actions [data-action=next]").tap();
  await expect(headerHeading(page)).toHaveText("金句");
  await expect(origin).not.toHaveAttribute("open");
  await expect.poll(() => page.evaluate(() => history.state)).toBe(null);
  await page.goBack();
  await expect(headerHeading(page)).toHaveText("学习");
  // On the next page it works anew.
  await page.goto("/cards/q010/");
  await ready(page);
  await page.locator(".origin summary").tap();
  await expect.poll(() => page.evaluate(() => history.state)).toBe(1);
  await page.locator(".actions [data-action=next]").tap();
  await expect(page).not.toHaveURL("/cards/q010/");
  await page.locator(".origin summary").tap();
  await expect.poll(() => page.evaluate(() => history.state)).toBe(1);
  await page.goBack();
  await expect(page.locator(".origin")).not.toHaveAttribute("open");
  await page.goBack();
  await expect(page).toHaveURL("/cards/q010/");
});

test("大字 that was opened by its own address ends at its deck", async ({ page }) => {
  await page.goto("/about/");
  await page.goto("/decks/morning/#show");
  await stored(page);
  await expect(tabBar(page)).toBeHidden();
  await page.goBack();
  await expect(tabBar(page)).toBeVisible();
  await expect(headerHeading(page)).toHaveText(deck("morning").title);
});

test("at the desk, back closes the reasons, the list of cards and 更多, and what was tapped is at hand again", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("热水一直有");
  await takeDesk(page, editableServer, branch, "secretary");
  await page.getByRole("button", { name: "请改一改" }).tap();
  await expect(page.locator(".reasons")).toBeVisible();
  await page.goBack();
  await expect(page.locator(".reasons")).toHaveCount(0);
  await expect(postWords(page)).toHaveText("热水一直有");
  await moreButton(page).tap();
  await expect(page.locator(".more-open")).toBeVisible();
  // It is on screen a moment before the browser says so, and before its entry is there; no hand is as quick as this.
  await expect.poll(() => page.evaluate(() => history.state)).toBe(1);
  await page.goBack();
  await expect(page.locator(".more-open")).toBeHidden();
  await moreButton(page).tap();
  await page.locator(".more-open").getByRole("link", { name: "日历" }).tap();
  const change = page.getByRole("button", { name: /换一句/ }).first();
  await change.tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(change).toBeFocused();
  // The step that 更多 had is gone by now, too.
  await page.goBack();
  await expect(postWords(page)).toHaveText("热水一直有");
  await expect(page.locator(".more-open")).toBeHidden();
});
