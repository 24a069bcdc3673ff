// 原文库 and 批量导入: a secretary puts a source text in, looks a quotation up, and makes drafts of a table's rows.

import { expect, test } from "./fixtures";
import { branchOf, takeDesk } from "./support/desk";

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

test("a source text is put in, a quotation looked up, and its one wrong character marked", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.goto(`${editableServer.url}/desk/sources/`);
  await page.getByLabel("是哪个出处的").selectOption({ label: "党的二十大报告" });
  await page.setInputFiles("#file", { name: "原文.txt", mimeType: "text/plain", buffer: Buffer.from(TEXT) });
  await page.getByRole("button", { name: "放进原文库" }).tap();
  await expect(page.locator(".source-text").first()).toContainText("原文.txt");

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
  await expect(page.locator(".source-text")).toHaveCount(0);
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
  const rows = page.locator(".import-row");
  await expect(rows).toHaveCount(4);
  await expect(page.locator(".import-count")).toHaveText("4 行，3 行要看一看。");
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

  const drafts = async () => {
    const { documents } = await (await page.request.get(`${editableServer.url}/api/desk/documents?folder=cards`)).json();
    return documents.filter((row: { stage?: string }) => row.stage).length;
  };
  expect(await drafts()).toBe(3);
  await page.reload();
  await page.getByRole("button", { name: "送审 3 份" }).tap();
  await expect(page.getByText("送审了 3 份")).toBeVisible();

  // The fourth is brought as it is, and taken away again.
  await page.getByLabel("粘贴").fill("海上生明月，天涯共此时");
  await page.getByRole("button", { name: "读出来" }).tap();
  await expect(rows.first()).toContainText("原文库里没找到");
  await page.getByLabel("导入第 1 行").tap();
  await page.getByRole("button", { name: "做成草稿（1）" }).tap();
  await expect(page.getByText("做好了 1 份草稿")).toBeVisible();
  expect(await drafts()).toBe(4);
  await page.getByRole("button", { name: "撤销这次导入" }).tap();
  await page.getByRole("button", { name: "收回 1 份" }).tap();
  await expect(page.getByText("撤销了，1 份草稿都收回了。")).toBeVisible();
  expect(await drafts()).toBe(3);
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
