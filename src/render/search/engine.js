/* Looks words up in the index that follows in this file and in the files it names. Each is a classic script that calls
   `scrutineer.search`, the one global name, since a page opened from disk may load scripts and nothing else. What the
   numbers mean is told in src/render/search/shards.rs. */
(() => {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const TITLE = 4000;
  /* A word that is being typed is looked for in so many files at most, and all words together in so many letters. */
  const MOST_FILES = 3, MOST_LETTERS = 262144;
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  let index, common, count;

  /* Files, each loaded once; one that fails may be asked for again. */
  const files = new Map(), parts = new WeakMap();
  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, new Promise((done, fail) => {
        const script = document.createElement("script");
        script.addEventListener("load", () => done(parts.get(script)));
        script.addEventListener("error", () => {
          files.delete(name);
          script.remove();
          fail(new Error(name));
        });
        script.src = folder + name;
        document.head.append(script);
      }));
    }
    return files.get(name);
  };

  /* Words to terms: the same as src/render/search/terms.rs, held to it by tests/search/terms.txt. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['‘’ʼ`]/g, "");
  const split = (text) => fold(text).match(/[\p{Alphabetic}\p{N}]+/gu) || [];
  const term = (word) => {
    const letters = [...word].slice(0, 40);
    word = letters.join("");
    if (common.has(word) || letters.length < 4) return word;
    if (word.endsWith("ies")) return letters.length > 4 ? word.slice(0, -3) + "y" : word;
    if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
  };
  const terms = (text) => split(text).map(term);

  /* What was typed: words and phrases, and the word that may still be being typed. */
  const read = (typed) => {
    const groups = [];
    typed.replace(/[“”„«»]/g, '"').split('"').forEach((piece, at, pieces) => {
      const quoted = at % 2 === 1 && at < pieces.length - 1;
      for (const group of quoted ? [terms(piece)] : terms(piece).map((word) => [word])) {
        const words = group.map((word, place) => ({ word, place })).filter(({ word }) => !common.has(word));
        if (words.length) groups.push({ words, exact: quoted && words.length < group.length && group });
      }
    });
    const last = /[\p{Alphabetic}\p{N}'’]$/u.test(typed) ? split(typed).pop() : "";
    return { groups: groups.slice(0, 12), prefix: last.length > 2 && !common.has(last) ? last : "" };
  };

  /* The texts that hold a term, each with the term's places. */
  const decode = (code) => {
    const found = new Map();
    let at = 0, bucket = -1;
    const next = () => {
      let value = 0, digit, worth = 1;
      do {
        digit = DIGITS.indexOf(code[at++]);
        value += (digit % 32) * worth;
        worth *= 32;
      } while (digit > 31);
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
  const bucket = (text) => index.texts[Math.floor(text / 65536)];

  /* The files that would hold a term, or the terms that begin so; they are sorted by their first term. */
  const holders = (word, prefix) => {
    const file = (wanted) => {
      let low = 0, high = index.terms.length;
      while (low < high) {
        const half = (low + high) >> 1;
        if (index.terms[half][0] <= wanted) low = half + 1;
        else high = half;
      }
      return Math.max(0, low - 1);
    };
    const first = file(word);
    const some = prefix ? index.terms.slice(Math.min(first, file(prefix)), file(prefix + "\uffff") + 1) : [];
    return some.length > 0 && some.length <= MOST_FILES ? some : index.terms.slice(first, first + 1);
  };

  /* The texts that hold a term, or a term that begins so: how often, and where. */
  const holding = async (word, prefix) => {
    const found = new Map();
    for (const part of await Promise.all(holders(word, prefix).map(([, name]) => load(name)))) {
      for (let at = 0; at < part.length; at += 2) {
        const own = part[at] === word;
        if (!own && !(prefix && part[at].startsWith(prefix))) continue;
        for (const [text, places] of decode(part[at + 1])) {
          const held = found.get(text) || { often: 0, places: [] };
          const title = places.some((place) => place >= TITLE) ? 2 : 0;
          held.often += (places.length + title) * (own ? 1 : 0.6);
          held.places.push(...places);
          found.set(text, held);
        }
      }
    }
    return found;
  };

  /* Whether words stand side by side in a text. */
  const together = (words, text, held) => {
    const [lead, ...rest] = words.map(({ word, place }) => {
      const found = held.get(word).get(text);
      return { place, at: found ? found.places : [] };
    });
    return lead.at.some((at) => rest.every((next) => next.at.includes(at + next.place - lead.place)));
  };

  /* The texts that hold what was typed, best first. `all` says whether they hold all of it. */
  const find = async (asked) => {
    const typed = asked.slice(0, 400);
    const { prefix, groups } = read(typed);
    const letters = [...fold(typed).replace(/[^\p{Alphabetic}\p{N}.]/gu, "")].slice(0, 40).join("");
    const cited = letters ? await holding("=" + letters, "") : new Map();
    const still = prefix && term(prefix);
    const beginning = (word) => (word === still ? prefix : "");
    /* Where words fill too much of the index, the most common ones are left out, and that is said. */
    const size = (word) => holders(word, beginning(word)).reduce((sum, [, , own]) => sum + own, 0);
    const every = [...new Set(groups.flatMap((group) => group.words.map(({ word }) => word)))];
    const sorted = every.map((word) => [word, size(word)]).sort((a, b) => a[1] - b[1]);
    let room = MOST_LETTERS;
    const words = sorted.filter(([, own], at) => (room -= own) >= 0 || at === 0).map(([word]) => word);
    const kept = groups.filter((group) => group.words.every(({ word }) => words.includes(word)));
    const held = new Map(await Promise.all(words.map(async (word) => [word, await holding(word, beginning(word))])));

    const scored = new Map();
    for (const found of held.values()) {
      const rare = Math.log(1 + count / (1 + found.size));
      for (const [text, { often }] of found) {
        const old = scored.get(text) || { words: 0, score: 0 };
        scored.set(text, { words: old.words + 1, score: old.score + (rare * often) / (often + 1.2) });
      }
    }
    const fits = ([text, { words: has }]) =>
      has === words.length && kept.every((group) => together(group.words, text, held));
    const whole = words.length ? [...scored].filter(fits).map(([text]) => text) : [];
    const chosen = new Set([...cited.keys(), ...whole]);
    const all = chosen.size > 0 || !words.length;
    const row = kept.flatMap((group) => group.words).map(({ word }, place) => ({ word, place }));
    const results = [...(all ? chosen : scored.keys())].map((text) => {
      const { words: has, score } = scored.get(text) || { words: words.length, score: 1 };
      const weight = DIGITS.indexOf(bucket(text)[1][text % 65536]) / 16;
      const close = kept.length > 1 && has === words.length && together(row, text, held) ? 1.6 : 1;
      return { text, has, score: score * weight * close + (cited.has(text) ? 1000 : 0) };
    });
    results.sort((a, b) => b.has - a.has || b.score - a.score || a.text - b.text);
    return {
      results,
      all,
      tooCommon: !words.length && !cited.size && terms(typed).length > 0,
      left: every.filter((word) => !words.includes(word)),
      exact: all && !cited.size ? kept.map((group) => group.exact).filter(Boolean) : [],
      /* Whether a word of a text is one of those looked for. */
      hit: (word) => terms(word).some((own) => held.has(own)) || (prefix !== "" && split(word).some((own) => own.startsWith(prefix))),
    };
  };

  /* A text with its page; none where a phrase turns out to hold other small words. */
  const text = async (number, exact) => {
    let left = number % 65536;
    for (const [[page, kind, title, place], parts] of await load(bucket(number)[0])) {
      if (left < parts.length) {
        const [anchor, label, words] = parts[left];
        const said = [words, label, title].map((part) => ` ${terms(part).join(" ")} `);
        const fits = exact.every((phrase) => said.some((part) => part.includes(` ${phrase.join(" ")} `)));
        return fits ? { href: page + (anchor && "#" + anchor), kind, title, place, label, words } : null;
      }
      left -= parts.length;
    }
    return null;
  };

  const search = {
    find,
    text,
    terms,
    list(data) {
      index = data;
      common = new Set(data.common);
      count = data.texts.reduce((sum, [, weights]) => sum + weights.length, 0);
    },
    part(data) {
      parts.set(document.currentScript, data);
    },
  };
  window.scrutineer = Object.assign(window.scrutineer || {}, { search });
})();
