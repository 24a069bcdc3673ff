// Whoever leaves takes their words along: from every tab, and from the way back.

import type { Page } from "@playwright/test";

import { expect } from "./fixtures";
import { join } from "./support/people";
import { comeBack, ready } from "./support/reader";
import { another, button, mine, send, sentence, test, words, write } from "./support/posts";

async function erase(page: Page): Promise<void> {
  await page.goto("/me/");
  await page.locator("summary", { hasText: "注销并删除一切" }).tap();
  await button(page, "注销并删除一切").tap();
  await expect(page.getByText("都删掉了。谢谢你来过。")).toBeVisible();
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
  const code = (await (await page.request.post("/api/me/transfer", { headers: { origin: server.url } })).json()).code;
  const other = await another(page, server.url);
  await other.page.goto(`/join/${code}/`);
  await button(other.page, "换到这里").tap();
  await expect(other.page.getByText("进来了")).toBeVisible();
  await erase(other.page);
  await other.context.close();
  for (const _ of ["at first", "later on"]) {
    await page.goto("/posts/mine/");
    await expect(page.getByText("这个账号在别处注销了")).toBeVisible();
    await expect(mine(page).filter({ hasText: begun })).toBeVisible();
    await expect(page.locator("main")).not.toContainText(sent);
    await page.goto("/me/");
    await expect(page.getByText("这个账号在别处注销了")).toBeVisible();
    await expect(button(page, "换手机")).toHaveCount(0);
  }
  await join(page, await branch.invite(), "新来的");
  await page.goto("/me/");
  await expect(page.getByText("这个账号在别处注销了")).toHaveCount(0);
});
