// What this phone knows of leading a room: token, epoch and its own place; or the token that it can lead by. Other tabs of it find that too.

const KEY = "reading-";
/** A cache of its own; the service worker (`sw.js`) looks there where there is no network. */
const CACHE = "reading";

/** Where this phone leads a room, and by what; `null` where it follows. */
export function read(room) {
  try {
    const lead = JSON.parse(localStorage.getItem(KEY + room));
    return lead && /^[0-9a-f]{64}$/.test(lead.token) ? lead : null;
  } catch (denied) {
    return null;
  }
}

/** Keeps it, or lets it go. Of rooms that were, nothing is left. */
export function write(room, lead) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(KEY)) localStorage.removeItem(key);
    if (lead) localStorage.setItem(KEY + room, JSON.stringify(lead));
  } catch (denied) {}
}

/** Keeps the page on screen and what it needs, so that whoever leads finds it again without a network; or lets it go. */
export async function keepPage(isLed) {
  try {
    if (!isLed) return void (await caches.delete(CACHE));
    const cache = await caches.open(CACHE);
    const files = Array.from(document.querySelectorAll("script[src], link[rel=stylesheet]"), (file) => file.src || file.href);
    const needed = [location.origin + location.pathname].concat(files);
    // All of it or, without a network, nothing: then what was there stays.
    await cache.addAll(needed);
    for (const one of await cache.keys()) if (!needed.includes(one.url)) await cache.delete(one);
  } catch (denied) {}
}

/** Whether an event of the storage is about this room. */
export const isOf = (event, room) => (event.key || "").startsWith(KEY + room);
