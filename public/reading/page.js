// What every script of 领读 needs of its page, and of the server.

export const root = document.documentElement;
export const find = (selector) => document.querySelector(selector);
export const all = (selector) => Array.from(document.querySelectorAll(selector));
export const show = (element, isOn) => (element.hidden = !isOn);
/** The same words again would be read out again. */
export const put = (element, words) => element.textContent !== words && (element.textContent = words);
export const isHidden = () => document.visibilityState === "hidden";

/** So many bytes that nobody guesses, in hexadecimal digits. */
export const random = (bytes) =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** An answer in time, or none; `status` is 0 where nobody answered. */
export async function ask(path, body) {
  const cutOff = new AbortController();
  const timer = setTimeout(() => cutOff.abort(), 6e3);
  try {
    const request = { cache: "no-store", signal: cutOff.signal };
    if (body) Object.assign(request, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const answer = await fetch(path, request);
    return { status: answer.status, body: await answer.json() };
  } catch (why) {
    return { status: 0, body: {} };
  } finally {
    clearTimeout(timer);
  }
}
