// 问一轮: places that nobody has asked for long are called one after the other; hours that are changed were asked about today.

import { expect, test } from "./fixtures";
import { openDocument, readers, saved, secretary } from "./support/curating";
import { violationsInEveryLook } from "./support/axe";
import { day } from "./support/day";
import { branchOf } from "./support/desk";
import { corrections } from "./support/page";

test("what is still so is confirmed in two taps, nobody's answer leaves it behind the others, and it is found in the list", async ({ browser, editableServer }) => {
  await editableServer.edit("places/sample-courtyard.md", "\nkeeper:", "\nphone: 025-0000 0001\nkeeper:");
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await desk.goto(`${editableServer.url}/desk/round/`);
  const row = desk.locator(".correction", { has: desk.locator("a[href='/desk/places/sample-courtyard/']") });
  await expect(row.locator("a[href='tel:025-0000 0001']")).toBeVisible();
  expect(await violationsInEveryLook(desk)).toEqual([]);
  // Where no number is written nobody can be called in vain.
  await expect(corrections(desk).filter({ hasText: "没写电话" }).getByRole("button", { name: "没人接" })).toHaveCount(0);
  await row.getByRole("button", { name: "没人接" }).click();
  await expect(corrections(desk).last()).toContainText("刚才没人接，排到最后了");
  await expect(corrections(desk).locator(".said", { hasText: "没人接，排到最后了" })).toBeInViewport();
  await expect(corrections(desk).last().locator("h2 a")).toHaveAttribute("href", "/desk/places/sample-courtyard/");
  const hours = row.locator(".round-due", { hasText: "开放时间" });
  await hours.getByRole("button", { name: "还是这样" }).click();
  await row.getByRole("button", { name: "没变，今天确认" }).click();
  await expect(desk.getByText("开放时间今天确认了")).toBeVisible();
  // Nobody was asked about the rest: that waits, each with its own tap.
  await expect(row.locator(".round-due")).toHaveCount(2);
  for (const group of ["里面有什么", "怎么找"]) {
    const due = row.locator(".round-due", { hasText: group });
    await due.getByRole("button", { name: "还是这样" }).click();
    await due.getByRole("button", { name: "没变，今天确认" }).click();
    await expect(due).toHaveCount(0);
  }
  await expect(row).toHaveCount(0);
  expect((await readers(editableServer, "places/sample-courtyard")).html).toContain(`data-seen="${day(0)}"`);
  await desk.goto(`${editableServer.url}/desk/places/`);
  await expect(desk.locator("a[href='/desk/places/sample-courtyard/']")).toContainText("驿站 · ");
});

test("hours that are changed were asked about today, unless somebody says that they were not", async ({ browser, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "王书记");
  await openDocument(desk, editableServer, "places/sample-bridge");
  const asked = desk.getByLabel("时间哪天确认的");
  const before = await asked.inputValue();
  await desk.getByLabel("开放时间").fill("每天 9:00-21:00，节假日照常");
  await expect(asked).toHaveValue(day(0));
  await desk.getByRole("button", { name: "不是今天问的，写回去" }).click();
  await expect(asked).toHaveValue(before);
  await desk.getByLabel("开放时间").fill("每天 9:00-20:00，节假日照常");
  await expect(asked).toHaveValue(before);
  await desk.getByRole("button", { name: "今天问过，写上今天" }).click();
  await expect(asked).toHaveValue(day(0));
  await saved(desk);
});
