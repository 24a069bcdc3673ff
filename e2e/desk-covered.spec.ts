// What a secretary works with is in sight where they work: nothing lies over it, below the screen, or is cut off.

import type { Locator } from "@playwright/test";

import { expect, test } from "./fixtures";
import { card } from "./support/content";
import { SIZES, addSourceText, openDocument, part, saved, secretary } from "./support/curating";
import { Member, branchOf, takeDesk } from "./support/desk";
import { keptState, writingBar } from "./support/page";
import { day } from "./support/published";

/** All of it is on the screen as it is, and nothing lies over its edges or its middle. */
async function isInSight(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (top < 0 || left < 0 || bottom > innerHeight + 0.5 || right > innerWidth + 0.5 || bottom <= top) return false;
    const middle = (left + right) / 2;
    return [top + 3, (top + bottom) / 2, bottom - 3].every((y) => {
      const above = document.elementFromPoint(middle, y);
      return above !== null && (element.contains(above) || above.contains(element));
    });
  });
}

const inSight = (what: Locator) => expect.poll(() => isInSight(what), { message: `${what} is in sight` }).toBe(true);

/** A card's text with so long a gloss that no phone shows it at once. */
const GLOSS = `${"等红灯的时候想一想，慢一点，家里人更放心。".repeat(18)}就到这里。`;
const text = (quote: string) =>
  `---\nquote: ${quote}\nsentence: ${quote}\nsource: report-20\nsection: 一、路上\ntheme: 青年\n---\n${GLOSS}\n`;

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`an answer is written above the bar with 撤销, on a ${name}`, async ({ page, editableServer }) => {
    await page.setViewportSize(viewport);
    const branch = await branchOf(editableServer, "示例支部");
    const rider = await Member.join(editableServer, branch);
    for (const words of ["第一句", "第二句", "第三句"]) await rider.say(words);
    await takeDesk(page, editableServer, branch, "secretary");
    for (const left of [2, 1, 0]) {
      await page.getByRole("button", { name: "发布", exact: true }).click();
      await expect(page.getByRole("button", { name: /^待看/ })).toHaveText(left > 0 ? `待看 ${left}` : "待看");
    }
    await page.getByRole("button", { name: "已发布" }).click();
    await expect(page.locator(".undo")).toBeVisible();
    // The last one in the list: its field opens where the bar stands.
    await page.getByRole("button", { name: "回一句" }).last().click();
    const field = page.getByLabel("以支部的名义回一句").last();
    await expect(field).toBeFocused();
    await inSight(field);
    await inSight(page.getByRole("button", { name: "回应" }).last());
  });

  test(`a long gloss is whole in the preview, in every look, on a ${name}`, async ({ browser, editableServer }) => {
    const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", { viewport });
    const at = `${editableServer.url}/api/desk/documents/cards/q900/draft`;
    const saved = await page.request.put(at, { headers: { origin: editableServer.url }, data: { text: text("示例：红灯再短也要等完"), version: 0 } });
    expect(saved.ok(), await saved.text()).toBe(true);
    await openDocument(page, editableServer, "cards/q900");
    await part(page, "看");
    const frame = page.locator(".phone iframe");
    await expect(page.frameLocator(".phone iframe").locator(".gloss")).toContainText("就到这里。");
    /** So much of the gloss lies below what the frame shows, in its own page or in what scrolls there. */
    const cut = () =>
      frame.evaluate((element) => {
        const { clientHeight, contentDocument } = element as HTMLIFrameElement;
        const gloss = contentDocument!.querySelector(".gloss")!.getBoundingClientRect();
        const inside = contentDocument!.querySelector(".card")!;
        return Math.max(0, Math.round(gloss.bottom - clientHeight), inside.scrollHeight - inside.clientHeight - 1);
      });
    await expect.poll(cut).toBe(0);
    for (const look of ["320", "大字 200%", "412", "夜间"]) {
      await page.getByRole("button", { name: look, exact: true }).click();
      await expect.poll(cut, { message: look }).toBe(0);
    }
    // What is written meanwhile is there as well.
    await part(page, "写");
    await page.getByLabel("读懂").fill(`${GLOSS}${GLOSS}`);
    await part(page, "看");
    await expect.poll(cut).toBe(0);
    await page.context().close();
  });

  test(`退回 and 发布 are in sight of whoever reviews, and so is what opens, on a ${name}`, async ({ browser, editableServer }) => {
    const branch = await branchOf(editableServer, "示例支部");
    const first = await secretary(browser, editableServer, branch, "first", { viewport });
    const { quote } = card("q010");
    await addSourceText(first, editableServer, "report-20", `一、路上\n${quote}\n`);
    const at = `${editableServer.url}/api/desk/documents/cards/q900`;
    const headers = { origin: editableServer.url };
    const saved = await first.request.put(`${at}/draft`, { headers, data: { text: text("示例：红灯再短也要等完"), version: 0 } });
    expect(saved.ok(), await saved.text()).toBe(true);
    const submitted = await first.request.post(`${at}/step`, { headers, data: { step: "submit", version: 1 } });
    expect(submitted.ok(), await submitted.text()).toBe(true);

    const second = await secretary(browser, editableServer, branch, "second", { viewport });
    await openDocument(second, editableServer, "cards/q900");
    await expect(keptState(second)).toHaveText("待复审");
    const bar = writingBar(second);
    const answers = ["退回", "定时", "发布"].map((name) => bar.getByRole("button", { name, exact: true }));
    for (const answer of answers) await inSight(answer);
    // However far somebody has read.
    await second.mouse.wheel(0, 4_000);
    for (const answer of answers) await inSight(answer);
    await answers[0]!.click();
    await expect(second.getByLabel("要改哪里")).toBeFocused();
    await inSight(second.getByLabel("要改哪里"));
    await inSight(second.getByRole("button", { name: "退回请本人改" }));
    await answers[1]!.click();
    await inSight(second.getByLabel("什么时候给读者看"));
    await Promise.all([first, second].map((one) => one.context().close()));
  });

  test(`what is to be mended, or was said to be wrong, is between the bars with its name, on a ${name}`, async ({ browser, editableServer }) => {
    const page = await secretary(browser, editableServer, await branchOf(editableServer, "示例支部"), "first", { viewport });
    const asked = page.locator(":focus");
    const named = async () => page.locator(`label[for="${await asked.getAttribute("id")}"]`);
    for (const field of ["hours", "landmark"]) {
      await page.goto(`${editableServer.url}/desk/places/sample-bridge/#field-${field}`);
      await expect(asked).toHaveAttribute("id", `field-${field}`);
      await inSight(asked);
      await inSight(await named());
      await page.goto("about:blank");
    }
    // Of a new one most is still to be filled in, and whoever hands it in is at its end.
    await openDocument(page, editableServer, "places/nowhere-yet");
    await page.getByLabel("名称").fill("示例：还没写完的地方");
    await saved(page);
    await page.mouse.wheel(0, 4_000);
    await writingBar(page).locator("[data-next]").click();
    await expect(asked).toHaveAttribute("aria-invalid", "true");
    await inSight(asked);
    await inSight(await named());
    await page.context().close();
  });

  test(`whether the last invite is to be revoked is asked in sight, on a ${name}`, async ({ page, editableServer }) => {
    await page.setViewportSize(viewport);
    page.on("dialog", (dialog) => dialog.accept());
    await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
    await page.goto(`${editableServer.url}/desk/invites/`);
    await page.getByLabel("几张").fill("3");
    await page.getByRole("button", { name: "做好" }).click();
    await page.getByRole("button", { name: /^作废 / }).last().click();
    await expect(page.getByRole("button", { name: /^确定作废/ })).toBeFocused();
    for (const answer of ["先留着", /^确定作废/]) await inSight(page.getByRole("button", { name: answer }));
  });

  for (const today of ["2026-11-29", "2026-11-30", "2027-01-31", "2027-02-28"]) {
    test(`on ${today} tomorrow's 换一句 is on the screen at once, on a ${name}`, async ({ page, editableServer }) => {
      await page.setViewportSize(viewport);
      await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
      // The server goes by the real clock: what it says of its days is told of as many days from that day.
      const days = Math.round((Date.parse(today) - Date.parse(day().iso)) / 864e5);
      const later = (iso: string, by: number) => new Date(Date.parse(iso) + by * 864e5).toISOString().slice(0, 10);
      await page.clock.setFixedTime(new Date(`${today}T09:00:00+08:00`));
      await page.route("**/api/desk/calendar?from=*", async (route) => {
        const url = new URL(route.request().url());
        url.searchParams.set("from", later(url.searchParams.get("from")!, -days));
        const answer = await route.fetch({ url: url.href });
        const body = await answer.json();
        const told = body.days.map((one: { day: string }) => ({ ...one, day: later(one.day, days) }));
        await route.fulfill({ response: answer, json: { ...body, today, days: told } });
      });
      await page.goto(`${editableServer.url}/desk/calendar/`);
      await expect(page.locator(".calendar-day.today")).toHaveAttribute("data-day", today);
      await inSight(page.locator(`[data-day="${later(today, 1)}"]`).getByRole("button", { name: /换一句/ }));
    });
  }

  test(`what is printed and how is chosen first, and the picture of it is at hand, on a ${name}`, async ({ page, editableServer }) => {
    await page.setViewportSize(viewport);
    await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
    await page.goto(`${editableServer.url}/desk/print/#q010`);
    const sheet = page.locator(".print-preview .paper").first();
    const [go, see] = [page.getByRole("button", { name: "打印，或存成 PDF" }), page.getByRole("button", { name: "看样子" })];
    await expect(sheet.locator(".bookmark").first()).toBeAttached();
    for (const choice of ["门口海报", "剪纸", "10 条"]) await inSight(page.getByRole("radio", { name: choice }));
    await inSight(go);
    await page.getByLabel("门口海报").check();
    await expect(sheet.locator(".bookmark")).toHaveCount(0);
    // On a PC it is beside them; on a phone a tap away, with the button still in reach.
    if (name === "phone") await see.click();
    else await expect(see).toBeHidden();
    await inSight(sheet);
    await inSight(go);
  });
}

test("on a PC the picture of the print stays while one chooses further down", async ({ page, editableServer }) => {
  await page.setViewportSize(SIZES.pc);
  await takeDesk(page, editableServer, await branchOf(editableServer, "示例支部"), "secretary");
  await page.goto(`${editableServer.url}/desk/print/#q010`);
  await page.getByRole("button", { name: /^青年/ }).click();
  await page.locator(".print-cards input").last().scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 4_000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  const box = (await page.locator(".print-preview").boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeLessThan(SIZES.pc.height / 2);
});
