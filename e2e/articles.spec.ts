// An article leads on: to what it names, to the next one of its theme, and back from a card to where it was left.

import { expect, test } from "./fixtures";
import { ready, stored } from "./support/reader";

test("a title that is named is a way to it, without script too", async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/articles/pay-and-cover/");
  await page.locator(".prose").getByRole("link", { name: "《劳动者权益，报告怎么说》" }).click();
  await expect(page).toHaveURL("/articles/rights/");
  await expect(page.locator("h1")).toHaveText("劳动者权益，报告怎么说");
  await context.close();
});

test("the end offers the next one of the theme, until all of them were there", async ({ page }) => {
  await page.goto("/articles/pay-and-cover/");
  await ready(page);
  const onward = page.locator(".onward");
  await expect(onward.getByRole("heading")).toHaveText("“就业与权益”里的下一篇");
  const read = ["/articles/pay-and-cover/"];
  while ((await onward.getByRole("listitem").count()) > 0) {
    const next = (await onward.getByRole("link").getAttribute("href"))!;
    expect(read).not.toContain(next);
    read.push(next);
    await onward.getByRole("link").tap();
    await expect(page).toHaveURL(next);
    await expect(page.locator(`main [data-path="${next}"]`)).toBeVisible();
  }
  expect(read[1]).toBe("/articles/rights/");
  await expect(onward.getByRole("heading")).toHaveText("“就业与权益”就到这一篇");
  await onward.getByRole("link", { name: "别的主题" }).tap();
  await expect(page).toHaveURL("/articles/");
});

test("a card of an article leads back to where the article was left", async ({ page }) => {
  await page.goto("/articles/stations/");
  await stored(page);
  const link = page.locator('.prose a[href="/cards/q016/"]');
  await link.scrollIntoViewIfNeeded();
  const left = await page.evaluate(() => scrollY);
  expect(left).toBeGreaterThan(200);
  await link.tap();
  await expect(page).toHaveURL("/cards/q016/");
  await page.getByRole("button", { name: "回到《歇脚、充电、接热水，去哪儿》" }).tap();
  await expect(page).toHaveURL("/articles/stations/");
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(left);
  // A card that was opened otherwise has no such way.
  await page.goto("/cards/q016/");
  await ready(page);
  await expect(page.getByRole("button", { name: /回到/ })).toHaveCount(0);
});
