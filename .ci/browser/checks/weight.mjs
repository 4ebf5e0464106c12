// HTML with its style sheets and scripts, gzipped, for every page; pages for print and the data of the search are apart.
import path from "node:path";
import { forPrint, gzip } from "../lib/site.mjs";

const MOST = 20 * 1024;
/** Data that a search loads when it is used. */
const data = (name) => /(^|\/)data\/|search-?(index|data)/.test(name);

export async function check({ site, report, tell }) {
  const sizes = new Map();
  const size = (name) => {
    if (!sizes.has(name)) sizes.set(name, site.files.has(name) ? gzip(site.bytes(name)) : 0);
    return sizes.get(name);
  };
  let heaviest = { total: 0 };
  for (const page of site.pages.filter((name) => !forPrint(name))) {
    const html = site.text(page);
    const parts = [...html.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)].map((m) => path.posix.normalize(path.posix.join(path.posix.dirname(page), m[1]))).filter((name) => !data(name));
    const total = size(page) + parts.reduce((sum, name) => sum + size(name), 0);
    if (total > heaviest.total) heaviest = { page, total, own: size(page), parts: parts.map((p) => `${path.posix.basename(p)} ${size(p)}`) };
    if (total > MOST) report({ page, mode: "gzipped", rule: "page-too-heavy", where: `${total} bytes`, see: `its own ${size(page)}, with ${parts.join(", ")}; at most ${MOST}` });
  }
  tell(`heaviest page: ${heaviest.page}, ${(heaviest.total / 1024).toFixed(1)} KiB gzipped (own ${heaviest.own} bytes${heaviest.parts?.length ? `, ${heaviest.parts.join(", ")}` : ""})`);
  for (const name of site.all.filter((n) => n.endsWith(".css"))) {
    if (/@font-face|@import/i.test(site.text(name))) report({ page: name, mode: "static", rule: "font-or-import", where: name, see: "@font-face or @import in a style sheet" });
  }
  for (const name of site.all.filter((n) => /\.(woff2?|ttf|otf|eot)$/.test(n))) report({ page: name, mode: "static", rule: "font-or-import", where: name, see: "a font file is published" });
}
