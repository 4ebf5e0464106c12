// Runs checks on one built site and gathers what they find.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { Site } from "./site.mjs";
import { serve } from "./server.mjs";

/** A file of checks/ each; those of no machine or one page come first. */
const FIRST = ["document", "weight", "valid", "loads", "noscript", "reflow", "keyboard", "print", "axe"];
const there = fs.readdirSync(fileURLToPath(new URL("../checks", import.meta.url))).map((name) => name.replace(/\.mjs$/, ""));
export const CHECKS = [...FIRST, ...there.filter((name) => !FIRST.includes(name)).sort()];

/** Findings of the named checks on a folder; `choose` may narrow the pages that stand for the rest, `wants` the modes. */
export async function prove(browser, folder, { only = CHECKS, choose = null, wants = () => true, tell = () => {} } = {}) {
  const site = new Site(folder);
  // Told which pages to look at, a check looks at no others.
  site.narrowed = choose !== null;
  if (choose) site.look(choose(site));
  const server = await serve(site);
  const findings = [];
  const seen = new Set();
  try {
    for (const name of only) {
      const began = performance.now();
      const { check } = await import(`../checks/${name}.mjs`);
      const before = findings.length;
      const report = (finding) => {
        const key = JSON.stringify([name, finding]);
        if (!seen.has(key)) findings.push({ check: name, ...finding });
        seen.add(key);
      };
      await check({ site, browser, server, wants, report, tell });
      tell(`${name}: ${findings.length - before} findings, ${((performance.now() - began) / 1000).toFixed(1)} seconds`);
    }
  } finally {
    await server.stop();
  }
  return { site, findings };
}

/** One finding in one line: what, where, and how to see it. */
export const line = ({ check, page, mode, rule, where, see }) => `${page}: ${check} [${rule}] at ${mode}: ${where}; ${see}`;
