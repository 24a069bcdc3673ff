// What the app says of the network comes from its own answers: phones say yes on a dead Wi-Fi and behind a portal.

import { expect, test } from "./fixtures";
import { card, farCard } from "./support/content";
import { headerStatus, quotation } from "./support/page";
import { goOffline, goOnline, installed, ready } from "./support/reader";

const OFFLINE = "没有网络，照样能看";

test.describe("a phone that always says it has a network", () => {
  test.beforeEach(({ context }) => context.addInitScript(() => Object.defineProperty(Navigator.prototype, "onLine", { get: () => true })));

  test("is not believed where nobody answers, and the network is noticed when it is back", async ({ context, page, editableServer }) => {
    test.setTimeout(90_000);
    await page.goto(editableServer.url);
    await installed(page);
    // No event of the browser's tells of it.
    editableServer.stop();
    const later = await context.newPage();
    await later.goto(`${editableServer.url}/cards/${farCard.slug}/`);
    await expect(quotation(later)).toHaveText(farCard.quote);
    await expect(headerStatus(later)).toHaveText(OFFLINE);
    editableServer.restart();
    await expect(headerStatus(later)).toHaveText("离线可读", { timeout: 30_000 });
  });

  test("calls no address mistyped where nobody can be asked, and shows the page when somebody can", async ({ page, editableServer }) => {
    test.setTimeout(60_000);
    await page.goto(editableServer.url);
    await installed(page);
    editableServer.stop();
    await page.goto(`${editableServer.url}/nope/`);
    await ready(page);
    await expect(headerStatus(page)).toHaveText(OFFLINE);
    await expect(page.locator("h1")).toHaveText("这一页还没存到手机里");
    editableServer.restart();
    await expect(headerStatus(page)).toHaveText("离线可读");
    await expect(page.locator("h1")).toHaveText("没有这一页");
  });

  test("is not believed on a Wi-Fi that hangs", async ({ page, editableServer }) => {
    await page.goto(editableServer.url);
    await installed(page);
    editableServer.hang();
    await page.goto(`${editableServer.url}/cards/q010/`);
    await expect(quotation(page)).toHaveText(card("q010").quote);
    await expect(headerStatus(page)).toHaveText(OFFLINE, { timeout: 30_000 });
  });

  test("is not believed behind a portal that answers everything itself", async ({ context, page, editableServer }) => {
    await page.goto(editableServer.url);
    await installed(page);
    await context.route(/version\.json|\/api\//, (route) => route.fulfill({ contentType: "text/html", body: "<html>请登录 Wi-Fi</html>" }));
    await page.reload();
    await ready(page);
    await expect(headerStatus(page)).toHaveText(OFFLINE);
  });

  test("knows a server in trouble from no network", async ({ context, page, editableServer }) => {
    await page.goto(editableServer.url);
    await installed(page);
    const asked = page.waitForResponse("**/version.json");
    await context.route("**/version.json", (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<html>bad gateway</html>" }));
    await page.reload();
    await asked;
    await ready(page);
    await expect(headerStatus(page)).toHaveText("离线可读");
  });
});

test("a phone that says it has none is not believed once our server has answered", async ({ context, page, editableServer }) => {
  await page.goto(editableServer.url);
  await installed(page);
  await goOffline(context, editableServer);
  await expect(headerStatus(page)).toHaveText(OFFLINE);
  await page.evaluate(() => Object.defineProperty(Navigator.prototype, "onLine", { get: () => false }));
  await goOnline(context, editableServer);
  await expect(headerStatus(page)).toHaveText("离线可读");
});
