// Who belongs to which branch, as an admin changes it.

import { expect, test } from "./fixtures";
import { Member, branchOf, takeAdminDesk } from "./support/desk";

test("somebody is moved once that was asked about, and is shown where they are when it fails", async ({ page, editableServer }) => {
  const branch = await branchOf(editableServer, "甲支部");
  await branchOf(editableServer, "乙支部");
  const rider = await Member.join(editableServer, branch, "小林");
  const home = async () => (await (await rider.http.get("/api/me")).json()).branch.name;
  await takeAdminDesk(page, editableServer, "committee");
  await page.getByRole("link", { name: "成员" }).tap();
  const place = page.getByLabel("小林在哪个支部");
  const shown = place.locator("option:checked");
  await expect(shown).toHaveText("甲支部");
  await place.selectOption("乙支部");
  await page.getByRole("button", { name: "换到乙支部" }).tap();
  await page.getByRole("button", { name: "算了" }).tap();
  expect(await home()).toBe("甲支部");
  await page.route("**/api/desk/people/*", (route) => route.abort());
  await page.getByRole("button", { name: "换到乙支部" }).tap();
  await page.getByRole("button", { name: "换过去" }).tap();
  await expect(page.getByText("没有网络，没办成")).toBeVisible();
  await expect(shown).toHaveText("甲支部");
  await expect(place).toBeFocused();
  await page.unroute("**/api/desk/people/*");
  await place.selectOption("乙支部");
  await page.getByRole("button", { name: "换到乙支部" }).tap();
  await page.getByRole("button", { name: "换过去" }).tap();
  await expect(page.getByText("换到乙支部了。")).toBeVisible();
  await expect(shown).toHaveText("乙支部");
  await expect(place).toBeFocused();
  expect(await home()).toBe("乙支部");
});
