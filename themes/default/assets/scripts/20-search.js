/* Search. The index is made with the site (src/render/search) as scripts that each call `scrutineer.search`, the one global
   name, since a page opened from disk may load scripts and nothing else. What a reader typed, and what a text says, is only
   ever put in as text. */
(() => {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const TITLE = 4000, AT_ONCE = 10, MOST_PREFIX_FILES = 3, SNIPPET = 260;
  const WORD = /[\p{Alphabetic}\p{N}\p{M}'’‘ʼ`]+/gu;

  /* Files, each loaded once. */
  const loads = new Map();
  const load = (address) => {
    if (!loads.has(address)) {
      loads.set(address, new Promise((done, fail) => {
        const script = document.createElement("script");
        script.addEventListener("load", () => done(script.handed));
        script.addEventListener("error", () => { loads.delete(address); script.remove(); fail(new Error(address)); });
        script.src = address;
        document.head.append(script);
      }));
    }
    return loads.get(address);
  };

  /* Words to terms, as src/render/search/terms.rs has it. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['‘’ʼ`]/g, "");
  const split = (text) => fold(text).match(/[\p{Alphabetic}\p{N}]+/gu) || [];
  const term = (word, common) => {
    word = [...word].slice(0, 40).join("");
    if (common.has(word) || new TextEncoder().encode(word).length < 4) return word;
    if (/..ies$/.test(word)) return word.slice(0, -3) + "y";
    if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
  };

  /* What was typed: words, phrases, and the beginning of a word that is still being typed. */
  const read = (typed, common) => {
    const groups = [];
    const pieces = typed.slice(0, 400).replace(/[“”„«»]/g, '"').split('"');
    pieces.forEach((piece, at) => {
      const words = split(piece).map((word) => term(word, common));
      const quoted = at % 2 === 1 && at < pieces.length - 1;
      (quoted ? [words] : words.map((word) => [word])).forEach((group) => {
        const told = group.map((word, place) => ({ word, place })).filter(({ word }) => !common.has(word));
        if (told.length) groups.push({ words: told, exact: quoted && told.length < group.length && group });
      });
    });
    const last = /[\p{Alphabetic}\p{N}'’]$/u.test(typed) && split(typed).pop();
    return { groups: groups.slice(0, 12), prefix: last && last.length > 2 && !common.has(last) ? last : "" };
  };

  /* The texts that hold a term, each with the term's places; see src/render/search/shards.rs. */
  const texts = (code) => {
    const found = new Map();
    let at = 0, bucket = -1;
    const next = () => {
      let value = 0, digit, worth = 1;
      do { digit = DIGITS.indexOf(code[at++]); value += (digit % 32) * worth; worth *= 32; } while (digit > 31);
      return value;
    };
    while (at < code.length) {
      bucket += next() + 1;
      for (let left = next(), text = -1; left >= 0; left--) {
        const step = next(), places = [];
        text += Math.floor(step / 2) + 1;
        for (let more = step % 2 ? next() + 2 : 1, place = 0; more > 0; more--) places.push(place += next());
        found.set(bucket * 65536 + text, places);
      }
    }
    return found;
  };

  const index = async (address) => {
    const list = await load(address);
    const folder = address.replace(/[^/]*$/, "");
    const common = new Set(list.common);
    const count = list.texts.reduce((sum, [, weights]) => sum + weights.length, 0);

    /* Where a term would be, among files that are sorted by their first term. */
    const file = (word) => {
      let low = 0, high = list.terms.length;
      while (low < high) { const half = (low + high) >> 1; if (list.terms[half][0] <= word) low = half + 1; else high = half; }
      return Math.max(0, low - 1);
    };
    const holding = async (word, prefix) => {
      const first = file(word), last = prefix ? file(prefix + "\uffff") : first;
      const some = last - first < MOST_PREFIX_FILES ? last : first;
      const found = new Map();
      for (const name of list.terms.slice(first, some + 1)) {
        const terms = await load(folder + name[1]);
        for (let at = 0; at < terms.length; at += 2) {
          const own = terms[at] === word;
          if (!own && !(prefix && terms[at].startsWith(prefix))) continue;
          texts(terms[at + 1]).forEach((places, text) => {
            const old = found.get(text) || { often: 0, places: [] };
            const title = places.some((place) => place >= TITLE) ? 2 : 0;
            old.often += (places.length + title) * (own ? 1 : 0.6);
            old.places.push(...places);
            found.set(text, old);
          });
        }
      }
      return found;
    };

    /* Whether words stand side by side in a text. */
    const together = (words, text, held) => {
      const [lead, ...rest] = words.map(({ word, place }) => ({ place, at: held.get(word).get(text)?.places || [] }));
      return lead.at.some((at) => rest.every((next) => next.at.includes(at + next.place - lead.place)));
    };

    const find = async (typed) => {
      const asked = read(typed, common);
      const words = [...new Set(asked.groups.flatMap((group) => group.words.map(({ word }) => word)))];
      const reference = "=" + [...fold(typed).replace(/[^\p{Alphabetic}\p{N}.]/gu, "")].slice(0, 40).join("");
      const still = asked.prefix && term(asked.prefix, common);
      const held = new Map();
      await Promise.all(words.map(async (word) => held.set(word, await holding(word, word === still ? asked.prefix : ""))));
      const cited = reference.length > 1 ? await holding(reference, "") : new Map();
      const row = asked.groups.length > 1 && asked.groups.flatMap((group) => group.words).map(({ word }, place) => ({ word, place }));
      const scored = new Map();
      held.forEach((found) => {
        const rare = Math.log(1 + count / (1 + found.size));
        found.forEach(({ often }, text) => {
          const old = scored.get(text) || { words: 0, score: 0 };
          old.words += 1;
          old.score += rare * often / (often + 1.2);
          scored.set(text, old);
        });
      });
      const rank = (list) => list.map((text) => {
        const weight = DIGITS.indexOf(list.weights(text)) / 16;
        const { score, words: of } = scored.get(text) || { score: 1, words: words.length };
        const close = row && of === words.length && together(row, text, held) ? 1.6 : 1;
        return { text, of, score: score * weight * close + (cited.has(text) ? 1000 : 0) };
      }).sort((a, b) => b.of - a.of || b.score - a.score || a.text - b.text);
      const listed = (all) => Object.assign(all, { weights: (text) => list.texts[Math.floor(text / 65536)][1][text % 65536] });
      const whole = [...new Set([...cited.keys(), ...scored.keys()])].filter((text) => cited.has(text) ||
        (scored.get(text).words === words.length && asked.groups.every((group) => together(group.words, text, held))));
      const all = whole.length > 0 || words.length === 0;
      const results = rank(listed(all ? whole : [...scored.keys()]));
      return { results, all, empty: words.length === 0 && !cited.size, words: new Set(words), prefix: asked.prefix, exact: all ? asked.groups.map((g) => g.exact).filter(Boolean) : [] };
    };

    /* A text with its page; none where a phrase turns out to hold other small words. */
    const text = async (number, exact) => {
      const groups = await load(folder + list.texts[Math.floor(number / 65536)][0]);
      let left = number % 65536;
      for (const [[page, kind, title, place], parts] of groups) {
        if (left < parts.length) {
          const [anchor, label, words] = parts[left];
          const said = [words, label, title].map((part) => " " + split(part).map((word) => term(word, common)).join(" ") + " ");
          const fits = exact.every((phrase) => said.some((part) => part.includes(" " + phrase.join(" ") + " ")));
          return fits ? { href: page + (anchor && "#" + anchor), kind, title, place, label, words } : null;
        }
        left -= parts.length;
      }
      return null;
    };
    const hit = (word, found) => split(word).some((part) => found.words.has(term(part, common)) || (found.prefix && part.startsWith(found.prefix)));
    return { find, text, hit };
  };

  window.scrutineer = Object.assign(window.scrutineer || {}, {
    search: Object.assign((data) => { document.currentScript.handed = data; }, { index, terms: (text, common) => split(text).map((word) => term(word, common)) }),
  });

  /* The page. */
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const form = page.querySelector("form"), box = form.elements.q;
  const status = page.querySelector(".search-status"), list = page.querySelector(".search-results"), more = page.querySelector(".search-more");
  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };

  /* A text's words around the first place where most of what was looked for stands close together, marked. */
  const marked = (words, found, hit, most) => {
    const places = [...words.matchAll(WORD)].map((match) => ({ at: match.index, end: match.index + match[0].length, hit: hit(match[0], found) }));
    const hits = places.filter((place) => place.hit);
    let from = 0, best = 0;
    for (const { at } of hits) {
      const near = hits.filter((other) => other.at >= at && other.at < at + most / 2).length;
      if (near > best) { best = near; from = at; }
    }
    from = words.length <= most ? 0 : Math.max(0, Math.min(from - most / 4, words.length - most));
    const start = from && (places.find((place) => place.at >= from) || { at: 0 }).at;
    const to = (places.filter((place) => place.end <= start + most).pop() || { end: words.length }).end;
    const end = words.length - start <= most ? words.length : to;
    const out = document.createDocumentFragment();
    let done = start;
    if (start) out.append("… ");
    for (const place of hits.filter((other) => other.at >= start && other.end <= end)) {
      out.append(words.slice(done, place.at), element("mark", "", words.slice(place.at, place.end)));
      done = place.end;
    }
    out.append(words.slice(done, end), end < words.length ? " …" : "");
    return out;
  };

  let turn = 0, shown = "";
  const say = (words) => { status.textContent = words; };
  const results = async (typed, mine) => {
    const search = await index(page.dataset.search);
    const found = await search.find(typed);
    if (mine !== turn) return;
    const waiting = found.results.slice();
    let out = 0, dropped = 0;
    const add = async (focus) => {
      const next = [];
      while (next.length < AT_ONCE && waiting.length) {
        const few = waiting.splice(0, AT_ONCE - next.length);
        const told = await Promise.all(few.map(({ text }) => search.text(text, found.exact)));
        next.push(...told.filter(Boolean));
        dropped += told.filter((one) => !one).length;
      }
      if (mine !== turn) return;
      if (!out) list.replaceChildren();
      const rows = next.map((one) => {
        const link = element("a", "", marked(one.title + (one.label && ", " + one.label), found, search.hit, 400));
        link.href = one.href;
        return element("li", "", element("p", "", link), element("p", "quiet", one.kind + (one.place && " · " + one.place)), element("p", "", marked(one.words, found, search.hit, SNIPPET)));
      });
      list.append(...rows);
      out += rows.length;
      more.hidden = !waiting.length;
      if (focus && rows[0]) rows[0].querySelector("a").focus();
      const total = found.results.length - dropped;
      const many = (waiting.length && found.exact.length ? "up to " : "") + total + (total === 1 ? " result" : " results");
      say(found.empty ? "Those words stand in nearly every text. Add one that says more."
        : !total ? "Nothing found for “" + typed + "”. Try fewer or other words, or look below under A to Z."
        : found.all ? many + " for “" + typed + "”" + (waiting.length ? ", the first " + out + " shown" : "")
        : "No text holds all of “" + typed + "”. " + many + " with some of the words, those with most of them first.");
    };
    more.firstChild.onclick = () => add(true).catch(failed);
    await add(false);
  };
  const failed = () => say("The search could not be loaded. Try again, or look below under A to Z.");
  const run = () => {
    const typed = box.value.trim();
    if (typed === shown) return;
    shown = typed;
    const mine = ++turn;
    try { history.replaceState(null, "", typed ? "?q=" + encodeURIComponent(typed) : location.pathname); } catch { /* From disk some browsers keep the address. */ }
    list.parentNode.classList.toggle("searching", typed !== "");
    if (!typed) { list.replaceChildren(); more.hidden = true; say(""); return; }
    if (!list.firstChild) say("Searching …");
    results(box.value.trimStart(), mine).catch(() => { if (mine === turn) { list.replaceChildren(); more.hidden = true; shown = ""; failed(); } });
  };
  let timer;
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 250); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); run(); });
  box.value = new URLSearchParams(location.search).get("q") || "";
  run();
})();
