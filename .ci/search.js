// Searches a built site without a browser: the page's own script and the site's own index, run in a bare context. Asks for
// the four queries that must find the right paragraph first, for references, phrases and hostile words, and says how much
// was loaded before the first results. Called by .ci/search with the folder of a built site; with `--measure` and words, says
// only what is loaded for them.
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

module.exports = { ask, measure, engine, indexName, site };
if (more[0] === "--show") {
  (async () => {
    for (const typed of more.slice(1)) {
      const { found, first } = await ask(typed);
      console.log(`\n${typed}: ${found.results.length}${found.all ? "" : " (some words)"}`);
      first.forEach((one, at) => console.log(`  ${found.results[at].score.toFixed(3)} ${one.href} | ${one.kind} | ${one.title} | ${one.label} | ${one.words.slice(0, 90)}`));
    }
  })();
} else if (more[0] === "--measure") {
  measure(more.slice(1)).then((most) => console.log(`most: ${(most / 1024).toFixed(1)} KiB`));
}
