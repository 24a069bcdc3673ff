// 修复 and 清空: takes off this phone what the site has stored on it. Here and not in the app, so that 修复 helps where
// the app cannot start.

/** What is the app's and can be had again; 清空 takes every other database as well. */
const LIBRARY = "nuanxin-library";
/** What was written on this phone: for a browser that cannot list its databases. */
const WORDS = "nuanxin-words";

/** What somebody stored to have it where there is no network: recordings, and a reading that this phone leads. */
const STORED = ["recordings", "reading"];

/** What a step gives, or nothing where it fails or takes too long: any of it may be the very thing that is broken. */
const soon = (step, seconds = 3) =>
  Promise.race([Promise.resolve().then(step).catch(() => {}), new Promise((resolve) => setTimeout(resolve, seconds * 1000))]);

/** The page and all of the app as the server has them now, past every cache; `true` once they are here. */
async function renew() {
  const asked = [];
  /** The names of files with a hash in a file; the script names the parts of the app. */
  const get = async (url) => {
    asked.push(url);
    const answer = await fetch(url, { cache: "reload", headers: { "x-repair": "1" } });
    if (!answer.ok) throw answer.status;
    const text = await answer.text();
    return url.endsWith("wasm") ? [] : text.match(/\/assets\/[\w.-]+/g);
  };
  const all = (names) => Promise.all(names.filter((name, at) => !asked.includes(name) && names.indexOf(name) === at).map(follow));
  const follow = async (url) => all((await get(url)) ?? []);
  // A page that names no app is not ours.
  await all([...(await get(location.pathname))]);
  return true;
}

const drop = (name) =>
  new Promise((resolve) => {
    const dropping = indexedDB.deleteDatabase(name);
    dropping.onsuccess = dropping.onerror = resolve;
  });

async function erase(all) {
  const workers = await soon(() => navigator.serviceWorker.getRegistrations());
  const names = await soon(() => caches.keys());
  const databases = all && (await soon(async () => (await indexedDB.databases()).map(({ name }) => name)));
  await Promise.all([
    ...(workers ?? []).map((worker) => soon(() => worker.unregister())),
    ...(names ?? []).filter((name) => all || !STORED.includes(name)).map((name) => soon(() => caches.delete(name))),
    ...(databases || (all ? [LIBRARY, WORDS] : [LIBRARY])).map((name) => soon(() => drop(name))),
    all && soon(() => localStorage.clear()),
    all && soon(() => sessionStorage.clear()),
  ]);
}

/** What runs: whether it takes all, and its answer. */
let running;

/**
 * Takes off this phone what can be had again, or `all`, and opens the page anew. `false` where no network would bring it
 * back: then 修复 has touched nothing, and 清空 has done its work without opening the page. A 修复 beside a 清空, begun
 * before it or after, leaves everything to that, and has no news of its own.
 */
window.repair = (all) => {
  const other = running;
  if (other && (other.all || !all)) return other.done.then((isThere) => isThere || (other.all && !all));
  const mine = (running = { all });
  const isOvertaken = () => running !== mine;
  return (mine.done = (async () => {
    const isThere = await soon(renew, all ? 8 : 40);
    if (!isOvertaken() && (isThere || all)) await erase(all);
    if (isOvertaken()) return true;
    if (isThere) {
      // What the page says when it is back.
      history.replaceState(all ? "cleared" : "repaired", "");
      location.reload();
    }
    running = null;
    return !!isThere;
  })());
};
