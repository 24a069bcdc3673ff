// What is asked about before it is handed on, and what is taken along.

import { expect, test } from "./fixtures";
import { SIZES, openDocument, part, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { keptState, moreButton } from "./support/page";

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`a card with nothing below its quotation is asked about once on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const page = await secretary(browser, editableServer, branch, "first", { viewport });
    await openDocument(page, editableServer, "cards/q001");
    await page.getByLabel("读懂").fill("");
    await saved(page);
    await page.getByRole("button", { name: "送审" }).click();
    await expect(page.getByText("读懂还空着，读者只看得到金句。")).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("asked.png") });
    await page.getByRole("button", { name: "去写一两句" }).click();
    await expect(page.getByLabel("读懂")).toBeFocused();
    await part(page, "流程");
    await page.getByRole("button", { name: "送审" }).click();
    await page.getByRole("button", { name: "就这样送审" }).click();
    await expect(keptState(page)).toHaveText("待复审");
    await page.context().close();
  });

  test(`what is taken along is said, and the rest is offered on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const page = await secretary(browser, editableServer, branch, "first", { viewport });
    await moreButton(page).click();
    await page.getByText("带走全部内容").click();
    await expect(page.getByText("不在里面：草稿")).toBeVisible();
    const link = page.getByRole("link", { name: "带走（zip）" });
    await expect(link).toHaveAttribute("href", /posts=false&calendar=false/);
    await page.getByLabel("也带上大家说的").check();
    await page.getByLabel("也带上日历").check();
    await page.screenshot({ path: test.info().outputPath("along.png") });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.url()).toContain("posts=true&calendar=true");
    expect(download.suggestedFilename()).toMatch(/^nuanxin-.*\.zip$/);
    await page.context().close();
  });
}
