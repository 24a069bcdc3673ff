// 听: reading aloud, where the phone has a Chinese voice. Chromium has none here: a voice is made that says when it
// begins and ends, as the browser's would.

import type { BrowserContext } from "@playwright/test";

import { expect, test } from "./fixtures";
import { article, card, deck } from "./support/content";
import { nextButton, tabBar } from "./support/page";
import { ready, stored } from "./support/reader";

declare global {
  interface Window {
    said: string[];
    finish: () => void;
  }
}

async function withVoice(context: BrowserContext, lang: string): Promise<void> {
  await context.addInitScript((lang) => {
    window.said = [];
    let current: EventTarget | null = null;
    window.finish = () => current?.dispatchEvent(new Event("end"));
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => [{ lang, name: "voice" }],
      speak(utterance: SpeechSynthesisUtterance) {
        window.said.push(utterance.text);
        current = utterance;
        setTimeout(() => utterance.dispatchEvent(new Event("start")));
      },
      cancel: () => (current = null),
    });
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  }, lang);
}

test("without a Chinese voice the button says why, and where it stands what helps", async ({ context, page }) => {
  await withVoice(context, "en-US");
  await page.goto("/cards/q010/");
  await ready(page);
  await page.getByRole("button", { name: "听" }).tap();
  await expect(page.getByText("这部手机也没有中文的声音。怎么装，看“我的”里的“听不了？”")).toBeVisible();
  await expect(page.getByRole("region", { name: "朗读" })).toBeHidden();
  await expect(page.getByRole("button", { name: "听" })).toBeVisible();
});

test("a card is read sentence by sentence, and then it is quiet", async ({ context, page }) => {
  await withVoice(context, "zh-CN");
  await page.goto("/cards/q010/");
  await ready(page);
  await page.getByRole("button", { name: "听" }).tap();
  await expect(page.getByRole("region", { name: "朗读" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.said[0])).toBe(card("q010").quote);
  for (let at = 2; at < 20 && (await page.getByRole("region", { name: "朗读" }).isVisible()); at++) {
    await page.evaluate(() => window.finish());
    await expect.poll(async () => (await page.evaluate(() => window.said.length)) >= at || !(await page.getByRole("region", { name: "朗读" }).isVisible())).toBe(true);
  }
  const said = await page.evaluate(() => window.said.slice(1).join(""));
  expect(said.replaceAll(/\s/g, "")).toBe(card("q010").body.replaceAll(/\s/g, ""));
  await expect(page.getByRole("region", { name: "朗读" })).toBeHidden();
});

test("停 stops an article, and so does leaving it", async ({ context, page }) => {
  await withVoice(context, "zh-CN");
  await page.goto(`/articles/${article.slug}/`);
  await ready(page);
  await page.getByRole("button", { name: "听" }).tap();
  const bar = page.getByRole("region", { name: "朗读" });
  await expect.poll(() => page.evaluate(() => window.said[0])).toBe(article.title);
  // Its name says what it does now; a pressed 停 would say the opposite.
  await expect(page.locator("[data-action=listen]")).toHaveText("停");
  await expect(page.locator("[data-action=listen]")).not.toHaveAttribute("aria-pressed");
  await bar.getByRole("button", { name: "停" }).tap();
  await expect(bar).toBeHidden();
  await page.getByRole("button", { name: "听" }).tap();
  await expect(bar).toBeVisible();
  await tabBar(page).getByText("学习").tap();
  await expect(bar).toBeHidden();
});

test("with very large text the card on screen is read, and 下一条 reads the next", async ({ context, page }) => {
  await withVoice(context, "zh-CN");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.addInitScript(() => localStorage.setItem("size", "xl"));
  await page.goto("/decks/morning/");
  await stored(page);
  const [, second, third] = deck("morning").cards;
  await nextButton(page).tap();
  await page.getByRole("button", { name: "听" }).tap();
  await expect.poll(() => page.evaluate(() => window.said[0])).toBe(card(second!).quote);
  await page.getByRole("region", { name: "朗读" }).getByRole("button", { name: "下一条" }).tap();
  await expect.poll(() => page.evaluate(() => window.said.at(-1))).toBe(card(third!).quote);
});

test("a deck is read card after card, and then it is quiet", async ({ context, page }) => {
  await withVoice(context, "zh-CN");
  await page.goto("/decks/morning/");
  await stored(page);
  await page.getByRole("button", { name: "听" }).tap();
  const bar = page.getByRole("region", { name: "朗读" });
  const { cards } = deck("morning");
  for (const slug of cards) {
    // Until the next quotation is said, whatever the plain words below take.
    await expect.poll(async () => {
      const said = await page.evaluate(() => window.said);
      if (!said.includes(card(slug).quote)) await page.evaluate(() => window.finish());
      return said.includes(card(slug).quote);
    }).toBe(true);
  }
  await expect.poll(async () => {
    await page.evaluate(() => window.finish());
    return bar.isVisible();
  }).toBe(false);
  const said = await page.evaluate(() => window.said);
  expect(cards.map((slug) => said.indexOf(card(slug).quote))).toEqual(cards.map((slug) => said.indexOf(card(slug).quote)).sort((a, b) => a - b));
});

test("where there is no voice, 我的 says so and what helps", async ({ context, page }) => {
  await withVoice(context, "en-US");
  await page.goto("/me/");
  await ready(page);
  await expect(page.getByText("这部手机没有中文的声音")).toBeVisible();
});

test("while it reads there is one 停 and one 下一条, in a deck, on a card and in an article", async ({ context, page }) => {
  await withVoice(context, "zh-CN");
  for (const [path, next] of [["/decks/morning/", 1], ["/cards/q010/", 1], [`/articles/${article.slug}/`, 0]] as const) {
    await page.goto(path);
    await ready(page);
    await page.getByRole("button", { name: "听" }).tap();
    await expect(page.getByRole("region", { name: "朗读" })).toBeVisible();
    await expect(page.getByRole("button", { name: "停", exact: true }), path).toHaveCount(1);
    await expect(page.getByText("下一条", { exact: true }).locator("visible=true"), path).toHaveCount(next);
    await page.getByRole("button", { name: "停", exact: true }).tap();
    await expect(page.getByRole("button", { name: "听" }), path).toBeVisible();
  }
});

test("a card that is longer than the screen is read where it is scrolled to, and follows what is read", async ({ context, page }) => {
  await withVoice(context, "zh-CN");
  await page.setViewportSize({ width: 360, height: 800 });
  await page.addInitScript(() => localStorage.setItem("size", "xl"));
  await page.goto("/cards/q016/");
  await ready(page);
  const deck = page.locator(".deck");
  await deck.evaluate((deck) => deck.scrollTo({ top: deck.scrollHeight, behavior: "instant" }));
  await page.getByRole("button", { name: "听" }).tap();
  await expect.poll(() => page.evaluate(() => window.said[0])).toBe(card("q016").quote);
  await expect(page.locator(".quote")).toBeInViewport();
});
