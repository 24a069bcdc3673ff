// Puts sites on loopback ports: one nginx for static folders, and our own server for content folders.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT, pause } from "./browser.mjs";

const MODULE = process.env.NGINX_BROTLI || "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
export const SERVER = process.env.NUANXIN_SERVER ?? join(ROOT, "target/release/nuanxin-server");

/**
 * Serves folders, all alike: compressed files as they are, hashed names for a year, the rest to be asked for again.
 * `folders` is `{ name: folder }`; a folder with `fallback` answers unknown paths with its `index.html`.
 * Gives back `{ urls, bytes, stop }`; `bytes(name)` is what went over the wire since it was last asked, which needs `log`.
 */
export async function serveFolders(folders, fallback = [], { log = true, workers = 1 } = {}) {
  if (!existsSync(MODULE)) throw new Error(`${MODULE} is missing (Debian: apt install nginx-light libnginx-mod-http-brotli-static)`);
  const temp = mkdtempSync(join(tmpdir(), "nuanxin-nginx-"));
  mkdirSync(join(temp, "tmp"));
  const names = Object.keys(folders);
  const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()])));
  const server = (name) => `
  server {
    listen 127.0.0.1:${ports[name]}; root ${folders[name]}; access_log ${log ? `${temp}/${name}.log sent` : "off"}; absolute_redirect off;
    add_header Cache-Control $cached;
    location / { index index.html; try_files $uri $uri.html $uri/index.html ${fallback.includes(name) ? "/index.html" : "=404"}; }
  }`;
  writeFileSync(
    join(temp, "nginx.conf"),
    `load_module ${MODULE};
daemon off; worker_processes ${workers}; pid ${temp}/pid; error_log ${temp}/error.log warn;${process.getuid?.() === 0 ? " user root;" : ""}
events { worker_connections 512; }
http {
  include /etc/nginx/mime.types; types { application/manifest+json webmanifest; text/javascript mjs; }
  default_type application/octet-stream; charset utf-8; charset_types text/plain application/json;
  sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_timeout 65; etag on; gzip_static on; brotli_static on; gzip_vary on;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${temp}/tmp/${what};`).join(" ")}
  log_format sent "$bytes_sent";
  map $uri $cached { default "no-cache"; ~*^/(assets|bundle)/ "public, max-age=31536000, immutable"; "~*[-._][0-9a-zA-Z_-]{8,}\\.(js|css|wasm|woff2)$" "public, max-age=31536000, immutable"; }
${names.map(server).join("")}
}
`,
  );
  const nginx = spawn("nginx", ["-c", join(temp, "nginx.conf")], { stdio: "ignore" });
  const stop = () => nginx.kill();
  process.once("exit", stop);
  const urls = Object.fromEntries(names.map((name) => [name, `http://127.0.0.1:${ports[name]}`]));
  for (const url of Object.values(urls)) await answers(url, () => nginx.exitCode !== null && readFileSync(join(temp, "error.log"), "utf8"));
  const read = {};
  const bytes = (name) => {
    const log = join(temp, `${name}.log`);
    const from = read[name] ?? 0;
    read[name] = statSync(log).size;
    return readFileSync(log, "utf8").slice(from).split("\n").reduce((sum, line) => sum + Number(line), 0);
  };
  return { urls, bytes, stop };
}

/** Our own server on a content folder: `{ url, stop }`. */
export async function serveContent(content) {
  const data = mkdtempSync(join(tmpdir(), "nuanxin-bench-"));
  const args = ["serve", "--listen", "127.0.0.1:0", "--data-dir", data, "--content-dir", content, "--dist", join(ROOT, "dist")];
  const server = spawn(SERVER, args, { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => server.kill();
  process.once("exit", stop);
  const url = await new Promise((resolve, reject) => {
    server.stdout.once("data", (line) => resolve(String(line).trim()));
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url, stop };
}

/** A port nobody listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until somebody answers at `url`; `failed` says why nobody ever will. */
export async function answers(url, failed) {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await fetch(url).then(() => true, () => false)) return;
    const why = failed();
    if (why) throw new Error(`${url}: ${why}`);
    await pause(50);
  }
  throw new Error(`${url} does not answer`);
}
