// Where a reading stands, as far as this phone knows: read and changed by everything that shows, hears and leads it.

import * as kept from "./kept.js";
import { all, find, random, root } from "./page.js";

export const room = root.dataset.room;
export const api = `/api/readings/${room}`;
/** What this page calls itself while it says what it shows; never kept. */
export const page = random(8);
/** Filled as soon as the page is there. */
export const cards = [];
export const isWall = "wall" in root.dataset;

export const state = {
  /** The server's newest word. */
  newest: JSON.parse(root.dataset.snapshot || "{}"),
  /** The card somebody looks at by themselves. */
  own: null,
  /** Where this phone leads, and by what; `null` where it follows. */
  lead: null,
  /** By what this phone can lead, and whether it is `willing`, or `until` when it may take it back; `null` where nobody has said so. */
  can: null,
  /** Why saying so came to nothing. */
  refused: "",
  /** Sentence by sentence, not card by card. */
  isBySentence: false,
  /** Until when whoever handed over may take it back, in Unix milliseconds. */
  takeBackUntil: 0,
  /** Whoever takes it from somebody who is there is asked once more, until then. */
  sureUntil: 0,
};

/** As it is kept. */
export function recall() {
  state.lead = kept.read("lead", room);
  state.can = kept.read("can", room);
  state.takeBackUntil = (state.can && state.can.until) || 0;
}

if (room && !isWall && !state.newest.ended) recall();
const before = state.lead || {};
state.isBySentence = before.sentence > 0;
/** Rehearsal: this phone leads, and hears itself as others would. */
export const isTry = !!before.isTry;

/** The page is there. */
export const open = () => cards.push(...all("#cards > [data-card]"));

/** The sentences of a card. */
export const lines = (card) => (cards[card] ? cards[card].querySelectorAll(".line") : []);

/** From now on this phone leads like that, or follows. */
export function lead(how) {
  if (!how !== !state.lead) kept.keepPage(!!how);
  state.lead = how;
  if (how) how.deck = find("#at").dataset.deck;
  kept.write("lead", room, how);
  can(null);
}

/** From now on this phone can lead like that, or cannot. */
export function can(how) {
  state.can = how;
  kept.write("can", room, how);
}
