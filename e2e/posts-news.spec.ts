// An answer is noticed: a quiet dot on every page, a line at 心里话, and the reply beside what it answers.

import type { Page } from "@playwright/test";

import { expect } from "./fixtures";
import { tabBar, toast } from "./support/page";
import { another, button, mine, send, sentence, stored, test } from "./support/posts";
import { join } from "./support/people";
import { ready, stored as libraryStored } from "./support/reader";

const dot = (page: Page) => page.locator(".tabs [data-for=posts] .dot");
const waiting = (page: Page) => page.locator(".waiting");

test("a reply is a dot on every page and a line at 心里话, until it was read", async ({ page, branch }) => {
  const text = sentence("热水一直有");
  await join(page, await branch.invite());
  await send(page, text);
  await expect(mine(page)).toContainText("待看");
  const id = await branch.secretary.decide(text, "approve");
  await page.goto("/articles/");
  await ready(page);
  // Approved alone is no news.
  await expect.poll(() => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/api/me/posts")))).toBe(true);
  await expect(dot(page)).toHaveCount(0);
  await branch.secretary.reply(id, "收到，谢谢你。");
  for (const path of ["/articles/", "/", "/me/"]) {
    await page.goto(path);
    await expect(dot(page)).toBeVisible();
    await expect(page.locator(".tabs [data-for=posts]")).toHaveAccessibleName("心里话 有回音");
  }
  await page.locator(".tabs [data-for=posts]").tap();
  await expect(waiting(page)).toContainText(text);
  await expect(waiting(page)).toContainText("支部回应你了");
  await waiting(page).tap();
  const row = mine(page).filter({ hasText: text });
  await expect(row.locator(".reply")).toContainText("收到，谢谢你。");
  await expect(dot(page)).toHaveCount(0);
  await page.reload();
  await ready(page);
  await tabBar(page).getByText("心里话").tap();
  await expect(page.locator(".post").filter({ hasText: text })).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
  await expect(dot(page)).toHaveCount(0);
});

test("what came back is a dot as well; a reply that was read where it stands is none", async ({ page, branch }) => {
  const [back, answered] = [sentence("写得不清楚"), sentence("换电柜修好了")];
  await join(page, await branch.invite());
  await send(page, back);
  await branch.secretary.decide(back, "return", { code: "unclear", note: "是哪个驿站？" });
  await page.goto("/");
  await expect(dot(page)).toBeVisible();
  await page.goto("/posts/mine/");
  await expect(mine(page)).toContainText("请改一改");
  await expect(dot(page)).toHaveCount(0);
  await send(page, answered);
  const id = await branch.secretary.decide(answered, "approve");
  await branch.secretary.reply(id, "好。");
  await page.goto("/");
  await expect(dot(page)).toBeVisible();
  await page.goto(`/posts/${id}/`);
  await expect(page.locator(".reply")).toContainText("好。");
  await expect(dot(page)).toHaveCount(0);
});

test("what everybody says is there without a network after a visit to any page", async ({ page, branch, baseURL }) => {
  const text = sentence("没打开过这一页也有");
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "approve");
  const other = await another(page, baseURL!);
  await other.page.goto("/articles/");
  await libraryStored(other.page);
  // Whoever only looks must not be the first to open it.
  const databases = () => other.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(databases).toContain("nuanxin-words");
  await expect.poll(() => stored(other.page)).toContain(text);
  await other.context.setOffline(true);
  await tabBar(other.page).getByText("心里话").tap();
  await expect(other.page.locator("[data-slot=feed]")).toContainText(text);
  await other.context.close();
});

test("without an account nothing is asked, and there is no dot", async ({ page, baseURL }) => {
  const other = await another(page, baseURL!);
  const asked: string[] = [];
  other.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  for (const path of ["/", "/posts/new/", "/posts/mine/"]) {
    await other.page.goto(path);
    await ready(other.page);
    await other.page.waitForLoadState("networkidle");
  }
  expect(asked.filter((path) => path.startsWith("/api/me"))).toEqual([]);
  await expect(dot(other.page)).toHaveCount(0);
  await other.context.close();
});

test("nobody is offered to report their own, and 同感 without a number is without one", async ({ page, branch, baseURL }) => {
  const text = sentence("路口多等了几秒");
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "approve");
  await page.goto("/posts/");
  const post = (page: Page) => page.locator(".post").filter({ hasText: text });
  await expect(post(page).locator("[data-way=agree]")).toHaveText("同感");
  await expect(post(page).getByRole("button", { name: "举报" })).toBeHidden();
  await page.goto("/posts/mine/");
  await expect(mine(page).filter({ hasText: text })).toContainText("已发布");
  await expect(mine(page).filter({ hasText: text })).not.toContainText("同感 0");
  const other = await another(page, baseURL!);
  await join(other.page, await branch.invite(), "小王");
  await other.page.goto("/posts/");
  await expect(post(other.page).getByRole("button", { name: "举报" })).toBeVisible();
  const agree = post(other.page).locator("[data-way=agree]");
  await agree.tap();
  await expect(agree).toHaveText("同感 1");
  await agree.tap();
  await expect(agree).toHaveText("同感");
  await other.context.close();
});

test("only the branch as a signature says that the secretary sees no nickname either", async ({ page, branch }) => {
  await join(page, await branch.invite());
  await page.goto("/posts/new/");
  await ready(page);
  await button(page, "只署支部").tap();
  await expect(page.locator(".compose-signed")).toContainText("书记也看不到昵称");
  await button(page, "昵称和支部").tap();
  await expect(page.locator(".compose-signed")).not.toContainText("看不到");
});

test("what is wrong is red, beside the field, and said of it", async ({ page }) => {
  await page.goto("/posts/new/");
  await ready(page);
  const field = page.getByLabel("想说的话");
  await field.fill("有事找我 13812345678");
  await button(page, "发出").tap();
  const wrong = page.locator("[data-slot=fault] .wrong");
  await expect(wrong).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/13812345678/);
  const [words, said] = [(await field.boundingBox())!, (await wrong.boundingBox())!];
  expect(said.y - words.y - words.height).toBeLessThan(24);
  const red = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.className = "wrong";
    return getComputedStyle(document.querySelector(".count")!).getPropertyValue("--red").trim();
  });
  expect(red).toBe("#c3271c");
  await expect(wrong).toHaveCSS("color", "rgb(195, 39, 28)");
});

test("the time of a post, which leads to it, is as large as a thumb and moves no line", async ({ page, branch }) => {
  const text = sentence("今天风大");
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "approve");
  await page.goto("/posts/");
  const post = page.locator(".post").filter({ hasText: text });
  const link = (await post.locator(".post-who a").boundingBox())!;
  expect(Math.min(link.width, link.height)).toBeGreaterThanOrEqual(47);
  expect((await post.locator(".post-who").boundingBox())!.height).toBeLessThan(32);
});

test("同感 and a report that find no network are kept, and go when there is one, also from another page", async ({ context, page, server, branch }) => {
  const [theirs, said] = [sentence("热水还在吗"), [] as string[]];
  const writer = await another(page, server.url);
  await join(writer.page, await branch.invite());
  await send(writer.page, theirs);
  await branch.secretary.decide(theirs, "approve");
  await writer.context.close();
  await join(page, await branch.invite());
  page.on("request", (request) => request.url().includes("/api/posts/") && said.push(`${request.method()} ${new URL(request.url()).pathname.split("/").at(-1)}`));
  await page.goto("/posts/");
  await ready(page);
  await libraryStored(page);
  const one = page.locator(".post").filter({ hasText: theirs });
  const agree = one.locator("[data-way=agree]");
  await expect(agree).toHaveText("同感");
  await context.setOffline(true);
  await agree.tap();
  await expect(toast(page)).toHaveText("没有网络，记下了，有网就点上");
  await expect(agree).toHaveAttribute("aria-pressed", "true");
  // Changed twice, it is the last that counts.
  await agree.tap();
  await agree.tap();
  await expect(agree).toHaveText("同感 1");
  await one.getByRole("button", { name: "举报" }).tap();
  await one.getByRole("button", { name: "广告" }).tap();
  await expect(one).toContainText("没有网络，记下了，有网就告诉支部。");
  await tabBar(page).getByText("我的").tap();
  await tabBar(page).getByText("心里话").tap();
  await expect(agree).toHaveAttribute("aria-pressed", "true");
  await tabBar(page).getByText("我的").tap();
  said.length = 0;
  await context.setOffline(false);
  await expect.poll(async () => (await (await page.request.get("/api/me/agrees")).json()).posts).toHaveLength(1);
  await expect.poll(() => said.filter((what) => /agree|report/.test(what)).sort()).toEqual(["POST report", "PUT agree"]);
  await tabBar(page).getByText("心里话").tap();
  await expect(agree).toHaveText("同感 1");
  expect(await stored(page)).not.toMatch(/^yes$/m);
  // Nor does its number change while the list comes that knows nothing of it yet.
  await context.setOffline(true);
  await agree.tap();
  await expect(agree).toHaveText("同感");
  const listed = page.waitForResponse(/\/api\/posts(\?|$)/);
  await context.setOffline(false);
  await listed;
  await expect.poll(async () => (await (await page.request.get("/api/me/agrees")).json()).posts).toHaveLength(0);
  await expect(agree).toHaveText("同感");
});
