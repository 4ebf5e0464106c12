// What the checks ask inside a page. Evaluated through the debugger, so that no policy of the page stands in its way.
(() => {
  /** A short selector by which a person finds the element. */
  const name = (el) => {
    if (!el || el === document.documentElement) return "html";
    const own = (e) => e.localName + (e.id ? `#${e.id}` : e.classList.length ? `.${[...e.classList].join(".")}` : "");
    const parts = [own(el)];
    for (let e = el; !e.id && e.parentElement && parts.length < 4;) {
      e = e.parentElement;
      parts.unshift(own(e));
    }
    const words = (el.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 40);
    return parts.join(" > ") + (words ? ` “${words}”` : "");
  };
  // Of drawings, checkVisibility does not see that a group around them is not displayed.
  const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && (!(el instanceof SVGElement) || el.getClientRects().length > 0);
  /** Kept for screen readers only, by the usual means. */
  const hiddenFromSight = (el) => {
    for (let e = el; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      if (style.clipPath === "inset(50%)" || (style.overflow !== "visible" && box.width <= 1.5 && box.height <= 1.5)) return true;
    }
    return false;
  };
  const style = (el, key) => getComputedStyle(el)[key];
  const within = (el, test) => {
    for (let e = el; e; e = e.parentElement) if (test(e)) return e;
    return null;
  };
  const scrolls = (el) => {
    const s = getComputedStyle(el);
    const can = (v) => v === "auto" || v === "scroll";
    return (can(s.overflowX) && el.scrollWidth > el.clientWidth + 1) || (can(s.overflowY) && el.scrollHeight > el.clientHeight + 1);
  };
  const accessibleName = (el) => {
    const by = (el.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    return (by.map((id) => document.getElementById(id)?.textContent ?? "").join(" ") || el.getAttribute("aria-label") || "").trim();
  };
  const body = () => [...document.body.querySelectorAll("*")].filter((el) => !["script", "style", "noscript", "template"].includes(el.localName));

  /** Text nodes that a reader sees, in document order. */
  const texts = (skip = () => false) => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const el = node.parentElement;
      if (node.data.trim() && !["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"].includes(el.tagName) && shown(el) && !skip(el)) found.push(node);
    }
    return found;
  };

  const TABBABLE = "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable], [tabindex]";
  const tabbables = () => [...document.querySelectorAll(TABBABLE)].filter((el) => el.tabIndex >= 0 && !el.disabled && shown(el) && !el.closest("[inert]")
    && !(el.type === "hidden") && !(el.localName === "summary" && el.parentElement?.localName !== "details"));

  /** A colour as red, green, blue and alpha, whatever notation computed style uses. */
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.canvas.width = canvas.canvas.height = 1;
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  /** The colour behind an element, from the nearest ancestor that paints one. */
  const behind = (el) => {
    for (let e = el; e; e = e.parentElement) {
      const c = rgba(style(e, "backgroundColor"));
      if (c[3] > 0.99) return c;
    }
    return rgba("Canvas");
  };

  globalThis.proof = { name, shown, hiddenFromSight, style, within, scrolls, accessibleName, body, texts, tabbables, rgba, contrast, behind };
})();
