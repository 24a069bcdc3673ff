// 原文库 and 批量导入: a secretary puts a source text in, looks a quotation up, and makes drafts of a table's rows.

import type { Page, Route } from "@playwright/test";

import { expect, test } from "./fixtures";
import { addSourceText } from "./support/curating";
import { branchOf, takeDesk } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { importCount, importRows, sourceTexts } from "./support/page";

const TEXT = [
  "示例：路上的话",
  "一、路上",
  "越是紧，越要看清红灯。一顿饭送得准时，等饭的人就多一段午休。",
  "二、家里",
  "敲门轻一点，说话慢一点，把“您好”说在前面。路再长，也是一单一单跑完的。",
].join("\n");

const TABLE = [
  "金句\t主题\t解读",
  "越是紧,越要看清红灯\t青年\t先停一停。",
  "敲门轻一点，说话漫一点\t青年\t",
  "海上生明月，天涯共此时\t青年\t",
  "路再长，也是一单一单跑完的\t\t",
].join("\n");

const CHECK = "**/api/desk/imports/check";

/** A secretary who has brought the table, with its source text in the library. */
async function bring(page: Page, server: EditableServer, table = TABLE): Promise<void> {
  await takeDesk(page, server, await branchOf(server, "示例支部"), "secretary");
  await addSourceText(page, server, "report-20", TEXT);
  await read(page, server, table);
  await expect(importCount(page)).toContainText("行要看一看");
}

async function read(page: Page, server: EditableServer, table = TABLE): Promise<void> {
  await page.goto(`${server.url}/desk/import/`);
  await page.getByLabel("粘贴").fill(table);
  await page.getByRole("button", { name: "读出来" }).tap();
  await expect(importRows(page)).toHaveCount(table.split("\n").length - 1);
}

/** Holds requests of a kind back; the returned function lets them through, and waits until they are answered. */
async function hold(page: Page, url: string, method = "POST"): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = async (route: Route) => {
    if (route.request().method() === method) await released;
    await route.continue();
  };
  await page.route(url, held);
  return async () => {
    const answered = page.waitForResponse(url);
    release();
    await answered;
    await page.unroute(url, held);
  };
}

/** How many cards are drafts. */
async function drafts(page: Page, server: EditableServer): Promise<number> {
  const { documents } = await (await page.request.get(`${server.url}/api/desk/documents?folder=cards`)).json();
  return documents.filter((row: { stage?: string }) => row.stage).length;
}

const row = (page: Page, number: number) => importRows(page).filter({ has: page.getByLabel(`导入第 ${number} 行`) });
const make = (page: Page) => page.getByRole("button", { name: /^做成草稿/ });
/** Its fields are to be seen. */
const open = (page: Page, number: number) => row(page, number).getByRole("button", { name: /看一看，改一改/ }).tap();

test("a source text is put in, a quotation looked up, and its one wrong character marked", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.goto(`${editableServer.url}/desk/sources/`);
  await page.getByLabel("是哪个出处的").selectOption({ label: "党的二十大报告" });
  await page.setInputFiles("#file", { name: "原文.txt", mimeType: "text/plain", buffer: Buffer.from(TEXT) });
  await page.getByRole("button", { name: "放进原文库" }).tap();
  await expect(sourceTexts(page).first()).toContainText("原文.txt");

  await page.getByLabel("核对一句话").fill("越是紧，越要看请红灯");
  await page.getByRole("button", { name: "核对", exact: true }).tap();
  await expect(page.locator(".passage del")).toHaveText("请");
  await expect(page.locator(".passage ins")).toHaveText("清");
  await expect(page.locator(".collated-words")).toHaveText("“请”在原文里是“清”");
  await page.getByRole("button", { name: "照原文改" }).tap();
  await expect(page.getByLabel("核对一句话")).toHaveValue("越是紧，越要看清红灯");
  await expect(page.locator(".passage mark")).toHaveText("越是紧，越要看清红灯");

  await page.getByRole("button", { name: "拿掉" }).tap();
  await page.getByRole("button", { name: "真的拿掉" }).tap();
  await expect(sourceTexts(page)).toHaveCount(0);
});

test("rows of a table are mended in place, become drafts together, and go together", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  const put = await page.request.post(`${editableServer.url}/api/desk/sources?source=report-20`, {
    headers: { origin: editableServer.url },
    data: Buffer.from(TEXT),
  });
  expect(put.status()).toBe(201);
  await page.goto(`${editableServer.url}/desk/import/`);
  await page.getByLabel("粘贴").fill(TABLE);
  await page.getByRole("button", { name: "读出来" }).tap();
  const rows = importRows(page);
  await expect(rows).toHaveCount(4);
  await expect(importCount(page)).toHaveText("4 行，3 行要看一看。");
  // In the source's own characters.
  await expect(rows.nth(0)).toContainText("越是紧，越要看清红灯");
  await expect(rows.nth(0)).toContainText("✓ 原文一致");
  await expect(rows.nth(1)).toContainText("有 1 处和原文不一样");
  await expect(rows.nth(2)).toContainText("原文库里没找到");
  await expect(rows.nth(3)).toContainText("还没写主题");
  await expect(rows.nth(1).locator("del")).toHaveText("漫");
  await rows.nth(1).getByRole("button", { name: "照原文改" }).tap();
  await expect(rows.nth(1)).toContainText("✓ 原文一致");
  await page.getByLabel("没写主题的都归到").selectOption("青年");
  await expect(rows.nth(3)).toContainText("✓ 原文一致");
  await page.getByRole("button", { name: "做成草稿（3）" }).tap();
  await expect(page.getByText("做好了 3 份草稿")).toBeVisible();
  await expect(rows).toHaveCount(1);
  expect(await drafts(page, editableServer)).toBe(3);
  // What was left is still there, when the page is opened anew.
  await page.reload();
  await expect(rows).toHaveCount(1);
  // Two of them have nothing below the quotation yet.
  await page.getByRole("button", { name: "送审 3 份" }).tap();
  await expect(page.getByText("其中 2 份的读懂还空着。就这样送审？")).toBeVisible();
  await page.getByRole("button", { name: "就这样送审 3 份" }).tap();
  await expect(page.getByText("送审了 3 份")).toBeVisible();
  await expect(page.getByText("3 份等复审")).toBeVisible();

  // It becomes a draft as it is, and is taken away again.
  await expect(rows.first()).toContainText("原文库里没找到");
  await page.getByLabel("导入第 3 行").tap();
  await page.getByRole("button", { name: "做成草稿（1）" }).tap();
  await expect(page.getByText("做好了 1 份草稿")).toBeVisible();
  expect(await drafts(page, editableServer)).toBe(4);
  await page.getByRole("button", { name: "撤销这次导入" }).tap();
  await page.getByRole("button", { name: "算了" }).tap();
  await expect(page.getByRole("button", { name: "送审 1 份" })).toBeVisible();
  await page.getByRole("button", { name: "撤销这次导入" }).tap();
  await page.getByRole("button", { name: "收回 1 份" }).tap();
  await expect(page.getByText("撤销了，1 份草稿都收回了，1 行放回了表里，接着改就行。")).toBeVisible();
  await expect(rows.first()).toContainText("原文库里没找到");
  expect(await drafts(page, editableServer)).toBe(3);
});

test("a row that is corrected last is made into a draft with the others, and one that is chosen late stays", async ({ page, editableServer }) => {
  await bring(page, editableServer);
  await expect(make(page)).toHaveText("做成草稿（1）");
  const answer = await hold(page, CHECK);
  await row(page, 2).getByRole("button", { name: "照原文改" }).tap();
  await expect(make(page)).toBeDisabled();
  await answer();
  await expect(make(page)).toHaveText("做成草稿（2）");
  const made = await hold(page, "**/api/desk/imports");
  await make(page).tap();
  await expect(page.getByRole("button", { name: "正在存……" })).toBeDisabled();
  await page.getByLabel("导入第 3 行").tap();
  await made();
  await expect(page.getByText("做好了 2 份草稿")).toBeVisible();
  await expect(importRows(page)).toHaveCount(2);
  await expect(page.getByLabel("导入第 3 行")).toBeChecked();
  expect(await drafts(page, editableServer)).toBe(2);
});

test("what is typed while a row is checked is not taken away by the answer", async ({ page, editableServer }) => {
  await bring(page, editableServer);
  await open(page, 1);
  const answer = await hold(page, CHECK);
  await row(page, 1).getByLabel("章节").fill("一、别处");
  await row(page, 1).getByLabel("读懂").fill("等一等，看清了再走。");
  await answer();
  await page.getByLabel("导入第 2 行").focus();
  await expect(row(page, 1)).toContainText("✓ 原文一致");
  await expect(row(page, 1).getByLabel("读懂")).toHaveValue("等一等，看清了再走。");
  await expect(row(page, 1).getByLabel("章节")).toHaveValue("一、别处");
});

test("after an answer that was cut nothing is dropped and nothing is made twice", async ({ page, editableServer }) => {
  await bring(page, editableServer);
  await page.route("**/api/desk/imports", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await route.abort();
  });
  await make(page).tap();
  await expect(page.getByText("没有网络，没办成")).toBeVisible();
  await page.unroute("**/api/desk/imports");
  expect(await drafts(page, editableServer)).toBe(1);
  await row(page, 2).getByRole("button", { name: "照原文改" }).tap();
  await expect(make(page)).toHaveText("做成草稿（2）");
  await make(page).tap();
  await expect(page.getByText("上一次其实存好了")).toBeVisible();
  await expect(row(page, 1)).toContainText(/已经有这张卡片：./);
  await expect(make(page)).toHaveText("做成草稿（1）");
  await make(page).tap();
  await expect(page.getByText("做好了 1 份草稿")).toBeVisible();
  expect(await drafts(page, editableServer)).toBe(2);
});

test("a check that failed goes on with a tap, and by itself when the network is back", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await addSourceText(page, editableServer, "report-20", TEXT);
  await page.route(CHECK, (route) => route.abort());
  await read(page, editableServer);
  const count = importCount(page);
  await expect(count).toContainText("核对停在 0 / 4");
  await expect(make(page)).toBeDisabled();
  await page.unroute(CHECK);
  await count.getByRole("button", { name: "接着核对" }).tap();
  await expect(count).toHaveText("4 行，3 行要看一看。");
  await page.route(CHECK, (route) => route.abort());
  await page.getByLabel("没写主题的都归到").selectOption("青年");
  await expect(count).toContainText("核对停在 3 / 4");
  await page.unroute(CHECK);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(count).toHaveText("4 行，2 行要看一看。");
});

test("where no source text is there, one is told what to do, and the rows wait", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await read(page, editableServer);
  await expect(row(page, 1)).toContainText("原文库里没找到");
  await expect(page.locator(".import-textless")).toContainText("“党的二十大报告”还没放原文");
  await page.locator(".import-textless").getByRole("link", { name: "原文库放上" }).tap();
  await expect(page.getByRole("heading", { name: "原文库" })).toBeVisible();
  await addSourceText(page, editableServer, "report-20", TEXT);
  await page.goto(`${editableServer.url}/desk/import/`);
  await expect(row(page, 1)).toContainText("✓ 原文一致");
  await expect(page.locator(".import-textless")).toHaveCount(0);
  // Now it may be the words.
  await expect(row(page, 3)).toContainText("看看字句和出处");
});

test("of an import that was corrected in part all is handed on, and what cannot be is named", async ({ page, editableServer }) => {
  await bring(page, editableServer);
  await row(page, 2).getByRole("button", { name: "照原文改" }).tap();
  await expect(make(page)).toHaveText("做成草稿（2）");
  await page.getByLabel("导入第 4 行").tap();
  await make(page).tap();
  await expect(page.getByText("做好了 3 份草稿")).toBeVisible();
  const { imports } = await (await page.request.get(`${editableServer.url}/api/desk/imports`)).json();
  const at = `${editableServer.url}/api/desk/documents/cards/${imports[0].drafts[0].slug}`;
  const { draft } = await (await page.request.get(at)).json();
  const changed = await page.request.put(`${at}/draft`, { headers: { origin: editableServer.url }, data: { text: `${draft.text}再想想。\n`, version: 1 } });
  expect(changed.ok(), await changed.text()).toBe(true);
  await page.reload();
  await expect(page.getByText("3 份还是草稿，其中 1 份改过")).toBeVisible();
  await page.getByRole("button", { name: "送审 3 份" }).tap();
  await page.getByRole("button", { name: "就这样送审 3 份" }).tap();
  await expect(page.getByText("送审了 2 份")).toBeVisible();
  const faulty = page.locator(".import-faulty");
  await expect(faulty).toHaveText(/路再长，也是一单一单跑完的.*还没写主题/);
  await expect(page.getByText("1 份还是草稿，2 份等复审")).toBeVisible();
  await faulty.getByRole("link").tap();
  await expect(page.locator(".writing")).toBeVisible();
});

test("what would be lost for good is asked about once more, and the focus stays with the question", async ({ page, editableServer }) => {
  await bring(page, editableServer);
  const give = page.getByRole("button", { name: "不要了，重来" });
  await give.tap();
  const question = page.getByRole("group", { name: /真的不要了/ });
  await expect(question).toBeFocused();
  await question.getByRole("button", { name: "算了" }).tap();
  await expect(give).toBeFocused();
  await expect(importRows(page)).toHaveCount(4);
  await give.tap();
  await question.getByRole("button", { name: "不要了，清空" }).tap();
  await expect(page.getByLabel("粘贴")).toBeFocused();
  await expect(importRows(page)).toHaveCount(0);
});

test("a table to fill in is there to be taken, and what is filled in comes back", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.goto(`${editableServer.url}/desk/import/`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下载一张空表，照着填" }).tap()]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  await page.locator("#file").setInputFiles(await download.path());
  // Its example is no row.
  await expect(page.getByText("没读出金句来")).toBeVisible();
});

test("nothing on these pages is wider than a small phone", async ({ page, editableServer }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  for (const path of ["/desk/sources/", "/desk/import/"]) {
    await page.goto(editableServer.url + path);
    await expect(page.locator("textarea").first()).toBeVisible();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wider, path).toBe(0);
  }
});

test("a row that repeats another one repeats its draft once that is made, and the card is named by its words", async ({ page, editableServer }) => {
  await bring(page, editableServer, "金句\t主题\n越是紧，越要看清红灯\t青年\n越是紧,越要看清红灯\t青年");
  const row = importRows(page).last();
  await expect(row).toContainText("和第 1 行重复");
  await page.getByRole("button", { name: "做成草稿（1）" }).tap();
  await expect(page.getByText("做好了 1 份草稿")).toBeVisible();
  await expect(row).toContainText("已经有这张卡片：越是紧，越要看清红灯");
  await expect(row).not.toContainText("重复");
  await expect(row.getByRole("link", { name: "越是紧，越要看清红灯" })).toHaveAttribute("href", /^\/desk\/cards\/q\d+\/$/);
  // It is there, which is no mistake as a wrong character is.
  await expect(row).toHaveAttribute("data-look", "double");
});
