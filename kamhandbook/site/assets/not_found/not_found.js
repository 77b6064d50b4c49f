/* The page for errors finds out where the site begins: above the folder this script came from. */
"use strict";

(() => {
  if (window.kamRoot) return; // another folder was right
  const root = new URL("../../../", document.currentScript.src);
  window.kamRoot = root;

  if (matchMedia("(prefers-color-scheme: dark)").matches) {
    document.documentElement.dataset.mdColorScheme = "slate";
  }
  const { kamStyles, kamLogo } = document.body.dataset;
  if (!document.querySelector("head > link[rel=stylesheet]")) {
    for (const sheet of kamStyles.split(" ")) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(sheet, root);
      document.head.append(link);
    }
  }
  if (kamLogo) {
    const logo = document.createElement("img");
    logo.alt = "";
    logo.src = new URL(kamLogo, root);
    document.querySelector("header").prepend(logo);
  }
  for (const link of document.querySelectorAll("[data-kam-page]")) {
    link.href = new URL(link.dataset.kamPage, root);
  }

  /* What the address was about is what people will look for. */
  const form = document.querySelector("form");
  const [name] = location.pathname.split("/").slice(-1);
  const words = decodeURIComponent(name.replace(/%(?![0-9a-f]{2})/gi, "%25"))
    .replace(/\.\w+$/, "")
    .replace(/[-_+]+/g, " ");
  form.elements.q.value = /^\d+$/.test(words) ? "" : words;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const start = new URL("index.html", root);
    start.searchParams.set("q", form.elements.q.value);
    location.assign(start);
  });
})();
