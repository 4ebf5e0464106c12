// With scripts switched off a page reads the same. What a script puts in or takes away stands inside an element marked
// `data-script` (a filter bar, search results) or <noscript>; everything else must be equal, word for word.
import { each, open } from "../lib/browser.mjs";

const MOST = 1000;

export async function check({ site, browser, server, report }) {
  const scripted = site.chosen.filter((name) => /<script\b/.test(site.text(name)));
  const read = async (javaScriptEnabled) => {
    const texts = new Map();
    await each(browser, { viewport: { width: 1280, height: 900 }, javaScriptEnabled }, scripted, async (page, name) => {
      await open(page, server.address(site.base, name));
      if (javaScriptEnabled) await page.waitForTimeout(150);
      texts.set(name, await page.evaluate(words));
    });
    return texts;
  };
  const [without, withScript] = [await read(false), await read(true)];
  for (const name of scripted) {
    const [off, on] = [without.get(name), withScript.get(name)];
    const at = on.same.findIndex((word, i) => word !== off.same[i]);
    const differs = at >= 0 ? at : off.same.length > on.same.length ? on.same.length : -1;
    if (differs >= 0) {
      const around = (list) => list.slice(Math.max(0, differs - 3), differs + 6).join(" ");
      report({ page: name, mode: "no JavaScript", rule: "text-differs", where: `word ${differs + 1}`, see: `with script: “${around(on.same)}”; without: “${around(off.same)}”` });
    }
    if (on.marked > MOST) report({ page: name, mode: "no JavaScript", rule: "much-text-by-script", where: "[data-script]", see: `${on.marked} letters, at most ${MOST} are meant to come from a script` });
  }
}

/** Inside the page: the words seen outside of what scripts may change, and how many letters stand inside it. */
function words() {
  const byScript = (el) => el.closest("[data-script], noscript");
  const list = (nodes) => nodes.flatMap((node) => node.data.trim().split(/\s+/));
  return { same: list(proof.texts(byScript)), marked: list(proof.texts((el) => !el.closest("[data-script]"))).join("").length };
}
