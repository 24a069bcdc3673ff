// Tells a browser that is too old for the app so, and leaves of the page what works there: words and links. It stands
// alone and is written in ES5, because whatever is newer may be what such a browser stumbles over. docs/BROWSERS.md says
// which ones these are.
(function () {
  var root = document.documentElement;

  /** Runs once the page is parsed. */
  function parsed(run) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
    else run();
  }

  function each(selector, act) {
    var found = document.querySelectorAll(selector);
    for (var at = 0; at < found.length; at++) act(found[at]);
  }

  /**
   * The app will not come: no control takes a tap or a word that nobody carries out or keeps, and what waits for the app
   * says so. The loader calls this as well.
   */
  window.turnOff = function () {
    root.setAttribute("data-app", "none");
    window.taps = null;
    parsed(function () {
      each("main button:not(.old-copy), main input, main select, main textarea", function (control) {
        control.className = control.className.replace("tapped", "");
        // What was typed already can still be copied.
        if (control.value && control.tagName === "TEXTAREA") control.readOnly = true;
        else control.disabled = true;
      });
      each("[data-opening]", function (waiting) {
        waiting.textContent = waiting.getAttribute("data-opening");
      });
    });
  };

  // The script of the app did not arrive; a service worker or a proxy may be quicker than this.
  addEventListener("error", function (event) {
    if (event.target.type === "module") window.turnOff();
  }, true);
  if (root.getAttribute("data-app")) window.turnOff();
  // What is tapped is kept, and its button stays pressed: nobody waits for it without a word.
  setTimeout(function () {
    if (!root.hasAttribute("data-app") && !root.hasAttribute("data-app-ready")) root.setAttribute("data-app", "late");
  }, 10000);

  try {
    // A table of references: the newest thing that the app is made of. A browser that does not know 'wasm-unsafe-eval'
    // refuses every module, by the page's own policy.
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0]));
    return;
  } catch (refused) {}

  root.setAttribute("data-old", "");
  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "__STYLE__";
  document.head.appendChild(style);
  window.turnOff();
  parsed(function () {
    // They lead to what only the app shows.
    each("a[href='#show']", function (link) {
      link.removeAttribute("href");
    });
    var desk = document.getElementById("desk");
    var said = document.createElement("p");
    said.className = "old-said";
    said.setAttribute("role", "status");
    said.textContent = desk
      ? "这个浏览器太旧，打不开书记台：用电脑上更新过的浏览器，或手机自带浏览器打开。"
      : "这个浏览器太旧，只能看，不能收藏和说话：用手机自带浏览器打开，或者复制网址，换个新一点的浏览器。";
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet old-copy";
    button.textContent = "复制网址";
    button.onclick = function () {
      var field = document.createElement("input");
      field.readOnly = true;
      field.value = location.href;
      said.appendChild(field);
      field.focus();
      field.setSelectionRange(0, field.value.length);
      var isCopied = false;
      try {
        isCopied = document.execCommand("copy");
      } catch (refused) {}
      button.textContent = isCopied ? "已复制" : "长按下面的网址，自己复制";
      if (isCopied) said.removeChild(field);
    };
    said.appendChild(button);
    var main = document.querySelector("main");
    // Of the desk nothing is there but this.
    if (desk) main.textContent = "";
    main.insertBefore(said, main.firstChild);
  });
})();
