// What this phone knows of the one reading that it leads (`lead`: token, epoch and its own place), and of one that it can (`can`). Other tabs
// of it find that too.

const KEY = "reading-";
/** A cache of its own; the service worker (`sw.js`) looks there where there is no network. */
const CACHE = "reading";

/** What is kept under a name, where it is about this room; `null` where nothing is. */
export function read(name, room) {
  try {
    const what = JSON.parse(localStorage.getItem(KEY + name));
    return what && /^[0-9a-f]{64}$/.test(what.token) && (!room || what.room === room) ? what : null;
  } catch (denied) {
    return null;
  }
}

/** Keeps it in place of what there was, or lets it go. */
export function write(name, room, what) {
  try {
    if (what) localStorage.setItem(KEY + name, JSON.stringify(Object.assign({ room }, what)));
    else if (read(name, room)) localStorage.removeItem(KEY + name);
  } catch (denied) {}
}

/** Keeps the page on screen and what it needs, so that whoever leads finds it again without a network; or lets it go. */
export async function keepPage(isLed) {
  try {
    if (!isLed) return void (await caches.delete(CACHE));
    const cache = await caches.open(CACHE);
    const files = Array.from(document.querySelectorAll("script[src], link[rel=stylesheet]"), (file) => file.src || file.href);
    // And where the way back leads, which says that this phone leads.
    const needed = [location.origin + location.pathname, `${location.origin}/reading/new/`].concat(files);
    // All of it or, without a network, nothing: then what was there stays.
    await cache.addAll(needed);
    for (const one of await cache.keys()) if (!needed.includes(one.url)) await cache.delete(one);
  } catch (denied) {}
}

/** Whether an event of the storage is about any of it. */
export const isOf = (event) => (event.key || "").startsWith(KEY);
