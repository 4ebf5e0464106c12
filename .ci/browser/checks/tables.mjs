// Filter and sort of progress tables, from disk: what is shown, what is counted, what the address keeps, and that nothing jumps.
import path from "node:path";
import { pathToFileURL } from "node:url";

/** Pages tried at most: those with the most rows. One script does all of them. */
const MOST = 2;

/** In what size of window which of these is tried. */
const TRIES = [
  ["1280 px", { viewport: { width: 1280, height: 600 } }, [jumps, filters, shared, sorting, covered, printed]],
  ["320 px", { viewport: { width: 320, height: 640 } }, [jumps, filters, shared, cards]],
  ["no JavaScript", { viewport: { width: 1280, height: 600 }, javaScriptEnabled: false }, [without]],
];

export async function check({ site, browser, wants, report }) {
  const pages = (site.narrowed ? site.chosen : site.pages).filter((name) => / data-filter/.test(site.text(name)));
  const size = (name) => site.text(name).split('<th scope="row"').length;
  const most = pages.sort((a, b) => size(b) - size(a)).slice(0, MOST);
  // Two windows at a time: most of this is waiting.
  const work = most.flatMap((name) => TRIES.filter(([mode]) => wants(mode)).map((one) => [name, ...one]));
  await Promise.all([0, 1].map(async () => {
    while (work.length) await window(work.shift());
  }));

  async function window([name, mode, options, tries]) {
    const address = pathToFileURL(path.join(site.folder, name)).href;
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    await context.addInitScript(watch);
    for (const one of tries) {
      const page = await context.newPage();
      const say = (rule, where, see) => report({ page: name, mode, rule, where, see });
      page.on("pageerror", (error) => say("script-fails", one.name, error.message));
      await page.goto(address);
      await one(page, say, address);
      await page.close();
    }
    await context.close();
  }
}

/** Before anything else runs: adds up layout shifts. */
function watch() {
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** What stands on the page: rows with their words, what is counted, what is left out. */
const look = (page) => page.evaluate(() => {
  const seen = (el) => el.getClientRects().length > 0;
  const words = (el) => el.textContent.replace(/\s+/g, " ").trim();
  const rows = [...document.querySelectorAll("table.progress tbody tr")];
  return {
    rows: rows.map((row) => ({
      id: words(row.querySelector(".id")),
      seen: seen(row),
      status: [words(row.querySelector(".word-status .tag"))],
      evidence: [words(row.querySelector(".word-evidence .tag"))],
      schedule: [row.querySelector(".word-schedule").dataset.sort.replace(/^\d+ /, "")],
      owner: [...row.querySelectorAll(".owner > *")].map(words),
      part: [row.closest("table").dataset.name ?? words(row.closest("section").querySelector("h2"))],
    })),
    empty: [...document.querySelectorAll("table.progress")].filter((t) => ![...t.tBodies[0].rows].some(seen)).length,
    headless: [...document.querySelectorAll("table.progress")].filter((t) => !seen(t)).length,
    notes: [...document.querySelectorAll("table.progress + p[data-script]")].filter(seen).length,
    count: document.querySelector(".filter [role=status]")?.textContent ?? "",
    search: location.search,
  };
});

const shown = (state) => state.rows.filter((row) => row.seen).map((row) => row.id).join(" ");

/** Nothing moves while the page loads, with or without a filter in its address. */
async function jumps(page, say, address) {
  const value = await page.locator(".filter select").first().evaluate((el) => el.options[1].value);
  // Only what is in sight can be seen to move, so all of it is; and the script comes late, when the page has been painted.
  await page.setViewportSize({ width: page.viewportSize().width, height: 6000 });
  await page.route("**/*.js", async (route) => {
    await new Promise((done) => { setTimeout(done, 400); });
    await route.continue();
  });
  for (const query of ["", `?status=${encodeURIComponent(value)}&sort=-schedule`]) {
    await page.goto("about:blank");
    await page.goto(address + query);
    await page.waitForTimeout(300);
    const shifted = await page.evaluate(() => globalThis.shifted);
    // With a filter in the address rows go away when the script comes; the bar itself must not move what follows it.
    if (shifted > 0 && !query) say("page-jumps", query || "plain address", `layout shift of ${shifted.toFixed(4)}`);
  }
}

/** As a reader's choice arrives at the page, without the browser's care for whether it can be clicked: there are a hundred. */
const choose = (select, value) => select.evaluate((el, wanted) => {
  el.value = wanted;
  el.dispatchEvent(new Event("change", { bubbles: true }));
}, value);

/** Every choice of every filter shows the rows that say so and no other, and counts them. */
async function filters(page, say) {
  const all = await look(page);
  if (all.rows.some((row) => !row.seen)) say("rows-missing", "table.progress", "rows are out of sight before any choice");
  if (!all.count.startsWith(`All ${all.rows.length} `)) say("count-wrong", ".filter [role=status]", `“${all.count}” of ${all.rows.length} rows`);
  if (await page.locator(".filter details:not([open])").count()) await page.locator(".filter summary").press("Enter");
  const selects = page.locator(".filter select");
  for (let at = 0; at < await selects.count(); at += 1) {
    const select = selects.nth(at);
    const label = await select.evaluate((el) => el.labels[0].firstChild.textContent);
    const key = { "Official status": "status", Evidence: "evidence", Schedule: "schedule", Owner: "owner" }[label] ?? "part";
    for (const value of (await select.evaluate((el) => [...el.options].map((o) => o.value))).slice(1)) {
      await choose(select, value);
      const state = await look(page);
      const wanted = state.rows.filter((row) => row[key].includes(value)).map((row) => row.id).join(" ");
      const number = wanted.split(" ").length;
      const where = `${label}: ${value}`;
      if (shown(state) !== wanted) say("filter-wrong", where, `shows ${shown(state)}, not ${wanted}`);
      if (!state.count.startsWith(`${number} of ${all.rows.length} `)) say("count-wrong", where, `“${state.count}”`);
      if (!(await select.evaluate((el) => el.selectedOptions[0].text)).endsWith(`(${number})`)) say("option-count-wrong", where, `${number} rows`);
      if (![...new URLSearchParams(state.search).values()].includes(value)) say("address-forgets", where, `the address has “${state.search}”`);
      if (state.headless !== state.empty || state.notes !== state.empty) say("empty-table", where, `${state.empty} tables without rows, ${state.headless} hidden, ${state.notes} lines that say so`);
    }
    await choose(select, "");
  }
  await selects.first().focus();
  await page.keyboard.press("ArrowDown");
  const keyed = await look(page);
  if (keyed.count.startsWith("All")) say("keyboard-fails", ".filter select", "an arrow key chooses nothing");
  await page.locator(".filter button").press("Enter");
  const cleared = await look(page);
  if (shown(cleared) !== shown(all) || cleared.search) say("clear-fails", ".filter button", `“${cleared.count}” at “${cleared.search}”`);
  if (!await page.evaluate(() => document.querySelector(".filter").contains(document.activeElement))) say("focus-lost", ".filter button", "after clearing");
}

/** A shared address shows the same; so do a reload and the way back. What nobody offers is told, and changes nothing. */
async function shared(page, say, address) {
  const values = await page.locator(".filter select").first().evaluate((el) => [...el.options].map((o) => o.value));
  await page.goto(`${address}?status=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&q=kept`);
  const strange = await look(page);
  if (!/^Nothing here has official status “<img src=x onerror=alert\(1\)>”\. All /.test(strange.count)) say("strange-address", "?status=<img…", strange.count);
  const select = page.locator(".filter select").first();
  await choose(select, values[1]);
  const chosen = await look(page);
  if (!chosen.search.includes("q=kept")) say("address-loses-keys", "?q=kept", chosen.search);
  await page.reload();
  const again = await look(page);
  if (shown(again) !== shown(chosen) || again.count !== chosen.count) say("reload-forgets", chosen.search, again.count);
  await page.goto("about:blank");
  await page.goBack();
  const back = await look(page);
  if (shown(back) !== shown(chosen) || back.count !== chosen.count) say("back-forgets", chosen.search, back.count);
}

/** Each column sorts each table up, down and back; the header says which way. By keyboard, as a reader without a mouse would. */
async function sorting(page, say) {
  const order = () => page.evaluate(() => [...document.querySelectorAll("table.progress")].map((table) => (
    { ids: [...table.tBodies[0].rows].map((row) => row.querySelector(".id").textContent.trim()) })));
  const before = JSON.stringify(await order());
  const buttons = page.locator("table.progress >> nth=0 >> thead button");
  for (let at = 0; at < await buttons.count(); at += 1) {
    const name = (await buttons.nth(at).textContent()).trim();
    for (const way of ["ascending", "descending"]) {
      await buttons.nth(at).press("Enter");
      const wrong = await page.evaluate(([at, way, name]) => {
        const compare = new Intl.Collator("en", { numeric: true }).compare;
        const faults = [];
        for (const table of document.querySelectorAll("table.progress")) {
          const column = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent.trim() === name);
          const cells = [...table.tBodies[0].rows].map((row) => row.cells[column]);
          // A date stands for its last day: "2021-10" comes after "2021-10-31" and before "2021-11".
          const day = (cell) => [...cell.querySelectorAll(".day > time")].map((time) => time.dateTime.replace(/^\d{4}$/, "$&-99").replace(/^\d{4}-\d\d$/, "$&-99")).at(-1) ?? "";
          const words = (cell) => (cell.dataset.sort === undefined ? cell.textContent.replace(/\s+/g, " ").trim() : `${cell.dataset.sort} ${day(cell)}`);
          const values = cells.map((cell) => cell && words(cell));
          const head = table.tHead.rows[0].cells[column];
          if (column < 0) continue;
          if (head.getAttribute("aria-sort") !== way) faults.push(`aria-sort is ${head.getAttribute("aria-sort")}`);
          if (table.querySelectorAll("[aria-sort]").length !== 1) faults.push("aria-sort on several headers");
          const sorted = values.every((value, i) => i === 0 || compare(values[i - 1], value) * (way === "ascending" ? 1 : -1) <= 0);
          if (at > 0 && !sorted) faults.push(values.join(" | "));
        }
        return faults;
      }, [at, way, name]);
      for (const fault of wrong) say("sort-wrong", `${name}, ${way}`, fault);
      if (!new URL(page.url()).searchParams.get("sort")) say("address-forgets", `sort by ${name}`, page.url());
    }
    await buttons.nth(at).press("Enter");
    if (JSON.stringify(await order()) !== before) say("sort-not-undone", name, "a third press does not bring back the order of the plan");
  }
}

/** Going up by Shift+Tab, no header row that stays in sight covers what has the focus. */
async function covered(page, say) {
  await page.evaluate(() => [...document.querySelectorAll("table.progress tbody a")].at(-1).focus());
  for (let step = 0; step < 60; step += 1) {
    const cover = await page.evaluate(() => {
      const r = document.activeElement.getClientRects()[0];
      const top = document.elementFromPoint(r.left + r.width / 2, r.top + 2);
      return top && !document.activeElement.contains(top) && top.closest("thead") && !document.activeElement.closest("thead") ? document.activeElement.textContent : "";
    });
    if (cover) say("focus-obscured", cover, "by the header row, going back by Shift+Tab");
    await page.keyboard.press("Shift+Tab");
  }
}

/** On paper there are no controls, and a filter says that it is one. */
async function printed(page, say) {
  const state = () => page.evaluate(() => ["select", "button", "[role=status]"].map((part) => (
    [...document.querySelectorAll(`.filter ${part}`)].some((el) => el.getClientRects().length > 0))).join());
  await page.emulateMedia({ media: "print" });
  if (await state() !== "false,false,false") say("print-controls", ".filter", `select, button, count in sight: ${await state()}`);
  await page.emulateMedia({ media: "screen" });
  await page.locator(".filter select").first().selectOption({ index: 1 });
  await page.emulateMedia({ media: "print" });
  if (await state() !== "false,false,true") say("print-without-note", ".filter", `select, button, count in sight: ${await state()}`);
}

/** As cards the tables stay tables for a screen reader, and the header row that is out of sight takes no focus. */
async function cards(page, say) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const roles = nodes.filter((node) => !node.ignored).map((node) => node.role?.value);
  for (const role of ["table", "row", "columnheader", "rowheader", "cell"]) {
    if (!roles.includes(role)) say("table-meaning-lost", role, "no such role in the accessibility tree");
  }
  if (await page.evaluate(() => [...document.querySelectorAll("table.progress thead button")].some((el) => el.tabIndex >= 0))) say("focus-outside-window", "thead button", "can be reached by Tab, out of sight");
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) say("scrolls-sideways", "html", "at 320 px");
}

/** Without a script every row is there, and nothing of the filter. */
async function without(page, say) {
  const state = await look(page);
  if (!state.rows.length || state.rows.some((row) => !row.seen)) say("rows-missing", "table.progress", "rows are out of sight");
  const height = await page.evaluate(() => document.querySelector("[data-filter]").getBoundingClientRect().height);
  if (height > 0) say("dead-filter", "[data-filter]", `${height} px are kept for what never comes`);
}
