// 我有话儿对党说, from a sentence typed at a counter without a signal to the feed.

import type { BrowserContext, Page } from "@playwright/test";

import { expect, test as base } from "./fixtures";
import { card } from "./support/content";
import { Secretary, addBranch, invite, join } from "./support/people";
import { comeBack, installed, ready } from "./support/reader";

type Branch = { id: string; secretary: Secretary; invite: () => Promise<string> };

const test = base.extend<{ branch: Branch }>({
  branch: async ({ server }, use, { title }) => {
    const id = await addBranch(server, `支部${title.length}${Math.random().toString(36).slice(2, 8)}`);
    const secretary = await Secretary.of(server, id);
    await use({ id, secretary, invite: () => invite(server, id) });
    await secretary.leave();
  },
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const words = (page: Page) => page.getByLabel("想说的话");
const mine = (page: Page) => page.locator(".mine");

/** Other words for each test: all of them share a server. */
const sentence = (about: string) => `${about}，${Math.random().toString(36).slice(2, 8)}。`;

async function write(page: Page, text: string, path = "/posts/new/"): Promise<void> {
  await page.goto(path);
  await ready(page);
  await words(page).fill(text);
  await expect(page.locator("#note")).toHaveText("✓ 已存本机");
}

async function send(page: Page, text: string): Promise<void> {
  await write(page, text);
  await button(page, "发出").tap();
  await expect(page).toHaveURL("/posts/mine/");
}

/** The tab is gone without a word, as when the phone runs out of memory. */
async function kill(page: Page): Promise<Page> {
  const context = page.context();
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
  return context.newPage();
}

async function another(page: Page, baseURL: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await page.context().browser()!.newContext({ baseURL, hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } });
  return { context, page: await context.newPage() };
}

test("a draft outlives a killed tab, and is gone on with", async ({ page }) => {
  const text = sentence("等餐的时候想到的");
  await write(page, text);
  const reopened = await kill(page);
  await reopened.goto("/posts/new/");
  await expect(words(reopened)).toHaveValue(text);
  await reopened.goto("/posts/mine/");
  await expect(mine(reopened).filter({ hasText: text })).toContainText("草稿");
});

test("who was not invited can write, keeps it, and is told how to get an invite", async ({ page }) => {
  const text = sentence("还没加入");
  await write(page, text);
  await expect(page.getByText("没有邀请也能先写")).toBeVisible();
  await button(page, "发出").tap();
  await expect(page.getByText("先替你存成草稿了")).toBeVisible();
  await page.goto("/posts/mine/");
  await expect(mine(page).filter({ hasText: text })).toContainText("草稿");
});

test("several drafts are kept apart, by the card they are about", async ({ page }) => {
  await write(page, sentence("关于江山"), "/posts/new/#q010");
  await expect(page.locator(".post-card")).toHaveText(card("q010").quote);
  const other = sentence("没有卡片");
  await page.goto("/about/");
  await write(page, other);
  await page.goto("/posts/mine/");
  await expect(mine(page)).toHaveCount(2);
  await mine(page).filter({ hasText: "关于江山" }).getByRole("link", { name: "接着写" }).tap();
  await expect(words(page)).toHaveValue(/关于江山/);
});

test("written without a network, killed, opened again: it arrives once when the network returns", async ({ context, page, branch }) => {
  const text = sentence("电梯里写的");
  await join(page, await branch.invite());
  await page.goto("/");
  await installed(page);
  await context.setOffline(true);
  await page.goto("/posts/new/");
  await ready(page);
  await words(page).fill(text);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("已存在手机里");
  const reopened = await kill(page);
  await reopened.goto("/posts/mine/");
  await expect(mine(reopened).filter({ hasText: text })).toContainText("已存在手机里");
  await context.setOffline(false);
  await expect(mine(reopened).filter({ hasText: text })).toContainText("待看");
  expect((await branch.secretary.pending()).filter(({ body }) => body === text)).toHaveLength(1);
});

test("an answer that is cut off is asked for again, and the post is one", async ({ page, branch }) => {
  const text = sentence("地库里发的");
  await join(page, await branch.invite());
  let cuts = 0;
  await page.route("**/api/posts", async (route) => {
    if (route.request().method() !== "POST" || cuts > 0) return route.fallback();
    cuts += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  expect(cuts).toBe(1);
  expect((await branch.secretary.pending()).filter(({ body }) => body === text)).toHaveLength(1);
});

test("the page of a Wi-Fi that wants a sign-in is no answer", async ({ page, branch }) => {
  const text = sentence("商场的 Wi-Fi");
  await join(page, await branch.invite());
  const portal = { status: 200, contentType: "text/html", body: "<html>请登录</html>" };
  await page.route("**/api/**", (route) => route.fulfill(portal));
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("可能要先登录这个 Wi-Fi");
  await page.unroute("**/api/**");
  await comeBack(page);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  expect((await branch.secretary.pending()).filter(({ body }) => body === text)).toHaveLength(1);
});

test("three taps and two tabs make one post", async ({ context, page, branch }) => {
  const text = sentence("手滑点了三下");
  await join(page, await branch.invite());
  await write(page, text);
  const other = await context.newPage();
  await other.goto("/posts/mine/");
  await ready(other);
  await button(page, "发出").evaluate((button: HTMLElement) => [1, 2, 3].forEach(() => button.click()));
  await expect(page).toHaveURL("/posts/mine/");
  await comeBack(other);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  await expect(mine(other).filter({ hasText: text })).toContainText("待看");
  expect((await branch.secretary.pending()).filter(({ body }) => body === text)).toHaveLength(1);
});

for (const { status, code, said } of [
  { status: 409, code: "id_taken", said: "已经换了一个" },
  { status: 422, code: "off", said: "这样写不行" },
]) {
  test(`a refusal (${status}) makes it a draft again, with the reason and nothing lost`, async ({ page, branch }) => {
    const text = sentence("被退回来的");
    await join(page, await branch.invite());
    await page.route("**/api/posts", (route) =>
      route.request().method() === "POST" ? route.fulfill({ status, json: { code, message: "这样写不行" } }) : route.fallback());
    await send(page, text);
    const row = mine(page).filter({ hasText: text });
    await expect(row).toContainText("草稿");
    await expect(row).toContainText(said);
    await page.unroute("**/api/posts");
    await row.getByRole("link", { name: "接着写" }).tap();
    await expect(words(page)).toHaveValue(text);
    await button(page, "发出").tap();
    await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  });
}

test("too much at once waits as long as the server says, and then goes on by itself", async ({ page, branch }) => {
  const text = sentence("发得太快");
  await join(page, await branch.invite());
  let refusals = 0;
  await page.route("**/api/posts", (route) => {
    if (route.request().method() !== "POST" || refusals > 0) return route.fallback();
    refusals += 1;
    return route.fulfill({ status: 429, headers: { "retry-after": "1" }, json: { code: "too_many", message: "慢一点" } });
  });
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  expect(refusals).toBe(1);
});

test("what was taken back on another phone is not sent again", async ({ page, branch }) => {
  const text = sentence("别处收回了");
  await join(page, await branch.invite());
  await page.route("**/api/posts", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 410, json: { code: "gone", message: "收回过了" } }) : route.fallback());
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("已撤回");
});

test("a sign-in lost on the way keeps the words, and nobody else sends them", async ({ context, page, branch }) => {
  const text = sentence("登录没了");
  await join(page, await branch.invite());
  await page.goto("/");
  await installed(page);
  await context.setOffline(true);
  await page.goto("/posts/new/");
  await ready(page);
  await words(page).fill(text);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("已存在手机里");
  await context.clearCookies();
  await context.setOffline(false);
  await expect(mine(page).filter({ hasText: text })).toContainText("登录没了，话还在");
  await join(page, await branch.invite(), "小陈");
  await page.goto("/posts/mine/");
  await expect(page.getByText("别人没发出的 1 条")).toBeVisible();
  await expect(page.getByText(text)).toHaveCount(0);
  expect((await branch.secretary.pending()).filter(({ body }) => body === text)).toEqual([]);
});

test("a phone number never leaves the phone; a door is asked about first", async ({ page, branch }) => {
  await join(page, await branch.invite());
  await write(page, "有事找我 13812345678");
  await button(page, "发出").tap();
  await expect(page.locator("mark")).toHaveText("13812345678");
  const text = sentence("送到3号楼");
  await words(page).fill(text);
  await button(page, "发出").tap();
  await expect(page.locator("mark")).toHaveText("3号楼");
  await button(page, "照样发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
});

test("what is older than thirty days is asked about before it is sent", async ({ context, page, branch }) => {
  const text = sentence("上个月写的");
  await join(page, await branch.invite());
  await page.goto("/");
  await installed(page);
  await context.setOffline(true);
  await page.goto("/posts/new/");
  await ready(page);
  await words(page).fill(text);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("已存在手机里");
  await page.clock.setFixedTime(Date.now() + 31 * 864e5);
  await context.setOffline(false);
  await expect(mine(page).filter({ hasText: text })).toContainText("还发吗");
  expect((await branch.secretary.pending()).filter(({ body }) => body === text)).toEqual([]);
  await button(page, "还发").tap();
  await branch.secretary.find(text);
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
  await expect(mine(page).filter({ hasText: better })).toContainText("已撤回");
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
  await send(page, second);
  await branch.secretary.decide(second, "approve");
  await comeBack(reader.page);
  const newer = reader.page.getByRole("button", { name: /有 \d+ 条新的/ });
  await expect(newer).toBeVisible();
  await expect(shown).not.toContainText(second);
  await newer.tap();
  await expect(shown).toContainText(second);
  await reader.context.setOffline(true);
  await reader.page.reload();
  await reader.context.close();
});

test("同感 is shown at once, and taken back with a sentence where it is refused", async ({ page, server, branch }) => {
  const text = sentence("热水救过我");
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "approve");
  await page.goto("/posts/");
  const agree = page.locator(".post").filter({ hasText: text }).locator("[data-way=agree]");
  await agree.tap();
  await expect(agree).toHaveAttribute("aria-pressed", "true");
  await expect(agree).toHaveText("同感 1");
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
});

test("leaving a shared phone takes the member's drafts away, after asking", async ({ page, branch }) => {
  const text = sentence("别让下一个人看见");
  await join(page, await branch.invite());
  await write(page, text);
  await page.goto("/me/");
  await ready(page);
  await page.locator("summary", { hasText: "退出" }).tap();
  await expect(page.getByText("没发出的 1 条")).toBeVisible();
  await button(page, "退出").tap();
  await expect(page.getByText("退出了。")).toBeVisible();
  await page.goto("/posts/mine/");
  await expect(page.getByText("还没写过")).toBeVisible();
  await page.goto("/posts/new/");
  await ready(page);
  await expect(words(page)).toHaveValue("");
});

test("修复 touches no draft", async ({ page }) => {
  const text = sentence("修不掉的");
  await write(page, text);
  await page.goto("/me/");
  await ready(page);
  await button(page, "修复").tap();
  await expect(page.locator(".said")).toHaveText(/修好了/);
  await page.goto("/posts/mine/");
  await expect(mine(page).filter({ hasText: text })).toContainText("草稿");
});
