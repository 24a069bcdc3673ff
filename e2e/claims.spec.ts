// 认领: a shop's keeper claims on a phone without any script, the secretary was there, the rider sees it, and it goes on or ends.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { violations, violationsInEveryLook } from "./support/axe";
import { SIZES, secretary } from "./support/curating";
import { day } from "./support/day";
import { branchOf } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { corrections, stateWords } from "./support/page";
import { sideways } from "./support/sideways";

/** Fills in the form, looks at how it is read, and sends it. */
async function claim(keeper: Page, server: EditableServer, title: string): Promise<void> {
  await keeper.goto(`${server.url}/claim/?street=${encodeURIComponent("科巷")}`);
  await expect(keeper.getByLabel("在哪一带")).toHaveValue("科巷");
  await keeper.getByLabel("店名").fill(title);
  await keeper.getByLabel("门在哪儿").fill("菜场东门往南 30 步，蓝门头");
  await keeper.getByLabel("免费开水").check();
  await keeper.getByLabel("几点开门").fill("看心情");
  await keeper.getByRole("button", { name: "看一遍" }).click();
  await expect(keeper.getByLabel("几点开门")).toHaveAttribute("aria-invalid", "true");
  await expect(keeper.locator("#wrong-hours")).toContainText("看心情");
  await expect(keeper.getByLabel("店名")).toHaveValue(title);
  await expect(keeper.getByLabel("免费开水")).toBeChecked();
  await keeper.getByLabel("几点开门").fill("24小时，节假日照常");
  await keeper.getByRole("button", { name: "看一遍" }).click();
  await expect(keeper.locator("dl")).toContainText("24小时");
  await keeper.getByRole("button", { name: "没错，交上去" }).click();
  await expect(keeper.getByRole("heading", { name: "交上去了，等书记来看" })).toBeVisible();
}

/** Publishes the shop's document with another last day: its time passes. */
async function ends(desk: Page, server: EditableServer, slug: string, last: string): Promise<void> {
  const at = `${server.url}/api/desk/documents/places/${slug}`;
  const { text } = await (await desk.request.get(at)).json();
  const headers = { origin: server.url };
  const saved = await desk.request.put(`${at}/draft`, { headers, data: { text: text.replace(/listed_until: \S+/, `listed_until: ${last}`), version: 0, file_seen: false } });
  const { version } = (await saved.json()).draft;
  for (const [at_version, step] of [[version, "submit"], [version + 1, "publish"]] as const) {
    const answer = await desk.request.post(`${at}/step`, { headers, data: { step, version: at_version } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
}

test.describe("a keeper's phone without the app", () => {
  test("claims, is listed, is asked before the end, goes on, and ends by the rider's clock", async ({ browser, page, editableServer }) => {
    const context = await browser.newContext({ viewport: SIZES.phone, locale: "zh-CN", javaScriptEnabled: false });
    const keeper = await context.newPage();
    const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
    await claim(keeper, editableServer, "示例豆浆店");
    const link = keeper.url();
    // Going back and sending it again is the same claim.
    await keeper.goBack();
    await keeper.getByRole("button", { name: "没错，交上去" }).click();
    expect(keeper.url()).toBe(link);

    await desk.getByText("更多").click();
    await desk.getByRole("link", { name: "认领 1" }).click();
    await expect(corrections(desk)).toHaveCount(1);
    await expect(corrections(desk)).toContainText("菜场东门往南 30 步，蓝门头");
    await desk.getByRole("button", { name: "看过了，上名单" }).click();
    await desk.getByRole("button", { name: "都对，上名单" }).click();
    await expect(desk.getByText("放上名单了")).toBeVisible();
    await expect(corrections(desk)).toContainText("免费开水");
    await keeper.reload();
    await expect(keeper.getByRole("heading", { name: /^在名单上，到/ })).toBeVisible();

    const row = page.locator("#places li", { hasText: "示例豆浆店" });
    await page.goto(`${editableServer.url}/places/`);
    await expect(stateWords(row)).toHaveText("开着");
    const path = (await row.locator("a").getAttribute("href"))!;
    const slug = path.split("/")[2]!;

    // 76 days later.
    await ends(desk, editableServer, slug, day(14));
    await keeper.reload();
    await expect(keeper.getByRole("heading", { name: "在名单上，还有 14 天到期" })).toBeVisible();
    await desk.reload();
    await expect(corrections(desk)).toContainText("还有 14 天到期");
    await keeper.getByRole("button", { name: "接着认领" }).click();
    await expect(keeper.getByText("说好接着来了")).toBeVisible();
    await expect(corrections(desk)).toContainText("店里说接着来");
    await page.reload();
    await expect(stateWords(row)).toHaveText("开着");
    // Nobody comes: the phone's own clock ends it, first the word and, as it was asked in time, only 90 days later the row.
    await page.clock.setFixedTime(new Date(Date.now() + 15 * 86400e3));
    await page.reload();
    await expect(stateWords(row)).toHaveText("说不准");
    await expect(row.locator(".age")).toHaveText("可能已变");
    await page.clock.setFixedTime(new Date(Date.now() + (14 + 90) * 86400e3));
    await page.reload();
    await expect(stateWords(row)).toHaveText("说不准");
    await page.clock.setFixedTime(new Date(Date.now() + (14 + 91) * 86400e3));
    await page.reload();
    await expect(page.locator("#places li .state").first()).not.toBeEmpty();
    await expect(row).toBeHidden();
    await page.goto(editableServer.url + path);
    // What the phone has stored is as old as its last look for news.
    await page.reload();
    await expect(page.locator(".now .state")).toHaveText("认领到期很久了，不在名单上");

    await desk.getByRole("button", { name: "再确认" }).click();
    await desk.getByRole("button", { name: "都没变，再 90 天" }).click();
    await expect(desk.getByText("再确认了，从今天起 90 天")).toBeVisible();
    await keeper.reload();
    await expect(keeper.getByRole("heading", { name: /^在名单上，到/ })).toBeVisible();
    await page.clock.setFixedTime(new Date());
    await page.goto(`${editableServer.url}/places/`);
    await expect(stateWords(row)).toHaveText("开着");
    await context.close();
  });

  test("is told why it was declined, and what is printed leads to it", async ({ browser, page: keeper, editableServer }) => {
    const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
    await claim(keeper, editableServer, "示例豆浆店");
    await desk.goto(`${editableServer.url}/desk/claims/`);
    await desk.evaluate(() => Object.assign(window, { print: () => document.documentElement.toggleAttribute("data-printed") }));
    await desk.getByLabel("哪一带（可以不写）").fill("科巷");
    // What stands in the site until somebody has put in their own is asked about, as on a poster.
    await desk.getByRole("button", { name: "印街上的码" }).click();
    await expect(desk.getByRole("alertdialog")).toContainText("示例数据");
    await expect(desk.locator("html")).not.toHaveAttribute("data-printed", "");
    await desk.getByRole("button", { name: "先不印" }).click();
    await expect(desk.getByRole("alertdialog")).toHaveCount(0);
    await desk.getByRole("button", { name: "印街上的码" }).click();
    await desk.getByRole("button", { name: "就这样印" }).click();
    await expect(desk.locator("html")).toHaveAttribute("data-printed", "");
    await expect(desk.locator(".print-out")).toContainText("科巷一带，开店的扫一扫");
    await expect(desk.locator(".print-out .code")).toHaveCount(1);
    await desk.getByRole("button", { name: "不上名单" }).click();
    await desk.getByLabel("为什么，写给店家看").fill("去了两次都没开门");
    await desk.locator("form.twice").getByRole("button", { name: "不上名单" }).click();
    await expect(desk.getByText("没有新认领的店。")).toBeVisible();
    await keeper.reload();
    await expect(keeper.getByText("书记说：去了两次都没开门")).toBeVisible();
  });
});

test("its pages can be read and filled in by everybody", async ({ page, editableServer }) => {
  await page.goto(`${editableServer.url}/claim/`);
  await page.getByRole("button", { name: "看一遍" }).click();
  await expect(page.locator("#wrong-title")).toBeVisible();
  expect(await violationsInEveryLook(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  expect(await sideways(page)).toEqual([]);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  await claim(page, editableServer, "示例豆浆店");
  expect(await violations(page)).toEqual([]);
});
