// Coming in by an invite, and moving to another phone.

import type { Page, Request } from "@playwright/test";

import { expect, test as base } from "./fixtures";
import { addBranch, invite, join } from "./support/people";
import { scan } from "./support/qr";
import { comeBack, goOffline, installed, ready } from "./support/reader";

const test = base.extend<{ branch: { name: string; invite: () => Promise<string> } }>({
  branch: async ({ server }, use) => {
    const name = `科巷${Math.random().toString(36).slice(2, 8)}支部`;
    const id = await addBranch(server, name);
    await use({ name, invite: () => invite(server, id) });
  },
});

/** What is wrong with the nickname is red, below its field and of it, and the next key goes there. */
async function refused(page: Page, words: string): Promise<void> {
  const [field, wrong] = [page.getByLabel("昵称"), page.locator("[data-slot=fault] .wrong")];
  await expect(wrong).toHaveText(words);
  await expect(wrong).toHaveCSS("color", "rgb(195, 39, 28)");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(words);
  await expect(field).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: words })).toHaveCount(1);
  const [typed, said] = [(await field.boundingBox())!, (await wrong.boundingBox())!];
  expect(said.y - typed.y - typed.height).toBeLessThan(24);
  expect(said.y).toBeLessThan((await page.getByRole("button", { name: "加入" }).boundingBox())!.y);
}

test("an invite says whose it is, and looking uses nothing up", async ({ page, branch }) => {
  const code = await branch.invite();
  for (let look = 0; look < 3; look++) {
    await page.goto(`/join/${code}/`);
    await expect(page.getByRole("heading", { name: `${branch.name}请你来说一句` })).toBeVisible();
  }
  await join(page, code);
  await expect(page.getByRole("heading", { name: "进来了" })).toBeFocused();
  await expect(page.getByText(`小林 · ${branch.name}`)).toBeVisible();
  // The link stays a way in.
  await page.reload();
  await expect(page.getByRole("heading", { name: "进来了" })).toBeVisible();
  await page.getByRole("link", { name: "写第一句" }).tap();
  await expect(page).toHaveURL("/posts/new/");
  await page.getByRole("button", { name: "昵称和支部" }).tap();
  await expect(page.getByText(`会显示成“小林 · ${branch.name}”`)).toBeVisible();
});

test("a nickname is optional, and one that passes for an office is refused before anything is sent", async ({ page, branch }) => {
  await page.goto(`/join/${await branch.invite()}/`);
  await ready(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.getByLabel("昵称").fill("支部书记");
  await page.getByRole("button", { name: "加入" }).tap();
  await refused(page, "昵称不能像职务或官方，换一个");
  expect(asked).not.toContain("POST /api/join");
  await page.getByLabel("昵称").fill("");
  await page.getByRole("button", { name: "加入" }).tap();
  await expect(page.getByText(`${branch.name}的一位骑手`)).toBeVisible();
});

test("an answer that is cut off loses nobody: the same phone asks the same again", async ({ page, branch }) => {
  await page.goto(`/join/${await branch.invite()}/`);
  await ready(page);
  const devices: string[] = [];
  await page.route("**/api/join", async (route) => {
    devices.push(route.request().postDataJSON().device);
    if (devices.length > 1) return route.fallback();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "加入" }).tap();
  await expect(page.getByText("还没进去")).toBeVisible();
  await page.reload();
  // Meanwhile the invite is used up, by this very phone.
  await page.getByRole("button", { name: "接着进去" }).tap();
  await expect(page.getByRole("heading", { name: "进来了" })).toBeVisible();
  expect(devices[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(devices[1]).toBe(devices[0]);
});

test("a request that never arrived costs nobody the nickname", async ({ page, branch }) => {
  await page.goto(`/join/${await branch.invite()}/`);
  await ready(page);
  await page.route("**/api/join", (route) => route.abort());
  await page.getByLabel("昵称").fill("小林");
  await page.getByRole("button", { name: "加入" }).tap();
  await expect(page.getByText("还没进去")).toBeVisible();
  await page.unroute("**/api/join");
  await page.reload();
  await page.getByRole("button", { name: "接着进去" }).tap();
  await expect(page.getByText(`小林 · ${branch.name}`)).toBeVisible();
});

test("a nickname that the server refuses is asked for again, after a reload as well", async ({ page, branch }) => {
  await page.goto(`/join/${await branch.invite()}/`);
  await ready(page);
  const refusal = { code: "invalid", message: "这个昵称用不了，换一个" };
  await page.route("**/api/join", (route) => route.fulfill({ status: 422, json: refusal }));
  await page.getByLabel("昵称").fill("小林");
  await page.getByRole("button", { name: "加入" }).tap();
  await refused(page, refusal.message);
  await page.reload();
  await expect(page.getByLabel("昵称")).toBeVisible();
  await expect(page.getByRole("button", { name: "接着进去" })).toHaveCount(0);
});

test("one that was refused when it was sent again is asked for again, too", async ({ page, branch }) => {
  await page.goto(`/join/${await branch.invite()}/`);
  await ready(page);
  await page.route("**/api/join", (route) => route.abort());
  await page.getByLabel("昵称").fill("小林");
  await page.getByRole("button", { name: "加入" }).tap();
  await expect(page.getByText("还没进去")).toBeVisible();
  await page.reload();
  await ready(page);
  await page.unroute("**/api/join");
  const refusal = { code: "invalid", message: "这个昵称用不了，换一个" };
  await page.route("**/api/join", (route) => route.fulfill({ status: 422, json: refusal }));
  await page.getByRole("button", { name: "接着进去" }).tap();
  await refused(page, refusal.message);
  await page.unroute("**/api/join");
  await page.getByLabel("昵称").fill("小陈");
  await page.getByRole("button", { name: "加入" }).tap();
  await expect(page.getByText(`小陈 · ${branch.name}`)).toBeVisible();
});

test("a look that takes long takes nothing away that was typed meanwhile", async ({ page, branch }) => {
  const held: { request: Request; release: () => void }[] = [];
  await page.route("**/api/invites/**", async (route) => {
    await new Promise<void>((release) => held.push({ request: route.request(), release }));
    await route.continue();
  });
  await page.goto(`/join/${await branch.invite()}/`);
  await ready(page);
  await expect.poll(() => held.length).toBe(1);
  await comeBack(page);
  await expect.poll(() => held.length).toBe(2);
  held[0]!.release();
  await page.getByLabel("昵称").fill("小林");
  const late = page.waitForEvent("requestfinished", (request) => request === held[1]!.request);
  held[1]!.release();
  await late;
  // What is asked for later is there later.
  await page.evaluate(() => fetch("/version.json").then((answer) => answer.text()));
  await expect(page.getByLabel("昵称")).toHaveValue("小林");
});

test("who is signed in no longer is not told by the old link that all is well", async ({ context, page, branch }) => {
  await join(page, await branch.invite());
  await context.clearCookies();
  await page.reload();
  await expect(page.getByText("这部手机上已有账号")).toBeVisible();
  await expect(page.getByRole("heading", { name: "进来了" })).toHaveCount(0);
});

test("an invite that was used says so, and what to do", async ({ browser, page, server, branch }) => {
  const code = await branch.invite();
  await join(page, code);
  const other = await browser.newContext({ baseURL: server.url, hasTouch: true });
  const late = await other.newPage();
  await late.goto(`/join/${code}/`);
  // At once: nobody fills anything in for nothing.
  await expect(late.getByRole("heading", { name: "这个邀请用不了" })).toBeVisible();
  await expect(late.getByText("这个码用过了")).toBeVisible();
  await expect(late.getByLabel("昵称")).toHaveCount(0);
  await other.grantPermissions(["clipboard-read", "clipboard-write"]);
  await late.getByRole("button", { name: "复制一句话，找书记要" }).tap();
  await expect.poll(() => late.evaluate(() => navigator.clipboard.readText())).toContain("请再给我一个");
  await other.close();
});

test("without a network the invite is kept for later, in words", async ({ page, branch }) => {
  const code = await branch.invite();
  await page.route("**/api/invites/**", (route) => route.abort());
  await page.goto(`/join/${code}/`);
  await expect(page.getByText("链接还在，邀请没有用掉")).toBeVisible();
  await expect(page.getByText("连上网，这里自己接着来")).toBeVisible();
  await page.unroute("**/api/invites/**");
  await page.getByRole("button", { name: "再试一次" }).tap();
  await expect(page.getByRole("button", { name: "加入" })).toBeVisible();
});

test("a code moves a member to another phone, once", async ({ browser, page, server, branch }) => {
  await join(page, await branch.invite());
  await page.goto("/me/");
  await ready(page);
  await page.getByRole("button", { name: "换手机" }).tap();
  const link = await scan(page.locator("img.share-code"));
  expect(link).toMatch(/\/join\/[\w-]{8,64}\/$/);
  const other = await browser.newContext({ baseURL: server.url, hasTouch: true });
  const phone = await other.newPage();
  await phone.goto(link);
  await phone.getByRole("button", { name: "换到这里" }).tap();
  await expect(phone.getByText(`小林 · ${branch.name}`)).toBeVisible();
  // Both phones say what became of the old one.
  await expect(phone.getByText("原来那部也还登着")).toBeVisible();
  await expect(page.getByText("那边已经进去了")).toBeVisible({ timeout: 15_000 });
  await expect(page.locator("img.share-code")).toBeHidden();
  await other.close();
});

test("the page says in which browser one is", async ({ browser, server, branch }) => {
  const code = await branch.invite();
  for (const [userAgent, words] of [["Mozilla/5.0 MicroMessenger/8.0", "你在微信里打开的"], ["Mozilla/5.0", "以后就用这个浏览器打开"]]) {
    const context = await browser.newContext({ baseURL: server.url, userAgent });
    const page = await context.newPage();
    await page.goto(`/join/${code}/`);
    await expect(page.locator(".join-where")).toContainText(words!);
    await context.close();
  }
});

test("a link that was cut off says so and what to do, with a network and without", async ({ context, page, editableServer }) => {
  const { url } = editableServer;
  for (const path of ["/join/", "/join", "/join/xx/", "/join/xx", "/join/Abcdefgh1234%E3%80%82/"]) {
    await page.goto(url + path);
    await expect(page.getByRole("heading", { name: "邀请链接断了一截" }), path).toBeVisible();
    await expect(page.getByText("再扫一次上面的码")).toBeVisible();
    await expect(page.getByText("请支部书记再发一次")).toBeVisible();
  }
  await page.goto(url);
  await installed(page);
  await goOffline(context, editableServer);
  for (const path of ["/join/", "/join/xx/"]) {
    await page.goto(url + path);
    await expect(page.getByRole("heading", { name: "邀请链接断了一截" }), path).toBeVisible();
  }
  await page.goto(`${url}/join/Abcdefgh1234/`);
  await expect(page.getByText("链接还在，邀请没有用掉")).toBeVisible();
});

test("Enter in the field of the nickname is the button below it", async ({ page, branch }) => {
  await page.goto(`/join/${await branch.invite()}/`);
  await ready(page);
  await page.getByLabel("昵称").fill("小林");
  await page.getByLabel("昵称").press("Enter");
  await expect(page.getByText(`小林 · ${branch.name}`)).toBeVisible();
});

test("where one will be known is said where one can come in, and nowhere else", async ({ page, branch }) => {
  const where = page.locator(".join-where");
  await page.goto("/join/AAAABBBBCCCC/");
  await ready(page);
  await expect(page.getByRole("heading", { name: "这个邀请用不了" })).toBeVisible();
  await expect(where).toBeHidden();
  await page.route("**/api/invites/**", (route) => route.abort());
  await page.goto("/join/AAAABBBBDDDD/");
  await expect(page.getByRole("heading", { name: "现在没有网络" })).toBeVisible();
  await expect(where).toBeHidden();
  await page.unroute("**/api/invites/**");
  await join(page, await branch.invite());
  await expect(where).toBeVisible();
});
