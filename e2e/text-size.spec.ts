// Large letters on a small phone: everything can be read by scrolling down, nothing by scrolling sideways.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { NOWHERE, ROUTES } from "./support/content";
import { ready } from "./support/reader";

test.use({ viewport: { width: 320, height: 640 } });

/** Parts of the page that reach past the right edge, and parts that would have to be scrolled sideways. */
async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > 320) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      // Tables and code may scroll in their own frame; what is only spoken has no size.
      if (element.closest(".table, pre, svg, .visually-hidden, noscript")) continue;
      const { right, width } = element.getBoundingClientRect();
      if (width > 0 && right > 320.5) found.push(`${element.outerHTML.slice(0, 100)} ends at ${right}`);
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible") {
        found.push(`${element.outerHTML.slice(0, 100)} scrolls sideways`);
      }
    }
    return found;
  });
}

/** Whether all of a quotation and its plain words can be brought on screen, clear of the fixed bars. */
async function reachable(page: Page, selector: string): Promise<void> {
  const part = page.locator(selector).first();
  await part.evaluate((part) => part.scrollIntoView({ block: "end", behavior: "instant" }));
  const hidden = await part.evaluate((part) => {
    const { bottom, left } = part.getBoundingClientRect();
    const on = document.elementFromPoint(left + 4, bottom - 4);
    return part.contains(on) || on?.contains(part) ? "" : `covered by ${on?.outerHTML.slice(0, 100)}`;
  });
  expect(hidden).toBe("");
}

for (const [how, enlarge] of [
  ["in the largest letters of the site", () => document.documentElement.setAttribute("data-size", "xl")],
  ["in letters twice as large", () => document.documentElement.style.setProperty("font-size", "200%")],
] as const) {
  for (const path of [...ROUTES, NOWHERE]) {
    test(`${path} needs no scrolling sideways ${how}`, async ({ page }) => {
      await page.goto(path);
      await ready(page);
      await page.evaluate(enlarge);
      expect(await sideways(page)).toEqual([]);
    });
  }

  for (const path of ["/", "/cards/q010/", "/cards/q004/"]) {
    test(`all words of ${path} can be reached ${how}`, async ({ page }) => {
      await page.goto(path);
      await ready(page);
      await page.evaluate(enlarge);
      await reachable(page, ".quote p");
      await reachable(page, ".gloss p:last-child");
      await page.locator(".origin-open").first().tap();
      await reachable(page, ".sentence");
      await reachable(page, ".origin-source");
      expect(await sideways(page)).toEqual([]);
    });
  }
}

test("a phone on its side shows the whole card", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 320 });
  await page.goto("/");
  await ready(page);
  await reachable(page, ".gloss p:last-child");
  await reachable(page, ".actions");
});
