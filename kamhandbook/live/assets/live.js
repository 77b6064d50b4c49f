/* Follows the preview: loads the page again when it changed, shows what is wrong over it. */
"use strict";

(() => {
  const { version, title, intro, close } = document.currentScript.dataset;
  const make = (tag, text, ...children) => {
    const element = document.createElement(tag);
    element.append(...(text ? [text] : []), ...children);
    return element;
  };

  const show = (problems) => {
    document.querySelector("aside.live-problems")?.remove();
    if (!problems.length || document.body.classList.contains("live-page")) return;
    const items = problems.map((each) =>
      make("li", "", make("code", each.place), make("p", each.message), make("p", each.next)),
    );
    const button = make("button", close);
    const box = make("aside", "", make("h2", title), make("p", intro), make("ul", "", ...items));
    box.className = "live-problems";
    box.setAttribute("role", "alert");
    button.addEventListener("click", () => box.remove());
    box.append(button);
    document.body.append(box);
  };

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const follow = async (seen) => {
    for (;;) {
      try {
        const answer = await fetch(`/__live/state?since=${seen}`);
        const state = await answer.json();
        if (state.version !== seen && seen >= 0 && !state.problems.length) {
          location.reload();
          return;
        }
        if (state.version !== seen) show(state.problems);
        seen = state.version;
      } catch {
        await pause(1000); // the preview was ended; perhaps it comes back
        seen = -2;
      }
    }
  };

  /* What is wrong already is shown at once, then every change. */
  fetch("/__live/state?since=-1")
    .then((answer) => answer.json())
    .then((state) => {
      show(state.problems);
      follow(state.version === Number(version) || state.problems.length ? state.version : -2);
    })
    .catch(() => follow(-2));
})();
