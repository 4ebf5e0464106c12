// On paper: every action of a plan with its words, nothing cut off, no navigation, heads of tables repeated, addresses of links.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { each, open } from "../lib/browser.mjs";
import { forPrint, kind } from "../lib/site.mjs";
import { look } from "./reflow.mjs";

/** A4 between margins of 12 mm, in px. */
const PAPER = { width: Math.floor(((210 - 24) / 25.4) * 96), height: 1000 };
/** Letters only: lines, columns and hyphens fall elsewhere on paper. */
const squash = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u2010\u200b-]+/g, "");

export async function check({ site, browser, server, report }) {
  const whole = new Set(site.pages.filter((name) => kind(name) === "plans/*" || forPrint(name)));
  const pages = site.narrowed ? site.chosen : [...new Set([...site.chosen, ...whole])];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "proof-print-"));
  await each(browser, { viewport: PAPER }, pages, async (page, name) => {
    const say = (rule, where, see) => report({ page: name, mode: "print", rule, where, see });
    await open(page, server.address(site.base, name));
    await page.emulateMedia({ media: "print" });
    for (const { rule, where, see } of await page.evaluate(look)) {
      if (!/^scroller/.test(rule)) say(rule, where, see);
    }
    for (const [rule, where, see] of await page.evaluate(onPaper)) say(rule, where, see);
    if (!whole.has(name)) return;
    const facts = await page.evaluate(expected);
    const file = path.join(folder, `${name.replace(/\W+/g, "-")}.pdf`);
    await page.emulateMedia({ media: null });
    fs.writeFileSync(file, await page.pdf({ format: "A4", preferCSSPageSize: true }));
    const text = squash(execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }));
    for (const words of facts.navigation) if (text.includes(squash(words))) say("navigation-on-paper", `“${words}”`, "found in the text of the PDF");
    for (const address of facts.addresses) if (!text.includes(squash(address))) say("address-not-on-paper", address, "the link's address is not in the text of the PDF");
    for (const action of actions(site, name)) missing(text, action, say);
  });
  fs.rmSync(folder, { recursive: true });
}

/** The pages of a plan's actions, with id, title and the three words that each must have on paper. */
function actions(site, name) {
  const plan = name.split("/")[1].replace(/\.html$/, "");
  const pages = site.pages.filter((page) => page.startsWith(`plans/${plan}/actions/`));
  const plain = (html) => html.replace(/<[^>]+>/g, "").replace(/&#x27;|&#39;/g, "'").replace(/&quot;/g, "\"").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  return pages.flatMap((page) => {
    const html = site.text(page);
    const title = plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "");
    // A recommendation with actions has no words of its own, but a table with theirs.
    const own = /<dl class="three-words">[\s\S]*?<\/dl>/.exec(html)?.[0] ?? "";
    const words = [...own.matchAll(/class="word-(?:status|evidence|schedule)"[^>]*>[\s\S]*?<span class="tag[^>]*>([\s\S]*?)<\/span>/g)].map((m) => plain(m[1]));
    const withdrawn = /was withdrawn on/.test(html);
    return withdrawn ? [] : [{ id: path.basename(decodeURIComponent(page), ".html"), title, words }];
  });
}

/** Says what of an action is not in the text: its id with its title, then its three words after them. */
function missing(text, { id, title, words }, say) {
  const head = squash(title);
  const places = [];
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) places.push(at);
  if (!places.length) return say("action-not-on-paper", `${id} ${title}`, "its title is not in the text of the PDF");
  const near = places.filter((at) => text.slice(Math.max(0, at - 40), at + head.length + 40).includes(squash(id)));
  if (!near.length) return say("action-not-on-paper", `${id} ${title}`, "its id does not stand beside its title");
  // A table says “not due” and the day beside it, where the page of the action makes one phrase of both.
  const lacking = words.flatMap((word) => word.split(" until ")).filter((word) => !near.some((at) => text.slice(at, at + head.length + 1500).includes(squash(word))));
  if (lacking.length) say("action-not-on-paper", `${id} ${title}`, `these words do not follow it: ${lacking.join(", ")}`);
}

/** Inside the page, laid out for paper: navigation, heads of tables that are not repeated, text in no readable colour. */
function onPaper() {
  const found = [];
  // A list of contents may stand on paper; so does the head of a column, though on the screen it sorts.
  for (const el of document.querySelectorAll("nav:not(main nav), .skip, form, button:not(th button)")) {
    if (proof.shown(el) && el.getBoundingClientRect().height > 0 && !proof.hiddenFromSight(el)) found.push(["on-paper", proof.name(el), "navigation and controls do not belong on paper"]);
  }
  for (const head of document.querySelectorAll("thead")) {
    if (proof.shown(head) && proof.style(head, "display") !== "table-header-group") found.push(["on-paper", proof.name(head), "the head of the table is not repeated on the next page"]);
  }
  for (const el of document.querySelectorAll("main *")) {
    if (proof.shown(el) && proof.scrolls(el)) found.push(["cut-off-on-paper", proof.name(el), "it scrolls on the screen; on paper the rest is cut off"]);
    if (proof.shown(el) && proof.style(el, "position") === "fixed") found.push(["on-paper", proof.name(el), "position: fixed prints on every page"]);
  }
  return found;
}

/** Inside the page: words that must not be on paper, and addresses that must. */
function expected() {
  const nav = document.querySelector("nav");
  const text = (el) => el?.textContent.replace(/\s+/g, " ").trim() ?? "";
  return {
    navigation: [text(nav), text(document.querySelector(".skip")), text(document.querySelector(".top"))].filter((words) => words.length > 8),
    addresses: [...new Set([...document.querySelectorAll("main a[href^=http]")].map((a) => a.getAttribute("href")))],
  };
}
