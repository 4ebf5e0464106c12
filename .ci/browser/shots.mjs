// Pictures of a built site for docs/pictures: home, plan, action, paper, meeting, timeline and search, on a desk, on a phone, in dark
// and on paper. Usage: node shots.mjs SITE FOLDER [NAME…]
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { each, launch, open } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { Site, kind } from "./lib/site.mjs";

/** What is shown, by kind of page; where the site has no such page the picture is left out. */
const SUBJECTS = { home: "index", plan: "plans/*", action: "plans/*/actions/*", paper: "papers/*", meeting: "meetings/*", timeline: "timeline", search: "search" };
const LOOKS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
};

const [source, folder, ...only] = process.argv.slice(2);
if (!folder) throw new Error("usage: node shots.mjs SITE FOLDER [NAME…]");
const site = new Site(source);
fs.mkdirSync(folder, { recursive: true });

/** The heaviest page of each kind; a search for what a reader would look for. */
const pages = Object.entries(SUBJECTS).filter(([name]) => !only.length || only.some((o) => o.startsWith(`${name}-`))).flatMap(([name, wanted]) => {
  const [page] = site.pages.filter((p) => kind(p) === wanted).sort((a, b) => site.bytes(b).length - site.bytes(a).length);
  if (!page) console.log(`no page for ${name}`);
  return page ? [{ name, page, query: name === "search" ? "?q=audit" : "" }] : [];
});

const browser = await launch();
const work = fs.mkdtempSync(path.join(os.tmpdir(), "shots-"));
let total = 0;

/** Keeps a picture as WebP, a third of a PNG's size: the browser itself can write it. */
async function keep(name, png) {
  if (only.length && !only.includes(name)) return;
  const page = await browser.newPage();
  const encoded = await page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const scale = Math.min(1, 1024 / image.width);
    const canvas = new OffscreenCanvas(image.width * scale, image.height * scale);
    const drawing = canvas.getContext("2d");
    drawing.imageSmoothingQuality = "high";
    drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.6 })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, png.toString("base64"));
  await page.close();
  const bytes = Buffer.from(encoded, "base64");
  total += bytes.length;
  fs.writeFileSync(path.join(folder, `${name}.webp`), bytes);
}

const server = await serve(site);
try {
  for (const [look, options] of Object.entries(LOOKS)) {
    await each(browser, options, pages, async (page, item) => {
      await open(page, server.address(site.base, item.page) + item.query);
      await page.waitForTimeout(300);
      await keep(`${item.name}-${look}`, await page.screenshot());
    });
  }
  await each(browser, {}, pages.filter(({ name }) => name !== "search"), async (page, item) => {
    await open(page, server.address(site.base, item.page));
    const pdf = path.join(work, `${item.name}.pdf`);
    await page.pdf({ path: pdf, preferCSSPageSize: true, format: "A4" });
    execFileSync("pdftoppm", ["-png", "-singlefile", "-f", "1", "-r", "96", pdf, pdf]);
    await keep(`${item.name}-print`, fs.readFileSync(`${pdf}.png`));
  });
} finally {
  fs.rmSync(work, { recursive: true });
  await browser.close();
  await server.stop();
}
console.log(`${Math.round(total / 1024)} KiB of pictures in ${folder}`);
