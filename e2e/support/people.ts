// Branches, invites and secretaries, as an operator and a desk have them.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expect, request, type APIRequestContext, type Page } from "@playwright/test";

import { BINARY, type ServerProcess } from "./process";
import { ready } from "./reader";

const run = promisify(execFile);

type Pending = { id: string; body: string; version: number; state: string };

async function operator(server: ServerProcess, args: string[]): Promise<string> {
  const { stdout } = await run(BINARY, [...args, "--data-dir", server.data]);
  return stdout.trim();
}

/** Adds a branch; its id. */
export async function addBranch(server: ServerProcess, name: string): Promise<string> {
  return operator(server, ["branch", "add", name]);
}

/** A new invite's code. */
export async function invite(server: ServerProcess, branch: string, role = "member"): Promise<string> {
  const link = await operator(server, ["invite", "--branch", branch, "--role", role]);
  const code = link.match(/([\w-]{8,64})\/?\s*$/)?.[1];
  if (!code) throw new Error(`no code in ${link}`);
  return code;
}

/** A phone becomes a member's. */
export async function join(page: Page, code: string, nickname = "小林"): Promise<void> {
  await page.goto(`/join/${code}/`);
  await ready(page);
  await page.getByLabel("昵称").fill(nickname);
  await page.getByRole("button", { name: "加入" }).tap();
  await expect(page.getByRole("heading", { name: "进来了" })).toBeVisible();
}

/** A branch's secretary, through the API. */
export class Secretary {
  private constructor(private readonly api: APIRequestContext) {}

  static async of(server: ServerProcess, branch: string): Promise<Secretary> {
    const api = await request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } });
    const name = `书记${Math.random().toString(36).slice(2, 8)}`;
    const code = await invite(server, branch, "secretary");
    const joined = await api.post("/api/join", { data: { code, name, passphrase: "一句很长很长的口令 2026" } });
    expect(joined.status()).toBe(201);
    return new Secretary(api);
  }

  async pending(): Promise<Pending[]> {
    const answer = await this.api.get("/api/desk/posts?state=pending");
    expect(answer.ok()).toBe(true);
    return (await answer.json()).posts;
  }

  /** The pending post with these words, once it is there. */
  async find(body: string): Promise<Pending> {
    let found: Pending | undefined;
    await expect.poll(async () => (found = (await this.pending()).find((post) => post.body === body)), { message: body }).toBeTruthy();
    return found!;
  }

  async decide(body: string, decision: "approve" | "return", reason?: { code: string; note: string }): Promise<string> {
    const { id, version } = await this.find(body);
    const answer = await this.api.post(`/api/desk/posts/${id}/decision`, { data: { decision, version, reason } });
    expect(answer.ok()).toBe(true);
    return id;
  }

  /** Takes an approved post down. */
  async remove(body: string): Promise<void> {
    const { posts } = await (await this.api.get("/api/desk/posts?state=approved")).json();
    const { id, version } = posts.find((post: Pending) => post.body === body);
    const data = { decision: "remove", version, reason: { code: "other", note: "写错了地方" } };
    expect((await this.api.post(`/api/desk/posts/${id}/decision`, { data })).ok()).toBe(true);
  }

  async reply(id: string, body: string): Promise<void> {
    const reply = { id: crypto.randomUUID(), body };
    expect((await this.api.post(`/api/desk/posts/${id}/reply`, { data: reply })).ok()).toBe(true);
  }

  async leave(): Promise<void> {
    await this.api.dispose();
  }
}
