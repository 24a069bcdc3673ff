// Recordings: a card that somebody reads aloud, with the app, without it, with the screen off, and without a network.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { violationsInEveryLook } from "./support/axe";
import { SIZES, openDocument, saved, secretary } from "./support/curating";
import { deck } from "./support/content";
import { branchOf } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { mp3, named } from "./support/recordings";
import { goOffline, installed, ready } from "./support/reader";
import { sideways } from "./support/sideways";

const DECK = "morning";

/** The first and the third card of a deck are read aloud. */
async function recorded(server: EditableServer): Promise<string[]> {
  const [first, second, third] = deck(DECK).cards;
  const names = [named("a", 2, 28), named("b", 2, 28)];
  for (const name of names) await server.put(`recordings/${name}`, mp3(70));
  await server.edit(`cards/${first}.md`, "\ntheme: ", `\nrecording: /recordings/${names[0]}\nvoice: 示例老周\ntheme: `);
  await server.edit(`cards/${third}.md`, "\ntheme: ", `\nrecording: /recordings/${names[1]}\ntheme: `);
  return [first!, second!, third!];
}

/** The slot that is read, by its card. */
const title = () => navigator.mediaSession.metadata?.title ?? "";

test("a deck's recordings play one after the other, also while nobody looks, and without a network once they are stored", async ({ context, page, editableServer }) => {
  const [, , third] = await recorded(editableServer);
  await page.goto(`${editableServer.url}/decks/${DECK}/`);
  await installed(page);
  const listen = page.locator(".actions [data-action=listen]");
  await listen.tap();
  const bar = page.getByRole("region", { name: "朗读" });
  await expect(bar).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.mediaSession.metadata?.artist)).toBe("示例老周");
  // The card between has no recording, and this browser no voice: it is passed over.
  const slot = page.locator(`.slot[data-card="${third}"]`);
  await expect(slot).toBeInViewport({ ratio: 0.8 });
  const keep = bar.getByRole("button", { name: "录音存到手机（56 KB）" });
  await keep.tap();
  await expect(bar.getByRole("button", { name: "录音存好了，拿掉（56 KB）" })).toBeVisible();
  await bar.getByRole("button", { name: "停", exact: true }).tap();
  // From its beginning, and not from where it was left.
  await page.evaluate(() => localStorage.clear());
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/decks/${DECK}/`);
  await ready(page);
  // Nobody looks: nothing scrolls, and it goes on.
  await listen.tap();
  await expect.poll(() => page.evaluate(title)).not.toBe("");
  const before = await page.evaluate(title);
  await page.evaluate(() => Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }));
  await expect.poll(() => page.evaluate(title)).not.toBe(before);
  await expect(slot).not.toBeInViewport();
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(slot).toBeInViewport({ ratio: 0.8 });
});

test("without the app a card's recording has the browser's own player", async ({ browser, editableServer }) => {
  const [first] = await recorded(editableServer);
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: SIZES.phone })).newPage();
  await page.goto(`${editableServer.url}/cards/${first}/`);
  await page.getByText("录音 · 示例老周 · 2 秒 · 28 KB").click();
  await expect(page.locator("audio[controls]")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("card.png") });
});

test("a recording is sent at the desk, heard, and taken back for good", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  await openDocument(page, editableServer, "articles/rain");
  await page.locator("#field-title").fill("雨天");
  const file = page.locator("#field-recording");
  await file.setInputFiles({ name: "微信语音.amr", mimeType: "audio/amr", buffer: Buffer.from("#!AMR\n0123456789") });
  await expect(page.getByRole("alert").filter({ hasText: "AMR" })).toContainText("存成 m4a 或 mp3");
  await file.setInputFiles({ name: "录音.mp3", mimeType: "audio/mpeg", buffer: mp3(120) });
  const player = page.locator(".recording-field audio");
  await expect(player).toBeVisible();
  await expect(page.getByText("4 秒 · 49 KB")).toBeVisible();
  await saved(page);
  const path = (await player.getAttribute("src"))!;
  expect((await page.request.get(editableServer.url + path)).status()).toBe(200);
  await page.screenshot({ path: test.info().outputPath("desk.png"), fullPage: true });
  await page.getByRole("button", { name: "本人要收回" }).click();
  await page.getByRole("button", { name: "收回", exact: true }).click();
  await expect(page.getByText("收回了：页面上、手机里都不再有")).toBeVisible();
  await expect(player).toHaveCount(0);
  await saved(page);
  expect((await page.request.get(editableServer.url + path)).status()).toBe(404);
});

/** An article that is begun at the desk, and a link for whoever is asked to read it aloud. */
async function asked(page: Page, server: EditableServer): Promise<string> {
  await openDocument(page, server, "articles/rain");
  await page.locator("#field-title").fill("雨天");
  await page.locator("#field-body").fill("雨天慢一点，谁都等得起。");
  await page.getByRole("button", { name: "请一位骑手来念" }).click();
  await expect(page.getByText("发给要念的人，7 天内传一次就用掉了")).toBeInViewport();
  await expect(page.getByRole("button", { name: "复制链接" })).toBeInViewport();
  await expect(page.getByRole("button", { name: "再请一位骑手来念" })).toBeVisible();
  await expect(page.locator(".recording-open")).toContainText("上面这个链接，还没人传");
  return page.locator(".recording-link").innerText();
}

test("a rider who was asked reads aloud without an account or the app, and the secretary hears it and uses it", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first");
  const link = await asked(page, editableServer);
  await expect(page.getByRole("button", { name: "复制链接" })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("asked.png"), fullPage: true });

  const rider = await (await browser.newContext({ viewport: SIZES.phone, locale: "zh-CN", javaScriptEnabled: false })).newPage();
  await rider.goto(link);
  await expect(rider.getByRole("heading", { name: "念一段" })).toBeVisible();
  await expect(rider.getByText("雨天慢一点，谁都等得起。")).toBeVisible();
  await rider.screenshot({ path: test.info().outputPath("words.png"), fullPage: true });
  const file = rider.getByLabel("录好的那一段");
  const send = rider.getByRole("button", { name: "传上去" });
  await send.click();
  await expect(rider.getByRole("alert")).toContainText("先选录好的那一段");
  await file.setInputFiles({ name: "微信语音.amr", mimeType: "audio/amr", buffer: Buffer.from("#!AMR\n0123456789") });
  await send.click();
  await expect(rider.getByRole("alert")).toContainText("AMR");
  // A video by mistake: all of it is sent before anybody can say that it is too large.
  await file.setInputFiles({ name: "录像.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(9 * 1024 * 1024) });
  await send.click();
  await expect(rider.getByRole("alert")).toContainText("最大 3 MB");
  await expect(rider.getByText("雨天慢一点，谁都等得起。")).toBeVisible();
  await rider.screenshot({ path: test.info().outputPath("wrong.png"), fullPage: true });
  await file.setInputFiles({ name: "录音.mp3", mimeType: "audio/mpeg", buffer: mp3(120) });
  await send.click();
  await expect(rider.getByRole("heading", { name: "收到了" })).toBeVisible();
  await rider.screenshot({ path: test.info().outputPath("taken.png") });
  expect((await rider.goto(link))!.status()).toBe(410);
  await expect(rider.getByRole("heading", { name: "这个链接传过一次了" })).toBeVisible();

  // Whoever sits at the desk hears of it without doing anything.
  const offered = page.getByRole("region", { name: "有人念好了" });
  await expect(offered).toBeVisible();
  await expect(offered).toContainText("4 秒 · 49 KB");
  const path = (await offered.locator("audio").getAttribute("src"))!;
  expect((await page.request.get(editableServer.url + path)).status()).toBe(200);
  expect((await rider.request.get(editableServer.url + path)).status()).toBe(404);
  await page.screenshot({ path: test.info().outputPath("offered.png"), fullPage: true });
  await page.goto(`${editableServer.url}/desk/`);
  await page.getByRole("link", { name: /有人念好了一段：雨天/ }).click();
  await offered.getByRole("button", { name: "用上" }).click();
  await expect(offered).toHaveCount(0);
  await expect(page.locator(".recording-field > audio")).toHaveAttribute("src", path);
  await saved(page);
  await page.reload();
  await expect(page.locator(".recording-field > audio")).toHaveAttribute("src", path);
  await expect(offered).toHaveCount(0);
});

test("what a rider is asked to read can be read and sent by everybody, and what came is let go", async ({ browser, page, editableServer }) => {
  const desk = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first");
  await page.goto(await asked(desk, editableServer));
  await page.getByRole("button", { name: "传上去" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await violationsInEveryLook(page)).toEqual([]);
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 640 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    expect(await sideways(page)).toEqual([]);
  }
  await page.screenshot({ path: test.info().outputPath("large.png"), fullPage: true });
  await page.getByLabel("录好的那一段").setInputFiles({ name: "录音.mp3", mimeType: "audio/mpeg", buffer: mp3(70) });
  await page.getByRole("button", { name: "传上去" }).click();
  await expect(page.getByRole("heading", { name: "收到了" })).toBeVisible();
  const offered = desk.getByRole("region", { name: "有人念好了" });
  await offered.getByRole("button", { name: "不用" }).click();
  await offered.getByRole("button", { name: "不用了" }).click();
  await expect(desk.getByText("不用这一段了", { exact: true })).toBeVisible();
  await expect(offered).toHaveCount(0);
});

test("whoever may not write there asks, lets links go, and takes back what its speaker does not want heard", async ({ browser, page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  const link = await asked(first, editableServer);
  await saved(first);
  // A colleague, while the first one writes.
  const other = await secretary(browser, editableServer, branch, "second");
  await openDocument(other, editableServer, "articles/rain");
  await expect(other.locator("#field-title")).toBeDisabled();
  await other.getByRole("button", { name: "请一位骑手来念" }).click();
  await expect(other.getByText("发给要念的人，7 天内传一次就用掉了")).toBeVisible();
  // Other desks hear of a link that is made.
  await expect(first.getByRole("button", { name: "作废" })).toHaveCount(2);
  await other.getByRole("button", { name: "作废" }).last().click();
  await expect(other.getByText("链接作废了")).toBeVisible();
  await expect(first.getByRole("button", { name: "作废" })).toHaveCount(1);

  await page.goto(link);
  await page.getByLabel("录好的那一段").setInputFiles({ name: "录音.mp3", mimeType: "audio/mpeg", buffer: mp3(90) });
  await page.getByRole("button", { name: "传上去" }).click();
  await expect(page.getByRole("heading", { name: "收到了" })).toBeVisible();
  const offered = other.getByRole("region", { name: "有人念好了" });
  await expect(offered.getByRole("button", { name: "用上" })).toBeDisabled();
  const path = (await offered.locator("audio").getAttribute("src"))!;
  expect((await other.request.get(editableServer.url + path)).status()).toBe(200);
  await offered.getByRole("button", { name: "本人要收回" }).click();
  await offered.getByRole("button", { name: "收回", exact: true }).click();
  await expect(other.getByText("收回了，哪里都不再有")).toBeVisible();
  await expect(offered).toHaveCount(0);
  expect((await other.request.get(editableServer.url + path)).status()).toBe(404);

  // What is not known is said, and asked for again.
  await other.context().setOffline(true);
  await other.getByRole("button", { name: "请一位骑手来念" }).click();
  await expect(other.getByRole("alert").filter({ hasText: "没有网络，没办成" })).toBeVisible();
  await expect(other.getByText("有没有人念好了还不知道")).toBeVisible();
  await other.context().setOffline(false);
  await expect(other.getByText("有没有人念好了还不知道")).toBeHidden();
});

test("a link to read aloud that is opened without a network is not used up", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/record/0123456789abcdef0123456789abcdef/`);
  await expect(page.getByText("链接没有用掉，也还在")).toBeVisible();
  await expect(page.getByText("以后没网也能看")).toHaveCount(0);
});
