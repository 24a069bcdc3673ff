// 这一列是？: what was taken of a file is said in a line, asked about where it is not plain, and changed without losing a word.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { SIZES, addSourceText } from "./support/curating";
import { branchOf, takeDesk } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { importCount, importRows } from "./support/page";
import { workbook } from "./support/xlsx";

const READ = "**/api/desk/imports/read?*";
const TEXT = "示例：路上的话\n一、路上\n越是紧，越要看清红灯。\n二、家里\n敲门轻一点，说话慢一点。\n";
const REMARKS = "内容,类别,备注\n越是紧，越要看清红灯,青年,路口想的\n敲门轻一点，说话慢一点,青年,门口想的\n";
// 示例数据: 路口看紅燈，慢一點。 and so on, with a head above, in Big5.
const BIG5 = "aaf7a5792ca544c3440ab8f4a466acddacf5bf4fa141ba43a440c249a1432ca677a5fe0aab42a4d1b8f4b7c6a141ab62a8aead6ea6ada141c2e0c573ad6ebd77a1432ca677a5fe0a";

async function open(page: Page, server: EditableServer): Promise<void> {
  await takeDesk(page, server, await branchOf(server, "示例支部"), "secretary");
  await addSourceText(page, server, "report-20", TEXT);
  await page.goto(`${server.url}/desk/import/`);
}

const bring = (page: Page, name: string, buffer: Buffer) => page.locator("#file").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
const rows = (page: Page) => importRows(page);
const step = (page: Page) => page.locator(".import-taken");
const line = (page: Page) => step(page).locator("summary");
const isOpen = (page: Page) => step(page).locator("details").evaluate((details) => (details as HTMLDetailsElement).open);
const wider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`a column that nobody knows is asked about, and is what somebody says it is, on a ${name}`, async ({ page, editableServer }) => {
    await page.setViewportSize(viewport);
    await open(page, editableServer);
    await bring(page, "摘抄.csv", Buffer.from(REMARKS));
    await expect(rows(page)).toHaveCount(2);
    await expect(line(page)).toContainText("取了一张表；内容 → 金句，类别 → 主题；没取 备注");
    // Two columns are not sure: they alone are asked about, where one is, and show what is in them.
    expect(await isOpen(page)).toBe(false);
    await expect(line(page)).toBeFocused();
    await expect(page.getByLabel("“类别”这一列是？")).toBeHidden();
    await expect(page.getByLabel("“内容”这一列是？")).toHaveValue("quote");
    const asked = page.locator(".import-column").filter({ hasText: "“备注”这一列是？" });
    await expect(asked).toContainText("没认出来，这次没取。 “路口想的”“门口想的”");
    await expect(asked.getByRole("combobox").locator("option")).toHaveText(["金句", "原句", "出处", "章节", "主题", "读懂", "不要这一列"]);
    expect(await wider(page)).toBe(0);
    // By the keyboard alone.
    for (let at = 0; at < 2; at += 1) await page.keyboard.press("Tab");
    await expect(page.getByLabel("“备注”这一列是？")).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(page.getByLabel("“备注”这一列是？")).toHaveValue("gloss");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "照这样读" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(line(page)).toContainText("取了一张表；内容 → 金句，类别 → 主题，备注 → 读懂");
    await expect(line(page)).toBeFocused();
    // Nothing is asked any more, and the rows come next.
    await expect(page.getByRole("button", { name: "照这样读" })).toBeHidden();
    await expect(rows(page)).toHaveCount(2);
    await rows(page).first().getByRole("button", { name: /看一看，改一改/ }).click();
    await expect(rows(page).first().getByLabel("读懂")).toHaveValue("路口想的");
    await expect(rows(page).first()).toContainText("✓ 原文一致");
  });
}

test("where no column is the quotation one is chosen, and the other way round nothing is sent", async ({ page, editableServer }) => {
  await open(page, editableServer);
  await bring(page, "表.csv", Buffer.from("主题,出处,说明\n青年,越是紧，越要看清红灯,慢一点\n"));
  await expect(page.getByText("没读出金句来：在下面选一选，哪一列是金句。")).toBeVisible();
  await expect(page.getByLabel("“主题”这一列是？")).toBeVisible();
  await expect(page.getByText("选一列当金句。")).toBeVisible();
  await expect(page.getByRole("button", { name: "照这样读" })).toBeDisabled();
  await page.getByLabel("“说明”这一列是？").selectOption("金句");
  await page.getByLabel("“出处”这一列是？").selectOption("金句");
  await expect(page.getByText("有几列都是金句：一行里取前面的，前面空着才取后面的。")).toBeVisible();
  await page.getByLabel("“说明”这一列是？").selectOption("读懂");
  await page.getByRole("button", { name: "照这样读" }).tap();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("越是紧，越要看清红灯");
  await expect(page.getByText("没读出金句来")).toHaveCount(0);
});

test("sheets are chosen, hidden rows are said, and what was said of a column holds in the other sheet", async ({ page, editableServer }) => {
  await open(page, editableServer);
  const head = ["金句", "主题", "备注"];
  const book = workbook([
    { name: "说明", rows: [["怎么填", "一行一句"]] },
    { name: "路上", rows: [head, ["越是紧，越要看清红灯", "青年", "甲"], ["藏起来的一句", "青年", "乙"]], hidden: [2] },
    { name: "家里", rows: [["主题", "备注"], ["青年", "敲门轻一点，说话慢一点"]] },
  ]);
  await bring(page, "两张表.xlsx", book);
  await expect(line(page)).toContainText("取了“路上”这一张表；金句，主题；没取 备注；隐藏的 1 行没读；没取“说明”“家里”");
  await expect(page.getByLabel("路上（2 行，另有隐藏的 1 行不读）")).toBeChecked();
  await expect(page.getByLabel("家里（2 行）")).not.toBeChecked();
  await page.getByLabel("“备注”这一列是？").selectOption("读懂");
  await line(page).tap();
  await page.getByLabel("家里（2 行）").check();
  await page.getByRole("button", { name: "照这样读" }).tap();
  await expect(line(page)).toContainText("取了“路上”“家里”这 2 张表；金句，主题，备注 → 读懂；");
  await expect(rows(page)).toHaveCount(2);
  await line(page).tap();
  await page.getByLabel("路上（2 行，另有隐藏的 1 行不读）").uncheck();
  await page.getByLabel("家里（2 行）").uncheck();
  await expect(page.getByText("选一张表。")).toBeVisible();
  await expect(page.getByRole("button", { name: "照这样读" })).toBeDisabled();
});

test("what was mended is not lost without a question, and a reading that failed says so and tries again", async ({ page, editableServer }) => {
  await open(page, editableServer);
  await page.route(READ, (route) => route.abort());
  await bring(page, "摘抄.csv", Buffer.from(REMARKS));
  const failed = page.getByRole("alert").filter({ hasText: "没有网络" });
  await expect(failed).toBeVisible();
  await page.unroute(READ);
  // The file need not be chosen again.
  await failed.getByRole("button", { name: "再试一次" }).tap();
  await expect(rows(page)).toHaveCount(2);
  await expect(failed).toHaveCount(0);

  await rows(page).first().getByRole("button", { name: /看一看，改一改/ }).tap();
  await rows(page).first().getByLabel("读懂").fill("自己写的");
  await page.getByLabel("“备注”这一列是？").selectOption("读懂");
  await page.getByRole("button", { name: "照这样重新读" }).tap();
  const question = page.getByRole("group", { name: /改过的字、勾过的都没有了/ });
  await question.getByRole("button", { name: "算了" }).tap();
  await expect(rows(page).first().getByLabel("读懂")).toHaveValue("自己写的");
  await page.route(READ, (route) => route.abort());
  await page.getByRole("button", { name: "照这样重新读" }).tap();
  await question.getByRole("button", { name: "重新读" }).tap();
  await expect(failed).toBeVisible();
  await expect(rows(page).first().getByLabel("读懂")).toHaveValue("自己写的");
  await expect(page.getByLabel("“备注”这一列是？")).toHaveValue("gloss");
  await page.unroute(READ);
  await failed.getByRole("button", { name: "再试一次" }).tap();
  await expect(line(page)).toContainText("备注 → 读懂");
  await rows(page).first().getByRole("button", { name: /看一看，改一改/ }).tap();
  await expect(rows(page).first().getByLabel("读懂")).toHaveValue("路口想的");

  // A page that is opened anew has the rows and the line, and says what it has no more.
  await expect(importCount(page)).toContainText("2 行");
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await line(page).tap();
  await expect(step(page)).toContainText("原来的文件不在手边了");
  await page.getByRole("button", { name: "不要了，重来" }).tap();
  await page.getByRole("button", { name: "不要了，清空" }).tap();
  await expect(step(page)).toHaveCount(0);
});

test("a row that may have been taken apart wrongly says so", async ({ page, editableServer }) => {
  await open(page, editableServer);
  await bring(page, "逗号.csv", Buffer.from("金句,主题\n越是紧,越要看清红灯,青年\n"));
  await expect(rows(page)).toContainText("也许有没加引号的逗号");
});

test("a file that may be read in several ways is read as somebody says", async ({ page, editableServer }) => {
  await open(page, editableServer);
  await bring(page, "旧电脑.csv", Buffer.from(BIG5, "hex"));
  const readings = page.getByRole("group", { name: "哪一种读得通？" });
  await expect(readings).toBeFocused();
  await expect(readings.getByRole("button", { name: /^“金句,主題 路口看紅燈，慢一點。.*繁体 Big5$/ })).toBeVisible();
  await expect(readings.getByRole("button", { name: /简体 GB18030$/ })).toBeVisible();
  expect(await wider(page)).toBe(0);
  await page.route(READ, (route) => route.abort());
  await readings.getByRole("button", { name: /繁体 Big5$/ }).tap();
  const failed = page.getByRole("alert").filter({ hasText: "没有网络" });
  await expect(failed).toBeVisible();
  await page.unroute(READ);
  await failed.getByRole("button", { name: "再试一次" }).tap();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("路口看紅燈，慢一點。");
  await expect(readings).toHaveCount(0);
  // It stays so when other columns are chosen.
  await line(page).tap();
  await page.getByLabel("“主題”这一列是？").selectOption("读懂");
  await page.getByRole("button", { name: "照这样读" }).tap();
  await expect(line(page)).toContainText("主題 → 读懂");
  await expect(rows(page).first()).toContainText("路口看紅燈，慢一點。");
});
