// Holds built sites to what a reader needs, in a real browser. One line for each finding; any finding fails.
// Usage: node check.mjs [--only axe,print] [--page TEXT] [--all] SITE…
import { parseArgs } from "node:util";
import { launch } from "./lib/browser.mjs";
import { CHECKS, line, prove } from "./lib/prove.mjs";

/** So many findings of one rule are shown, unless all are asked for. */
const SHOWN = 8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: CHECKS.join(",") }, page: { type: "string", default: "" }, all: { type: "boolean" } },
});
if (!positionals.length) throw new Error("usage: node check.mjs [--only axe,print] [--page TEXT] [--all] SITE…");

const browser = await launch();
let total = 0;
try {
  for (const folder of positionals) {
    const choose = values.page ? (site) => site.pages.filter((p) => p.includes(values.page)) : null;
    console.log(`== ${folder}`);
    const { site, findings } = await prove(browser, folder, { only: values.only.split(","), choose, tell: (words) => console.log(`   ${words}`) });
    const shown = new Map();
    for (const finding of findings) {
      const key = `${finding.check} ${finding.rule}`;
      shown.set(key, (shown.get(key) ?? 0) + 1);
      if (values.all || shown.get(key) <= SHOWN) console.log(line(finding));
    }
    for (const [key, count] of shown) console.log(`   ${key}: ${count}`);
    console.log(`== ${folder}: ${findings.length} findings; ${site.chosen.length} of ${site.pages.length} pages looked at in the browser`);
    total += findings.length;
  }
} finally {
  await browser.close();
}
process.exitCode = total ? 1 : 0;
