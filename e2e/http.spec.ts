// The server's answers, without a browser.

import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { expect, test } from "./fixtures";
import { NOWHERE, ROUTES, STILL } from "./support/content";
import { published } from "./support/published";
import { raw } from "./support/raw";

const assets = (html: string) => [...new Set(html.match(/\/assets\/app-[0-9a-f]{16}\.(js|wasm)/g))];

test("a path that is not there is a designed page with the status 404", async ({ server }) => {
  const { status, headers, body } = await raw(server.url, NOWHERE);
  expect(status).toBe(404);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(body.toString()).toContain("没有这一页");
  expect(body.toString()).toContain('<nav class="tabs"');
});

for (const path of ["/api/x", "/api/posts/1/2", "/bundle/nope.json", "/assets/nope.js"]) {
  test(`${path} is not there, and says so to programs and to people`, async ({ server }) => {
    const { status, headers, body } = await raw(server.url, path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toContain("application/json");
    expect(JSON.parse(body.toString())).toEqual({ code: "not_found", message: expect.stringMatching(/[一-鿿]/) });
  });
}

for (const [path, canonical] of [["/cards/q001", "/cards/q001/"], ["/cards", "/cards/"], ["/index.html", "/"]] as const) {
  test(`${path} leads to ${canonical} for ever`, async ({ server }) => {
    const { status, headers } = await raw(server.url, path);
    expect(status).toBe(308);
    expect(headers.location).toBe(canonical);
  });
}

test("HEAD says what GET would, without a body", async ({ server }) => {
  for (const path of [...ROUTES, NOWHERE]) {
    const [get, head] = [await raw(server.url, path), await raw(server.url, path, {}, "HEAD")];
    expect(head.status).toBe(get.status);
    expect(head.body.length).toBe(0);
    for (const name of ["content-type", "etag", "cache-control", "content-security-policy"]) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
  }
});

test("a page that has not changed is not sent again, and keeps its policy", async ({ server }) => {
  for (const path of ROUTES) {
    const { headers } = await raw(server.url, path);
    expect(headers["cache-control"]).toContain("max-age=0");
    const again = await raw(server.url, path, { "if-none-match": headers.etag! });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
    // A browser takes the headers of a 304 over into what it has stored.
    const policy = again.headers["content-security-policy"] ?? headers["content-security-policy"];
    expect(policy).toBe(headers["content-security-policy"]);
  }
});

test("pages, app and words are compressed as the phone likes", async ({ server }) => {
  const html = (await raw(server.url, "/")).body;
  const [asset] = assets(html.toString());
  const { shards } = (await published(server.url)) as unknown as { shards: { file: string }[] };
  for (const path of ["/cards/", asset!, `/bundle/${shards[0]!.file}`]) {
    const plain = await raw(server.url, path);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    for (const [encoding, unpack] of [["br", brotliDecompressSync], ["gzip", gunzipSync]] as const) {
      const packed = await raw(server.url, path, { "accept-encoding": encoding });
      expect(packed.headers["content-encoding"]).toBe(encoding);
      expect(packed.headers.vary).toContain("accept-encoding");
      expect(packed.body.length).toBeLessThan(plain.body.length);
      expect(unpack(packed.body).equals(plain.body)).toBe(true);
    }
  }
});

test("what carries a hash in its name is kept for ever; pages, worker and version are asked for", async ({ server }) => {
  const html = (await raw(server.url, "/")).body.toString();
  const { bundle } = JSON.parse((await raw(server.url, "/version.json")).body.toString());
  // The script for browsers that are too old, the app's, and its WebAssembly.
  expect(assets(html).length).toBe(3);
  for (const path of [...assets(html), `/bundle/${bundle}`]) {
    const { status, headers } = await raw(server.url, path);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  }
  expect((await raw(server.url, assets(html).find((path) => path.endsWith("wasm"))!)).headers["content-type"]).toBe("application/wasm");
  for (const path of ["/sw.js", "/version.json", "/shell.html"]) {
    expect((await raw(server.url, path)).headers["cache-control"]).toBe("no-cache");
  }
});

test("pages may run the app and nothing else", async ({ server }) => {
  for (const path of [...ROUTES, ...STILL, NOWHERE, "/shell.html"]) {
    const policy = (await raw(server.url, path)).headers["content-security-policy"]!.toString();
    const sources = policy.split(/[; ]+/);
    expect(sources).toContain("'wasm-unsafe-eval'");
    expect(sources).not.toContain("'unsafe-inline'");
    expect(sources).not.toContain("'unsafe-eval'");
    expect(sources).not.toContain("*");
    expect(policy).toMatch(/default-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/);
  }
});

test("the service worker may fetch what it stores", async ({ server }) => {
  const policy = (await raw(server.url, "/sw.js")).headers["content-security-policy"]?.toString() ?? "connect-src 'self'";
  expect(policy).toContain("connect-src 'self'");
});

test("every answer forbids guessing at its kind", async ({ server }) => {
  for (const path of [...ROUTES, ...STILL, NOWHERE, "/api/x", "/healthz", "/version.json", "/sw.js", "/icon.svg", "/cards/q001"]) {
    expect((await raw(server.url, path)).headers["x-content-type-options"]).toBe("nosniff");
  }
});

test("/healthz says ok", async ({ server }) => {
  const { status, body } = await raw(server.url, "/healthz");
  expect(status).toBe(200);
  expect(body.toString()).toBe("ok");
});

const TRICKS = [
  "/../", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/assets/../app.json", "/assets/..%2fapp.json",
  "/bundle/..%2f..%2fpublished.json", "/cards/%2e%2e/", "/%00", "/cards/%00/", "/%", "/%ff", "/%zz", "/cards/%ff/", "//evil.example",
  "//evil.example/", "//evil.example/..", "///evil.example", "/\\evil.example", "/%5cevil.example", "/.//evil.example", "/cards//evil.example",
  `/cards/${encodeURIComponent("金句")}/`, "/cards/q001//", "/cards//q001", "/?x=%00", "/cards/q001?next=//evil.example", "/<script>", "/cards/<svg onload=alert(1)>/".replaceAll(" ", "%20"),
  `/${"a".repeat(4_000)}`, `/${"a".repeat(60_000)}`, `/${"a/".repeat(2_000)}`, `/cards/${"%F0%9F%9B%B5".repeat(300)}/`, "/app.json", "/.nuanxin-export",
];

test("no path breaks the server, leads off the site, or shows a file that is not for readers", async ({ server }) => {
  for (const path of TRICKS) {
    const { status, headers, body } = await raw(server.url, path);
    const about = `${path.slice(0, 60)} → ${status}`;
    expect([200, 308, 400, 404, 414, 431], about).toContain(status);
    if (status === 308) expect(headers.location, about).toMatch(/^\/([^/\\]|$)/);
    if (status === 200) expect(body.toString(), about).toContain('id="first-paint"');
    expect(body.toString(), about).not.toMatch(/root:x:|"content":|sha256-.*"style"|<script>[^(]*<\/script>|<svg onload/);
  }
  expect((await raw(server.url, "/healthz")).status).toBe(200);
});

for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
  test(`${method} to a page is refused`, async ({ server }) => {
    const { status, headers, body } = await raw(server.url, "/", {}, method);
    expect(status).toBe(405);
    expect(headers.allow).toContain("GET");
    expect(JSON.parse(body.toString()).code).toBe("method_not_allowed");
  });
}
