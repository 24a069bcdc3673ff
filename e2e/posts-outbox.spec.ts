// What was sent arrives, once, whatever the network does on the way.

import type { CDPSession, Page } from "@playwright/test";

import { expect } from "./fixtures";
import { tabBar } from "./support/page";
import { join, type Secretary } from "./support/people";
import { another, button, kill, mine, queue, send, sentence, stored, test, words, write } from "./support/posts";
import { comeBack } from "./support/reader";

/** How many posts with these words wait for the branch. */
const arrived = async (secretary: Secretary, text: string) => (await secretary.pending()).filter(({ body }) => body === text).length;

/** The server has what is sent, and its answer is on its way until the function that this gives is called. */
async function holdAnswer(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/posts", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  return release;
}

/** Answers what the app asks with a method as something in between might; other requests go through. */
async function answer(page: Page, method: string, url: string, status: number, json: object): Promise<void> {
  await page.route(url, (route) => (route.request().method() === method ? route.fulfill({ status, json }) : route.fallback()));
}

/** The request with this method arrives, and its answer does not; once. How often that was. */
async function cutAnswer(page: Page, method: string, url: string): Promise<() => number> {
  let cuts = 0;
  await page.route(url, async (route) => {
    if (route.request().method() !== method || cuts > 0) return route.fallback();
    cuts += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  return () => cuts;
}

test("written without a network, killed, opened again: it arrives once when the network returns", async ({ context, page, branch }) => {
  const text = sentence("电梯里写的");
  await queue(page, await branch.invite(), text);
  const reopened = await kill(page);
  await reopened.goto("/posts/mine/");
  await expect(mine(reopened).filter({ hasText: text })).toContainText("已经存进手机");
  // Nothing is wrong, and nothing looks like it.
  const waits = reopened.locator(".mine-note").filter({ hasText: "联网后自动发出" });
  await expect(waits).toHaveCSS("background-color", "rgb(255, 253, 248)");
  await context.setOffline(false);
  await expect(mine(reopened).filter({ hasText: text })).toContainText("待看");
  expect(await arrived(branch.secretary, text)).toBe(1);
});

/** Has the browser say to the service worker that there is a network now. */
async function sync(session: CDPSession, origin: string): Promise<void> {
  const registered = new Promise<string>((resolve) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
      if (ours) resolve(ours.registrationId);
    }));
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  await session.send("ServiceWorker.dispatchSyncEvent", { origin, registrationId, tag: "outbox", lastChance: false });
}

test("while no page is open the service worker sends what waits, once, and the page knows of it", async ({ context, page, server, branch }) => {
  const text = sentence("关了页面才有网");
  await queue(page, await branch.invite(), text);
  await page.goto("about:blank");
  await context.setOffline(false);
  await sync(await context.newCDPSession(page), server.url);
  await expect.poll(() => arrived(branch.secretary, text)).toBe(1);
  await page.goto("/posts/mine/");
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  await expect(mine(page).filter({ hasText: text })).toHaveCount(1);
  expect(await arrived(branch.secretary, text)).toBe(1);
});

test("an answer that is cut off is asked for again, and the post is one", async ({ page, branch }) => {
  const text = sentence("地库里发的");
  await join(page, await branch.invite());
  const cuts = await cutAnswer(page, "POST", "**/api/posts");
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  expect(cuts()).toBe(1);
  expect(await arrived(branch.secretary, text)).toBe(1);
});

test("a change whose answer is cut off is made once, and nothing is called a fault", async ({ page, branch }) => {
  const [text, better] = [sentence("改之前"), sentence("改之后")];
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "return", { code: "unclear", note: "" });
  await comeBack(page);
  await mine(page).filter({ hasText: text }).getByRole("link", { name: "改一改" }).tap();
  await expect(words(page)).toHaveValue(text);
  const cuts = await cutAnswer(page, "PATCH", "**/api/posts/*");
  await words(page).fill(better);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: better })).toContainText("待看");
  expect(cuts()).toBe(1);
  await expect(mine(page)).toHaveCount(1);
  await expect(page.locator(".mine-note")).toHaveCount(0);
  expect([await arrived(branch.secretary, text), await arrived(branch.secretary, better)]).toEqual([0, 1]);
});

test("a change that comes too late is a draft of its own, beside the post as it is now", async ({ page, branch }) => {
  const [text, better] = [sentence("退回来的"), sentence("改晚了的")];
  await join(page, await branch.invite());
  await send(page, text);
  await branch.secretary.decide(text, "return", { code: "unclear", note: "" });
  await comeBack(page);
  await mine(page).filter({ hasText: text }).getByRole("link", { name: "改一改" }).tap();
  await expect(words(page)).toHaveValue(text);
  await answer(page, "PATCH", "**/api/posts/*", 409, { code: "stale", message: "它刚刚变过" });
  await words(page).fill(better);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: better })).toContainText("没有覆盖");
  await expect(mine(page).filter({ hasText: text })).toContainText("请改一改");
  await mine(page).filter({ hasText: better }).getByRole("link", { name: "接着写" }).tap();
  await expect(words(page)).toHaveValue(better);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: better })).toContainText("待看");
  expect(await arrived(branch.secretary, better)).toBe(1);
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
  expect(await arrived(branch.secretary, text)).toBe(1);
});

test("three taps and two tabs make one post", async ({ context, page, branch }) => {
  const text = sentence("手滑点了三下");
  await join(page, await branch.invite());
  await write(page, text);
  const other = await context.newPage();
  await other.goto("/posts/mine/");
  await expect(mine(other).filter({ hasText: text })).toContainText("草稿");
  await button(page, "发出").evaluate((button: HTMLElement) => [1, 2, 3].forEach(() => button.click()));
  await expect(page).toHaveURL("/posts/mine/");
  await comeBack(other);
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  await expect(mine(other).filter({ hasText: text })).toContainText("待看");
  expect(await arrived(branch.secretary, text)).toBe(1);
});

for (const { status, code, said } of [
  { status: 409, code: "id_taken", said: "前一版其实已经送到支部了" },
  { status: 422, code: "off", said: "这样写不行" },
]) {
  test(`a refusal (${status}) makes it a draft again, with the reason and nothing lost`, async ({ page, branch }) => {
    const text = sentence("被退回来的");
    await join(page, await branch.invite());
    await answer(page, "POST", "**/api/posts", status, { code, message: "这样写不行" });
    await send(page, text);
    const row = mine(page).filter({ hasText: text });
    await expect(row).toContainText("草稿");
    await expect(row).toContainText(said);
    // Whoever thought it was on its way is told where they look next.
    await page.getByRole("link", { name: "大家说的" }).tap();
    await expect(page.locator(".waiting")).toContainText("没发出去");
    await page.locator(".waiting").tap();
    await page.unroute("**/api/posts");
    await row.getByRole("link", { name: "接着写" }).tap();
    await expect(words(page)).toHaveValue(text);
    await button(page, "发出").tap();
    await expect(mine(page).filter({ hasText: text })).toContainText("待看");
    expect(await arrived(branch.secretary, text)).toBe(1);
  });
}

test("too much at once waits as long as the server says, and then goes on by itself", async ({ page, branch }) => {
  const text = sentence("发得太快");
  await join(page, await branch.invite());
  let refusals = 0;
  await page.route("**/api/posts", (route) => {
    if (route.request().method() !== "POST" || refusals > 0) return route.fallback();
    refusals += 1;
    return route.fulfill({ status: 429, headers: { "retry-after": "3" }, json: { code: "slow_down", message: "慢一点" } });
  });
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("过一会儿自动接着发");
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
  expect(refusals).toBe(1);
});

test("what was taken back on another phone is not sent again", async ({ page, branch }) => {
  const text = sentence("别处收回了");
  await join(page, await branch.invite());
  await answer(page, "POST", "**/api/posts", 410, { code: "gone", message: "收回过了" });
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toContainText("已收回");
});

test("a sign-in lost on the way keeps the words, and nobody else sends them", async ({ context, page, branch }) => {
  const text = sentence("登录过期了");
  await queue(page, await branch.invite(), text);
  await context.clearCookies();
  await context.setOffline(false);
  await expect(mine(page).filter({ hasText: text })).toContainText("登录过期了，话还在");
  // Only the same member sends them: who has nothing but a new invite saves them before.
  await expect(mine(page).filter({ hasText: text })).toContainText("先把要紧的话复制出来");
  await page.goto(`/join/${await branch.invite()}/`);
  await expect(page.getByText("换了人也看不到")).toBeVisible();
  await join(page, await branch.invite(), "小陈");
  await page.goto("/posts/mine/");
  await expect(page.getByText("别人没发出的 1 条")).toBeVisible();
  await expect(page.getByText(text)).toHaveCount(0);
  expect(await arrived(branch.secretary, text)).toBe(0);
});

test("whoever comes in while words go out does not say them", async ({ context, page, server, branch }) => {
  const [first, second] = [sentence("先排上的"), sentence("后排上的")];
  await queue(page, await branch.invite(), first);
  await page.getByRole("link", { name: "说一句" }).tap();
  await words(page).fill(second);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: second })).toContainText("已经存进手机");
  const other = await another(page, server.url);
  await join(other.page, await branch.invite(), "小陈");
  const cookies = await other.context.cookies();
  await other.context.close();
  const release = await holdAnswer(page);
  await context.setOffline(false);
  await expect.poll(() => arrived(branch.secretary, first)).toBe(1);
  await context.addCookies(cookies);
  release();
  await expect(page.getByText("别人没发出的 1 条")).toBeVisible();
  expect(await arrived(branch.secretary, second)).toBe(0);
});

test("what is written on while it is being sent is there beside what was sent", async ({ page, branch }) => {
  const [text, more] = [sentence("信号卡在半路"), sentence("想起来再补一句")];
  await join(page, await branch.invite());
  await write(page, text);
  const release = await holdAnswer(page);
  await button(page, "发出").tap();
  await expect.poll(() => arrived(branch.secretary, text)).toBe(1);
  await button(page, "先别发").tap();
  await mine(page).filter({ hasText: text }).getByRole("link", { name: "接着写" }).tap();
  await words(page).fill(text + more);
  await expect.poll(() => stored(page)).toContain(more);
  const finished = page.waitForEvent("requestfinished", (request) => request.method() === "POST" && request.url().endsWith("/api/posts"));
  release();
  await finished;
  await page.getByRole("link", { name: "我写的" }).tap();
  await expect(mine(page).filter({ hasText: more })).toContainText("草稿");
  await expect(mine(page).filter({ hasNotText: more })).toContainText("待看");
  await expect(mine(page)).toHaveCount(2);
});

test("an answer that comes after signing out leaves nothing on the shared phone", async ({ page, branch }) => {
  const text = sentence("还在路上就退出");
  await join(page, await branch.invite());
  const release = await holdAnswer(page);
  await send(page, text);
  await tabBar(page).getByText("我的").tap();
  await page.locator("summary", { hasText: "退出" }).tap();
  await button(page, "退出").tap();
  await expect(page.getByText("退出了。")).toBeVisible();
  const finished = page.waitForEvent("requestfinished", (request) => request.method() === "POST" && request.url().endsWith("/api/posts"));
  release();
  await finished;
  await page.goto("/posts/mine/");
  await expect(page.getByText("还没写过")).toBeVisible();
  expect(await stored(page)).not.toContain(text);
});

test("what is older than thirty days is asked about before it is sent", async ({ context, page, branch }) => {
  const text = sentence("上个月写的");
  await queue(page, await branch.invite(), text);
  await page.clock.setFixedTime(Date.now() + 31 * 864e5);
  await context.setOffline(false);
  await expect(mine(page).filter({ hasText: text })).toContainText("还发吗");
  expect(await arrived(branch.secretary, text)).toBe(0);
  await button(page, "还发").tap();
  await branch.secretary.find(text);
});

test("a word that some app put behind the address is no card, and keeps nothing back", async ({ page, branch }) => {
  const text = sentence("微信里点开的");
  await join(page, await branch.invite());
  await page.goto("/posts/mine/");
  await write(page, text, "/posts/new/#rd");
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName(`${location.origin}/version.json`).length)).toBeGreaterThan(1);
  await button(page, "发出").tap();
  await expect(mine(page).filter({ hasText: text })).toContainText("待看");
});
