// axe-core in the three ways a screen may look, on a desk and on a phone.
import axe from "axe-core";
import { each, open } from "../lib/browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

export async function check({ site, browser, server, report }) {
  for (const width of [1280, 320]) {
    await each(browser, { viewport: { width, height: width > 700 ? 900 : 640 } }, site.chosen, async (page, name) => {
      await open(page, server.address(site.base, name));
      await page.evaluate(axe.source);
      for (const [look, media] of Object.entries(LOOKS)) {
        await page.emulateMedia(media);
        const rules = look === "forced" ? { "color-contrast": { enabled: false } } : {};
        const found = await page.evaluate(([tags, rules]) => axe.run(document, { runOnly: tags, rules, resultTypes: ["violations", "incomplete"] })
          .then(({ violations, incomplete }) => [
            ...violations.map((v) => [v, "violation"]),
            // What axe cannot decide about colour is a fault here: no page needs such a background.
            ...incomplete.filter((v) => v.id === "color-contrast").map((v) => [v, "undecided"]),
          ].flatMap(([v, how]) => v.nodes.map((n) => ({ rule: v.id, how, where: n.target.join(" "), why: n.failureSummary ?? v.help })))), [TAGS, rules]);
        if (look === "forced") found.push(...await page.evaluate(contrasts));
        for (const { rule, how, where, why } of found) {
          report({ page: name, mode: `${width} px, ${look}`, rule, where, see: `${how}: ${why.replace(/\s+/g, " ").slice(0, 220)}` });
        }
      }
    });
  }
}

/** Inside the page: text of too little contrast. axe takes the author's colour of text where colours are forced, so this is our own. */
function contrasts() {
  const pairs = new Map();
  for (const node of proof.texts((el) => proof.hiddenFromSight(el) || el.closest("svg, :disabled"))) {
    const el = node.parentElement;
    const ratio = proof.contrast(proof.rgba(proof.style(el, "color")), proof.behind(el));
    if (ratio < 4.5) pairs.set(el, ratio);
  }
  return [...pairs].map(([el, ratio]) => ({ rule: "color-contrast", how: "violation", where: proof.name(el), why: `${ratio.toFixed(1)} : 1, at least 4.5 : 1` }));
}
