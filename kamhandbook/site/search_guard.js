/* What the search found, made harmless before it leaves the worker: Material writes it as HTML.
 * Every other tag than these, and these with attributes, are shown as text. */
"use strict";

(() => {
  const RESULT = 3; // Material's message type of what was found

  const markup = (html) =>
    String(html).replace(/<(?!\/?(?:mark|p|ul|ol|li|code|pre|sub|sup)>)/g, "&lt;");
  const words = (html) => String(html).replace(/<(?!\/?mark>)/g, "&lt;");

  const harmless = (item) => ({
    ...item,
    title: markup(item.title),
    text: markup(item.text),
    ...(item.tags && { tags: item.tags.map(words) }),
    terms: Object.fromEntries(
      Object.entries(item.terms || {}).map(([term, found]) => [words(term), found]),
    ),
  });

  const send = self.postMessage;
  self.postMessage = (message, ...rest) => {
    const found = message && message.type === RESULT && message.data;
    if (!found) return send.call(self, message, ...rest);
    const items = found.items.map((page) => page.map(harmless));
    return send.call(self, { ...message, data: { ...found, items } }, ...rest);
  };
})();
