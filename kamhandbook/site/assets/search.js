/* Spells a search query as the site does, before Material's search worker gets it:
 * "Schluesselkunde" becomes "schlüssel kunde", "Kundenbes" becomes "kunden bes".
 *
 * search-words.js holds every word of the site with the joints of compounds marked by "|", the
 * words that say nothing, and the glossary's synonyms, each with its term. */
"use strict";

(() => {
  const QUERY = 2; // Material's message type of a query
  const SHORTEST = 3;
  const TELLING = 6; // so many letters tell which synonym is meant
  const MISTYPED = 5; // letters of a word that may have a slip
  const LONG = 9;
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

  /* A word nobody wrote is tried without its endings, too. Of a compound that stands on the site
   * all parts are asked for, so that "Geschäftsführung" does not find every "Führung"; not of a
   * synonym, which shall find its term. */
  const respelled = (word, isSynonym) => {
    let typed = folded(word);
    while (typed.length >= SHORTEST) {
      const found = spellings(typed);
      if (!isSynonym && found.length === 1 && found[0].includes(" "))
        return found[0].replace(/\S+/g, "+$&*");
      if (found.length) return found.join(" ");
      if (!ENDING.test(typed)) break;
      typed = typed.replace(ENDING, "");
    }
    const near = nearest(folded(word));
    return near ? beginning(near.marked, near.folded) : word.toLowerCase();
  };

  /* How many letters must change to make one word of another; more than `most` is all the same. */
  const distance = (one, other, most) => {
    let before = [...other, ""].map((_, index) => index);
    let last = [];
    for (let i = 1; i <= one.length; i++) {
      const now = [i];
      for (let j = 1; j <= other.length; j++) {
        const isSame = one[i - 1] === other[j - 1];
        now[j] = Math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + !isSame);
        const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (last.length && isSwapped) now[j] = Math.min(now[j], last[j - 2] + 1);
      }
      if (Math.min(...now) > most) return most + 1;
      [last, before] = [before, now];
    }
    return before[other.length];
  };

  /* The word of the site that a mistyped one is nearest to: a letter off, two in a long word. */
  const nearest = (typed) => {
    if (typed.length < MISTYPED || /\d/.test(typed)) return null;
    let most = typed.length < LONG ? 1 : 2;
    let found = null;
    for (const word of words) {
      if (Math.abs(word.folded.length - typed.length) > most) continue;
      const letters = distance(typed, word.folded, most);
      if (letters > most || (found && letters === most)) continue;
      found = word;
      most = letters;
    }
    return found;
  };

  /* The terms that a query means by a synonym, or by the better part of one. */
  const meant = (query) => {
    const typed = ` ${folded(query.trim())}`;
    const means = ([synonym]) =>
      typed.includes(` ${folded(synonym)}`) ||
      (typed.length > TELLING && ` ${folded(synonym)}`.startsWith(typed));
    return [...new Set((window.kamSynonyms || []).filter(means).map(([, term]) => term))];
  };

  const prepared = (query) => {
    const all = query.split(/\s+/);
    const telling = all.filter((word) => !idle.has(word.toLowerCase()));
    const terms = meant(query).map((term) => term.replace(/[^\p{L}\d-]+/gu, " ").trim());
    const words = [...(telling.length ? telling : all), ...terms];
    return words
      .join(" ")
      .replace(/[\p{L}\d]+/gu, (word) => respelled(word, terms.length > 0));
  };

  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    const isQuery = message && message.type === QUERY && typeof message.data === "string";
    return send.call(this, isQuery ? { type: QUERY, data: prepared(message.data) } : message);
  };
})();
