// Whoever leaves takes their words along: from every tab, and from the way back.

import type { Page, Route } from "@playwright/test";

import { expect } from "./fixtures";
import { tabBar } from "./support/page";
import { join } from "./support/people";
import { comeBack, ready } from "./support/reader";
import { another, button, mine, send, sentence, stored, test, words, write } from "./support/posts";

async function erase(page: Page): Promise<void> {
  await page.goto("/me/");
  await page.locator("summary", { hasText: "注销并删除一切" }).tap();
  await button(page, "注销并删除一切").tap();
  await expect(page.getByText("都删掉了。谢谢你来过。")).toBeVisible();
}

/** Whoever is signed in here moves to another phone and erases everything there. */
async function eraseElsewhere(page: Page, url: string): Promise<void> {
  const code = (await (await page.request.post("/api/me/transfer", { headers: { origin: url } })).json()).code;
  const other = await another(page, url);
  await other.page.goto(`/join/${code}/`);
  await button(other.page, "换到这里").tap();
  await expect(other.page.getByText("进来了")).toBeVisible();
  await erase(other.page);
  await other.context.close();
}

test("after 注销 another tab shows and keeps nothing of theirs", async ({ context, page, branch }) => {
  const [sent, begun] = [sentence("发出去的"), sentence("写了一半的")];
  await join(page, await branch.invite());
  await send(page, sent);
  const list = await context.newPage();
  await list.goto("/posts/mine/");
  await expect(mine(list).filter({ hasText: sent })).toBeVisible();
  const writing = await context.newPage();
  await write(writing, begun);
  await erase(page);
  await expect(list.locator("main")).not.toContainText(sent);
  await expect(list.getByText("还没写过")).toBeVisible();
  await expect(words(writing)).toHaveValue("");
  await ready(writing);
  await comeBack(writing);
  await page.goto("/posts/mine/");
  await ready(page);
  await expect(page.getByText("还没写过")).toBeVisible();
});

test("after 注销 the way back shows nothing of theirs", async ({ page, branch }) => {
  const text = sentence("发出去的");
  await join(page, await branch.invite());
  await send(page, text);
  await expect(mine(page).filter({ hasText: text })).toBeVisible();
  await erase(page);
  await page.goBack();
  await ready(page);
  await expect(page.getByText("还没写过")).toBeVisible();
  await expect(page.locator("body")).not.toContainText(text);
});

test("a phone whose member has left on another one says so and lists nothing of theirs; what was not sent stays", async ({ page, server, branch }) => {
  const [sent, begun] = [sentence("发出去的"), sentence("写了一半的")];
  await join(page, await branch.invite());
  await send(page, sent);
  await branch.secretary.decide(sent, "approve");
  await page.reload();
  await expect(mine(page).filter({ hasText: sent })).toContainText("已发布");
  await write(page, begun, "/posts/new/#d=");
  await eraseElsewhere(page, server.url);
  for (const _ of ["at first", "later on"]) {
    await page.goto("/posts/mine/");
    await expect(page.getByText("这个账号没有了")).toContainText("没发出的还在这部手机里");
    await expect(mine(page).filter({ hasText: begun })).toBeVisible();
    await expect(page.locator("main")).not.toContainText(sent);
    await page.goto("/me/");
    await expect(page.getByText("这个账号没有了")).toBeVisible();
    await expect(button(page, "换手机")).toHaveCount(0);
  }
  await join(page, await branch.invite(), "新来的");
  await page.goto("/me/");
  await expect(page.getByText("这个账号没有了")).toHaveCount(0);
});

test("where nothing was left unsent nothing is said to be left", async ({ page, server, branch }) => {
  await join(page, await branch.invite());
  await eraseElsewhere(page, server.url);
  await page.goto("/posts/mine/");
  await expect(page.getByText("这个账号没有了")).toBeVisible();
  await expect(page.getByText("没发出的还在")).toHaveCount(0);
});

test("whoever is writing when it comes out that their account is gone goes on with the same words", async ({ page, server, branch }) => {
  const [begun, more] = [sentence("写了一半的"), "再写几个字"];
  await join(page, await branch.invite());
  await write(page, begun, "/posts/new/#d=");
  await eraseElsewhere(page, server.url);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/api\/me/, (route) => answered.then(() => route.continue()));
  await page.reload();
  await ready(page);
  await expect(words(page)).toHaveValue(begun);
  await words(page).press("End");
  await words(page).pressSequentially(more);
  answer();
  await expect(page.getByText("这个账号没有了")).toBeVisible();
  await expect(words(page)).toHaveValue(begun + more);
  await expect.poll(() => stored(page)).toContain(begun + more);
  await page.unroute(/\/api\/me/);
  await page.reload();
  await ready(page);
  await expect(words(page)).toHaveValue(begun + more);
  await page.goto("/posts/mine/");
  await expect(mine(page)).toHaveCount(1);
  await expect(mine(page)).toContainText(begun + more);
});

test("a late answer to whoever was here before takes nothing from whoever came in since", async ({ page, branch }) => {
  await join(page, await branch.invite(), "先来的");
  let late: Route | undefined;
  await page.route("**/api/me/agrees", (route) => void (late = route), { times: 1 });
  await page.goto("/posts/");
  await expect.poll(() => late).toBeTruthy();
  const code = await branch.invite();
  // By a link, as the question hangs in this very page.
  await page.evaluate((path) => {
    const link = document.createElement("a");
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
  }, `/join/${code}/`);
  await page.getByLabel("昵称").fill("新来的");
  await button(page, "加入").tap();
  await expect(page.getByRole("heading", { name: "进来了" })).toBeVisible();
  const heard = page.waitForResponse("**/api/me/agrees");
  await late!.fulfill({ status: 401, json: { code: "left", message: "这个账号已经没有了" } });
  await heard;
  await tabBar(page).getByText("我的").tap();
  await expect(page.locator(".account-name")).toContainText("新来的");
  await page.goto("/me/");
  await expect(page.locator(".account-name")).toContainText("新来的");
  await expect(page.getByText("这个账号没有了")).toHaveCount(0);
});
