// The page on which a document is written: nothing typed there can run, and everyone can use it.

import { expect, test } from "./fixtures";
import { violationsInEveryLook } from "./support/axe";
import { article } from "./support/content";
import { SIZES, openDocument, part, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { listedDocuments } from "./support/page";
import { sideways } from "./support/sideways";

const HOSTILE = [
  `<img src=x onerror="top.pwned=1">`,
  `<script>top.pwned=1</script>`,
  `<svg onload="top.pwned=1"><a href="javascript:top.pwned=1">x</a></svg>`,
  `"><iframe srcdoc="<script>top.pwned=1</script>">`,
  `[a](javascript:top.pwned=1) ![b](x" onerror="top.pwned=1)`,
  `</main></style><style>*{display:none}</style>`,
];

test("nothing typed in any field can run in the preview, even without a content security policy", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first", { viewport: SIZES.pc, bypassCSP: true });
  for (const path of ["cards/q001", `articles/${article.slug}`, "decks/morning"]) {
    await openDocument(page, editableServer, path);
    const frame = page.frameLocator(".phone iframe");
    for (const text of HOSTILE) {
      for (const field of await page.locator(".fields").locator("input[type=text], textarea").all()) await field.fill(text);
      await expect(frame.locator("main")).toContainText(text.slice(0, 4));
      const there = await frame.locator("main").evaluate((main) => {
        const all = [...main.querySelectorAll("*")];
        const bad = all.filter((one) => ["SCRIPT", "IFRAME", "STYLE", "OBJECT", "EMBED"].includes(one.nodeName.toUpperCase()));
        const handlers = all.flatMap((one) => [...one.attributes]).filter(({ name, value }) => name.startsWith("on") || /^javascript:/i.test(value));
        return [...bad.map((one) => one.outerHTML), ...handlers.map(({ name, value }) => `${name}=${value}`)];
      });
      expect(there, `${path} ${text}`).toEqual([]);
    }
    expect(await page.evaluate(() => "pwned" in window), path).toBe(false);
    expect(await frame.locator("body").evaluate(() => "pwned" in window), path).toBe(false);
  }
  await page.context().close();
});

test("the preview is as wide, as light and as large as it is told to be", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first", { viewport: SIZES.pc });
  await openDocument(page, editableServer, "cards/q001");
  const frame = page.frameLocator(".phone iframe");
  const quote = frame.locator(".quote p");
  await expect(quote).toBeVisible();
  const size = () => quote.evaluate((quote) => parseFloat(getComputedStyle(quote).fontSize));
  // The page in the frame is made anew once all that it names is known: what was in it before has no size.
  let before = NaN;
  await expect(async () => expect((before = await size())).toBeGreaterThan(0)).toPass();
  for (const width of ["320", "360", "412"]) {
    await page.getByRole("button", { name: width, exact: true }).click();
    expect(await frame.locator("html").evaluate(() => innerWidth)).toBe(Number(width));
  }
  await page.getByRole("button", { name: "夜间" }).click();
  await expect(frame.locator("body")).toHaveCSS("background-color", "rgb(20, 17, 13)");
  await page.getByRole("button", { name: "大字 200%" }).click();
  // The card sets its quotation a little smaller where a line has room for few characters.
  expect(await size()).toBeGreaterThan(before * 1.5);
  await page.context().close();
});

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`documents can be read by everyone on a ${name} in every look`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const page = await secretary(browser, editableServer, branch, "first", { viewport });
    await page.goto(`${editableServer.url}/desk/cards/`);
    await expect(listedDocuments(page).first()).toBeVisible();
    expect(await violationsInEveryLook(page), "the list").toEqual([]);
    for (const path of ["cards/q001", `articles/${article.slug}`, "decks/morning"]) {
      await openDocument(page, editableServer, path);
      // A PC shows all parts beside each other.
      for (const which of name === "phone" ? (["写", "看", "核对", "流程"] as const) : (["写"] as const)) {
        await part(page, which);
        // axe's own script cannot run in the preview's page either; what is in there is the reader's, and looked at there.
        await page.evaluate(() => document.querySelector(".phone iframe")?.remove());
        expect(await violationsInEveryLook(page), `${path} ${which}`).toEqual([]);
      }
    }
    await page.context().close();
  });
}

test("documents are whole on a small phone in letters twice as large", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const page = await secretary(browser, editableServer, branch, "first", { viewport: { width: 320, height: 640 } });
  const check = async (where: string) => {
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    // The phone in the preview is as wide as that phone is, and is pushed aside.
    const found = (await sideways(page)).filter((line) => !line.includes('class="phone"') && !line.includes("<iframe"));
    expect(found, where).toEqual([]);
  };
  await page.goto(`${editableServer.url}/desk/cards/`);
  await expect(listedDocuments(page).first()).toBeVisible();
  await check("the list");
  await openDocument(page, editableServer, "cards/q001");
  for (const which of ["写", "看", "核对", "流程"] as const) {
    await part(page, which);
    await check(which);
  }
  await page.context().close();
});
