// Starts the app, and stores its shell for the next visit once nothing better is to be done.
import init from "./nuanxin.js";

const { wasm } = document.querySelector("script[data-wasm]").dataset;

// Words first: on a slow phone, starting the app beside the first paint would delay it.
const painted = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 500); // A page in the background is not painted.
});

painted.then(() => init({ module_or_path: wasm })).then(
  () => {
    const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
    idle(() => navigator.serviceWorker?.register("/sw.js").catch(() => {})); // Next time, then.
  },
  (error) => {
    // The page is complete without the app: words and links work. Taps that were kept for it are let go.
    console.error(error);
    for (const button of window.taps) button.classList.remove("tapped");
    window.taps = null;
  },
);
