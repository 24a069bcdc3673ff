// Every page, in every look: no violation that axe knows of, and nothing too small for a gloved thumb.

import { expect, test } from "./fixtures";
import { violations, violationsInEveryLook } from "./support/axe";
import { NOWHERE, ROUTES, STILL } from "./support/content";
import { headerNote, keepButton, tabBar } from "./support/page";
import { goOffline, installed, ready, stored } from "./support/reader";

for (const path of [...ROUTES, NOWHERE]) {
  test(`${path} can be read by everyone in every look`, async ({ page }) => {
    await page.goto(path);
    await ready(page);
    if (path !== NOWHERE) await stored(page);
    expect(await violationsInEveryLook(page)).toEqual([]);
  });
}

test("the opened sentence, a kept card and its message can be read by everyone", async ({ page }) => {
  await page.goto("/cards/q004/");
  await stored(page);
  await page.getByText("看原文").tap();
  await keepButton(page).tap();
  await expect(page.locator(".toast")).toBeVisible();
  expect(await violationsInEveryLook(page)).toEqual([]);
  await tabBar(page).getByText("我的").tap();
  await page.getByRole("link", { name: "收藏 1 条" }).tap();
  await expect(page.locator(".kept")).toHaveCount(1);
  expect(await violationsInEveryLook(page)).toEqual([]);
});

test("what is kept, being put in order and arriving, can be read by everyone", async ({ page }) => {
  await page.addInitScript(() => void (localStorage.kept = "q010 q011"));
  await page.goto("/kept/#k=q001.q002.nowhere");
  await stored(page);
  await expect(page.locator(".arrival")).toBeVisible();
  await page.getByRole("button", { name: "整理" }).tap();
  await page.locator(".kept button").first().tap();
  await expect(page.getByRole("button", { name: "移出" })).toBeVisible();
  expect(await violationsInEveryLook(page)).toEqual([]);
  await page.getByRole("button", { name: "移出" }).tap();
  await expect(page.getByRole("button", { name: "放回" })).toBeVisible();
  expect(await violationsInEveryLook(page)).toEqual([]);
});

test("the open sheet, its picture and its code can be read by everyone", async ({ page }) => {
  await page.goto("/cards/q010/");
  await stored(page);
  await page.getByRole("button", { name: "分享" }).tap();
  await page.getByRole("button", { name: "图片" }).tap();
  await expect(page.locator(".share-picture img")).toBeVisible();
  expect(await violationsInEveryLook(page)).toEqual([]);
  await page.getByRole("button", { name: "二维码" }).tap();
  await expect(page.locator(".share-code")).toBeVisible();
  expect(await violationsInEveryLook(page)).toEqual([]);
});

test("the question before 清空, and the words of 更新 and 修复, can be read by everyone", async ({ page }) => {
  await page.goto("/me/");
  await stored(page);
  await page.getByText("清空这部手机上的一切").tap();
  await page.route(/version\.json|\/me\/$/, (route) => route.fulfill({ status: 502 }));
  await page.getByRole("button", { name: "修复" }).tap();
  await expect(page.locator(".said")).toHaveText(/先不动/);
  await page.getByRole("button", { name: "现在看看有没有新的" }).tap();
  await expect(page.locator(".toast")).not.toBeEmpty();
  expect(await violationsInEveryLook(page)).toEqual([]);
});

test("the end of the deck can be read by everyone", async ({ page }) => {
  await page.goto("/");
  await stored(page);
  await page.locator(".slot.end").scrollIntoViewIfNeeded();
  await expect(headerNote(page)).toHaveText("");
  expect(await violationsInEveryLook(page)).toEqual([]);
});

test("what is not there without a network can be read by everyone", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/nope/`);
  await ready(page);
  expect(await violationsInEveryLook(page)).toEqual([]);
});

for (const path of [...ROUTES, ...STILL, NOWHERE]) {
  test(`before the app is there, and without script, ${path} can be read by everyone`, async ({ page }) => {
    await page.route("**/*.js", (route) => route.abort());
    await page.goto(path);
    expect(await violations(page)).toEqual([]);
  });
}

const TARGETS = [".actions", ".tabs", ".choice", ".chips", ".rows", ".notice", ".deck-end", ".article-do", ".kept-do", ".kept-bar", ".buttons"]
  .flatMap((group) => [`${group} a`, `${group} button`])
  .concat("summary", ".row-link", ".button");

for (const size of ["", "xl"]) {
  test(`every link and button is large enough for a gloved thumb${size && " in the largest letters"}`, async ({ context, page }) => {
    await context.addInitScript((size) => {
      localStorage.kept = "q010 q011";
      if (size) localStorage.size = size;
    }, size);
    for (const path of [...ROUTES, ...STILL, NOWHERE]) {
      await page.goto(path);
      if (!STILL.includes(path)) await ready(page);
      if (path === "/kept/") {
        await page.getByRole("button", { name: "整理" }).tap();
        await page.locator(".kept button").first().tap();
        await expect(page.getByRole("button", { name: "移出" })).toBeVisible();
      }
      const small = await page.locator(TARGETS.join()).evaluateAll((targets) =>
        targets
          .map((target) => ({ target, box: target.getBoundingClientRect() }))
          // To the tenth of a pixel: lengths in rem are not whole.
          .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 47.9)
          .map(({ target, box }) => `${target.outerHTML.slice(0, 120)}: ${box.width} × ${box.height}`),
      );
      expect(small, path).toEqual([]);
    }
  });
}

test("every page can be used with the keyboard alone, and shows where one is", async ({ page }) => {
  await page.goto("/cards/q010/");
  await ready(page);
  await page.keyboard.press("Tab");
  await expect(page.locator("summary")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".sentence")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.locator(".card :focus")).toHaveText("说一句");
  // What is like this card comes into sight with the focus.
  for (const like of await page.locator(".more a").all()) {
    await page.keyboard.press("Tab");
    await expect(like).toBeFocused();
    await expect(like).toBeInViewport();
  }
  for (const name of ["上一条", "听", "收藏", "分享", "下一条"]) {
    await page.keyboard.press("Tab");
    await expect(page.locator(".actions :focus")).toHaveText(name);
    await expect(page.locator(":focus")).not.toHaveCSS("outline-style", "none");
  }
  await page.keyboard.press("Tab");
  await expect(page.locator(".tabs :focus")).toHaveText("金句");
});
