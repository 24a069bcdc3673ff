// What axe knows to be wrong with a page.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a look changes: colours, and nothing else. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const LOOKS = ["light", "dark", "sun"];

/** Each violation, with the element and what would mend it. */
export const violations = (page: Page) => found(new AxeBuilder({ page }).withTags(RULES));

/** The same in every look: all rules once, and those about colours in each. */
export async function violationsInEveryLook(page: Page): Promise<string[]> {
  const before = await page.locator("html").getAttribute("data-theme");
  const all = await violations(page);
  for (const look of LOOKS.filter((look) => look !== before)) {
    await page.evaluate((look) => document.documentElement.setAttribute("data-theme", look), look);
    all.push(...(await found(new AxeBuilder({ page }).withRules(COLOURS))).map((line) => `${look}: ${line}`));
  }
  await page.evaluate((before) => document.documentElement.setAttribute("data-theme", before ?? ""), before);
  return all;
}

async function found(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
