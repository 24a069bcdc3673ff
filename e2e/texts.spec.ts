// What looks the same counts as the same: in search, at the desk, at the end of a line.

import { expect, test } from "./fixtures";
import { SIZES, openDocument, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { searchResults, searchSaid } from "./support/page";
import { stored } from "./support/reader";

test("width, marks and whole pinyin make no difference to a search", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  const field = page.getByRole("searchbox");
  const first = searchResults(page).first();
  await field.fill("青年强！");
  await expect(first.locator("mark").first()).toHaveText("青年强");
  await field.fill("ｑｎｑ");
  // 青年群体 begins with the same sounds.
  await expect(first.locator("mark").first()).toHaveText(/^青年[强群]$/);
  await field.fill('"四风"');
  await expect(first.locator("mark").first()).toHaveText("四风");
  await field.fill("anquan");
  await expect(first.locator("mark").first()).toHaveText("安全");
  await field.fill("⻘年强");
  await expect(searchSaid(page)).toHaveText(/没有找到|找到/);
  await field.fill("⼈⺠江山");
  await expect(searchSaid(page)).toHaveText(/没有找到|找到/);
  await field.fill("zzzz");
  await expect(searchSaid(page)).toHaveText(/没有找到|找到 \d 条/);
});

test("what nobody can see is taken out of what is pasted at the desk", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "paster", { viewport: SIZES.pc });
  await openDocument(page, editableServer, "articles/tie-jin-lai");
  await page.getByLabel("正文").fill("## 路上怎么走\n\n\u200b⾬天路\u00ad滑，刹⻋要早。\ufeff\u2028热水\u200e\n\n- 第一项👨‍👩‍👧");
  const clean = "## 路上怎么走\n\n雨天路滑，刹车要早。\n热水\n\n- 第一项👨‍👩‍👧";
  await expect(page.getByLabel("正文")).toHaveValue(clean);
  await saved(page);
  await page.reload();
  await expect(page.getByLabel("正文")).toHaveValue(clean);
  // The cursor stays where the pasted text ends.
  await page.getByLabel("标题").fill("前后");
  await page.getByLabel("标题").press("Home");
  await page.getByLabel("标题").press("ArrowRight");
  await page.evaluate(() => document.execCommand("insertText", false, "\u200b中"));
  await page.keyboard.type("间");
  await expect(page.getByLabel("标题")).toHaveValue("前中间后");
});
