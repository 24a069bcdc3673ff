// What axe knows to be wrong with a page.

import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";
import type axe from "axe-core";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What a look changes: colours, and nothing else. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const LOOKS = ["light", "dark", "sun"];

/** Each violation, with the element and what would mend it. */
export const violations = (page: Page) => found(page, { type: "tag", values: RULES });

/** The same in every look: all rules once, and those about colours in each. */
export async function violationsInEveryLook(page: Page): Promise<string[]> {
  const before = (await page.locator("html").getAttribute("data-theme")) ?? "";
  const all = await violations(page);
  for (const look of LOOKS.filter((look) => look !== before)) {
    await show(page, look);
    all.push(...(await found(page, { type: "rule", values: COLOURS })).map((line) => `${look}: ${line}`));
  }
  await show(page, before);
  return all;
}

const show = (page: Page, look: string) => page.evaluate((look) => document.documentElement.setAttribute("data-theme", look), look);

async function found(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  // The page's own policy does not hold for what the browser is told from outside.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  }, runOnly);
}
