// The browser as every part of the benchmark uses it: a cheap phone on a rider's network.
import { createRequire } from "node:module";
import { join } from "node:path";

export const ROOT = new URL("..", import.meta.url).pathname;
const { chromium } = createRequire(join(ROOT, "e2e/x.js"))("@playwright/test");

/** 150 ms round trip, 1.6 Mbps down, 750 kbps up, and a processor at a quarter of this machine's speed. */
export const PRESET = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8, cpu: 4 };

/** A phone in the hand: 360×800, two pixels to one. */
const PHONE = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: "zh-CN" };

export async function launch(...more) {
  const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const executablePath = process.env.CHROMIUM || undefined;
  return chromium.launch({ executablePath, args: [...quiet, ...more] });
}

/** An empty profile. */
export const profile = (browser) => browser.newContext(PHONE);

/** A tab at the preset, with what its network did so far: `{ page, cdp, net }`. */
export async function tab(context, { offline = false, preset = PRESET } = {}) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const net = { requests: 0, bytes: 0, finished: [], open: new Set(), start: undefined, last: Date.now() };
  cdp.on("Network.requestWillBeSent", ({ request, requestId, timestamp }) => {
    if (/^(data|blob):/.test(request.url)) return;
    net.start ??= timestamp;
    net.requests++;
    net.open.add(requestId);
    net.last = Date.now();
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength, timestamp }) => {
    const bytes = Math.max(0, encodedDataLength);
    net.bytes += bytes;
    net.finished.push({ ms: (timestamp - net.start) * 1000, bytes });
    net.open.delete(requestId);
    net.last = Date.now();
  });
  cdp.on("Network.loadingFailed", ({ requestId }) => net.open.delete(requestId));
  await cdp.send("Network.enable");
  const { latency, downloadThroughput, uploadThroughput } = preset;
  await cdp.send("Network.emulateNetworkConditions", { offline, latency, downloadThroughput, uploadThroughput });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: preset.cpu });
  return { page, cdp, net };
}

/** Waits until the network was silent for a while; gives up when patience ends. */
export async function quiet(net, { silent = 800, patience = 15_000 } = {}) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    await pause(100);
    if (net.open.size === 0 && Date.now() - net.last > silent) return;
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Bytes that had arrived at a moment after the navigation began. */
export const bytesUntil = (net, ms) => net.finished.filter((one) => one.ms <= ms).reduce((sum, one) => sum + one.bytes, 0);

/** To be run in the page before anything else: notes when the wanted words can be seen, and what is usually asked. */
export function observe(wanted) {
  const seen = (window.seen = { longTasks: [], cls: 0 });
  const entries = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  entries("longtask", ({ startTime, duration }) => seen.longTasks.push([startTime, duration]));
  entries("largest-contentful-paint", ({ startTime }) => (seen.lcp = startTime));
  entries("paint", ({ name, startTime }) => name === "first-contentful-paint" && (seen.fcp = startTime));
  entries("layout-shift", ({ value, hadRecentInput }) => (seen.cls += hadRecentInput ? 0 : value));
  const look = () => {
    if (!seen.words && isShown()) requestAnimationFrame(() => (seen.words ??= performance.now()));
    if ("appReady" in document.documentElement.dataset) seen.ready ??= performance.now();
    if (!seen.words || !seen.ready) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  /** In a paragraph or a list, on the first screen, and neither transparent nor hidden nor a pixel in size. */
  function isShown() {
    // Cheap, and false until the words are there at all: looking must not slow down what is looked at.
    if (!document.body?.textContent.includes(wanted)) return false;
    return [...document.querySelectorAll("p, li")].some((element) => {
      if (!element.textContent.includes(wanted)) return false;
      const { width, height, top } = element.getBoundingClientRect();
      return width > 8 && height > 8 && top < innerHeight && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    });
  }
}

/** Blocking after the first paint: what of each long task exceeds 50 ms. */
export const blocking = ({ longTasks, fcp = 0 }) =>
  longTasks.reduce((sum, [start, length]) => sum + Math.max(0, Math.min(length, start + length - fcp) - 50), 0);

export function median(values) {
  const sorted = values.filter((value) => value != null && !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted.length > 0 ? (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2 : null;
}
