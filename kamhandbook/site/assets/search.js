/* Spells a search query as the site does, before Material's search worker gets it:
 * "Schluesselkunde" becomes "schlüssel kunde", "Kundenbes" becomes "kunden bes".
 *
 * kamWords holds every word of the site, joints of compounds marked by "|"; kamStopWords those
 * that say nothing. Both come from search-words.js. */
"use strict";

(() => {
  const QUERY = 2; // Material's message type of a query
  const SHORTEST = 3;
  const ENDING = /(?:en|er|em|es|e|n|s)$/;

  const folded = (word) =>
    word
      .toLowerCase()
      .normalize("NFC")
      .replace(/[äöüß]/g, (char) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[char]);

  const words = (window.kamWords || "")
    .split(" ")
    .map((marked) => ({ marked, folded: folded(marked.replaceAll("|", "")) }));
  const idle = new Set((window.kamStopWords || "").split(" "));

  /* The beginning of a word of the site that reads like what was typed. */
  const beginning = (marked, typed) => {
    let made = "";
    let length = 0;
    for (const char of marked) {
      if (length >= typed.length) break;
      made += char === "|" ? " " : char;
      length += char === "|" ? 0 : folded(char).length;
    }
    return made;
  };

  const spellings = (typed) => {
    const found = words.filter((word) => word.folded.startsWith(typed));
    return [...new Set(found.map((word) => beginning(word.marked, typed)))];
  };

  /* A word nobody wrote is tried without its endings, too. */
  const respelled = (word) => {
    let typed = folded(word);
    while (typed.length >= SHORTEST) {
      const found = spellings(typed);
      if (found.length) return found.join(" ");
      if (!ENDING.test(typed)) break;
      typed = typed.replace(ENDING, "");
    }
    return word.toLowerCase();
  };

  const prepared = (query) => {
    const all = query.split(/\s+/);
    const telling = all.filter((word) => !idle.has(word.toLowerCase()));
    return (telling.length ? telling : all).join(" ").replace(/[\p{L}\d]+/gu, respelled);
  };

  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    const isQuery = message && message.type === QUERY && typeof message.data === "string";
    return send.call(this, isQuery ? { type: QUERY, data: prepared(message.data) } : message);
  };
})();
