// Whoever leaves takes their words along: from every tab, and from the way back.

import type { Page } from "@playwright/test";

import { expect } from "./fixtures";
import { join } from "./support/people";
import { comeBack, ready } from "./support/reader";
import { button, mine, send, sentence, test, words, write } from "./support/posts";

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
