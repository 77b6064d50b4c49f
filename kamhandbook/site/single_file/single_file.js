/* The handbook as one file: shows one page at a time, finds words, switches to dark.
 * Without it every page is there, one below the other. Every text comes from the page. */
"use strict";

(() => {
  const pages = [...document.querySelectorAll("[data-kam-page]")];
  const links = [...document.querySelectorAll(".md-nav--primary a.md-nav__link")];
  const title = document.title;
  const EVERYTHING = "all-pages";
  const field = document.querySelector(".md-search__input");
  const toggle = (name, on) => (document.getElementById(`__${name}`).checked = on);

  const place = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  };

  const show = () => {
    const id = place();
    const everything = id === EVERYTHING;
    const named = (name) => name && document.getElementById(name);
    const target = named(id) || named(id.split(":")[0]) || pages[0];
    const page = target.closest("[data-kam-page]") || pages.find((each) => !each.hidden) || pages[0];
    document.body.classList.toggle("kam-one-page", !everything);
    for (const each of pages) each.hidden = !everything && each !== page;
    for (const link of links) {
      const here = !everything && link.getAttribute("href") === `#${page.id}`;
      link.classList.toggle("md-nav__link--active", here);
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.title = everything ? title : `${page.dataset.kamPage} – ${title}`;
    toggle("drawer", false);
    for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
    if (everything || target === page) scrollTo(0, 0);
    else target.scrollIntoView();
  };

  /* --- search */

  const folded = (text) =>
    text
      .toLowerCase()
      .normalize("NFC")
      .replace(/[äöüß]/g, (char) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[char])
      .normalize("NFD")
      .replace(/[\u0300-\u036f\u00ad]/g, "");
  const split = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) || [];
  const index = JSON.parse(document.getElementById("kam-index").textContent).map((entry) => ({
    ...entry,
    heads: split(`${entry.title} ${entry.more}`),
    words: split(entry.text),
  }));
  const MOST = 30;
  const SNIPPET = 160;

  /* Whether two words differ by one letter only: changed, left out, added or swapped. */
  const alike = (typed, word) => {
    if (typed.length < 5 || Math.abs(typed.length - word.length) > 1) return false;
    let from = 0;
    while (from < typed.length && typed[from] === word[from]) from++;
    const rest = (text, skipped) => text.slice(from + skipped);
    if (typed.length > word.length) return rest(typed, 1) === rest(word, 0);
    if (typed.length < word.length) return rest(typed, 0) === rest(word, 1);
    const swapped = typed[from] === word[from + 1] && typed[from + 1] === word[from];
    return rest(typed, 1) === rest(word, 1) || (swapped && rest(typed, 2) === rest(word, 2));
  };
  const exact = (typed, word) => word.startsWith(typed) || (typed.length > 3 && word.includes(typed));
  const points = (entry, typed, fits) => {
    if (entry.heads.some((word) => fits(typed, word))) return 10;
    return entry.words.some((word) => fits(typed, word)) ? 1 : 0;
  };
  const matches = (query, fits) => {
    const typed = split(query);
    if (!typed.length) return [];
    const scored = index.map((entry) => {
      const each = typed.map((word) => points(entry, word, fits));
      return { entry, score: each.every(Boolean) ? each.reduce((sum, one) => sum + one, 0) : 0 };
    });
    return scored.filter(({ score }) => score).sort((a, b) => b.score - a.score);
  };

  const make = (tag, name, text = "") => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  };
  const snippet = (entry, query) => {
    const low = entry.text.toLowerCase();
    const first = query.toLowerCase().split(/\s+/).map((word) => low.indexOf(word)).find((at) => at >= 0) || 0;
    const from = Math.max(0, entry.text.lastIndexOf(" ", Math.max(0, first - 40)));
    const to = from + SNIPPET;
    return `${from ? "… " : ""}${entry.text.slice(from, to).trim()}${to < entry.text.length ? " …" : ""}`;
  };
  const result = ({ entry }, query) => {
    const item = make("li", "md-search-result__item");
    const link = make("a", "md-search-result__link");
    const article = make("article", "md-search-result__article md-typeset");
    link.href = `#${encodeURIComponent(entry.id)}`;
    const where = entry.page === entry.title ? entry.title : `${entry.title} · ${entry.page}`;
    article.append(make("h2", "", where), make("p", "", snippet(entry, query)));
    link.append(article);
    item.append(link);
    return item;
  };

  const search = (root) => {
    const words = root.dataset;
    const list = root.querySelector(".md-search-result__list");
    const meta = root.querySelector(".md-search-result__meta");
    const update = () => {
      const query = field.value.trim();
      let found = matches(query, exact);
      if (!found.length) found = matches(query, (typed, word) => exact(typed, word) || alike(typed, word));
      const count = found.length === 1 ? words.kamOne : words.kamSome.replace("#", found.length);
      meta.textContent = query ? (found.length ? count : words.kamNone) : "";
      list.replaceChildren(...found.slice(0, MOST).map((each) => result(each, query)));
      if (found.length > MOST) meta.textContent += ` ${words.kamMore.replace("#", MOST)}`;
    };
    root.hidden = false;
    field.addEventListener("input", update);
    field.addEventListener("focus", () => toggle("search", true));
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = list.querySelector("a");
      if (first) first.click();
    });
    list.addEventListener("click", () => toggle("search", false));
    document.getElementById("__search").addEventListener("change", (event) => {
      if (event.target.checked) field.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        toggle("search", false);
        field.blur();
      }
      const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (!typing && (event.key === "/" || event.key === "s") && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        field.focus();
      }
    });
  };

  /* --- light and dark */

  const scheme = (button) => {
    const set = (dark) => {
      document.body.dataset.mdColorScheme = dark ? "slate" : "default";
      button.setAttribute("aria-pressed", String(dark));
    };
    button.hidden = false;
    set(matchMedia("(prefers-color-scheme: dark)").matches);
    button.addEventListener("click", () => set(document.body.dataset.mdColorScheme === "default"));
  };

  document.querySelectorAll("[data-kam-results]").forEach(search);
  document.querySelectorAll("[data-kam-scheme]").forEach(scheme);
  addEventListener("hashchange", show);
  show();
})();
