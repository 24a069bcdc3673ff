// What a site calls its people and its office: the deployer's words, wherever the app says them.

import { expect, test } from "./fixtures";
import { openDocument, secretary } from "./support/curating";
import { Member, branchOf } from "./support/desk";
import { invite } from "./support/people";
import { ready } from "./support/reader";

test("a district of residents says 一位居民 on the phone and at the desk", async ({ browser, page, editableServer }) => {
  await editableServer.edit("site.md", "\nthemes:\n", "\nspeaker: 居民\ncompose_hint: 等车、遛弯，想到什么写什么\nthemes:\n");
  const branch = await branchOf(editableServer, "科巷支部");
  await page.goto(`${editableServer.url}/join/${await invite(editableServer.process, branch)}/`);
  await ready(page);
  await page.getByRole("button", { name: "加入" }).tap();
  await expect(page.getByText("科巷支部的一位居民")).toBeVisible();
  await page.getByRole("link", { name: "写第一句" }).tap();
  await expect(page.getByLabel("想说的话")).toHaveAttribute("placeholder", "等车、遛弯，想到什么写什么");
  await expect(page.getByText("会显示成“科巷支部的一位居民”")).toBeVisible();
  // What somebody else says comes to a feed that is open by the app's own hand.
  await page.goto(`${editableServer.url}/posts/`);
  await ready(page);
  const member = await Member.join(editableServer, branch);
  const id = await member.say("路灯修好了。");
  const desk = await secretary(browser, editableServer, branch, "first");
  await desk.goto(`${editableServer.url}/desk/`);
  await expect(desk.locator(".post .by")).toContainText("科巷支部的一位居民");
  await desk.getByRole("button", { name: "发布", exact: true }).click();
  await expect.poll(async () => (await fetch(`${editableServer.url}/api/posts/${id}`)).status).toBe(200);
  await page.goto(`${editableServer.url}/posts/${id}/`);
  await ready(page);
  await expect(page.locator(".post-who").first()).toContainText("科巷支部的一位居民");
  await page.goto(`${editableServer.url}/search/`);
  await expect(page.getByRole("searchbox")).toHaveAttribute("placeholder", "居民，或 jm");
  await editableServer.edit("site.md", "tagline: 骑手两单之间", "tagline: 遛弯的工夫");
  const manifest = async () => (await fetch(`${editableServer.url}/manifest.webmanifest`)).text();
  await expect.poll(manifest).toContain("遛弯的工夫读一句");
  expect(await manifest()).not.toContain("骑手");
  // The committee has a name.
  await openDocument(desk, editableServer, "cards/q001");
  await expect(desk.locator("#desk")).toHaveAttribute("data-committee", /区外卖配送行业党委/);
  await desk.context().close();
});
