// A secretary's way with a document: written, checked against its source, looked at by somebody else, read by everyone.

import { expect, test } from "./fixtures";
import { card, whole } from "./support/content";
import { SIZES, addSourceText, openDocument, part, readers, saved, secretary } from "./support/curating";
import { PASSPHRASE, branchOf } from "./support/desk";
import { keptState, listedDocuments, writingBar } from "./support/page";

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`a new card goes from a draft to readers through two people's hands on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const first = await secretary(browser, editableServer, branch, "first", { viewport });
    await addSourceText(first, editableServer, "report-20", `一、前面的话\n\n前面还有一句。${whole.sentence}后面还有一句。\n`);
    await first.goto(`${editableServer.url}/desk/cards/`);
    await first.getByRole("button", { name: "新的一张" }).click();
    await expect(first.locator(".writing")).toBeVisible();
    const path = new URL(first.url()).pathname.replace("/desk/", "").replace(/\/$/, "");
    // One character is wrong: it is marked, and one tap takes the source's own words.
    await first.getByLabel("出处").selectOption({ label: "党的二十大报告" });
    await first.getByLabel("金句", { exact: true }).fill(whole.quote.replace(/^./, "请"));
    await first.getByLabel("主题").selectOption(whole.theme);
    await part(first, "核对");
    await expect(first.locator(".collated del")).toHaveText("请");
    await first.getByRole("button", { name: "照原文改" }).click();
    await expect(first.locator(".collated-good")).toBeVisible();
    await part(first, "写");
    await expect(first.getByLabel("金句", { exact: true })).toHaveValue(whole.quote);
    await expect(first.getByLabel("原句")).toHaveValue(whole.sentence);
    if ((await first.getByLabel("哪一部分").inputValue()) === "") await first.getByLabel("哪一部分").fill("结束语");
    await first.getByLabel("读懂").fill("等单的时候想一想。");
    await first.getByLabel("读懂").selectText();
    await first.getByRole("button", { name: "粗体" }).click();
    await expect(first.getByLabel("读懂")).toHaveValue("**等单的时候想一想。**");
    await saved(first);
    await part(first, "看");
    await expect(first.frameLocator(".phone iframe").locator(".gloss strong")).toHaveText("等单的时候想一想。");
    // The tab is killed, and all of it is there when it is opened again.
    await first.goto("about:blank");
    await openDocument(first, editableServer, path);
    await expect(first.getByLabel("读懂")).toHaveValue("**等单的时候想一想。**");
    await first.getByRole("button", { name: "送审" }).click();
    await expect(keptState(first)).toHaveText("待复审");
    await expect(writingBar(first).getByRole("button")).toHaveCount(0);
    await part(first, "流程");
    await expect(first.locator("[data-column=flow]")).toContainText("起草人不能审自己的稿");
    expect((await readers(editableServer, path)).status).toBe(404);

    const second = await secretary(browser, editableServer, branch, "second", { viewport });
    await second.goto(`${editableServer.url}/desk/cards/`);
    await expect(second.getByRole("button", { name: "等我复审 1" })).toHaveAttribute("aria-pressed", "true");
    await listedDocuments(second).click();
    await expect(keptState(second)).toHaveText("待复审");
    await second.getByRole("button", { name: "退回", exact: true }).click();
    await expect(second.getByLabel("要改哪里")).toBeFocused();
    await second.getByLabel("要改哪里").fill("再短一点");
    // A killed tab does not lose that line either.
    await second.reload();
    await expect(keptState(second)).toHaveText("待复审");
    await expect(second.getByLabel("要改哪里")).toHaveValue("再短一点");
    await second.getByRole("button", { name: "退回请本人改" }).click();
    await expect(keptState(second)).toContainText("草稿");

    // Whoever has it open is told, without a tap.
    await expect(keptState(first)).toContainText("草稿");
    await expect(first.locator(".came-back-now")).toHaveText("退回来了，要改：再短一点");
    await expect(first.locator(".writing-bar .said")).toHaveText("退回来了，改好再送审。");
    await part(first, "写");
    await first.getByLabel("读懂").fill("想一想。");
    await saved(first);
    await first.getByRole("button", { name: "送审" }).click();
    await expect(keptState(first)).toHaveText("待复审");
    await openDocument(second, editableServer, path);
    await writingBar(second).getByRole("button", { name: "发布", exact: true }).click();
    await expect(keptState(second)).toHaveText("已发布");
    const page = await readers(editableServer, path);
    expect(page.status).toBe(200);
    expect(page.html).toContain("想一想。");
    await Promise.all([first, second].map((page) => page.context().close()));
  });
}

test("what is typed without a network is on the device, and on the server as soon as it can be", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q001");
  await page.route("**/api/desk/documents/**", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await page.getByLabel("读懂").fill("没有信号的时候写的。");
  await expect(keptState(page)).toContainText("写的在这台设备里");
  // Killed in that state.
  await page.goto("about:blank");
  await page.unroute("**/api/desk/documents/**");
  await openDocument(page, editableServer, "cards/q001");
  await expect(page.getByLabel("读懂")).toHaveValue("没有信号的时候写的。");
  await saved(page);
  const answer = await page.request.get(`${editableServer.url}/api/desk/documents/cards/q001`);
  expect((await answer.json()).draft.text).toContain("没有信号的时候写的。");
  await page.context().close();
});

test("a session that is over takes nothing away: who comes in again goes on where they were", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "cards/q001");
  // What a page asks for when it is opened has been answered by then.
  await page.getByLabel("读懂").fill("写到一半。");
  await saved(page);
  await page.context().clearCookies();
  await page.getByLabel("读懂").fill("写到一半登录过期。");
  await expect(page.getByText("登录过期了，再进来一次")).toBeVisible();
  await page.getByLabel("名字").fill("first");
  await page.getByLabel("口令").fill(PASSPHRASE);
  await page.getByRole("button", { name: "进来" }).click();
  await expect(page.getByLabel("读懂")).toHaveValue("写到一半登录过期。");
  await saved(page);
  await page.context().close();
});

test("two devices on one draft are told, see both texts, and choose", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const phone = await secretary(browser, editableServer, branch, "first");
  // A network that lets no news through: else each would have the other's words before it writes.
  await phone.context().route("**/api/desk/events", (route) => route.abort());
  await openDocument(phone, editableServer, "cards/q001");
  await phone.getByLabel("读懂").fill("手机上写的。");
  await saved(phone);
  const pc = await (await browser.newContext({ viewport: SIZES.pc, storageState: await phone.context().storageState() })).newPage();
  await pc.context().route("**/api/desk/events", (route) => route.abort());
  await openDocument(pc, editableServer, "cards/q001");
  await pc.getByLabel("读懂").fill("电脑上接着写。");
  await saved(pc);
  await phone.getByLabel("读懂").fill("手机上又写的。");
  await expect(phone.getByRole("heading", { name: "两边不一样" })).toBeVisible();
  await expect(phone.locator(".both section").nth(0)).toContainText("电脑上接着写。");
  await expect(phone.locator(".both mark").filter({ hasText: "手机" })).toBeVisible();
  // Told again after the tab was killed: nothing is chosen in silence.
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "两边不一样" })).toBeVisible();
  await phone.getByRole("button", { name: "用我的" }).click();
  await saved(phone);
  await expect(phone.getByLabel("读懂")).toHaveValue("手机上又写的。");
  await pc.getByLabel("读懂").fill("电脑上又接着写。");
  await pc.getByRole("button", { name: "用那边的" }).click();
  await expect(pc.getByLabel("读懂")).toHaveValue("手机上又写的。");
  await Promise.all([phone, pc].map((page) => page.context().close()));
});

test("somebody else's draft can be read and not changed", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "甲支部");
  const first = await secretary(browser, editableServer, branch, "first");
  await openDocument(first, editableServer, "cards/q001");
  await first.getByLabel("读懂").fill("甲写的。");
  await saved(first);
  const second = await secretary(browser, editableServer, await branchOf(editableServer, "乙支部"), "second");
  await openDocument(second, editableServer, "cards/q001");
  await expect(second.getByLabel("读懂")).toHaveValue("甲写的。");
  await expect(second.getByLabel("读懂")).toBeDisabled();
  await expect(second.locator("[data-column=write]")).toContainText("first正在写");
  await part(second, "流程");
  await expect(second.locator("[data-column=flow]")).toContainText("first正在写");
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("a card is planned in Beijing's time on a device that lives elsewhere, called off, withdrawn and brought back", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  await openDocument(first, editableServer, "cards/q001");
  await first.getByLabel("读懂").fill("周一早上看到的。");
  await saved(first);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  const second = await secretary(browser, editableServer, branch, "second", { timezoneId: "America/New_York" });
  await openDocument(second, editableServer, "cards/q001");
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  await second.getByRole("button", { name: "定时", exact: true }).click();
  await expect(second.getByLabel("什么时候给读者看")).toHaveValue(`${tomorrow}T00:00`);
  await second.getByLabel("什么时候给读者看").fill(`${tomorrow}T08:30`);
  await second.getByRole("button", { name: /^定时发布（北京时间 .* 08:30）$/ }).click();
  await expect(keptState(second)).toHaveText(/^定时 \d+月\d+日 08:30$/);
  const { revisions } = await (await second.request.get(`${editableServer.url}/api/desk/documents/cards/q001`)).json();
  expect(revisions[0].publish_from).toBe(Date.parse(`${tomorrow}T08:30:00+08:00`));
  expect((await readers(editableServer, "cards/q001")).html).not.toContain("周一早上看到的。");
  await part(second, "流程");
  await second.getByRole("button", { name: "取消定时" }).click();
  await expect(keptState(second)).toContainText("草稿");
  await second.getByRole("button", { name: "撤下" }).click();
  await second.getByRole("button", { name: "撤下，确定" }).click();
  await expect.poll(async () => (await readers(editableServer, "cards/q001")).status).toBe(410);
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("a file that was changed behind a published card asks somebody to choose", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  await openDocument(first, editableServer, "cards/q001");
  await first.getByLabel("读懂").fill("在书记台发布的。");
  await saved(first);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(second, editableServer, "cards/q001");
  await writingBar(second).getByRole("button", { name: "发布", exact: true }).click();
  await expect(keptState(second)).toHaveText("已发布");
  const { body } = card("q001");
  await editableServer.rewrite("cards/q001.md", body, "在文件里改的。");
  const changed = async () => (await (await second.request.get(`${editableServer.url}/api/desk/documents/cards/q001`)).json()).changed_file ?? "";
  await expect.poll(changed).toContain("在文件里改的。");
  await second.goto(`${editableServer.url}/desk/cards/`);
  await second.getByRole("button", { name: "请选择 1" }).click();
  await expect(listedDocuments(second)).toContainText("文件已改，请选择");
  await listedDocuments(second).click();
  await expect(second.locator(".both section").nth(0)).toContainText("在书记台发布的。");
  await expect(second.locator(".both section").nth(1)).toContainText("在文件里改的。");
  await second.getByRole("button", { name: "用文件里的" }).click();
  await saved(second);
  await expect(second.getByLabel("读懂")).toHaveValue("在文件里改的。");
  await Promise.all([first, second].map((page) => page.context().close()));
});

test("any two revisions are compared character by character", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first", { viewport: SIZES.pc });
  await openDocument(page, editableServer, "cards/q001");
  for (const text of ["送到门口的一餐。", "送到楼上的一餐。"]) {
    await page.getByLabel("读懂").fill(text);
    await saved(page);
    await page.getByRole("button", { name: "送审" }).click();
    await expect(keptState(page)).toHaveText("待复审");
    await page.getByRole("button", { name: "收回来改" }).click();
    await expect(keptState(page)).toContainText("草稿");
  }
  await page.getByLabel("从", { exact: true }).selectOption({ index: 2 });
  await page.getByLabel("到", { exact: true }).selectOption({ index: 1 });
  await expect(page.locator(".compared del")).toHaveText("门口");
  await expect(page.locator(".compared ins")).toHaveText("楼上");
  await page.context().close();
});

test("a deck is made of cards that are found by their words, and put in order", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await page.goto(`${editableServer.url}/desk/decks/`);
  await page.getByRole("button", { name: "新的一组" }).click();
  await page.getByLabel("标题").fill("收工以后");
  await page.getByRole("button", { name: "开始写" }).click();
  await expect(page.getByLabel("标题")).toHaveValue("收工以后");
  for (const slug of ["q001", "q010"]) {
    await page.getByLabel("加一张").fill(card(slug).quote.slice(0, 8));
    await page.locator(".picker ul button").filter({ hasText: slug }).click();
  }
  await expect(page.locator(".chosen li")).toHaveCount(2);
  await page.getByRole("button", { name: "上移 q010" }).click();
  await expect(page.locator(".chosen li").first()).toContainText(card("q010").quote);
  // What is missing is said where it is, and the page goes there.
  await page.getByRole("button", { name: "送审" }).click();
  await expect(page.locator("#wrong-summary")).toHaveText("还没填");
  await expect(page.getByLabel("什么时候用")).toBeFocused();
  await page.getByLabel("什么时候用").fill("车停好了看几张。");
  await saved(page);
  const slug = new URL(page.url()).pathname.split("/").at(-2);
  const { draft } = await (await page.request.get(`${editableServer.url}/api/desk/documents/decks/${slug}`)).json();
  expect(draft.text).toContain("  - q010\n  - q001\n");
  await page.context().close();
});
