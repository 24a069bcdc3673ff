// 我有话儿对党说: what is said, what becomes of it, and what everybody reads.

import type { Locator, Page } from "@playwright/test";

import { expect } from "./fixtures";
import { tabBar } from "./support/page";
import { join } from "./support/people";
import { another, button, mine, send, sentence, stored, test, words, write } from "./support/posts";
import { comeBack, installed, ready } from "./support/reader";
import { sideways } from "./support/sideways";
import { uuidV7 } from "./support/uuid";

type Post = { id: string; body: string; branch: string; at: number; agrees: number };

const post = (about: string): Post => ({ id: uuidV7(), body: sentence(about), branch: "科巷支部", at: Date.now(), agrees: 0 });
const posts = (page: Page, { body }: Post) => page.locator(".post").filter({ hasText: body });
const top = async (one: Locator) => (await one.boundingBox())!.y;

/** Opens the feed as if the server had these posts; what is in `all` later, it has later. */
async function openFeed(page: Page, all: Post[], next: string | null = null): Promise<void> {
  await page.route("**/api/posts", (route) => route.fulfill({ json: { posts: all, next } }));
  await page.goto("/");
  await ready(page);
  await tabBar(page).getByText("心里话").tap();
  await expect(page.locator(".post")).toHaveCount(all.length);
}

test("a phone number never leaves the phone; a door is asked about first", async ({ page, branch }) => {
  await join(page, await branch.invite());
  await write(page, "有事找我 13812345678");
  await button(page, "发出").tap();
  await expect(page.locator("mark")).toHaveText("13812345678");
  const text = sentence("送到3号楼");
  await words(page).fill(text);
  await button(page, "发出").tap();
  await expect(page.locator("mark")).toHaveText("3号楼");
  // What was asked about is what is confirmed: other words are asked about again.
  await words(page).fill(`${text}2单元`);
  await expect(button(page, "照样发出")).toHaveCount(0);
  await button(page, "发出").tap();
  await expect(page.locator("mark")).toHaveText(["3号楼", "2单元"]);
  await button(page, "照样发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
});

test("two phones: written, returned with a reason, changed, approved, in the feed, answered", async ({ page, server, branch }) => {
  const [text, better] = [sentence("那个柜子坏了"), sentence("科巷驿站的换电柜坏了")];
  await join(page, await branch.invite());
  await write(page, text);
  await button(page, "昵称和支部").tap();
  await button(page, "发出").tap();
  await branch.secretary.decide(text, "return", { code: "unclear", note: "是哪个柜子？" });
  await comeBack(page);
  const row = mine(page).filter({ hasText: text });
  await expect(row).toContainText("请改一改");
  await expect(row).toContainText("没太看明白，再多说半句。是哪个柜子？");
  await row.getByRole("link", { name: "改一改" }).tap();
  await expect(words(page)).toHaveValue(text);
  await words(page).fill(better);
  await button(page, "昵称和支部").tap();
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: better })).toContainText("待看");
  const id = await branch.secretary.decide(better, "approve");
  await branch.secretary.reply(id, "已经报修，明天就好。");

  const other = await another(page, server.url);
  await other.page.goto("/posts/");
  const post = other.page.locator(".post").filter({ hasText: better });
  await expect(post).toContainText("小林");
  await post.getByRole("link", { name: "支部回应 1" }).tap();
  await expect(other.page.locator(".reply")).toContainText("已经报修，明天就好。");
  await other.context.close();

  await comeBack(page);
  await expect(mine(page).filter({ hasText: better })).toContainText("已发布");
  await mine(page).filter({ hasText: better }).getByRole("button", { name: "收回" }).tap();
  await button(page, "收回").last().tap();
  await expect(mine(page).filter({ hasText: better })).toContainText("已收回");
});

test("what is new is announced, and never pushed under a thumb", async ({ page, server, branch }) => {
  const [first, second] = [sentence("先说的"), sentence("后说的")];
  await join(page, await branch.invite());
  await send(page, first);
  await branch.secretary.decide(first, "approve");
  const reader = await another(page, server.url);
  await reader.page.goto("/posts/");
  const shown = reader.page.locator(".post").first();
  await expect(shown).toContainText(first);
  await ready(reader.page);
  const before = await top(shown);
  await send(page, second);
  await branch.secretary.decide(second, "approve");
  await comeBack(reader.page);
  const newer = reader.page.getByRole("button", { name: /有 \d+ 条新的/ });
  await expect(newer).toBeVisible();
  await expect(shown).not.toContainText(second);
  expect(await top(shown)).toBe(before);
  await newer.tap();
  await expect(shown).toContainText(second);
  // Opened without a network, it is as it was seen last.
  await installed(reader.page);
  await reader.context.setOffline(true);
  await reader.page.reload();
  await expect(shown).toContainText(second);
  await expect(reader.page.getByText("没有网络，上面是上次看到的。")).toBeVisible();
  await reader.context.close();
});

test("the announcement is whole in large letters, and comes before the posts for whoever has a keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const [old, fresh] = [post("先说的"), post("后说的")];
  const all = [old];
  await openFeed(page, all);
  await installed(page);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  const before = await top(posts(page, old));
  all.unshift(fresh);
  await comeBack(page);
  const newer = button(page, "有 1 条新的");
  await expect(newer).toBeInViewport({ ratio: 1 });
  expect(await top(posts(page, old))).toBe(before);
  expect(await sideways(page)).toEqual([]);
  const isOnTop = await newer.evaluate((button) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === button;
  });
  expect(isOnTop).toBe(true);
  await expect(page.getByRole("status").filter({ has: newer })).toHaveCount(1);
  await page.locator(".chips a").last().focus();
  await page.keyboard.press("Tab");
  await expect(newer).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(posts(page, fresh)).toBeVisible();
});

test("on return what is the same is left alone, and what changed changes in its place", async ({ page }) => {
  const [same, other] = [post("没变的"), post("又有人同感的")];
  const all = [same, other];
  await openFeed(page, all);
  const node = await posts(page, same).elementHandle();
  all[1] = { ...other, agrees: 5 };
  await comeBack(page);
  await expect(posts(page, other)).toContainText("同感 5");
  // A tap that began on it ends on it.
  expect(await node!.evaluate((node) => node.isConnected)).toBe(true);
});

test("whoever asks for older posts with the keyboard goes on at the first of them", async ({ page }) => {
  const [first, older] = [post("先看到的"), post("更早的一条")];
  await page.route(/\/api\/posts\?before=/, (route) => route.fulfill({ json: { posts: [older], next: null } }));
  await openFeed(page, [first], "c1");
  await button(page, "更早的").focus();
  await page.keyboard.press("Enter");
  await expect(posts(page, older)).toBeFocused();
});

test("a report is asked about, where a key that is held says no, and is said to have arrived", async ({ page, branch }) => {
  await join(page, await branch.invite());
  await page.route("**/api/posts/*/report?*", (route) => route.fulfill({ status: 204 }));
  await openFeed(page, [post("要举报的")]);
  await button(page, "举报").focus();
  await page.keyboard.press("Enter");
  await expect(button(page, "不了")).toBeFocused();
  await expect(button(page, "不了")).toHaveAccessibleDescription("举报这条，因为：");
  await button(page, "伤人").focus();
  const sent = page.waitForRequest("**/api/posts/*/report?*");
  await page.keyboard.press("Enter");
  expect(new URL((await sent).url()).search).toBe("?reason=hurtful");
  await expect(page.getByText("已经告诉支部了。")).toBeFocused();
});

test("whoever comes back to a post finds it as it was left, with the question that was open", async ({ page, branch }) => {
  await join(page, await branch.invite());
  const one = post("正在看的");
  await page.route(`**/api/posts/${one.id}`, (route) => route.fulfill({ json: { ...one, agrees: 3 } }));
  await openFeed(page, [one]);
  await page.locator(".post-who a").tap();
  await expect(page).toHaveURL(`/posts/${one.id}/`);
  await expect(posts(page, one)).toContainText("同感 3");
  await button(page, "举报").tap();
  await expect(page.getByText("举报这条，因为：")).toBeVisible();
  const asked = page.waitForRequest(`**/api/posts/${one.id}`);
  await comeBack(page);
  await asked;
  await expect(page.getByText("举报这条，因为：")).toBeVisible();
  await expect(posts(page, one)).toContainText("同感 3");
});

test("what came back is news on the feed, where it moves no post, until it was changed", async ({ context, page, branch }) => {
  const [others, text, better] = [sentence("大家看得到的"), sentence("退回来的"), sentence("改好了的")];
  await join(page, await branch.invite());
  await send(page, others);
  await branch.secretary.decide(others, "approve");
  await send(page, text);
  await page.goto("/posts/");
  await installed(page);
  const [first, waiting] = [page.locator(".post").first(), page.locator(".waiting")];
  const before = await top(first);
  await branch.secretary.decide(text, "return", { code: "unclear", note: "" });
  await comeBack(page);
  await expect(waiting).toContainText("支部请你改一改");
  expect(await top(first)).toBe(before);
  await waiting.tap();
  await mine(page).filter({ hasText: text }).getByRole("link", { name: "改一改" }).tap();
  await expect(words(page)).toHaveValue(text);
  await context.setOffline(true);
  await words(page).fill(better);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: better })).toContainText("已经存进手机");
  await page.getByRole("link", { name: "大家说的" }).tap();
  await expect(waiting).toContainText("已经存进手机");
  // What this phone knows of its own posts stays as old as it is.
  await page.route("**/api/me/posts", (route) => route.abort());
  await context.setOffline(false);
  await branch.secretary.find(better);
  await expect(waiting).toHaveCount(0);
});

test("同感 is shown at once, and taken back with a sentence where it is refused", async ({ page, server, branch }) => {
  const text = sentence("热水救过我");
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "approve");
  await page.goto("/posts/");
  const agree = page.locator(".post").filter({ hasText: text }).locator("[data-way=agree]");
  // Three taps of a gloved thumb are one.
  await expect(agree).toBeVisible();
  // Found and tapped at once: the list may be shown anew between two questions to the page.
  await page.evaluate((text) => {
    const post = [...document.querySelectorAll(".post")].find((post) => post.textContent!.includes(text))!;
    const button = post.querySelector<HTMLElement>("[data-way=agree]")!;
    [1, 2, 3].forEach(() => button.click());
  }, text);
  await expect(agree).toHaveAttribute("aria-pressed", "true");
  await expect(agree).toHaveText("同感 1");
  await expect.poll(async () => (await (await page.request.get("/api/me/agrees")).json()).posts).toHaveLength(1);
  await page.reload();
  await expect(agree).toHaveAttribute("aria-pressed", "true");

  const guest = await another(page, server.url);
  await guest.page.goto("/posts/");
  await ready(guest.page);
  const refused = guest.page.locator(".post").filter({ hasText: text }).locator("[data-way=agree]");
  await refused.tap();
  await expect(guest.page.locator(".toast")).toHaveText("支部邀请来的人才能点，读不用");
  await expect(refused).toHaveAttribute("aria-pressed", "false");
  await guest.context.close();

  // Who was invited is not told to be invited.
  await page.context().clearCookies();
  await agree.tap();
  await expect(page.locator(".toast")).toHaveText("登录过期了，重新进来再点");
});

test("a list that was asked for before 同感 does not take its number away", async ({ page, branch }) => {
  const text = sentence("数得清的一句");
  await join(page, await branch.invite());
  await send(page, text);
  const id = await branch.secretary.decide(text, "approve");
  for (const path of ["/posts/", `/posts/${id}/`]) {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const old = path === "/posts/" ? /\/api\/posts(\?|$)/ : `**/api/posts/${id}`;
    await page.route(old, async (route) => {
      const response = await route.fetch();
      await released;
      await route.fulfill({ response });
    });
    const asked = page.waitForRequest(old);
    await page.goto(path);
    await asked;
    const agree = page.locator(".post").filter({ hasText: text }).locator("[data-way=agree]");
    const told = page.waitForResponse("**/agree");
    await agree.tap();
    await told;
    const after = path === "/posts/" ? "同感 1" : "同感 ";
    await expect(agree).toHaveText(after);
    const listed = page.waitForEvent("requestfinished", (request) => /\/api\/posts(\?|$|\/[^/]+$)/.test(request.url()));
    release();
    await listed;
    await expect(page.getByText("正在取")).toHaveCount(0);
    await expect(agree).toHaveText(after);
    await page.unroute(old);
  }
});

test("a 同感 that arrives after its member has left leaves nothing on the phone", async ({ page, branch }) => {
  const text = sentence("走之前点的");
  await join(page, await branch.invite());
  await send(page, text);
  const id = await branch.secretary.decide(text, "approve");
  await page.goto("/posts/");
  await ready(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/posts/*/agree", async (route) => {
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  const agree = page.locator(".post").filter({ hasText: text }).locator("[data-way=agree]");
  await agree.tap();
  await expect(agree).toHaveAttribute("aria-pressed", "true");
  await tabBar(page).getByText("我的").tap();
  await page.locator("summary", { hasText: "退出" }).tap();
  await button(page, "退出").tap();
  await expect(page.getByText("退出了。")).toBeVisible();
  const finished = page.waitForEvent("requestfinished", (request) => request.url().endsWith("/agree"));
  release();
  await finished;
  // What is asked for later is there later.
  await page.evaluate(() => fetch("/version.json").then((answer) => answer.text()));
  expect(await stored(page)).not.toContain(id);
});

test("what becomes of a post is said to whoever hears the page", async ({ page, branch }) => {
  const text = sentence("听得到的");
  await join(page, await branch.invite());
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  await branch.secretary.decide(text, "approve");
  await comeBack(page);
  await expect(page.getByRole("status").filter({ hasText: "已发布" })).toContainText("听得到的");
});

test("what was taken down says why to its writer, who can ask for another look, once", async ({ page, branch }) => {
  const text = sentence("撤下来的");
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "approve");
  await branch.secretary.remove(text);
  await comeBack(page);
  const row = mine(page).filter({ hasText: text });
  await expect(row).toContainText("已撤下");
  await expect(row).toContainText("写错了地方");
  await row.getByRole("button", { name: "请另一位再看" }).tap();
  // A row may be anywhere: that it did not work is said where it is seen.
  await page.route("**/appeal", (route) => route.abort());
  await button(page, "请再看").tap();
  await expect(page.locator(".toast")).toContainText("没有网络");
  await page.unroute("**/appeal");
  await row.getByRole("button", { name: "请另一位再看" }).tap();
  await button(page, "请再看").tap();
  await expect(row).toContainText("待看");
  await expect(row).toContainText("已请另一位再看，看过会在这里说");
  await expect(row.getByRole("button", { name: "请另一位再看" })).toHaveCount(0);
});

test("on 我写的 the keyboard stays with the row that was answered, and a key that is held deletes nothing", async ({ page }) => {
  const [first, second] = [sentence("先写的"), sentence("后写的")];
  await write(page, first, "/posts/new/#q010");
  await page.goto("/about/");
  await write(page, second);
  await page.goto("/posts/mine/");
  const row = mine(page).filter({ hasText: first });
  await row.getByRole("button", { name: "删掉" }).focus();
  await page.keyboard.press("Enter");
  await expect(row.getByRole("button", { name: "不了" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row.getByRole("link", { name: "接着写" })).toBeFocused();
});

test("the last post goes from the screen when it is taken down", async ({ page }) => {
  const all = [post("只有这一条")];
  await openFeed(page, all);
  all.pop();
  await comeBack(page);
  await expect(page.getByText("还没有人说")).toBeVisible();
  await expect(page.locator(".post")).toHaveCount(0);
});

test("a post that cannot be had says so, and does not go on looking", async ({ page }) => {
  await page.route("**/api/posts/*", (route) => route.abort());
  await page.goto(`/posts/${uuidV7()}/`);
  await expect(page.getByText("没有网络，这一条还没存在手机里")).toBeVisible();
  await expect(page.getByText("正在取这一条")).toHaveCount(0);
});

test("whatever is written, nothing of it leaves its box, and emoji stay whole", async ({ page, branch }) => {
  const [high, wide] = ["\u030d".repeat(4), `${"𒐫".repeat(30)}${"﷽".repeat(30)}`];
  await join(page, await branch.invite(), `小${"\u030d".repeat(400)}林`);
  await expect(page.locator(".join b")).toContainText(`小${high}林`);
  // As d02 has them: a flag of tags, flags of two letters, keys, a family.
  const emoji = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}🇨🇳1\u{fe0f}\u{20e3}👨\u200d👩\u200d👧\u200d👦❤\u{fe0f}\u200d🔥";
  const begin = sentence("高楼");
  await write(page, `${begin}${"\u0e47".repeat(300)}${wide}${emoji}`);
  await expect(page.locator(".count b")).toHaveText(`${[...begin].length + 60 + 5}`);
  await button(page, "发出").tap();
  await expect(page).toHaveURL("/posts/mine/");
  expect(await sideways(page)).toEqual([]);
  const stored = `${begin}${"\u0e47".repeat(4)}${wide}${emoji}`;
  await branch.secretary.decide(stored, "approve");
  for (const path of ["/posts/mine/", "/posts/", "/me/", "/posts/new/"]) {
    await page.goto(path);
    await ready(page);
    expect(await sideways(page), path).toEqual([]);
  }
  await page.goto("/posts/");
  const one = page.locator(".post", { hasText: begin });
  await expect(one.locator(".post-body")).toHaveText(stored);
  // What would stand above its line is cut off, not painted over the one above.
  for (const part of [".post-who b", ".post-body"]) {
    expect(await one.locator(part).evaluate((part) => getComputedStyle(part).contain)).toContain("paint");
  }
});

test("ten characters that show nothing are no sentence", async ({ page, branch }) => {
  await join(page, await branch.invite());
  for (const nothing of ["\u200d", "\ufe0f", "\u{e0100}", "\u180b", "\ufffe"]) {
    await page.goto("/posts/new/");
    await ready(page);
    await words(page).fill(nothing.repeat(10));
    await expect(page.locator(".count b")).toHaveText("0");
    await button(page, "发出").tap();
    await expect(page.getByText("还没写字")).toBeVisible();
  }
});

test("back closes the reasons of 举报, the question of 收回 and the one about private words, and the page stays", async ({ page, server, branch }) => {
  const [text, other] = [sentence("别人说的"), sentence("我自己说的")];
  const guest = await another(page, server.url);
  await join(guest.page, await branch.invite());
  await send(guest.page, text);
  await branch.secretary.decide(text, "approve");
  await guest.context.close();
  await join(page, await branch.invite());
  await send(page, other);
  await page.locator(".chips").getByText("大家说的").tap();
  const post = page.locator(".post").filter({ hasText: text });
  await post.locator("[data-way=report]").tap();
  await expect(post.locator(".post-asked")).toBeVisible();
  await page.goBack();
  await expect(post.locator(".post-asked")).toHaveCount(0);
  await expect(post.locator("[data-way=report]")).toBeVisible();
  await expect(page).toHaveURL("/posts/");
  await page.locator(".chips").getByText("我写的").tap();
  await button(page, "收回").tap();
  await expect(mine(page).locator(".post-ask")).toBeVisible();
  await page.goBack();
  await expect(mine(page).locator(".post-ask")).toHaveCount(0);
  await expect(page).toHaveURL("/posts/mine/");
  await page.locator(".say a").tap();
  await words(page).fill("送到3号楼502室");
  await button(page, "发出").tap();
  await expect(button(page, "照样发出")).toBeVisible();
  await page.goBack();
  await expect(button(page, "照样发出")).toHaveCount(0);
  await expect(words(page)).toHaveValue("送到3号楼502室");
  await page.goBack();
  await expect(page).toHaveURL("/posts/mine/");
});

test("whoever cannot report is told so before choosing a reason", async ({ page, server, branch }) => {
  const text = sentence("别人说的");
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "approve");
  const guest = await another(page, server.url);
  await guest.page.goto("/posts/");
  await ready(guest.page);
  const post = guest.page.locator(".post").filter({ hasText: text });
  await post.locator("[data-way=report]").tap();
  await expect(guest.page.locator(".toast")).toHaveText(/^支部邀请来的人才能举报。/);
  await expect(post.locator(".post-asked")).toHaveCount(0);
  await guest.context.close();
});

test("while a post waits, its row says who looks at it and what comes next", async ({ page, branch }) => {
  const text = sentence("等着看的");
  await join(page, await branch.invite());
  await send(page, text);
  const row = mine(page).filter({ hasText: text });
  await expect(row).toContainText("支部书记来看：合适就公开");
  await branch.secretary.decide(text, "approve");
  await page.reload();
  await expect(row).toContainText("已发布");
  await expect(row).not.toContainText("支部书记来看");
});

test("back from a post, the feed shows the same posts in the same place", async ({ page }) => {
  const all = Array.from({ length: 45 }, (_, at) => post(`第${at}句`));
  await page.route(/\/api\/posts(\?|$)/, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("before") ?? 0);
    const next = from + 20 < all.length ? String(from + 20) : null;
    return route.fulfill({ json: { posts: all.slice(from, from + 20), next } });
  });
  await page.goto("/");
  await ready(page);
  await tabBar(page).getByText("心里话").tap();
  await expect(page.locator(".post")).toHaveCount(20);
  await button(page, "更早的").tap();
  await expect(page.locator(".post")).toHaveCount(40);
  const opened = posts(page, all[30]!).locator(".post-who a");
  await opened.evaluate((link) => link.scrollIntoView({ block: "center", behavior: "instant" }));
  const left = await page.evaluate(() => scrollY);
  expect(left).toBeGreaterThan(900);
  await opened.tap();
  await expect(page).toHaveURL(`/posts/${all[30]!.id}/`);
  await page.goBack();
  await expect(page.locator(".post")).toHaveCount(40);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(left);
  // What the button brings goes on from there.
  await button(page, "更早的").tap();
  await expect(page.locator(".post")).toHaveCount(45);
  // Whoever comes anew begins with the newest.
  await tabBar(page).getByText("学习").tap();
  await expect(page).toHaveURL("/articles/");
  await tabBar(page).getByText("心里话").tap();
  await expect(page.locator(".post")).toHaveCount(20);
});

/** Whether somebody sees a control whole, and taps it and nothing else. */
const isClear = (one: Locator) =>
  one.evaluate((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const corners = [[left + 4, top + 4], [right - 4, top + 4], [left + 4, bottom - 4], [right - 4, bottom - 4]];
    return corners.every(([x, y]) => one.contains(document.elementFromPoint(x!, y!)) || one.parentElement === document.elementFromPoint(x!, y!));
  });

test("the reasons of a report lie under nothing", async ({ page, branch }) => {
  await join(page, await branch.invite());
  const all = Array.from({ length: 9 }, (_, at) => post(`第${at}句`));
  await openFeed(page, all);
  for (const one of all) {
    await posts(page, one).getByRole("button", { name: "举报" }).tap();
    const reasons = posts(page, one).locator(".post-asked button");
    await expect(reasons).toHaveCount(6);
    for (const reason of await reasons.all()) expect(await isClear(reason), `${one.body} ${await reason.textContent()}`).toBe(true);
    await reasons.last().tap();
    await expect(page.getByRole("link", { name: "说一句" })).toBeVisible();
  }
});

test("发出 and the count stay at the foot of what is to be seen", async ({ page }) => {
  for (const [height, size] of [[450, ""], [450, "xl"], [800, "xl"], [800, ""]] as const) {
    await page.setViewportSize({ width: 360, height });
    await page.goto("/posts/new/#q010");
    await ready(page);
    await page.evaluate((size) => document.documentElement.setAttribute("data-size", size), size);
    await expect(page.locator(".compose-about .post-card")).toBeVisible();
    for (const one of [button(page, "发出"), page.locator(".count")]) {
      await expect(one, `${height} ${size}`).toBeInViewport({ ratio: 1 });
      expect(await isClear(one), `${height} ${size}`).toBe(true);
    }
    const bar = (await page.locator(".compose-bar").boundingBox())!;
    const tabs = (await tabBar(page).boundingBox())!;
    expect(Math.min(tabs.y, height) - (bar.y + bar.height), `${height} ${size}`).toBeLessThan(3);
  }
});

test("what was sent a moment ago says 刚刚", async ({ page, branch }) => {
  const text = sentence("刚写的");
  await join(page, await branch.invite());
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  await expect(mine(page).filter({ hasText: text })).toContainText("刚刚");
});
