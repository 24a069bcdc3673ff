import { test } from "./fixtures";
import { stored } from "./support/reader";
for (const kind of ["synth", "touch"]) test("dbg " + kind, async ({ page }) => {
  await page.goto("/"); await stored(page);
  const state = () => page.evaluate(() => ({ top: document.querySelector(".deck")!.scrollTop, h: document.querySelector(".deck")!.clientHeight, sh: document.querySelector(".deck")!.scrollHeight, ct: document.querySelector(".card")!.scrollTop, cs: document.querySelector(".card")!.scrollHeight, ch: document.querySelector(".card")!.clientHeight, y: scrollY, docsh: document.documentElement.scrollHeight, slots: document.querySelectorAll('.slot').length }));
  await page.getByText("这几天的都在这儿了").waitFor({state:"attached"});
  console.log(await state());
  const s = await page.context().newCDPSession(page);
  if (kind === "synth") await s.send("Input.synthesizeScrollGesture", { x: 180, y: 600, yDistance: -400, speed: 1600, gestureSourceType: "touch" });
  else {
    await s.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: 180, y: 600 }] });
    for (let y = 580; y >= 200; y -= 20) await s.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: 180, y }] });
    await s.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }
  for (let i = 0; i < 10; i++) { console.log(JSON.stringify(await state())); await page.evaluate(() => new Promise((r) => setTimeout(r, 200))); }
});
