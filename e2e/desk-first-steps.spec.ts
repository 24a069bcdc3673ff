// A desk that has just begun says what is next, each step until it is done.

import { expect, test } from "./fixtures";
import { Member, branchOf, takeAdminDesk, takeDesk } from "./support/desk";
import { postWords } from "./support/page";

test("a fresh admin is led from a branch to riders, and each step is done when it is done", async ({ page, browser, editableServer }) => {
  await takeAdminDesk(page, editableServer, "区委管理员");
  const steps = page.locator(".first-steps");
  await expect(steps.locator("li")).toHaveText([/^建支部.*接下来/, /^请书记/, /^放原文/, /^请骑手/]);
  await expect(page.getByText("都看完了")).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath("fresh.png") });
  await steps.getByRole("link", { name: "去建支部" }).tap();
  // Where the list would be empty it says so, and the field is at hand.
  await expect(page.getByText("还没有支部。起个名字，加上第一个。")).toBeVisible();
  await expect(page.getByLabel("新支部的名字")).toBeFocused();
  await page.getByLabel("新支部的名字").fill("翠微支部");
  await page.getByRole("button", { name: "加上" }).tap();
  await expect(page.getByText("有了翠微支部。")).toBeVisible();

  await page.goto(`${editableServer.url}/desk/`);
  await expect(steps.locator("li").first()).toHaveText(/^建支部.*做好了/);
  await steps.getByRole("link", { name: "去请书记" }).tap();
  await expect(page.getByLabel("给谁")).toHaveValue("secretary");
  // Whoever leaves a code that was neither sent nor printed is asked.
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "做好" }).tap();
  const link = await page.locator(".invite-card .link").textContent();
  const other = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await other.goto(link!);
  await other.getByLabel("名字").fill("王书记");
  await other.getByLabel("口令").fill("一句自己记得住的话就够长了");
  await other.getByRole("button", { name: "好了" }).click();
  // A secretary has what is theirs to do.
  await expect(other.locator(".first-steps li")).toHaveText([/^放原文.*接下来/, /^请骑手/]);
  await other.goto(`${editableServer.url}/desk/sources/`);
  const added = await other.request.post(`${editableServer.url}/api/desk/sources?source=report-20&name=a.txt`, {
    headers: { origin: editableServer.url, "content-type": "application/octet-stream" },
    data: Buffer.from("越是紧，越要看清红灯。"),
  });
  expect(added.ok(), await added.text()).toBe(true);
  await page.goto(`${editableServer.url}/desk/`);
  await expect(steps.locator("li")).toHaveText([/做好了/, /做好了/, /做好了/, /^请骑手.*接下来/]);
  const { branches } = await (await page.request.get(`${editableServer.url}/api/desk/branches`)).json();
  await Member.join(editableServer, String(branches[0].id), "小林");
  await page.reload();
  await expect(page.getByText("都看完了")).toBeVisible();
  await expect(steps).toHaveCount(0);
  await other.context().close();
});

test("the list is put away on this device, and never stands above what waits", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch, "小林");
  await takeDesk(page, editableServer, branch, "secretary");
  await expect(page.locator(".first-steps")).toContainText("放原文");
  await rider.say("路上的一句");
  await expect(postWords(page)).toHaveText("路上的一句");
  await expect(page.locator(".first-steps")).toHaveCount(0);
  await page.getByRole("button", { name: "发布", exact: true }).tap();
  await page.getByRole("button", { name: "先收起来" }).tap();
  await expect(page.locator(".first-steps")).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("都看完了")).toBeVisible();
  await expect(page.locator(".first-steps")).toHaveCount(0);
});

test("words that came with the software are not printed without asking", async ({ page, editableServer }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-asked", "");
  });
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.goto(`${editableServer.url}/desk/print/#q010`);
  await page.getByText("门口海报").tap();
  await expect(page.locator(".print-preview")).toContainText("（示例数据");
  // Neither by the browser's own key,
  await expect(page.locator(".print-out .poster")).toHaveCount(0);
  await page.getByRole("button", { name: "打印，或存成 PDF" }).tap();
  await expect(page.getByRole("alertdialog")).toContainText("示例");
  await expect(page.locator("html")).not.toHaveAttribute("data-asked");
  await page.screenshot({ path: test.info().outputPath("asked.png") });
  await page.getByRole("button", { name: "先不印" }).tap();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.getByRole("button", { name: "打印，或存成 PDF" }).tap();
  await page.getByRole("button", { name: "就这样印" }).tap();
  await expect(page.locator("html")).toHaveAttribute("data-asked", "");
  await expect(page.locator(".print-out .poster")).toHaveCount(1);
});
