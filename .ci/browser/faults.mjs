// Faults to plant: what is broken, and which check has to find it under which rule (a pattern), where it matters in which mode.
// `on` is the kind of page it is planted in, a plan where nothing else is said.

const document = [
  { name: "a table without caption", rule: "^table-without-caption$", plant: (s) => s.replace(/<caption>.*?<\/caption>/s, "") },
  { name: "a header cell without scope", rule: "^th-without-scope$", plant: (s) => s.replace("<th scope=\"col\">", "<th>") },
  { name: "h3 right after h1", rule: "^heading-skips-a-level$", plant: (s) => s.replace("</h1>", "</h1><h3>Out of order</h3>") },
  { name: "two h1", rule: "^not-one-h1$", plant: (s) => s.main("<h1>Another</h1>") },
  { name: "an id given twice", rule: "^id-twice$", plant: (s) => s.main("<p id=\"page-main\">again</p>") },
  { name: "no title", rule: "^no-title$", plant: (s) => s.replace(/<title>.*?<\/title>/s, "<title></title>") },
  { name: "the title of another page", rule: "^title-not-unique$", plant: (s) => s.put("twin.html", "<!DOCTYPE html><title>T</title>") || s.replace(/<title>.*?<\/title>/s, "<title>T</title>") },
  { name: "no description", rule: "^no-description$", plant: (s) => s.replace(/<meta name="description"[^>]*>/, "") },
  { name: "no language", rule: "^no-language$", plant: (s) => s.replace(/<html lang="[^"]*"/, "<html") },
  { name: "a link to a place that is not there", rule: "^anchor-leads-nowhere$", plant: (s) => s.main("<p><a href=\"#not-there\">a place</a></p>") },
  { name: "a link to a page that is not there", rule: "^link-leads-nowhere$", plant: (s) => s.main("<p><a href=\"not-there.html\">a page</a></p>") },
  { name: "an address from the root", rule: "^absolute-path$", plant: (s) => s.main("<p><a href=\"/index.html\">home</a></p>") },
  { name: "a picture without words", rule: "^image-without-alt$", plant: (s) => s.main("<img src=\"x.png\">") },
  { name: "a drawing without name", rule: "^svg-without-name$", plant: (s) => s.main("<svg width=\"9\" height=\"9\"></svg>") },
  { name: "a date that is none", rule: "^time-without-date$", plant: (s) => s.main("<time datetime=\"2025-02-30\">30 February</time>") },
  { name: "an event handler in the page", rule: "^inline-handler$", plant: (s) => s.main("<p onclick=\"x()\">press</p>") },
  { name: "a style in the page", rule: "^inline-style$", plant: (s) => s.main("<p style=\"color:red\">red</p>") },
  { name: "a module script", rule: "^script-not-classic$", plant: (s) => s.main("<script type=\"module\" src=\"x.js\"></script>") },
  { name: "a picture of another host", rule: "^foreign-resource$", plant: (s) => s.main("<img alt=\"\" src=\"https://example.com/x.png\">") },
  { name: "a label for no id", rule: "^names-no-id$", plant: (s) => s.main("<section aria-labelledby=\"nobody\"></section>") },
  { name: "no main part", rule: "^not-one-main$", plant: (s) => s.replace("<main", "<div") },
  { name: "tabindex above 0", rule: "^tabindex-above-0$", plant: (s) => s.main("<p tabindex=\"4\">first!</p>") },
  { name: "no policy", rule: "^no-policy$", plant: (s) => s.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "") },
];

const valid = [
  { name: "a paragraph right in a list", rule: "error", mode: "Nu", plant: (s) => s.main("<ul><p>wrong</p></ul>") },
  { name: "a style that is misspelt", rule: "error", mode: "Nu", plant: (s) => s.css("a { colour: red }") },
  { name: "an aria-label where none may be", rule: "aria-label-misuse", mode: "html-validate", plant: (s) => s.main("<p aria-label=\"x\">words</p>") },
];

const loads = [
  { name: "a picture of another host", rule: "^(foreign-request|csp-violation)$", mode: "root", plant: (s) => s.main("<img alt=\"\" src=\"https://example.com/x.png\">") },
  { name: "a style in the page", rule: "^csp-violation$", mode: "root", plant: (s) => s.main("<p style=\"color:red\">red</p>") },
  { name: "a script in the page", rule: "^csp-violation$", mode: "root", plant: (s) => s.main("<script>1</script>") },
  { name: "a style sheet that is not there", rule: "^request-failed$", mode: "root", plant: (s) => s.replace(/assets\/([^"]*)\.css/, "assets/gone.css") },
  { name: "a style sheet from the root", rule: "^request-failed$", mode: "sub-folder", plant: (s) => s.replace(/href="[^"]*assets\//, "href=\"/assets/") },
  { name: "the same, from disk", rule: "^request-failed$", mode: "disk", plant: (s) => s.replace(/href="[^"]*assets\//, "href=\"/assets/") },
  { name: "a 404 page that finds its style only at one depth", on: "404.html", rule: "^request-failed$", mode: "wrong deep", plant: (s) => s.replace("</head>", "<link rel=\"stylesheet\" href=\"assets/site.css\"></head>") },
  { name: "a module script, from disk", rule: "^(console-error|request-failed)$", mode: "disk", plant: (s) => { s.put("assets/m.js", "export {};"); s.replace("</head>", `<script type="module" src="${s.up}assets/m.js"></script></head>`); } },
  { name: "a script that fails", rule: "^script-error$", mode: "root", plant: (s) => s.script("throw new Error('planted');") },
  { name: "a web font", rule: "^font-requested$", mode: "root", plant: (s) => { s.put("assets/f.woff2", "x"); s.css("@font-face { font-family: F; src: url(f.woff2) } h1 { font-family: F }"); } },
  { name: "twelve pictures", rule: "^too-many-requests$", mode: "root", plant: (s) => { for (let n = 0; n < 12; n += 1) { s.put(`assets/p${n}.svg`, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"); s.main(`<img alt="" src="${s.up}assets/p${n}.svg">`); } } },
];

/** Text that does not shrink. */
const noise = (size) => {
  let [text, state] = ["", 1];
  while (text.length < size) {
    state = (state * 48271) % 2147483647;
    text += state.toString(36);
  }
  return text;
};

const weight = [
  { name: "a page of 30 KiB", rule: "^page-too-heavy$", plant: (s) => s.main(`<p>${noise(45_000)}</p>`) },
  { name: "a script of 30 KiB", rule: "^page-too-heavy$", plant: (s) => { s.put("assets/planted.js", `// ${noise(45_000)}`); s.replace("</head>", `<script src="${s.up}assets/planted.js" defer></script></head>`); } },
  { name: "a font in a style sheet", rule: "^font-or-import$", plant: (s) => s.css("@font-face { font-family: F; src: url(f.woff2) }") },
];

const noscript = [
  { name: "text that only a script puts in", rule: "^text-differs$", plant: (s) => s.script("document.querySelector('main').append('only with a script');") },
  { name: "text that a script takes away", rule: "^text-differs$", plant: (s) => s.script("document.querySelector('h2').hidden = true;") },
  { name: "much text marked as a script's", rule: "^much-text-by-script$", plant: (s) => s.script("const p = document.createElement('p'); p.dataset.script = ''; p.textContent = 'words '.repeat(900); document.querySelector('main').append(p);") },
];

const reflow = [
  { name: "a part that is too wide", rule: "^page-scrolls-sideways$", mode: "320", plant: (s) => s.css("main > * { min-width: 40rem }") },
  { name: "a long word that does not break", rule: "^page-scrolls-sideways$", mode: "400 %", plant: (s) => { s.css("* { overflow-wrap: normal !important; word-break: normal !important }"); s.main(`<p>${"word".repeat(40)}</p>`); } },
  { name: "text cut off at the side", rule: "^text-cut-off$", mode: "^320 px$", plant: (s) => s.css("h1 { white-space: nowrap; overflow-x: clip }") },
  { name: "a box that does not grow with large text", rule: "^text-cut-off$", mode: "text 200", plant: (s) => s.css("h1 { height: 60px; overflow: hidden }") },
  { name: "a box that does not grow with spread text", rule: "^text-cut-off$", mode: "text spacing", plant: (s) => s.css("main p { max-height: 3em; overflow: hidden; line-height: 1.1 }") },
  { name: "text on text", rule: "^text-on-text$", mode: "^1280 px$", plant: (s) => s.css("h2 { margin-bottom: -1.2em }") },
  { name: "text of a fixed size", rule: "^text-does-not-grow$", mode: "text 200", plant: (s) => s.css("html { font-size: 16px }") },
  { name: "a scroller that the keyboard cannot reach", rule: "^scroller-not-focusable$", mode: "^1280 px$", plant: (s) => s.main(`<div class="s" role="group" aria-label="x"><p>${"words ".repeat(60)}</p></div>`) || s.css(".s { overflow-x: auto } .s p { width: 90rem; max-width: none }") },
  { name: "a scroller without name and role", rule: "^scroller-without-(name|role)$", mode: "^1280 px$", plant: (s) => s.main(`<div class="s" tabindex="0"><p>${"words ".repeat(60)}</p></div>`) || s.css(".s { overflow-x: auto } .s p { width: 90rem; max-width: none }") },
];

const keyboard = [
  { name: "no outline", rule: "^focus-without-outline$", mode: "1280 px, light", plant: (s) => s.css(":focus-visible, a:focus-visible { outline: none !important; box-shadow: none !important }") },
  { name: "no outline in forced colours, where a shadow is not painted", rule: "^focus-without-outline$", mode: "forced", plant: (s) => s.css("@media (forced-colors: active) { :focus-visible { outline: none !important; box-shadow: 0 0 0 3px red } }") },
  { name: "a faint outline", rule: "^focus-outline-faint$", mode: "light", plant: (s) => s.css("@media (prefers-color-scheme: light) { main :focus-visible { outline: 3px solid #e4e4e4 !important } }") },
  { name: "a faint outline in dark", rule: "^focus-outline-faint$", mode: "dark", plant: (s) => s.css("@media (prefers-color-scheme: dark) { main :focus-visible { outline: 3px solid #333 !important } }") },
  { name: "a sticky header over what has the focus", rule: "^focus-obscured$", mode: "^1280 px$", plant: (s) => s.css("body > header { position: sticky; top: 0; z-index: 9; background: #fff; min-height: 45vh } html { scroll-padding: 0 !important }") },
  { name: "no skip link", rule: "^first-stop-is-no-skip-link$", mode: "^1280 px$", plant: (s) => s.replace(/<a class="skip"[^>]*>.*?<\/a>/, "") },
  { name: "a skip link that leads nowhere", rule: "^first-stop-is-no-skip-link$", mode: "^1280 px$", plant: (s) => s.replace(/<a class="skip" href="[^"]*"/, "<a class=\"skip\" href=\"#gone\"") },
  { name: "a skip link that nobody sees", rule: "^skip-link-not-visible$", mode: "^1280 px$", plant: (s) => s.css(".skip, .skip:focus { position: absolute !important; top: -10rem !important }") },
  { name: "small targets close together", rule: "^target-too-small$", mode: "^1280 px$", plant: (s) => s.main("<ul class=\"tiny\"><li><a href=\"#page-main\">a</a></li><li><a href=\"#page-top\">b</a></li></ul>") || s.css(".tiny li { margin: 0; line-height: 1; font-size: 11px }") },
  { name: "an order of its own", rule: "^focus-order$", mode: "^1280 px$", plant: (s) => s.replace("<a class=\"skip\"", "<a tabindex=\"1\" href=\"#page-main\">first</a><a class=\"skip\"") || s.main("<a tabindex=\"2\" href=\"#page-top\">second</a>") },
  { name: "a stop outside the window", rule: "^focus-outside-window$", mode: "^1280 px$", plant: (s) => s.css("main a:focus { position: fixed; left: -900px }") },
  { name: "a trap", rule: "^(focus-order|focus-lost)$", mode: "^1280 px$", plant: (s) => s.script("document.querySelector('main a').addEventListener('keydown', (e) => { if (e.key === 'Tab') e.preventDefault(); });") },
];

/** A wide table in a scroller that the keyboard reaches. */
const WIDE = `<div class="s" role="group" aria-label="Wide" tabindex="0"><table><caption>Wide</caption><tr>${"<td>a cell of words</td>".repeat(30)}</tr></table></div>`;

const print = [
  { name: "a table cut off", rule: "^text-cut-off$", plant: (s) => s.main(WIDE) || s.css("@media print { .s { overflow: hidden } .s table { width: 90rem } .s td { white-space: nowrap } }") },
  { name: "a table that scrolls", rule: "^cut-off-on-paper$", plant: (s) => s.main(WIDE) || s.css(".s { overflow-x: auto } .s table { width: 90rem }") },
  { name: "navigation on paper", rule: "^navigation-on-paper$", plant: (s) => s.css("@media print { .site-nav { display: block !important } }") },
  { name: "an action left out", rule: "^action-not-on-paper$", plant: (s) => s.css("@media print { tbody tr:first-child { display: none } }") },
  { name: "the status left out", rule: "^action-not-on-paper$", plant: (s) => s.css("@media print { .word-status, .word-schedule { display: none } }") },
  { name: "heads of tables not repeated", rule: "^on-paper$", plant: (s) => s.css("@media print { thead { display: table-row-group !important } }") },
  { name: "a link whose address is not printed", rule: "^address-not-on-paper$", plant: (s) => s.main("<p><a href=\"https://example.org/planted\">words</a></p>") || s.css("@media print { main a::after { content: none !important } }") },
];

const axe = [
  { name: "faint text", rule: "^color-contrast$", mode: "1280 px, light", plant: (s) => s.css("@media (prefers-color-scheme: light) { main p { color: #aaa !important } }") },
  { name: "faint text in dark", rule: "^color-contrast$", mode: "1280 px, dark", plant: (s) => s.css("@media (prefers-color-scheme: dark) { main p { color: #555 !important } }") },
  { name: "faint text in forced colours", rule: "^color-contrast$", mode: "1280 px, forced", plant: (s) => s.css("@media (forced-colors: active) { main p { forced-color-adjust: none; color: #aaa; background: #fff } }") },
  { name: "faint text on a phone", rule: "^color-contrast$", mode: "320 px, light", plant: (s) => s.css("@media (max-width: 30em) and (prefers-color-scheme: light) { main p { color: #aaa !important } }") },
  { name: "a button without name", rule: "^button-name$", mode: "1280 px, light", plant: (s) => s.main("<button type=\"button\"></button>") },
  { name: "text outside of every landmark", rule: "^region$", mode: "1280 px, light", plant: (s) => s.replace("</body>", "<p>stray</p></body>") },
  { name: "a role that does not exist", rule: "^aria-roles$", mode: "1280 px, light", plant: (s) => s.main("<p role=\"nothing\">words</p>") },
];

const tables = [
  { name: "a filter that leaves a row in sight", rule: "^filter-wrong$", mode: "1280 px", plant: (s) => s.js("row.hidden = filters.some", "row.hidden = row !== rows[0].row && filters.some") },
  { name: "a count that is one too high", rule: "^count-wrong$", mode: "1280 px", plant: (s) => s.js("${shown} of", "${shown + 1} of") },
  { name: "an address that forgets the filter", rule: "^(address|reload)-forgets$", mode: "1280 px", plant: (s) => s.js("keep(key, select.value)", "keep('planted', select.value)") },
  { name: "words sorted as they are spelt", rule: "^sort-wrong$", mode: "1280 px", plant: (s) => s.js("return sort == null ?", "return true ?") },
  { name: "room for the filter not reserved", rule: "^page-jumps$", mode: "1280 px", plant: (s) => s.css("[data-filter] { min-height: 0 !important; height: auto !important }") },
  { name: "a filter on paper", rule: "^print-controls$", mode: "1280 px", plant: (s) => s.css("@media print { .filter, .filter form, .filter details, .filter-grid, .filter label, .filter select { display: block !important } }") },
  { name: "room kept where no script comes", rule: "^dead-filter$", mode: "no JavaScript", plant: (s) => s.css("[data-filter] { min-height: 6rem }") },
];

const search = [
  { name: "an index whose paragraphs are shifted by one", rule: "^wrong-first$", mode: "24 hours", plant: (s) => s.each("data/search/texts-", (text) => text.replace(/\["p(\d+)"/g, (_, n) => `["p${Number(n) + 1}"`)) },
  { name: "results put in as HTML", rule: "^(text-becomes-html|runs-what-was-typed|script-error)$", mode: "what texts say", plant: (s) => s.js("made.append(...inside);", "for (const one of inside) typeof one === 'string' ? made.insertAdjacentHTML('beforeend', one) : made.append(one);") },
  { name: "what was typed put in as HTML", rule: "^typed-becomes-html$", mode: "what is typed", plant: (s) => s.js("status.textContent = (found", "status.innerHTML = (found") },
  { name: "the worst result first", rule: "^wrong-first$", mode: "audit", plant: (s) => s.js("found.results.slice()", "found.results.slice().reverse()") },
  { name: "a missing index that nobody is told of", rule: "^missing-index$", mode: "without its index", plant: (s) => s.js("A part of the search could not be loaded", "Something happened") },
  { name: "a box that no Tab reaches", rule: "^out-of-reach$", mode: "audit", plant: (s) => s.replace("name=\"q\"", "name=\"q\" tabindex=\"-1\"", "index.html") },
  { name: "a form that needs a script shown without", rule: "^dead-form$", mode: "no JavaScript", plant: (s) => s.css("[data-search] { display: block !important }") },
].map((fault) => ({ on: "search.html", ...fault }));

const named = { document, valid, loads, weight, noscript, reflow, keyboard, print, axe, tables, search };
export const FAULTS = Object.entries(named).flatMap(([check, list]) => list.map((fault) => ({ check, ...fault })));
