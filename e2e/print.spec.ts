// 书签打印: sheets of bookmarks and posters, measured as they come out of the printer.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card, cards, deck, site } from "./support/content";
import { secretary } from "./support/curating";
import { branchOf, takeDesk } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { A4, bookmarks, pdfPages, scanPrint } from "./support/print";

const DESIGNS = ["素笺", "雕版", "剪纸"];
const longest = cards.reduce((long, card) => (card.quote.length > long.quote.length ? card : long));

/** A secretary at the printer's room, with these cards chosen. */
async function openRoom(page: Page, server: EditableServer, slugs: string[] = []): Promise<void> {
  await takeDesk(page, server, await branchOf(server, "示例支部"), "secretary");
  await page.goto(`${server.url}/desk/print/#${slugs.join(",")}`);
  await expect(page.getByRole("heading", { name: "打印" })).toBeVisible();
  await expect(page.getByLabel("整组选")).toBeVisible();
}

const choose = (page: Page, name: string) => page.getByRole("radio", { name }).check();
const preview = (page: Page) => page.locator(".print-preview > li");

test.describe("on paper", () => {
  // A screen that is wide enough to be measured, and sharp enough to be scanned.
  test.use({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 4, isMobile: false, hasTouch: false });

  for (const [grid, count, width, columns] of [["8 条", 8, 48, 4], ["10 条", 10, 38, 5]] as const) {
    test(`${count} bookmarks on a sheet have the size that is promised, in each design`, async ({ page, editableServer }) => {
      await openRoom(page, editableServer, ["q010", longest.slug]);
      await choose(page, grid);
      for (const design of DESIGNS) {
        await choose(page, design);
        const boxes = await bookmarks(page);
        expect(boxes, design).toHaveLength(count);
        for (const [at, box] of boxes.entries()) {
          const left = (210 - columns * width) / 2 + (at % columns) * width;
          const top = (297 - 2 * 138) / 2 + Math.floor(at / columns) * 138;
          expect(box.width).toBeCloseTo(width, 1);
          expect(box.height).toBeCloseTo(138, 1);
          expect(box.left).toBeCloseTo(left, 1);
          expect(box.top).toBeCloseTo(top, 1);
          expect(box.outside, `${design} ${at}`).toEqual([]);
        }
        const first = page.locator(".print-out .bookmark").first();
        expect(await first.locator(".quote tspan").allTextContents().then((lines) => lines.join(""))).toBe(card("q010").quote);
        await expect(first).toContainText("第九部分");
        expect(await scanPrint(first.locator(".code"))).toBe(`${editableServer.url}/cards/q010/`);
        await page.emulateMedia({ media: null });
        const pages = await pdfPages(page);
        expect(pages, design).toHaveLength(1);
        // Browsers round A4 to whole pixels.
        expect(Math.abs(pages[0]!.width - A4.width)).toBeLessThan(1.5);
        expect(Math.abs(pages[0]!.height - A4.height)).toBeLessThan(1.5);
      }
    });
  }

  test("all cards there are stay within their bookmarks", async ({ page, editableServer }) => {
    await openRoom(page, editableServer, cards.map((card) => card.slug));
    for (const [grid, count] of [["8 条", 8], ["10 条", 10]] as const) {
      await choose(page, grid);
      for (const design of DESIGNS) {
        await choose(page, design);
        const boxes = await bookmarks(page);
        expect(new Set(boxes.map((box) => box.card)).size).toBe(cards.length);
        expect(boxes.flatMap((box) => box.outside), `${grid} ${design}`).toEqual([]);
        await page.emulateMedia({ media: null });
      }
      expect(await pdfPages(page)).toHaveLength(Math.ceil(cards.length / count));
    }
  });

  test("a poster is one page, names its place, and its code leads to the site", async ({ page, editableServer }) => {
    await openRoom(page, editableServer, ["q010"]);
    await choose(page, "门口海报");
    await page.getByLabel("贴在哪里").fill("示例驿站");
    // These tests' site is the sample that came with it: that is asked about once.
    await page.evaluate(() => {
      window.print = () => {};
    });
    await page.getByRole("button", { name: "打印，或存成 PDF" }).click();
    await page.getByRole("button", { name: "就这样印" }).click();
    // It was opened at an address that nobody else can open.
    await expect(page.locator(".print-address")).toContainText("127.0.0.1");
    for (const design of DESIGNS) {
      await choose(page, design);
      const poster = page.locator(".print-out .poster");
      await expect(poster).toHaveCount(1);
      for (const words of ["示例驿站", site.name, "微信扫一扫", site.committee]) await expect(poster).toContainText(words);
      await page.emulateMedia({ media: "print" });
      expect(await scanPrint(poster.locator(".code"))).toBe(`${editableServer.url}/`);
      await page.emulateMedia({ media: null });
      expect(await pdfPages(page)).toHaveLength(1);
    }
  });

  test("on paper there is nothing but the sheets", async ({ page, editableServer }) => {
    await openRoom(page, editableServer, ["q010"]);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("#desk")).toBeHidden();
    await expect(page.locator(".print-out")).toBeVisible();
    const ink = await page.locator(".print-out .quote").first().evaluate((text) => getComputedStyle(text).fill);
    expect(ink).toBe("rgb(33, 28, 22)");
  });
});

test("cards are chosen by words, by theme and as a deck, and the sheets say how many there are", async ({ page, editableServer }) => {
  await openRoom(page, editableServer);
  const go = page.getByRole("button", { name: "打印，或存成 PDF" });
  await expect(go).toBeDisabled();
  await page.getByPlaceholder("搜一搜").fill("江山就是人民");
  await page.getByRole("checkbox", { name: card("q010").quote, exact: true }).check();
  await expect(page.getByText("1 句，1 张 A4 纸")).toBeVisible();
  await page.getByPlaceholder("搜一搜").fill("没有这样一句话");
  await expect(page.getByText("没有这样的句子。")).toBeVisible();
  await page.getByPlaceholder("搜一搜").fill("");
  const theme = page.getByRole("button", { name: /^青年/ });
  await theme.tap();
  await expect(theme).toHaveAttribute("aria-expanded", "true");
  const youth = cards.find((card) => card.theme === "青年")!;
  await page.getByRole("checkbox", { name: youth.quote, exact: true }).check();
  await expect(page.getByText("2 句，1 张 A4 纸")).toBeVisible();
  await expect(theme).toContainText("选了 1 /");
  await page.getByRole("button", { name: "全不选" }).tap();
  await expect(preview(page)).toHaveCount(0);
  const morning = deck("morning");
  await page.getByLabel("整组选").selectOption({ label: morning.title });
  await expect(page.getByText(`${morning.cards.length} 句，`)).toBeVisible();
  await page.getByLabel("空位用选好的句子补满").uncheck();
  const printed = page.locator(".print-out .bookmark");
  await expect(printed).toHaveCount(morning.cards.length);
  expect(await printed.evaluateAll((all) => all.map((one) => (one as SVGElement).dataset.card))).toEqual(morning.cards);
});

test("the sheet is shown as wide as the phone, and the browser is asked to print it", async ({ page, editableServer }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-asked", "");
  });
  await openRoom(page, editableServer, ["q010"]);
  await expect(preview(page)).toHaveCount(1);
  const box = (await preview(page).boundingBox())!;
  expect(box.width).toBeGreaterThan(280);
  expect(box.height / box.width).toBeCloseTo(297 / 210, 1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole("button", { name: "打印，或存成 PDF" }).tap();
  await expect(page.locator("html")).toHaveAttribute("data-asked", "");
  await page.getByRole("link", { name: "打印邀请卡" }).tap();
  await expect(page.getByRole("heading", { name: "邀请", exact: true })).toBeVisible();
});

/** How many words of the bookmarks two of their lines share. */
async function parted(page: Page): Promise<number> {
  const lines = (quotes: Element[]) => quotes.map((quote) => [...quote.querySelectorAll("tspan")].map((line) => line.textContent!));
  const words = new Intl.Segmenter("zh", { granularity: "word" });
  const quotes = await page.locator(".print-out .bookmark .quote").evaluateAll(lines);
  const shared = quotes.flatMap((quote) => {
    let at = 0;
    const ends = quote.map((line) => (at += line.length));
    return [...words.segment(quote.join(""))].filter(({ segment, index }) => segment.length <= 4 && ends.some((end) => end > index && end < index + segment.length));
  });
  return shared.length;
}

test("words stay whole at a line's end, on wide bookmarks and on narrow ones", async ({ page, editableServer }) => {
  const chosen = cards.filter(({ quote }) => /力量|奋斗|群众|就业/.test(quote)).map(({ slug }) => slug);
  expect(chosen.length).toBeGreaterThan(10);
  await openRoom(page, editableServer, chosen);
  await page.getByLabel("空位用选好的句子补满").uncheck();
  for (const grid of ["8 条", "10 条"]) {
    await choose(page, grid);
    await expect(page.locator(".print-out .bookmark")).toHaveCount(chosen.length);
    const printed = await page.locator(".print-out .bookmark .quote").allTextContents();
    expect(printed).toEqual(chosen.map((slug) => card(slug).quote));
    // The browser's dictionary reads some words otherwise than people do, and where whole words would make the type small
    // they are parted.
    expect(await parted(page), grid).toBeLessThan(chosen.length / 2);
  }
});

test("what is too long for a poster's place is said, and no character is cut in two", async ({ page, editableServer }) => {
  await openRoom(page, editableServer, ["q010"]);
  await choose(page, "门口海报");
  const place = page.getByLabel("贴在哪里");
  await place.fill(`${"站".repeat(19)}👨‍👩‍👧`);
  await expect(place).toHaveValue(`${"站".repeat(19)}👨‍👩‍👧`);
  await expect(page.locator("#toast")).toBeEmpty();
  await place.pressSequentially("多");
  await expect(place).toHaveValue(`${"站".repeat(19)}👨‍👩‍👧`);
  await expect(page.locator("#toast")).toHaveText("这里最多 20 个字，多出来的没有留下。");
});

test("a card that is published tomorrow is printed today", async ({ page, browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  await takeDesk(page, editableServer, branch, "first");
  const second = await secretary(browser, editableServer, branch, "second");
  const at = `${editableServer.url}/api/desk/documents/cards/q900`;
  const said = "示例：红灯再短也要等完";
  const text = `---\nquote: "${said}"\nsentence: "${said}"\nsource: report-20\nsection: 九、路上\ntheme: 青年\n---\n`;
  const headers = { origin: editableServer.url };
  const saved = await page.request.put(`${at}/draft`, { headers, data: { text, version: 0 } });
  expect(saved.ok(), await saved.text()).toBe(true);
  const submitted = await page.request.post(`${at}/step`, { headers, data: { step: "submit", version: 1 } });
  expect(submitted.ok(), await submitted.text()).toBe(true);
  const publish = { step: "publish", version: 2, publish_from: Date.now() + 86_400_000, unverified: "示例数据" };
  const planned = await second.request.post(`${at}/step`, { headers, data: publish });
  expect(planned.ok(), await planned.text()).toBe(true);
  await page.goto(`${editableServer.url}/desk/print/#q900`);
  const bookmark = page.locator('.print-out .bookmark[data-card="q900"]').first();
  await expect(bookmark).toContainText("第九部分");
  await page.getByPlaceholder("搜一搜").fill(said.slice(3));
  await expect(page.locator(".print-cards li")).toContainText(/定时，\d+月\d+日起看得到/);
  await expect(page.locator(".print-cards input")).toBeChecked();
  await second.context().close();
});
