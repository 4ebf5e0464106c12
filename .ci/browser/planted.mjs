// Each check must have been seen failing: plants one fault at a time into a copy of a built site, and wants the check that is there
// for it to find it, and not to find it without. Usage: node planted.mjs [--only TEXT] [--each NUMBER] SITE
// With --each, at most so many faults of each check.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { FAULTS } from "./faults.mjs";
import { launch } from "./lib/browser.mjs";
import { prove } from "./lib/prove.mjs";
import { Site, kind } from "./lib/site.mjs";

const PARALLEL = 2;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string", default: "" }, each: { type: "string", default: "1000" } } });
if (positionals.length !== 1) throw new Error("usage: node planted.mjs [--only TEXT] SITE");
const whole = new Site(positionals[0]);
const work = fs.mkdtempSync(path.join(os.tmpdir(), "planted-"));
const browser = await launch();

/** The page of a kind that a fault is planted in: the heaviest. */
function pageOf(wanted) {
  const pages = whole.pages.filter((name) => name === wanted || kind(name) === wanted);
  if (!pages.length) throw new Error(`the site has no page of the kind ${wanted}`);
  pages.sort((a, b) => whole.bytes(a).length - whole.bytes(b).length);
  return pages.at(-1);
}

/** A small site: home, the page in question and what they load. A search needs all of it. */
function small(folder, page) {
  if (page === "search.html") return fs.cpSync(whole.folder, folder, { recursive: true });
  const keep = new Set(["index.html", "404.html", page, ...whole.all.filter((name) => name.startsWith("assets/"))].filter((n) => whole.files.has(n)));
  return whole.all.filter((n) => keep.has(n) || (page.startsWith("plans/") && n.startsWith(`${page.replace(/\.html$/, "")}/`))).forEach((name) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.copyFileSync(path.join(whole.folder, name), path.join(folder, name));
  });
}

/** The hands of a fault: each changes the copy, and fails if there was nothing to change. */
function hands(folder, page) {
  const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
  const put = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  const asset = (test) => fs.readdirSync(path.join(folder, "assets")).find(test);
  const sheet = asset((name) => /^site\..*css$/.test(name));
  const up = "../".repeat(page.split("/").length - 1);
  const replace = (from, to, name = page) => {
    const before = read(name);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`nothing to change in ${name}: ${from}`);
    put(name, after);
  };
  return {
    page, up, put, replace,
    // In the published script that has the text.
    js: (from, to) => replace(from, () => to, `assets/${asset((name) => name.endsWith(".js") && read(`assets/${name}`).includes(from))}`),
    // Every file whose path begins so.
    each: (start, change) => whole.all.filter((name) => name.startsWith(start)).forEach((name) => put(name, change(read(name)))),
    css: (text) => put(`assets/${sheet}`, `${read(`assets/${sheet}`)}\n${text}`),
    main: (html) => replace("</main>", `${html}</main>`),
    script: (text) => {
      put("assets/planted.js", text);
      replace("</head>", `<script src="${up}assets/planted.js" defer></script></head>`);
    },
  };
}

/** All that a check finds in a copy, with a fault in the modes in which it matters. */
async function found(fault, page, plant) {
  const folder = fs.mkdtempSync(path.join(work, "site-"));
  small(folder, page);
  if (plant) fault.plant(hands(folder, page));
  const { findings } = await prove(browser, folder, { only: [fault.check], wants: (mode) => !plant || new RegExp(fault.mode ?? "").test(mode), choose: () => fault.on === "404.html" ? ["404.html"] : [page] });
  fs.rmSync(folder, { recursive: true });
  return findings;
}
/** What a fault is meant to be found by, as texts. */
const told = (fault, findings) => findings.filter((f) => new RegExp(fault.rule).test(f.rule) && new RegExp(fault.mode ?? "").test(f.mode)).map((f) => JSON.stringify([f.page, f.rule, f.mode, f.where]));

const clean = new Map();
const missed = [];
const planted = new Map();
const queue = FAULTS.filter((fault) => {
  planted.set(fault.check, (planted.get(fault.check) ?? 0) + 1);
  return `${fault.check}: ${fault.name}`.includes(values.only) && planted.get(fault.check) <= Number(values.each);
});
const began = performance.now();
async function worker() {
  while (queue.length) {
    const fault = queue.shift();
    const page = pageOf(fault.on ?? "plans/*");
    const key = `${fault.check} ${page}`;
    if (!clean.has(key)) clean.set(key, found(fault, page, false));
    const before = new Set(told(fault, await clean.get(key)));
    const after = await found(fault, page, true).catch((error) => { console.log(error.message); return []; });
    const fresh = told(fault, after).filter((text) => !before.has(text));
    if (!fresh.length) missed.push(`${fault.check}: ${fault.name}`);
    console.log(`${fresh.length ? "found " : "MISSED"} ${fault.check}: ${fault.name}${fresh.length ? ` [${JSON.parse(fresh[0])[1]}]` : ""}`);
  }
}
try {
  await Promise.all(Array.from({ length: PARALLEL }, worker));
} finally {
  await browser.close();
  fs.rmSync(work, { recursive: true });
}
console.log(`${missed.length ? `${missed.length} planted faults were missed` : "every planted fault was found"}, ${((performance.now() - began) / 1000).toFixed(0)} seconds`);
process.exitCode = missed.length ? 1 : 0;
