// What is said of 读懂 while it is written.

import { expect, test } from "./fixtures";
import { openDocument, readers, saved, secretary } from "./support/curating";
import { branchOf } from "./support/desk";
import { keptState, writingBar } from "./support/page";

const BAD = "这句话深刻阐明了就业的重大意义，像老家的院子，像锅里的汤。";

test("a poor gloss is told what is wrong with it, and goes out all the same", async ({ browser, editableServer }) => {
  const branch = await branchOf(editableServer, "示例支部");
  const first = await secretary(browser, editableServer, branch, "first");
  await openDocument(first, editableServer, "cards/q028");
  const hints = first.locator(".gloss-hints");
  // Read out once somebody has stopped typing, and only what is new.
  await expect(hints).toHaveAttribute("aria-live", "polite");
  await expect(first.getByLabel("读懂")).toHaveAttribute("aria-describedby", /gloss-count/);
  await first.getByLabel("读懂").fill(BAD);
  await expect(first.locator("#gloss-count")).toHaveText(`现在 ${BAD.length} 个字`);
  await expect(hints.locator("li")).toHaveText([
    "短了一点：45 到 70 个字最好念",
    "用了 3 个场景（“院子”“老家”“汤”），留一个就够",
    "原话说“强化”“健全”“促进”，这里还没讲到",
    "“深刻阐明”“重大意义”换个说法",
  ]);
  // A key changes nothing of what stands there.
  const short = await hints.locator("li").first().elementHandle();
  await first.getByLabel("读懂").pressSequentially("再加几个字");
  await expect(first.locator("#gloss-count")).toHaveText(`现在 ${BAD.length + 5} 个字`);
  await saved(first);
  expect(await short!.evaluate((line) => line.isConnected)).toBe(true);
  await first.getByRole("button", { name: "送审" }).click();
  await expect(keptState(first)).toHaveText("待复审");
  const second = await secretary(browser, editableServer, branch, "second");
  await openDocument(second, editableServer, "cards/q028");
  await writingBar(second).getByRole("button", { name: "发布", exact: true }).click();
  await expect(keptState(second)).toHaveText("已发布");
  expect((await readers(editableServer, "cards/q028")).html).toContain("再加几个字");
  // One that keeps the rules is left in peace.
  await openDocument(first, editableServer, "cards/q010");
  await expect(first.locator("#gloss-count")).toHaveText(/^现在 \d+ 个字$/);
  await expect(hints).toBeHidden();
  await Promise.all([first, second].map((page) => page.context().close()));
});
