// Finding a card or an article: by words or by pinyin initials, in what the phone has.

import { expect, test } from "./fixtures";
import { articles, card, cards } from "./support/content";
import { searchResults, searchSaid } from "./support/page";
import { goOffline, holdApp, installed, openEarly, ready, stored } from "./support/reader";

test("a word is found in cards and articles and is marked, without a network", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  await goOffline(context, editableServer);
  await page.goto(`${editableServer.url}/search/`);
  await page.getByRole("searchbox").fill("青年");
  const wanted = cards.filter(({ quote, body }) => (quote + body).includes("青年"));
  for (const { slug } of wanted) await expect(page.locator(`#found a[href="/cards/${slug}/"]`)).toBeVisible();
  const article = articles.find(({ body }) => body.includes("青年"))!;
  await expect(page.locator(`#found a[href="/articles/${article.slug}/"] mark`).first()).toHaveText("青年");
  await expect(searchSaid(page)).toHaveText(/^找到 \d+ 条/);
  await page.locator(`#found a[href="/cards/${wanted[0]!.slug}/"]`).tap();
  await expect(page.locator(".quote")).toHaveText(wanted[0]!.quote);
});

test("pinyin initials find a quotation across its marks", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  await page.getByRole("searchbox").pressSequentially("qnqzgj");
  await expect(searchResults(page).first()).toHaveAttribute("href", "/cards/q001/");
  await expect(searchResults(page).first().locator("mark")).toHaveText("青年强，则国家");
});

test("more rows than a screen has are all there, in their order", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  await page.getByRole("searchbox").fill("的");
  await expect(searchSaid(page)).toHaveText(/先列出 \d+ 条/);
  const shown = (await searchSaid(page).textContent())!.match(/先列出 (\d+) 条/)![1];
  await expect(searchResults(page)).toHaveCount(Number(shown));
  const paths = await searchResults(page).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  expect(new Set(paths).size).toBe(paths.length);
});

test("several words must all be there", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  await page.getByRole("searchbox").fill("人民 江山");
  await expect(page.locator('#found a[href="/cards/q010/"]')).toBeVisible();
  // What a row shows of a long text may be one of the words alone.
  const paths = await searchResults(page).evaluateAll((all) => all.map((one) => one.getAttribute("href")!));
  for (const path of paths) {
    const slug = path.split("/")[2]!;
    const found = JSON.stringify(path.startsWith("/cards/") ? card(slug) : articles.find((one) => one.slug === slug));
    for (const word of ["人民", "江山"]) expect(found, path).toContain(word);
  }
});

test("what is not there is said, and suggestions come back when the field is empty", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  await page.getByRole("searchbox").fill("囧囧囧<b>");
  await expect(searchSaid(page)).toHaveText(/没有找到/);
  await expect(page.locator("#found li")).toHaveCount(0);
  // Somebody may be asked.
  await expect(page.getByRole("link", { name: "打 12345 问一问" })).toHaveAttribute("href", "tel:12345");
  await expect(page.getByRole("link", { name: "问支部" })).toHaveAttribute("href", "/contacts/");
  // Other words may help.
  await expect(page.locator("#suggested")).toBeVisible();
  await page.getByRole("searchbox").fill("江山");
  await expect(page.locator("#suggested")).toBeHidden();
  await page.getByRole("searchbox").fill("");
  await expect(page.locator("#suggested")).toBeVisible();
  await page.getByRole("button", { name: "安全" }).tap();
  await expect(page.getByRole("searchbox")).toHaveValue("安全");
  await expect(searchResults(page).first()).toBeVisible();
});

test("what people call otherwise is found too, and of words that are not all there the rarest one leads", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  // What places have leads to those that have it, by any of its names.
  await page.getByRole("searchbox").fill("洗手间");
  await expect(searchResults(page).first()).toContainText("厕所：哪里有");
  await searchResults(page).first().tap();
  await expect(page.locator("[data-need][aria-pressed=true]")).toHaveText("厕所");
  await page.goBack();
  // 借伞 stands nowhere.
  await page.getByRole("searchbox").fill("借伞");
  await expect(searchSaid(page)).toHaveText(/^按“借伞”找：找到 \d+ 条/);
  await expect(searchResults(page).first()).toContainText("雨具：哪里有");
  // Of a whole question what it is about; and nothing where there is nothing, rather than whatever has its other words.
  await page.getByRole("searchbox").fill("哪里能充电？");
  await expect(searchSaid(page)).toHaveText(/^按“充电”找：/);
  await expect(searchResults(page).first()).toContainText("手机充电：哪里有");
  await page.getByRole("searchbox").fill("哪里能洗澡");
  await expect(searchSaid(page)).toHaveText(/^没有找到/);
  await page.getByRole("searchbox").fill("七一");
  await expect(page.locator('#found a[href="/decks/july-first/"]')).toBeVisible();
  await page.getByRole("searchbox").fill("江山 囧囧 的");
  await expect(searchSaid(page)).toHaveText(/^没有全对上的，先看有“江山”的：/);
});

test("pinyin of what people call otherwise, the letters on a door and a number lead where they should", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  const field = page.getByRole("searchbox");
  await field.fill("工资");
  await expect(searchSaid(page)).toHaveText(/^按“工资”找：/);
  const said = (await searchSaid(page).textContent())!;
  await field.fill("囧囧囧");
  await expect(searchSaid(page)).toHaveText(/^没有找到/);
  await field.fill("gongzi");
  await expect(searchSaid(page)).toHaveText(said);
  for (const typed of ["wc", "WC"]) {
    await field.fill(typed);
    await expect(searchResults(page).first()).toContainText("厕所：哪里有");
  }
  for (const typed of ["12345", "110", "120", "报警"]) {
    await field.fill(typed);
    await expect(page.locator('#found a[href="/around/#calls"]')).toBeVisible();
  }
  await page.locator('#found a[href="/around/#calls"]').tap();
  // It is folded away for nobody who asked for it.
  await expect(page.locator('.calls a[href="tel:110"]')).toBeInViewport();
});

test("what a rider asks in a sentence leads to what helps, and no name of a file is found", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  const field = page.getByRole("searchbox");
  await field.fill("摔伤了怎么办");
  await expect(searchResults(page).first()).toContainText("急用电话 120");
  await expect(page.locator('#found a[href="/care/sample-injury-walk/"]')).toBeVisible();
  await field.fill("夜里开着的");
  await searchResults(page).first().tap();
  await expect(page.locator("[data-need=night]")).toHaveAttribute("aria-pressed", "true");
  await page.goBack();
  await field.fill("sample");
  await expect(searchSaid(page)).toHaveText(/^没有找到/);
});

test("what no place has is said", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  for (const typed of ["哪里有wifi", "无线网"]) {
    await page.getByRole("searchbox").fill(typed);
    await expect(searchResults(page).first()).toContainText("还没有登记有 Wi-Fi 的地方");
  }
});

test("back from a result leads to the same results, and a reload keeps them", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  await page.getByRole("searchbox").fill("江山");
  await searchResults(page).first().tap();
  await expect(page.locator(".quote")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue("江山");
  await expect(searchResults(page).first()).toBeVisible();
  await page.reload();
  await expect(searchResults(page).first()).toBeVisible();
});

test("what is typed never leaves the phone", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("searchbox").fill("骑手");
  await page.keyboard.press("Enter");
  await expect(searchResults(page).first()).toBeVisible();
  expect(asked.filter((url) => url.includes("search") || url.includes(encodeURIComponent("骑手")))).toEqual([]);
});

test("a phone that has stored nothing yet says so", async ({ page }) => {
  await page.route("**/bundle/**", (route) => route.abort());
  await page.goto("/search/");
  await ready(page);
  await page.getByRole("searchbox").fill("骑手");
  await expect(searchSaid(page)).toHaveText("能找的内容还没存好，等一会儿；没有网的话，先连上网。");
});

test("below a card are cards that speak of nearly the same", async ({ page }) => {
  await page.goto("/cards/q010/");
  await ready(page);
  const rows = page.locator(".more a");
  await expect(rows).toHaveCount(3);
  await rows.first().scrollIntoViewIfNeeded();
  const slug = (await rows.first().getAttribute("href"))!.split("/")[2]!;
  await rows.first().tap();
  await expect(page.locator(".quote")).toHaveText(card(slug).quote);
});

test("what is typed before the app is ready is looked for, Enter or not", async ({ page }) => {
  const release = await holdApp(page);
  await openEarly(page, "/search/");
  await page.getByRole("searchbox").fill("江山");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("searchbox")).toHaveValue("江山");
  release();
  await expect(searchResults(page).first()).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("江山");
});

test("back from a result far down leads to where it was", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  await page.getByRole("searchbox").fill("的");
  const result = searchResults(page).nth(25);
  await result.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  expect(place).toBeGreaterThan(0);
  await result.tap();
  await expect(page.locator("#found")).toHaveCount(0);
  await page.goBack();
  await expect(result).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBe(place);
});

test("of the words that letters stand for the usual one comes first, whichever card has it", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  const paths = () => searchResults(page).evaluateAll((all) => all.map((one) => one.getAttribute("href")!));
  await page.getByRole("searchbox").fill("qs");
  await expect(searchResults(page).first()).toContainText("骑手");
  await expect(searchResults(page).first().locator("mark").first()).toHaveText("骑手");
  // Pinyin finds what characters find, in titles and in texts.
  for (const [pinyin, word] of [["qishou", "骑手"], ["anquan", "安全"], ["reshui", "热水"]]) {
    await page.getByRole("searchbox").fill(word!);
    await expect(page.locator("#found mark").first()).toHaveText(word!);
    const written = await paths();
    expect(written.length).toBeGreaterThan(0);
    await page.getByRole("searchbox").fill(pinyin!);
    // Other words may be spelt like it.
    await expect.poll(paths, { message: pinyin }).toEqual(expect.arrayContaining(written));
  }
});

test("a first letter is silence, ü is v, and the field's own cross is not blue", async ({ page }) => {
  await page.goto("/search/");
  await stored(page);
  const field = page.getByRole("searchbox");
  for (const letter of ["q", "Z"]) {
    await field.fill("囧囧囧");
    await expect(searchSaid(page)).toHaveText(/没有找到/);
    await field.fill(letter);
    await expect(searchSaid(page)).toHaveText("");
    await expect(page.locator("#suggested")).toBeVisible();
  }
  await field.fill("qn");
  await expect(searchSaid(page)).toHaveText(/^找到/);
  const found = async (typed: string) => {
    await field.fill("囧囧囧");
    await expect(searchSaid(page)).toHaveText(/没有找到/);
    await field.fill(typed);
    await expect(searchSaid(page)).toHaveText(/^找到/);
    return searchResults(page).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  };
  expect(await found("lüse")).toEqual(await found("lvse"));
  expect(await field.evaluate((field) => getComputedStyle(field, "::-webkit-search-cancel-button").appearance)).toBe("none");
});
