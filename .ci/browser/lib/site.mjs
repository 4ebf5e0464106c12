// A built site as a folder: its files, its pages by kind, and the pages of each kind that stand for the rest.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

/** Every file below a folder, as sorted paths with forward slashes. */
function walk(folder, prefix = "") {
  return fs.readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    return entry.isDirectory() ? walk(folder, `${name}/`) : [name];
  }).sort();
}

/**
 * The kind of a page, from its path alone, so that kinds nobody thought of here are found too:
 * plans/X.html is `plans/*`, plans/X/at-M.html `plans/*` with `/at-*`, timeline-2021.html `timeline-#`.
 */
export function kind(page) {
  const parts = page.replace(/\.html$/, "").split("/");
  const last = parts.length - 1;
  return parts.map((part, at) => {
    if (at === 0 && last > 0) return part;
    if (at === 0) return part.replace(/\d+/g, "#");
    if (at === 1) return "*";
    if (at < last) return part;
    return last > 2 ? "*" : part.replace(/-.*/, "-*").replace(/\d+/g, "#");
  }).join("/");
}

export const gzip = (bytes) => zlib.gzipSync(bytes, { level: 9 }).length;

export class Site {
  constructor(folder) {
    this.folder = path.resolve(folder);
    this.all = walk(this.folder).filter((name) => !path.basename(name).startsWith(".scrutineer"));
    this.files = new Set(this.all);
    this.pages = this.all.filter((name) => name.endsWith(".html"));
    if (!this.files.has("index.html")) throw new Error(`${folder} holds no index.html: is it a built site?`);
    this.look(...this.choose());
    this.base = this.basePath();
  }

  /** These pages are looked at; of each kind one is the heaviest and one, perhaps the same, the lightest. */
  look(chosen, heaviest = chosen, lightest = chosen) {
    this.chosen = chosen;
    this.heaviest = new Set(heaviest);
    this.lightest = new Set(lightest);
  }

  bytes(name) {
    return fs.readFileSync(path.join(this.folder, name));
  }

  text(name) {
    return this.bytes(name).toString("utf8");
  }

  /** The heaviest and the lightest page of each kind, and one that was withdrawn; then the heaviest alone, and the lightest. */
  choose() {
    const kinds = new Map();
    for (const page of this.pages) {
      kinds.set(kind(page), [...(kinds.get(kind(page)) ?? []), page]);
    }
    const size = (page) => fs.statSync(path.join(this.folder, page)).size;
    const [chosen, heaviest, lightest] = [new Set(), [], []];
    for (const pages of kinds.values()) {
      pages.sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
      chosen.add(pages[0]).add(pages.at(-1));
      heaviest.push(pages[0]);
      lightest.push(pages.at(-1));
    }
    const withdrawn = this.pages.find((page) => /<p>This [a-z ]+ was withdrawn on /.test(this.text(page)));
    if (withdrawn) chosen.add(withdrawn);
    return [[...chosen].sort(), heaviest, lightest];
  }

  /** The path at which 404.html expects the site: with a `base_url` its links begin with that path, without it they have none. */
  basePath() {
    if (!this.files.has("404.html")) return "/";
    return /href="(\/[^"]*?)(?:assets\/|index\.html)/.exec(this.text("404.html"))?.[1] ?? "/";
  }
}

/** Pages that load alike wherever the site lies; 404.html is made for one address. */
export const anywhere = (pages) => pages.filter((page) => page !== "404.html");
/** Pages for paper, which may be long. */
export const forPrint = (page) => /(^|\/)print(-[^/]*)?\.html$/.test(page);
