// How things stand beside each other at the desk: what belongs together is together, and nothing is cut or empty.

import { expect, test } from "./fixtures";
import { openDocument, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { uuidV7 } from "./support/uuid";

const PC = { viewport: { width: 1280, height: 800 } };

test("today's day is as tall as its week", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", PC);
  await page.goto(`${editableServer.url}/desk/calendar/`);
  const today = page.locator(".calendar-day.today");
  await expect(today).toBeVisible();
  const heights = await today.evaluate((day) => {
    const of = (element: Element) => element.getBoundingClientRect();
    const week = [...day.parentElement!.children].filter((other) => of(other).top < of(day).bottom && of(other).bottom > of(day).top);
    return [day, ...week].map((other) => [of(other).top, of(other).height].join(" "));
  });
  expect(new Set(heights).size).toBe(1);
  await page.context().close();
});

test("an activity's slots stand behind what it is, and whether it is made up comes last", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", PC);
  await page.goto(`${editableServer.url}/desk/activities/`);
  await page.locator(".listed a").first().click();
  await expect(page.getByText("哪几场", { exact: true })).toBeVisible();
  const words = await page.locator(".fields").first().innerText();
  const places = ["一句话", "哪几场", "谁能来", "不常填的"].map((name) => words.indexOf(name));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places[0]).toBeGreaterThan(0);
  await page.context().close();
});

test("what shipped is in a document's history, to be compared and brought back", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", PC);
  await openDocument(page, editableServer, "places/sample-bridge");
  await page.getByLabel("怎么认").fill("河边的蓝房子");
  await page.getByRole("button", { name: "发布", exact: true }).click();
  const past = page.locator("ol.past > li");
  await expect(past).toHaveCount(2);
  await expect(past.first()).toContainText("第 1 版 · 发布");
  await expect(past.last()).toContainText("原来的");
  await past.last().getByRole("button", { name: "和现在比" }).click();
  await expect(page.locator("#compared ins")).toContainText("河边的蓝房子");
  await past.last().getByRole("button", { name: "恢复成草稿" }).click();
  await expect(page.getByLabel("怎么认")).not.toHaveValue("河边的蓝房子");
  await page.context().close();
});

test("who is asked about a place without a number is named, and nothing stands where the number would", async ({ browser, editableServer }) => {
  const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", PC);
  const answer = await page.request.post(`${editableServer.url}/api/places/sample-bridge/corrections`, {
    headers: { origin: editableServer.url },
    data: { id: uuidV7(), kind: "shut", line: "" },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await page.goto(`${editableServer.url}/desk/corrections/`);
  await expect(page.locator(".correction")).toContainText("示例党群服务中心");
  await expect(page.locator(".correction a[href='tel:']")).toHaveCount(0);
  await page.context().close();
});
