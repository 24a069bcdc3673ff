// How a reading is led: this phone's own place holds, with or without a network, and is sent as soon as there is one.

import { draw, say } from "./draw.js";
import { close, listen, look } from "./hear.js";
import { ask, find, put, random } from "./page.js";
import { api, can, cards, isTry, lead, lines, state } from "./state.js";

/** So often whoever leads says that they are there, in milliseconds; more often while something is awaited. */
const SIGNS = 5e3;
const AWAITS = 1500;
/** How long whoever led may take it back. */
const TAKE_BACK = 10e3;
/** So long after taking over it is not said that nobody is there: whoever led before, and those who follow, are on their way. */
const ARRIVE = 10e3;
/** How long a second tap counts as a yes. */
const SURE = 4e3;
export const ALONE = "没有网：你照样领，网回来大家就跟上。";
const WORDS = { nobody: "还没有人进来：扫码，或者输四个数", all: "大家都跟上了", some: "有人还在路上" };

let pushed = 0;
let taken = 0;
let isPushing = false;
let isUnsent = false;
let following = "nobody";
let isTaking = false;
/** A word of this phone's own; kept before it is sent, so that it is the same if it is sent again. */
let token = "";

/** The newest place goes out, one at a time: what was passed in between nobody needs. */
export async function push() {
  if (!state.lead || state.newest.ended) return;
  if (isPushing) {
    isUnsent = true;
    return;
  }
  isPushing = true;
  isUnsent = false;
  pushed = Date.now();
  const at = state.lead;
  const answer = await ask(`${api}/position`, { token: at.token, epoch: at.epoch, card: at.card, sentence: at.sentence, rest: at.rest });
  const status = answer.status;
  const body = answer.body;
  isPushing = false;
  if (!state.lead) return;
  if (status === 200) {
    say("");
    if (body.snapshot.seq >= state.newest.seq && !isTry) state.newest = body.snapshot;
    showFollowing(body.following, body.volunteers);
    if (isUnsent) push();
    draw();
  } else if (status === 409 || status === 404) {
    lose(body.code === "not_leading" && state.newest.lead === "offered", body.message);
  } else {
    // 429 and 503 as well: it is tried again.
    isUnsent = true;
    say(ALONE);
    showFollowing("");
  }
}

function showFollowing(how, isBacked) {
  following = how === "nobody" && Date.now() - taken < ARRIVE ? "" : how;
  put(find("#following"), [WORDS[following], isBacked && "有人可以接"].filter(Boolean).join(" · "));
  find("#following").dataset.state = following;
}

/** Called again and again: says that somebody leads. */
export function keepLeading() {
  const isAwaited = state.newest.lead === "offered" || following === "some" || isUnsent;
  if (Date.now() - pushed > (isAwaited ? AWAITS : SIGNS)) push();
}

/** Somebody else leads by now, or it is over. */
function lose(isHandedOver, words) {
  const until = Date.now() + TAKE_BACK;
  const given = state.lead.token;
  lead(null);
  if (isHandedOver) {
    state.takeBackUntil = until;
    can({ token: given, until });
  }
  listen();
  look().then(() => !isHandedOver && !state.newest.ended && say(words || ""));
  draw();
}

/** Moves the reading. */
export function go(to) {
  lead(Object.assign(state.lead, { rest: false }, to));
  draw();
  scrollTo(0, 0);
  push();
}

/** The next card or sentence, or the one before. Whoever follows leafs for themselves. */
export function step(by) {
  if (!state.lead) return leaf(by);
  const at = state.lead;
  if (at.rest) return go({});
  const sentence = at.sentence + by;
  if (state.isBySentence && sentence >= 1 && sentence <= lines(at.card).length) return go({ sentence });
  const next = at.card + by;
  if (next < 0 || next > cards.length) return;
  go({ card: next, sentence: firstSentence(next, by) });
}

function leaf(by) {
  const led = state.newest.card;
  const card = Math.max(0, Math.min(cards.length, (state.own === null ? led : state.own) + by));
  state.own = card === led ? null : card;
  draw();
  scrollTo(0, 0);
}

/** The sentence a card begins with, from whichever side it is come to; 0 where whole cards are read. */
function firstSentence(card, by) {
  if (!state.isBySentence || card >= cards.length) return 0;
  return by > 0 ? 1 : lines(card).length;
}

/** Goes on with any card. */
export const pick = (card) => go({ card, sentence: firstSentence(card, 1) });

/** Sentence by sentence from here on, or card by card. */
export function toggleSentences() {
  state.isBySentence = !state.isBySentence;
  go({ sentence: state.isBySentence ? 1 : 0, rest: state.lead.rest });
}

/** Leads from now on, where whoever leads agrees, is gone, or a secretary says so. `isAgain`: nobody has answered. */
export async function take(isAgain) {
  // Two taps are one.
  if (state.lead || (isTaking && !isAgain)) return;
  const now = Date.now();
  if (state.newest.lead === "held" && now > state.takeBackUntil && now > state.sureUntil && !isAgain) {
    state.sureUntil = now + SURE;
    setTimeout(draw, SURE + 100);
    return draw();
  }
  isTaking = true;
  token = own();
  const answer = await ask(`${api}/take`, { token });
  const status = answer.status;
  if (status === 0 || status > 499) {
    // It may have been taken all the same: asked again, the answer is the same.
    say("没连上，正在再试一次……");
    setTimeout(take, AWAITS, true);
    return;
  }
  isTaking = false;
  if (status !== 200) {
    await look();
    say(answer.body.message);
    return;
  }
  const to = (state.newest = answer.body.snapshot);
  state.own = null;
  state.takeBackUntil = 0;
  state.isBySentence = to.sentence > 0;
  lead({ token, epoch: to.epoch, card: to.card, sentence: to.sentence, rest: to.rest });
  token = "";
  taken = Date.now();
  showFollowing("");
  close();
  say("");
  draw();
  push();
}

/** By what it was said that this phone can lead, or what it has of its own. */
const own = () => (state.can ? state.can.token : token || random(32));

/** Says that this phone can lead when nobody hears of whoever does; or that it can no more. */
export async function volunteer() {
  token = own();
  const was = state.can || { token };
  const said = { token, willing: !was.willing };
  // Kept before it is sent: after a reload, too, it is the same phone that says so.
  can(was);
  const answer = await ask(`${api}/volunteer`, said);
  // In the meantime it may lead.
  if (state.lead || state.newest.ended) return;
  const isHeard = answer.status === 200;
  if (isHeard) can(said);
  state.refused = isHeard ? "" : answer.body.message || "没有网，没记上，再点一次";
  draw();
}

/** Offers the lead to whoever taps 我来领, or takes that back. */
export const offer = (offered) => hand("offer", { token: state.lead.token, offered });

/** Ends the reading; asked once more, where the thumb is. */
export function end() {
  const button = find("[data-do=end]");
  if (button.dataset.sure) return hand("end", { token: state.lead.token });
  button.dataset.sure = "1";
  button.textContent = "真的结束？";
  setTimeout(() => {
    delete button.dataset.sure;
    button.textContent = "结束";
  }, SURE);
}

async function hand(deed, sent) {
  const answer = await ask(`${api}/${deed}`, sent);
  if (answer.status === 200) {
    state.newest = answer.body.snapshot;
    if (state.newest.ended) lead(null);
    say("");
    draw();
  } else if (answer.status === 409 || answer.status === 404) lose(false, answer.body.message);
  else say(deed === "end" ? "没有网，结束不了：过一会儿没有动静，它自己会结束。" : "没有网的时候交不出去，把手机递过去就行。");
}
