// `/reading/` and `/reading/new/`: four digits, or a room of one's own.

import * as kept from "./kept.js";
import { all, ask, find, put, random, show } from "./page.js";

/** So often it is tried again where there is no network, in milliseconds. */
const AGAIN = 3e3;
/** How long a second tap is none, in milliseconds. */
const PAUSE = 800;

/** Four digits are enough: nobody need tap a button. */
export function enter() {
  const field = find("#digits input");
  if (!field) return;
  field.addEventListener("input", () => {
    field.value = field.value.replace(/[^0-9]/g, "");
    if (field.value.length === 4) field.form.submit();
  });
}

/** Whoever leads one that has not ended is told so, with the way back to it. */
export async function tellLeading() {
  const lead = kept.read("lead");
  if (!lead) return;
  find("#leading b").textContent = `你正在领：${lead.deck}`;
  find("#leading a").href = `/reading/${lead.room}/`;
  show(find("#leading"), true);
  const answer = await ask(`/api/readings/${lead.room}`);
  const now = answer.body;
  // Without an answer they lead as before.
  if (answer.status !== 404 && !now.ended && (now.epoch || lead.epoch) === lead.epoch) return;
  show(find("#leading"), false);
  kept.write("lead", lead.room);
  kept.keepPage(false);
}

/** A room, and this phone leads it. */
export function begin() {
  const said = find("#said");
  const buttons = all("[data-start]");
  // Made once: sent again, it is the same reading.
  const time = Date.now().toString(16).padStart(12, "0");
  const rest = random(10);
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
  const token = random(32);
  /** They know that the one they lead will end. */
  let isSure = false;

  const enable = (isOn) => buttons.forEach((one) => (one.disabled = !isOn));

  async function start(button) {
    const before = kept.read("lead");
    enable(false);
    if (before && !isSure) {
      isSure = true;
      // That is what stands there first.
      show(said, true);
      // One tap too many is no yes.
      setTimeout(enable, PAUSE, true);
      return;
    }
    const answer = await ask("/api/readings", { id, deck: button.dataset.deck, token });
    const status = answer.status;
    if (status === 200) {
      const room = answer.body.room;
      kept.write("lead", room, { token, epoch: 1, card: 0, sentence: 0, rest: true, isTry: button.dataset.start, deck: find("h1").textContent });
      // Nobody waits for whoever does not come back.
      if (before) await ask(`/api/readings/${before.room}/end`, { token: before.token });
      location.href = `/reading/${room}/`;
      return;
    }
    if (status === 0) setTimeout(start, AGAIN, button);
    else enable(true);
    const words =
      status === 401
        ? "加入支部以后才能领：找支部书记要一张邀请。自己用大字读，现在就行。"
        : status === 0
          ? "现在没有网络。网一回来就自己开始，这一页别关；急着读，先用大字。"
          : answer.body.message || "没开成，再点一次。";
    put(said, words);
    show(said, true);
  }

  buttons.forEach((button) => button.addEventListener("click", () => start(button)));
}
