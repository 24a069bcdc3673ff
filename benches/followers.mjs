// Followers of a reading, many in one process of their own, so that what they cost is not the server's: told by its parent
// to follow, and telling it when each move arrived at all of them. Clocks are this machine's.
//
//   { follow: "sse" | "socket.io", url, path, count, modules? }  →  { joined: [ms] }
//   { expect: seq }  →  { seq, at: [time of arrival] } once all have it
import { get, Agent } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
const AGAIN = 500;
let seen = [];
let wanted;

function receive(index, snapshot) {
  const at = Date.now();
  const one = seen[index];
  one.joined ??= at - one.began;
  if (snapshot.seq < one.seq) throw new Error(`follower ${index} heard ${snapshot.seq} after ${one.seq}`);
  if (snapshot.seq > one.seq) Object.assign(one, { seq: snapshot.seq, at });
  look();
}

function look() {
  if (wanted === "joined" && seen.every(({ joined }) => joined !== undefined)) {
    wanted = undefined;
    process.send({ joined: seen.map(({ joined }) => joined) });
  } else if (wanted > 0 && seen.every(({ seq }) => seq >= wanted)) {
    const seq = wanted;
    wanted = undefined;
    process.send({ seq, at: seen.map(({ at }) => at) });
  }
}

function bySse(index, url, path) {
  const again = () => setTimeout(() => bySse(index, url, path), AGAIN * (0.5 + Math.random()));
  const request = get(`${url}${path}/events?page=follower${String(index).padStart(6, "0")}`, { agent }, (answer) => {
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (part) => {
      text += part;
      for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) {
        const event = text.slice(0, end);
        if (event.startsWith("data: ")) receive(index, JSON.parse(event.slice(6)));
      }
    });
    answer.once("close", again);
  });
  request.once("error", again);
}

process.on("message", (told) => {
  if (told.follow) {
    seen = Array.from({ length: told.count }, () => ({ began: Date.now(), seq: 0, at: 0 }));
    wanted = "joined";
    const io = told.follow === "socket.io" && createRequire(join(told.modules, "package.json"))("socket.io-client").io;
    seen.forEach((one, index) => {
      // A room comes in within a second, not at one moment.
      setTimeout(() => {
        one.began = Date.now();
        if (io) io(told.url, { transports: ["websocket"], forceNew: true, reconnectionDelay: AGAIN, reconnectionDelayMax: AGAIN }).on("snapshot", (snapshot) => receive(index, snapshot));
        else bySse(index, told.url, told.path);
      }, (index / told.count) * 1_000);
    });
  } else {
    wanted = told.expect;
    look();
  }
});
