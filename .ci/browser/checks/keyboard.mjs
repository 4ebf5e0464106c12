// Through a page by the Tab key alone (WCAG 2.1.1, 2.4.1, 2.4.3, 2.4.7, 2.4.11, 2.4.12), and the size of what one points at (2.5.8).
import { each, open } from "../lib/browser.mjs";

const WALKS = [
  { mode: "1280 px", viewport: { width: 1280, height: 720 }, most: 120, back: 25 },
  { mode: "1280 px at 400 %", viewport: { width: 320, height: 256 }, most: 40, back: 25 },
];
const LOOKS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

export async function check({ site, browser, server, wants, report }) {
  for (const { mode, most, back, ...options } of WALKS) {
    const looks = Object.entries(LOOKS).filter(([look]) => mode === WALKS[0].mode && wants(`${mode}, ${look}`));
    if (!wants(mode) && !looks.length) continue;
    // What is different on lighter pages of a kind is how large things are.
    await each(browser, options, site.chosen, async (page, name) => {
      const say = (finding) => report({ page: name, mode, ...finding });
      await open(page, server.address(site.base, name));
      for (const finding of await page.evaluate(targets)) say(finding);
      if (!site.heaviest.has(name)) return;
      if (name !== "404.html") await skipLink(page, say);
      await page.evaluate(() => { document.activeElement?.blur(); globalThis.scrollTo(0, 0); });
      await open(page, server.address(site.base, name));
      if (wants(mode)) await walk(page, most, back, say);
      for (const [look, media] of looks) {
        await page.emulateMedia(media);
        for (const finding of await page.evaluate(outlines)) report({ page: name, mode: `${mode}, ${look}`, ...finding });
      }
      await page.emulateMedia(LOOKS.light);
    });
  }
}

/** The first stop leads to the main part, and the one after it lies there. */
async function skipLink(page, say) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const el = document.activeElement;
    const href = el.getAttribute("href") ?? "";
    const box = el.getBoundingClientRect();
    const seen = box.width > 20 && box.height > 10 && box.top >= 0 && box.left >= 0 && !proof.hiddenFromSight(el);
    return { where: proof.name(el), leads: href.startsWith("#") && !!document.querySelector("main") && document.getElementById(href.slice(1)) === document.querySelector("main"), seen };
  });
  if (!first.leads) return say({ rule: "first-stop-is-no-skip-link", where: first.where, see: "press Tab once" });
  if (!first.seen) say({ rule: "skip-link-not-visible", where: first.where, see: "press Tab once" });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(30);
  await page.keyboard.press("Tab");
  const next = await page.evaluate(() => {
    const inMain = proof.tabbables().some((el) => document.querySelector("main").contains(el));
    const el = document.activeElement;
    const before = el === document.body || el.compareDocumentPosition(document.querySelector("main")) & Node.DOCUMENT_POSITION_FOLLOWING;
    return { where: proof.name(el), good: document.querySelector("main").contains(el) || (!inMain && !before) };
  });
  if (!next.good) say({ rule: "skip-link-does-not-skip", where: next.where, see: "press Tab, Enter, Tab: the focus is not in the main part" });
}

/** Tab to the end (or `most` stops), then some way back, looking at each stop. */
async function walk(page, most, back, say) {
  const count = await page.evaluate(`proof.atStop = ${atStop}; proof.order = proof.tabbables(); proof.order.length`);
  const session = await page.context().newCDPSession(page);
  // Straight to the debugger: a page has hundreds of stops.
  const tab = async (modifiers) => {
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Tab", code: "Tab", windowsVirtualKeyCode: 9, modifiers });
    return (await session.send("Runtime.evaluate", { expression: "proof.atStop()", returnByValue: true })).result.value;
  };
  let last = -1;
  for (let step = 0; step < Math.min(count, most); step += 1) {
    const stop = await tab(0);
    if (!stop) return say({ rule: "focus-lost", where: "body", see: `after ${step} times Tab of ${count} stops` });
    if (stop.at !== last + 1) say({ rule: "focus-order", where: stop.where, see: `stop ${stop.at + 1} of the document after stop ${last + 1}` });
    if (stop.at < 0) return;
    last = stop.at;
    for (const finding of stop.found) say(finding);
  }
  for (let step = 0; step < Math.min(last, back); step += 1) {
    const stop = await tab(8);
    for (const finding of stop?.found ?? []) say({ ...finding, see: `${finding.see}, going back by Shift+Tab` });
  }
  await session.detach();
}

/** Inside the page: is what has the focus seen, whole and on top? */
function atStop() {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const found = [];
  const say = (rule, see) => found.push({ rule, where: proof.name(el), see });
  const [w, h] = [document.documentElement.clientWidth, innerHeight];
  const rects = [...el.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
  const sideways = proof.within(el.parentElement, (e) => e !== document.body && proof.scrolls(e));
  const large = rects.some((r) => r.height > h * 0.7 || r.width > w);
  const inside = rects.filter((r) => r.bottom > 0 && r.top < h && r.right > 0 && r.left < w);
  if (!inside.length) say("focus-outside-window", "what has the focus is scrolled out of sight");
  else if (!large && rects.some((r) => r.top < -1 || r.bottom > h + 1 || (!sideways && (r.left < -1 || r.right > w + 1)))) say("focus-partly-outside-window", "a part of what has the focus is out of sight");
  const layered = (e) => ["fixed", "sticky", "absolute"].includes(proof.style(e, "position")) && !e.contains(el);
  // The boxes of neighbouring lines of text overlap a little; at the edges only what lies on a layer of its own covers.
  const covers = (x, y, edge) => {
    const top = document.elementFromPoint(x, y);
    return top && top !== el && !el.contains(top) && !top.contains(el) && (!edge || proof.within(top, layered)) ? top : null;
  };
  for (const r of inside) {
    const [left, right, above, below] = [Math.max(r.left, 0), Math.min(r.right, w), Math.max(r.top, 0), Math.min(r.bottom, h)];
    const [cx, cy] = [(left + right) / 2, (above + below) / 2];
    const points = large ? [[cx, cy], [left + 3, cy]] : [[cx, cy], [left + 2, above + 2], [right - 2, above + 2], [left + 2, below - 2], [right - 2, below - 2]];
    const cover = points.map(([x, y], at) => covers(x, y, at > 0)).find(Boolean);
    if (cover) {
      say("focus-obscured", `covered by ${proof.name(cover)}`);
      break;
    }
  }
  return { at: proof.order.indexOf(el), where: proof.name(el), found };
}

/** Inside the page, after a Tab: does each stop look different with the focus, with an outline of contrast 3 : 1? */
function outlines() {
  const found = [];
  const keys = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderColor", "color"];
  const read = (el) => Object.fromEntries(keys.map((key) => [key, getComputedStyle(el)[key]]));
  const alike = new Set();
  for (const el of proof.tabbables()) {
    // One of each look is enough: same element, classes and ancestors' classes.
    let key = "";
    for (let e = el; e && e !== document.body; e = e.parentElement) key += `${e.localName}.${e.className?.baseVal ?? e.className} `;
    if (alike.has(key)) continue;
    alike.add(key);
    el.blur();
    const before = read(el);
    el.focus({ preventScroll: true, focusVisible: true });
    const after = read(el);
    const say = (rule, see) => found.push({ rule, where: proof.name(el), see });
    const width = parseFloat(after.outlineWidth);
    if (after.outlineStyle === "none" || width < 1.5) {
      say("focus-without-outline", `outline: ${after.outlineStyle} ${after.outlineWidth}`);
      continue;
    }
    if (keys.every((k) => before[k] === after[k])) say("focus-looks-the-same", "nothing changes with the focus");
    const inner = parseFloat(getComputedStyle(el).outlineOffset) < 0;
    const ratio = proof.contrast(proof.rgba(after.outlineColor), proof.behind(inner ? el : el.parentElement));
    if (ratio < 3) say("focus-outline-faint", `${after.outlineColor} has ${ratio.toFixed(1)} : 1 against what lies behind`);
  }
  return found;
}

/** Inside the page: targets under 24 px that neither stand in a sentence nor have room around them. */
function targets() {
  const found = [];
  const all = proof.tabbables().filter((el) => !proof.scrolls(el) && !proof.hiddenFromSight(el) && (el.matches("a, button, input, select, textarea, summary, [role]") && !el.matches("[role=group], [role=region]")));
  const boxes = all.map((el) => {
    const label = el.matches("input") ? el.closest("label") ?? el : el;
    return { el, r: label.getBoundingClientRect() };
  }).filter(({ r }) => r.width && r.bottom > -5000 && r.top > -100);
  const small = boxes.filter(({ r }) => r.width < 23.95 || r.height < 23.95);
  const inSentence = (el) => {
    if (proof.style(el, "display") !== "inline") return false;
    const block = proof.within(el.parentElement, (e) => !proof.style(e, "display").startsWith("inline"));
    const rest = [...block.childNodes].reduce(function text(words, node) {
      if (node === el || (node.nodeType === 1 && node.matches("a, button"))) return words;
      return node.nodeType === 1 ? [...node.childNodes].reduce(text, words) : words + (node.data ?? "");
    }, "");
    return /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(rest);
  };
  for (const { el, r } of small) {
    if (inSentence(el)) continue;
    const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
    const near = boxes.find((other) => {
      if (other.el === el || other.el.contains(el) || el.contains(other.el)) return false;
      const o = other.r;
      const apart = (b) => Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom));
      if ([...other.el.getClientRects()].some((b) => apart(b) < 12)) return true;
      const smallToo = o.width < 23.95 || o.height < 23.95;
      return smallToo && Math.hypot(o.left + o.width / 2 - x, o.top + o.height / 2 - y) < 24;
    });
    if (near) found.push({ rule: "target-too-small", where: proof.name(el), see: `${r.width.toFixed(1)}×${r.height.toFixed(1)} px, and ${proof.name(near.el)} is closer than 24 px` });
  }
  return found;
}
