/* Small helps on top of pages that work without them. Every text comes from the page. */
"use strict";

(() => {
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const FEW = 8; // rows that are seen at a glance need no filter

  /* Key account list: search, filter, sort. */
  const list = (root) => {
    const table = root.querySelector("table");
    if (!table || root.querySelector(".kam-tools")) return;
    const words = root.dataset;
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (rows.length <= FEW) return;
    const heads = [...table.tHead.rows[0].cells];
    const text = (row, column) => row.cells[column].textContent.trim();
    const key = (row, column) => row.cells[column].dataset.sort || text(row, column);
    const order = new Intl.Collator(document.documentElement.lang || "de", { numeric: true });

    const search = make("input", { type: "search" });
    const shown = make("p", { class: "kam-shown", role: "status" });
    const tools = make("div", { class: "kam-tools" });
    tools.append(make("label", {}, words.kamSearch, search));

    const filters = words.kamFilters.split("|").flatMap((name) => {
      const column = heads.findIndex((head) => head.textContent.trim() === name);
      const values = column < 0 ? [] : [...new Set(rows.map((row) => text(row, column)))];
      if (values.length < 2) return [];
      const select = make("select", {}, make("option", { value: "" }, words.kamAll));
      for (const value of values.sort(order.compare)) select.append(make("option", {}, value));
      tools.append(make("label", {}, name, select));
      return [{ column, select }];
    });

    const update = () => {
      const wanted = search.value.trim().toLowerCase();
      let count = 0;
      for (const row of rows) {
        const fits =
          row.textContent.toLowerCase().includes(wanted) &&
          filters.every(({ column, select }) => !select.value || text(row, column) === select.value);
        row.hidden = !fits;
        count += fits;
      }
      shown.textContent = count
        ? words.kamShown.replace("#", count).replace("#", rows.length)
        : words.kamNone;
    };

    const chosen = make("select");
    const sort = (column, direction) => {
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      heads[column].setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      rows.sort((a, b) => direction * order.compare(key(a, column), key(b, column)));
      body.append(...rows);
      chosen.value = String(column);
    };
    heads.forEach((head, column) => {
      const button = make("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => {
        sort(column, head.getAttribute("aria-sort") === "ascending" ? -1 : 1);
      });
      head.append(button);
      chosen.append(make("option", { value: column }, head.textContent.trim()));
    });
    chosen.value = "";
    chosen.addEventListener("change", () => sort(Number(chosen.value), 1));
    tools.append(make("label", { class: "kam-sort" }, words.kamSort, chosen), shown);
    tools.addEventListener("input", update);
    root.prepend(tools);
    update();
  };

  /* Who decides: the rows of a table in which a role stands, and what it does there. */
  const finder = (root) => {
    const table = root.querySelector("table");
    if (!table || root.querySelector(".kam-tools")) return;
    const words = root.dataset;
    const rows = [...table.tBodies[0].rows];
    const rolesIn = (cell) =>
      cell.textContent
        .split(/,\s+|;\s+|\s+(?:und|sowie)\s+/)
        .map((name) => name.trim())
        .filter((name) => /\p{L}/u.test(name));
    const cells = rows.flatMap((row) => [...row.cells].slice(1));
    const roles = [...new Set(cells.flatMap(rolesIn))];
    if (roles.length < 2) return;

    const select = make("select", {}, make("option", { value: "" }, words.kamAll));
    const order = new Intl.Collator(document.documentElement.lang || "de");
    for (const role of roles.sort(order.compare)) select.append(make("option", {}, role));
    const search = make("input", { type: "search" });
    const shown = make("p", { class: "kam-shown", role: "status" });
    const tools = make("div", { class: "kam-tools" });
    tools.append(
      make("label", {}, words.kamFinder, select),
      make("label", {}, words.kamSearch, search),
      shown,
    );
    const update = () => {
      const wanted = search.value.trim().toLowerCase();
      let count = 0;
      for (const row of rows) {
        const [topic, ...others] = row.cells;
        let isMeant = !select.value;
        for (const cell of others) {
          const isTheirs = Boolean(select.value) && rolesIn(cell).includes(select.value);
          cell.classList.toggle("kam-found", isTheirs);
          isMeant = isMeant || isTheirs;
        }
        row.hidden = !(isMeant && topic.textContent.toLowerCase().includes(wanted));
        count += !row.hidden;
      }
      shown.textContent = count
        ? words.kamShown.replace("#", count).replace("#", rows.length)
        : words.kamNone;
    };
    tools.addEventListener("input", update);
    root.prepend(tools);
    update();
  };

  /* Reading paths: who reads as somebody sees that one's path alone, next time, too. */
  const roles = (root) => {
    const paths = [...root.children].filter((path) => path.querySelector("h2"));
    if (paths.length < 2 || root.previousElementSibling?.matches(".kam-roles")) return;
    const name = (path) => path.querySelector("h2").firstChild.textContent.trim();
    const key = "kam-role";
    const choose = (chosen) => {
      paths.forEach((path) => (path.hidden = Boolean(chosen) && path !== chosen));
      root.classList.toggle("kam-one", Boolean(chosen));
      buttons.forEach(([path, button]) => button.setAttribute("aria-pressed", path === chosen));
      try {
        if (chosen) localStorage.setItem(key, chosen.querySelector("h2").id);
        else localStorage.removeItem(key);
      } catch {
        /* Without storage the choice holds until the page is left. */
      }
    };
    const buttons = [...paths, null].map((path) => {
      const label = path ? name(path) : root.dataset.kamAll;
      return [path, make("button", { type: "button", class: "kam-role" }, label)];
    });
    const group = make("div", { class: "kam-roles", role: "group" });
    group.setAttribute("aria-label", root.dataset.kamRoles);
    group.append(make("span", {}, root.dataset.kamRoles), ...buttons.map(([, button]) => button));
    buttons.forEach(([path, button]) => button.addEventListener("click", () => choose(path)));
    root.before(group);
    let before = null;
    try {
      before = localStorage.getItem(key);
    } catch {
      /* as above */
    }
    choose(paths.find((path) => path.querySelector("h2").id === before) || null);
  };

  /* Checklist: the browser remembers what is done; nobody else sees it. */
  const checklist = (root) => {
    const key = (index) => `kam-checklist:${root.dataset.kamChecklist}:${index}`;
    root.querySelectorAll("input").forEach((box, index) => {
      try {
        box.checked = localStorage.getItem(key(index)) === "1";
        box.addEventListener("change", () => {
          if (box.checked) localStorage.setItem(key(index), "1");
          else localStorage.removeItem(key(index));
        });
      } catch {
        /* Without storage the boxes work until the page is left. */
      }
    });
  };

  /* Buttons that print, the whole page or only what they name. */
  const printer = (button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      document.body.classList.toggle("kam-print-part", Boolean(button.dataset.kamPrint));
      window.print();
      document.body.classList.remove("kam-print-part");
    });
  };

  /* A place on a file share: a button that copies it; a link where the page itself lies on one. */
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      /* Only pages over https have a clipboard; a selection can be copied everywhere. */
      const field = make("textarea", { readonly: "" });
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };
  const place = (button) => {
    const words = button.previousElementSibling;
    if (!button.hidden || !words) return;
    const label = button.textContent;
    button.hidden = false;
    if (location.protocol === "file:") {
      words.replaceChildren(make("a", { href: button.dataset.kamPlace }, ...words.childNodes));
    }
    button.addEventListener("click", async () => {
      if (!(await copied(words.textContent))) return;
      button.focus();
      button.textContent = button.dataset.kamDone;
      setTimeout(() => (button.textContent = label), 2000);
    });
  };

  /* The link at a heading is copied when it is followed, too. */
  const headingLink = (link) => {
    const sign = link.textContent;
    link.addEventListener("click", async () => {
      if (!(await copied(link.href))) return;
      link.textContent = link.dataset.kamDone;
      setTimeout(() => (link.textContent = sign), 2000);
    });
  };

  /* Material's search is a dialog without a name; its field has one. */
  const searchName = () => {
    const dialog = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    const field = dialog && dialog.querySelector("[aria-label]");
    if (field) dialog.setAttribute("aria-label", field.getAttribute("aria-label"));
  };

  const start = () => {
    document.querySelectorAll("[data-kam-list]").forEach(list);
    document.querySelectorAll("[data-kam-finder]").forEach(finder);
    document.querySelectorAll("[data-kam-roles]").forEach(roles);
    document.querySelectorAll("[data-kam-checklist]").forEach(checklist);
    document.querySelectorAll("[data-kam-print]").forEach(printer);
    document.querySelectorAll("[data-kam-place]").forEach(place);
    document.querySelectorAll(".headerlink[data-kam-done]").forEach(headingLink);
    searchName();
  };

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
