// Valid HTML and CSS: the Nu checker (errors and warnings) on the whole folder, html-validate on each page.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";

const JAR = path.join(path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
/** The checker takes a page from disk for one of no origin, so that 'self' means nothing; the browser judges the policy (loads). */
const NOT_OURS = [
  /Resource violates Content Security Policy \(meta tag\).*blocked by/,
  // Properties of SVG 2 that style sheets may set, and that the checker does not know yet.
  /Property “(vector-effect|paint-order)” doesn't exist/,
];
/** html-validate looks at the sample's every page, and on larger sites at this many. */
const MOST = 110;

const rules = {
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // Matters of layout in the file, which nobody reads.
    "no-trailing-whitespace": "off", "attr-delimiter": "off",
    // Names of other records are long, and cut by search engines only.
    "long-title": "off",
    // `<!DOCTYPE html>` is what base.html writes.
    "doctype-style": ["error", { style: "uppercase" }],
  },
};

export async function check({ site, wants, report }) {
  if (wants("Nu checker")) nu(site, report);
  if (!wants("html-validate")) return;
  const chosen = new Set(site.chosen);
  const rest = site.pages.filter((name) => !chosen.has(name));
  const step = Math.max(1, Math.ceil(rest.length / Math.max(1, MOST - chosen.size)));
  const validator = new HtmlValidate({ root: true, ...rules });
  for (const name of [...chosen, ...rest.filter((_, at) => at % step === 0)]) {
    const { results } = await validator.validateString(site.text(name), name);
    for (const m of results.flatMap((r) => r.messages)) report({ page: name, mode: "html-validate", rule: m.ruleId, where: m.selector ?? `line ${m.line}`, see: `line ${m.line}:${m.column}: ${m.message}` });
  }
}

function nu(site, report) {
  const done = spawnSync("java", ["-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR, "--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg", "--skip-non-html", site.folder],
    { encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.error || done.status !== 0) throw new Error(`the Nu checker did not run: ${done.error ?? done.stderr}`);
  const { messages } = JSON.parse(done.stderr);
  for (const m of messages.filter((m) => !NOT_OURS.some((known) => known.test(m.message)))) {
    const file = path.relative(fs.realpathSync(site.folder), decodeURIComponent(new URL(m.url ?? "file:///").pathname));
    report({ page: file, mode: "Nu checker", rule: m.subType ?? m.type, where: `line ${m.lastLine}`, see: `${m.message} ${(m.extract ?? "").replace(/\s+/g, " ").slice(0, 80)}` });
  }
}
