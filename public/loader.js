// Starts the app, and stores its shell for the next visit once nothing better is to be done.
import init from "./nuanxin.js";

const root = document.documentElement;
const { wasm } = document.querySelector("script[data-wasm]").dataset;
/** After so many seconds a download that broke off is tried again; or at once when the network returns. */
const AGAIN = [2, 8, 30];

// Words first: on a slow phone, starting the app beside the first paint would delay it.
const painted = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 500); // A page in the background is not painted.
});

async function start() {
  try {
    await init({ module_or_path: wasm });
  } catch (error) {
    // Only the network throws a TypeError; a browser that cannot run the app will not be able to later.
    if (!(error instanceof TypeError) || !AGAIN.length) throw error;
    await new Promise((resolve) => {
      addEventListener("online", resolve, { once: true });
      setTimeout(resolve, AGAIN.shift() * 1000);
    });
    return start();
  }
}

painted.then(start).then(
  () => {
    const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
    idle(() => navigator.serviceWorker?.register("/sw.js").catch(() => {})); // Next time, then.
  },
  (error) => {
    // The page is complete without the app: words and links work. What needs the app says so (style/frame.css), and
    // taps that were kept for it are let go.
    console.error(error);
    root.dataset.app = "none";
    for (const button of window.taps ?? []) button.classList.remove("tapped");
    window.taps = null;
  },
);
