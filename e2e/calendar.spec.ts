// 日历: which card is today's on which day, at the desk and for readers.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { branchOf, takeDesk } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { day, published } from "./support/published";

async function openCalendar(page: Page, server: EditableServer): Promise<void> {
  await takeDesk(page, server, await branchOf(server, "示例支部"), "secretary");
  await page.goto(`${server.url}/desk/calendar/`);
  await expect(cell(page, 0)).toBeVisible();
}

/** A day, so many from today; the month that is shown has today and the next days, or the one after it does. */
const cell = (page: Page, ahead: number) => page.locator(`[data-day="${day(-ahead).iso}"]`);
const shown = async (server: EditableServer, ahead: number) => (await published(server.url)).days[day(-ahead).iso];

/** A card that no day of the next weeks has. */
async function unused(server: EditableServer): Promise<string> {
  const { days } = await published(server.url);
  const used = Object.values(days);
  return ["q010", "q020", "q030", "q040", "q050", "q060", "q070", "q080", "q090"].find((slug) => !used.includes(slug))!;
}

test("a card is chosen for tomorrow, readers are told of it, and the choice is taken back", async ({ page, editableServer }) => {
  await openCalendar(page, editableServer);
  const [before, slug] = [await shown(editableServer, 1), await unused(editableServer)];
  // Today's has been shown already.
  await expect(cell(page, 0)).toContainText("今天");
  await expect(cell(page, 0).getByRole("button")).toHaveCount(0);
  await expect(cell(page, 1)).toContainText(card(before!).quote);
  await cell(page, 1).getByRole("button", { name: /换一句/ }).tap();
  const chooser = page.getByRole("dialog", { name: /看哪一句/ });
  // Not the field: its keyboard would cover the list.
  await expect(chooser.getByRole("heading")).toBeFocused();
  // White space is no part of anybody's words.
  await chooser.getByRole("searchbox").fill(`${card(slug).quote.slice(0, 3)} ${card(slug).quote.slice(3, 6)}`);
  await chooser.getByRole("button", { name: card(slug).quote, exact: true }).tap();
  await expect(chooser).toBeHidden();
  await expect(cell(page, 1)).toContainText(card(slug).quote);
  await expect(cell(page, 1)).toContainText("选定");
  await expect(cell(page, 1).getByRole("button", { name: /换一句/ })).toBeFocused();
  expect(await shown(editableServer, 1)).toBe(slug);
  await page.reload();
  await expect(cell(page, 1)).toContainText("选定");
  await cell(page, 1).getByRole("button", { name: "不选了" }).tap();
  await expect(cell(page, 1)).not.toContainText("选定");
  expect(await shown(editableServer, 1)).toBe(before);
});

test("whoever takes a card down is told for which day it was chosen", async ({ page, editableServer }) => {
  await openCalendar(page, editableServer);
  const slug = await unused(editableServer);
  const at = `${editableServer.url}/api/desk/calendar/${day(-3).iso}`;
  const chosen = await page.request.put(at, { headers: { origin: editableServer.url }, data: { card: slug, version: 0 } });
  expect(chosen.ok(), await chosen.text()).toBe(true);
  await page.goto(`${editableServer.url}/desk/cards/${slug}/`);
  await page.locator(".parts").getByRole("button", { name: "流程" }).tap();
  await page.getByRole("button", { name: "撤下", exact: true }).tap();
  await expect(page.locator(".steps .twice")).toContainText(`日历上${day(-3).chinese}选的是这一句`);
});

test("Escape closes the list, and the months follow each other", async ({ page, editableServer }) => {
  await openCalendar(page, editableServer);
  await cell(page, 1).getByRole("button", { name: /换一句/ }).tap();
  await expect(page.getByRole("dialog").getByRole("heading")).toBeFocused();
  await expect(page.locator(".calendar-page")).toHaveAttribute("inert");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(cell(page, 1).getByRole("button", { name: /换一句/ })).toBeFocused();
  const month = page.locator(".calendar-head h2");
  const now = await month.textContent();
  await page.getByRole("button", { name: "下个月" }).tap();
  await expect(month).not.toHaveText(now!);
  await expect(page.locator(".calendar-day").first()).toBeVisible();
  await page.getByRole("button", { name: "今天", exact: true }).tap();
  await expect(month).toHaveText(now!);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("a list that did not come is asked for again", async ({ page, editableServer }) => {
  // The desk may be asking a second time already: whatever is asked after the tap waits for the network.
  let network: Promise<void> | undefined;
  await page.route("**/version.json", (route) => (network ? network.then(() => route.continue()) : route.abort()));
  await openCalendar(page, editableServer);
  await cell(page, 1).getByRole("button", { name: /换一句/ }).tap();
  const chooser = page.getByRole("dialog", { name: /看哪一句/ });
  await expect(chooser.getByRole("alert")).toContainText("没打开");
  let release = () => {};
  network = new Promise((resolve) => (release = resolve));
  await chooser.getByRole("button", { name: "再试一次" }).tap();
  await expect(chooser.getByRole("status")).toHaveText("正在打开……");
  release();
  await expect(chooser.getByRole("listitem").first()).toBeVisible();
});

test("the cards of the coming week are printed from here", async ({ page, editableServer }) => {
  await openCalendar(page, editableServer);
  await page.getByRole("link", { name: "打印接下来七天的" }).tap();
  await expect(page.getByRole("heading", { name: "打印" })).toBeVisible();
  await expect(page.locator(`.print-out [data-card="${await shown(editableServer, 0)}"]`).first()).toBeAttached();
});

test.describe("on a PC", () => {
  // High enough for two weeks: a page that is scrolled between mouse down and the first move drags what has come under it.
  test.use({ viewport: { width: 1280, height: 1400 }, isMobile: false, hasTouch: false });

  test("a day's card is carried to another day with the mouse", async ({ page, editableServer }) => {
    await openCalendar(page, editableServer);
    await expect(page.locator(".calendar-week")).toBeVisible();
    const carried = await shown(editableServer, 1);
    await cell(page, 1).dragTo(cell(page, 2));
    await expect(cell(page, 2)).toContainText("选定");
    await expect(cell(page, 2)).toContainText(card(carried!).quote);
    expect(await shown(editableServer, 2)).toBe(carried);
  });
});

for (const width of [360, 1280]) {
  test(`four weeks to come are on screen, however late in the month it is, ${width} wide`, async ({ page, editableServer }) => {
    await page.setViewportSize({ width, height: 800 });
    await openCalendar(page, editableServer);
    await expect(cell(page, 27)).toBeVisible();
  });
}
