// Starts the app, and stores its shell for the next visit once nothing better is to be done.
import init from "./nuanxin.js";
import { begin, compile } from "./part.js";
import { files, pages } from "./__wasm_split.js";
import "./alone.js";
import "./repair.js";

const root = document.documentElement;
const { wasm } = document.querySelector("script[data-wasm]").dataset;
// What is typed before the app is ready stays where it is.
addEventListener("submit", (event) => "appReady" in root.dataset || event.preventDefault());
// The browser offers 添加到桌面, usually before the app is there, which offers it when somebody has seen what this is.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  window.install = event;
});
/** After so many seconds a download that broke off is tried again; or at once when the network returns. */
const AGAIN = [2, 8, 30];

// Words first: on a slow phone, starting the app beside the first paint would delay it.
const painted = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 500); // A page in the background is not painted.
});

/**
 * The compiled app. Only a browser that cannot run it, or a server that has another one by now, makes this fail: the
 * network is waited for.
 */
async function download() {
  for (let attempt = 0; ; attempt++) {
    try {
      return await compile(wasm);
    } catch (error) {
      // The network throws TypeErrors, WebAssembly its own.
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => {
      addEventListener("online", resolve, { once: true });
      setTimeout(resolve, AGAIN[Math.min(attempt, AGAIN.length - 1)] * 1000);
    });
  }
}

// Another version of the app is stored. Whether it is the one that runs already, its page tells.
navigator.serviceWorker?.addEventListener("controllerchange", async () => {
  // The new worker answers with its own.
  const shell = await (await fetch("/shell.html").catch(() => {}))?.text();
  if (shell && !shell.includes(wasm)) dispatchEvent(new Event("renewed"));
});

/** In a task of its own, so that a tap or a scroll comes in between. */
const later = (value) => new Promise((resolve) => setTimeout(resolve, 0, value));

/** Whether the app can run here at all, as old.js asks it: a part is of no use without. */
function canRun() {
  try {
    return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0]));
  } catch {}
}

// A card turns sideways as well: many try that first. What is marked with a finger stays where it is.
let touched = 0;
addEventListener("touchstart", ({ touches, target }) => (touched = touches.length < 2 && target.closest(".deck") && !target.closest("audio") && !(visualViewport?.scale > 1) ? touches[0] : 0), { passive: true });
addEventListener("touchend", ({ changedTouches: [to] }) => {
  const x = touched && to.clientX - touched.clientX;
  if (Math.abs(x) < 60 || Math.abs(x) < 2 * Math.abs(to.clientY - touched.clientY) || !getSelection().isCollapsed) return;
  document.querySelector(`.actions [data-action=${x < 0 ? "next" : "prev"}]`)?.click();
});

// A page that needs a part need not wait until the app says so.
const early = files[pages[location.pathname.split("/")[1]]];
painted.then(() => early && canRun() && early.forEach(begin));
painted.then(download).then(later).then((app) => init({ module_or_path: app })).then(
  () => {
    const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
    idle(() => navigator.serviceWorker?.register("/sw.js").catch(() => {}), { timeout: 8000 }); // Next time, then. A busy phone may never be idle.
  },
  (error) => {
    // The page is complete without the app: words and links work. What needs the app says so (style/frame.css).
    console.error(error);
    root.dataset.app = "none";
    window.turnOff?.();
    // The whole browser is too old, and has said so (old.js): nothing mends that.
    if ("old" in root.dataset) return;
    const mend = document.querySelector("[data-action=repair]");
    if (mend) mend.disabled = false;
    mend?.addEventListener("click", async () => {
      mend.disabled = true;
      mend.disabled = await window.repair();
    });
    root.dataset.repair = "";
  },
);
