// The network between phone and server: it can be cut, hang, or answer with a gateway's error, while the server itself
// goes on and keeps its port.

import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

type State = "up" | "cut" | "hanging" | "failing";

const GATEWAY_ERROR = [
  "HTTP/1.1 502 Bad Gateway",
  "content-type: text/html",
  "content-length: 11",
  "connection: close",
  "",
  "bad gateway",
].join("\r\n");

export class Line {
  private state: State = "up";
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly gate: Server) {}

  static async to(url: string): Promise<Line> {
    const port = Number(new URL(url).port);
    const gate = createServer((phone) => line.connect(phone, port));
    const line = new Line(gate);
    gate.listen(0, "127.0.0.1");
    await once(gate, "listening");
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.gate.address() as AddressInfo).port}`;
  }

  /** Every connection breaks, and later ones meet the new state. */
  set(state: State): void {
    this.state = state;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.set("cut");
    const closed = once(this.gate, "close");
    this.gate.close();
    await closed;
  }

  private connect(phone: Socket, port: number): void {
    this.hold(phone);
    if (this.state === "cut") phone.resetAndDestroy();
    if (this.state === "failing") phone.once("data", () => phone.end(GATEWAY_ERROR));
    if (this.state !== "up") return;
    const server = this.hold(connect(port, "127.0.0.1"));
    phone.pipe(server).pipe(phone);
    phone.once("close", () => server.destroy());
    server.once("close", () => phone.destroy());
  }

  private hold(socket: Socket): Socket {
    this.sockets.add(socket);
    // A broken connection is what this is for.
    socket.on("error", () => {});
    socket.once("close", () => this.sockets.delete(socket));
    return socket;
  }
}
