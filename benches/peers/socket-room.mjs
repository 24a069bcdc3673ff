// A socket.io room that keeps the newest snapshot and broadcasts it: prints its address, and takes a snapshot by POST.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));
const { Server } = require("socket.io");

let newest = { seq: 0 };
const http = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    if (request.method === "POST") {
      newest = JSON.parse(body);
      io.to("room").emit("snapshot", newest);
    }
    response.end("{}");
  });
});
const io = new Server(http, { transports: ["websocket"] });
io.on("connection", (socket) => {
  socket.join("room");
  socket.emit("snapshot", newest);
});
http.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => console.log(`http://127.0.0.1:${http.address().port}`));
