// Rules of a good document, on every page of a site: language, one h1, levels, titles, landmarks, tables, dates, ids, links.
import path from "node:path";
import { each } from "../lib/browser.mjs";

export async function check({ site, browser, report }) {
  const facts = new Map();
  // A parser and nothing else: no page is loaded, so all of them are read in a second.
  const groups = [];
  for (let at = 0; at < site.pages.length; at += 40) groups.push(site.pages.slice(at, at + 40));
  await each(browser, {}, groups, async (page, names) => {
    const texts = names.map((name) => [name, site.text(name)]);
    for (const [name, fact] of await page.evaluate(inspect, texts)) facts.set(name, fact);
  });
  for (const [name, fact] of facts) for (const [rule, where, see] of fact.found) report({ page: name, mode: "document", rule, where, see });
  unique(facts, report);
  links(site, facts, report);
}

/** No two pages share a title or a description. */
function unique(facts, report) {
  for (const key of ["title", "description"]) {
    const first = new Map();
    for (const [name, fact] of [...facts].sort()) {
      if (first.has(fact[key])) report({ page: name, mode: "document", rule: `${key}-not-unique`, where: `“${fact[key]}”`, see: `the same as ${first.get(fact[key])}` });
      else first.set(fact[key], name);
    }
  }
}

/** Every relative address leads to a file that is there, and to a place in it; so the site also works from disk. */
function links(site, facts, report) {
  const ids = new Map([...facts].map(([name, fact]) => [name, new Set(fact.ids)]));
  for (const [name, fact] of facts) {
    for (const { address, where, loads } of fact.addresses) {
      const say = (rule, see) => report({ page: name, mode: "links", rule, where, see });
      if (/^(https?:)?\/\//.test(address)) {
        if (loads) say("foreign-resource", `${address} is asked of another host`);
        continue;
      }
      if (/^(mailto|tel):/.test(address)) continue;
      if (/^[a-z]+:/i.test(address)) {
        say("odd-address", `${address} is neither relative nor a web, mail or telephone address`);
        continue;
      }
      const [file, anchor] = address.split("#");
      const plain = decodeURIComponent(file.split("?")[0]);
      let target = name;
      if (plain.startsWith("/")) {
        if (name !== "404.html") say("absolute-path", `${address} breaks in a sub-folder and from disk`);
        target = plain.startsWith(site.base) ? plain.slice(site.base.length) : plain;
      } else if (plain) target = path.posix.normalize(path.posix.join(path.posix.dirname(name), plain));
      if (!site.files.has(target)) say("link-leads-nowhere", `${address}: no file ${target}`);
      else if (anchor && target.endsWith(".html") && !ids.get(target)?.has(decodeURIComponent(anchor))) say("anchor-leads-nowhere", `${address}: ${target} has no id ${anchor}`);
    }
  }
}

/** Inside a page: what is wrong with each text, and what must be compared over all of them. */
function inspect(texts) {
  const date = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
  const name = (el) => {
    const own = el.localName + (el.id ? `#${el.id}` : el.classList.length ? `.${[...el.classList].join(".")}` : "");
    const words = el.textContent.replace(/\s+/g, " ").trim().slice(0, 40);
    return words ? `${own} “${words}”` : own;
  };
  return texts.map(([file, text]) => {
    const doc = new DOMParser().parseFromString(text, "text/html");
    const found = [];
    const all = (selector) => [...doc.querySelectorAll(selector)];
    const must = (good, rule, where, see) => { if (!good) found.push([rule, where, see]); };
    must(/^<!doctype html>/i.test(text), "no-doctype", "the first line", "it must be <!DOCTYPE html>");
    must(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(doc.documentElement.lang), "no-language", "html", `lang=“${doc.documentElement.lang}”`);
    must(doc.querySelector("meta[charset]"), "no-charset", "head", "no meta charset");
    must(/width=device-width/.test(doc.querySelector("meta[name=viewport]")?.content ?? "") && !/user-scalable|maximum-scale/.test(doc.querySelector("meta[name=viewport]")?.content ?? ""), "viewport", "head", "the viewport must follow the device and let people zoom");
    const title = doc.title.trim();
    const description = doc.querySelector("meta[name=description]")?.content.trim() ?? "";
    must(title, "no-title", "title", "the page has no title");
    must(description, "no-description", "head", "the page has no description");
    must(all("h1").length === 1, "not-one-h1", "body", `${all("h1").length} elements h1`);
    let level = 0;
    for (const h of all("h1, h2, h3, h4, h5, h6")) {
      const own = Number(h.localName[1]);
      must(own <= level + 1, "heading-skips-a-level", name(h), `h${own} after h${level}`);
      must(h.textContent.trim(), "empty-heading", name(h), "a heading without words");
      level = own;
    }
    must(all("main").length === 1, "not-one-main", "body", `${all("main").length} elements main`);
    if (file !== "404.html") {
      must(doc.querySelector("body > header") && doc.querySelector("body > footer"), "no-landmarks", "body", "header and footer must stand in body");
      must(all("nav").length, "no-landmarks", "body", "no nav");
    }
    const navs = all("nav").map((n) => n.getAttribute("aria-label") ?? doc.getElementById(n.getAttribute("aria-labelledby"))?.textContent ?? "");
    must(navs.length < 2 || (navs.every(Boolean) && new Set(navs).size === navs.length), "navs-not-told-apart", "nav", `their names: ${navs.join(", ")}`);
    for (const table of all("table")) {
      must(table.caption?.textContent.trim(), "table-without-caption", name(table), "a table needs a caption");
      for (const th of table.querySelectorAll("th")) must(["col", "row", "colgroup", "rowgroup"].includes(th.getAttribute("scope")), "th-without-scope", name(th), "a header cell needs a scope");
      must(table.querySelector("th"), "table-without-headers", name(table), "no th in it");
    }
    for (const time of all("time")) {
      const value = time.getAttribute("datetime") ?? "";
      const real = date.test(value) && (value.length < 10 || new Date(value.slice(0, 10)).toISOString().startsWith(value.slice(0, 10)));
      must(real, "time-without-date", name(time), `datetime=“${value}”`);
    }
    const ids = all("[id]").map((el) => el.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(["id-twice", `#${id}`, "an id must be unique"]);
    for (const el of all("[aria-labelledby], [aria-describedby], [aria-controls], label[for]")) {
      for (const key of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
        for (const id of (el.getAttribute(key) ?? "").split(/\s+/).filter(Boolean)) must(ids.includes(id), "names-no-id", name(el), `${key}=“${id}”`);
      }
    }
    for (const img of all("img")) must(img.hasAttribute("alt"), "image-without-alt", img.outerHTML.slice(0, 80), "alt is missing; alt=\"\" for decoration");
    for (const svg of all("svg:not(svg svg)")) {
      const hidden = svg.closest("[aria-hidden=true]");
      const named = svg.getAttribute("role") === "img" && (svg.getAttribute("aria-label") || svg.getAttribute("aria-labelledby"));
      must(hidden || named, "svg-without-name", svg.outerHTML.slice(0, 80), "role=img with a name, or aria-hidden=true");
    }
    for (const el of all("[style]")) found.push(["inline-style", name(el), "the policy forbids style attributes"]);
    for (const el of all("style")) found.push(["inline-style", name(el), "the policy forbids style elements"]);
    for (const el of all("script")) must(el.src && !el.type && !el.textContent.trim(), "script-not-classic", el.outerHTML.slice(0, 80), "only classic scripts in files of their own");
    for (const el of all("*")) for (const a of el.attributes) must(!a.name.startsWith("on"), "inline-handler", name(el), a.name);
    for (const el of all("[tabindex]")) must(Number(el.getAttribute("tabindex")) <= 0, "tabindex-above-0", name(el), "it breaks the order of the page");
    must(/default-src 'self'/.test(doc.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? ""), "no-policy", "head", "the page brings no Content-Security-Policy of its own");
    const addresses = ["a[href] href", "area[href] href", "link[href] href", "script[src] src", "img[src] src", "source[src] src", "iframe[src] src", "form[action] action", "use[href] href", "object[data] data", "video[src] src", "audio[src] src"].flatMap((pair) => {
      const [selector, key] = pair.split(" ");
      return all(selector).map((el) => ({
        address: el.getAttribute(key), where: name(el),
        loads: !["a", "area", "form"].includes(el.localName) && !(el.localName === "link" && ["canonical", "alternate"].includes(el.rel)),
      }));
    });
    return [file, { title, description, ids, addresses, found }];
  });
}
