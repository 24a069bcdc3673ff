// 原文库: a new source goes from whoever puts it in to somebody else's look, and no text is taken out by one tap.

import { expect, test } from "./fixtures";
import { SIZES, addSourceText, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { keptState, sourceTexts, writingBar } from "./support/page";

// A source of our own, in words of our own: 示例数据.
const TEXT = "示例：行车规章\n一、路上\n红灯再短也要等完。\n";

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`a new source waits for somebody else, who finds it, and cards may name it then, on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const first = await secretary(browser, editableServer, branch, "first", { viewport });
    await first.goto(`${editableServer.url}/desk/sources/`);
    await first.getByLabel("是哪个出处的").selectOption("");
    await first.getByLabel("全名").fill("示例行车规章");
    await first.getByLabel("简称").fill("示例规章");
    await first.getByLabel("谁写的").fill("示例公司");
    await first.getByLabel("哪天", { exact: true }).fill("2026-11-01");
    await first.getByLabel("公开发表在哪里").fill("示例网站");
    await first.getByLabel("或者把全文贴在这里").fill(TEXT);
    await first.getByRole("button", { name: "放进原文库" }).click();
    await expect(first.getByText("放进去了，也送审了")).toBeVisible();
    const own = first.locator(".source").filter({ hasText: "示例规章" });
    await expect(own).toContainText("等另一位复审");
    await expect(own.getByRole("link", { name: "看一看，复审" })).toHaveCount(0);

    const second = await secretary(browser, editableServer, branch, "second", { viewport });
    await second.goto(`${editableServer.url}/desk/sources/`);
    // What waits for oneself stands first.
    const waiting = second.locator(".source").first();
    await expect(waiting).toContainText("示例规章");
    await expect(waiting).toContainText("等你复审");
    // Nobody has to pass words that they cannot read.
    await waiting.getByText("看全文").click();
    await expect(waiting.getByRole("region", { name: "全文" })).toContainText(TEXT.split("\n")[0]!.slice(0, 12));
    await waiting.getByRole("link", { name: "看一看，复审" }).click();
    await expect(keptState(second)).toHaveText("待复审");
    await writingBar(second).getByRole("button", { name: "发布", exact: true }).click();
    await expect(keptState(second)).toHaveText("已发布");

    await first.goto(`${editableServer.url}/desk/sources/`);
    await expect(own).toBeVisible();
    await expect(own).not.toContainText("复审");
    await own.getByRole("link", { name: "示例规章" }).click();
    await expect(keptState(first)).toHaveText("已发布");
    await Promise.all([first, second].map((page) => page.context().close()));
  });
}

test("a text is taken out by a second tap only, and whoever thinks better of it is back where they were", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await addSourceText(page, editableServer, "report-20", TEXT);
  await page.goto(`${editableServer.url}/desk/sources/`);
  const remove = page.getByRole("button", { name: "拿掉", exact: true });
  await remove.click();
  await expect(page.getByRole("group", { name: /就不能和它对了/ })).toBeFocused();
  await page.getByRole("button", { name: "算了" }).click();
  await expect(remove).toBeFocused();
  await expect(sourceTexts(page)).toHaveCount(1);
  await remove.click();
  await page.getByRole("button", { name: "真的拿掉" }).click();
  await expect(sourceTexts(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "原文库" })).toBeFocused();
  await page.context().close();
});

test("a text that may be read in several ways is put in as somebody says", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await page.goto(`${editableServer.url}/desk/sources/`);
  await page.getByLabel("是哪个出处的").selectOption({ label: "党的二十大报告" });
  // 路口看紅燈，慢一點。 and so on in Big5: 示例数据.
  const big5 = "b8f4a466acddacf5bf4fa141ba43a440c249a1430aab42a4d1b8f4b7c6a141ab62a8aead6ea6ada141c2e0c573ad6ebd77a1430a";
  await page.setInputFiles("#file", { name: "旧电脑.txt", mimeType: "text/plain", buffer: Buffer.from(big5, "hex") });
  await page.getByRole("button", { name: "放进原文库" }).click();
  const readings = page.getByRole("group", { name: "哪一种读得通？" });
  await expect(readings).toBeFocused();
  await page.route("**/api/desk/sources?*", (route) => route.abort());
  await readings.getByRole("button", { name: /繁体 Big5$/ }).click();
  await expect(page.locator(".desk-form .wrong")).toContainText("没有网络");
  await page.unroute("**/api/desk/sources?*");
  await readings.getByRole("button", { name: /^“路口看紅燈，慢一點。/ }).click();
  await expect(sourceTexts(page).first()).toContainText("旧电脑.txt");
  await expect(readings).toHaveCount(0);
  await page.getByLabel("核对一句话").fill("雨天路滑，剎車要早");
  await page.getByRole("button", { name: "核对", exact: true }).click();
  await expect(page.locator(".passage mark")).toHaveText("雨天路滑，剎車要早");
  await page.context().close();
});
