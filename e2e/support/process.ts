// The real server: one process, its own data folder, a free port.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

export const ROOT = resolve(__dirname, "../..");
export const BINARY = join(ROOT, "target/debug/nuanxin-server");
export const CONTENT = join(ROOT, "content");
export const DIST = join(ROOT, "dist");

export class ServerProcess {
  private constructor(
    /** As the server says it on its first line. */
    readonly url: string,
    private readonly child: ChildProcess,
    /** Its data folder. */
    readonly data: string,
    private readonly log: string[],
  ) {}

  static async start(content: string, flags: string[] = []): Promise<ServerProcess> {
    const data = await mkdtemp(join(tmpdir(), "nuanxin-data-"));
    const folders = ["--data-dir", data, "--content-dir", content, "--dist", DIST];
    const child = spawn(BINARY, ["serve", "--listen", "127.0.0.1:0", ...folders, ...flags], {
      stdio: ["ignore", "pipe", "pipe"],
      // A test writes in seconds what a rider writes in a week; the server's own tests look at the limits.
      // Fewest bytes take seconds at each start; what riders download is a budget of the build.
      env: { ...process.env, NUANXIN_RATE_LIMIT: "off", NUANXIN_BROTLI: "4" },
    });
    const log: string[] = [];
    createInterface(child.stderr).on("line", (line) => log.push(line));
    const first = once(createInterface(child.stdout), "line").then(([line]) => String(line));
    const ended = once(child, "exit").then(() => Promise.reject(new Error(`no server:\n${log.join("\n")}`)));
    const url = await Promise.race([first, ended]);
    // From here on the end is expected.
    ended.catch(() => {});
    return new ServerProcess(url, child, data, log);
  }

  /** Ends it as an operator would. A panic while it ran is a fault of the server, whoever noticed. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exit = once(this.child, "exit");
      this.child.kill("SIGTERM");
      await exit;
    }
    await rm(this.data, { recursive: true, force: true });
    const panics = this.log.filter((line) => line.includes("panicked"));
    if (panics.length > 0) throw new Error(`the server panicked:\n${panics.join("\n")}`);
  }
}
