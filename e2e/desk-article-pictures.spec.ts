// Pictures of an article at the desk: seen where they stand, moved and taken out by hand; the text stays markdown.

import path from "node:path";

import { expect, test } from "./fixtures";
import { SIZES, openDocument, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";

const PICTURE = path.join(__dirname, "../docs/手册/pictures/import-pc.jpg");

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`a picture stands in its article and is moved, described and taken out there on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const page = await secretary(browser, editableServer, branch, "first", { viewport });
    const at = `${editableServer.url}/api/desk/documents/articles/rain`;
    const head = "---\ntitle: 雨天\nsummary: 慢一点\ntheme: 安全\ndate: 2026-11-23\n---\n";
    const made = await page.request.put(`${at}/draft`, { headers: { origin: editableServer.url }, data: { text: `${head}第一段。\n\n第二段。\n`, version: 0 } });
    expect(made.ok(), await made.text()).toBe(true);
    const body = async () => (await (await page.request.get(at)).json()).draft.text.split("---\n").pop();
    await openDocument(page, editableServer, "articles/rain");
    const words = page.locator("#field-body");
    await expect(words).toHaveValue("第一段。\n\n第二段。");
    await words.focus();
    await page.keyboard.press("Control+End");
    await page.locator("#picture-file").setInputFiles(PICTURE);
    await page.locator("#picture-alt").fill("路口的积水");
    await page.getByRole("button", { name: "放进正文" }).click();
    const picture = page.getByRole("figure", { name: "图片：路口的积水" });
    // It is seen, and no markdown is.
    await expect(picture.locator("img")).toHaveJSProperty("complete", true);
    expect(await picture.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await expect(words).toHaveValue("第一段。\n\n第二段。");
    await expect(page.getByLabel("第 1 张图后面的正文")).toHaveValue("");
    await saved(page);
    const path = (await picture.getAttribute("data-picture"))!;
    expect(await body()).toBe(`第一段。\n\n第二段。\n\n![路口的积水](${path})\n`);
    // One paragraph at a time; the focus stays with it.
    await picture.getByRole("button", { name: "上移" }).click();
    await expect(words).toHaveValue("第一段。");
    await expect(page.getByLabel("第 1 张图后面的正文")).toHaveValue("第二段。");
    await expect(picture.getByRole("button", { name: "上移" })).toBeFocused();
    await page.getByLabel("第 1 张图后面的正文").fill("第二段，改了。");
    await picture.getByLabel("图上有什么").fill("路口 [积水] 过了脚面");
    await picture.getByLabel("图上有什么").blur();
    await saved(page);
    const described = "路口 ［积水］ 过了脚面";
    expect(await body()).toBe(`第一段。\n\n![${described}](${path})\n\n第二段，改了。\n`);
    await page.locator(".body-picture").scrollIntoViewIfNeeded();
    await page.screenshot({ path: test.info().outputPath("article.png") });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    // As it is after a killed tab.
    await openDocument(page, editableServer, "articles/rain");
    const again = page.getByRole("figure", { name: `图片：${described}` });
    await expect(again.locator("img")).toBeVisible();
    await again.getByRole("button", { name: "上移" }).click();
    await expect(again.getByRole("button", { name: "上移" })).toBeDisabled();
    await again.getByRole("button", { name: "拿掉" }).click();
    await again.getByRole("button", { name: "拿掉这张图" }).click();
    await expect(page.locator(".body-picture")).toHaveCount(0);
    await expect(words).toHaveValue("第一段。\n\n第二段，改了。");
    await saved(page);
    expect(await body()).toBe("第一段。\n\n第二段，改了。\n");
    await page.context().close();
  });
}
