// How a page hears where a reading stands: it listens, and asks instead where a stream is refused, swallowed or silent.

import { draw, isSaid, say, showSentence } from "./draw.js";
import { ask, find, isHidden, show } from "./page.js";
import { api, cards, isTry, isWall, lead, page, state } from "./state.js";

/** A stream that says nothing for so long is dead, in milliseconds: the server speaks every eight seconds. */
const SILENCE = 20e3;
/** A stream that has said nothing at all by then is held back by somebody: it is asked instead. */
const SWALLOWED = 3e3;
/** How often is asked then, and at most how seldom where nobody answers. */
const ASKS = 2e3;
const SELDOM = 10e3;
/** Whoever is asked and says nothing for so long is not there. */
const PATIENCE = 5e3;

export const LOST = "没连上，正在重连。你看到的是断开前的那一条。";

let source = null;
let opened = 0;
let streamed = 0;
let heard = Date.now();
let asked = 0;
let fails = 0;
/** Somebody is there, and lets nobody listen: no use to try again at once. */
let isRefused = false;

/** The newest holds; what is older says nothing any more. */
function receive(snapshot) {
  const before = state.newest;
  heard = Date.now();
  if (fails > 0) isRefused = false;
  fails = 0;
  const isNews = snapshot.seq > before.seq || snapshot.ended !== before.ended;
  // Why somebody could not lead stays until there is news.
  if ((!state.lead || isTry) && (isNews || isSaid(LOST))) say("");
  if (snapshot.seq < before.seq) return;
  if (isTry) showTried(snapshot);
  state.newest = snapshot;
  // Whoever looked at something by themselves goes on with that, until they come back.
  if (isNews && before.ended !== snapshot.ended) state.own = null;
  draw();
  if (isNews && state.own === null && !state.lead) {
    if (before.card !== snapshot.card || before.rest !== snapshot.rest) scrollTo(0, 0);
    else showSentence();
  }
  if (snapshot.ended) {
    close();
    // Of a reading that is over nothing is kept.
    lead(null);
  } else if (isNews && (!state.lead || isTry)) {
    // Said a moment later, so that a room does not say it all at once.
    setTimeout(look, Math.random() * 700);
  }
}

/** Rehearsal: what others would see now, and what to do next. */
function showTried(now) {
  const tried = find("#tried");
  const place = now.rest ? "歇着" : now.card < cards.length ? `第 ${now.card + 1} 条` : "读完了";
  tried.textContent = `试一试：别人的手机上现在是“${place}”。${now.rest ? `点“${find(".leader [data-do=next]").textContent}”看看。` : "再翻一条看看；不试了点右上角“结束”。"}`;
  show(tried, true);
}

/** Asks once, and says by that what this page shows. */
export async function look() {
  asked = Date.now();
  const shows = state.lead && !isTry ? "" : `&shows=${state.newest.seq}`;
  const answer = await ask(isWall ? api : `${api}?page=${page}${shows}`);
  if (answer.status === 200) receive(answer.body);
  else if (answer.status === 404) receive(Object.assign({}, state.newest, { ended: true }));
  else fails += 1;
}

/** Hears nothing more. */
export function close() {
  if (source) source.close();
  source = null;
}

/** Opens a stream, in place of the one there was. */
export function listen() {
  close();
  opened = Date.now();
  streamed = 0;
  if (!window.EventSource || state.newest.ended || isHidden()) return;
  const mine = new EventSource(`${api}/events${isWall ? "" : `?page=${page}`}`);
  source = mine;
  mine.onmessage = (event) => {
    if (source !== mine) return;
    streamed = Date.now();
    receive(JSON.parse(event.data));
  };
  // It would try again by itself at times of its own; `keepHearing` knows better.
  mine.onerror = () => {
    if (source !== mine) return;
    close();
    isRefused = streamed === 0;
    streamed = 0;
  };
}

/** Called again and again: whatever it looked like before, asks or listens anew where nothing was heard for long. */
export function keepHearing() {
  if (state.newest.ended) return;
  const now = Date.now();
  const isStream = source && (streamed ? now - streamed < SILENCE : now - opened < SWALLOWED);
  const patience = Math.min(ASKS * (1 + fails), SELDOM);
  if (!isStream) {
    if (now - asked > patience) look();
    // One that was opened and said nothing is given some time before another is.
    if (now - opened > (source || isRefused ? SILENCE : patience)) listen();
  }
  if (!state.lead && now - heard > (source && streamed ? SILENCE : PATIENCE)) say(LOST);
}
