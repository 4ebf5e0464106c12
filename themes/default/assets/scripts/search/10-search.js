/* The page of the search. The program's own script, which it loads, looks words up (src/render/search/engine.js); here is
   what a reader sees. What was typed, and what a text says, is only ever put in as text. */
(() => {
  "use strict";
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const form = page.querySelector("form"), box = form.elements.q, status = page.querySelector("[role=status]");
  const list = page.querySelector("ol"), more = page.querySelector(".search-more"), SHOWN = 10;
  const WORD = /[\p{Alphabetic}\p{N}\p{M}'’]+/gu;
  let engine, turn = 0, last = "", timer;

  const open = () => engine = engine || new Promise((done, fail) => {
    const script = document.createElement("script");
    script.onload = () => done(window.scrutineer.search);
    script.onerror = () => { engine = null; script.remove(); fail(); };
    script.src = page.dataset.search;
    document.head.append(script);
  });

  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };

  /* At most so many letters, from where most of what was looked for stands close together; those words are marked. */
  const marked = (words, hit, most) => {
    const hits = [...words.matchAll(WORD)].filter(([word]) => hit(word));
    const near = ({ index }) => hits.filter((other) => other.index >= index && other.index < index + most / 2).length;
    const best = hits.reduce((one, other) => near(other) > near(one) ? other : one, hits[0]);
    let from = best && words.length > most ? Math.max(0, Math.min(best.index - most / 4, words.length - most)) : 0;
    if (from) from = words.indexOf(" ", from) + 1;
    const cut = words.length > from + most ? words.lastIndexOf(" ", from + most) : words.length;
    const to = cut > from ? cut : from + most;
    const out = [from ? "… " : ""];
    for (const { 0: word, index } of hits) {
      if (index < from || index + word.length > to) continue;
      out.push(words.slice(from, index), element("mark", word));
      from = index + word.length;
    }
    out.push(words.slice(from, to), to < words.length ? " …" : "");
    return out;
  };

  const row = ({ href, title, label, kind, place, words }, hit) => {
    const link = element("a", ...marked(label ? title + ", " + label : title, hit, 300));
    const about = element("p", place ? kind + " · " + place : kind);
    link.href = href;
    about.className = "quiet";
    return element("li", element("p", link), about, element("p", ...marked(words, hit, 260)));
  };

  const clear = (words) => {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = words;
  };

  const answer = async (typed, mine) => {
    const search = await open();
    const found = await search.find(typed);
    const left = found.results.slice();
    const short = typed.trim();
    const words = "“\u2068" + (short.length > 80 ? short.slice(0, 80) + "…" : short) + "\u2069”";
    let shown = 0, total = left.length;
    const add = async () => {
      const texts = [];
      while (texts.length < SHOWN && left.length) {
        const some = await Promise.all(left.splice(0, SHOWN - texts.length).map(({ text }) => search.text(text, found.exact)));
        texts.push(...some.filter(Boolean));
        total -= some.filter((text) => !text).length;
      }
      if (mine !== turn) return;
      if (!shown) clear("");
      const rows = texts.map((text) => row(text, found.hit));
      list.append(...rows);
      if (shown && rows[0]) rows[0].querySelector("a").focus();
      shown += rows.length;
      more.hidden = !left.length;
      const many = (found.exact.length && left.length ? "up to " : "") + total + (total === 1 ? " result" : " results");
      status.textContent = (found.tooCommon ? words + " stands in nearly every text. Add a word that says more."
        : !total ? "Nothing found for " + words + ". Try fewer or other words, or look it up in the A to Z below."
        : found.all ? many + " for " + words
        : "No text holds all of " + words + ". " + many + " with some of it, the nearest first")
        + (left.length ? "; " + shown + " shown." : "") + (found.left.length ? " Too common to look for with the rest: " + found.left.join(", ") + "." : "");
    };
    more.firstChild.onclick = () => add().catch(failed);
    await add();
  };
  const failed = () => {
    status.textContent = "A part of the search could not be loaded. Search again, or look it up in the A to Z below.";
  };

  const run = () => {
    clearTimeout(timer);
    const typed = box.value.trim() && box.value.trimStart();
    if (typed === last) return;
    last = typed;
    const mine = ++turn;
    try {
      history.replaceState(null, "", typed ? "?q=" + encodeURIComponent(typed.trim()) : location.pathname);
    } catch { /* From disk, some browsers keep the address as it is. */ }
    page.classList.toggle("searching", !!typed);
    if (!typed) return clear("");
    if (!list.firstChild) status.textContent = "Searching …";
    answer(typed, mine).catch(() => {
      if (mine !== turn) return;
      last = "";
      clear("");
      failed();
    });
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  box.value = new URLSearchParams(location.search).get("q") || "";
  run();
})();
