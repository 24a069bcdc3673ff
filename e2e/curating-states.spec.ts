// A document's words are there in every state in which readers are shown nothing of it.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { SIZES, openDocument, part, readers, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { keptState, listedDocuments, writingBar } from "./support/page";

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
  await expect(keptState(first)).toHaveText("待复审");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(second, editableServer, path);
  await second.getByRole("button", { name: "定时", exact: true }).click();
  await second.getByRole("button", { name: /^定时发布/ }).click();
  await expect(keptState(second)).toHaveText(/^定时 /);
  await part(second, "写");
  await hasWords(second);
  for (const page of [first, second]) {
    await openDocument(page, editableServer, path);
    await expect(keptState(page)).toHaveText(/^定时 /);
    await part(page, "写");
    await hasWords(page);
  }
  await part(second, "流程");
  await second.getByRole("button", { name: "取消定时" }).click();
  await expect(keptState(second)).toContainText("草稿");
  await second.getByRole("button", { name: "丢掉草稿" }).click();
  await second.getByRole("button", { name: "丢掉草稿，确定" }).click();
  await expect(keptState(second)).toHaveText("丢掉了");
  await part(second, "写");
  await hasWords(second);
  // It is found again, and goes on as it was.
  await first.goto(`${editableServer.url}/desk/cards/`);
  const slug = path.split("/")[1]!;
  await expect(first.locator(".listed").getByText(slug)).toHaveCount(0);
  await first.getByRole("button", { name: "丢掉的 1" }).click();
  await listedDocuments(first).filter({ hasText: slug }).click();
  await expect(first.getByLabel("读懂")).toBeDisabled();
  await hasWords(first);
  await part(first, "流程");
  await first.locator("[data-column=flow] .steps ~ button", { hasText: "恢复成草稿" }).click();
  await expect(keptState(first)).toHaveText("草稿 · 存好了");
  await part(first, "写");
  await hasWords(first);
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("a refusal to publish says why beside the button, and what to do", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  const path = await begin(first, editableServer);
  // The sentence was proved together with the one behind it; without that one it is not the same.
  await first.getByLabel("后一句").fill("");
  await saved(first);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  for (const [name, viewport] of Object.entries(SIZES)) {
    const second = await secretary(browser, editableServer, branch, `second${name}`, { viewport });
    await openDocument(second, editableServer, path);
    const bar = writingBar(second);
    for (const how of ["定时", "发布"]) {
      await bar.getByRole("button", { name: how, exact: true }).click();
      if (how === "定时") await bar.getByRole("button", { name: /^定时发布/ }).click();
      await expect(bar.locator(".said")).toContainText("q001 是连着后一句核对的，这里也要写上");
      for (const part of [bar.locator(".said"), bar.getByLabel("可以不核对"), bar.getByRole("button", { name: "退回", exact: true })]) {
        await expect(part).toBeInViewport({ ratio: 1 });
      }
      expect((await readers(editableServer, path)).status).toBe(404);
    }
    await second.context().close();
  }
  // With a reason it goes out, from where it was refused.
  const last = await secretary(browser, editableServer, branch, "last");
  await openDocument(last, editableServer, path);
  const bar = writingBar(last);
  await bar.getByRole("button", { name: "发布", exact: true }).click();
  await bar.getByLabel("可以不核对").fill("看着纸核过");
  await bar.getByRole("button", { name: "发布", exact: true }).click();
  await expect(keptState(last)).toHaveText("已发布");
  await expect(bar.getByLabel("可以不核对")).toHaveCount(0);
  expect((await readers(editableServer, path)).status).toBe(200);
  await Promise.all([first, last].map((page) => page.context().close()));
});

test("who takes a card back sees which articles keep its words, before it happens", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q035");
  await part(page, "流程");
  await page.getByRole("button", { name: "撤下", exact: true }).click();
  const asked = page.locator(".twice");
  await expect(asked.getByRole("link", { name: "《权益一页通：哪句话，找哪里》" })).toHaveAttribute("href", "/desk/articles/who-to-ask/");
  expect((await readers(editableServer, "cards/q035")).status).toBe(200);
  await page.getByRole("button", { name: "撤下，确定" }).click();
  await expect.poll(async () => (await readers(editableServer, "cards/q035")).status).toBe(410);
  // The article says at the desk what is to be mended.
  await openDocument(page, editableServer, "articles/who-to-ask");
  await page.getByLabel("正文", { exact: true }).press("End");
  await page.getByLabel("正文", { exact: true }).pressSequentially("。");
  await expect(page.locator("#wrong-body")).toContainText("正文里还留着撤下的卡片 q035 的话");
  await page.context().close();
});
