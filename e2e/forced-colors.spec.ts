// Where the phone forces its own colours, or the reader wants nothing to move: every control is seen, and what is chosen
// is told by more than a hue that is not there.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { ROUTES } from "./support/content";
import { deckSlots, keepButton } from "./support/page";
import { ready } from "./support/reader";

/** The colours of an element as they are on screen. */
const look = (page: Page, selector: string) =>
  page.locator(selector).first().evaluate((element) => {
    const { color, backgroundColor, borderTopColor, borderTopStyle, textDecorationLine } = getComputedStyle(element);
    return { color, backgroundColor, border: `${borderTopStyle} ${borderTopColor}`, textDecorationLine };
  });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in forced colours on ${colorScheme}`, () => {
    test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active", colorScheme }));

    test("what is pressed, where one is, and what is quoted is told apart", async ({ page }) => {
      await page.goto("/me/");
      await ready(page);
      await expect(page.locator("[data-action=set-theme][aria-pressed=true]")).toHaveCount(1);
      const [pressed, other] = [await look(page, ".choice [aria-pressed=true]"), await look(page, ".choice [aria-pressed=false]")];
      expect(pressed.backgroundColor).not.toBe(other.backgroundColor);
      expect(pressed.color).not.toBe(pressed.backgroundColor);
      const [here, elsewhere] = [await look(page, ".tabs [aria-current]"), await look(page, ".tabs a:not([aria-current])")];
      expect(here.backgroundColor).not.toBe(elsewhere.backgroundColor);

      await page.goto("/posts/");
      await ready(page);
      const [chip, other_chip] = [await look(page, ".chip[aria-current]"), await look(page, "a.chip:not([aria-current])")];
      expect(chip.backgroundColor).not.toBe(other_chip.backgroundColor);
      expect(chip.color).not.toBe(chip.backgroundColor);

      await page.goto("/cards/q004/");
      await ready(page);
      const before = await look(page, "[data-action=keep]");
      await keepButton(page).tap();
      await expect(keepButton(page)).toHaveAttribute("aria-pressed", "true");
      expect((await look(page, "[data-action=keep]")).backgroundColor).not.toBe(before.backgroundColor);
      await page.getByText("看原文").tap();
      expect((await look(page, ".sentence mark")).textDecorationLine).toBe("underline");
      expect(await page.locator(".proof").evaluate((one) => getComputedStyle(one, "::before").content)).toContain("✓");
    });

    test("every icon has the colour of its word, every control an edge or a line below it", async ({ page }) => {
      for (const path of ROUTES) {
        await page.goto(path);
        await ready(page);
        const faults = await page.evaluate(() => {
          const found: string[] = [];
          for (const icon of document.querySelectorAll(".icon")) {
            const { stroke } = getComputedStyle(icon);
            const control = icon.closest("a, button, summary")!;
            if (stroke !== getComputedStyle(control).color) found.push(`${control.outerHTML.slice(0, 90)}: ${stroke}`);
          }
          for (const button of document.querySelectorAll<HTMLElement>("main button, .button, summary.button")) {
            if (button.hidden || !button.checkVisibility()) continue;
            const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
            if (borderTopStyle === "none" || parseFloat(borderTopWidth) === 0) found.push(`no edge: ${button.outerHTML.slice(0, 90)}`);
          }
          return found;
        });
        expect(faults, path).toEqual([]);
      }
    });

    test("no card says that it has more words than it has", async ({ page }) => {
      await page.goto("/");
      await ready(page);
      expect(await deckSlots(page).first().evaluate((slot) => getComputedStyle(slot, "::before").content)).toBe("none");
    });

    test("the focus is seen", async ({ page }) => {
      await page.goto("/me/");
      await ready(page);
      for (let step = 0; step < 12; step++) {
        await page.keyboard.press("Tab");
        await expect(page.locator(":focus")).toHaveCSS("outline-style", "solid");
        const { outline, ground } = await page.locator(":focus").evaluate((one) => ({
          outline: getComputedStyle(one).outlineColor,
          ground: getComputedStyle(document.body).backgroundColor,
        }));
        expect(outline).not.toBe(ground);
      }
    });
  });
}

test("nothing moves for whoever wants nothing to move", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await ready(page);
  await expect(page.locator(".deck")).toHaveCSS("scroll-behavior", "auto");
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((one) => {
      const { animationName, transitionDuration } = getComputedStyle(one);
      return animationName !== "none" || parseFloat(transitionDuration) > 0;
    }).length,
  );
  expect(moving).toBe(0);
});
