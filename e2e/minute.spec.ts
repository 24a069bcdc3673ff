// One minute: three cards, and then a clean end; and going on where one was interrupted.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { article } from "./support/content";
import { deckSlots, headerNote, quotation, resumeLine } from "./support/page";
import { lastDays } from "./support/published";
import { goOffline, installed, ready, stored } from "./support/reader";

const next = (page: Page) => page.locator(".actions [data-action=next]");
const at = (page: Page, place: number) => expect(deckSlots(page).nth(place)).toBeInViewport({ ratio: 0.9 });

test("from opening to the end of a minute in five taps", async ({ page, server }) => {
  await page.goto("/");
  await stored(page);
  await page.locator(".actions").getByText("一分钟").tap();
  await expect(page).toHaveURL("/minute/");
  await expect(page.locator(".slot[data-card]")).toHaveCount(3);
  const slugs = await page.locator(".slot[data-card]").evaluateAll((slots) => slots.map((slot) => slot.getAttribute("data-card")));
  expect(new Set(slugs).size).toBe(3);
  expect(slugs).not.toContain((await lastDays(server.url))[0]!.slug);
  for (let place = 0; place < 3; place++) {
    await at(page, place);
    await expect(headerNote(page)).toHaveText(`${place + 1} / 3`);
    await next(page).tap();
  }
  await expect(page.getByRole("heading", { name: /^一分钟到了/ })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("heading", { name: /^一分钟到了/ })).toBeInViewport({ ratio: 1 });
});

test("a minute needs no script and no network", async ({ context, page, request, editableServer }) => {
  const html = await (await request.get("/minute/")).text();
  expect(html.match(/<section class="gloss">/g)).toHaveLength(3);
  await page.goto(editableServer.url);
  await installed(page);
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/minute/`);
  await expect(quotation(page)).toHaveCount(3);
});

test("an interrupted minute goes on where it was: the next opening of the site offers it", async ({ context, page }) => {
  await page.goto("/minute/");
  await stored(page);
  await next(page).tap();
  await at(page, 1);
  await expect(headerNote(page)).toHaveText("2 / 3");
  await page.close();
  const again = await context.newPage();
  await again.goto("/");
  await expect(again.getByRole("link", { name: "接着看：一分钟 2 / 3" })).toBeVisible();
  // Whoever looked away finds it with the next visit as well, until it is read to its end.
  await again.goto("/");
  await again.getByRole("link", { name: "接着看：一分钟 2 / 3" }).tap();
  await at(again, 1);
  await next(again).tap();
  await next(again).tap();
  // All of it: it glides, and what is left half-way is not at its end.
  await at(again, 3);
  await expect(again.locator(".deck-end")).toBeInViewport({ ratio: 1 });
  await again.goto("/");
  await ready(again);
  await expect(resumeLine(again)).toHaveCount(0);
});

test("of yesterday's minute the card is offered: today's has others", async ({ context, page }) => {
  await page.goto("/minute/");
  await stored(page);
  await next(page).tap();
  await at(page, 1);
  const slug = await deckSlots(page).nth(1).getAttribute("data-card");
  await page.close();
  const again = await context.newPage();
  await again.clock.setFixedTime(Date.now() + 24 * 3600e3);
  await again.goto("/");
  await expect(again.locator(".resume a")).toHaveAttribute("href", `/cards/${slug}/`);
  // Whoever went there has it: it is not asked again.
  await again.locator(".resume a").tap();
  await expect(again).toHaveURL(`/cards/${slug}/`);
  await again.goto("/");
  await ready(again);
  await expect(resumeLine(again)).toHaveCount(0);
});

test("what is not there any more is offered until one has looked, and nothing for longer than a week", async ({ page }) => {
  const left = async (days: number) => {
    await page.goto("/about/");
    await page.evaluate((days) => {
      const day = new Date(Date.now() + 8 * 3600e3 - days * 24 * 3600e3).toISOString().slice(0, 10);
      localStorage.places = `/decks/gone/\tq1\t撤了的一组`;
      localStorage.resume = `/decks/gone/ ${day}`;
    }, days);
    await page.goto("/");
    await ready(page);
  };
  await left(8);
  await expect(resumeLine(page)).toHaveCount(0);
  await left(7);
  await page.locator(".resume a").tap();
  await expect(page).toHaveURL("/decks/gone/");
  await page.goto("/");
  await ready(page);
  await expect(resumeLine(page)).toHaveCount(0);
});

test("the offer goes away by itself when one reads on, or when it is not wanted", async ({ page, server }) => {
  const days = await lastDays(server.url);
  for (const [place, answer] of [[1, "next"], [2, "no"]] as const) {
    await page.goto("/minute/");
    await stored(page);
    await at(page, place - 1);
    await next(page).tap();
    await at(page, place);
    await expect(headerNote(page)).toHaveText(`${place + 1} / 3`);
    await page.goto("/");
    await expect(resumeLine(page)).toBeVisible();
    await expect(deckSlots(page)).toHaveCount(days.length + 1);
    if (answer === "next") await next(page).tap();
    else await page.getByRole("button", { name: "不用" }).tap();
    await expect(resumeLine(page)).toBeHidden();
    await page.reload();
    await ready(page);
    if (answer === "no") await expect(resumeLine(page)).toBeHidden();
  }
});

test("the offer is one line in the header: it covers no card, moves nothing, and goes by itself", async ({ page }) => {
  await page.clock.install();
  const name = "一篇名字很长很长的文章，长得一行里怎么也放不下";
  await page.addInitScript((name) => {
    localStorage.places = `/articles/a/\t30\t${name}`;
    localStorage.resume = `/articles/a/ ${new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)}`;
  }, name);
  await page.goto("/");
  await ready(page);
  const offer = resumeLine(page);
  const link = offer.getByRole("link", { name: `接着看：${name}` });
  await expect(link).toBeVisible();
  const box = async (what: string) => (await page.locator(what).first().boundingBox())!;
  const [head, card, line, card0] = [await box(".head"), await box(".card"), await box(".resume"), await box(".deck")];
  expect(line.y + line.height).toBeLessThanOrEqual(head.y + head.height + 0.5);
  expect(line.y + line.height).toBeLessThanOrEqual(card.y);
  expect(line.x + line.width).toBeLessThanOrEqual(360);
  expect(await link.evaluate((link) => [link.getClientRects().length, link.scrollWidth > link.clientWidth, getComputedStyle(link).textOverflow])).toEqual([1, true, "ellipsis"]);
  await page.clock.fastForward(21_000);
  await expect(offer).toHaveCount(0);
  await expect(headerNote(page)).toBeVisible();
  expect(await box(".deck")).toEqual(card0);
});

test("one older card is no place to go on from; the one before it is", async ({ page, server }) => {
  const days = await lastDays(server.url);
  for (const older of [1, 2]) {
    await page.goto("/about/");
    await page.evaluate(() => localStorage.clear());
    await page.goto("/");
    await stored(page);
    await expect(deckSlots(page)).toHaveCount(days.length + 1);
    for (let place = 1; place <= older; place++) {
      await next(page).tap();
      await at(page, place);
    }
    await expect(headerNote(page)).toHaveText(days[older]!.note);
    await page.goto("/articles/");
    await page.goto("/");
    await ready(page);
    await expect(resumeLine(page)).toHaveCount(older - 1);
  }
  await page.locator(".resume a").tap();
  await expect(page).toHaveURL(`/cards/${days[2]!.slug}/`);
  await page.goto("/");
  await ready(page);
  await expect(resumeLine(page)).toHaveCount(0);
});

test("an article opens at the paragraph where it was left, until it was read to its end", async ({ context, page }) => {
  const path = `/articles/${article.slug}/`;
  await page.goto(path);
  await ready(page);
  const paragraph = (page: Page) => page.locator(".prose > *").nth(5);
  await paragraph(page).evaluate((paragraph) => paragraph.scrollIntoView({ block: "start", behavior: "instant" }));
  const left = await page.evaluate(() => scrollY);
  await expect.poll(() => page.evaluate(() => localStorage.places ?? "")).toContain(path);
  await page.close();
  const again = await context.newPage();
  await again.goto("/articles/");
  await ready(again);
  await again.locator(`a[href="${path}"]`).tap();
  await expect(again.locator("h1")).toHaveText(article.title);
  await expect.poll(() => again.evaluate(() => scrollY)).toBeGreaterThan(left - 80);
  await again.evaluate(() => scrollTo(0, document.body.scrollHeight * 9));
  await expect.poll(() => again.evaluate(() => localStorage.places ?? "")).not.toContain(path);
});

test("an article has a list of its headings that leads to them", async ({ page }) => {
  await page.goto(`/articles/${article.slug}/`);
  await ready(page);
  const headings = await page.locator(".prose h2").allTextContents();
  await expect(page.locator(".contents a")).toHaveText(headings);
  await page.locator(".contents a").last().tap();
  await expect(page.locator(".prose h2").last()).toBeInViewport();
});
