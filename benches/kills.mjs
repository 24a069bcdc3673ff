// Kills the server with SIGKILL while 64 members write, again and again, and counts what it had acknowledged and lost, and
// what it has twice. Whoever got no answer sends the same post again after the restart, as a phone's outbox does.
import { randomBytes, randomInt } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { makeMembers, start } from "./members.mjs";
import { hasPostgres, startPostgres } from "./postgres.mjs";

const MEMBERS = 64;
/** A member's own list ends after so many: a round adds few enough that none gets there. */
const LISTED = 1_000;

export async function measure({ rounds = 100 }) {
  const home = mkdtempSync(join(tmpdir(), "nuanxin-kill-"));
  const results = [{ database: "sqlite", ...(await killRounds({ data: join(home, "sqlite") }, rounds)) }];
  if (hasPostgres()) {
    chmodSync(home, 0o755);
    const postgres = await startPostgres(join(home, "postgres"));
    const store = { data: join(home, "beside-postgres"), database: postgres.url("kill") };
    results.push({ database: "postgres", ...(await killRounds(store, rounds)) });
    postgres.stop();
  }
  rmSync(home, { recursive: true, force: true });
  console.log(JSON.stringify(results));
  return { rounds, results };
}

/** So many rounds on an empty store: `{ acknowledged, unanswered, lost, doubled }`. */
async function killRounds(store, rounds) {
  let server = await start(store);
  const members = (await makeMembers(store, server.url, MEMBERS)).map((cookie) => ({ cookie, acknowledged: new Map(), open: undefined }));
  let unanswered = 0;
  for (let round = 1; round <= rounds; round++) {
    let left = randomInt(1, 300);
    const victim = server;
    await Promise.all(members.map((member) => write(member, victim.url, () => --left === 0 && victim.kill())));
    await victim.ended;
    unanswered += members.filter(({ open }) => open).length;
    server = await start(store);
    if (round % 20 === 0) console.log(`killed ${round} times, ${sum(members.map(({ acknowledged }) => acknowledged.size))} posts acknowledged`);
  }
  const { url } = server;
  for (const member of members) if (member.open) await send(member, url); // What was open at the last kill.
  const found = await Promise.all(members.map((member) => look(member, url)));
  server.stop();
  await server.ended;
  const total = (key) => sum(found.map((one) => one[key]));
  return { acknowledged: total("acknowledged"), unanswered, lost: total("lost"), doubled: total("doubled") };
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** Writes one post after the other until the server is gone; the one without an answer stays open. */
async function write(member, url, acknowledged) {
  for (;;) {
    member.open ??= newPost();
    try {
      await send(member, url);
    } catch (error) {
      if (error instanceof TypeError) return; // `fetch` failed: nobody is there any more.
      throw error;
    }
    acknowledged();
  }
}

async function send(member, url) {
  const { id, body } = member.open;
  const headers = { origin: url, cookie: member.cookie, "content-type": "application/json" };
  const answer = await fetch(`${url}/api/posts`, { method: "POST", headers, body: JSON.stringify({ id, body, signed: "branch" }) });
  // From here on it is acknowledged, whether or not the rest of the answer arrives.
  if (answer.status !== 201 && answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  member.acknowledged.set(id, body);
  member.open = undefined;
  await answer.arrayBuffer();
}

/** Each post has words of its own, so that one stored twice under two ids would be seen as well. */
function newPost() {
  const now = Date.now().toString(16).padStart(12, "0");
  const chance = randomBytes(10).toString("hex");
  const id = `${now.slice(0, 8)}-${now.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`;
  const letters = [...randomBytes(12)].map((byte) => String.fromCharCode(97 + (byte % 20))).join("");
  return { id, body: `这一单叫 ${letters}，送到了。` };
}

async function look({ cookie, acknowledged }, url) {
  const { posts } = await (await fetch(`${url}/api/me/posts`, { headers: { cookie } })).json();
  if (posts.length >= LISTED) throw new Error("a member's list is cut: fewer rounds, or more members");
  const lost = [...acknowledged].filter(([id, body]) => !posts.some((post) => post.id === id && post.body === body)).length;
  const doubled = posts.length - new Set(posts.map(({ body }) => body)).size;
  const unasked = posts.filter(({ id }) => !acknowledged.has(id)).length;
  if (unasked > 0) throw new Error(`${unasked} posts that nobody sent`);
  return { acknowledged: acknowledged.size, lost, doubled };
}
