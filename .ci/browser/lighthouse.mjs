// Runs Lighthouse, as npx installs it, on one page of each main kind and prints its four scores. Usage: node lighthouse.mjs SITE
import { spawn } from "node:child_process";
import { serve } from "./lib/server.mjs";
import { Site, anywhere, forPrint, kind } from "./lib/site.mjs";

const VERSION = "12.8.2";
const KEYS = ["performance", "accessibility", "best-practices", "seo"];

const site = new Site(process.argv[2]);
const server = await serve(site);
const first = new Map();
for (const page of anywhere(site.chosen).filter((name) => !forPrint(name))) first.set(kind(page), page);

/** Lighthouse on one address; its report as JSON. */
function lighthouse(url) {
  const flags = "--headless --no-sandbox --disable-gpu --disable-quic";
  const args = ["--yes", `lighthouse@${VERSION}`, url, "--output=json", "--quiet", `--chrome-flags=${flags}`, `--only-categories=${KEYS.join(",")}`];
  return new Promise((resolve, reject) => {
    const child = spawn("npx", args, { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM || "/usr/bin/chromium" }, stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => { out += data; });
    child.stderr.on("data", (data) => { err += data; });
    child.on("close", (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(err))));
  });
}

let below = 0;
console.log(`${"page".padEnd(50)} ${KEYS.join("  ")}`);
for (const page of first.values()) {
  const { categories, audits } = await lighthouse(server.address(site.base, page));
  const scores = KEYS.map((key) => Math.round((categories[key]?.score ?? 0) * 100));
  console.log(`${page.padEnd(50)} ${scores.map((score, at) => String(score).padStart(KEYS[at].length)).join("  ")}`);
  const lost = KEYS.slice(1).flatMap((key) => categories[key].auditRefs.filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1).map(({ id }) => `${key}: ${id}`));
  if (lost.length) console.log(`   lost: ${lost.join(", ")}`);
  below += scores.slice(1).some((score) => score < 100) ? 1 : 0;
}
await server.stop();
process.exitCode = below ? 1 : 0;
