// The feed's baseline: what one writes in an afternoon with Node's own HTTP server and its own SQLite. It opens a database
// file that our server has made, so that both answer the same bytes; WAL, synchronous=FULL, one row a commit.
//
//   node benches/peers/node-feed.mjs DATABASE
//
// Prints its address. It has what a feed needs (who asks, what may be said, nothing stored twice) and nothing else: no
// history of a post's states, no tallies, no events, no limits.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";

const db = new DatabaseSync(process.argv[2]);
db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000");
// It keeps no history of a post: what our database writes along is not its.
db.exec("DROP TRIGGER IF EXISTS posts_noted");
const list = db.prepare(
  `SELECT p.id, p.body, p.card, p.signed, m.nickname, b.name AS branch, p.approved_at AS at, p.agrees, p.feed_seq
   FROM posts p JOIN people m ON m.id = p.member JOIN branches b ON b.id = p.branch
   WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < ? ORDER BY p.feed_seq DESC LIMIT ?`,
);
list.setReadBigInts(false);
const whoIs = db.prepare("SELECT p.id, p.branch FROM people p JOIN sessions s ON s.person = p.id WHERE s.token = ? AND s.ends_on > ? AND p.role = 'member'");
const known = db.prepare("SELECT member, create_digest, created_at FROM posts WHERE id = ?");
const insert = db.prepare(
  `INSERT INTO posts (id, member, branch, body, card, signed, state, waiting, version, create_digest, created_at, changed_at)
   VALUES (?, ?, ?, ?, ?, ?, 'pending', 1, 1, ?, ?, ?)`,
);

const sha256 = (text) => createHash("sha256").update(text).digest();
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/;

function feed(asked) {
  const limit = Math.min(50, Math.max(1, Number(asked.get("limit") ?? 20)));
  const before = asked.get("before") ? Buffer.from(asked.get("before"), "base64url").readBigInt64BE(1) : 9223372036854775807n;
  const rows = list.all(before, limit + 1);
  const page = rows.slice(0, limit);
  const posts = page.map(({ id, body, card, signed, nickname, branch, at, agrees }) => ({
    id, body, ...(card ? { card } : {}), ...(signed === "nickname" && nickname ? { nickname } : {}), branch, at, agrees,
  }));
  return { posts, next: rows.length > limit ? cursor(page.at(-1).feed_seq) : null };
}

function cursor(seq) {
  const bytes = Buffer.alloc(9, 1);
  bytes.writeBigInt64BE(BigInt(seq), 1);
  return bytes.toString("base64url");
}

function say(request, text) {
  const token = /(?:^|; )nuanxin=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
  const now = Date.now();
  const member = token && whoIs.get(sha256(token), now);
  if (!member) return [401, { code: "signed_out", message: "还没加入" }];
  if (request.headers.origin !== `http://${request.headers.host}`) return [403, { code: "cross_site", message: "这个请求不是从本站的页面发出的" }];
  let post;
  try {
    post = JSON.parse(text);
  } catch {
    return [400, { code: "unreadable", message: "看不懂这个请求" }];
  }
  const { id, body, card = null, signed } = post;
  const words = typeof body === "string" ? body.trim() : "";
  if (!UUID_V7.test(id) || words === "" || [...words].length > 300 || PHONE.test(words) || !["nickname", "branch"].includes(signed)) {
    return [422, { code: "unfit", message: "改一改再发" }];
  }
  const digest = sha256(JSON.stringify([member.id, body, card, signed]));
  const old = known.get(id);
  if (old) return old.member === member.id && digest.equals(old.create_digest) ? [200, mine(old.created_at)] : [409, { code: "taken", message: "这个编号用过了" }];
  insert.run(id, member.id, member.branch, words, card, signed, digest, now, now);
  return [201, mine(now)];

  function mine(at) {
    return { id, body: words, ...(card ? { card } : {}), signed, state: "pending", version: 1, created_at: at, changed_at: at, appealed: false, agrees: 0 };
  }
}

function answer(response, status, body) {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length }).end(bytes);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://x");
  if (url.pathname !== "/api/posts") return answer(response, 404, { code: "missing", message: "没有这一页" });
  if (request.method === "GET") return answer(response, 200, feed(url.searchParams));
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => answer(response, ...say(request, Buffer.concat(parts).toString())));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
