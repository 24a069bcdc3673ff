// The app comes in parts: what is not needed to read is fetched when it is wanted, or when the phone has time.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import type { Page } from "@playwright/test";

import { expect } from "./fixtures";
import { card } from "./support/content";
import { headerNote, keepButton, searchField, tabBar } from "./support/page";
import { BINARY, CONTENT, DIST } from "./support/process";
import { button, mine, queue, sentence, test, words } from "./support/posts";
import { comeBack, goOffline, installed, ready } from "./support/reader";
import { StaticHost } from "./support/static-host";

/** The files beside the start, each with the parts it belongs to. */
const FILES: Record<string, string[]> = JSON.parse(readFileSync(join(DIST, "app.json"), "utf8")).parts;
/** Those of one part; the file that it shares with others comes with any of them. */
const filesOf = (part: string) => Object.keys(FILES).filter((file) => FILES[file]!.includes(part));
const urlOf = (file: string) => (url: URL) => url.pathname === file;
const said = (page: Page) => page.locator(".part-said");
const sheet = (page: Page) => page.getByRole("dialog");

type Answer = "abort" | "gone" | "hold";

/** What comes of asking for a part, until `mend` is called; and how often each of its files was asked for. */
async function spoil(page: Page, part: string, answer: Answer): Promise<{ mend: () => void; asked: Record<string, number> }> {
  let mend = () => {};
  let isMended = false;
  const mended = new Promise<void>((resolve) => (mend = resolve)).then(() => void (isMended = true));
  const asked: Record<string, number> = {};
  for (const file of filesOf(part)) {
    asked[file] = 0;
    await page.route(urlOf(file), async (route) => {
      asked[file]! += 1;
      if (isMended) return route.continue();
      if (answer === "abort") return route.abort();
      if (answer === "gone") return route.fulfill({ status: 404 });
      await mended;
      await route.continue();
    });
  }
  return { mend, asked };
}

test("there is a start and three parts, and a page that is read asks for the start alone", async ({ page }) => {
  expect(new Set(Object.values(FILES).flat())).toEqual(new Set(["say", "rest", "around"]));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const version = page.waitForRequest("**/version.json");
  await page.goto("/cards/q010/");
  await version;
  expect(asked.filter((path) => path in FILES)).toEqual([]);
});

test.describe("before a service worker has them", () => {
  test.use({ serviceWorkers: "block" });

  test("a page's part is asked for beside the start", async ({ page }) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const start = readFileSync(join(DIST, "shell.html"), "utf8").match(/data-wasm="([^"]+)"/)![1]!;
    await page.route(urlOf(start), async (route) => {
      await released;
      await route.continue();
    });
    const early = Promise.all(filesOf("rest").map((file) => page.waitForRequest((request) => request.url().endsWith(file))));
    await page.goto("/search/", { waitUntil: "domcontentloaded" });
    await early;
    release();
    await ready(page);
    await searchField(page).fill(card("q010").quote.slice(0, 6));
    await expect(page.locator("#found")).toContainText(card("q010").quote.slice(0, 6));
  });

  test("a page whose part does not come says so, and 再试一次 brings it to life", async ({ page }) => {
    const { mend } = await spoil(page, "say", "abort");
    await page.goto("/posts/new/");
    await ready(page);
    await expect(said(page)).toContainText("这一页没取全");
    await words(page).fill("先写着，不等它。");
    mend();
    await button(page, "再试一次").tap();
    await expect(said(page)).toHaveCount(0);
    await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
    await expect(words(page)).toHaveValue("先写着，不等它。");
  });

  test("so it does when somebody comes back to the page", async ({ page }) => {
    const { mend } = await spoil(page, "rest", "abort");
    await page.goto("/kept/");
    await ready(page);
    await expect(said(page)).toContainText("这一页没取全");
    mend();
    await comeBack(page);
    await expect(said(page)).toHaveCount(0);
    await expect(headerNote(page)).toHaveText("0 条");
  });

  test("a tap on what does not come says so, and the next tap works", async ({ page }) => {
    const { mend } = await spoil(page, "rest", "abort");
    await page.goto("/cards/q010/");
    await ready(page);
    await button(page, "分享").tap();
    await expect(page.locator(".toast")).toHaveText("这一部分没取到，有网时再点一次");
    mend();
    await button(page, "分享").tap();
    await expect(sheet(page)).toContainText(card("q010").quote);
  });

  test("two taps ask for a part once, and what they mean is done once it has come", async ({ page }) => {
    const { mend, asked } = await spoil(page, "rest", "hold");
    await page.goto("/cards/q010/");
    await ready(page);
    await button(page, "分享").tap();
    await expect(page.locator(".toast")).toHaveText("正在取……");
    await button(page, "分享").tap();
    mend();
    await expect(sheet(page)).toContainText(card("q010").quote);
    expect(Object.values(asked)).toEqual(filesOf("rest").map(() => 1));
  });

  test("what is tapped on a page before its part has come is done then", async ({ page }) => {
    const { mend } = await spoil(page, "say", "hold");
    await page.goto("/me/");
    await ready(page);
    await button(page, "夜间").tap();
    await expect(button(page, "夜间")).toHaveClass(/tapped/);
    await expect(said(page)).toContainText("网络慢");
    await expect(page.locator("html")).not.toHaveAttribute("data-theme");
    mend();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(button(page, "夜间")).not.toHaveClass(/tapped/);
    await expect(said(page)).toHaveCount(0);
  });

  test("a search that is sent before its part has come leaves the page where it is", async ({ page }) => {
    const { mend } = await spoil(page, "rest", "hold");
    await page.goto("/search/");
    await ready(page);
    await searchField(page).fill(card("q010").quote.slice(0, 6));
    await searchField(page).press("Enter");
    mend();
    await expect(page.locator("#found")).toContainText(card("q010").quote.slice(0, 6));
  });

  test("where another version took its place it says so, asks no more, and what was written is there after reopening", async ({ page }) => {
    const { mend, asked } = await spoil(page, "say", "gone");
    await page.goto("/posts/new/");
    await ready(page);
    await expect(said(page)).toContainText("有新版本");
    const before = { ...asked };
    await words(page).fill("写到一半，换了版本。");
    await comeBack(page);
    await tabBar(page).getByText("学习").tap();
    await expect(page.locator("h1").first()).toBeVisible();
    expect(asked).toEqual(before);
    await page.goBack();
    await expect(said(page)).toContainText("有新版本");
    mend();
    await Promise.all([page.waitForEvent("load"), button(page, "重新打开").tap()]);
    await expect(words(page)).toHaveValue("写到一半，换了版本。");
    await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
    // Once: whoever begins anew finds an empty page.
    expect(await page.evaluate(() => localStorage.typed)).toBeUndefined();
  });

  test("a tap there says it as well", async ({ page }) => {
    await spoil(page, "rest", "gone");
    await page.goto("/cards/q010/");
    await ready(page);
    await button(page, "分享").tap();
    await expect(page.locator(".toast")).toHaveText("有新版本，重新打开这一页就能用");
    await keepButton(page).tap();
    await expect(keepButton(page)).toHaveAttribute("aria-pressed", "true");
  });

  test("修复 fetches the parts anew, and works where one does not come", async ({ page }) => {
    const { mend } = await spoil(page, "say", "abort");
    await page.goto("/me/");
    await ready(page);
    await expect(said(page)).toContainText("这一页没取全");
    await button(page, "修复").tap();
    await expect(page.locator(".said")).toHaveText("现在连不上，先不动：不然手机里就空了。有网再修。");
    mend();
    const renewed: string[] = [];
    page.on("request", (request) => request.headers()["x-repair"] && renewed.push(new URL(request.url()).pathname));
    await Promise.all([page.waitForEvent("load"), button(page, "修复").tap()]);
    await expect(page.locator(".said")).toHaveText(/^修好了/);
    expect(renewed).toEqual(expect.arrayContaining(Object.keys(FILES)));
    expect(renewed.filter((path, at) => renewed.indexOf(path) !== at)).toEqual([]);
  });
});

test("after one visit every page works without a network", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/cards/q010/`);
  await keepButton(page).tap();
  await button(page, "分享").tap();
  await button(page, "二维码").tap();
  await expect(page.locator(".share-code")).toBeVisible();
  await page.goto(`${editableServer.url}/kept/`);
  await expect(headerNote(page)).toHaveText("1 条");
  await expect(page.locator("main")).toContainText(card("q010").quote);
  await page.goto(`${editableServer.url}/search/`);
  await searchField(page).fill(card("q117").quote.slice(0, 6));
  await expect(page.locator("#found")).toContainText(card("q117").quote.slice(0, 6));
  await page.goto(`${editableServer.url}/posts/new/`);
  await words(page).fill("没有网也写得下。");
  await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
  await page.goto(`${editableServer.url}/posts/mine/`);
  await expect(mine(page).filter({ hasText: "没有网也写得下。" })).toBeVisible();
  await page.goto(`${editableServer.url}/me/`);
  await button(page, "夜间").tap();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("what waits to be sent is sent from any page, without waiting for the phone to have time", async ({ page, branch }) => {
  const text = sentence("换个页面也发");
  await queue(page, await branch.invite(), text);
  expect(await page.evaluate(() => localStorage["to-send"])).toBe("1");
  await page.context().setOffline(false);
  await page.goto("/cards/q010/");
  await branch.secretary.find(text);
  await expect.poll(() => page.evaluate(() => localStorage["to-send"])).toBeUndefined();
});

test.describe("when another version comes while a page runs", () => {
  /** The files of a build under other names, as another build would have them. */
  async function rebuild(site: string): Promise<void> {
    const assets = (await readdir(join(site, "assets"))).filter((name) => /^app-[\da-f]{16}\.(js|wasm|css)$/.test(name));
    const renamed = (name: string) => name.replace(/[\da-f]{16}/, (hash) => [...hash].reverse().join(""));
    for (const name of await readdir(join(site, "assets"))) {
      await rename(join(site, "assets", name), join(site, "assets", renamed(name)));
    }
    const texts = ["sw.js", "shell.html", "index.html", "me/index.html", "cards/q010/index.html"];
    const scripts = assets.filter((name) => name.endsWith("js")).map((name) => `assets/${renamed(name)}`);
    for (const path of [...texts, ...scripts]) {
      let text = await readFile(join(site, path), "utf8");
      for (const name of assets) text = text.replaceAll(name, renamed(name));
      // Its cache has another name too.
      if (path === "sw.js") text = text.replace(/app-([\da-f]{16})(?=["'`])/, (name) => renamed(name));
      await writeFile(join(site, path), text);
    }
  }

  test("the page goes on with its own parts, and the next opening has the new ones", async ({ context, page }) => {
    const folder = await mkdtemp(join(tmpdir(), "nuanxin-parts-"));
    const site = join(folder, "site");
    await promisify(execFile)(BINARY, ["export", site, "--content-dir", CONTENT, "--dist", DIST, "--data-dir", join(folder, "data")]);
    const host = await StaticHost.of(site);
    await page.goto(`${host.url}/cards/q010/`);
    await installed(page);
    const files = Object.keys(FILES);
    await rebuild(site);
    await page.evaluate(async () => {
      const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
      await (await navigator.serviceWorker.getRegistration())!.update();
      await changed;
    });
    expect((await fetch(host.url + files[0])).status).toBe(404);
    const answers = () => page.evaluate((files) => Promise.all(files.map(async (file) => (await fetch(file)).status)), files);
    expect(await answers()).toEqual(files.map(() => 200));
    await button(page, "分享").tap();
    await expect(sheet(page)).toContainText(card("q010").quote);
    const other = await context.newPage();
    await other.goto(`${host.url}/me/`);
    await ready(other);
    await button(other, "夜间").tap();
    await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
    const asked = await other.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
    expect(asked.filter((path) => files.includes(path))).toEqual([]);
    // The page that still runs has its own as well.
    expect(await answers()).toEqual(files.map(() => 200));
    await host.close();
    await rm(folder, { recursive: true, force: true });
  });
});
