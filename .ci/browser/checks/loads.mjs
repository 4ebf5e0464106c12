// Each page loads whole at the root of a host, deep in a sub-folder and from disk, under a strict policy, and asks little.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { each } from "../lib/browser.mjs";
import { DEEP } from "../lib/server.mjs";
import { anywhere } from "../lib/site.mjs";

const MOST_REQUESTS = 8;

export async function check({ site, browser, server, wants, report }) {
  const here = anywhere([...site.heaviest]);
  const work = [
    ...here.map((name) => ({ name, mode: "http at the root", url: server.address("/", name) })),
    ...here.map((name) => ({ name, mode: "http in a deep sub-folder", url: server.address(DEEP, name) })),
    ...anywhere(site.chosen).map((name) => ({ name, mode: "from disk", url: pathToFileURL(path.join(site.folder, name)).href })),
  ];
  if (site.files.has("404.html")) {
    work.push({ name: "404.html", mode: "http, a wrong deep address", url: server.address(site.base, "no/such/place/at-all.html"), status: 404 });
  }
  await each(browser, { viewport: { width: 1280, height: 900 } }, work.filter(({ mode }) => wants(mode)), async (page, item) => {
    for (const finding of await load(page, item)) report({ page: item.name, mode: item.mode, ...finding });
  });
}

/** Opens one address and lists what went wrong on the way. */
async function load(page, { url, status = 200 }) {
  const found = [];
  const asked = [];
  const say = (rule, where, see) => found.push({ rule, where, see });
  const hear = {
    console: (m) => {
      // The status of a page served as 404 is told on the console; that is not the page's doing.
      if (["error", "warning"].includes(m.type()) && !(status === 404 && m.location().url === url)) say(/Content Security Policy/.test(m.text()) ? "csp-violation" : "console-error", m.location().url ?? "", m.text().slice(0, 200));
    },
    pageerror: (e) => say("script-error", "", String(e).slice(0, 200)),
    request: (r) => asked.push(r),
    // The browser drops the picture beside the title when it leaves the page; that it is there, `links` says.
    requestfailed: (r) => /\/icon\.\w+\.svg$/.test(r.url()) && r.failure()?.errorText === "net::ERR_ABORTED" || say("request-failed", r.url(), r.failure()?.errorText ?? ""),
    response: (r) => { if (r.status() >= 400 && !(status === 404 && r.url() === url)) say("request-failed", r.url(), `status ${r.status()}`); },
  };
  for (const [event, listener] of Object.entries(hear)) page.on(event, listener);
  const answer = await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(40);
  for (const [event, listener] of Object.entries(hear)) page.off(event, listener);
  if (url.startsWith("http") && answer.status() !== status) say("wrong-status", url, `status ${answer.status()}, ${status} was meant`);
  // The page before may ask for its picture late, when this one has begun: what counts is what this page names.
  const icon = await page.evaluate(() => document.querySelector("link[rel~=icon]")?.href);
  const own = asked.filter((r) => !/\/icon\.\w+\.svg$/.test(r.url()) || r.url() === icon);
  for (const r of own) {
    const target = r.url();
    if (new URL(target).origin !== new URL(url).origin) say("foreign-request", target, "asked of another origin");
    if (r.resourceType() === "font") say("font-requested", target, "no web font is meant to be loaded");
  }
  const count = own.filter((r) => !r.url().endsWith("/favicon.ico")).length;
  if (count > MOST_REQUESTS) say("too-many-requests", `${count} requests`, `at most ${MOST_REQUESTS}`);
  const styled = await page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].filter((l) => !l.sheet).map((l) => l.href));
  for (const href of styled) say("style-not-applied", href, "the style sheet did not load");
  return found;
}
