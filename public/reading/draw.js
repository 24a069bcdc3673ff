// What is seen of a reading.

import { settle } from "./back.js";
import { find, isHidden, put, root, show } from "./page.js";
import { cards, isWall, lines, state } from "./state.js";

let lit = null;
/** Something of it was read on this screen, or before. */
let isBegun = false;

/** Says something at the head of the page. */
export const say = (words) => put(find("#banner"), words);

/** Whether that is what it says. */
export const isSaid = (words) => find("#banner").textContent === words;

/** Shows where the reading stands, and what can be done here. */
export function draw() {
  const newest = state.newest;
  const own = state.own;
  const lead = state.lead;
  const isOver = newest.ended;
  const place = own === null ? lead || newest : { card: own, sentence: 0, rest: false };
  const isRest = place.rest && !isOver;
  const shown = isOver && own === null ? cards.length : Math.min(place.card, cards.length);
  root.toggleAttribute("data-lead", !!lead && !isOver);
  root.toggleAttribute("data-over", isOver);
  root.toggleAttribute("data-rest", isRest);
  cards.forEach((card, index) => drawCard(card, index, index === shown, isRest, place.sentence));
  const isCut = isOver && newest.card < cards.length;
  show(find("[data-end]"), shown === cards.length && !isRest);
  find("[data-end] h2").firstChild.data = isCut ? "今天读到这儿" : "读完了";
  isBegun = isBegun || (own === null && !place.rest) || place.card > 0 || place.sentence > 0;
  show(find("#rest"), isRest);
  find("#rest h2").textContent = isBegun ? "歇一会儿" : "马上开始";
  find("#rest p").textContent = isBegun ? "马上接着读。" : "等领的人点“开始读”，这里就有字。";
  const at = find("#at");
  const words = shown < cards.length ? `第 ${shown + 1} 条，共 ${cards.length} 条` : `共 ${cards.length} 条`;
  at.textContent = `${at.dataset.deck} · ${words}`;
  drawAsked();
  find("[data-do=rest]").setAttribute("aria-pressed", isRest);
  find("[data-do=sentences]").setAttribute("aria-pressed", state.isBySentence);
  find(".leader [data-do=next]").textContent = !isRest ? "下一条" : isBegun ? "接着读" : "开始读";
  const pick = find("#pick");
  if (!lead || isOver) show(pick, false);
  find("[data-do=pick]").setAttribute("aria-expanded", !pick.hidden);
  settle();
  stayLit();
  // What is open for a moment moves nothing.
  if (pick.hidden) root.toggleAttribute("data-tall", find("footer").offsetHeight > innerHeight / 2);
  fit(cards[shown]);
}

function drawCard(card, index, isShown, isRest, sentence) {
  show(card, isShown && !isRest);
  Array.from(lines(index)).forEach((line, at) => line.classList.toggle("on", isShown && at + 1 === sentence));
  card.classList.toggle("by-sentence", isShown && sentence > 0);
}

/** What is asked of somebody: whether they lead on, come back, or wait for one who does. */
function drawAsked() {
  const newest = state.newest;
  const lead = state.lead;
  const isOver = newest.ended;
  const now = Date.now();
  const isGivenAway = now < state.takeBackUntil;
  const isWanted = newest.lead !== "held" || isGivenAway;
  const isSecretary = "secretary" in root.dataset;
  const isWilling = state.can && state.can.willing;
  const isAsked = newest.lead === "asked";
  // Those who have said that they can come first.
  const isOthers = isAsked && !isWilling && !isSecretary && !isGivenAway;
  show(find("#ask"), !lead && !isOver && !isWall && (isWanted || isSecretary));
  const words = isOthers ? "领的手机没有动静了，正在问说过可以接的人" : newest.lead === "offered" ? "下一条谁来领" : "领的手机没有动静了";
  find("#ask b").textContent = isGivenAway ? "交出去了" : isWanted ? words : "书记随时能接";
  show(find("#ask button"), !isOthers);
  find("#ask button").textContent = isGivenAway ? "拿回来" : !isWanted && now < state.sureUntil ? "真的接过来？" : "我来领";
  show(find("#can"), "member" in root.dataset && !lead && !isOver && (isAsked || newest.lead === "held"));
  const said = !isWilling ? "领的手机要是没动静" : isAsked ? "顾不上也没关系" : "记下了，到时候先问你";
  put(find("#can span"), state.refused || said);
  find("#can button").textContent = isWilling ? "不接了" : "我可以接";
  show(find("#back"), state.own !== null && !isOver);
  find("#back b").textContent = `领读到第 ${Math.min(newest.card, cards.length - 1) + 1} 条了`;
  show(find("#offered"), !!lead && newest.lead === "offered" && !isOver);
}

/** On a wall a card is as large as it stands there whole. */
function fit(card) {
  if (!isWall || !card || card.hidden) return;
  const frame = find("#cards");
  for (let size = 22; size > 4; size *= 0.88) {
    card.querySelector(".quote").style.fontSize = `${size}vmin`;
    if (frame.scrollHeight <= frame.clientHeight && frame.scrollWidth <= frame.clientWidth) return;
  }
}

/** Brings the sentence that is read into sight, where it lies above the screen or below it. */
export function showSentence() {
  const line = find("[data-card]:not([hidden]) .line.on");
  const box = line && line.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight - find("footer").offsetHeight)) line.scrollIntoView({ block: "center" });
}

/** A phone that leads, and a wall, do not go dark. */
export function stayLit() {
  const isWanted = ((state.lead && !state.newest.ended) || isWall) && !isHidden();
  if (isWanted && !lit && navigator.wakeLock) {
    const mine = (lit = navigator.wakeLock.request("screen"));
    const gone = () => (lit = lit === mine ? null : lit);
    mine.then((lock) => lock.addEventListener("release", gone), gone);
  } else if (!isWanted && lit) {
    lit.then((lock) => lock.release(), () => {});
    lit = null;
  }
}
