// Pictures at the desk: whatever a phone says they are, they are looked at.

import { expect, test } from "./fixtures";
import { openDocument, secretary } from "./support/curating";
import { branchOf } from "./support/desk";

test("a picture without a type is looked at, and a long screenshot is warned about", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await openDocument(page, editableServer, "articles/picture-test");
  const choose = (name: string, mimeType: string, buffer: Buffer) => page.locator("#picture-file").setInputFiles({ name, mimeType, buffer });
  await choose("IMG_0001", "", Buffer.from("no picture"));
  await expect(page.locator(".add-picture .wrong")).toContainText("这不是能用的图片");
  const long = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [300, 6000];
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  await choose("长截图.png", "image/png", Buffer.from(long, "base64"));
  await expect(page.locator(".add-picture .wrong")).toContainText("80 像素宽");
  await page.context().close();
});
