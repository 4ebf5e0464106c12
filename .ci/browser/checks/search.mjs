// Searches a built site from disk and by keyboard alone: what must be found first, hostile words and texts, no match, a file that
// cannot be loaded, and the page without script. Works in a copy, since some of it breaks the index.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const REPORT = "papers/improvement-plan-report-2021.html";
/** What is typed on this repository's own site, where the first result must lead, and why there. */
const QUERIES = [
  // The paragraph that sets the limit; the action and the measure made of it come after the paper's own words.
  ["24 hours", `${REPORT}#p11`],
  // The paragraph on auditing between teams, moderation and the report on audits; four actions cite it.
  ["audit", `${REPORT}#p12`],
  // The only paragraph of any paper that names it, twice.
  ["Merrion House", `${REPORT}#p14`],
  // Paragraphs 5 to 8 speak of strategy discussions; in the eighth they are the whole subject, and it is the shortest.
  ["strategy discussion", `${REPORT}#p8`],
  ["C2", "plans/focused-visit-2021/actions/C2.html"],
];

/** Words that must be looked for and shown as words, whatever they look like. */
const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "\"><script>alert(1)</script>",
  "__proto__",
  "constructor",
  "hasOwnProperty toString",
  ".*+?^${}()|[]\\",
  "%00%ff",
  "'\"“”",
  "😀 🏳️‍🌈",
  "العربية \u202e עברית",
  "x".repeat(5000),
  "a b ".repeat(300),
];
/** Put in place of a word of a text: it must be shown as it is. */
const CODE = "<b>Audit</b> <img src=x onerror=alert(1)>";
const LIMIT = 10_000;

export async function check({ site, browser, wants, report }) {
  if (!site.files.has("search.html") || (site.narrowed && !site.chosen.includes("search.html"))) return;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "proof-search-"));
  fs.cpSync(site.folder, folder, { recursive: true });
  const root = `${pathToFileURL(folder).href}/`;
  const own = site.files.has(REPORT);
  const asked = own ? QUERIES : [["audit", ""]];
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(LIMIT);
  const tries = [...asked.map(([words, expected]) => [`“${words}”`, byKeyboard, words, expected]), ["what is typed", onThePage], ["what texts say", hostileTexts], ["without its index", withoutIndex]];
  try {
    for (const [mode, one, ...given] of tries.filter(([name]) => wants(name))) {
      const say = (rule, where, see) => report({ page: "search.html", mode, rule, where, see });
      const at = { context, root, folder, say };
      await one(at, ...given).catch((error) => say("search-fails", one.name, error.message.split("\n")[0]));
    }
    if (wants("no JavaScript")) await withoutScript(browser, root, (rule, where, see) => report({ page: "search.html", mode: "no JavaScript", rule, where, see }));
  } finally {
    await context.close();
    fs.rmSync(folder, { recursive: true });
  }
}

/** Asks again until the page says yes. The browser's own way of waiting evaluates text, which the page's policy forbids. */
async function wait(page, test, given) {
  for (const until = performance.now() + LIMIT; performance.now() < until;) {
    if (await page.evaluate(test, given)) return;
    await page.waitForTimeout(20);
  }
  throw new Error(`waited in vain for ${test}`);
}
const status = (page) => page.$eval("[data-search] [role=status]", (found) => found.textContent.replace(/[\u2068\u2069]/g, ""));
const anyResult = () => document.querySelector("[data-search] li a");
/** Elements that no result is made of. */
const strangers = (page) => page.$$eval("[data-search] *", (found) => found.map((one) => one.localName).filter((name) => ["img", "script", "svg", "iframe", "b"].includes(name)).join());

/** A page that tells every request that leaves the site, every error and every word against the content policy. */
async function open({ context, root, say }, address) {
  const page = await context.newPage();
  page.on("pageerror", (error) => say("script-error", address, error.message));
  page.on("console", (told) => {
    if (["error", "warning"].includes(told.type())) say("console-error", address, told.text());
  });
  page.on("dialog", (dialog) => {
    say("runs-what-was-typed", address, "a dialog opened");
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(root)) say("foreign-request", address, request.url());
  });
  await page.goto(root + address);
  return page;
}

/** Types into the page's box as a reader does, over what stands there. */
async function type(page, words) {
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(words);
  await page.keyboard.press("Enter");
  await wait(page, (asked) => {
    const told = document.querySelector("[data-search] [role=status]").textContent;
    return told.includes(asked) && !told.startsWith("Searching");
  }, words.trim().slice(0, 80));
}

/** Presses Enter, and waits for the page that this leads to; a place on the same page would do as well. */
async function enter(page) {
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press("Enter")]);
}

/** From the header of the home page to the paragraph, with Tab, letters and Enter only. */
async function byKeyboard(at, words, expected) {
  const page = await open(at, "index.html");
  const reach = async (test, what) => {
    for (let steps = 0; steps < 60; steps += 1) {
      if (await page.evaluate(test)) return true;
      await page.keyboard.press("Tab");
    }
    at.say("out-of-reach", what, "press Tab");
    return false;
  };
  if (!(await reach(() => document.activeElement.name === "q", "the search box of the header"))) return page.close();
  await page.keyboard.type(words);
  await enter(page);
  await wait(page, anyResult);
  if (!page.url().includes("q=")) at.say("address-forgets", page.url(), "the address does not keep the words");
  if (!(await reach(() => document.activeElement.matches("[data-search] li a"), "the first result"))) return page.close();
  if (!(await page.evaluate(() => document.activeElement === document.querySelector("[data-search] li a")))) at.say("order", "results", "Tab reaches another result first");
  const marked = await page.$$eval("[data-search] li mark", (found) => found.length);
  if (!marked) at.say("nothing-marked", "results", "no word is marked");
  await enter(page);
  const reached = decodeURI(page.url()).slice(at.root.length);
  if (expected && reached !== expected) at.say("wrong-first", reached, `the first result must lead to ${expected}`);
  const anchor = reached.split("#")[1];
  if (anchor && !(await page.$(`[id="${anchor}"]:target`))) at.say("leads-nowhere", reached, "no such place on the page");
  return page.close();
}

/** What a reader types and what happens to it on the search page itself. */
async function onThePage(at) {
  const { say } = at;
  const page = await open(at, "search.html");
  await page.focus("[data-search] input");
  await type(page, "audit");
  const told = await status(page);
  if (!/^(up to )?\d+ results for “audit”/.test(told)) say("count-wrong", "[role=status]", told);
  if (await page.evaluate(() => document.activeElement.id !== "search-words")) say("focus-lost", "search", "the focus leaves the box");
  const marks = await page.$$eval("[data-search] mark", (found) => found.map((one) => one.textContent.toLowerCase()));
  if (!marks.length || !marks.every((mark) => mark.startsWith("audit"))) say("nothing-marked", "mark", marks.join());
  if (await page.$eval(".search-more", (found) => !found.hidden)) await showMore(page, say);
  await page.focus("[data-search] input");
  await type(page, "zyzzyva qwxyz");
  if (!(await status(page)).startsWith("Nothing found")) say("no-match", "zyzzyva qwxyz", await status(page));
  for (const words of HOSTILE) {
    const where = words.slice(0, 40);
    await type(page, words).catch((error) => say("search-fails", where, error.message.split("\n")[0]));
    const strange = await strangers(page);
    if (strange) say("typed-becomes-html", where, `makes ${strange}`);
  }
  const outside = await page.$$eval("main mark", (found) => found.filter((one) => !one.closest("[data-script]")).length);
  if (outside) say("outside-data-script", "mark", "what the script puts in stands outside of data-script");
  await type(page, "audit");
  await page.reload();
  await wait(page, anyResult);
  await page.close();
}

/** The next results come below, and the first of them has the focus. */
async function showMore(page, say) {
  const before = await page.$$eval("[data-search] li", (found) => found.length);
  await page.focus(".search-more button");
  await page.keyboard.press("Enter");
  await wait(page, (count) => document.querySelectorAll("[data-search] li").length > count, before);
  const next = await page.$$eval("[data-search] li a", (found) => found.indexOf(document.activeElement));
  if (next !== before) say("focus-lost", ".search-more button", `after “Show more” the focus is on result ${next}, not ${before}`);
}

/** A text that looks like a page's code is shown as it was written. */
async function hostileTexts(at) {
  const folder = path.join(at.folder, "data/search");
  let changed = 0;
  for (const file of fs.readdirSync(folder).filter((name) => name.startsWith("texts-")).map((name) => path.join(folder, name))) {
    const before = fs.readFileSync(file, "utf8");
    // In every string of the texts that has the word, so that the first result is one of them.
    const after = before.replace(/\b[Aa]udit\b(?=[^"\n]*")/g, CODE);
    changed += before === after ? 0 : 1;
    fs.writeFileSync(file, after);
  }
  if (!changed) return at.say("not-tried", "data/search", "no text has the word “audit”");
  const page = await open(at, "search.html?q=audit");
  await wait(page, anyResult);
  const shown = await page.$$eval("[data-search] li", (found) => found.map((one) => one.textContent).join(" "));
  if (!shown.includes(CODE)) at.say("text-becomes-html", "results", `a text with code in it reads: ${shown.slice(0, 200)}`);
  const strange = await strangers(page);
  if (strange) at.say("text-becomes-html", "results", `a text with code in it makes ${strange}`);
  return page.close();
}

/** With the index away the page says so. */
async function withoutIndex(at) {
  const index = fs.readFileSync(path.join(at.folder, "search.html"), "utf8").match(/data-search="([^"]+)"/)[1];
  fs.rmSync(path.join(at.folder, index));
  // The browser's own word about the missing file is no fault of the page.
  const page = await open({ ...at, say: () => {} }, "search.html?q=audit");
  await wait(page, () => document.querySelector("[data-search] [role=status]").textContent.includes("could not be loaded"))
    .catch(() => at.say("missing-index", "[role=status]", "a missing index is not told of"));
  await page.close();
}

/** Without script every record is listed, and nothing of the search is shown. */
async function withoutScript(browser, root, say) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${root}search.html`);
  const seen = await page.evaluate(() => ({
    form: document.querySelector("[data-search]").getClientRects().length,
    links: document.querySelectorAll("main li a").length,
  }));
  if (seen.form) say("dead-form", "[data-search]", "the form is shown, though it can find nothing");
  if (seen.links < 20) say("no-list", "main", `${seen.links} links to records`);
  await context.close();
}
