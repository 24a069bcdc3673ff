// The service worker: pages without a network. It stores the app's shell and files; the words (index, shards and
// fragments) are stored by the app in IndexedDB, where pages without a service worker find them too.
//
// A navigation asks the network first. If that takes longer than a rider waits, or fails, the page is put together
// from shell and stored fragment, so that words are there before the app is, offline as online. So it is at once where
// the app asked for news within the lifetime of a page: what is stored then is as new as a cached page may be.

const APP = "app-__APP__";
const FILES = __PRECACHE__;
/** How long a navigation waits for the network before a stored page is shown, in milliseconds. */
const PATIENCE = 800;
/** How long it waits at all, for the network and for the phone's own storage, in milliseconds. */
const LIMIT = 20e3;
const STORAGE_LIMIT = 1500;
/** How long what is stored counts as new once the server said so, in milliseconds: the shared lifetime of a page. */
const LIFETIME = 5 * 60e3;
/** Recordings that somebody stored by a tap; see `src/browser/kept_recordings.rs`. */
const RECORDINGS = "recordings";
/** Never touched: they are answered by the network or not at all. */
const NETWORK_ONLY = /^\/(api|desk|dev|bundle)\/|^\/(healthz|version\.json)$/;

addEventListener("install", (event) => {
  // Where the browser can, the network and this worker race for a page, and its start costs an online reader nothing.
  event.addRoutes?.({ condition: { requestMode: "navigate" }, source: "race-network-and-fetch-handler" });
  const stored = caches.open(APP).then((cache) => cache.addAll(FILES.map(fresh)));
  // Taking over at once is safe: a running page has what it needs in memory or among the files of its own build, and is
  // never reloaded.
  event.waitUntil(stored.then(() => skipWaiting()));
});

const hasHash = (file) => file.startsWith("/assets/");

/** Names with a hash may come from the browser's cache; the rest must be of this build. */
const fresh = (file) => (hasHash(file) ? file : new Request(file, { cache: "reload" }));

/** A file as it is stored; one with a hash also for a page of another build, which gets no other but its own. */
const storedFile = (file) => Promise.race([caches.match(file, hasHash(file) ? {} : { cacheName: APP }), after(STORAGE_LIMIT)]);

addEventListener("activate", (event) => {
  const preloading = registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([clean(), preloading]).then(() => clients.claim()));
});

/** The last set of files before this one stays until the next comes: a page of that build may run, and want its parts. */
async function clean() {
  const others = (await caches.keys()).filter((name) => name.startsWith("app-") && name !== APP);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode === "navigate" && url.pathname.startsWith("/desk/")) event.respondWith(desk(event));
  if (request.method !== "GET" || url.origin !== location.origin || NETWORK_ONLY.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event, pagePath(url.pathname)));
  else if (url.pathname.startsWith("/recordings/")) event.respondWith(recording(request));
  // 修复 asks past every cache. That it does so cannot be told from the request's cache mode: a browser's own reload may
  // have the same, and must find the app without a network.
  else if ((FILES.includes(url.pathname) || hasHash(url.pathname)) && !request.headers.has("x-repair")) event.respondWith(file(request, url.pathname));
});

/** A value after a while. */
const after = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));

async function file(request, path) {
  return (await storedFile(path)) ?? fetch(request);
}

/** A stored recording, or the part of it that a player asks for: Safari plays no other answer. */
async function recording(request) {
  const stored = await Promise.race([caches.match(request.url, { cacheName: RECORDINGS }), after(STORAGE_LIMIT)]);
  const asked = request.headers.get("range")?.match(/^bytes=(\d+)-(\d*)$/);
  if (!stored || !asked) return stored ?? fetch(request);
  const bytes = await stored.arrayBuffer();
  const [from, to] = [+asked[1], Math.min(asked[2] || Infinity, bytes.byteLength - 1)];
  if (from > to) return new Response(null, { status: 416, headers: { "content-range": `bytes */${bytes.byteLength}` } });
  const headers = { "content-type": stored.headers.get("content-type"), "content-range": `bytes ${from}-${to}/${bytes.byteLength}`, "accept-ranges": "bytes" };
  return new Response(bytes.slice(from, to + 1), { status: 206, headers });
}

/** The desk is the network's; without one it is said what becomes of words that are half written. */
const desk = (event) =>
  Promise.resolve(event.preloadResponse)
    .then((answer) => answer ?? fetch(event.request))
    .catch(() => notice(503, "书记台要有网络", "写了一半的还在这台机器上，有网再打开，接着写。"));

async function page(event, path) {
  const network = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const answer = Promise.race([network.catch(() => null), after(LIMIT, null)]);
  event.waitUntil(answer);
  const late = after(PATIENCE);
  // Who reloads wants to see what the server has.
  const isReload = event.request.cache !== "default";
  // What members said is in the server's page, and not in the stored one.
  const fresh = isReload || path === "/posts/" ? late : composeFresh(path).catch(() => null).then((page) => page ?? late);
  const first = await Promise.race([answer, late, fresh]);
  if (first && first.status < 500) return first;
  const stored = compose(path).catch(() => null).then((page) => page ?? led(path));
  // Whichever comes first, should the phone's own storage hang.
  const usable = answer.then((answer) => (answer && answer.status < 500 ? answer : stored));
  return (await Promise.race([stored.then((page) => page ?? usable), usable])) ?? (await answer) ?? notice(503, "这一页还没存到手机里", path.startsWith("/join/") ? "现在没有网络。邀请没有用掉，链接也还在：有网再点一次，就接着进来。" : path.startsWith("/reading/") ? "现在没有网络。领的人用“大字”照样领，别人看墙上；有网再打开一次，就回到正在读的那条。" : path.startsWith("/record/") ? "现在没有网络。链接没有用掉，也还在：有网再点一次，就接着念。" : "现在没有网络。连上网打开一次，以后没网也能看。");
}

/** The page of the reading that this phone leads (`reading/kept.js`), or nothing. */
const led = (path) => Promise.race([caches.match(path, { cacheName: "reading" }), after(STORAGE_LIMIT)]);

/** The page at a path, if this phone has it and asked for news not long ago, or null. */
async function composeFresh(path) {
  const read = await openLibrary();
  const [checked, current] = await Promise.all([read("checked"), read("current")]);
  const [at, seq] = (checked ?? "").split(" ");
  const age = Date.now() - at;
  if (!current || !(age >= 0 && age < LIFETIME)) return null;
  const index = JSON.parse(current);
  if (index.seq !== +seq) return null;
  const html = await fragment(index, path, read, index.withdrawn);
  return html && respond(html);
}

/** The page at a path from what this phone has, or null. */
async function compose(path) {
  const read = await openLibrary();
  let withdrawn;
  for (const key of ["current", "previous"]) {
    const index = JSON.parse((await read(key)) ?? "null");
    if (!index) continue;
    withdrawn ??= index.withdrawn;
    if (withdrawn.includes(path)) return notice(410, "这一条已经撤下", "这一页暂时不提供。别的金句和文章都在。");
    const html = await fragment(index, path, read, withdrawn);
    if (html) return respond(html);
  }
  return null;
}

async function fragment(index, path, read, withdrawn) {
  const page = storedAs(path);
  if (index.pages[page]) return pageIn(await read(index.pages[page]), page);
  // Beijing has no summer time: eight hours ahead, all year.
  const today = new Date(Date.now() + 8 * 3600e3);
  const date = today.toISOString().slice(0, 10);
  const slug = path === "/" ? cardOf(index, date, today) : path.match(/^\/cards\/([^/]+)\/$/)?.[1];
  const shard = slug && !withdrawn.includes(`/cards/${slug}/`) && index.shards.filter((shard) => shard.first <= slug).pop();
  const text = shard && (await read(shard.file));
  const card = text && JSON.parse(text).cards.find((card) => card.id === slug);
  if (!card) return null;
  const note = `${today.getUTCMonth() + 1}月${today.getUTCDate()}日`;
  const { id, prev, next, similar = "" } = card;
  const slots = { id, prev, next, similar, date, note, card: card.html, quote: escape(card.quote), theme: escape(card.theme) };
  const whole = path === "/" ? index.templates.today : index.templates.card;
  return whole.replace(/\{(\w+)\}/g, (slot, name) => slots[name] ?? slot);
}

/** As `address::page_path` of the api crate; what stands behind `?` and `#` is no part of a page. */
function pagePath(path) {
  const plain = path.replace(/%([\da-f]{2})/gi, (number, digits) => {
    const letter = String.fromCharCode(parseInt(digits, 16));
    return /[\w.~-]/.test(letter) ? letter : number;
  });
  return plain.replace(/\/index\.html$/, "/").replace(/\/[^/.]+$/, "$&/");
}

/** As `paths::template` of the api crate. */
function storedAs(path) {
  if (path.startsWith("/join/")) return /^\/join\/[\w-]{8,64}\/$/.test(path) ? "/join/:code/" : "/join/";
  return /^\/posts\/[\da-f-]{36}\/$/i.test(path) ? "/posts/:id/" : path;
}

/** As `pages_file::find` of the content crate. */
function pageIn(file, path) {
  if (file?.[0] !== "\x1e") return file;
  return file.split("\x1e").find((record) => record.startsWith(`${path}\n`))?.slice(path.length + 1);
}

/** As `Index::card_of` of the content crate. */
function cardOf(index, date, today) {
  const cards = Object.values(index.days);
  return index.days[date] ?? cards[Math.floor(today / 864e5) % cards.length];
}

async function respond(html, status = 200) {
  const shell = await storedFile("/shell.html");
  if (!shell) return null;
  const attribute = (name) => html.match(`^<[^>]* ${name}="([^"]*)"`)?.[1] ?? "";
  const slots = {
    head: `<title>${attribute("data-title")}</title>`,
    heading: attribute("data-heading"),
    note: attribute("data-note"),
    main: html,
  };
  const tab = `data-for="${attribute("data-tab")}"`;
  const page = (await shell.text())
    .replace(/<!--slot:(\w+)-->/g, (slot, name) => slots[name] ?? slot)
    .replace(tab, `${tab} aria-current="page"`);
  const headers = { "content-type": "text/html; charset=utf-8" };
  const policy = shell.headers.get("content-security-policy");
  if (policy) headers["content-security-policy"] = policy;
  return new Response(page, { status, headers });
}

function notice(status, heading, text) {
  return respond(
    `<div class="page" data-path="" data-title="${heading}" data-heading="" data-note="" data-tab="none" data-notice="${status === 503 ? "offline" : ""}">` +
      `<section class="notice"><h1>${heading}</h1><p>${text}</p>` +
      `<p><a class="button" href="/">看今日金句</a> <a class="button quiet" href="/cards/">全部金句</a></p></section></div>`,
    status,
  );
}

/** As `bundle::escape` of the content crate. */
function escape(text) {
  return text.replace(/[&<>"']/g, (c) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" }[c]};`);
}

/** A function that reads a text the app has stored. */
async function openLibrary() {
  const files = await openFiles("nuanxin-library");
  return (key) => done(files("readonly").get(key));
}

/** A function that gives the texts of a database; names and store are those of `src/browser/database.rs`. */
async function openFiles(name) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("files");
  const database = await done(opening);
  // A later version of the app must not find the door blocked.
  database.onversionchange = () => database.close();
  return (mode) => database.transaction("files", mode).objectStore("files");
}

/** What a request gives; a database that is held by something else, or that a browser has lost hold of, never answers. */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    setTimeout(reject, STORAGE_LIMIT, "the database does not answer");
  });
}

/** The same of our server: a lock must not be held for what never comes. */
async function ask(url, request) {
  const answer = await Promise.race([fetch(url, request), after(LIMIT)]);
  return { status: answer.status, body: await Promise.race([answer.json(), after(LIMIT)]) };
}

// What waits to be sent goes out when the network returns, also while no page is open or the phone has put it to sleep. A
// page that is looked at does it itself, and knows more (src/reader/posts/outbox.rs): a refusal is left for it. Whatever throws
// here, the browser tries again later.
addEventListener("sync", (event) => event.waitUntil(deliver()));

/** As `Word::to_post` of the app. */
const newPost = ({ id, body, card, signed, confirmed }, member) =>
  JSON.stringify({ id, body, card: card || undefined, signed, confirmed: confirmed || undefined, member });

async function deliver() {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.some(({ visibilityState }) => visibilityState === "visible")) return;
  await navigator.locks.request("nuanxin-outbox", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const files = await openFiles("nuanxin-words");
    const { body: me } = await ask("/api/me");
    if (!me.id) throw me.code;
    const texts = await done(files("readonly").getAll(IDBKeyRange.bound("word:", "word;")));
    const words = texts.map((text) => [JSON.parse(text), text]);
    const waits = ([{ owner, queued_at: since, sent_at: sent, withdrawn_at: gone }]) =>
      owner === me.id && since && !sent && !gone && Date.now() - since < 30 * 864e5;
    for (const [word, text] of words.filter(waits).sort(([a], [b]) => a.queued_at - b.queued_at)) {
      const { id, version } = word;
      // A changed one is left to the page, and nothing overtakes it.
      if (version) return;
      const { status, body: answer } = await ask("/api/posts", { method: "POST", headers: { "content-type": "application/json" }, body: newPost(word, me.id) });
      const { id: known, code } = answer;
      if (status === 429 || status > 499) throw code;
      if (known !== id) return;
      // Whoever left, held it back or wrote on meanwhile is not overruled.
      const stored = files("readwrite");
      if ((await done(stored.get(`word:${id}`))) === text) await done(stored.put(JSON.stringify({ ...word, sent_at: Date.now() }), `word:${id}`));
    }
  });
}
