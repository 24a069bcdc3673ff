// Stories: thanks below them, somebody named in three lines whom nobody but the desk reads of, and a last day that holds without a network.

import { expect, type Page } from "@playwright/test";

import { day } from "./support/day";
import { headerHeading, headerNote } from "./support/page";
import { goOffline, installed, ready } from "./support/reader";
import { join } from "./support/people";
import { mine, sentence, test, words } from "./support/posts";

const STORY = "/stories/kexiang-corridor/";
const notes = (page: Page) => page.locator("[data-notes]");

test("thanks below a story are read there once a secretary has seen them, and the story below the words", async ({ page, branch }) => {
  const text = sentence("每天从长廊底下过");
  await join(page, await branch.invite());
  await page.goto("/stories/");
  await page.getByRole("link", { name: "科巷墙上那句话" }).tap();
  await page.getByRole("link", { name: "说声谢谢" }).tap();
  await expect(headerHeading(page)).toHaveText("说声谢谢");
  await expect(page.locator("[data-slot=about] a")).toHaveText("科巷墙上那句话");
  await words(page).fill(text);
  await expect(headerNote(page)).toHaveText("✓ 已经存进手机");
  await page.getByRole("button", { name: "发出", exact: true }).tap();
  await expect(mine(page).filter({ hasText: text })).toBeVisible();
  await branch.secretary.find(text);
  await page.goto(STORY);
  await expect(notes(page).getByRole("heading")).toHaveText("谢谢你的风雨无阻");
  await expect(notes(page)).not.toContainText(text);
  await branch.secretary.decide(text, "approve");
  await page.reload();
  await expect(notes(page)).toContainText(text);
});

test("somebody is named in three lines, which only the desk reads", async ({ browser, page, branch, baseURL }) => {
  await join(page, await branch.invite());
  await page.goto("/stories/");
  await page.getByRole("link", { name: "写三行" }).tap();
  await expect(page.getByText("书记先去问本人，本人点了头才写成故事")).toBeVisible();
  await expect(page.getByText("这三行不公开")).toBeVisible();
  await expect(headerHeading(page)).toHaveText("写三行");
  const what = sentence("下雨天扶过一位摔倒的阿姨");
  const three = (await words(page).inputValue()).split("\n");
  expect(three).toHaveLength(3);
  const text = [`${three[0]}示例老周`, `${three[1]}${what}`, `${three[2]}在科巷一带跑`].join("\n");
  await words(page).fill(text);
  await page.getByRole("button", { name: "发出", exact: true }).tap();
  const row = mine(page).filter({ hasText: "示例老周" });
  await expect(row).toContainText("这三行不公开");
  await expect(row).not.toContainText("合适就公开");
  await branch.secretary.find(text);
  for (const path of ["/stories/", "/posts/", STORY]) {
    const answer = await (await browser.newContext({ baseURL: baseURL! })).request.get(path);
    expect(await answer.text()).not.toContain(what);
  }
});

test("a story's last day holds, also on a phone that has no network", async ({ context, page, editableServer }) => {
  const [agreed, until] = [day(-1), day(3)];
  const story = `---\ntitle: 门口那把伞\nsummary: 有人留的\nabout: 人\nagreed: ${agreed}\nuntil: ${until}\nsample: 是\n---\n有人把伞留在了门口。\n`;
  await editableServer.write("stories/own.md", story);
  await page.goto(`${editableServer.url}/stories/own/`);
  await installed(page);
  await expect(page.getByText("有人把伞留在了门口")).toBeVisible();
  await goOffline(context, editableServer);
  const later = await context.newPage();
  await later.clock.setFixedTime(new Date(`${until}T12:00:00+08:00`));
  await later.goto(`${editableServer.url}/stories/own/`);
  await ready(later);
  await expect(later.getByText("有人把伞留在了门口")).toBeVisible();
  await later.clock.setFixedTime(new Date(new Date(`${until}T12:00:00+08:00`).getTime() + 86_400_000));
  await later.goto(`${editableServer.url}/stories/own/`);
  await expect(later.getByText("这一篇放到日子了，已经撤下。")).toBeVisible();
  await expect(later.getByText("有人把伞留在了门口")).toBeHidden();
});
