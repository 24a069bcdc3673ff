// 领读, live: one rider leads, every other phone follows, and whatever happens to a phone or a network, all end at the same card.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { violationsInEveryLook } from "./support/axe";
import { canRun, Kernel } from "./support/kernel";
import { addBranch, invite, join } from "./support/people";
import { CONTENT, ServerProcess } from "./support/process";
import { installed } from "./support/reader";
import { MORNING, begins, enlarge, next, phone, shown, shows } from "./support/reading";
import { sideways } from "./support/sideways";

test("a rider leads, hands over, loses the network and comes back; all end at the last card", async ({ browser, server, baseURL }) => {
  test.setTimeout(120_000);
  const contexts = await Promise.all([1, 2, 3, 4, 5].map(() => phone(browser, baseURL!)));
  const [leader, second, late, sleeper, wall] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page, Page, Page, Page];
  const branch = await addBranch(server, "领读支部");
  await join(leader, await invite(server, branch), "阿明");
  const { room, code } = await begins(leader);

  // Four digits, or the code on the wall: nobody signs in.
  await second.goto("/reading/");
  await second.getByLabel("四个数").fill(code);
  await second.waitForURL(`**/reading/${room}/`);
  await sleeper.goto(`/reading/${room}/`);
  await wall.setViewportSize({ width: 1280, height: 720 });
  await wall.goto(`/reading/${room}/wall/`);
  await expect(wall.locator("#join strong")).toHaveText(code);
  await expect(second.getByRole("heading", { name: "马上开始" })).toBeVisible();

  await next(leader);
  for (const page of [second, sleeper, wall]) await shows(page, MORNING.cards[0]!);
  await expect(leader.getByText("大家都跟上了")).toBeVisible();
  await next(leader);
  await shows(second, MORNING.cards[1]!);

  // Who comes late is where all are.
  await late.goto(`/reading/${room}/`);
  await shows(late, MORNING.cards[1]!);

  // Looking back by oneself, and coming back by one tap.
  await second.getByRole("button", { name: "往前翻" }).tap();
  await shows(second, MORNING.cards[0]!);
  await second.getByRole("button", { name: "回到领读" }).tap();
  await shows(second, MORNING.cards[1]!);

  // One sleeps; the leader loses the network and goes on.
  await contexts[3]!.setOffline(true);
  await expect(sleeper.locator("#banner")).toContainText("没连上");
  await contexts[0]!.setOffline(true);
  await next(leader);
  await shows(leader, MORNING.cards[2]!);
  await expect(leader.locator("#banner")).toContainText("网回来大家就跟上");
  await next(leader);
  await shows(leader, MORNING.cards[3]!);
  expect(await shown(second)).toBe(MORNING.cards[1]);
  await contexts[0]!.setOffline(false);
  for (const page of [second, late, wall]) await shows(page, MORNING.cards[3]!);
  await expect(leader.locator("#banner")).toBeEmpty();

  // Two taps and a yes: somebody else goes on, and the one before follows.
  await leader.getByRole("button", { name: "交给别人" }).tap();
  await second.getByRole("button", { name: "我来领" }).tap();
  await expect(second.getByRole("button", { name: "交给别人" })).toBeVisible();
  await expect(second.locator("#following")).not.toContainText("还没有人进来");
  await expect(leader.getByText("交出去了")).toBeVisible();
  await expect(late.getByRole("button", { name: "我来领" })).toBeHidden();
  await next(second);
  await shows(leader, MORNING.cards[4]!);

  // The sleeper wakes, and is where all are.
  await contexts[3]!.setOffline(false);
  await shows(sleeper, MORNING.cards[4]!);
  await expect(sleeper.locator("#banner")).toBeEmpty();

  for (const slug of [...MORNING.cards.slice(5), "end"]) {
    await next(second);
    for (const page of [leader, late, sleeper, wall]) await shows(page, slug);
  }
  // A clean end, and everybody keeps the deck.
  await second.getByRole("button", { name: "结束" }).tap();
  await second.getByRole("button", { name: "真的结束？" }).tap();
  await expect(late.locator("html")).toHaveAttribute("data-over", "");
  await late.getByRole("link", { name: "这一组留给你" }).tap();
  await late.waitForURL("**/decks/morning/");
  await Promise.all(contexts.map((context) => context.close()));
});

test("the phone that leads is gone: whoever said 我可以接 is asked first, then everybody", async ({ browser }) => {
  test.setTimeout(90_000);
  const server = await ServerProcess.start(CONTENT, ["--reading-patience", "5"]);
  const branch = await addBranch(server, "兜底支部");
  const contexts = await Promise.all([1, 2, 3].map(() => phone(browser, server.url)));
  const [leader, volunteer, other] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page, Page];
  for (const page of [leader, volunteer, other]) await join(page, await invite(server, branch));
  const { room } = await begins(leader);
  await next(leader);
  for (const page of [volunteer, other]) await page.goto(`/reading/${room}/`);

  // Without a network the tap says so; said again, it holds, also when the page comes again.
  const can = volunteer.locator("#can");
  await expect(can).toContainText("领的手机要是没动静");
  await contexts[1]!.setOffline(true);
  await volunteer.getByRole("button", { name: "我可以接" }).tap();
  await expect(can).toContainText("没有网，没记上");
  await contexts[1]!.setOffline(false);
  await volunteer.getByRole("button", { name: "我可以接" }).tap();
  await expect(can).toContainText("记下了");
  await volunteer.reload();
  await expect(volunteer.getByRole("button", { name: "不接了" })).toBeVisible();
  await expect(leader.locator("#following")).toContainText("有人可以接");
  expect.soft(await violationsInEveryLook(volunteer)).toEqual([]);
  await volunteer.setViewportSize({ width: 320, height: 640 });
  await enlarge(volunteer);
  expect.soft(await sideways(volunteer)).toEqual([]);

  await contexts[0]!.close();
  const ask = other.locator("#ask");
  await Promise.all([
    expect(volunteer.getByRole("button", { name: "我来领" })).toBeVisible(),
    expect(ask).toContainText("正在问说过可以接的人"),
  ]);
  await expect(ask.getByRole("button")).toBeHidden();
  await volunteer.getByRole("button", { name: "我来领" }).tap();
  await expect(volunteer.getByRole("button", { name: "交给别人" })).toBeVisible();
  await expect(ask).toBeHidden();

  // They go as well, and nobody else has said so.
  await contexts[1]!.close();
  await other.getByRole("button", { name: "我来领" }).tap();
  await expect(other.getByRole("button", { name: "交给别人" })).toBeVisible();
  await contexts[2]!.close();
  await server.stop();
});

test("begun without a network it begins by itself; reloaded without one it goes on, with any card", async ({ browser, server, baseURL }) => {
  const [leading, following] = await Promise.all([phone(browser, baseURL!), phone(browser, baseURL!)]);
  const [leader, follower] = await Promise.all([leading.newPage(), following.newPage()]);
  await join(leader, await invite(server, await addBranch(server, "断网支部")), "阿明");
  await leader.goto("/");
  await installed(leader);
  await leader.goto("/reading/new/?deck=morning");
  await leading.setOffline(true);
  await leader.getByRole("button", { name: "开始" }).tap();
  await expect(leader.locator("#said")).toContainText("网一回来就自己开始");
  await leading.setOffline(false);
  await leader.waitForURL(/\/reading\/[a-z0-9]{26}\//);
  await expect.poll(() => leader.evaluate(async () => (await (await caches.open("reading")).keys()).length)).toBeGreaterThan(1);
  await follower.goto(new URL(leader.url()).pathname);
  await leader.getByRole("button", { name: "挑一条" }).tap();
  await leader.getByRole("button", { name: /^3 / }).tap();
  await shows(follower, MORNING.cards[2]!);

  await leading.setOffline(true);
  for (const _ of [1, 2]) {
    await leader.reload();
    await shows(leader, MORNING.cards[2]!);
  }
  await next(leader);
  await shows(leader, MORNING.cards[3]!);
  await leading.setOffline(false);
  await shows(follower, MORNING.cards[3]!);
  await leader.getByRole("button", { name: "结束" }).tap();
  await leader.getByRole("button", { name: "真的结束？" }).tap();
  await expect.poll(() => leader.evaluate(() => caches.has("reading"))).toBe(false);
  await Promise.all([leading.close(), following.close()]);
});

test("where a proxy swallows streams, a phone asks", async ({ browser, server, baseURL }) => {
  const [leading, following] = await Promise.all([phone(browser, baseURL!), phone(browser, baseURL!)]);
  const [leader, follower] = await Promise.all([leading.newPage(), following.newPage()]);
  await join(leader, await invite(server, await addBranch(server, "代理支部")), "阿明");
  const { room } = await begins(leader);
  // Never answered: held back by somebody in between.
  await following.route("**/events?*", () => {});
  await follower.goto(`/reading/${room}/`);
  for (const slug of MORNING.cards.slice(0, 3)) {
    await next(leader);
    await shows(follower, slug);
  }
  await expect(follower.locator("#banner")).toBeEmpty();
  await leading.close();
  await following.close();
});

test("sentence by sentence, a rest, and a rehearsal that says what others see", async ({ browser, server, baseURL }) => {
  const context = await phone(browser, baseURL!);
  const leader = await context.newPage();
  await leader.goto("/reading/new/?deck=morning");
  await leader.getByRole("button", { name: "开始" }).tap();
  await expect(leader.getByRole("alert")).toContainText("加入支部");
  await join(leader, await invite(server, await addBranch(server, "排练支部")), "阿明");
  await leader.goto("/reading/new/?deck=morning");
  await leader.getByRole("button", { name: "先试一试" }).tap();
  await expect(leader.locator("#tried")).toContainText("歇着");
  await next(leader);
  await expect(leader.locator("#tried")).toContainText("第 1 条");
  await leader.getByRole("button", { name: "逐句" }).tap();
  await expect(leader.locator(".card:not([hidden]) .line.on")).toHaveCount(1);
  await leader.getByRole("button", { name: "歇一会儿" }).tap();
  await expect(leader.locator("#tried")).toContainText("歇着");
  // The tab was killed: it leads on where it was.
  await leader.reload();
  await expect(leader.getByRole("button", { name: "接着读" })).toBeVisible();
  await context.close();
});

test("every page of it is for everybody: in every look, in letters twice as large", async ({ browser, server, baseURL }) => {
  test.setTimeout(120_000);
  const [leading, following] = await Promise.all([phone(browser, baseURL!), phone(browser, baseURL!)]);
  const [leader, follower] = await Promise.all([leading.newPage(), following.newPage()]);
  await join(leader, await invite(server, await addBranch(server, "看得清支部")), "阿明");
  const { room } = await begins(leader);
  await next(leader);
  await leader.getByRole("button", { name: "交给别人" }).tap();
  await follower.setViewportSize({ width: 320, height: 640 });
  await expect.soft(leader.getByText("等一位点")).toBeVisible();
  expect.soft(await violationsInEveryLook(leader), "leading").toEqual([]);
  expect.soft(await sideways(leader), "leading").toEqual([]);
  for (const path of ["/reading/", "/reading/?code=0x00", "/reading/new/?deck=morning", `/reading/${room}/`, `/reading/${room}/wall/`]) {
    await follower.goto(path);
    if (path === `/reading/${room}/`) await expect(follower.getByRole("button", { name: "我来领" })).toBeVisible();
    expect.soft(await violationsInEveryLook(follower), path).toEqual([]);
    if (path.endsWith("wall/")) continue;
    await enlarge(follower);
    expect.soft(await sideways(follower), path).toEqual([]);
  }
  await enlarge(leader);
  expect.soft(await sideways(leader), "leading").toEqual([]);
  await leading.close();
  await following.close();
});

test("without a script the page comes again by itself, and has then the card that is read", async ({ browser, server, baseURL }) => {
  const leading = await phone(browser, baseURL!);
  const leader = await leading.newPage();
  await join(leader, await invite(server, await addBranch(server, "没脚本支部")), "阿明");
  const { room } = await begins(leader);
  await next(leader);
  const plain = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`/reading/${room}/`);
  await expect(page.locator(`#cards > [data-card=${MORNING.cards[0]}]`)).toBeVisible();
  await next(leader);
  await expect(page.locator(`#cards > [data-card=${MORNING.cards[1]}]`)).toBeVisible();
  await plain.close();
  await leading.close();
});

if (canRun) {
  test("Chromium 78 follows", async ({ browser, server, baseURL }) => {
    const leading = await phone(browser, baseURL!);
    const leader = await leading.newPage();
    await join(leader, await invite(server, await addBranch(server, "旧手机支部")), "阿明");
    const { room } = await begins(leader);
    const kernel = await Kernel.start(78);
    await kernel.open(`${server.url}/reading/${room}/`);
    for (const slug of MORNING.cards.slice(0, 2)) {
      await next(leader);
      await expect
        .poll(() => kernel.evaluate(() => Array.from(document.querySelectorAll<HTMLElement>("#cards > [data-card]")).filter((card) => card.offsetParent).map((card) => card.getAttribute("data-card")).join()))
        .toBe(slug);
    }
    expect(await kernel.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await kernel.close();
    await leading.close();
  });
}
