// A Chromium that is years old. Playwright no longer speaks to it: what little a test needs goes over the pipe of its
// debugging protocol.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { brotliDecompressSync } from "node:zlib";

import { ROOT } from "./process";

const PACKAGES = join(ROOT, ".tools/kernels");

/** npm has them for this system alone. */
export const canRun = process.platform === "linux" && process.arch === "x64";

type Answer = { id?: number; method?: string; sessionId?: string; params?: unknown; result?: any; error?: { message: string } };

export class Kernel {
  private sent = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly loads: (() => void)[] = [];
  private session?: string;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    let rest = "";
    (child.stdio[4] as Readable).setEncoding("utf8").on("data", (text: string) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop()!;
      for (const message of messages) this.heard(JSON.parse(message));
    });
  }

  /** Starts one with a phone's screen and an empty profile. */
  static async start(version: number): Promise<Kernel> {
    const folder = unpacked(version);
    const profile = mkdtempSync(join(tmpdir(), "nuanxin-kernel-"));
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
    const child = spawn(join(folder, "chromium"), flags, {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
      env: { ...process.env, LD_LIBRARY_PATH: join(folder, "lib") },
    });
    const kernel = new Kernel(child, profile);
    const { targetId } = await kernel.send("Target.createTarget", { url: "about:blank" });
    kernel.session = (await kernel.send("Target.attachToTarget", { targetId, flatten: true })).sessionId;
    await kernel.send("Page.enable");
    await kernel.send("Emulation.setDeviceMetricsOverride", { width: 360, height: 800, deviceScaleFactor: 2, mobile: true });
    return kernel;
  }

  /** Opens a page and waits until it is loaded. */
  async open(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.loads.push(resolve));
    await this.send("Page.navigate", { url });
    await loaded;
  }

  /** What a function answers in the page. It is compiled for nobody: it must be written in words of its time. */
  async evaluate<T, A = undefined>(run: (argument: A) => T, argument?: A): Promise<T> {
    const expression = `(${run})(${JSON.stringify(argument)})`;
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** A thumb on the first element that matches. */
  async tap(selector: string): Promise<void> {
    const at = await this.evaluate((selector) => {
      const box = document.querySelector(selector)!.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }, selector);
    for (const type of ["mousePressed", "mouseReleased"]) await this.send("Input.dispatchMouseEvent", { type, ...at, button: "left", clickCount: 1 });
  }

  /** What is on screen, as a PNG. */
  async screenshot(): Promise<Buffer> {
    return Buffer.from((await this.send("Page.captureScreenshot", { format: "png" })).data, "base64");
  }

  async close(): Promise<void> {
    const ended = once(this.child, "exit");
    // Killed, it would leave children behind that still write. It may be gone before it answers; one that hangs is killed.
    this.session = undefined;
    void this.send("Browser.close");
    const patience = setTimeout(() => this.child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(patience);
    rmSync(this.profile, { recursive: true, force: true });
  }

  private send(method: string, params: object = {}): Promise<any> {
    const id = ++this.sent;
    const message = JSON.stringify({ id, method, params, sessionId: this.session });
    (this.child.stdio[3] as Writable).write(`${message}\0`);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
    });
  }

  private heard(answer: Answer): void {
    if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
    else if (answer.method === "Page.loadEventFired") for (const loaded of this.loads.splice(0)) loaded();
  }
}

/** Where its files are, unpacked at the first use. */
function unpacked(version: number): string {
  const packed = join(PACKAGES, `node_modules/chromium-${version}/bin`);
  if (!existsSync(packed)) throw new Error(`no old Chromium in ${packed}: \`cargo xtask test\` installs it`);
  const folder = join(PACKAGES, `unpacked/${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(PACKAGES, "unpacked"), { recursive: true });
  // Under another name until it is whole: several workers may be at it.
  const half = mkdtempSync(`${folder}-`);
  const open = (name: string) => brotliDecompressSync(readFileSync(join(packed, name)));
  writeFileSync(join(half, "chromium"), open("chromium.br"), { mode: 0o755 });
  for (const name of ["aws.tar.br", "swiftshader.tar.br"]) execFileSync("tar", ["xf", "-", "-C", half], { input: open(name) });
  try {
    renameSync(half, folder);
  } catch {
    rmSync(half, { recursive: true });
  }
  return folder;
}
