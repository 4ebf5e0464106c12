// One browser for all checks, and a few pages of it at a time.
import fs from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HELPERS = fs.readFileSync(fileURLToPath(new URL("./inpage.js", import.meta.url)), "utf8");
const PARALLEL = Math.max(2, Math.min(4, os.cpus().length));

/** Debian's browser, or the one that $CHROMIUM names. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-dev-shm-usage"],
  });
}

/** Opens pages in one context after another work list: `work(page, item)` for each item, a few at a time. */
export async function each(browser, options, items, work) {
  const queue = [...items];
  const worker = async () => {
    if (!queue.length) return;
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    try {
      while (queue.length) await work(page, queue.shift());
    } finally {
      await context.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, items.length) }, worker));
}

/** Goes to an address and puts our helpers beside the page; no policy holds for what the debugger evaluates. */
export async function open(page, address) {
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(HELPERS);
}
