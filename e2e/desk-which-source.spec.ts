// Which source: the one that waits for its text, the one that was named last, and one that somebody has published meanwhile.

import { writeFile } from "node:fs/promises";

import { expect, test } from "./fixtures";
import { addSourceText, openDocument, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { keptState, sourceTexts } from "./support/page";

test("the source that waits for its text is chosen, then the next one, and a new one where none waits", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  const { sources } = await (await page.request.get(`${editableServer.url}/api/desk/sources`)).json();
  await page.goto(`${editableServer.url}/desk/sources/`);
  const select = page.getByLabel("是哪个出处的");
  for (const [at, { slug, short }] of sources.entries()) {
    await expect(select).toHaveValue(slug);
    await page.getByLabel("或者把全文贴在这里").fill(`示例：${short}的话。\n红灯再短也要等完，第 ${at} 遍。`);
    await page.getByRole("button", { name: "放进原文库" }).click();
    await expect(page.locator(".source", { hasText: short }).locator(".source-text").first()).toBeVisible();
  }
  await expect(select).toHaveValue("");
  await expect(page.getByLabel("全名")).toBeVisible();
  await page.context().close();
});

test("a text that is there already stays with its source, whatever others bring meanwhile", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  const { sources } = await (await page.request.get(`${editableServer.url}/api/desk/sources`)).json();
  const { slug, short } = sources.find((source: { texts: unknown[] }) => source.texts.length === 0);
  await page.goto(`${editableServer.url}/desk/sources/`);
  const select = page.getByLabel("是哪个出处的");
  await expect(select).toHaveValue(slug);
  await page.getByLabel("或者把全文贴在这里").fill("示例：红灯再短也要等完。");
  await addSourceText(page, editableServer, slug, "示例：别人先放了一份。");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const source = page.locator(".source", { hasText: short });
  await expect(sourceTexts(source)).toHaveCount(1);
  await expect(select).toHaveValue(slug);
  await page.getByRole("button", { name: "放进原文库" }).click();
  await expect(sourceTexts(source)).toHaveCount(2);
  await page.context().close();
});

test("a source that has not come yet is not called unpublished", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/api/desk/documents?folder=*", async (route) => {
    await held;
    await route.continue();
  });
  await openDocument(page, editableServer, "cards/q001");
  const chosen = page.getByLabel("出处", { exact: true }).locator("option:checked");
  await expect(chosen).toHaveText("正在取出处……");
  letGo();
  await expect(chosen).not.toHaveText(/出处/);
  await page.context().close();
});

test("the next new card begins with the source that was named last", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await openDocument(page, editableServer, "cards/q900");
  await page.getByLabel("金句", { exact: true }).fill("示例：红灯再短也要等完");
  await expect(page.getByLabel("出处", { exact: true })).toHaveValue("");
  await page.getByLabel("出处", { exact: true }).selectOption("report-20");
  await saved(page);
  await openDocument(page, editableServer, "cards/q901");
  await expect(page.getByLabel("出处", { exact: true })).toHaveValue("");
  await expect(keptState(page)).toHaveText("还没动笔");
  await page.getByLabel("金句", { exact: true }).fill("示例：饭要趁热送");
  await expect(page.getByLabel("出处", { exact: true })).toHaveValue("report-20");
  await saved(page);
  await page.context().close();
});

test("a source that is published while a card is open is there by its name", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(first, editableServer, "cards/q900");
  await first.getByLabel("金句", { exact: true }).fill("示例：红灯再短也要等完");
  await saved(first);
  const headers = { origin: editableServer.url };
  const at = `${editableServer.url}/api/desk/documents/sources/rules-road`;
  const text = "---\ntitle: 示例行车规章\nshort: 示例规章\nauthor: 示例公司\ndate: 2026-11-01\npublished_in: 示例网站\n---\n";
  expect((await second.request.put(`${at}/draft`, { headers, data: { text, version: 0 } })).ok()).toBe(true);
  expect((await second.request.post(`${at}/step`, { headers, data: { step: "submit", version: 1 } })).ok()).toBe(true);
  const published = await first.request.post(`${at}/step`, { headers, data: { step: "publish", version: 2 } });
  expect(published.ok(), await published.text()).toBe(true);
  const source = first.getByLabel("出处", { exact: true });
  await source.selectOption({ label: "示例规章" });
  await saved(first);
  await expect(source.locator("option:checked")).toHaveText("示例规章");
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("a file that was changed after it was chosen is not called a missing network", async ({ browser, editableServer }, test) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  const path = test.outputPath("原文.txt");
  await writeFile(path, "示例：红灯再短也要等完。\n");
  await page.goto(`${editableServer.url}/desk/sources/`);
  await page.setInputFiles("#file", path);
  await expect(page.getByText("原文.txt")).toBeVisible();
  await writeFile(path, "示例：红灯再短也要等完，饭要趁热送，话要慢慢说。\n");
  await page.getByRole("button", { name: "放进原文库" }).click();
  await expect(page.getByText("这个文件选好以后又改过，或者挪走了")).toBeVisible();
  await page.setInputFiles("#file", path);
  await page.getByRole("button", { name: "放进原文库" }).click();
  await expect(page.getByText("放进去了")).toBeVisible();
  await page.context().close();
});
