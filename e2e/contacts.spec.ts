// Who looks after what, agreements, roles and what is drawn of them. The clock is set; documents are those of content/.

import { expect, test } from "./fixtures";
import { ready, stored } from "./support/reader";

test.use({ today: "2026-12-01" });

const at = (moment: string) => new Date(`${moment}:00+08:00`);

test("my point is chosen on this phone, stands on 身边 with the next visit, and a visit passes by itself", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await page.clock.setFixedTime(at("2026-12-03T23:50"));
  await page.goto("/contacts/");
  await stored(page);
  const before = asked.length;
  await page.getByRole("link", { name: /科巷联系点/ }).tap();
  await page.getByRole("button", { name: "设为我的联系点" }).tap();
  await expect(page.getByRole("button", { name: "这是我的联系点" })).toHaveAttribute("aria-pressed", "true");
  await page.goBack();
  await expect(page.locator(".my-point")).toHaveText("我的联系点");
  await page.locator("nav.tabs").getByRole("link", { name: "身边" }).tap();
  await expect(page.locator("#my-contact small")).toContainText("下次来：12月3日 14:00");
  // How many come to what is asked by every phone in the same words.
  expect(asked.slice(before).filter((url) => !/version\.json|\/assets\/|\/api\/activities$/.test(url))).toEqual([]);
  await page.clock.setFixedTime(at("2026-12-04T00:01"));
  await page.goto("/contacts/");
  await expect(page.locator('li[data-contact="sample-point-kexiang"] .visit')).toHaveText("下次哪天来，还没写");
  await expect(page.locator('li[data-contact="sample-point-xinjiekou"] .visit')).toContainText("12月9日");
});

test("an agreement says what each side promised, and what became of it", async ({ page }) => {
  await page.goto("/contacts/");
  await page.getByRole("link", { name: /示例新街口共建协议/ }).tap();
  await expect(page.locator("article h1")).toContainText("示例新街口共建协议");
  const row = (words: string) => page.locator(".promises li", { hasText: words });
  await expect(row("货梯给取餐留一部").locator(".state")).toHaveText("做到了");
  await expect(row("北门临时停车").locator(".state")).toHaveText("还没做");
});

test("a letter is drawn here of a name that goes nowhere", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await page.goto("/roles/food-safety/");
  await stored(page);
  const before = asked.length;
  await page.getByLabel("聘书上的名字").fill("小周周");
  await page.getByRole("button", { name: "整张" }).tap();
  await expect(page.locator("#deed-picture img")).toHaveAttribute("width", "1414");
  expect(await page.locator("#deed-picture img").getAttribute("src")).toMatch(/^data:image\/png/);
  const shape = (name: string) => page.getByRole("button", { name, exact: true });
  await expect(shape("整张")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("link", { name: "保存图片" })).toHaveAttribute("download", "聘书.png");
  await page.getByRole("button", { name: "钱包卡" }).tap();
  await expect(shape("钱包卡")).toHaveAttribute("aria-pressed", "true");
  await expect(shape("整张")).toHaveAttribute("aria-pressed", "false");
  await expect(shape("打印")).toBeVisible();
  await expect(page.locator("#deed-picture img")).toHaveAttribute("width", "1011");
  // On paper there is the picture alone.
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#deed-picture img")).toBeVisible();
  await expect(page.locator("article h1")).toBeHidden();
  await expect(page.locator("nav.tabs")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  expect(asked.slice(before).filter((url) => !/^data:|version\.json|\/assets\//.test(url))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }))).not.toContain("小周周");
  await page.goto("/roles/pledge/");
  await ready(page);
  await page.getByRole("button", { name: "画出来" }).tap();
  await expect(page.locator("#deed-picture img")).toBeVisible();
});

test("five roles, two guides and the 倡议书 are found from 身边 and by a search", async ({ page }) => {
  await page.goto("/around/");
  await ready(page);
  await page.getByRole("link", { name: /聘书手册/ }).tap();
  await expect(page.locator("section ul.rows").first().locator("li")).toHaveCount(5);
  await page.goto("/search/");
  await stored(page);
  for (const [typed, path] of [["suishoupai", "/roles/snapshot/"], ["联系点", "/contacts/"], ["gjxy", "/agreements/"], ["倡议书", "/roles/pledge/"]] as const) {
    await page.getByRole("searchbox").fill(typed);
    await expect(page.locator(`#found a[href^="${path}"]`).first()).toBeVisible();
  }
});

test.describe("without the app", () => {
  test.use({ javaScriptEnabled: false });
  test("who, what not to do and when somebody comes by stand there in words", async ({ page }) => {
    await page.goto("/contacts/");
    await expect(page.locator("main")).toContainText("两新工委");
    await expect(page.locator("main")).toContainText("下次来：12月3日 14:00，科巷东口驿站");
    await page.goto("/roles/hazards/");
    await expect(page.locator("main")).toContainText("冒烟起火先离开，打119");
    await expect(page.locator("main")).toContainText("秦淮城运");
    await expect(page.locator("main a[href^=http]")).toHaveCount(0);
  });
});
