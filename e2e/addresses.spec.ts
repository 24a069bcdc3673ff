// An address is compared as an address: people leave out the slash at its end, and apps write things of their own behind
// it.

import { expect, test } from "./fixtures";
import { card, farCard } from "./support/content";
import { quotation, searchField } from "./support/page";
import { goOffline, installed, ready } from "./support/reader";

/** The same page, as it comes out of WeChat, of somebody's memory and of a program. */
const WAYS = ["", "/", "/index.html", "/?from=singlemessage&isappinstalled=0", "?from=timeline#wechat_redirect", "/#s1&shareTo=friend"];

test("however its address is written, a page opens with a network and without one", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  const open = async () => {
    for (const way of WAYS) {
      for (const slug of [farCard.slug, `%${farCard.slug.charCodeAt(0).toString(16)}${farCard.slug.slice(1)}`]) {
        await page.goto(`${editableServer.url}/cards/${slug}${way}`);
        await expect(quotation(page), way).toHaveText(farCard.quote);
        await ready(page);
        await expect(quotation(page), way).toHaveText(farCard.quote);
      }
    }
    await page.goto(`${editableServer.url}/articles?from=timeline`);
    await ready(page);
    await expect(page.locator(".rows.articles a").first()).toBeVisible();
    await expect(page.locator(".tabs [aria-current=page]")).toHaveText("学习");
  };
  await open();
  await goOffline(context, editableServer);
  await open();
});

test("what an app adds behind # hides neither 大字 nor what somebody brings along", async ({ page }) => {
  await page.goto("/decks/morning/#show&shareTo=friend");
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("data-show", "true");
  await page.goto("/kept/#k=q010.q011&from=timeline");
  await ready(page);
  await expect(page.locator(".arrival")).toContainText(card("q010").quote);
  await page.goto("/search/#wechat_redirect");
  await ready(page);
  await expect(searchField(page)).toHaveValue("");
});

test("a link within the site that lacks its last slash is followed without loading anew", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.evaluate(() => document.querySelector("main")!.insertAdjacentHTML("beforeend", '<a id="odd" href="/articles?from=x">学习</a>'));
  await page.evaluate(() => Object.assign(window, { isSame: true }));
  await page.evaluate(() => document.querySelector<HTMLElement>("#odd")!.click());
  await expect(page.locator(".rows.articles a").first()).toBeVisible();
  expect(await page.evaluate(() => "isSame" in window)).toBe(true);
});
