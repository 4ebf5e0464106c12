// Searches a built site without a browser: the page's own script and the site's own index, run in a bare context. Asks for
// the four queries that must find the right paragraph first, for references, phrases and hostile words, and says how much
// was loaded before the first results. Called by .ci/search with the folder of a built site; with `--measure` or `--show`
// and words, only tells what is loaded for them or what is found.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const zlib = require("zlib");

const [, , site, ...more] = process.argv;
const read = (name) => fs.readFileSync(path.join(site, name), "utf8");
const page = read("search.html");
const indexName = page.match(/data-search="([^"]+)"/)[1];

/** What looks words up, in a context where nothing but scripts can be loaded. */
async function engine() {
  const loaded = new Map();
  const document = {
    currentScript: null,
    createElement() {
      const on = {};
      return { on, remove() {}, addEventListener: (name, call) => { on[name] = call; } };
    },
    head: {
      append(script) {
        let text;
        try {
          text = read(script.src);
        } catch {
          return setImmediate(script.on.error);
        }
        loaded.set(script.src, zlib.gzipSync(text, { level: 9 }).length);
        setImmediate(() => {
          document.currentScript = script;
          vm.runInContext(text, context);
          document.currentScript = null;
          script.on.load();
        });
      },
    },
  };
  const context = vm.createContext({ document });
  context.window = context;
  await new Promise((load, error) => document.head.append({ src: indexName, on: { load, error } }));
  return { search: context.scrutineer.search, loaded };
}

async function ask(typed, count = 5) {
  const { search, loaded } = await engine();
  const found = await search.find(typed);
  const first = [];
  for (const { text } of found.results.slice(0, count)) first.push(await search.text(text, found.exact));
  const total = [...loaded.values()].reduce((a, b) => a + b, 0);
  return { found, first: first.filter(Boolean), total, files: loaded.size, loaded };
}

async function measure(queries) {
  let most = 0;
  for (const typed of queries) {
    const start = process.hrtime.bigint();
    const { found, first, total, files } = await ask(typed, 10);
    const time = Number(process.hrtime.bigint() - start) / 1e6;
    most = Math.max(most, total);
    console.log(`${(total / 1024).toFixed(1).padStart(7)} KiB in ${String(files).padStart(3)} files, ${time.toFixed(0).padStart(5)} ms, ${String(found.results.length).padStart(6)} results: ${typed}${first[0] ? "  ->  " + first[0].href : ""}`);
  }
  return most;
}

const REPORT = "papers/improvement-plan-report-2021.html";
const QUERIES = [
  // The paragraph that sets the limit; the action and the measure made of it come after the paper's own words.
  ["24 hours", `${REPORT}#p11`],
  ["“24 hours”", `${REPORT}#p11`],
  // The paragraph on auditing between teams, moderation and the report on audits; four actions cite it.
  ["audit", `${REPORT}#p12`],
  ["AUDITS", `${REPORT}#p12`],
  // The only paragraph of any paper that names it, twice.
  ["Merrion House", `${REPORT}#p14`],
  ["merrion hou", `${REPORT}#p14`],
  // Paragraphs 5 to 8 speak of strategy discussions; in the eighth they are the whole subject, and it is the shortest.
  ["strategy discussion", `${REPORT}#p8`],
  ["strategy discussions urgently", `${REPORT}#p6`],
  ['"report on audits"', `${REPORT}#p12`],
  ["legal implications", `${REPORT}#p21`],
  ["C2", "plans/focused-visit-2021/actions/C2.html"],
  ["c2 work", "plans/focused-visit-2021/actions/C2.html"],
  ["daily escalation process", "plans/focused-visit-2021/actions/D1.html"],
  ["Duty and Advice team", "owners/duty-and-advice.html"],
];
/** Nothing is found for these, and nothing breaks. */
const NOTHING = [
  '"report of audits"', "__proto__ constructor", "hasOwnProperty toString valueOf", ".*+?^${}()|[]\\", "😀 🏳️‍🌈", "\"", "“”", " ",
  "<img src=x onerror=alert(1)>", "العربية \u202e עברית", "x".repeat(100000), "%00%ff\u0000", "the", "to be",
];

async function check() {
  const wrong = [];
  const { search } = await engine();
  for (const line of fs.readFileSync(path.join(__dirname, "../tests/search/terms.txt"), "utf8").split("\n")) {
    const [text, terms] = line.split(" -> ");
    if (line.startsWith("#") || terms === undefined) continue;
    const own = search.terms(text).join(" ");
    if (own !== terms.trim()) wrong.push(`the terms of ${text} are ${own}, not ${terms}`);
  }
  let most = 0;
  for (const [typed, expected] of QUERIES) {
    const { found, first, total } = await ask(typed, 10);
    most = Math.max(most, total);
    if (!found.all || first[0]?.href !== expected) wrong.push(`${typed}: first is ${first[0]?.href}, not ${expected}`);
  }
  for (const typed of NOTHING) {
    const { found, first } = await ask(typed, 10);
    if (found.all && first.length) wrong.push(`${typed.slice(0, 40)}: finds ${first[0].href}`);
  }
  const some = await ask("escalation police zebra");
  if (some.found.all || !some.first.length) wrong.push("where no text holds all words, those with some are not found");
  if (!(await ask("the")).found.tooCommon) wrong.push("“the” is not told to be too common");
  console.log(`at most ${(most / 1024).toFixed(1)} KiB gzipped loaded before the first results`);
  if (most > 300 * 1024) wrong.push("that is more than 300 KiB");
  wrong.forEach((one) => console.error(one));
  process.exitCode = wrong.length ? 1 : 0;
}

async function show(queries) {
  for (const typed of queries) {
    const { found, first } = await ask(typed);
    console.log(`\n${typed}: ${found.results.length}${found.all ? "" : ", some of the words"}`);
    first.forEach((one, at) => console.log(`  ${found.results[at].score.toFixed(2)} ${one.href} | ${one.kind} | ${one.title} | ${one.label}`));
  }
}

({ "--show": show, "--measure": measure })[more[0]]?.(more.slice(1)) ?? check();
