// The desk for every eye and thumb: axe in each look, large letters on a small phone, forced colours.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { violations, violationsInEveryLook } from "./support/axe";
import { Member, branchOf, takeDesk } from "./support/desk";
import type { EditableServer } from "./support/editable-server";
import { moreButton, postWords, tabBar } from "./support/page";
import { sideways } from "./support/sideways";

const LONG = "今天早会领读，我读的是这一条。跑单快，更要跑得稳，红灯前那几秒不差。".repeat(9).slice(0, 300);

/** Goes through every page of the desk and what opens in it, and looks at each. */
async function walk(page: Page, server: EditableServer, look: (where: string) => Promise<unknown>): Promise<void> {
  const branch = await branchOf(server, "一个名字不算短的示例支部");
  const rider = await Member.join(server, branch, "名字也不短的骑手");
  await page.goto(`${server.url}/desk/`);
  await expect(page.getByLabel("口令")).toBeVisible();
  await look("the door");
  await takeDesk(page, server, branch, "secretary");
  await expect(page.getByText("都看完了")).toBeVisible();
  await look("the empty queue");
  await rider.say(LONG, "nickname", "q010");
  await rider.say("短短一句", "nickname");
  await expect(page.locator(".post .about")).toContainText("，");
  await look("a long post");
  await page.getByRole("button", { name: "下一条" }).click();
  await look("a short post");
  await page.getByRole("button", { name: "请改一改" }).click();
  await page.getByRole("button", { name: "就按上面这句话" }).click();
  await expect(page.locator(".reasons .wrong")).not.toBeEmpty();
  await look("the reasons");
  await page.getByRole("button", { name: "先不退" }).click();
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await expect(page.locator(".undo")).toBeVisible();
  await look("what can be undone");
  await page.getByRole("button", { name: "已发布" }).click();
  await page.getByRole("button", { name: "回一句" }).click();
  await expect(page.getByPlaceholder("以支部的名义回一句")).toBeVisible();
  await look("what was let out");
  await moreButton(page).click();
  await expect(page.getByRole("button", { name: "退出", exact: true })).toBeVisible();
  await look("更多");
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(`${server.url}/desk/invites/`);
  await page.getByLabel("几张").fill("2");
  await page.getByRole("button", { name: "做好" }).click();
  await page.getByRole("button", { name: /^作废 / }).first().click();
  await expect(page.getByRole("button", { name: /^确定作废/ })).toBeVisible();
  await look("invites");
  await page.goto(`${server.url}/desk/people/`);
  await page.getByRole("button", { name: /^移出/ }).click();
  await expect(page.getByRole("button", { name: "先不移" })).toBeVisible();
  await look("people");
  await page.goto(`${server.url}/desk/print/#q010`);
  await page.getByRole("button", { name: /^青年/ }).click();
  await expect(page.locator(".print-preview > li")).toHaveCount(1);
  await look("printing");
  await page.goto(`${server.url}/desk/calendar/`);
  await expect(page.locator(".calendar-day.today")).toBeVisible();
  await look("the calendar");
  await page.locator(".calendar-day:not(.served) button").first().click();
  await expect(page.locator(".calendar-chooser li").first()).toBeVisible();
  await look("choosing a card");
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByLabel("口令")).toBeVisible();
}

test("all of the desk can be read by everyone in every look", async ({ page, editableServer }) => {
  await walk(page, editableServer, async (where) => expect(await violationsInEveryLook(page), where).toEqual([]));
});

test("all of the desk can be read by everyone on a PC", async ({ page, editableServer }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await walk(page, editableServer, async (where) => expect(await violations(page), where).toEqual([]));
});

test("the desk is whole on a small phone in letters twice as large, and covers no words at the end", async ({ page, editableServer }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await walk(page, editableServer, async (where) => {
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    expect(await sideways(page), where).toEqual([]);
    const covered = await page.evaluate(() => {
      const bar = document.querySelector(".tabs");
      if (!bar) return [];
      scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
      return [...document.querySelectorAll<HTMLElement>("main button, main a, main p, main li")]
        // What lies over the page scrolls by itself, and over the bar.
        .filter((one) => one.checkVisibility() && !one.closest("[role=dialog]") && one.getBoundingClientRect().height > 0)
        .filter((one) => one.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1)
        .map((one) => one.outerHTML.slice(0, 100));
    });
    expect(covered, where).toEqual([]);
  });
});

test("the answers are at the thumb's end, however long or short the words", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const rider = await Member.join(editableServer, branch);
  await rider.say("短");
  await rider.say(LONG);
  await takeDesk(page, editableServer, branch, "secretary");
  for (const body of ["短", LONG]) {
    await expect(postWords(page)).toHaveText(body);
    const answer = (await page.getByRole("button", { name: "发布", exact: true }).boundingBox())!;
    const tabs = (await tabBar(page).boundingBox())!;
    expect(tabs.y - (answer.y + answer.height)).toBeLessThan(24);
    expect(answer.height).toBeGreaterThanOrEqual(48);
    await page.getByRole("button", { name: "下一条" }).tap();
  }
});

test("every link and button of the desk is large enough for a thumb", async ({ page, editableServer }) => {
  await walk(page, editableServer, async (where) => {
    const small = await page.locator("main :is(a, button, summary, input, select), .tabs :is(a, button, summary)").evaluateAll((targets) =>
      targets
        // What is folded up has no size yet.
        .filter((target) => target.checkVisibility())
        // What is tapped of a choice is its label.
        .map((target) => (target.matches("[type=radio], [type=checkbox]") && target.closest("label")) || target)
        .map((target) => ({ target, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 43.9)
        .map(({ target, box }) => `${target.outerHTML.slice(0, 100)}: ${box.width} × ${box.height}`),
    );
    expect(small, where).toEqual([]);
  });
});

test("in forced colours one sees where one is, what is pressed, and every button's edge", async ({ page, editableServer }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await walk(page, editableServer, async (where) => {
    const faults = await page.evaluate(() => {
      const ground = (one: Element | null) => one && getComputedStyle(one).backgroundColor;
      const found: string[] = [];
      const [here, there] = [document.querySelector(".tabs a[aria-current]"), document.querySelector(".tabs a:not([aria-current])")];
      if (here && ground(here) === ground(there)) found.push("where one is");
      const [pressed, other] = [document.querySelector(".filters [aria-pressed=true]"), document.querySelector(".filters [aria-pressed=false]")];
      if (pressed && ground(pressed) === ground(other)) found.push("what is pressed");
      for (const button of document.querySelectorAll<HTMLElement>("main button")) {
        if (button.checkVisibility() && getComputedStyle(button).borderTopStyle === "none") found.push(button.outerHTML.slice(0, 80));
      }
      return found;
    });
    expect(faults, where).toEqual([]);
  });
});

test("where one is stands in sight in the bar at the side, however low the screen", async ({ page, editableServer }) => {
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  for (const height of [800, 640]) {
    await page.setViewportSize({ width: 1280, height });
    for (const [path, name] of [["people", "成员"], ["holidays", "节假日"], ["cards", "金句"]] as const) {
      await page.goto(`${editableServer.url}/desk/${path}/`);
      const here = page.locator(".rail [aria-current]");
      await expect(here).toHaveText(name);
      // At the very end of the bar a hair of it is rounded away.
      await expect(here).toBeInViewport({ ratio: 0.95 });
    }
  }
});

test("on a low screen every page and the way out can be reached, and a passphrase is typed where one can see it", async ({ page, editableServer }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.getByRole("navigation", { name: "书记台" }).getByRole("link", { name: "成员" }).click();
  await expect(page).toHaveURL(/people/);
  for (const [width, height] of [[1280, 600], [360, 640]] as const) {
    await page.setViewportSize({ width, height });
    await page.reload();
    await moreButton(page).click();
    await page.getByRole("button", { name: "换一个口令" }).click();
    await expect(page.getByLabel("现在的口令")).toBeFocused();
    await expect(page.getByLabel("现在的口令")).toBeInViewport();
    await page.getByRole("button", { name: "退出", exact: true }).click({ trial: true });
  }
});
