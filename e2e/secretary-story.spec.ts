// A new secretary's first ten minutes, from the invite to the printer, on a phone and on a PC, without a word of explanation:
// ten quotations from a spreadsheet, two of them wrong, looked at by somebody else, one of them for tomorrow.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { SIZES, addSourceText, readers, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { shot } from "./support/handbook";
import { importCount, importRows, keptState, listedDocuments, moreButton, writingBar } from "./support/page";
import { pdfPages } from "./support/print";
import { xlsx } from "./support/xlsx";

// Sentences of our own, in a text of our own: 示例数据.
const SAID = [
  "红灯再短也要等完",
  "楼道里的灯是给晚归的人留的",
  "饭要趁热送，话要慢慢说",
  "换电的五分钟也是歇脚的五分钟",
  "雨衣先给人穿，袋子再给饭套",
  "问路不丢人，走错才误事",
  "站里的热水谁渴谁接",
  "新来的骑手先认路口再认路名",
  "电动车停正了，轮椅才过得去",
  "家里的电话响三声就该接",
];
const SOURCE = ["示例：站里的话", "一、路上", ...SAID.slice(0, 5).map((said) => `${said}。`), "二、站里", ...SAID.slice(5).map((said) => `${said}。`)].join("\n");
const HEAD = ["金句", "主题", "读懂"];
/** One has a wrong character, another has no theme. */
const ROWS = SAID.map((said, at) => [at === 3 ? said.replace("歇脚", "歇角") : said, at === 7 ? "" : "青年", `第 ${at + 1} 句：等单的时候想一想。`]);

/** To a place by its name: a tab, behind 更多, or in the bar of a PC. */
async function go(page: Page, place: string): Promise<void> {
  // With how many wait there, if any do.
  const link = page.getByRole("link", { name: new RegExp(`^${place}( ?\\d+ 条)?$`) }).first();
  if (!(await link.isVisible())) await moreButton(page).click();
  await link.click();
  await expect(page.locator("h1")).toHaveText(place);
}

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`ten quotations go from a spreadsheet to readers and to the printer on a ${name}`, async ({ browser, editableServer }) => {
    test.setTimeout(120_000);
    const options = { viewport, hasTouch: name === "phone", isMobile: name === "phone", deviceScaleFactor: 2 };
    const branch = await branchOf(editableServer, "示例支部");
    const first = await secretary(browser, editableServer, branch, "王", options);
    await addSourceText(first, editableServer, "report-20", SOURCE);

    // From the desk, by what its places are called.
    await shot(first, name, "queue");
    await go(first, "批量导入");
    await first.setInputFiles("#file", { name: "金句.xlsx", mimeType: "application/vnd.ms-excel", buffer: xlsx([HEAD, ...ROWS]) });
    const rows = importRows(first);
    await expect(rows).toHaveCount(10);
    await expect(importCount(first)).toHaveText("10 行，2 行要看一看。");
    await rows.nth(3).scrollIntoViewIfNeeded();
    await shot(first, name, "import");
    await expect(rows.nth(3).locator("del")).toHaveText("角");
    await rows.nth(3).getByRole("button", { name: "照原文改" }).click();
    await rows.nth(7).getByLabel("主题").selectOption("青年");
    await expect(importCount(first)).toHaveText("10 行，都和原文一致。");
    await first.getByRole("button", { name: "做成草稿（10）" }).click();
    await first.getByRole("button", { name: "送审 10 份" }).click();
    await expect(first.getByText("送审了 10 份")).toBeVisible();

    const second = await secretary(browser, editableServer, branch, "李", options);
    await go(second, "金句");
    await expect(second.getByRole("button", { name: "等我复审 10" })).toHaveAttribute("aria-pressed", "true");
    await shot(second, name, "to-review");
    await listedDocuments(second).first().click();
    const publish = writingBar(second).getByRole("button", { name: "发布", exact: true });
    for (let left = 9; left > 0; left -= 1) {
      await expect(keptState(second)).toHaveText("待复审");
      // As readers will see it, and it claims no more than was compared.
      await expect(second.frameLocator(".phone iframe").locator(".proof")).toHaveText("已逐字核对");
      if (left === 9) await shot(second, name, "review");
      await publish.click();
      await expect(keptState(second)).toHaveText("已发布");
      await second.getByRole("link", { name: `看下一份（还有 ${left} 份）` }).click();
    }
    await expect(keptState(second)).toHaveText("待复审");
    const path = new URL(second.url()).pathname.replace("/desk/", "").replace(/\/$/, "");
    await second.getByRole("button", { name: "定时", exact: true }).click();
    const later = second.getByRole("button", { name: /^定时发布（北京时间 .* 00:00）$/ });
    await shot(second, name, "later");
    await later.click();
    await expect(keptState(second)).toHaveText(/^定时 \d+月\d+日 00:00$/);
    await expect(second.getByRole("link", { name: /^看下一份/ })).toHaveCount(0);
    expect((await readers(editableServer, path)).status).toBe(404);

    // Nine can be read, and printed: the first of them by its words.
    await go(first, "打印");
    await first.getByPlaceholder("搜一搜").fill("红灯再短");
    await first.getByRole("checkbox", { name: SAID[0]!, exact: true }).check();
    await expect(first.getByText("1 句，1 张 A4 纸")).toBeVisible();
    await first.locator(".print-preview > li").first().scrollIntoViewIfNeeded();
    await shot(first, name, "print");
    const printed = first.locator(".print-out .bookmark");
    expect(await printed.first().locator(".quote tspan").allTextContents().then((lines) => lines.join(""))).toBe(SAID[0]);
    expect(await pdfPages(first)).toHaveLength(1);
    const slug = await printed.first().evaluate((one) => (one as SVGElement).dataset.card);
    expect((await readers(editableServer, `cards/${slug}`)).html).toContain("第 1 句：等单的时候想一想。");
    await Promise.all([first, second].map((page) => page.context().close()));
  });
}
