// The pictures of the secretaries' handbook are made by the stories that are told with them.

import type { Page } from "@playwright/test";

import { ROOT } from "./process";

/** Takes one, where the run was asked to (`HANDBOOK=1`): the pages of a phone and of a PC, as JPEG, small enough to be sent. */
export async function shot(page: Page, size: string, name: string): Promise<void> {
  if (!process.env.HANDBOOK) return;
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${ROOT}/docs/手册/pictures/${name}-${size}.jpg`, type: "jpeg", quality: 70, scale: "css" });
}
