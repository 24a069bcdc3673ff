// What is planned for another day: how it stands in the calendar, and the way there and back.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { SIZES, openDocument, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { keptState } from "./support/page";
import { day } from "./support/published";

const SAID = "示例：红灯再短也要等完";

/** A card that waits for somebody else's look. */
async function submitted(page: Page, server: EditableServer): Promise<void> {
  const at = `${server.url}/api/desk/documents/cards/q900`;
  const headers = { origin: server.url };
  const text = `---\nquote: "${SAID}"\nsentence: "${SAID}"\nsource: report-20\nsection: 九、路上\ntheme: 青年\n---\n示例。\n`;
  expect((await page.request.put(`${at}/draft`, { headers, data: { text, version: 0 } })).ok()).toBe(true);
  expect((await page.request.post(`${at}/step`, { headers, data: { step: "submit", version: 1 } })).ok()).toBe(true);
}

const cell = (page: Page, days = 1) => page.locator(`[data-day="${day(-days).iso}"]`);

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`a card that is planned and chosen for tomorrow is said to come, once, on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const first = await secretary(browser, editableServer, branch, "first");
    await submitted(first, editableServer);
    const second = await secretary(browser, editableServer, branch, "second", { viewport });
    const publish_from = Date.parse(`${day(-1).iso}T00:00:00+08:00`);
    const step = await second.request.post(`${editableServer.url}/api/desk/documents/cards/q900/step`, {
      headers: { origin: editableServer.url },
      data: { step: "publish", version: 2, publish_from, unverified: "示例数据" },
    });
    expect(step.ok(), await step.text()).toBe(true);
    await second.goto(`${editableServer.url}/desk/calendar/`);
    await cell(second).getByRole("button", { name: /换一句/ }).click();
    await second.getByRole("dialog").getByRole("searchbox").fill("红灯再短");
    await second.getByRole("dialog").getByRole("button", { name: new RegExp(SAID) }).click();
    await expect(cell(second)).toContainText("选定");
    await expect(cell(second).locator(".calendar-quote")).toHaveText(SAID);
    await expect(cell(second).getByText("定时发布")).toHaveCount(1);
    await expect(cell(second)).not.toContainText("看不到");
    await expect(cell(second).getByText(SAID)).toHaveCount(1);
    await Promise.all([first, second].map((page) => page.context().close()));
  });

  test(`定时 closes by the way back, and leads to its day and back again, on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const first = await secretary(browser, editableServer, branch, "first");
    await submitted(first, editableServer);
    const second = await secretary(browser, editableServer, branch, "second", { viewport });
    await openDocument(second, editableServer, "cards/q900");
    const later = second.getByRole("button", { name: "定时", exact: true });
    await later.click();
    await expect(second.getByLabel("什么时候给读者看")).toBeFocused();
    await second.goBack();
    await expect(second.getByLabel("什么时候给读者看")).toBeHidden();
    await expect(later).toBeFocused();
    await later.click();
    const moment = `${day(-3).iso}T08:30`;
    await second.getByLabel("什么时候给读者看").fill(moment);
    await second.getByRole("link", { name: "看看那天排的是哪一句" }).click();
    await expect(cell(second, 3)).toBeFocused();
    await expect(cell(second, 3)).toBeInViewport();
    await second.goBack();
    // It is open as it was left.
    await expect(second.getByLabel("什么时候给读者看")).toBeVisible();
    await expect(second.getByLabel("什么时候给读者看")).toHaveValue(moment);
    await second.getByRole("button", { name: /^定时发布/ }).click();
    await second.getByLabel("可以不核对").fill("示例数据");
    await second.getByRole("button", { name: /^定时发布/ }).click();
    await second.getByRole("link", { name: "去日历看那天" }).click();
    await expect(cell(second, 3)).toBeFocused();
    await cell(second, 3).getByRole("link", { name: /定时发布/ }).click();
    await expect(keptState(second)).toHaveText(/^定时 /);
    await Promise.all([first, second].map((page) => page.context().close()));
  });
}
