// A place's form on a phone: what must be filled in is marked, what few fill in is folded up, hours are read back.

import { expect, test } from "./fixtures";
import { openDocument, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";

test("a place is begun without scrolling past what few fill in, and hours are read back", async ({ browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await desk.goto(`${editableServer.url}/desk/places/`);
  await desk.getByRole("button", { name: "新的一" }).click();
  await desk.getByRole("textbox", { name: "名称" }).fill("西门驿站");
  await desk.getByRole("button", { name: "开始写" }).click();
  await expect(desk.locator(".writing")).toBeVisible();
  const must = await desk.locator("label[data-required]").allTextContents();
  expect(must).toEqual(["名称", "是什么", "多大一片", "在哪一带", "怎么认"]);
  await expect(desk.getByLabel("坐标")).toBeHidden();
  await desk.getByLabel("开放时间").fill("工作日早9点到晚6点，节假日休息");
  const read = desk.getByText(/^骑手看到的是：工作日 9:00–18:00/);
  await expect(read).toBeVisible();
  // Written so, it needs no reading; a hyphen is as good as a dash.
  await desk.getByLabel("开放时间").fill((await read.innerText()).slice("骑手看到的是：".length).replaceAll("–", "-"));
  await expect(read).toBeHidden();
  await desk.getByText("不常填的").click();
  await desk.getByLabel("最后点单").pressSequentially("21");
  await expect(desk.locator("#wrong-last_order")).not.toBeEmpty();
  // What is mended stays under the hand.
  await desk.getByLabel("最后点单").pressSequentially(":30");
  await expect(desk.locator("#wrong-last_order")).toBeEmpty();
  await expect(desk.getByLabel("最后点单")).toBeFocused();
  // Things are read however they are parted, and it is said how.
  await desk.getByLabel("没有什么").fill("厕所 微波炉/热水");
  await expect(desk.getByText("读出 3 样：厕所 · 微波炉 · 热水")).toBeVisible();
  await desk.getByLabel("没有什么").fill("");
  // The day on which somebody asked is the other one: it came with the hours.
  await expect(desk.getByText(/不常填的，\d+ 栏，填了 2 栏/)).toBeVisible();
});

test("what a place has is ticked, and what somebody said is missing is at hand", async ({ browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await openDocument(desk, editableServer, "places/sample-bridge");
  await expect(desk.getByLabel("热水")).toBeChecked();
  await desk.getByLabel("热水").uncheck();
  await desk.getByLabel("微波炉").check();
  await saved(desk);
  const draft = await (await desk.request.get(`${editableServer.url}/api/desk/documents/places/sample-bridge`)).json();
  expect(draft.draft.text).not.toContain("热水");
  expect(draft.draft.text).toContain("  - 微波炉");
  await desk.goto(`${editableServer.url}/desk/places/sample-bridge/#field-services`);
  await expect(desk.locator("#field-services")).toBeFocused();
  // A field that is folded up and asked for is open.
  await openDocument(desk, editableServer, "places/sample-courtyard");
  await desk.goto(`${editableServer.url}/desk/places/sample-kiosk/#field-hours_confirmed`);
  await expect(desk.getByLabel("时间哪天确认的")).toBeFocused();
});

test("a story's place is found by typing its name or its street, and another one chosen", async ({ browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await openDocument(desk, editableServer, "stories/umbrella");
  const find = desk.getByLabel("在哪个地方");
  await find.fill("没有这样一个地方");
  await expect(desk.getByText("没有这样的地方（要发布过的才能选）")).toBeVisible();
  await find.fill("科巷");
  await desk.getByRole("button", { name: /^桥头驿站/ }).click();
  const chosen = desk.locator("#field-place");
  await expect(chosen).toContainText("桥头驿站");
  await expect(desk.getByRole("button", { name: "换一个" })).toBeFocused();
  await saved(desk);
  const draft = await (await desk.request.get(`${editableServer.url}/api/desk/documents/stories/umbrella`)).json();
  expect(draft.draft.text).toContain("\nplace: sample-bridge\n");
  await desk.getByRole("button", { name: "换一个" }).click();
  await expect(find).toBeFocused();
});
