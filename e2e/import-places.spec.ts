// 批量导入 takes places: a district's table of 123 stations, as untidy as it comes, is read, corrected in place and published in one go.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "./fixtures";
import { secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { importCount, importRows } from "./support/page";
import { ROOT } from "./support/process";

const STATIONS = { name: "阵地一览表.xlsx", mimeType: "application/octet-stream", buffer: readFileSync(join(ROOT, "e2e/fixtures/stations.xlsx")) };

test("a table of 123 stations is read, what is wrong in it mended in its row, and all of it published by one person", async ({ browser, editableServer }) => {
  test.slow();
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await desk.goto(`${editableServer.url}/desk/import/`);
  await desk.getByRole("group", { name: "导入什么" }).getByRole("button", { name: "地方" }).click();
  await expect(desk.getByText("负责人的名字、手机号不取")).toBeVisible();
  await desk.getByLabel("或者选文件").setInputFiles(STATIONS);
  const rows = importRows(desk);
  await expect(rows).toHaveCount(123);
  await expect(desk.locator(".import-taken summary")).toContainText("没取 序号、负责人");
  // A remark may be nothing for riders.
  await expect(desk.getByText("“备注”这一列是？")).toBeVisible();
  await expect(importCount(desk)).toHaveText(/^123 行，\d+ 行要看一看。$/);
  await desk.getByLabel("没写节假日的都按").selectOption("节假日照常");
  await expect(importCount(desk)).toHaveText("123 行，4 行要看一看。");
  // As it will be read, in words.
  await expect(rows.nth(1)).toContainText("✓ 每天 8:00–22:00");
  await expect(rows.nth(1)).toContainText("手机号，没取");
  await expect(rows.nth(98)).toContainText("和第 9 行重复");
  // What nobody can read is mended where it stands.
  const wrong = rows.nth(16);
  await expect(wrong).toContainText("开放时间：看不懂");
  await wrong.getByRole("button", { name: /看一看，改一改/ }).click();
  await wrong.getByLabel("开放时间").fill("每天 9:00-18:00，节假日照常");
  await wrong.getByLabel("开放时间").blur();
  await expect(wrong).toContainText("✓ 每天 9:00–18:00");
  await expect(wrong.getByRole("checkbox")).toBeChecked();
  // What is not to be mended is not lost where it is not listed: the button is as short as before, a line above it says so.
  const only = desk.getByRole("button", { name: "只看要看一看的" });
  await only.click();
  await expect(only).toHaveAttribute("aria-pressed", "true");
  await expect(only).toHaveCSS("font-weight", "600");
  await expect(desk.getByText("要做的里面，120 行没列在上面。")).toBeVisible();
  await only.click();
  // One of them alone, to see how it goes.
  await desk.getByRole("button", { name: /^做成草稿（120）$/ }).waitFor();
  for (const at of [0, 2]) await expect(rows.nth(at).getByRole("checkbox")).toBeChecked();
  await desk.getByRole("button", { name: /^做成草稿（120）$/ }).click();
  await expect(desk.getByText("做好了 120 份草稿。看过没问题，到这一页最下面发布。")).toBeVisible();
  // All of it goes out in one go, and riders find it.
  await desk.getByRole("button", { name: "发布 120 份" }).click();
  await desk.getByRole("button", { name: "看过了，发布 120 份" }).click();
  await expect(desk.getByText("发布了 120 个，读者已经看得到。")).toBeVisible();
  await expect(desk.getByRole("link", { name: "到地方里看", exact: true })).toHaveAttribute("href", "/desk/places/");
  await expect(desk.getByRole("link", { name: /到金句里看/ })).toHaveCount(0);
  const listed = await (await fetch(`${editableServer.url}/places/`)).text();
  expect(listed.split("data-place").length - 1).toBeGreaterThanOrEqual(120);
  // Another one goes as it came …
  await desk.getByRole("button", { name: "不要了，重来" }).click();
  await desk.getByRole("button", { name: "不要了，清空" }).click();
  await desk.getByLabel("粘贴").fill("名称\t地址\t开放时间\t服务\t街道\n示例新驿站\t示例路 9 号\t早8点到晚10点，节假日照常\t饮水、充电\t示例街一\n");
  await desk.getByRole("button", { name: "读出来" }).click();
  await expect(rows).toHaveCount(1);
  await desk.getByRole("button", { name: "做成草稿（1）" }).click();
  await desk.getByRole("button", { name: "撤销这次导入" }).click();
  await desk.getByRole("button", { name: "收回 1 份" }).click();
  // … and what was read stands in the table again.
  await expect(desk.getByText("撤销了，1 份草稿都收回了，1 行放回了表里，接着改就行。")).toBeVisible();
  await expect(rows).toHaveCount(1);
});

test("a table that does not say what its places are, or where, is told so once for all of them, in words that can be chosen", async ({ browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await desk.goto(`${editableServer.url}/desk/import/#places`);
  const row = (name: string, number: number) => `${name}\t未名路 ${number} 号\t早8点到晚10点，节假日照常`;
  await desk.getByLabel("粘贴").fill(["名称\t地址\t开放时间", row("示例甲角", 1), row("示例乙角", 2)].join("\n"));
  await desk.getByRole("button", { name: "读出来" }).click();
  const rows = importRows(desk);
  await expect(importCount(desk)).toHaveText("2 行，2 行要看一看。");
  await rows.nth(0).getByRole("button", { name: /看一看，改一改/ }).click();
  await expect(rows.nth(0)).toContainText("还没写类型、在哪一带");
  await expect(rows.nth(0)).not.toContainText("kind");
  await rows.nth(0).getByLabel("类型").selectOption("街区");
  await expect(rows.nth(0)).toContainText("还没写在哪一带");
  // What is typed counts once the field is left.
  await desk.getByLabel("没写在哪一带的都在").fill("科巷");
  await desk.getByLabel("没写在哪一带的都在").blur();
  await expect(importCount(desk)).toHaveText("2 行，1 行要看一看。");
  await desk.getByLabel("没写类型的都算").selectOption("驿站");
  await expect(importCount(desk)).toHaveText("2 行，都看得懂。");
  await expect(rows.nth(0).getByLabel("类型")).toHaveValue("街区");
  await expect(rows.nth(0).getByLabel("在哪一带")).toHaveValue("科巷");
});

test("what a table has published is found after a reload, and taken down again in one go but for what somebody has changed since", async ({ browser, editableServer }) => {
  const { url } = editableServer;
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await desk.goto(`${url}/desk/import/#places`);
  const row = (name: string, number: number) => `${name}\t示例路 ${number} 号\t早8点到晚10点，节假日照常\t饮水、充电\t示例街一`;
  const rows = [row("示例甲驿站", 1), row("示例乙驿站", 2), row("示例丙驿站", 3)];
  await desk.getByLabel("粘贴").fill(["名称\t地址\t开放时间\t服务\t街道", ...rows].join("\n"));
  await desk.getByRole("button", { name: "读出来" }).click();
  await expect(importRows(desk)).toHaveCount(3);
  await desk.getByRole("button", { name: "做成草稿（3）" }).click();
  await desk.getByRole("button", { name: "发布 3 份" }).click();
  await desk.getByRole("button", { name: "看过了，发布 3 份" }).click();
  await expect(desk.getByText("发布了 3 个，读者已经看得到。")).toBeVisible();
  // Somebody mends one of them.
  const { documents } = await (await desk.request.get(`${url}/api/desk/documents?folder=places`)).json();
  const { slug } = documents.find((place: { title: string }) => place.title === "示例乙驿站");
  const at = `${url}/api/desk/documents/places/${slug}`;
  const headers = { origin: url };
  const { text } = await (await desk.request.get(at)).json();
  await desk.request.put(`${at}/draft`, { headers, data: { text: text.replace("示例路 2 号", "示例路 22 号"), version: 0 } });
  await desk.request.post(`${at}/step`, { headers, data: { step: "submit", version: 1 } });
  const published = await desk.request.post(`${at}/step`, { headers, data: { step: "publish", version: 2 } });
  expect(published.ok(), await published.text()).toBe(true);
  await desk.reload();
  await expect(desk.getByRole("link", { name: "到地方里看", exact: true })).toHaveAttribute("href", "/desk/places/");
  await desk.getByRole("button", { name: "都撤回来" }).click();
  await expect(desk.getByRole("group", { name: /这次导入发布的 2 个一起撤下/ })).toBeVisible();
  await desk.getByRole("button", { name: "撤下 2 个" }).click();
  await expect(desk.getByText("撤下了 2 个，读者看不到了。")).toBeVisible();
  const kept = desk.getByRole("alert").filter({ hasText: "这几个没有撤" });
  await expect(kept.getByRole("link")).toHaveText("示例乙驿站");
  await expect(desk.getByRole("button", { name: "都撤回来" })).toHaveCount(0);
  const listed = await (await fetch(`${url}/places/`)).text();
  expect(["示例甲驿站", "示例乙驿站", "示例丙驿站"].filter((name) => listed.includes(name))).toEqual(["示例乙驿站"]);
  // The same table once more: what was taken down is named, and can be made all the same.
  await desk.getByLabel("粘贴").fill(["名称\t地址\t开放时间\t服务\t街道", ...rows].join("\n"));
  await desk.getByRole("button", { name: "读出来" }).click();
  const again = importRows(desk);
  await expect(again.nth(0)).toContainText("撤下过同名的：示例甲驿站");
  await expect(again.nth(0).getByRole("link", { name: "示例甲驿站" })).toHaveAttribute("href", /^\/desk\/places\//);
  await expect(again.nth(1)).toContainText("名单上已经有：示例乙驿站");
  await expect(desk.getByRole("button", { name: "做成草稿（2）" })).toBeEnabled();
});
