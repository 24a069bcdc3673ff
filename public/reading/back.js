// The way back closes what is open above the page, and leads nowhere: as long as that is open it has an entry of the history.

import { find } from "./page.js";

/** That entry is on its way out of the history, which takes a moment. */
let isGoing = false;

/** Brings the history to where it belongs: an entry where 挑一条 is open, and none where it is not. */
export function settle() {
  if (isGoing) return;
  const isOpen = !find("#pick").hidden;
  if (isOpen && !history.state) {
    // Whoever has picked a card reads it from its beginning.
    history.scrollRestoration = "manual";
    history.pushState(1, "");
  } else if (!isOpen && history.state) {
    isGoing = true;
    history.back();
  }
}

/** Calls back for ever when the way back should close what is open. */
export function hearBack(close) {
  addEventListener("popstate", () => {
    if (isGoing) isGoing = false;
    else if (!history.state && !find("#pick").hidden) close();
    settle();
  });
}
