// Care: what the district can do for somebody, and how one comes by it. The clock is set; items are those of content/care/.

import { expect, test } from "./fixtures";
import { ready, stored } from "./support/reader";

test.use({ today: "2026-11-27" });

const at = (moment: string) => new Date(`${moment}:00+08:00`);
const row = (slug: string) => `#care li:has(a[href="/care/${slug}/"])`;

for (const [moment, said] of [
  ["2026-11-27T09:00", null], // Fifteen days before.
  ["2026-11-28T00:30", "还有 14 天"],
  ["2026-12-11T23:59", "明天截止"],
  ["2026-12-12T23:59", "今天最后一天"],
  ["2026-12-13T00:01", null],
] as const) {
  test(`the last day of the check-up is at hand or not at ${moment}`, async ({ page }) => {
    await page.clock.setFixedTime(at(moment));
    await page.goto("/around/");
    const line = page.locator('#deadlines li:has(a[href="/care/sample-winter-check/"])');
    if (said) {
      await expect(line.locator(".left")).toHaveText(said);
      await expect(line).toBeVisible();
    } else {
      await stored(page);
      await expect(line).toBeHidden();
    }
  });
}

test("whether it can be had is said in the order of what matters", async ({ page }) => {
  await page.clock.setFixedTime(at("2026-12-01T09:00")); // A Tuesday.
  await page.goto("/care/");
  await expect(page.locator(row("sample-teeth")).locator(".state")).toHaveText("名额已满");
  await expect(page.locator(row("sample-winter-check")).locator(".state")).toHaveText("还有 11 天");
  await expect(page.locator(row("sample-talk-line")).locator(".state")).toHaveText("开着");
  await expect(page.locator(row("sample-talk-line")).locator(".age")).toHaveText("11月27日确认");
  await expect(page.locator(row("health-check")).locator(".age")).toHaveText("");
  await page.locator(row("sample-winter-check")).tap();
  await expect(page.locator(".big-state")).toHaveText("还能报名，还有 11 天");
  await expect(page.locator(".at-hand")).toHaveText("开着，到10:00");
  await expect(page.locator(".steps li")).toHaveCount(3);
  await expect(page.getByRole("link", { name: "打电话" })).toHaveAttribute("href", "tel:02500000001");
  await page.getByRole("link", { name: "去这里" }).tap();
  await expect(page).toHaveURL(/\/places\/sample-community\/$/);
});

test("a meeting begins, and no door of it opens; and each area says how much is in it", async ({ page }) => {
  await page.clock.setFixedTime(at("2026-12-01T09:00")); // A Tuesday.
  await page.goto("/care/");
  const meeting = page.locator(row("sample-shops-riders"));
  await expect(meeting.locator(".state")).toHaveText("没到点");
  await expect(meeting.locator(".till")).toHaveText("周四 14:30 开始");
  await meeting.tap();
  await expect(page.locator(".big-state")).toHaveText("周四 14:30 开始");
  await page.goto("/around/");
  for (const area of await page.locator(".tiles a small").all()) await expect(area).toHaveText(/^\d+ 项$/);
});

test("what is for me is shown by taps that are neither sent nor kept", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await page.goto("/care/");
  await stored(page);
  const before = [await page.evaluate(() => JSON.stringify(localStorage)), asked.length] as const;
  const all = await page.locator("#care li:visible").count();
  await page.getByRole("button", { name: "心里烦" }).tap();
  await expect(page.locator("#care li:visible")).toHaveCount(2);
  await expect(page.locator("#care-said")).toContainText("2 项");
  await page.getByRole("button", { name: "有孩子" }).tap();
  await expect(page.locator("#care li:visible")).toHaveCount(5);
  // It is there after a look at one of them, and nowhere else.
  await page.locator("#care li:visible a").first().tap();
  await expect(page.locator(".care-page")).toBeVisible();
  await page.goBack();
  await expect(page.locator("#care li:visible")).toHaveCount(5);
  expect(new URL(page.url()).hash).toBe("");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toBe(before[0]);
  expect(asked.slice(before[1]).filter((url) => !/version\.json|\/assets\//.test(url))).toEqual([]);
  await page.reload();
  await ready(page);
  await expect(page.locator("#care li:visible")).toHaveCount(all);
});

test("from 身边 a call is two taps, and the way to an area one", async ({ page }) => {
  await page.goto("/around/");
  await ready(page);
  await page.getByText("急用电话").tap();
  await expect(page.locator('.calls a[href="tel:120"]')).toBeVisible();
  await expect(page.locator(".calls").getByText("心里闷，想找人说说")).toBeVisible();
  await page.locator(".tiles").getByRole("link", { name: /医疗健康/ }).tap();
  await expect(page).toHaveURL(/\/care\/#area-3$/);
  await expect(page.locator("#area-3 h2")).toBeInViewport();
});

test("who is led to 急用电话 finds the numbers open, also by its address", async ({ page }) => {
  await page.goto("/articles/who-to-ask/");
  await ready(page);
  await page.locator(".prose").getByRole("link", { name: "急用电话" }).tap();
  await expect(page).toHaveURL(/\/care\/#calls$/);
  await expect(page.locator('.calls a[href="tel:120"]')).toBeInViewport();
  await page.reload();
  await ready(page);
  await expect(page.locator('.calls a[href="tel:120"]')).toBeVisible();
});

test("care is found by words, by pinyin and by its initials", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  for (const typed of ["托管", "tuoguan", "ｔｇ", "体检", "jktj"]) {
    await page.getByRole("searchbox").fill(typed);
    await expect(page.locator('#found a[href^="/care/"]').first()).toBeVisible();
  }
});

test.describe("without the app", () => {
  test.use({ javaScriptEnabled: false });
  test("who may, when, where and how stand there in words", async ({ page }) => {
    await page.goto("/care/");
    await expect(page.locator(row("sample-winter-check"))).toContainText("报名到12月12日");
    await expect(page.locator(row("sample-winter-check"))).toContainText("周二、四 8:00–10:00");
    await expect(page.locator(row("sample-teeth"))).toContainText("名额已满");
    await page.goto("/care/sample-winter-check/");
    for (const words of ["报名到12月12日", "空着肚子去", "身份证，看过就还你", "11月28日确认"]) {
      await expect(page.locator("article")).toContainText(words);
    }
    await page.goto("/around/");
    await page.getByText("急用电话").tap();
    await expect(page.locator('.calls a[href="tel:12345"]')).toBeVisible();
  });
});
