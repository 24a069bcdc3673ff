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
  await expect(page.locator(".add-picture img")).toBeVisible();
  await page.getByRole("button", { name: "不要这张" }).click();
  await expect(page.locator(".add-picture img")).toHaveCount(0);
  // A browser draws what there is of one that was cut off.
  const photo = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [600, 600];
    const context = canvas.getContext("2d")!;
    for (let at = 0; at < 600; at++) {
      context.fillStyle = `hsl(${at * 7} 80% 50%)`;
      context.fillRect(at, 0, 1, 600);
    }
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const whole = Buffer.from(photo, "base64");
  await choose("半张.jpg", "image/jpeg", whole.subarray(0, whole.length / 2));
  await expect(page.locator(".add-picture .wrong")).not.toBeEmpty();
  await expect(page.locator(".add-picture img")).toHaveCount(0);
  await choose("整张.jpg", "image/jpeg", whole);
  await expect(page.locator(".add-picture img")).toBeVisible();
  await page.context().close();
});
