// axe-core in the three ways a screen may look, on a desk and on a phone: the heaviest page of each kind in light, the lightest in the
// rest, since a page is built alike in all. Contrast, which is what differs, is also worked out here, for every page in every one of them.
import axe from "axe-core";
import { each, open } from "../lib/browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

export async function check({ site, browser, server, wants, report }) {
  for (const width of [1280, 320]) {
    if (!Object.keys(LOOKS).some((look) => wants(`${width} px, ${look}`))) continue;
    await each(browser, { viewport: { width, height: width > 700 ? 900 : 640 } }, site.chosen, async (page, name) => {
      await open(page, server.address(site.base, name));
      await page.evaluate(axe.source);
      for (const [look, media] of Object.entries(LOOKS)) {
        if (!wants(`${width} px, ${look}`)) continue;
        await page.emulateMedia(media);
        const rules = look === "forced" ? { "color-contrast": { enabled: false } } : {};
        const whole = look === "light" ? site.heaviest : site.lightest;
        const found = !whole.has(name) ? [] : await page.evaluate(([tags, rules]) => axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] })
          .then(({ violations }) => violations.flatMap((v) => v.nodes.map((n) => ({ rule: v.id, where: n.target.join(" "), why: n.failureSummary ?? v.help })))), [TAGS, rules]);
        // Once more for colours: axe does not decide over drawings and over what lies on a ::before, nor where colours are forced.
        found.push(...await page.evaluate(contrasts));
        for (const { rule, where, why } of found) {
          report({ page: name, mode: `${width} px, ${look}`, rule, where, see: why.replace(/\s+/g, " ").slice(0, 220) });
        }
      }
    });
  }
}

/** Inside the page: text of too little contrast, letters of drawings among it: against what lies behind, or against the line around them. */
function contrasts() {
  const pairs = new Map();
  for (const node of proof.texts((el) => proof.hiddenFromSight(el) || el.closest(":disabled"))) {
    const el = node.parentElement;
    const drawn = el.closest("svg");
    const stroke = drawn && proof.style(el, "stroke");
    const halo = drawn && stroke !== "none" && proof.style(el, "paintOrder").startsWith("stroke") && parseFloat(proof.style(el, "strokeWidth")) > 1;
    const behind = [halo ? proof.rgba(stroke) : (drawn && shapeUnder(el, drawn)) || proof.behind(drawn ?? el)];
    const ratio = Math.min(...behind.map((colour) => proof.contrast(proof.rgba(proof.style(el, drawn ? "fill" : "color")), colour)));
    if (ratio < 4.5) pairs.set(el, ratio);
  }
  return [...pairs].map(([el, ratio]) => ({ rule: "color-contrast", where: proof.name(el), why: `${ratio.toFixed(1)} : 1, at least 4.5 : 1` }));

  /** The colour of the topmost shape that a drawing's letters lie on by their middle. */
  function shapeUnder(el, drawn) {
    const own = el.getBoundingClientRect();
    const [x, y] = [(own.left + own.right) / 2, (own.top + own.bottom) / 2];
    const under = [...drawn.querySelectorAll("rect, path, circle, polygon, use")].filter((shape) => {
      const r = shape.getBoundingClientRect();
      return proof.shown(shape) && r.left < x && r.right > x && r.top < y && r.bottom > y
        && shape.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING && proof.style(shape, "fill") !== "none";
    });
    const colours = under.map((shape) => proof.rgba(proof.style(shape, "fill"))).filter((colour) => colour[3] > 0.99);
    return colours.at(-1);
  }
}
