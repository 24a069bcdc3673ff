// A server that watches its own copy of the content, at the far end of a network that can fail.

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect } from "@playwright/test";

import { Line } from "./line";
import { CONTENT, ServerProcess } from "./process";
import { published } from "./published";

export class EditableServer {
  private constructor(
    private readonly content: string,
    readonly process: ServerProcess,
    private readonly line: Line,
  ) {}

  static async start(flags: string[] = []): Promise<EditableServer> {
    const content = await mkdtemp(join(tmpdir(), "nuanxin-content-"));
    await cp(CONTENT, content, { recursive: true });
    const server = await ServerProcess.start(content, ["--watch", ...flags]);
    return new EditableServer(content, server, await Line.to(server.url));
  }

  /** Where phones find it. */
  get url(): string {
    return this.line.url;
  }

  /** Writes a file of the content, and waits until the change is published. */
  async write(path: string, text: string): Promise<void> {
    const before = await this.seq();
    await writeFile(join(this.content, path), text);
    await expect.poll(() => this.seq(), { message: `${path} is published` }).toBeGreaterThan(before);
  }

  /** Puts a file beside the content that is no text: nothing is published by that. */
  async put(path: string, bytes: Buffer): Promise<void> {
    const file = join(this.content, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }

  /** Replaces a text that is in a file once, and waits until the change is published. */
  async edit(path: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(this.content, path), "utf8");
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${path} has “${from}” ${parts.length - 1} times`);
    await this.write(path, parts.join(to));
  }

  /** The same for a file that readers are not shown: another text was published over it. */
  async rewrite(path: string, from: string, to: string): Promise<void> {
    const file = join(this.content, path);
    await writeFile(file, (await readFile(file, "utf8")).replace(from, to));
  }

  /** Takes a card back. */
  async withdraw(slug: string): Promise<void> {
    await this.edit(`cards/${slug}.md`, "\ntheme: ", "\nwithdrawn: 2026-11-23\ntheme: ");
  }

  /** No connection comes through. */
  stop(): void {
    this.line.set("cut");
  }

  /** Connections are made, and nobody ever answers. */
  hang(): void {
    this.line.set("hanging");
  }

  /** Something on the way answers every request with an error of its own. */
  fail(): void {
    this.line.set("failing");
  }

  /** All is well again, at the same address. */
  restart(): void {
    this.line.set("up");
  }

  async close(): Promise<void> {
    await this.line.close();
    await this.process.stop();
    await rm(this.content, { recursive: true, force: true });
  }

  private async seq(): Promise<number> {
    return (await published(this.process.url)).seq;
  }
}
