// A document's words are there in every state in which readers are shown nothing of it.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { openDocument, part, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import type { EditableServer } from "./support/editable-server";

const GLOSS = "一直在的字。";

/** Fields and preview have the words. */
async function hasWords(page: Page): Promise<void> {
  await expect(page.getByLabel("读懂")).toHaveValue(GLOSS);
  await expect(page.getByLabel("金句", { exact: true })).toHaveValue(card("q001").quote);
  await part(page, "看");
  await expect(page.frameLocator(".phone iframe").locator(".gloss")).toContainText(GLOSS);
  await part(page, "写");
}

/** A new card that nobody has published. */
async function begin(page: Page, server: EditableServer): Promise<string> {
  await page.goto(`${server.url}/desk/cards/`);
  await page.getByRole("button", { name: "新的一张" }).click();
  const { quote, sentence, after, section, theme } = card("q001");
  await page.getByLabel("出处").selectOption({ label: "党的二十大报告" });
  await page.getByLabel("金句", { exact: true }).fill(quote);
  await page.getByLabel("原句").fill(sentence);
  // What was compared with the source: the sentence, and the one behind it.
  await page.getByLabel("后一句").fill(after!);
  await page.getByLabel("哪一部分").fill(section);
  await page.getByLabel("主题").selectOption(theme);
  await page.getByLabel("读懂").fill(GLOSS);
  await saved(page);
  return new URL(page.url()).pathname.replace("/desk/", "").replace(/\/$/, "");
}

test("a new card that is planned has its words for everybody, and so has one that was called off and put aside", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  const path = await begin(first, editableServer);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(first.locator(".keeping")).toHaveText("待复审");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(second, editableServer, path);
  await second.getByRole("button", { name: "定时", exact: true }).click();
  await second.getByRole("button", { name: /^定时发布/ }).click();
  await expect(second.locator(".keeping")).toHaveText(/^定时 /);
  await part(second, "写");
  await hasWords(second);
  for (const page of [first, second]) {
    await openDocument(page, editableServer, path);
    await expect(page.locator(".keeping")).toHaveText(/^定时 /);
    await part(page, "写");
    await hasWords(page);
  }
  await part(second, "流程");
  await second.getByRole("button", { name: "取消定时" }).click();
  await expect(second.locator(".keeping")).toContainText("草稿");
  await second.getByRole("button", { name: "丢掉草稿" }).click();
  await second.getByRole("button", { name: "丢掉草稿，确定" }).click();
  await expect(second.locator(".keeping")).toHaveText("丢掉了");
  await part(second, "写");
  await hasWords(second);
  // It is found again, and goes on as it was.
  await first.goto(`${editableServer.url}/desk/cards/`);
  const slug = path.split("/")[1]!;
  await expect(first.locator(".listed").getByText(slug)).toHaveCount(0);
  await first.getByRole("button", { name: "丢掉的 1" }).click();
  await first.locator(".listed a").filter({ hasText: slug }).click();
  await expect(first.getByLabel("读懂")).toBeDisabled();
  await hasWords(first);
  await part(first, "流程");
  await first.locator("[data-column=flow] .steps ~ button", { hasText: "恢复成草稿" }).click();
  await expect(first.locator(".keeping")).toHaveText("草稿 · 存好了");
  await part(first, "写");
  await hasWords(first);
  await Promise.all([first, second].map((page) => page.context().close()));
});
