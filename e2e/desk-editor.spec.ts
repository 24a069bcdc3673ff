// The page on which a document is written, as whoever is busy meets it: nothing that matters is told elsewhere.

import { expect, test } from "./fixtures";
import { card, whole } from "./support/content";
import { SIZES, addSourceText, openDocument, part, saved, secretary } from "./support/curating";
import { branchOf, takeAdminDesk } from "./support/desk";
import { keptState } from "./support/page";

/** A card of somebody's, which waits for another one's look. */
async function handOn(page: import("@playwright/test").Page, url: string, quote: string, slug = "q900"): Promise<void> {
  const at = `${url}/api/desk/documents/cards/${slug}`;
  const headers = { origin: url };
  const text = `---\nquote: "${quote}"\nsentence: "${quote}"\nsource: report-20\nsection: 九、路上\ntheme: 青年\n---\n示例。\n`;
  expect((await page.request.put(`${at}/draft`, { headers, data: { text, version: 0 } })).ok()).toBe(true);
  expect((await page.request.post(`${at}/step`, { headers, data: { step: "submit", version: 1 } })).ok()).toBe(true);
}

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`whoever writes or reviews words that a card has already is told which, on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const there = card("q010").quote;
    const first = await secretary(browser, editableServer, branch, "first", { viewport });
    await openDocument(first, editableServer, "cards/q900");
    await first.getByLabel("金句", { exact: true }).fill(there);
    const twin = first.locator(".fields .twin");
    await expect(twin).toHaveText(`已经有这张卡片：${there}`);
    await expect(twin.getByRole("link")).toHaveAttribute("href", "/desk/cards/q010/");
    await first.getByLabel("金句", { exact: true }).fill("示例：红灯再短也要等完");
    await expect(twin).toHaveCount(0);
    await openDocument(first, editableServer, "cards/q010");
    await expect(twin).toHaveCount(0);

    await openDocument(first, editableServer, "cards/q901");
    await handOn(first, editableServer.url, there, "q902");
    const second = await secretary(browser, editableServer, branch, "second", { viewport });
    await openDocument(second, editableServer, "cards/q902");
    // Where the eye is on this screen, and once.
    await expect(second.locator(".twin:visible")).toHaveText(`已经有这张卡片：${there}`);
    await part(second, "核对");
    await expect(second.locator(".twin:visible")).toHaveCount(1);
    await Promise.all([first, second].map((page) => page.context().close()));
  });
}

test("a quotation with one wrong mark says so where it is written, and leads to what is wrong", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await addSourceText(page, editableServer, "report-20", `一、前面的话\n\n前面还有一句。${whole.sentence}后面还有一句。\n`);
  await openDocument(page, editableServer, "cards/q900");
  await page.getByLabel("金句", { exact: true }).fill(whole.quote.replace(/^./, "请"));
  await page.getByRole("link", { name: "和原文有 1 处不一样 · 看" }).click();
  await expect(page.locator("[data-column=proof] del")).toHaveText("请");
  await page.getByRole("button", { name: "照原文改" }).click();
  await part(page, "写");
  await expect(page.locator(".doubt:visible")).toHaveCount(0);
  await page.context().close();
});

test("preview and check stay in sight while one writes on a PC", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", { viewport: SIZES.pc });
  await openDocument(page, editableServer, "cards/q010");
  await page.getByLabel("读懂").scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.getByLabel("读懂").fill("想一想。");
  await expect(page.locator(".phone iframe")).toBeInViewport();
  await expect(page.getByRole("heading", { name: "逐字核对" })).toBeInViewport();
  await page.context().close();
});

test("there is one red button at a time, whatever is open", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  await openDocument(first, editableServer, "cards/q901");
  await handOn(first, editableServer.url, "示例：红灯再短也要等完");
  const admin = await (await browser.newContext({ viewport: SIZES.phone, locale: "zh-CN" })).newPage();
  await takeAdminDesk(admin, editableServer, "admin");
  await openDocument(admin, editableServer, "cards/q900");
  const red = admin.locator(".writing .button:not(.quiet):visible");
  await expect(red).toHaveText(["发布"]);
  await admin.getByRole("button", { name: "定时", exact: true }).click();
  await expect(red).toHaveText([/^定时发布/]);
  await admin.getByRole("button", { name: "退回", exact: true }).click();
  await expect(red).toHaveText(["退回请本人改"]);
  await admin.getByRole("button", { name: "算了" }).click();
  await expect(red).toHaveText(["发布"]);
  await expect(admin.getByRole("button", { name: "退回", exact: true })).toBeFocused();
  // What is meant for whoever wrote it is not said to whoever reviews it.
  await part(admin, "写");
  await expect(admin.locator("[data-column=write]")).toContainText("点“退回”写一句");
  await expect(admin.locator("[data-column=write]")).not.toContainText("收回来");
  await admin.getByRole("button", { name: "退回", exact: true }).click();
  await admin.getByLabel("要改哪里").fill("再短一点");
  await admin.getByRole("button", { name: "退回请本人改" }).click();
  await expect(keptState(admin)).toContainText("草稿");
  await expect(admin.getByRole("button", { name: "送审" })).toBeVisible();
  await expect(red).toHaveCount(0);
  await Promise.all([first, admin].map((page) => page.context().close()));
});

test("another part begins at its top", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await openDocument(page, editableServer, "cards/q010");
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await part(page, "流程");
  await expect(page.locator("[data-column=flow] .way li").first()).toBeInViewport({ ratio: 1 });
  await part(page, "写");
  await expect(page.getByText("金句", { exact: true }).first()).toBeInViewport({ ratio: 1 });
  await page.context().close();
});

test("whoever leaves with words that only this device has is asked, once", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await openDocument(page, editableServer, "cards/q001");
  await page.route("**/api/desk/documents/**", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await page.getByLabel("读懂").fill("路上写的。");
  await expect(keptState(page)).toContainText("写的在这台设备里");
  await page.locator(".more summary").first().click();
  await page.getByRole("button", { name: "退出", exact: true }).click();
  const question = page.getByRole("group", { name: "真的退出？" });
  await expect(question).toBeFocused();
  await question.getByRole("button", { name: "算了" }).click();
  await expect(question).toHaveCount(0);
  await page.locator(".more summary").first().click();
  await page.getByRole("button", { name: "退出", exact: true }).click();
  await question.getByRole("button", { name: "退出，确定" }).click();
  await expect(page.getByLabel("口令")).toBeVisible();
  await page.context().close();
});

test("what is taken along stands in its row like the others", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await page.locator(".more summary").first().click();
  const [own, other] = await Promise.all(
    [page.getByText("带走全部内容"), page.getByText("看读者那边")].map((one) =>
      one.evaluate((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return { left: Math.round(range.getBoundingClientRect().left), size: getComputedStyle(node).fontSize };
      }),
    ),
  );
  expect(own).toEqual(other);
  await page.context().close();
});

test("two texts are told apart by the same tint, and neither is struck out", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await openDocument(page, editableServer, "cards/q001");
  await page.getByLabel("读懂").fill("电脑上写的。");
  await saved(page);
  await editableServer.edit("cards/q001.md", card("q001").body.split("\n").pop()!, "文件里改的。");
  await page.reload();
  await expect(page.getByRole("heading", { name: "文件已改，请选择" })).toBeVisible();
  await expect(page.locator(".both mark").first()).toBeVisible();
  await expect(page.locator(".both :is(del, ins)")).toHaveCount(0);
  await page.context().close();
});
