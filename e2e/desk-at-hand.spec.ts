// What a secretary looks for is in sight: a title, the button that prints, a question, and where each document stands.

import type { Locator, Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { SIZES, openDocument, saved, secretary } from "./support/curating";
import { branchOf, takeDesk } from "./support/desk";
import { importCount, importRows, keptState } from "./support/page";

/** Nothing lies over an element, nor over its corners. */
const isUncovered = (one: Locator) =>
  one.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const points = [left + 2, (left + right) / 2, right - 2].flatMap((x) => [top + 2, (top + bottom) / 2, bottom - 2].map((y) => [x, y]));
    return points.every(([x, y]) => {
      const over = document.elementFromPoint(x!, y!);
      return over && (element.contains(over) || over.contains(element));
    });
  });

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`a long title is read to its end, on a ${name}`, async ({ browser, editableServer }) => {
    const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", { viewport });
    await openDocument(page, editableServer, "cards/q900");
    const words = "示例：红灯再短也要等完，饭要趁热送，话要慢慢说";
    await page.getByLabel("金句", { exact: true }).fill(words);
    await saved(page);
    const title = page.locator(".writing-title");
    await expect(title).toHaveText(words);
    await expect(title).toHaveAttribute("title", words);
    await page.evaluate(() => scrollTo(0, 0));
    // A box shadow, too, lies over what it is painted on: where it reaches, there is no word.
    const [own, tabs] = [await title.boundingBox(), await page.locator(".parts").boundingBox()];
    if (name === "phone") expect(own!.y + own!.height).toBeLessThanOrEqual(tabs!.y);
    expect(await title.evaluate((one) => one.scrollHeight <= one.clientHeight + 1)).toBe(true);
    if (name === "phone") {
      const clip = await page.locator(".parts").evaluate((one) => getComputedStyle(one).clipPath);
      expect(Number.parseFloat(clip.match(/inset\((-?[\d.]+)px/)![1]!)).toBeGreaterThanOrEqual(-4);
    }
    await page.context().close();
  });

  test(`打印 is at hand however far the quotations are leafed through, on a ${name}`, async ({ browser, editableServer }) => {
    const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", { viewport });
    await page.goto(`${editableServer.url}/desk/print/#q001`);
    const print = page.getByRole("button", { name: "打印，或存成 PDF" });
    for (const theme of await page.locator(".print-theme > button").all()) await theme.click();
    for (const y of [0, 600, 5_000]) {
      await page.evaluate((y) => scrollTo(0, y), y);
      await expect(print).toBeInViewport({ ratio: 1 });
      expect(await isUncovered(print), `scrolled by ${y}`).toBe(true);
      await expect(page.getByText("1 句，1 张 A4 纸")).toBeInViewport();
    }
    await page.context().close();
  });
}

/** A document of each state there is; what its entry in the list looks like. */
async function looks(page: Page): Promise<{ words: string; look: string; shape: string }[]> {
  return page.locator(".standing").evaluateAll((all) => {
    const seen = new Map<string, { words: string; look: string; shape: string }>();
    for (const one of all) {
      const look = (one as HTMLElement).dataset.standing!;
      const { borderStyle, borderRadius, backgroundImage, backgroundSize, clipPath, borderWidth } = getComputedStyle(one, "::before");
      // A hue that a phone's own colours would take away is no shape.
      const shape = [borderStyle, borderRadius, backgroundImage.replace(/(rgba?|oklab|color)\([^)]*\)/g, (c) => (c.endsWith(", 0)") ? "none" : "ink")), backgroundSize, clipPath, borderWidth].join(" | ");
      seen.set(look, { words: one.textContent!, look, shape });
    }
    return [...seen.values()];
  });
}

for (const forcedColors of ["none", "active"] as const) {
  test(`where a document stands is told by a word and by a shape of its own, with colours ${forcedColors === "none" ? "of ours" : "of the phone"}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const first = await secretary(browser, editableServer, branch, "first");
    const second = await secretary(browser, editableServer, branch, "second", { forcedColors });
    const headers = { origin: editableServer.url };
    const at = (slug: string) => `${editableServer.url}/api/desk/documents/cards/${slug}`;
    const draft = async (slug: string) => {
      const said = `示例：${slug}，红灯再短也要等完`;
      const text = `---\nquote: "${said}"\nsentence: "${said}"\nsource: report-20\nsection: 九、路上\ntheme: 青年\n---\n示例。\n`;
      expect((await first.request.put(`${at(slug)}/draft`, { headers, data: { text, version: 0 } })).ok()).toBe(true);
    };
    const step = async (page: Page, slug: string, data: object) => {
      const answer = await page.request.post(`${at(slug)}/step`, { headers, data });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    for (const slug of ["q901", "q902", "q903", "q904", "q905"]) await draft(slug);
    for (const slug of ["q902", "q903", "q904"]) await step(first, slug, { step: "submit", version: 1 });
    await step(second, "q903", { step: "publish", version: 2, publish_from: Date.now() + 86_400_000, unverified: "示例数据" });
    await step(second, "q904", { step: "return", version: 2, note: "短一点" });
    await step(second, "q001", { step: "withdraw", version: 0, note: "过期了" });
    await first.goto(`${editableServer.url}/desk/cards/`);
    await second.goto(`${editableServer.url}/desk/cards/`);
    await second.getByRole("button", { name: "全部", exact: true }).click();
    for (const page of [first, second]) await page.getByRole("button", { name: "全部", exact: true }).click();
    const more = second.getByRole("button", { name: "再看一些" });
    const seen = async () => {
      if (await more.isVisible()) await more.click();
      return (await looks(second)).map(({ look }) => look).sort();
    };
    await expect.poll(seen).toEqual(["draft", "later", "review", "shown", "withdrawn", "back"].sort());
    const all = await looks(second);
    expect(new Set(all.map(({ words }) => words.replace(/[\d月日: ]/g, ""))).size).toBe(all.length);
    expect(new Set(all.map(({ shape }) => shape)).size, JSON.stringify(all, null, 1)).toBe(all.length);
    // The page of a document says it in the same way.
    await openDocument(second, editableServer, "cards/q001");
    await expect(keptState(second)).toHaveAttribute("data-standing", "withdrawn");
    await openDocument(second, editableServer, "cards/q902");
    await expect(keptState(second)).toHaveAttribute("data-standing", "review");
    await openDocument(first, editableServer, "cards/q904");
    await expect(keptState(first)).toHaveAttribute("data-standing", "back");
    await Promise.all([first, second].map((page) => page.context().close()));
  });
}

test("a question is asked in sight, above the tabs, on a phone", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.goto(`${editableServer.url}/desk/import/`);
  const rows = Array.from({ length: 30 }, (_, at) => `示例第 ${"一二三四五六七八九十"[at % 10]} 句话，${at} 里路也要等灯`);
  await page.getByLabel("粘贴").fill(["金句", ...rows].join("\n"));
  await page.getByRole("button", { name: "读出来" }).tap();
  await expect(importRows(page)).toHaveCount(30);
  await page.getByRole("button", { name: "不要了，重来" }).tap();
  const question = page.getByRole("group", { name: /真的不要了/ });
  await expect(question).toBeFocused();
  await expect(question).toBeInViewport({ ratio: 1 });
  expect(await isUncovered(question.getByRole("button", { name: "算了" }))).toBe(true);
  await question.getByRole("button", { name: "算了" }).tap();
  // In a form that is longer than the screen.
  await page.locator(".import-taken summary").tap();
  await page.locator(".import-row input[type=checkbox]").first().tap();
  const again = page.getByRole("button", { name: "照这样重新读" });
  await again.scrollIntoViewIfNeeded();
  await again.evaluate((one) => one.scrollIntoView({ block: "end" }));
  await again.evaluate((one) => (one as HTMLElement).click());
  const other = page.getByRole("group", { name: /这些行都重新读/ });
  await expect(other).toBeFocused();
  expect(await isUncovered(other.getByRole("button", { name: "算了" }))).toBe(true);
});

test("the title of a document that was read as a row is taken out, and comes back", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.goto(`${editableServer.url}/desk/import/`);
  await page.getByLabel("粘贴").fill("站里的话\n红灯再短也要等完\n饭要趁热送");
  await page.getByRole("button", { name: "读出来" }).tap();
  const rows = importRows(page);
  await expect(rows).toHaveCount(3);
  await expect(page.locator(".import-taken summary")).toBeFocused();
  await rows.first().getByRole("button", { name: "不要这一行" }).tap();
  await expect(rows).toHaveCount(2);
  await expect(importCount(page)).toHaveText(/^2 行/);
  await expect(page.getByRole("button", { name: "放回来" })).toBeFocused();
  await page.reload();
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole("button", { name: "不要这一行" }).tap();
  await page.getByRole("button", { name: "放回来" }).tap();
  await expect(page.locator(".import-quote")).toHaveText(["红灯再短也要等完", "饭要趁热送"]);
});
