// 领读, live: the pages below /reading/, without the app. A phone shows where the reading stands, or leads it: then its own place
// holds, with or without a network, and is sent as soon as there is one. It is written for every browser that shows words
// (browsers.json), and never gives up.
(() => {
  "use strict";
  const root = document.documentElement;
  // Before the first paint, as everywhere.
  for (const key of ["theme", "size"]) {
    try {
      if (localStorage[key]) root.dataset[key] = localStorage[key];
    } catch (denied) {}
  }

  /** A stream that says nothing for so long is dead, in milliseconds: the server speaks every eight seconds. */
  const SILENCE = 20e3;
  /** A stream that has said nothing at all by then is held back by somebody: it is asked instead. */
  const SWALLOWED = 3e3;
  /** How often is asked then, and at most how seldom where nobody answers. */
  const ASKS = 2e3;
  const SELDOM = 10e3;
  /** So often whoever leads says that they are there; more often while something is awaited. */
  const SIGNS = 5e3;
  const AWAITS = 1500;
  /** How long whoever led may take it back. */
  const TAKE_BACK = 10e3;
  const LOST = "没连上，正在重连。你看到的是断开前的那一条。";

  const random = (bytes) =>
    Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const show = (element, isOn) => (element.hidden = !isOn);

  /** An answer in time, or none; `status` is 0 where nobody answered. */
  async function ask(path, body) {
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

  /** What this phone knows of leading a room. */
  const kept = {
    read: (room) => {
      try {
        const lead = JSON.parse(localStorage.getItem(`reading-${room}`));
        return lead && /^[0-9a-f]{64}$/.test(lead.token) ? lead : null;
      } catch (denied) {
        return null;
      }
    },
    write: (room, lead) => {
      try {
        // Of rooms that were, nothing is left.
        for (const key of Object.keys(localStorage)) if (key.startsWith("reading-")) localStorage.removeItem(key);
        if (lead) localStorage.setItem(`reading-${room}`, JSON.stringify(lead));
      } catch (denied) {}
    },
  };

  function enter() {
    const field = find("#digits input");
    if (!field) return;
    field.addEventListener("input", () => {
      field.value = field.value.replace(/[^0-9]/g, "");
      if (field.value.length === 4) field.form.submit();
    });
  }

  /** `/reading/new/`: a room, and this phone leads it. */
  function begin() {
    const said = find("#said");
    // Made once: sent again, it is the same reading.
    const time = Date.now().toString(16).padStart(12, "0");
    const rest = random(10);
    const id = `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
    const token = random(32);
    all("[data-start]").forEach((button) => {
      button.addEventListener("click", async () => {
        all("[data-start]").forEach((one) => (one.disabled = true));
        const answer = await ask("/api/readings", { id, deck: button.dataset.deck, token });
        const status = answer.status;
        if (status === 200) {
          kept.write(answer.body.room, { token, epoch: 1, card: 0, sentence: 0, rest: true });
          location.href = `/reading/${answer.body.room}/${button.dataset.start ? "#try" : ""}`;
          return;
        }
        all("[data-start]").forEach((one) => (one.disabled = false));
        said.textContent =
          status === 401 ? "加入支部以后才能领：找支部书记要一张邀请。自己用大字读，现在就行。" : status === 0 ? "现在没有网络，开不了。先用大字读，网回来了再点一次。" : answer.body.message || "没开成，再点一次。";
        show(said, true);
      });
    });
  }

  /** `/reading/:room/`. */
  function follow(room) {
    const api = `/api/readings/${room}`;
    const page = random(8);
    const cards = all("#cards > [data-card]");
    const banner = find("#banner");
    const at = find("#at");
    const tried = find("#tried");
    const isWall = "wall" in root.dataset;
    const isTry = location.hash === "#try";

    /** Where the reading stands, as far as this phone knows. */
    let newest = JSON.parse(root.dataset.snapshot);
    /** The card somebody looks at by themselves. */
    let own = null;
    /** Where this phone leads, and by what; `null` where it follows. */
    let lead = isWall ? null : kept.read(room);
    let isBySentence = !!lead && lead.sentence > 0;
    let said = "";

    // ---- what is seen

    const lines = (card) => (cards[card] ? cards[card].querySelectorAll(".line") : []);
    const here = () => lead || newest;

    function draw() {
      const isOver = newest.ended;
      const place = own === null ? here() : { card: own, sentence: 0, rest: false };
      const sentence = place.sentence;
      const rest = place.rest && !isOver;
      const shown = isOver && own === null ? cards.length : Math.min(place.card, cards.length);
      root.toggleAttribute("data-lead", !!lead && !isOver);
      root.toggleAttribute("data-over", isOver);
      root.toggleAttribute("data-rest", rest);
      cards.forEach((one, index) => {
        show(one, index === shown && !rest);
        const all = lines(index);
        for (let line = 0; line < all.length; line++) all[line].classList.toggle("on", index === shown && line + 1 === sentence);
        one.classList.toggle("by-sentence", index === shown && sentence > 0);
      });
      show(find("[data-end]"), shown === cards.length && !rest);
      show(find("#rest"), rest);
      const words = shown < cards.length ? `第 ${shown + 1} 条，共 ${cards.length} 条` : `共 ${cards.length} 条`;
      at.textContent = `${at.dataset.deck} · ${words}`;
      const isGivenAway = Date.now() < takeBackUntil;
      const isWanted = newest.lead !== "held" || isGivenAway;
      const canTake = !lead && !isOver && !isWall && (isWanted || "secretary" in root.dataset);
      show(find("#ask"), canTake);
      find("#ask b").textContent = isGivenAway ? "交出去了" : !isWanted ? "书记随时能接" : newest.lead === "gone" ? "领的手机没有动静了" : "下一条谁来领";
      find("#ask button").textContent = isGivenAway ? "拿回来" : !isWanted && Date.now() < sureUntil ? "真的接过来？" : "我来领";
      show(find("#back"), own !== null && !isOver);
      const led = Math.min(newest.card, cards.length - 1) + 1;
      find("#back b").textContent = `领读到第 ${led} 条了`;
      show(find("#offered"), !!lead && newest.lead === "offered" && !isOver);
      find("[data-do=rest]").setAttribute("aria-pressed", rest);
      find("[data-do=sentences]").setAttribute("aria-pressed", isBySentence);
      find(".leader [data-do=next]").textContent = rest ? "开始读" : "下一条";
      stayLit();
      root.toggleAttribute("data-tall", find("footer").offsetHeight > innerHeight / 2);
      fit(cards[shown]);
    }

    /** On a wall a card is as large as it stands there whole. */
    function fit(card) {
      if (!isWall || !card || card.hidden) return;
      const frame = find("#cards");
      for (let size = 1; size <= 12; size++) {
        card.dataset.fit = size;
        if (frame.scrollHeight <= frame.clientHeight && frame.scrollWidth <= frame.clientWidth) return;
      }
    }

    /** A sentence that is read, and lies above the screen or below it. */
    function inSight(line) {
      const box = line && line.getBoundingClientRect();
      if (box && (box.top < 0 || box.bottom > innerHeight - find("footer").offsetHeight)) line.scrollIntoView({ block: "center" });
    }

    function say(words) {
      if (words === said) return;
      said = words;
      banner.textContent = words;
    }

    // ---- how it is heard

    let source = null;
    let opened = 0;
    let streamed = 0;
    let heard = Date.now();
    let asked = 0;
    let fails = 0;
    /** Somebody is there, and lets nobody listen: no use to try again at once. */
    let isRefused = false;
    const isHidden = () => document.visibilityState === "hidden";

    /** The newest holds; what is older says nothing any more. */
    function receive(snapshot) {
      heard = Date.now();
      if (fails > 0) isRefused = false;
      fails = 0;
      const isNews = snapshot.seq > newest.seq || snapshot.ended !== newest.ended;
      // Why somebody could not lead stays until there is news.
      if ((!lead || isTry) && (isNews || said === LOST)) say("");
      if (snapshot.seq < newest.seq) return;
      if (isTry && tried) {
        const place = snapshot.rest ? "歇着" : snapshot.card < cards.length ? `第 ${snapshot.card + 1} 条` : "读完了";
        tried.textContent = `试一试：别人的手机上现在是“${place}”。${snapshot.rest ? "点“开始读”看看。" : "再翻一条看看；不试了点右上角“结束”。"}`;
        show(tried, true);
      }
      const before = newest;
      newest = snapshot;
      // Whoever looked at something by themselves goes on with that, until they come back.
      if (isNews && own !== null && before.ended !== snapshot.ended) own = null;
      draw();
      if (isNews && own === null && !lead) {
        if (before.card !== snapshot.card || before.rest !== snapshot.rest) scrollTo(0, 0);
        else inSight(find("[data-card]:not([hidden]) .line.on"));
      }
      if (snapshot.ended) close();
      // Said a moment later, so that a room does not say it all at once.
      else if (isNews && (!lead || isTry)) setTimeout(look, Math.random() * 700);
    }

    async function look() {
      asked = Date.now();
      const answer = await ask(isWall ? api : `${api}?page=${page}${lead && !isTry ? "" : `&shows=${newest.seq}`}`);
      if (answer.status === 200) receive(answer.body);
      else if (answer.status === 404) receive(Object.assign({}, newest, { ended: true }));
      else fails += 1;
    }

    function close() {
      if (source) source.close();
      source = null;
    }

    function listen() {
      close();
      opened = Date.now();
      streamed = 0;
      if (!window.EventSource || newest.ended || isHidden()) return;
      const mine = new EventSource(`${api}/events${isWall ? "" : `?page=${page}`}`);
      source = mine;
      mine.onmessage = (event) => {
        if (source !== mine) return;
        streamed = Date.now();
        receive(JSON.parse(event.data));
      };
      // It would try again by itself at times of its own; the beat below knows better.
      mine.onerror = () => {
        if (source !== mine) return;
        close();
        isRefused = streamed === 0;
        streamed = 0;
      };
    }

    /** Asks anew, whatever it looked like before: a phone that slept does not know what it has missed. */
    function wake() {
      if (isHidden()) return;
      if (lead) push();
      if (!lead || isTry) {
        listen();
        look();
      }
    }

    function beat() {
      const now = Date.now();
      // Whoever leads is there also while they look at something else, such as the wall.
      if (isHidden() && !lead) return;
      if (lead) {
        const awaits = newest.lead === "offered" || following === "some" || isUnsent;
        if (now - pushed > (awaits ? AWAITS : SIGNS)) push();
        if (!isTry) return;
      }
      if (newest.ended) return;
      const isStream = source && (streamed ? now - streamed < SILENCE : now - opened < SWALLOWED);
      if (!isStream) {
        if (now - asked > Math.min(ASKS * (1 + fails), SELDOM)) look();
        // One that was opened and said nothing is given some time before another is.
        if (now - opened > (source || isRefused ? SILENCE : Math.min(ASKS * (1 + fails), SELDOM))) listen();
      }
      if (!lead && now - heard > (source && streamed ? SILENCE : 5e3)) say(LOST);
      if (takeBackUntil && now > takeBackUntil) {
        takeBackUntil = 0;
        draw();
      }
    }

    // ---- how it is led

    let lit = null;
    let pushed = 0;
    let isPushing = false;
    let isUnsent = false;
    let following = "nobody";
    let takeBackUntil = 0;
    /** Whoever takes it from somebody who is there is asked once more, until then. */
    let sureUntil = 0;
    let isTaking = false;
    const WORDS = { nobody: "还没有人进来：扫码，或者输四个数", all: "大家都跟上了", some: "有人还在路上" };

    /** The newest place goes out, one at a time: what was passed in between nobody needs. */
    async function push() {
      if (!lead || newest.ended) return;
      if (isPushing) {
        isUnsent = true;
        return;
      }
      isPushing = true;
      isUnsent = false;
      pushed = Date.now();
      const answer = await ask(`${api}/position`, lead);
      const status = answer.status;
      const body = answer.body;
      isPushing = false;
      if (!lead) return;
      if (status === 200) {
        say("");
        following = body.following;
        if (body.snapshot.seq >= newest.seq && !isTry) newest = body.snapshot;
        find("#following").textContent = WORDS[following];
        find("#following").dataset.state = following;
        if (isUnsent) push();
        draw();
      } else if (status === 409 || status === 404) {
        lose(body.code === "not_leading" && newest.lead === "offered", body.message);
      } else {
        // 429 and 503 as well: it is tried again.
        isUnsent = true;
        say("没有网：你照样领，网回来大家就跟上。");
        find("#following").textContent = find("#following").dataset.state = "";
      }
    }

    /** Somebody else leads by now, or it is over. */
    function lose(isHandedOver, words) {
      if (isHandedOver) {
        takeBackUntil = Date.now() + TAKE_BACK;
        tokenBefore = lead.token;
      }
      lead = null;
      kept.write(room, null);
      listen();
      look().then(() => !isHandedOver && !newest.ended && say(words || ""));
      draw();
    }

    function go(to) {
      Object.assign(lead, { rest: false }, to);
      kept.write(room, lead);
      draw();
      scrollTo(0, 0);
      push();
    }

    /** The next card or sentence, or the one before. */
    function step(by) {
      if (!lead) {
        own = Math.max(0, Math.min(cards.length, (own === null ? newest.card : own) + by));
        if (own === newest.card) own = null;
        draw();
        scrollTo(0, 0);
        return;
      }
      if (lead.rest) return go({});
      const count = lines(lead.card).length;
      if (isBySentence && lead.sentence + by >= 1 && lead.sentence + by <= count) return go({ sentence: lead.sentence + by });
      const card = lead.card + by;
      if (card < 0 || card > cards.length) return;
      const sentence = isBySentence && card < cards.length ? (by > 0 ? 1 : lines(card).length) : 0;
      go({ card, sentence });
    }

    /** A word of this phone's own; kept before it is sent, so that it is the same if it is sent again. */
    let tokenBefore = "";
    const deeds = {
      next: () => step(1),
      prev: () => step(-1),
      back: () => {
        own = null;
        draw();
        look();
      },
      rest: () => go({ rest: !lead.rest }),
      sentences: () => {
        isBySentence = !isBySentence;
        go({ sentence: isBySentence ? 1 : 0, rest: lead.rest });
      },
      offer: () => hand("offer", { token: lead.token, offered: true }),
      keep: () => hand("offer", { token: lead.token, offered: false }),
      take: async (isAgain) => {
        // Two taps are one.
        if (lead || (isTaking && !isAgain)) return;
        const now = Date.now();
        if (newest.lead === "held" && now > takeBackUntil && now > sureUntil && !isAgain) {
          sureUntil = now + 4e3;
          setTimeout(draw, 4.1e3);
          return draw();
        }
        isTaking = true;
        const token = (tokenBefore = tokenBefore || random(32));
        const answer = await ask(`${api}/take`, { token });
        const status = answer.status;
        if (status === 0 || status > 499) {
          // It may have been taken all the same: asked again, the answer is the same.
          say("没连上，正在再试一次……");
          setTimeout(() => deeds.take(true), AWAITS);
          return;
        }
        isTaking = false;
        if (status !== 200) {
          await look();
          say(answer.body.message);
          return;
        }
        newest = answer.body.snapshot;
        own = null;
        takeBackUntil = 0;
        lead = { token, epoch: newest.epoch, card: newest.card, sentence: newest.sentence, rest: newest.rest };
        isBySentence = lead.sentence > 0;
        tokenBefore = "";
        kept.write(room, lead);
        close();
        say("");
        draw();
        push();
      },
      end: () => {
        const button = find("[data-do=end]");
        // Asked once more, where the thumb is.
        if (!button.dataset.sure) {
          button.dataset.sure = "1";
          button.textContent = "真的结束？";
          setTimeout(() => {
            delete button.dataset.sure;
            button.textContent = "结束";
          }, 4e3);
          return;
        }
        hand("end", { token: lead.token });
      },
    };

    async function hand(deed, body) {
      const answer = await ask(`${api}/${deed}`, body);
      if (answer.status === 200) {
        newest = answer.body.snapshot;
        if (newest.ended) kept.write(room, null);
        say("");
        draw();
      } else if (answer.status === 409 || answer.status === 404) lose(false, answer.body.message);
      else say(deed === "end" ? "没有网，结束不了：过一会儿没有动静，它自己会结束。" : "没有网的时候交不出去，把手机递过去就行。");
    }

    all("[data-do]").forEach((button) => button.addEventListener("click", () => deeds[button.dataset.do] && deeds[button.dataset.do]()));
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWall) return;
      const isOnButton = event.target.closest && event.target.closest("button, a, summary, input");
      const key = event.key;
      if (key === "ArrowRight" || key === "PageDown" || (key === " " && !isOnButton)) step(1);
      else if (key === "ArrowLeft" || key === "PageUp") step(-1);
      else if ((key === "b" || key === "B" || key === ".") && lead) deeds.rest();
      else return;
      event.preventDefault();
    });
    let from = null;
    const main = find("#cards");
    main.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
    main.addEventListener("touchend", (event) => {
      const to = event.changedTouches[0];
      if (!from || isWall) return;
      const x = to.clientX - from.clientX;
      const y = to.clientY - from.clientY;
      if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
    });

    /** A phone that leads, and a wall, do not go dark. */
    function stayLit() {
      const isWanted = ((lead && !newest.ended) || isWall) && !isHidden();
      if (isWanted && !lit && navigator.wakeLock) {
        const mine = (lit = navigator.wakeLock.request("screen"));
        const gone = () => (lit = lit === mine ? null : lit);
        mine.then((lock) => lock.addEventListener("release", gone), gone);
      } else if (!isWanted && lit) {
        lit.then((lock) => lock.release(), () => {});
        lit = null;
      }
    }
    document.addEventListener("visibilitychange", () => {
      // Whoever does not look is not waited for.
      if (isHidden()) close();
      else wake();
      stayLit();
    });
    // The same reading in another tab of this phone: they lead as one.
    addEventListener("storage", (event) => {
      if (event.key !== `reading-${room}` || isWall) return;
      lead = kept.read(room);
      draw();
      if (!lead) wake();
    });
    for (const name of ["pageshow", "online", "focus"]) addEventListener(name, wake);
    addEventListener("offline", () => say(lead ? "没有网：你照样领，网回来大家就跟上。" : LOST));
    addEventListener("resize", draw);
    setInterval(beat, 500);
    draw();
    stayLit();
    wake();
  }

  document.addEventListener("DOMContentLoaded", () => {
    root.dataset.live = "";
    enter();
    begin();
    if (root.dataset.room) follow(root.dataset.room);
  });
})();
