// Searches a built site from disk, in a real browser, by keyboard alone: the queries that must find the right paragraph
// first, hostile words, no match, a file that cannot be loaded, and the page without script. `searchChecks` gives the list
// of what is wrong; it is empty where all is well.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const REPORT = "papers/improvement-plan-report-2021.html";

/** What is typed, where the first result must lead, and why there. */
export const QUERIES = [
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
export const HOSTILE = [
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

const wait = (page, test, ...given) => page.waitForFunction(test, { timeout: 10_000 }, ...given);
const status = (page) => page.$eval("[data-search] [role=status]", (found) => found.textContent.replace(/[\u2068\u2069]/g, ""));
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("href") || document.activeElement.tagName);

/** A page that tells every request that leaves the site, every error and every word against the content policy. */
async function open(browser, siteDir, address, wrong) {
  const page = await browser.newPage();
  const root = pathToFileURL(path.resolve(siteDir)).href + "/";
  page.on("pageerror", (error) => wrong.push(`${address}: ${error.message}`));
  page.on("console", (told) => {
    if (["error", "warn"].includes(told.type())) wrong.push(`${address}: ${told.text()}`);
  });
  page.on("dialog", (dialog) => {
    wrong.push(`${address}: a dialog opened`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(root)) wrong.push(`${address}: asks for ${request.url()}`);
  });
  await page.goto(root + address);
  return page;
}

/** Types into the page's box as a reader does, over what stands there. */
async function type(page, words) {
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.sendCharacter(words);
  await page.keyboard.press("Enter");
  await wait(page, (asked) => {
    const told = document.querySelector("[data-search] [role=status]").textContent;
    return told.includes(asked) && !told.startsWith("Searching");
  }, words.trim().slice(0, 400));
}

/** From the header of the home page to the paragraph, with Tab, letters and Enter only. */
async function byKeyboard(browser, siteDir, words, expected, wrong) {
  const page = await open(browser, siteDir, "index.html", wrong);
  const reach = async (test, what) => {
    for (let steps = 0; steps < 60; steps++) {
      if (await page.evaluate(test)) return true;
      await page.keyboard.press("Tab");
    }
    wrong.push(`${words}: Tab never reaches ${what}`);
    return false;
  };
  if (!(await reach(() => document.activeElement.name === "q", "the search box of the header"))) return page.close();
  await page.keyboard.type(words);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await wait(page, () => document.querySelector("[data-search] li a"));
  if (!page.url().includes("q=")) wrong.push(`${words}: the address does not keep the words`);
  if (!(await reach(() => document.activeElement.matches("[data-search] li a"), "the first result"))) return page.close();
  const first = await page.evaluate(() => document.activeElement === document.querySelector("[data-search] li a"));
  if (!first) wrong.push(`${words}: Tab reaches another result first`);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  const reached = decodeURI(page.url()).slice(pathToFileURL(path.resolve(siteDir)).href.length + 1);
  if (reached !== expected) wrong.push(`${words}: the first result leads to ${reached}, not ${expected}`);
  const anchor = expected.split("#")[1];
  if (anchor && !(await page.$(`[id="${anchor}"]:target`))) wrong.push(`${words}: ${reached} does not show its paragraph`);
  await page.close();
}

/** What a reader types and what happens to it on the search page itself. */
async function onThePage(browser, siteDir, wrong) {
  const page = await open(browser, siteDir, "search.html", wrong);
  await page.focus("[data-search] input");
  await type(page, "audit");
  if (!/^\d+ results for “audit”/.test(await status(page))) wrong.push(`the count reads: ${await status(page)}`);
  if ((await focused(page)) !== "search-words") wrong.push("the focus leaves the box");
  const marks = await page.$$eval("[data-search] mark", (found) => found.map((one) => one.textContent.toLowerCase()));
  if (!marks.length || !marks.every((mark) => mark.startsWith("audit"))) wrong.push(`marked: ${marks}`);
  const before = await page.$$eval("[data-search] li", (found) => found.length);
  await page.evaluate(() => document.querySelector(".search-more button").focus());
  await page.keyboard.press("Enter");
  await wait(page, (count) => document.querySelectorAll("[data-search] li").length > count, before);
  const next = await page.$$eval("[data-search] li a", (found) => found.indexOf(document.activeElement));
  if (next !== before) wrong.push(`after “Show more” the focus is on result ${next}, not ${before}`);
  await page.focus("[data-search] input");
  await type(page, "zebra crossings");
  if (!(await status(page)).startsWith("Nothing found")) wrong.push(`no match reads: ${await status(page)}`);
  for (const words of HOSTILE) {
    await type(page, words).catch((error) => wrong.push(`${words.slice(0, 40)}: ${error.message}`));
    const strange = await strangers(page);
    if (strange.length) wrong.push(`${words.slice(0, 40)}: makes ${strange}`);
  }
  const outside = await page.$$eval("li:has(mark), mark", (found) => found.filter((one) => !one.closest("[data-script]")).length);
  if (outside) wrong.push("what the script puts in stands outside of data-script");
  await type(page, "24 hours");
  await page.reload();
  await wait(page, () => document.querySelector("[data-search] li a"));
  await page.close();
}

/** Elements that no result is made of. */
const strangers = (page) => page.$$eval("[data-search] *", (found) =>
  found.map((one) => one.localName).filter((name) => ["img", "script", "svg", "iframe", "b"].includes(name)));

/** A text that looks like a page's code is shown as it was written. */
async function hostileTexts(browser, siteDir, wrong) {
  const folder = path.join(siteDir, "data/search");
  const files = fs.readdirSync(folder).filter((name) => name.startsWith("texts-")).map((name) => path.join(folder, name));
  const before = files.map((file) => fs.readFileSync(file, "utf8"));
  const code = "<b>Audits moderated</b> <img src=x onerror=alert(1)>";
  files.forEach((file, at) => fs.writeFileSync(file, before[at].replaceAll("Audits moderated", code)));
  try {
    const page = await open(browser, siteDir, "search.html?q=audits moderated", wrong);
    await wait(page, () => document.querySelector("[data-search] li a"));
    const shown = await page.$$eval("[data-search] li a", (found) => found.map((one) => one.textContent).join());
    if (!shown.includes(code)) wrong.push(`a text with code in it reads: ${shown}`);
    const strange = await strangers(page);
    if (strange.length) wrong.push(`a text with code in it makes ${strange}`);
    await page.close();
  } finally {
    files.forEach((file, at) => fs.writeFileSync(file, before[at]));
  }
}

/** With the index away the page says so; without script it has every record. */
async function withoutHelp(browser, siteDir, wrong) {
  const index = fs.readFileSync(path.join(siteDir, "search.html"), "utf8").match(/data-search="([^"]+)"/)[1];
  const away = path.join(siteDir, index);
  fs.renameSync(away, `${away}.away`);
  try {
    const errors = [];
    const page = await open(browser, siteDir, "search.html?q=audit", errors);
    await wait(page, () => document.querySelector("[data-search] [role=status]").textContent.includes("could not be loaded"))
      .catch(() => wrong.push("a missing index is not told of"));
    await page.close();
  } finally {
    fs.renameSync(`${away}.away`, away);
  }
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(path.resolve(siteDir)).href + "/search.html");
  const seen = await page.evaluate(() => ({
    form: getComputedStyle(document.querySelector("[data-search]")).display,
    links: document.querySelectorAll(".letters a, .az a").length,
    small: [...document.querySelectorAll(".letters a, .az a")].filter((one) => one.getBoundingClientRect().height < 24 || one.getBoundingClientRect().width < 24).length,
  }));
  if (seen.form !== "none") wrong.push("without script the form of the search is shown");
  if (seen.links < 20) wrong.push(`without script there are ${seen.links} links`);
  if (seen.small) wrong.push(`${seen.small} links of the A to Z are smaller than 24 px`);
  await page.close();
}

/** Everything; `siteDir` holds the built sample site, and is left as it was. */
export async function searchChecks(browser, siteDir) {
  const wrong = [];
  const keyboard = QUERIES.map(([words, expected]) => () => byKeyboard(browser, siteDir, words, expected, wrong));
  for (const check of [...keyboard, onThePage, hostileTexts, withoutHelp]) {
    await check(browser, siteDir, wrong).catch((error) => wrong.push(`${check.name}: ${error.message}`));
  }
  return wrong;
}
