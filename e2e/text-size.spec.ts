// Large letters on a small phone: everything can be read by scrolling down, nothing by scrolling sideways.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { NOWHERE, ROUTES, STILL, card, deck } from "./support/content";
import { deckSlots, headerNote, headerStatus, nextButton, previousButton } from "./support/page";
import { ready } from "./support/reader";
import { sideways } from "./support/sideways";

test.use({ viewport: { width: 320, height: 640 } });

/** Makes letters larger in the page that is open. */
type Enlarge = (page: Page) => Promise<unknown>;

const root = (change: (root: HTMLElement) => void): Enlarge => (page) =>
  page.evaluate(`(${change})(document.documentElement)`);

/** In how many ways letters become larger. */
const WAYS: Record<string, Enlarge> = {
  "in the largest letters of the site": root((root) => root.setAttribute("data-size", "xl")),
  // As WeChat on Android does it: what is measured in `rem` grows as well.
  "in letters twice as large": root((root) => root.style.setProperty("font-size", "200%")),
  // As WeChat on iOS does it: the letters grow, and nothing else.
  "in letters that WeChat on iOS enlarges": root((root) =>
    (root.querySelector("body") as HTMLElement).style.setProperty("-webkit-text-size-adjust", "150%")),
  "where the browser's own letters are twice as large": async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  },
  "in a page twice as large": (page) => page.setViewportSize({ width: 160, height: 320 }),
  "in a page twice as large, in the largest letters": async (page) => {
    await page.setViewportSize({ width: 160, height: 320 });
    await page.evaluate(() => document.documentElement.setAttribute("data-size", "xl"));
  },
};

/** As every page of a new phone is. */
async function usual(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
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

/** Words of the header that are cut, covered or out of sight. */
async function lostInHeader(page: Page): Promise<string[]> {
  await page.evaluate(() => scrollTo(0, 0));
  return page.locator("#heading, #note, #status").evaluateAll((parts) =>
    parts
      .filter((part) => {
        const words = document.createRange();
        words.selectNodeContents(part);
        return [...words.getClientRects()].some(({ left, right, top, bottom }) => {
          const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return left < 0 || right > innerWidth || top < 0 || on !== part;
        });
      })
      .map((part) => part.textContent!),
  );
}

/** Words that the tab bar covers when the page is scrolled to its end. */
async function coveredAtTheEnd(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // What is out of sight is laid out once it comes near, and the end is where it is then.
    const isLaidOut = () =>
      [...document.querySelectorAll<HTMLElement>(".page li")].every((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return bottom < 0 || top > innerHeight || !one.checkVisibility() || one.checkVisibility({ contentVisibilityAuto: true });
      });
    for (let end = -1; end !== document.documentElement.scrollHeight; ) {
      end = document.documentElement.scrollHeight;
      scrollTo({ top: end, behavior: "instant" });
      while (!isLaidOut()) await new Promise(requestAnimationFrame);
    }
    const bar = document.querySelector(".tabs")!.getBoundingClientRect();
    return [...document.querySelectorAll<HTMLElement>(".page a, .page button, .page p, .page li")]
      .filter((one) => one.checkVisibility())
      .filter((one) => {
        // What scrolls by itself ends above the bar.
        const deck = one.closest(".deck");
        return !deck || deck.scrollHeight <= deck.clientHeight + 1;
      })
      .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().bottom > bar.top + 1)
      .map((one) => one.outerHTML.slice(0, 100));
  });
}

// One phone a page, opened anew for each way: a phone a page and way takes minutes.
for (const path of [...ROUTES, ...STILL, NOWHERE]) {
  test(`${path} is whole in large letters`, async ({ page }) => {
    for (const [how, enlarge] of Object.entries(WAYS)) {
      await test.step(how, async () => {
        await usual(page);
        await page.goto(path);
        if (!STILL.includes(path)) await ready(page);
        if (![...STILL, NOWHERE].includes(path)) await expect(headerStatus(page)).toHaveText("离线可读");
        await enlarge(page);
        expect.soft(await sideways(page), how).toEqual([]);
        expect.soft(await lostInHeader(page), how).toEqual([]);
        expect.soft(await coveredAtTheEnd(page), how).toEqual([]);
      });
    }
  });
}

test("a day of the week and a time stay in one piece in large letters", async ({ page }) => {
  for (const [how, enlarge] of Object.entries(WAYS)) {
    await usual(page);
    await page.goto("/activities/");
    await ready(page);
    await enlarge(page);
    const broken = await page.locator("#coming time").evaluateAll((times) =>
      times.flatMap((time) => {
        const walker = document.createTreeWalker(time, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (const word of node.textContent!.matchAll(/周.|\d+月\d+日|\d+:\d\d/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word[0]);
          }
        }
        return found;
      }),
    );
    expect.soft(broken, how).toEqual([]);
  }
});

for (const path of ["/", "/cards/q010/", "/cards/q004/"]) {
  test(`all words of ${path} can be reached in large letters`, async ({ page }) => {
    for (const [how, enlarge] of Object.entries(WAYS)) {
      await test.step(how, async () => {
        await usual(page);
        await page.goto(path);
        await ready(page);
        await enlarge(page);
        await reachable(page, ".quote p");
        await reachable(page, ".gloss p:last-child");
        await page.locator(".origin-open").first().tap();
        await reachable(page, ".sentence");
        await reachable(page, ".origin-source");
        expect.soft(await sideways(page), how).toEqual([]);
      });
    }
  });
}

test("very large letters show a deck card by card on a page that scrolls as one", async ({ page }) => {
  await page.addInitScript(() => void (localStorage.size = "xl"));
  await page.goto("/decks/morning/");
  await ready(page);
  const [first, second] = deck("morning").cards.map((slug) => card(slug).quote);
  await expect(page.locator(".deck")).toHaveCSS("overflow-y", "visible");
  await expect(page.locator(".slot:visible .quote")).toHaveText([first!]);
  await nextButton(page).tap();
  await expect(page.locator(".slot:visible .quote")).toHaveText([second!]);
  await expect(page.locator(".slot:visible .gloss")).toBeVisible();
  await expect(headerNote(page)).toHaveText(/^2 /);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await previousButton(page).tap();
  await expect(page.locator(".slot:visible .quote")).toHaveText([first!]);
});

test("where a card has more words than room, its lower edge fades: half a line is not the end", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.addInitScript(() => void (localStorage.size = "xl"));
  await page.goto("/decks/morning/");
  await ready(page);
  const edge = () =>
    page.evaluate(() => {
      const [slot, card] = [document.querySelector(".slot")!, document.querySelector(".card")!];
      const style = getComputedStyle(slot, "::before");
      const [place, own] = [slot.getBoundingClientRect(), card.getBoundingClientRect()];
      card.scrollTop = card.scrollHeight;
      const words = [...card.querySelectorAll(".card-say a, .gloss p")].map((part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return range.getBoundingClientRect().bottom;
      });
      return {
        more: card.scrollHeight > card.clientHeight,
        fades: style.backgroundImage.includes("gradient"),
        beneath: own.bottom - (place.bottom - parseFloat(style.bottom)),
        above: place.bottom - parseFloat(style.bottom) - parseFloat(style.height) - Math.max(...words),
      };
    });
  const { more, fades, beneath, above } = await edge();
  expect({ more, fades }).toEqual({ more: true, fades: true });
  expect(Math.abs(beneath)).toBeLessThan(3);
  // At its end nothing is faded.
  expect(above).toBeGreaterThan(-4);
});

test("下一条 stays under the thumb, however large the letters", async ({ page }) => {
  for (const [how, enlarge] of Object.entries(WAYS)) {
    await test.step(how, async () => {
      for (const path of ["/", "/decks/morning/", "/cards/q004/"]) {
        await usual(page);
        await page.goto(path);
        await ready(page);
        await enlarge(page);
        const next = nextButton(page);
        await expect.soft(next, `${how} ${path}`).toBeInViewport({ ratio: 0.99 });
        const { top, bottom, isOnTop } = await next.evaluate((next) => {
          const { top, bottom, left, right } = next.getBoundingClientRect();
          return { top, bottom, isOnTop: next.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)) };
        });
        expect.soft(isOnTop, `${how} ${path}`).toBe(true);
        expect.soft(bottom - top, how).toBeGreaterThanOrEqual(47);
        // In the lower part of the screen.
        expect.soft((top + bottom) / 2, `${how} ${path}`).toBeGreaterThan(page.viewportSize()!.height / 2);
      }
    });
  }
});

test("thread and hole of a card scroll away with its words, and lie over none", async ({ page }) => {
  await page.goto("/decks/morning/");
  await ready(page);
  await page.locator(".origin-open").first().tap();
  const card = page.locator(".card").first();
  await card.evaluate((card) => (card.scrollTop = card.scrollHeight));
  expect(await card.evaluate((card) => card.scrollTop)).toBeGreaterThan(60);
  // All that is drawn over the card's own box belongs to what scrolls in it.
  for (const part of ["::before", "::after"]) {
    const drawn = await deckSlots(page).first().evaluate((slot, part) => {
      const { content, height, bottom } = getComputedStyle(slot, part);
      // The fading edge, as high as a line, lies at the foot of the card all the time.
      const isEdge = parseFloat(bottom) < 20 && parseFloat(height) <= 24;
      return content === "none" || isEdge ? 0 : parseFloat(height);
    }, part);
    const above = await card.evaluate((card) => card.getBoundingClientRect().top - card.parentElement!.getBoundingClientRect().top);
    expect(drawn).toBeLessThanOrEqual(above + 1.5);
  }
});

test("nothing forbids a browser to enlarge letters", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("meta[name=viewport]")).not.toHaveAttribute("content", /maximum-scale|user-scalable/);
  for (const part of ["html", "body"]) await expect(page.locator(part)).toHaveCSS("-webkit-text-size-adjust", "auto");
});

test("a phone on its side shows the whole card", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 320 });
  await page.goto("/");
  await ready(page);
  await reachable(page, ".gloss p:last-child");
  await reachable(page, ".actions");
});

test("a refusal is seen where one taps, in letters twice as large too", async ({ page }) => {
  await page.goto("/posts/new/");
  await ready(page);
  await WAYS["in letters twice as large"]!(page);
  await page.getByLabel("想说的话").fill("有事找我 13812345678");
  await page.getByRole("button", { name: "发出", exact: true }).tap();
  const number = page.locator("mark");
  await expect(number).toBeInViewport({ ratio: 1 });
  const isCovered = () => number.evaluate((mark) => {
    const { left, right, bottom } = mark.getBoundingClientRect();
    return !mark.contains(document.elementFromPoint((left + right) / 2, bottom - 2));
  });
  expect(await isCovered()).toBe(false);
});

test("what one writes stays where it is when 已经存进手机 comes, in letters twice as large too", async ({ page }) => {
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/posts/new/");
    await ready(page);
    await WAYS["in letters twice as large"]!(page);
    await expect(headerStatus(page)).toHaveText("离线可读");
    const words = page.getByLabel("想说的话");
    await words.fill("");
    const top = async () => (await words.boundingBox())!.y;
    const before = await top();
    await words.fill("一句话");
    await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
    expect(await top(), `${width}`).toBe(before);
    expect(await lostInHeader(page)).toEqual([]);
  }
});

test("in very large letters one scroller moves all of a single card and what is like it", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.addInitScript(() => void (localStorage.size = "xl"));
  await page.goto("/cards/q016/");
  await ready(page);
  const scrollers = () =>
    page.evaluate(() => {
      const moves = (one: Element) => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY);
      return [...document.querySelectorAll("main *")].filter(moves).map((one) => one.className);
    });
  expect(await scrollers()).toEqual(["deck"]);
  await reachable(page, ".gloss p:last-child");
  await reachable(page, ".more li:last-child a");
  // Short cards fill the screen, and what is like them shows its heading.
  await page.goto("/cards/q010/");
  await ready(page);
  await page.evaluate(() => document.documentElement.removeAttribute("data-size"));
  await expect(page.locator(".more h2")).toBeInViewport({ ratio: 0.5 });
});

test("the mark that there is more stands below what fades", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("/");
  await ready(page);
  await page.locator(".origin-open").first().tap();
  const { solid, glyph } = await deckSlots(page).first().evaluate((slot) => {
    const { backgroundImage, height, fontSize } = getComputedStyle(slot, "::before");
    const stop = backgroundImage.match(/([\d.]+)%\)$/)?.[1];
    return { solid: (Number(stop) / 100) * parseFloat(height), glyph: (parseFloat(height) - parseFloat(fontSize) * 0.6) / 2 };
  });
  expect(solid).toBeLessThanOrEqual(glyph);
});
