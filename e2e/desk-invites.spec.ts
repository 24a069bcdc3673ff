// Invites: made, shown once, sent, revoked, and printed to be cut.

import { request, type Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { branchOf, takeDesk } from "./support/desk";
import { inviteCards } from "./support/page";

/** Makes some; the code of the first. */
async function make(page: Page, count: number): Promise<string> {
  await page.getByLabel("几张").fill(String(count));
  await page.getByRole("button", { name: "做好" }).click();
  await expect(page.locator(".invite-card svg")).toHaveCount(count);
  return (await page.locator(".invite-card .link").first().textContent())!.match(/([\w-]+)\/?$/)![1]!;
}

test.beforeEach(async ({ page, editableServer }) => {
  // Whoever leaves codes that nobody has is asked first; here they go.
  page.on("dialog", (dialog) => dialog.accept());
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.getByRole("link", { name: "邀请" }).tap();
});

test("invites are made, shown once with a code, and revoked by their number with a second tap", async ({ page, editableServer }) => {
  const code = await make(page, 3);
  const seen = await (await fetch(`${editableServer.url}/api/invites/${code}`)).json();
  expect(seen).toMatchObject({ role: "member", branch: { name: "示例支部" } });
  // The number on the paper is the number in the list.
  const number = (await page.locator(".invite-card .number").first().textContent())!;
  await page.getByRole("button", { name: `作废 ${number}`, exact: true }).tap();
  await page.getByRole("button", { name: "先留着" }).tap();
  await page.getByRole("button", { name: `作废 ${number}`, exact: true }).tap();
  await page.getByRole("button", { name: `确定作废 ${number}` }).tap();
  await expect(inviteCards(page)).toHaveCount(2);
  const gone = await fetch(`${editableServer.url}/api/invites/${code}`);
  expect(gone.status).toBeGreaterThanOrEqual(404);
  await page.getByText("用过、作废、过期的 1 张").tap();
  await expect(page.locator(".ended")).toContainText(number);
  await page.reload();
  await expect(page.locator(".invites .rows > li").first()).toBeVisible();
  await expect(inviteCards(page)).toHaveCount(0);
});

test("invites whose answer was cut are listed, to be revoked: nobody has seen their codes", async ({ page }) => {
  await expect(page.getByText("眼下没有等着用的。")).toBeVisible();
  await page.route("**/api/desk/invites", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await page.getByLabel("几张").fill("2");
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.getByText("没等到回音，其实做出来了")).toBeVisible();
  await expect(page.locator(".invites [data-invite]")).toHaveCount(2);
  await expect(inviteCards(page)).toHaveCount(0);
});

test("whoever asks once more before it is known what became of the first is told that first", async ({ page }) => {
  await expect(page.getByText("眼下没有等着用的。")).toBeVisible();
  let posts = 0;
  await page.route("**/api/desk/invites", async (route) => {
    if (route.request().method() === "POST" && ++posts === 1) await route.fetch();
    await route.abort();
  });
  await page.getByLabel("几张").fill("2");
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.getByText("还不知道做没做出来")).toBeVisible();
  await page.unroute("**/api/desk/invites");
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.getByText("没等到回音，其实做出来了")).toBeVisible();
  await expect(page.locator(".invites [data-invite]")).toHaveCount(2);
  await expect(inviteCards(page)).toHaveCount(0);
});

test("invites that were never sent for are not to be revoked: nothing was made, and that is said", async ({ page, context }) => {
  await expect(page.getByText("眼下没有等着用的。")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.getByText("还不知道做没做出来")).toBeVisible();
  await expect(page.getByText("作废")).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.getByText("看过了，一张也没做出来")).toBeVisible();
});

test("an answer that does not come is looked into as soon as somebody answers, and not guessed at", async ({ page }) => {
  await expect(page.getByText("眼下没有等着用的。")).toBeVisible();
  await page.route("**/api/desk/invites", (route) => route.abort());
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.getByText("还不知道做没做出来")).toBeVisible();
  await page.unroute("**/api/desk/invites");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("看过了，一张也没做出来")).toBeVisible();
});

test("invites that were made together are revoked together, after a question", async ({ page, context, editableServer }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await make(page, 1);
  await page.getByRole("button", { name: "复制链接" }).tap();
  await expect(page.getByRole("button", { name: "复制好了" })).toBeVisible();
  // Made at another time: they are no batch of those before.
  await page.waitForFunction((at) => Date.now() > at, Date.now() + 1_100);
  const code = await make(page, 3);
  await page.getByRole("button", { name: "全部作废" }).tap();
  const question = page.getByRole("group", { name: /这 3 张都不能用了/ });
  await expect(question).toBeFocused();
  await question.getByRole("button", { name: "算了" }).tap();
  await expect(page.locator(".invites [data-invite]")).toHaveCount(4);
  await page.getByRole("button", { name: "全部作废" }).tap();
  await page.getByRole("button", { name: "3 张全部作废" }).tap();
  await expect(page.getByText("3 张都作废了。")).toBeVisible();
  await expect(inviteCards(page)).toHaveCount(0);
  expect((await fetch(`${editableServer.url}/api/invites/${code}`)).status).toBeGreaterThanOrEqual(404);
  // The one that was made before can still be used.
  await expect(page.locator(".invites > .rows > [data-invite]")).toHaveCount(1);
});

test("codes that nobody has yet do not go for new ones unless somebody says so", async ({ page, editableServer }) => {
  const code = await make(page, 1);
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.locator(".replace")).toContainText("刚做的 1 张还没打印、也没发出去");
  await page.getByRole("button", { name: "先用这些" }).tap();
  await expect(page.locator(".replace")).toHaveCount(0);
  await expect(page.locator(".invite-card .link")).toContainText(code);
  await page.getByRole("button", { name: "做好" }).tap();
  await page.getByRole("button", { name: "不要了，做新的" }).tap();
  await expect(page.locator(".invite-card .link")).not.toContainText(code);
  // One that somebody has scanned meanwhile is used: nothing is lost with it.
  const next = (await page.locator(".invite-card .link").textContent())!.match(/([\w-]+)\/?$/)![1]!;
  const phone = await request.newContext({ baseURL: editableServer.url, extraHTTPHeaders: { origin: editableServer.url } });
  expect((await phone.post("/api/join", { data: { code: next, device: "ab".repeat(32) } })).status()).toBe(201);
  await phone.dispose();
  await page.getByRole("button", { name: "做好" }).tap();
  await expect(page.locator(".invite-card .link")).not.toContainText(next);
});

test("the link of an invite is copied to be sent", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await make(page, 1);
  await page.getByRole("button", { name: "复制链接" }).tap();
  await expect(page.getByRole("button", { name: "复制好了" })).toBeVisible();
  const link = await page.locator(".invite-card .link").textContent();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
});

test("eight invites fill a sheet of paper, black on white, and nothing else is on it", async ({ page }) => {
  // The page of invites, not the one before.
  await expect(page.getByLabel("几张")).toBeVisible();
  await page.evaluate(() => void (localStorage.theme = "dark"));
  await page.reload();
  await make(page, 10);
  await page.emulateMedia({ media: "print" });
  for (const part of [".head", ".tabs", ".hint", ".invite-form", ".invites", ".sheet-head", ".invite-do"]) {
    await expect(page.locator(part).first(), part).toBeHidden();
  }
  // As wide as A4 less its margins.
  await page.setViewportSize({ width: 703, height: 1032 });
  const cards = await inviteCards(page).evaluateAll((cards) =>
    cards.map((card) => {
      const { x, width, height } = card.getBoundingClientRect();
      const { color, backgroundColor } = getComputedStyle(card);
      return { x: Math.round(x), width: Math.round(width), height: Math.round(height), color, backgroundColor };
    }),
  );
  expect(new Set(cards.map(({ x }) => x)).size, "two columns").toBe(2);
  for (const { width, height, color, backgroundColor } of cards) {
    // 93 × 67 mm, and a pixel shared with the neighbour.
    expect([width, height].map((side) => Math.round((side / 96) * 25.4))).toEqual([93, 67]);
    expect([color, backgroundColor]).toEqual(["rgb(33, 28, 22)", "rgb(255, 255, 255)"]);
  }
  const overflow = await inviteCards(page).evaluateAll((cards) => cards.filter((card) => card.scrollHeight > card.clientHeight + 1).length);
  expect(overflow).toBe(0);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
});

test("whoever goes to another page with codes that nobody has is asked first", async ({ page }) => {
  await make(page, 2);
  page.removeAllListeners("dialog");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return dialog.dismiss();
  });
  await page.getByRole("link", { name: "成员" }).tap();
  await expect(inviteCards(page)).toHaveCount(2);
  expect(asked.join()).toContain("还没打印、也没发出去");
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("link", { name: "成员" }).tap();
  await expect(page).toHaveURL(/\/desk\/people\/$/);
});

test("without a network a tab leaves the page as it is, and says why", async ({ context, page }) => {
  await expect(page.getByLabel("几张")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("link", { name: "成员" }).tap();
  await expect(page.locator("#toast")).toContainText("没有网络");
  await expect(page.getByLabel("几张")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("link", { name: "成员" }).tap();
  await expect(page).toHaveURL(/\/desk\/people\/$/);
});
