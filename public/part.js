// Fetches the app's WebAssembly: its start, and the parts that are wanted later (src/reader/parts.rs).

/** A server that has said nothing by then does not answer, in seconds; and what is not whole by then is begun anew. */
const PATIENCE = 30;
const LIMIT = 300;
const late = (seconds) => new Promise((_, reject) => setTimeout(reject, seconds * 1000, new TypeError("no answer")));

/** Compiles WASM while it arrives; where a proxy has changed its type, afterwards. The network throws TypeErrors. */
export async function compile(url) {
  const answer = await Promise.race([fetch(url), late(PATIENCE)]);
  // Another version took its place since the page was sent, and no waiting brings this one back.
  const isGone = answer.status === 404 || answer.status === 410;
  if (!answer.ok) throw Object.assign(new (isGone ? Error : TypeError)(`${url}: ${answer.status}`), { isGone });
  const streams = WebAssembly.compileStreaming && answer.headers.get("content-type")?.startsWith("application/wasm");
  const module = streams ? WebAssembly.compileStreaming(answer) : answer.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
  return Promise.race([module, late(LIMIT)]);
}

/** What was begun before it was wanted. */
const begun = {};

/** Begins to fetch a file of a part. */
export function begin(url) {
  const module = (begun[url] = compile(url));
  // Whoever wants it asks again.
  module.catch(() => delete begun[url]);
  return module;
}

/** The same; what it returns puts the file into its place. The splitter's script calls it (crates/xtask/src/split.rs). */
export function part(url) {
  const module = begun[url] ?? begin(url);
  return async (imports) => WebAssembly.instantiate(await module, imports);
}

/** A part did not come. The app says so, and whether it is worth asking again (src/browser/part.rs). */
export function failed(why) {
  window.isGone ||= why.isGone;
  if (!(why instanceof TypeError || why.isGone)) console.error(why);
}
