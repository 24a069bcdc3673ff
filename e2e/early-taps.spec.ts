// On a slow network the words are there before the app is, and what is tapped meanwhile is not lost.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { headerStatus, keepButton, nextButton, tabBar } from "./support/page";
import { recentCard } from "./support/published";
import { holdApp, openEarly, ready } from "./support/reader";

test("the quotation can be read while the app is still on its way", async ({ page, server }) => {
  const release = await holdApp(page);
  await openEarly(page, "/");
  await expect(page.locator(".quote")).toHaveText(card(await recentCard(server.url)).quote);
  await expect(page.locator(".quote")).toBeInViewport();
  await expect(page.locator(".gloss p").first()).toBeInViewport();
  await expect(page.locator("html")).not.toHaveAttribute("data-app-ready");
  release();
  await ready(page);
});

test("收藏 tapped before the app is ready keeps the card", async ({ page }) => {
  const release = await holdApp(page);
  await openEarly(page, "/");
  const keep = keepButton(page);
  await keep.tap();
  // The tap is felt at once.
  await expect(keep).toHaveClass(/tapped/);
  await expect(keep).toHaveAttribute("aria-pressed", "false");
  release();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await expect(keep).not.toHaveClass(/tapped/);
  await page.reload();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
});

test("an impatient second tap before the app is ready still keeps the card", async ({ page }) => {
  const release = await holdApp(page);
  await openEarly(page, "/cards/q010/");
  const keep = keepButton(page);
  await keep.tap();
  await keep.tap();
  release();
  await ready(page);
  await expect(page.getByText("已收藏，在“我的”里")).toBeVisible();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
});

test("夜间 tapped before the app is ready makes the page dark", async ({ page }) => {
  const release = await holdApp(page);
  await openEarly(page, "/me/");
  await page.getByRole("button", { name: "夜间" }).tap();
  release();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a link tapped before the app is ready is followed", async ({ page }) => {
  await holdApp(page);
  await openEarly(page, "/");
  await tabBar(page).getByText("学习").tap();
  await expect(page).toHaveURL("/articles/");
  await expect(page.locator(".rows.articles a").first()).toBeVisible();
});

test("nothing but the page and the app is fetched before the app is ready", async ({ page }) => {
  const requested: string[] = [];
  page.on("request", (request) => requested.push(new URL(request.url()).pathname));
  const release = await holdApp(page);
  await openEarly(page, "/cards/q010/");
  await expect.poll(() => requested.some((path) => path.endsWith(".wasm"))).toBe(true);
  const early = /^\/(cards\/q010\/|assets\/[^/]+\.(js|wasm)|icon[^/]*|manifest\.webmanifest)$/;
  expect(requested.filter((path) => !early.test(path))).toEqual([]);
  const version = page.waitForRequest("**/version.json");
  release();
  await version;
  await expect(page.locator("html")).toHaveAttribute("data-app-ready", "");
});

test("an app that broke off on the way is fetched again, and the tap is not lost", async ({ page }) => {
  let broken = 0;
  await page.route("**/*.wasm", (route) => (broken++ ? route.continue() : route.abort()));
  await page.goto("/cards/q010/");
  await keepButton(page).tap();
  await expect(keepButton(page)).toHaveAttribute("aria-pressed", "true");
});

test("a gateway that fails while the app is fetched is asked again", async ({ page }) => {
  let failed = 0;
  await page.route("**/*.wasm", (route) => (failed++ ? route.continue() : route.fulfill({ status: 502, body: "bad gateway" })));
  await page.goto("/cards/q010/");
  await ready(page);
});

test.describe("where the app cannot start", () => {
  test.use({ strict: false });

  /** What a browser does that is too old, or whose script did not arrive. */
  const CANNOT = {
    "the browser refuses WebAssembly": (page: Page) => page.route("**/*.wasm", (route) => route.fulfill({ body: "not WASM", contentType: "application/wasm" })),
    "another version took its place": (page: Page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404 })),
    "its script does not arrive": (page: Page) => page.route("**/assets/*.js", (route) => route.abort()),
  };

  for (const [why, breakIt] of Object.entries(CANNOT)) {
    test(`because ${why}, words and links go on working, and nothing is offered that cannot help`, async ({ page }) => {
      await breakIt(page);
      await page.goto("/cards/q010/");
      await expect(keepButton(page)).toBeHidden();
      const says = () => headerStatus(page).evaluate((status) => getComputedStyle(status, "::before").content);
      expect(await says()).toContain("这会儿只能看");
      await expect(headerStatus(page)).toBeVisible();
      await nextButton(page).tap();
      await expect(page).not.toHaveURL("/cards/q010/");
      await expect(page.locator(".quote")).toBeVisible();
    });
  }
});
