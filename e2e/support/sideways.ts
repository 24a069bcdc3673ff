// Whether a page fits into the width of its screen.

import type { Page } from "@playwright/test";

/** Parts of the page that reach past the right edge, and parts that would have to be scrolled sideways. */
export async function sideways(page: Page): Promise<string[]> {
  // Not `innerWidth`: a phone shows a page that is too wide from further away, and then that is as wide as the page.
  return page.evaluate((screen) => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > screen) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      // Tables and code may scroll in their own frame; what is only spoken has no size; a browser cuts a file's name by itself.
      if (element.closest(".table, pre, svg, .visually-hidden, noscript, [type=file]")) continue;
      // What is folded away has a place, and nobody sees it.
      if (!element.checkVisibility({ contentVisibilityAuto: true })) continue;
      const { right, width } = element.getBoundingClientRect();
      if (width > 0 && right > screen + 0.5) found.push(`${element.outerHTML.slice(0, 100)} ends at ${right}`);
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible") {
        found.push(`${element.outerHTML.slice(0, 100)} scrolls sideways`);
      }
    }
    return found;
  }, page.viewportSize()!.width);
}
