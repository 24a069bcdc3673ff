// A page that is fine says nothing in the console, and is refused nothing by its own policy.

import { expect, test } from "./fixtures";
import { NOWHERE, ROUTES } from "./support/content";
import { tabBar } from "./support/page";
import { installed, ready } from "./support/reader";

test.beforeEach(({ context }) =>
  context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`refused: ${event.violatedDirective} ${event.blockedURI}`);
    });
  }),
);

for (const path of ROUTES) {
  test(`${path} opens twice without a word of complaint`, async ({ page }) => {
    const said: string[] = [];
    // Whoever writes is asked for who they are, and "nobody" is an answer.
    const isNobody = (words: string) => /\/api\/me 401$|status of 401/.test(words);
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("requestfailed", (request) => said.push(`${request.url()} ${request.failure()?.errorText}`));
    page.on("response", (response) => response.status() >= 400 && said.push(`${response.url()} ${response.status()}`));
    await page.goto(path);
    await installed(page);
    // The second time most answers come from the phone.
    await page.reload();
    await installed(page);
    expect(said.filter((words) => !isNobody(words))).toEqual([]);
  });
}

test("a page that is not there complains of nothing but itself", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(NOWHERE);
  await ready(page);
  expect(said.filter((text) => !text.includes("status of 404"))).toEqual([]);
  expect(said.length).toBeLessThanOrEqual(1);
});

test("going through the app says nothing in the console", async ({ page, faults }) => {
  await page.goto("/");
  await installed(page);
  for (const tab of ["学习", "我的", "金句", "我的", "学习"]) {
    await tabBar(page).getByText(tab).tap();
    await expect(page.locator(".tabs [aria-current=page]")).toHaveText([tab]);
  }
  expect(faults).toEqual([]);
});

test("a page left and opened again quickly, many times, stays quiet", async ({ page, faults }) => {
  await page.goto("/");
  await ready(page);
  await page.evaluate(() => {
    const tabs = [...document.querySelectorAll<HTMLElement>(".tabs a")];
    for (let round = 0; round < 30; round++) tabs[round % tabs.length]!.click();
    tabs[1]!.click();
  });
  await expect(page.locator(".rows.articles")).toBeVisible();
  await expect(page.locator(".page")).toHaveCount(1);
  expect(faults).toEqual([]);
});
