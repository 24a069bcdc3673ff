// One tab at a time: the browser's own locks, and where it has none a note in `localStorage` that runs out. Here and not
// in the app, because a lock lasts as long as a promise.

/** A note that is older was left by a tab that is gone, in milliseconds. */
const LEASE = 60e3;

/** A browser that has not said by then whether the place is free will not, in milliseconds. */
const PATIENCE = 5e3;

/** Resolves with a function that gives the place free again, or with null where another tab has it. */
window.alone = (name) =>
  new Promise((resolve) => {
    if (navigator.locks) {
      let isLate = false;
      setTimeout(() => {
        isLate = true;
        resolve(null);
      }, PATIENCE);
      const hold = (lock) => isLate || new Promise((free) => resolve(lock && free));
      return navigator.locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(null));
    }
    try {
      if (parseInt(localStorage[name]) > Date.now()) return resolve(null);
      const note = (localStorage[name] = `${Date.now() + LEASE} ${Math.random()}`);
      // Of two tabs that wrote at the same moment, both read the later one's note after this.
      setTimeout(() => resolve(localStorage[name] === note ? () => delete localStorage[name] : null), 50);
    } catch {
      resolve(() => {}); // Whatever is written here, no other tab sees it.
    }
  });
