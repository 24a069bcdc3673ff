// 领读, live: the way back, a reload and large letters lose neither the reading nor a digit.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { violationsInEveryLook } from "./support/axe";
import { addBranch, invite, join } from "./support/people";
import { installed } from "./support/reader";
import { MORNING, begins, enlarge, next, phone, shown, shows } from "./support/reading";
import { sideways } from "./support/sideways";

/** What is open has an entry of the history, and nothing else has. */
const entry = (page: Page) => expect.poll(() => page.evaluate(() => history.state as unknown));

test("back closes 挑一条 and leads nowhere; closed in any other way it leaves no step on the way back", async ({ browser, server, baseURL }) => {
  const context = await phone(browser, baseURL!);
  const leader = await context.newPage();
  await join(leader, await invite(server, await addBranch(server, "返回支部")));
  const { room } = await begins(leader);
  await next(leader);
  const open = leader.getByRole("button", { name: "挑一条" });
  const list = leader.getByRole("group", { name: "挑一条" });
  for (const _ of [1, 2]) {
    await open.tap();
    await expect(list).toBeVisible();
    await leader.goBack();
    await expect(list).toBeHidden();
    await expect(open).toHaveAttribute("aria-expanded", "false");
    await shows(leader, MORNING.cards[0]!);
  }
  // A sign of life comes in the meantime, and moves nothing under the thumb.
  await open.tap();
  const place = await open.boundingBox();
  await leader.waitForResponse((answer) => answer.url().endsWith("/position"));
  expect(await open.boundingBox()).toEqual(place);
  await leader.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await entry(leader).toBe(null);
  // In one breath.
  await open.tap();
  await open.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await entry(leader).toBe(1);
  await expect(list).toBeVisible();
  await list.getByRole("button", { name: /^3 / }).tap();
  await shows(leader, MORNING.cards[2]!);
  await expect(list).toBeHidden();
  await entry(leader).toBe(null);
  await open.tap();
  await leader.reload();
  await entry(leader).toBe(null);
  await leader.goBack();
  await leader.waitForURL("**/reading/new/?deck=morning");
  await leader.goForward();
  await leader.waitForURL(`**/reading/${room}/`);
  // Where the page scrolls as one, the list is brought into sight, and what is picked is read from its beginning.
  await enlarge(leader);
  await leader.setViewportSize({ width: 360, height: 741 });
  await open.tap();
  await expect(list.getByRole("button").first()).toBeInViewport();
  expect.soft(await sideways(leader)).toEqual([]);
  await list.getByRole("button", { name: /^1 / }).tap();
  await entry(leader).toBe(null);
  await expect.poll(() => leader.evaluate(() => scrollY)).toBe(0);
  await context.close();
});

test("whoever leads and has left finds the way back, also without a network; another one asks first and ends it", async ({ browser, server, baseURL }) => {
  const [leading, following] = await Promise.all([phone(browser, baseURL!), phone(browser, baseURL!)]);
  const [leader, follower] = await Promise.all([leading.newPage(), following.newPage()]);
  await join(leader, await invite(server, await addBranch(server, "回来支部")));
  await leader.goto("/");
  await installed(leader);
  const { room, code } = await begins(leader);
  await next(leader);
  await follower.goto(`/reading/${room}/`);
  await expect.poll(() => leader.evaluate(async () => (await (await caches.open("reading")).keys()).length)).toBeGreaterThan(2);
  const told = leader.getByText(`你正在领：${MORNING.title}`);
  const back = leader.getByRole("link", { name: "接着领" });
  const digits = leader.locator("#join strong");

  await leader.goBack();
  await expect(told).toBeVisible();
  expect.soft(await violationsInEveryLook(leader)).toEqual([]);
  await back.tap();
  await leader.waitForURL(`**/reading/${room}/`);
  await shows(leader, MORNING.cards[0]!);
  await expect(digits).toHaveText(code);

  await leading.setOffline(true);
  await leader.goBack();
  await expect(told).toBeVisible();
  await back.tap();
  await leader.waitForURL(`**/reading/${room}/`);
  await shows(leader, MORNING.cards[0]!);
  await leading.setOffline(false);

  // By the four digits as well.
  await leader.goto("/reading/");
  await expect(told).toBeVisible();
  await leader.getByLabel("四个数").fill(code);
  await leader.waitForURL(`**/reading/${room}/`);
  await expect(digits).toBeVisible();
  await next(leader);
  await shows(follower, MORNING.cards[1]!);

  // Two taps in one breath are one.
  await leader.goto("/reading/new/?deck=morning");
  const start = leader.getByRole("button", { name: "先试一试" });
  await start.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await expect(leader.getByRole("alert")).toContainText("再点一次，它就结束");
  await expect(leader).toHaveURL(/\/reading\/new\//);
  expect(await shown(follower)).toBe(MORNING.cards[1]);
  await enlarge(leader);
  expect.soft(await sideways(leader)).toEqual([]);
  await start.tap();
  await leader.waitForURL(/\/reading\/[a-z0-9]{26}\//);
  await expect(follower.locator("html")).toHaveAttribute("data-over", "");
  await expect(follower.getByRole("heading", { name: "今天读到这儿" })).toBeVisible();

  // A rehearsal is one still; ended, it is not spoken of any more.
  await leader.goBack();
  await back.tap();
  await expect(leader.locator("#tried")).toContainText("歇着");
  await leader.getByRole("button", { name: "结束" }).tap();
  await leader.getByRole("button", { name: "真的结束？" }).tap();
  await expect(leader.locator("html")).toHaveAttribute("data-over", "");
  await leader.goto("/reading/");
  await expect(leader.getByLabel("四个数")).toBeVisible();
  await expect(told).toBeHidden();
  await Promise.all([leading.close(), following.close()]);
});

test("what was handed over can be taken back after a reload; following another reading takes no lead away", async ({ browser, server, baseURL }) => {
  const [one, two] = await Promise.all([phone(browser, baseURL!), phone(browser, baseURL!)]);
  const [leader, other] = await Promise.all([one.newPage(), two.newPage()]);
  const branch = await addBranch(server, "两场支部");
  for (const page of [leader, other]) await join(page, await invite(server, branch));
  const { room } = await begins(leader);
  await next(leader);
  await other.goto(`/reading/${room}/`);
  await leader.getByRole("button", { name: "交给别人" }).tap();
  await other.getByRole("button", { name: "我来领" }).tap();
  await expect(leader.getByRole("button", { name: "拿回来" })).toBeVisible();
  await leader.reload();
  await leader.getByRole("button", { name: "拿回来" }).tap();
  await expect(leader.getByRole("button", { name: "交给别人" })).toBeVisible();
  await expect(other.getByRole("button", { name: "往后翻" })).toBeVisible();

  const another = await begins(other);
  await next(other);
  await leader.goto(`/reading/${another.room}/`);
  await leader.getByRole("button", { name: "我可以接" }).tap();
  await expect(leader.getByRole("button", { name: "不接了" })).toBeVisible();
  await other.getByRole("button", { name: "结束" }).tap();
  await other.getByRole("button", { name: "真的结束？" }).tap();
  await expect(leader.locator("html")).toHaveAttribute("data-over", "");
  await leader.goto("/reading/");
  await leader.getByRole("link", { name: "接着领" }).tap();
  await leader.waitForURL(`**/reading/${room}/`);
  await expect(leader.getByRole("button", { name: "交给别人" })).toBeVisible();
  await Promise.all([one.close(), two.close()]);
});

test("four digits are seen whole: where they are put in, on the phone that leads and on every wall", async ({ browser, server, baseURL }) => {
  test.setTimeout(90_000);
  const context = await phone(browser, baseURL!);
  const leader = await context.newPage();
  await join(leader, await invite(server, await addBranch(server, "四个数支部")));
  const { room } = await begins(leader);
  /** Where the digits end, where their screen does, and whether anything lies over them. */
  const whole = (page: Page) =>
    page.locator("#join strong").evaluate((digits) => {
      const words = document.createRange();
      words.selectNodeContents(digits);
      const { left, right, top, bottom } = words.getBoundingClientRect();
      const seen = [left + 4, right - 4].every((x) => document.elementFromPoint(x, (top + bottom) / 2) === digits);
      const code = digits.closest("#join")!.querySelector(".qr")!.getBoundingClientRect();
      return seen && code.left >= 0 && code.right <= innerWidth && code.width > 80;
    });
  for (const [width, height, letters] of [[360, 740, "100%"], [360, 740, "135%"], [740, 360, "100%"], [360, 740, "200%"], [320, 900, "200%"]] as const) {
    await leader.evaluate((letters) => document.documentElement.style.setProperty("font-size", letters), letters);
    await leader.setViewportSize({ width, height });
    await leader.locator("#join strong").scrollIntoViewIfNeeded();
    expect.soft(await whole(leader), `leading, ${width} × ${height}, ${letters}`).toBe(true);
    expect.soft(await sideways(leader), `leading, ${width} × ${height}, ${letters}`).toEqual([]);
  }

  const wall = await (await browser.newContext({ baseURL: baseURL!, locale: "zh-CN" })).newPage();
  for (const [width, height] of [[1920, 1080], [1024, 768], [1280, 1024], [768, 1024], [360, 740], [740, 360]] as const) {
    await wall.setViewportSize({ width, height });
    await wall.goto(`/reading/${room}/wall/`);
    await enlarge(wall);
    expect.soft(await whole(wall), `wall, ${width} × ${height}`).toBe(true);
    expect.soft(await wall.evaluate(() => document.querySelector(".qr")!.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
  }
  await wall.context().close();

  const field = leader.getByLabel("四个数");
  for (const [width, letters] of [[360, "100%"], [360, "135%"], [360, "200%"], [320, "200%"], [160, "100%"]] as const) {
    await leader.setViewportSize({ width, height: 740 });
    await leader.goto("/reading/");
    await leader.evaluate((letters) => document.documentElement.style.setProperty("font-size", letters), letters);
    // Not typed: the fourth one leads on.
    await field.evaluate((field: HTMLInputElement) => void (field.value = "8888"));
    expect.soft(await field.evaluate((field) => field.scrollWidth <= field.clientWidth), `${width}, ${letters}`).toBe(true);
  }
  await context.close();
});
