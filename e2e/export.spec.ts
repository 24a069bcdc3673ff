// The static reader: the same pages on any host, without a server of ours.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, test as base } from "./fixtures";
import { card, cards, farArticle, farCard } from "./support/content";
import { headerNote, nextButton, quotation, tabBar } from "./support/page";
import { BINARY, CONTENT, DIST } from "./support/process";
import { day, lastDays, recentCard } from "./support/published";
import { firstPaint, installed, openAllCards, ready } from "./support/reader";
import { StaticHost } from "./support/static-host";

const run = promisify(execFile);

const test = base.extend<{ host: StaticHost }, { exported: string }>({
  exported: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "nuanxin-export-"));
      const [site, data] = [join(folder, "site"), join(folder, "data")];
      const folders = ["--content-dir", CONTENT, "--dist", DIST, "--data-dir", data];
      await run(BINARY, ["export", site, ...folders]);
      // A second export into the same folder is allowed.
      await run(BINARY, ["export", site, ...folders]);
      await use(site);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
  host: async ({ exported }, use) => {
    const host = await StaticHost.of(exported);
    await use(host);
    await host.close();
  },
  baseURL: async ({ host }, use) => use(host.url),
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("today's card, the lists and an article can be read", async ({ page, host }) => {
    await page.goto("/");
    await expect(headerNote(page)).toHaveText(day().chinese);
    await expect(quotation(page)).toHaveText(card(await recentCard(host.url)).quote);
    await openAllCards(page);
    await expect(page.locator(".rows a")).toHaveCount(cards.length);
    await page.locator(".rows a").first().tap();
    await expect(quotation(page)).toBeVisible();
    await tabBar(page).getByText("学习").tap();
    await page.getByRole("link", { name: farArticle.title }).tap();
    await expect(page.locator("h1")).toHaveText(farArticle.title);
  });

  test("a path that is not there is the designed page", async ({ page }) => {
    const response = await page.goto("/nope/deep/");
    expect(response!.status()).toBe(404);
    await expect(page.locator("h1")).toHaveText("没有这一页");
    await page.getByRole("link", { name: "看今日金句" }).tap();
    await expect(quotation(page)).toBeVisible();
  });
});

test("the app starts under the policy in the page, and goes from page to page", async ({ page, host }) => {
  await page.goto("/");
  await ready(page);
  const policy = page.locator('meta[http-equiv="content-security-policy"]');
  await expect(policy).toHaveAttribute("content", /default-src 'none'/);
  await expect(policy).not.toHaveAttribute("content", /'unsafe-(inline|eval)'/);
  await tabBar(page).getByText("学习").tap();
  await page.getByRole("link", { name: farArticle.title }).tap();
  await expect(page.locator("h1")).toHaveText(farArticle.title);
  await tabBar(page).getByText("金句").tap();
  await nextButton(page).tap();
  await expect(headerNote(page)).toHaveText((await lastDays(host.url))[1]!.note);
});

test("after one visit every page opens without a network, under the same policy", async ({ context, page, host }) => {
  await page.goto("/");
  await installed(page);
  const { url } = host;
  const today = card(await recentCard(url)).quote;
  await host.close();
  await context.setOffline(true);
  const later = await context.newPage();
  for (const [path, words] of [
    ["/", today],
    [`/cards/${farCard.slug}/`, farCard.quote],
    [`/articles/${farArticle.slug}/`, farArticle.title],
    ["/about/", "我们不做的事"],
  ] as const) {
    const response = await later.goto(url + path);
    const html = await response!.text();
    expect(firstPaint(html)).toContain(words);
    expect(html).toContain('http-equiv="content-security-policy"');
    await ready(later);
    await expect(later.locator("main")).toContainText(words);
  }
  await later.goto(`${url}/nope/`);
  await expect(later.locator("h1")).toHaveText(/^(这一页还没存到手机里|没有这一页)$/);
});

test("it says that no server of ours answers, so that writing is not offered", async ({ request }) => {
  expect(await (await request.get("/version.json")).json()).toMatchObject({ api: false });
});

test("a folder with something else in it is not written to", async ({ exported }) => {
  const refused = run(BINARY, ["export", CONTENT, "--content-dir", CONTENT, "--dist", DIST, "--data-dir", join(exported, "../data")]);
  await expect(refused).rejects.toThrow("这个文件夹里有别的东西");
});
