// 领读, live: the pages below /reading/, without the app. A phone shows where the reading stands, or leads it. They are written for
// every browser that shows words (browsers.json), and never give up.

import { hearBack } from "./back.js";
import { begin, enter, tellLeading } from "./begin.js";
import { draw, say, stayLit } from "./draw.js";
import { LOST, close, keepHearing, listen, look } from "./hear.js";
import * as kept from "./kept.js";
import { ALONE, end, go, keepLeading, offer, pick, push, step, take, toggleSentences, volunteer } from "./lead.js";
import { all, find, isHidden, root, show } from "./page.js";
import { cards, isTry, isWall, open, recall, room, state } from "./state.js";

// Before the first paint, as everywhere.
for (const key of ["theme", "size"]) {
  try {
    if (localStorage[key]) root.dataset[key] = localStorage[key];
  } catch (denied) {}
}

/** How often it looks whether all is well, in milliseconds. */
const BEAT = 500;

const deeds = {
  next: () => step(1),
  prev: () => step(-1),
  back: () => {
    state.own = null;
    draw();
    look();
  },
  rest: () => go({ rest: !state.lead.rest }),
  sentences: toggleSentences,
  pick: () => showPicks(find("#pick").hidden),
  offer: () => offer(true),
  keep: () => offer(false),
  take: () => take(),
  volunteer,
  end,
};

/** All cards to go on with, the one on screen marked; or none any more, and the focus where it came from. */
function showPicks(isOpen) {
  const list = find("#pick");
  if (!list.firstChild) cards.forEach((card, index) => list.append(row(card, index)));
  Array.from(list.children).forEach((one, index) => one.setAttribute("aria-current", index === state.lead.card));
  show(list, isOpen);
  draw();
  if (isOpen) list.scrollIntoView({ block: "nearest" });
  else find("[data-do=pick]").focus();
}

/** A card to go on with: how it begins. */
function row(card, index) {
  const button = document.createElement("button");
  button.type = "button";
  const words = card.querySelector(".quote").textContent;
  button.textContent = `${index + 1} ${words.slice(0, 24)}${words[24] ? "…" : ""}`;
  button.addEventListener("click", () => {
    showPicks(false);
    pick(index);
  });
  return button;
}

/** Asks anew, whatever it looked like before: a phone that slept does not know what it has missed. */
function wake() {
  if (isHidden()) return;
  if (state.lead) push();
  if (!state.lead || isTry) {
    listen();
    look();
  }
}

function beat() {
  // Whoever leads is there also while they look at something else, such as the wall.
  if (state.lead) keepLeading();
  if (!isHidden() && (!state.lead || isTry)) keepHearing();
  if (state.takeBackUntil && Date.now() > state.takeBackUntil) {
    state.takeBackUntil = 0;
    draw();
  }
}

function hearKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWall) return;
    const isOnButton = event.target.closest && event.target.closest("button, a, summary, input");
    const key = event.key;
    if (key === "ArrowRight" || key === "PageDown" || (key === " " && !isOnButton)) step(1);
    else if (key === "ArrowLeft" || key === "PageUp") step(-1);
    else if (key === "Escape" && state.lead && !find("#pick").hidden) showPicks(false);
    else if ((key === "b" || key === "B" || key === ".") && state.lead) deeds.rest();
    else return;
    event.preventDefault();
  });
}

function hearSwipes() {
  let from = null;
  const main = find("#cards");
  main.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
  main.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || isWall) return;
    const x = to.clientX - from.clientX;
    const y = to.clientY - from.clientY;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
  });
}

/** `/reading/:room/`. */
function follow() {
  open();
  all("[data-do]").forEach((button) => button.addEventListener("click", () => deeds[button.dataset.do]()));
  hearKeys();
  hearSwipes();
  hearBack(() => showPicks(false));
  document.addEventListener("visibilitychange", () => {
    // Whoever does not look is not waited for.
    if (isHidden()) close();
    else wake();
    stayLit();
  });
  // The same reading in another tab of this phone: they lead as one.
  addEventListener("storage", (event) => {
    if (isWall || !kept.isOf(event)) return;
    recall();
    draw();
    if (!state.lead) wake();
  });
  for (const name of ["pageshow", "online", "focus"]) addEventListener(name, wake);
  addEventListener("offline", () => say(state.lead ? ALONE : LOST));
  addEventListener("resize", draw);
  setInterval(beat, BEAT);
  if (state.lead) kept.keepPage(true);
  draw();
  stayLit();
  wake();
}

document.addEventListener("DOMContentLoaded", () => {
  root.dataset.live = "";
  if (room) return follow();
  enter();
  begin();
  tellLeading();
  // Come back to by the way back, it may be another reading that this phone leads.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
});
