// A static host as people rent them: files, index.html of a folder, and 404.html.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export class StaticHost {
  private constructor(private readonly server: Server) {}

  static async of(folder: string): Promise<StaticHost> {
    const server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
      const found = await readFile(join(folder, path)).catch(() => null);
      const body = found ?? (await readFile(join(folder, "404.html")));
      const type = found ? TYPES[extname(path)] : TYPES[".html"];
      response.writeHead(found ? 200 : 404, { "content-type": type ?? "application/octet-stream" }).end(body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new StaticHost(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Also in the middle of an answer: this is how a network ends. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
