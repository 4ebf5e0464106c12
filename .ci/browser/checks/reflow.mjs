// Nothing is cut off or hidden when the screen is narrow, zoomed, or the text large or spread (WCAG 1.4.4, 1.4.10, 1.4.12).
import { each, open } from "../lib/browser.mjs";

/** One load of a page goes through all of them, or where it is not the heaviest of its kind, through most of them; 1280 px at 400 % is a window of 320 px by a quarter of the height. */
const MODES = [
  { mode: "320 px", width: 320, height: 640 },
  { mode: "1280 px at 400 %", width: 320, height: 256, heaviest: true },
  { mode: "320 px, text spacing", width: 320, height: 640, spacing: true },
  { mode: "1280 px, text spacing", width: 1280, height: 900, spacing: true, heaviest: true },
  { mode: "1280 px", width: 1280, height: 900 },
  { mode: "1280 px, text 200 %", width: 1280, height: 900, text: 32 },
];

const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }`;

export async function check({ site, browser, server, wants, report }) {
  await each(browser, {}, site.chosen, async (page, name) => {
    const session = await page.context().newCDPSession(page);
    const letters = (size) => session.send("Page.setFontSizes", { fontSizes: { standard: size, fixed: Math.round(size * 0.8125) } });
    await letters(16);
    let before = [];
    await open(page, server.address(site.base, name));
    await page.evaluate((css) => {
      proof.spacing = new CSSStyleSheet();
      proof.spacing.replaceSync(css);
    }, SPACING);
    for (const { mode, width, height, text, spacing, heaviest } of MODES) {
      // The letters of 200 % are held against those before.
      if ((heaviest && !site.heaviest.has(name)) || !(wants(mode) || (mode === "1280 px" && wants("text 200 %")))) continue;
      await page.setViewportSize({ width, height });
      if (text) await letters(text);
      await page.evaluate((on) => { document.adoptedStyleSheets = on ? [proof.spacing] : []; }, spacing);
      for (const finding of await page.evaluate(look)) report({ page: name, mode, ...finding });
      const sizes = await page.evaluate(letterSizes);
      if (text) for (const finding of grows(before, sizes)) report({ page: name, mode, ...finding });
      before = sizes;
    }
    await session.detach();
  });
}

/** Inside the page: the size of each text, and where it stands. */
const letterSizes = () => proof.texts().map((node) => [parseFloat(getComputedStyle(node.parentElement).fontSize), proof.name(node.parentElement)]);

/** Who sets larger letters in the browser must get them: sizes follow rem or em, never px alone. */
function grows(before, after) {
  if (before.length !== after.length) return [];
  const stuck = after.filter(([size], at) => size < before[at][0] * 1.4);
  return stuck.slice(0, 3).map(([size, where]) => ({ rule: "text-does-not-grow", where, see: `${size} px, though the reader set letters of twice the size; ${stuck.length} texts in all` }));
}

/** Inside the page: what sticks out, what is cut off, what lies on other text, which scroller nobody can reach. */
export function look() {
  const { proof } = globalThis;
  const found = [];
  const say = (rule, el, see) => found.push({ rule, where: proof.name(el), see });
  const root = document.scrollingElement;
  const width = document.documentElement.clientWidth;
  const inScroller = (el) => proof.within(el.parentElement, (e) => e !== document.body && e !== root && proof.scrolls(e));
  const all = proof.body().filter(proof.shown);

  if (root.scrollWidth > width) {
    const out = all.filter((el) => el.getBoundingClientRect().right > width + 0.5 && !inScroller(el));
    const inner = out.filter((el) => !out.some((other) => other !== el && el.contains(other)));
    for (const el of inner.slice(0, 5)) {
      say("page-scrolls-sideways", el, `ends at ${Math.round(el.getBoundingClientRect().right)} px of ${width} px; the page is ${root.scrollWidth} px wide`);
    }
    if (!inner.length) say("page-scrolls-sideways", root, `the page is ${root.scrollWidth} px wide, the window ${width} px`);
  }
  for (const el of all) {
    const style = getComputedStyle(el);
    const cuts = (v) => v === "hidden" || v === "clip";
    const x = cuts(style.overflowX) && el.scrollWidth > el.clientWidth + 1;
    const y = cuts(style.overflowY) && el.scrollHeight > el.clientHeight + 1;
    if ((x || y) && el.clientWidth && el.textContent.trim() && !proof.hiddenFromSight(el)) {
      say("text-cut-off", el, `holds ${el.scrollWidth}×${el.scrollHeight} px, shows ${el.clientWidth}×${el.clientHeight} px (overflow: hidden)`);
    }
    if (proof.scrolls(el) && el !== document.body && !["textarea", "select", "input"].includes(el.localName)) {
      if (el.getAttribute("tabindex") !== "0") say("scroller-not-focusable", el, "it scrolls and has no tabindex=0");
      if (!["region", "group"].includes(el.getAttribute("role")) && !["section", "nav"].includes(el.localName)) say("scroller-without-role", el, "it scrolls and is neither region nor group");
      if (!proof.accessibleName(el)) say("scroller-without-name", el, "it scrolls and has neither aria-label nor aria-labelledby");
    }
  }
  // Text on text: lines of different text nodes that share more than a sliver.
  const lines = [];
  for (const node of proof.texts((el) => proof.hiddenFromSight(el) || proof.within(el, (e) => ["fixed", "sticky"].includes(proof.style(e, "position"))))) {
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      const sliver = r.height * 0.3;
      if (r.width > 1 && r.left < -1 && !inScroller(node.parentElement)) say("text-off-screen", node.parentElement, `begins at ${Math.round(r.left)} px`);
      if (r.width > 1 && r.height > 1) lines.push({ node, l: r.left, r: r.right, t: r.top + sliver, b: r.bottom - sliver });
    }
  }
  lines.sort((a, b) => a.t - b.t);
  for (let i = 0; i < lines.length; i += 1) {
    for (let j = i + 1; j < lines.length && lines[j].t < lines[i].b; j += 1) {
      const [a, b] = [lines[i], lines[j]];
      const across = Math.min(a.r, b.r) - Math.max(a.l, b.l);
      if (a.node !== b.node && across > 3 && Math.min(a.b, b.b) - b.t > 2 && !inScroller(a.node.parentElement) && !inScroller(b.node.parentElement)) {
        say("text-on-text", b.node.parentElement, `lies on “${a.node.data.trim().slice(0, 30)}” by ${Math.round(across)} px`);
      }
    }
  }
  return found;
}
