// What a person and a document are called at the desk: their own name, and its title.

import { expect, test } from "./fixtures";
import { SIZES, openDocument, part, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";

test("two of one branch are told apart, and an article goes by its title", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "永旺站党支部");
  const first = await secretary(browser, editableServer, branch, "老周");
  const second = await secretary(browser, editableServer, branch, "小唐", { viewport: SIZES.pc });
  await first.goto(`${editableServer.url}/desk/articles/`);
  await first.getByRole("button", { name: "新的一篇" }).click();
  await first.getByLabel("标题").fill("雨天怎么跑");
  await first.getByRole("button", { name: "开始写" }).click();
  await expect(first.locator(".writing-title")).toHaveText("雨天怎么跑");
  await first.getByLabel("一句话说清讲什么").fill("慢一点，稳一点。");
  await saved(first);
  const path = new URL(first.url()).pathname.replace("/desk/", "").replace(/\/$/, "");

  await second.goto(`${editableServer.url}/desk/articles/`);
  const row = second.locator(".listed li", { hasText: "雨天怎么跑" });
  await expect(row).toContainText("老周的草稿");
  // No pinyin anywhere.
  await expect(row).not.toContainText(/[a-z]{3}/);
  await row.getByRole("link").click();
  await expect(second.locator(".writing-title")).toHaveText("雨天怎么跑");
  await expect(second.locator("[data-column=write]")).toContainText("老周正在写");
  await expect(second.locator("[data-column=flow] .way")).toContainText("老周");
  await expect(second.locator(".writing")).not.toContainText("永旺站党支部");
  await second.screenshot({ path: test.info().outputPath("pc.png") });
  // The title follows what is typed.
  await first.getByLabel("标题").fill("雨天慢慢跑");
  await expect(first.locator(".writing-title")).toHaveText("雨天慢慢跑");
  await saved(first);
  await openDocument(first, editableServer, path);
  await part(first, "流程");
  await expect(first.locator("[data-column=flow] .way")).toContainText("老周");
  await first.screenshot({ path: test.info().outputPath("phone.png") });
  await Promise.all([first, second].map((page) => page.context().close()));
});
