// 身边: where it is open now. The clock is set; hours are those of content/places/ (示例数据).

import { expect, test } from "./fixtures";
import { stateWords } from "./support/page";
import { goOffline, installed, stored } from "./support/reader";

test.use({ today: "2026-11-28" });

const at = (moment: string) => new Date(`${moment}:00+08:00`);

test("off-line at half past eleven on a Saturday night a station that is open is two taps away", async ({ context, page, editableServer }) => {
  await page.clock.setFixedTime(at("2026-11-28T23:30"));
  await page.goto(editableServer.url);
  await installed(page);
  await stored(page);
  await goOffline(context, editableServer);
  await page.locator("nav.tabs").getByRole("link", { name: "身边" }).tap();
  await expect(page.locator("#open-count")).toHaveText(/^现在开着 \d+ 个$/);
  const first = page.locator("#open-rows a").first();
  await expect(stateWords(first)).toHaveText(/^开着|快关了$/);
  const name = await first.locator("b").textContent();
  await first.tap();
  await expect(page.locator("article h1")).toContainText(name!);
  await expect(page.locator("article .now .state")).toHaveText(/^开着，/);
});

for (const [moment, said] of [
  // A Saturday that is worked for the Spring Festival: the place says 工作日.
  ["2026-02-14T09:30", "开着，到17:30"],
  // National day: it is closed on holidays, the next workday is the eighth.
  ["2026-10-01T12:00", "10月8日 8:30 开门"],
  ["2026-10-02T00:30", "周四 8:30 开门"],
] as const) {
  test(`the hours of workdays are right at ${moment}`, async ({ page }) => {
    await page.clock.setFixedTime(at(moment));
    await page.goto("/places/sample-community/");
    // Nobody confirmed them at that time; what was confirmed later is new.
    await expect(page.locator("article .now .state")).toHaveText(said);
  });
}

test("a shift that runs past midnight belongs to the evening it began", async ({ page }) => {
  await page.clock.setFixedTime(at("2026-11-29T01:00"));
  await page.goto("/places/sample-kexiang-east/");
  await expect(page.locator("article .now .state")).toHaveText("开着，到2:00");
});

test("what is needed narrows the list, and where nothing is left there is a next step", async ({ page }) => {
  await page.clock.setFixedTime(at("2026-11-28T14:00"));
  await page.goto("/places/");
  const shown = page.locator("#places li:visible");
  const all = await shown.count();
  await page.getByRole("button", { name: "现在开着" }).tap();
  await expect(page.locator("#places li:visible .state[data-state=shut]")).toHaveCount(0);
  await page.getByRole("button", { name: "微波炉" }).tap();
  await expect.poll(() => shown.count()).toBeLessThan(all);
  for (const row of await shown.all()) await expect(stateWords(row)).toHaveText(/开着|快关了|停止点单/);
  expect(new URL(page.url()).hash).toContain("open");
  await page.getByRole("button", { name: "充手机" }).tap();
  await page.getByRole("button", { name: "急救" }).tap();
  await page.getByRole("button", { name: "雨具" }).tap();
  await expect(page.locator("#places-said")).toContainText("没有合适的");
  await page.locator("#places-said button").tap();
  await expect(shown.first()).toBeVisible();
});

test("above the list stands how many of all are shown, and it is told", async ({ page }) => {
  await page.clock.setFixedTime(at("2026-11-28T14:00"));
  await page.goto("/places/");
  await expect(page.locator("#places .state[data-state]").first()).toBeVisible();
  const shown = page.locator("#places li:visible");
  const all = await shown.count();
  const note = page.locator("#note");
  await expect(note).toHaveText(`${all} 个`);
  await page.getByRole("button", { name: "微波炉" }).tap();
  await expect.poll(() => shown.count()).toBeLessThan(all);
  const said = `${all} 个里的 ${await shown.count()} 个`;
  await expect(note).toHaveText(said);
  await expect(page.locator("#announcer")).toHaveText(said);
  await page.getByRole("button", { name: "微波炉" }).tap();
  await expect(note).toHaveText(`${all} 个`);
  await expect(page.locator("#announcer")).toHaveText(`${all} 个`);
});

test("what nobody has confirmed for long, and whose hours nobody knows, is never called open", async ({ page }) => {
  await page.clock.setFixedTime(at("2026-11-28T14:00"));
  await page.goto("/places/");
  const row = (slug: string) => page.locator(`#places li:has(a[href="/places/${slug}/"])`);
  await expect(row("sample-courtyard").locator(".state")).toHaveText("说不准");
  await expect(row("sample-courtyard").locator(".age")).toHaveText("可能已变");
  await expect(row("sample-unknown").locator(".state")).toHaveText("说不准");
  await expect(row("sample-repair").locator(".till")).toHaveText("休到12月5日");
  await page.getByRole("button", { name: "夜里开" }).tap();
  await expect(row("sample-unknown")).toBeHidden();
  await expect(row("sample-courtyard")).toBeHidden();
});

test("what was confirmed these days is new, and before that its day is enough", async ({ page }) => {
  await page.clock.setFixedTime(at("2026-11-23T14:00"));
  await page.goto("/places/");
  const age = (slug: string) => page.locator(`#places li:has(a[href="/places/${slug}/"]) .age`);
  await expect(age("sample-gate")).toHaveText("刚确认"); // On the 21st.
  await expect(age("sample-kiosk")).toHaveText("11月20日确认");
  await expect(age("sample-riverside")).toHaveText("较久未确认");
  await page.goto("/places/sample-kiosk/");
  await expect(page.locator(".now .age")).toHaveText("11月20日确认");
  await expect(page.locator("h2 .age").first()).toHaveText("11月20日确认");
  await page.goto("/places/sample-gate/");
  await expect(page.locator("h2 .age").first()).toHaveText("刚确认，11月21日");
});

test("the street somebody rides stands first and is kept on this phone; how far it is never leaves it", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 32.0331, longitude: 118.7884 });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await page.clock.setFixedTime(at("2026-11-28T14:00"));
  await page.goto("/places/");
  await expect(page.locator("#places .state[data-state]").first()).toBeVisible();
  await page.locator(".streets summary").tap();
  await page.getByRole("button", { name: /^示例街一/ }).tap();
  await expect(page.locator("#places > section h2").first()).toContainText("“示例街一”一带");
  await expect(page.locator(".streets summary")).toHaveText("“示例街一”一带");
  await page.reload();
  await expect(page.locator("#places > section h2").first()).toContainText("示例街一");
  await page.getByRole("button", { name: "按远近排" }).tap();
  await expect(page.locator("#places li:visible a").first()).toHaveAttribute("href", "/places/sample-riverside/");
  await expect(page.locator("#places li:visible .age").first()).toContainText("约 50 米");
  // Of the whole district, as is said there.
  await expect(page.locator(".streets summary")).toHaveText("全区");
  await page.getByRole("button", { name: "按远近排" }).tap();
  await expect(page.locator(".streets summary")).toHaveText("“示例街一”一带");
  await expect(page.locator("#note")).toHaveText(/^\d+ 个里的 \d+ 个$/);
  const listed = await page.locator("#places li:visible").count();
  await page.goto("/around/");
  await expect(page.locator("#open-now header a")).toHaveText(`全部 ${listed} 个`);
  expect(asked.filter((one) => /32\.03|118\.78|%E7%A4%BA%E4%BE%8B%E8%A1%97/.test(one))).toEqual([]);
});

test("the way there is handed to the phone's maps as it was written", async ({ page }) => {
  await page.goto("/places/sample-bridge/");
  await page.getByText("去这里").tap();
  const links = await page.locator(".go a").evaluateAll((all) => all.map((one) => one.getAttribute("href")!));
  expect(links[0]).toContain("position=118.7961,32.0398");
  expect(links[0]).toContain("coordinate=wgs84");
  expect(links[1]).toContain("location=32.0398,118.7961");
  expect(links[2]).toMatch(/^geo:32\.0398,118\.7961\?/);
});

test.describe("without the app", () => {
  test.use({ javaScriptEnabled: false });
  test("hours stand there in words", async ({ page }) => {
    await page.goto("/places/");
    await expect(page.locator('#places li:has(a[href="/places/sample-bridge/"]) .hours')).toHaveText("24小时");
    await page.goto("/places/sample-congee/");
    await expect(page.locator("article")).toContainText("每天 6:00–20:00");
    await expect(page.locator("article")).toContainText("19:30 停止点单");
    // As the list says it, and as the station's own board does.
    await page.goto("/places/sample-bridge/");
    await expect(page.locator("article")).toContainText("歇脚（停驻休憩）");
  });
});
