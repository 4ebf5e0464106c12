// Validates what `check --format sarif` prints of each fixture and of this repository's own site.
// Usage: node sarif.js PROGRAM FOLDER, FOLDER being where the schema and ajv are installed.
"use strict";
const { spawnSync } = require("child_process");
const fs = require("fs");
const path = require("path");

const [program, folder] = process.argv.slice(2);
const installed = (name) => path.join(folder, "node_modules", name);
const Ajv = require(installed("ajv"));
const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true, unknownFormats: [] });
ajv.addMetaSchema(require(installed("ajv/lib/refs/json-schema-draft-04.json")));
const validate = ajv.compile(require(installed("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")));

/** Writes a fixture's files into a new folder. */
function site(text) {
  const root = fs.mkdtempSync(path.join(folder, "site-"));
  const parts = text.split(/^-- (.+) --\n/m).slice(1);
  for (let i = 0; i + 1 < parts.length && parts[i] !== "expected"; i += 2) {
    const name = parts[i].replace(/ \((latin-1|over 10 MB)\)$/, "");
    const bytes = parts[i].endsWith("(over 10 MB)") ? parts[i + 1].padEnd(10_000_001, " ") : parts[i + 1];
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), bytes, parts[i].endsWith("(latin-1)") ? "latin1" : "utf8");
  }
  const toml = path.join(root, "site.toml");
  if (!fs.existsSync(toml)) {
    fs.writeFileSync(toml, 'title = "T"\ncouncil = "C"\ndescription = "D"\nas_at = 2024-06-30\n'
      + '[[allow]]\ncode = "no-accessibility-statement"\nreason = "a test"\n');
  }
  return root;
}

/** The log of a site, held to the schema. */
function log(name, root) {
  const done = spawnSync(program, ["check", "--format", "sarif", "--site", root], { encoding: "utf8", maxBuffer: 1 << 28 });
  const log = JSON.parse(done.stdout);
  if (!validate(log)) {
    throw new Error(`${name}: ${ajv.errorsText(validate.errors, { separator: "\n" })}`);
  }
  return log;
}

if (validate({ version: "2.1.0", runs: [{ results: [] }] })) {
  throw new Error("the validator lets pass what is no log");
}
const fixtures = fs.readdirSync("tests/faults").filter((name) => name.endsWith(".txt"));
let results = 0;
for (const name of fixtures) {
  const [run] = log(name, site(fs.readFileSync(path.join("tests/faults", name), "utf8"))).runs;
  const code = path.basename(name, ".txt");
  if (!run.results.length || run.results.some((r) => run.tool.driver.rules[r.ruleIndex].id !== code)) {
    throw new Error(`${name}: its log is not about ${code}`);
  }
  results += run.results.length;
}
const many = fs.readdirSync("tests/ten");
for (const name of many) {
  results += log(name, site(fs.readFileSync(path.join("tests/ten", name), "utf8"))).runs[0].results.length;
}
log("this site", ".");
console.log(`${fixtures.length + many.length + 1} logs with ${results} results keep to the schema`);
