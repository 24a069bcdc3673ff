// 收藏: its order, and its way to another phone without any server knowing.

import { readFile } from "node:fs/promises";

import type { Browser, BrowserContext, Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card, cards } from "./support/content";
import { deckSlots, headerNote, keepButton, nextButton, previousButton, quotation, tabBar } from "./support/page";
import { scan } from "./support/qr";
import { ready, stored, swipe } from "./support/reader";

const THREE = ["q010", "q011", "q002"];
const quotes = (slugs: string[]) => slugs.map((slug) => card(slug).quote);
const rows = (page: Page) => page.locator(".kept");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const keptIn = (page: Page) => page.evaluate(() => localStorage.kept as string | undefined);

/** A phone on which these cards are kept, with the page of what is kept open. */
async function open(page: Page, slugs: string[] = THREE): Promise<void> {
  await page.goto("/about/");
  await page.evaluate((kept) => void (localStorage.kept = kept), slugs.join(" "));
  await page.goto("/kept/");
  await stored(page);
  await expect(rows(page)).toHaveCount(slugs.length);
}

async function otherPhone(browser: Browser, baseURL: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL, hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } });
  return { context, page: await context.newPage() };
}

test("我的 says how many are kept and leads to them", async ({ page }) => {
  await open(page);
  await tabBar(page).getByText("我的").tap();
  await page.getByRole("link", { name: "收藏 3 条" }).tap();
  await expect(page).toHaveURL("/kept/");
  await expect(rows(page)).toHaveText(quotes(THREE));
  await expect(page.getByText("每条读一遍约 20 秒")).toBeVisible();
  await page.getByRole("link", { name: card("q011").quote }).tap();
  await expect(quotation(page)).toHaveText(card("q011").quote);
});

test("with nothing kept, the page says how to keep something, and nothing is offered to be carried", async ({ page }) => {
  await page.goto("/kept/");
  await ready(page);
  await expect(page.getByText("还没有。看到想留的一句")).toBeVisible();
  await expect(button(page, "带到另一部手机")).toHaveCount(0);
});

test("a card is moved by its buttons, said aloud, and stays where it was put", async ({ page }) => {
  await open(page);
  await button(page, "整理").tap();
  await rows(page).nth(2).getByRole("button").tap();
  await button(page, "上移").tap();
  await expect(rows(page)).toHaveText(quotes(["q010", "q002", "q011"]));
  await expect(page.locator("#announcer")).toHaveText("第 2 条，共 3 条");
  await expect(button(page, "上移")).toBeFocused();
  await button(page, "上移").tap();
  await expect(rows(page)).toHaveText(quotes(["q002", "q010", "q011"]));
  await button(page, "上移").tap();
  await expect(page.locator("#announcer")).toHaveText("到头了");
  await button(page, "下移").tap();
  await expect(rows(page)).toHaveText(quotes(["q010", "q002", "q011"]));
  await expect(rows(page).locator("[aria-pressed=true]")).toHaveText(card("q002").quote);
  await button(page, "好了").tap();
  await page.reload();
  await expect(rows(page)).toHaveText(quotes(["q010", "q002", "q011"]));
});

test("a card at the end of a long list is brought to the top by one tap", async ({ page }) => {
  const many = cards.slice(0, 30).map(({ slug }) => slug);
  await open(page, many);
  await button(page, "整理").tap();
  await rows(page).last().getByRole("button").tap();
  await button(page, "置顶").tap();
  await expect(rows(page).first()).toHaveText(card(many[29]!).quote);
  await expect(page.locator("#announcer")).toHaveText("第 1 条，共 30 条");
  await expect(button(page, "置顶")).toBeFocused();
  expect(await keptIn(page)).toBe([many[29], ...many.slice(0, 29)].join(" "));
});

test("what is kept is leafed through card by card: swiped, kept or let go, shown large, to a clean end", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: "一条一条看" }).tap();
  await expect(page).toHaveURL("/kept/deck/");
  const slot = (at: number) => deckSlots(page).nth(at);
  for (const [at, slug] of THREE.entries()) {
    await expect(slot(at)).toBeInViewport({ ratio: 0.9 });
    await expect(slot(at).locator(".quote")).toHaveText(card(slug).quote);
    await expect(slot(at).locator(".gloss")).toBeVisible();
    await expect(headerNote(page)).toHaveText(`${at + 1} / 3`);
    await expect(keepButton(page)).toHaveAttribute("aria-pressed", "true");
    await expect(page.locator(".actions [data-action=share]")).toHaveAttribute("data-card", slug);
    if (at === 1) await swipe(page, 600, 200);
    else await page.locator(".actions [data-action=next]").tap();
  }
  await expect(page.getByRole("heading", { name: /^收藏的看完了/ })).toBeInViewport({ ratio: 1 });
  await page.goto("/about/");
  await page.goto("/kept/deck/#show");
  await ready(page);
  await expect(tabBar(page)).toBeHidden();
  await expect(slot(0)).toBeInViewport({ ratio: 0.9 });
  await button(page, "退出大字").tap();
  await expect(tabBar(page)).toBeVisible();
});

test("leafing through nothing says how to keep something", async ({ page }) => {
  await page.goto("/kept/deck/");
  await ready(page);
  await expect(page.getByText("还没有。看到想留的一句")).toBeVisible();
  await expect(page.getByText("收藏的看完了")).toBeHidden();
});

test("the order can be changed by keyboard alone", async ({ page }) => {
  await open(page);
  await button(page, "整理").focus();
  await page.keyboard.press("Enter");
  await expect(button(page, "好了")).toBeFocused();
  await rows(page).first().getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(rows(page).locator("[aria-pressed=true]")).toBeFocused();
  await button(page, "下移").focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveText(quotes(["q011", "q010", "q002"]));
  await expect(button(page, "下移")).toBeFocused();
});

test("what was removed goes back to its place", async ({ page }) => {
  await open(page);
  await button(page, "整理").tap();
  await rows(page).nth(1).getByRole("button").tap();
  await button(page, "移出").tap();
  await expect(rows(page)).toHaveText(quotes(["q010", "q002"]));
  expect(await keptIn(page)).toBe("q010 q002");
  await button(page, "放回").tap();
  await expect(rows(page)).toHaveText(quotes(THREE));
  expect(await keptIn(page)).toBe(THREE.join(" "));
});

test("the last one removed can go back as well", async ({ page }) => {
  await open(page, ["q010"]);
  await button(page, "整理").tap();
  await rows(page).getByRole("button").tap();
  await button(page, "移出").tap();
  await expect(rows(page)).toHaveCount(0);
  await button(page, "放回").tap();
  await expect(rows(page)).toHaveText(quotes(["q010"]));
});

test("a link carries what is kept to another phone, which asks first and keeps its own order", async ({ browser, context, page, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await button(page, "带到另一部手机").tap();
  await button(page, "复制链接").tap();
  await expect(page.getByText("已复制")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${server.url}/kept/#k=q010.q011.q002`);

  const other = await otherPhone(browser, server.url);
  const asked: string[] = [];
  other.page.on("request", (request) => asked.push(request.url()));
  await open(other.page, ["q005", "q011"]);
  await other.page.goto("/about/");
  await other.page.goto(link);
  await stored(other.page);
  await expect(other.page.getByRole("heading", { name: "带来了 2 条" })).toBeVisible();
  await expect(other.page.locator(".arrival li")).toHaveText(quotes(["q010", "q002"]));
  expect(await keptIn(other.page)).toBe("q005 q011");
  await button(other.page, "收下 2 条").tap();
  await expect(button(other.page, "整理")).toBeFocused();
  await expect(rows(other.page)).toHaveText(quotes(["q005", "q011", "q010", "q002"]));
  await expect(other.page).toHaveURL("/kept/");
  await expect(other.page.locator(".arrival")).toHaveCount(0);
  await other.page.reload();
  await expect(rows(other.page)).toHaveText(quotes(["q005", "q011", "q010", "q002"]));
  expect(asked.filter((url) => /q0\d\d/.test(url))).toEqual([]);
  await other.context.close();
});

test("不要 changes nothing", async ({ page }) => {
  await open(page, ["q005"]);
  await page.goto("/kept/#k=q010");
  await button(page, "不要").tap();
  await expect(page.locator(".arrival")).toHaveCount(0);
  await expect(page).toHaveURL("/kept/");
  expect(await keptIn(page)).toBe("q005");
  await expect(button(page, "整理")).toBeFocused();
});

test("不要 where nothing is kept leads back to the page's heading", async ({ page }) => {
  await page.goto("/kept/#k=q010");
  await button(page, "不要").tap();
  await expect(page.locator("h1")).toBeFocused();
});

test("what is carried is sent to oneself, and not to others", async ({ page }) => {
  await page.addInitScript(() => Object.assign(navigator, { share: () => Promise.resolve() }));
  await open(page);
  await button(page, "带到另一部手机").tap();
  await expect(button(page, "发给自己")).toBeVisible();
  await expect(button(page, "发给别人")).toHaveCount(0);
});

test("a long list is carried by several codes, in any order", async ({ browser, page, server }) => {
  const many = cards.slice(0, 80).map(({ slug }) => slug);
  await open(page, many);
  await button(page, "带到另一部手机").tap();
  await button(page, "二维码").tap();
  const code = page.locator("img.share-code");
  const count = Number((await page.getByText(/第 1 个，共/).textContent())!.match(/共 (\d+) 个/)![1]);
  expect(count).toBeGreaterThan(1);
  const links: string[] = [];
  for (let at = 1; at <= count; at++) {
    await expect(page.getByText(`第 ${at} 个，共 ${count} 个`)).toBeVisible();
    links.push(await scan(code));
    await button(page, "下一个").tap();
    await expect(button(page, "下一个")).toBeFocused();
  }
  await expect(page.getByText("第 1 个，")).toBeVisible();
  await button(page, "上一个").tap();
  await expect(page.getByText(`第 ${count} 个，`)).toBeVisible();

  const other = await otherPhone(browser, server.url);
  for (const link of links.reverse()) {
    // The next code opens in the same window.
    await other.page.goto(link);
    await other.page.getByRole("button", { name: /^收下 \d+ 条$/ }).tap();
    await expect(other.page.locator(".arrival")).toHaveCount(0);
  }
  await expect(rows(other.page)).toHaveCount(80);
  expect((await keptIn(other.page))!.split(" ").sort()).toEqual([...many].sort());
  await other.context.close();
});

test("a file carries it as well", async ({ browser, page, server }) => {
  await open(page);
  await button(page, "带到另一部手机").tap();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "存成文件" }).tap()]);
  expect(download.suggestedFilename()).toBe("收藏.txt");
  await expect(page.getByText("存下来了")).toBeVisible();
  const file = await readFile((await download.path())!);

  const other = await otherPhone(browser, server.url);
  await open(other.page, ["q005"]);
  await other.page.getByLabel("打开文件").setInputFiles({ name: "收藏.txt", mimeType: "text/plain", buffer: file });
  await button(other.page, "收下 3 条").tap();
  await expect(rows(other.page)).toHaveText(quotes(["q005", ...THREE]));
  await other.page.getByLabel("打开文件").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("别的") });
  await expect(other.page.getByText("这个文件里没有收藏")).toBeVisible();
  await other.context.close();
});

test("what is damaged or unknown in a link is passed over, in plain words", async ({ page }) => {
  await open(page, ["q005"]);
  await page.goto("/kept/#k=q999.%3Cb%3E.q010..q010");
  await expect(page.getByRole("heading", { name: "带来了 1 条" })).toBeVisible();
  await expect(page.getByText("有 3 条认不出来，跳过了")).toBeVisible();
  await button(page, "收下 1 条").tap();
  await expect(rows(page)).toHaveText(quotes(["q005", "q010"]));
  await page.goto("/kept/#k=<script>");
  await expect(page.getByRole("heading", { name: "没有要收的新金句" })).toBeVisible();
  await button(page, "知道了").tap();
  await expect(page).toHaveURL("/kept/");
  expect(await keptIn(page)).toBe("q005 q010");
  await page.goto("/kept/#elsewhere");
  await expect(rows(page)).toHaveCount(2);
  await expect(page.locator(".arrival")).toHaveCount(0);
});

test("a phone that stores nothing takes what arrives for now, and says so", async ({ context, page }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  });
  await page.goto("/kept/#k=q010.q011");
  await button(page, "收下 2 条").tap();
  await expect(page.getByText("这个浏览器不让存，关掉就没了")).toBeVisible();
  await expect(rows(page)).toHaveText(quotes(["q010", "q011"]));
});

test("without a network the list is there, and can be put in order and carried", async ({ context, page }) => {
  await open(page);
  await context.setOffline(true);
  await tabBar(page).getByText("我的").tap();
  await page.getByRole("link", { name: "收藏 3 条" }).tap();
  await expect(rows(page)).toHaveText(quotes(THREE));
  await button(page, "带到另一部手机").tap();
  await button(page, "二维码").tap();
  expect(await scan(page.locator("img.share-code"))).toContain("/kept/#k=q010.q011.q002");
});

test("where the browser lets read and not write, several cards are kept until it is closed, and can be let go", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.goto("/cards/q010/");
  await ready(page);
  const keep = keepButton(page);
  await keep.tap();
  await nextButton(page).tap();
  // The address changes first; the card that was left is still there for a moment.
  await expect(page.locator("[data-action=keep][data-card=q010]")).toHaveCount(0);
  await keep.tap();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  // From card to card is no step of the way back.
  await previousButton(page).tap();
  await expect(page.locator("[data-action=keep][data-card=q010]")).toHaveAttribute("aria-pressed", "true");
  await keep.tap();
  await expect(keep).toHaveAttribute("aria-pressed", "false");
});

test("a kept card looks like every card: its plain words in ink", async ({ page }) => {
  const look = () =>
    page.locator(".slot .gloss p").first().evaluate((words) => {
      const { color, fontSize } = getComputedStyle(words);
      return { color, fontSize };
    });
  await open(page);
  await page.goto("/kept/deck/");
  await expect(page.locator(".slot .gloss").first()).toBeVisible();
  const kept = await look();
  await page.goto("/cards/q010/");
  expect(kept).toEqual(await look());
});

test("a card that was opened from 收藏 leads back to it, however far one went on", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: card("q011").quote }).tap();
  await expect(quotation(page)).toHaveText(card("q011").quote);
  for (let steps = 0; steps < 2; steps++) {
    const before = page.url();
    await nextButton(page).tap();
    await expect(page).not.toHaveURL(before);
  }
  await button(page, "回到收藏").tap();
  await expect(page).toHaveURL("/kept/");
  await expect(rows(page)).toHaveCount(3);
});
