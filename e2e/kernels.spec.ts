// Browsers that are too old for the app (docs/BROWSERS.md): whole pages and working links, nothing that pretends to work,
// and one sentence that says what to do.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "./fixtures";
import { card, farArticle, NOWHERE, ROUTES } from "./support/content";
import { canRun, Kernel } from "./support/kernel";
import { ROOT } from "./support/process";

const SENTENCE = "这个浏览器太旧，只能看，不能收藏和说话：用手机自带浏览器打开，或者复制网址，换个新一点的浏览器。";
const PAGES = [...ROUTES, NOWHERE, "/posts/", "/posts/new/", "/posts/mine/", `/posts/${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}/`, "/join/Abcdefgh1234/"];

/** How the page stands. */
function look() {
  const seen = (node: Element) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(node).visibility === "visible";
  };
  const all = (selector: string) => Array.from(document.querySelectorAll(selector)).filter(seen);
  const isOff = (node: Element) => node.matches(":disabled, [readonly]") && Number(getComputedStyle(node).opacity) < 0.6;
  const tabs = document.querySelector(".tabs")!.getBoundingClientRect();
  return {
    said: all(".old-said").map((node) => node.firstChild!.textContent),
    alive: all("main button, main input, main textarea, a[href='#show']").filter((node) => !node.matches(".old-copy") && !isOff(node)).map((node) => node.outerHTML),
    waits: (document.body.innerText.match(/正在.*/g) || []).join(),
    tabs: [tabs.left, tabs.width, Math.round(tabs.bottom)],
    sideways: document.documentElement.scrollWidth - innerWidth,
    covered: all("main h1:not(.visually-hidden), main h2, .old-said").filter((node) => node.getBoundingClientRect().right > innerWidth + 1).length,
    letters: document.querySelector("main")!.innerText.length,
  };
}

/** The oldest is the floor of what `browsers.json` promises; the others are between it and the app's. */
const { app, words } = JSON.parse(readFileSync(join(ROOT, "browsers.json"), "utf8"));
const TOO_OLD = [words.chrome, 86, 92].filter((version) => version < app.chrome);

for (const version of canRun ? TOO_OLD : []) {
  test.describe(`Chromium ${version}`, () => {
    let kernel: Kernel;
    test.beforeAll(async () => void (kernel = await Kernel.start(version)));
    test.afterAll(() => kernel.close());

    test("shows every page whole, and everything that is dead is off", async ({ server }) => {
      for (const path of PAGES) {
        await kernel.open(server.url + path);
        await expect.poll(() => kernel.evaluate(() => document.styleSheets.length), { message: `${path} has the style it knows` }).toBeGreaterThan(1);
        const seen = await kernel.evaluate(look);
        expect.soft(seen, path).toMatchObject({ said: [SENTENCE], alive: [], waits: "", tabs: [0, 360, 800], sideways: 0, covered: 0 });
        expect.soft(seen.letters, `${path} has words`).toBeGreaterThan(60);
      }
    });

    test("follows links, holds no tap, and copies the address", async ({ server }) => {
      await kernel.open(`${server.url}/cards/q010/`);
      await expect.poll(() => kernel.evaluate(() => document.documentElement.dataset.app)).toBe("none");
      expect(await kernel.evaluate(() => document.querySelector(".quote")!.textContent)).toBe(card("q010").quote);
      await kernel.tap("[data-action=keep]");
      expect(await kernel.evaluate(() => document.querySelectorAll(".tapped").length)).toBe(0);
      await kernel.tap(".old-copy");
      expect(await kernel.evaluate(() => document.querySelector(".old-copy")!.textContent)).toBe("已复制");
      await kernel.tap(".tabs [data-for=articles]");
      await expect.poll(() => kernel.evaluate(() => location.pathname)).toBe("/articles/");
      const link = `a[href$="${farArticle.slug}/"]`;
      await expect.poll(() => kernel.evaluate((link) => document.querySelectorAll(link).length, link)).toBeGreaterThan(0);
      await kernel.evaluate((link) => document.querySelector<HTMLElement>(link)!.click(), link);
      await expect.poll(() => kernel.evaluate(() => document.title)).toContain(farArticle.title);
    });

    test("fetches no part of an app that it cannot run", async ({ server }) => {
      await kernel.open(`${server.url}/posts/new/`);
      await expect.poll(() => kernel.evaluate(() => document.documentElement.dataset.app)).toBe("none");
      // The loader waits for the first paint as well; what it began is there when a later answer is.
      const fetched = await kernel.evaluate(async () => {
        await new Promise<void>((painted) => {
          requestAnimationFrame(() => setTimeout(painted));
          setTimeout(painted, 500);
        });
        await fetch("/version.json");
        return performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith("wasm"));
      });
      const start = await kernel.evaluate(() => document.querySelector("[data-wasm]")!.getAttribute("data-wasm"));
      expect(fetched.filter((path) => path !== start)).toEqual([]);
    });

    test("says at the desk what is too old, and nothing of the network", async ({ server }) => {
      await kernel.open(`${server.url}/desk/`);
      await expect.poll(() => kernel.evaluate(() => document.querySelector("main")!.innerText)).toContain("这个浏览器太旧，打不开书记台");
      await expect.poll(() => kernel.evaluate(() => document.body.innerText)).not.toMatch(/网络|正在/);
    });
  });
}

if (canRun) {
  test("Chromium 107 runs the app", async ({ server }) => {
    const kernel = await Kernel.start(107);
    await kernel.open(`${server.url}/cards/q010/`);
    await expect.poll(() => kernel.evaluate(() => document.documentElement.hasAttribute("data-app-ready"))).toBe(true);
    expect(await kernel.evaluate(() => document.querySelectorAll(".old-said").length)).toBe(0);
    await kernel.tap("[data-action=keep]");
    await expect.poll(() => kernel.evaluate(() => document.querySelector("[data-action=keep]")!.getAttribute("aria-pressed"))).toBe("true");
    await kernel.close();
  });
}

test("what tells an old browser is in the oldest JavaScript", () => {
  const source = readFileSync(join(ROOT, "public/old.js"), "utf8").replaceAll(/\/\/.*|\/\*[^]*?\*\//g, "");
  expect(source).not.toMatch(/=>|`|\b(const|let|class|async|await)\b|\?\.|\?\?/);
});
