/* Asks for the index that belongs to these pages: its name is the theme's and never changes. */
(() => {
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    const isIndex = String(url).endsWith("/search/search_index.json");
    return open.call(this, method, isIndex ? `${url}?v=VERSION` : url, ...rest);
  };
})();
