// A branch with a desk, on a server of its own, and members who speak HTTP.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";

import { expect, request, type APIRequestContext, type Page } from "@playwright/test";

import type { EditableServer } from "./editable-server";
import { addBranch, invite } from "./people";
import { BINARY } from "./process";
import { uuidV7 } from "./uuid";

/** A branch with a name; its id. */
export const branchOf = (server: EditableServer, name: string) => addBranch(server.process, name);

/** A member of a branch. */
export class Member {
  private constructor(readonly http: APIRequestContext) {}

  static async join(server: EditableServer, branch: string, nickname?: string): Promise<Member> {
    const http = await request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } });
    const code = await invite(server.process, branch);
    const answer = await http.post("/api/join", { data: { code, nickname, device: randomBytes(32).toString("hex") } });
    expect(answer.status(), await answer.text()).toBe(201);
    return new Member(http);
  }

  /** Says something; its id. */
  async say(body: string, signed: "nickname" | "branch" = "branch", card?: string, confirmed?: boolean): Promise<string> {
    const id = uuidV7();
    const answer = await this.http.post("/api/posts", { data: { id, body, signed, card, confirmed } });
    expect(answer.status(), await answer.text()).toBe(201);
    return id;
  }

  /** Where one of the own posts stands. */
  async post(id: string): Promise<{ state: string; version: number; appealed?: boolean; upheld?: boolean; reason?: { code: string; note: string } }> {
    const { posts } = await (await this.http.get("/api/me/posts")).json();
    return posts.find((post: { id: string }) => post.id === id);
  }

  /** Says it in other words. */
  async change(id: string, body: string): Promise<void> {
    const { version } = await this.post(id);
    const answer = await this.http.patch(`/api/posts/${id}`, { data: { body, signed: "branch", version } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Tells a secretary to look again at what somebody else said. */
  async report(id: string, reason = ""): Promise<void> {
    const answer = await this.http.post(`/api/posts/${id}/report${reason && `?reason=${reason}`}`);
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Asks for another secretary. */
  async appeal(id: string): Promise<void> {
    const { version } = await this.post(id);
    const answer = await this.http.post(`/api/posts/${id}/appeal`, { data: { version } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
}

/** The bodies of the feed, newest first. */
export async function feed(server: EditableServer): Promise<string[]> {
  const { posts } = await (await fetch(`${server.url}/api/posts`)).json();
  return posts.map((post: { body: string }) => post.body);
}

/** What every secretary of these tests comes in with. */
export const PASSPHRASE = "一句自己记得住的话就够长了";

/** A secretary comes in for the first time and is at the desk. */
export async function takeDesk(page: Page, server: EditableServer, branch: string, name: string): Promise<void> {
  await takeInvite(page, server, await invite(server.process, branch, "secretary"), name);
}

/** An admin does. */
export async function takeAdminDesk(page: Page, server: EditableServer, name: string): Promise<void> {
  const { stdout } = await promisify(execFile)(BINARY, ["invite", "--role", "admin", "--data-dir", server.process.data]);
  await takeInvite(page, server, stdout.trim().split("#")[1]!, name);
}

async function takeInvite(page: Page, server: EditableServer, code: string, name: string): Promise<void> {
  await page.goto(`${server.url}/desk/join/#${code}`);
  await page.getByLabel("名字").fill(name);
  await page.getByLabel("口令").fill(PASSPHRASE);
  await page.getByRole("button", { name: "好了" }).click();
  await expect(page.getByRole("button", { name: /^待看/ })).toBeVisible();
}
