// Filter and sort for progress tables, built from the words in the tables; without it nothing is missing.
(() => {
  'use strict';
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const place = document.querySelector('[data-filter]');
  const tables = find('table.progress');
  if (!place || !tables.length) return;

  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const text = (node) => node.textContent.replace(/\s+/g, ' ').trim();
  const make = (name, words, parent) => {
    const node = document.createElement(name);
    if (words) node.textContent = words;
    if (parent) parent.append(node);
    return node;
  };
  const heads = (table) => [...table.tHead.rows[0].cells];

  // What each filter reads in a row; its key stands in the address.
  const word = (key) => (row) => [text(row.querySelector(`.word-${key} .tag`))];
  const part = tables[0].dataset.part;
  const filters = [
    { key: 'status', label: 'Official status', read: word('status') },
    { key: 'evidence', label: 'Evidence', read: word('evidence') },
    { key: 'schedule', label: 'Schedule', read: (row) => [row.querySelector('.word-schedule').dataset.kind] },
    { key: 'owner', label: 'Owner', read: (row) => find('.owner > *', row).map(text) },
    { key: part.toLowerCase(), label: part, read: (row) => [row.closest('table').dataset.name] },
  ];
  const rows = find('table.progress tbody tr').map((row, index) => (
    { row, index, table: row.closest('table'), values: filters.map((f) => f.read(row)) }
  ));
  const kinds = new Set(tables.map((table) => text(heads(table)[0]).toLowerCase()));
  // Of a very long list only a part stands on this page, and the count must not sound like more.
  const noun = (kinds.size > 1 ? 'item' : [...kinds][0]) + 's' + (find('.more').length ? ' of this page' : '');

  const form = make('form');
  form.dataset.script = '';
  form.setAttribute('aria-label', `Filter the ${noun}`);
  const details = make('details', '', form);
  make('summary', `Filter the ${noun}`, details);
  const grid = make('div', '', details);
  grid.className = 'filter-grid';
  filters.forEach((filter, at) => {
    const counts = new Map(), order = new Map();
    for (const { row, index, values } of rows) {
      for (const value of values[at]) {
        const cell = row.querySelector(`.word-${filter.key}`);
        counts.set(value, (counts.get(value) || 0) + 1);
        if (!order.has(value)) order.set(value, cell ? cell.dataset.sort : filter.key === 'owner' ? value : `${index}`);
      }
    }
    if (counts.size < 2) return;
    filter.select = make('select', '', make('label', filter.label, grid));
    make('option', 'All', filter.select).value = '';
    for (const value of [...counts.keys()].sort((a, b) => compare(order.get(a), order.get(b)))) {
      make('option', `${value} (${counts.get(value)})`, filter.select).value = value;
    }
    filter.select.onchange = () => { unknown = ''; show(); remember(); };
  });
  const foot = make('div', '', form);
  foot.className = 'filter-foot';
  const count = make('p', '', foot);
  count.setAttribute('role', 'status');
  const clear = make('button', 'Clear the filter', foot);
  clear.type = 'button';
  clear.onclick = () => {
    choose(new URLSearchParams());
    remember();
    (details.open ? grid.querySelector('select') : details.firstChild).focus();
  };
  form.onsubmit = (event) => event.preventDefault();

  // Stands in for a table that has no row left.
  const notes = tables.map((table) => {
    const note = make('p');
    note.dataset.script = '';
    note.className = 'absent';
    table.after(note);
    return note;
  });

  // What an address asks for and no row has: it must not look as if all rows had it.
  let unknown = '';
  function show() {
    const by = filters.filter((f) => f.select && f.select.value);
    for (const { row, values } of rows) {
      row.hidden = !by.every((f) => values[filters.indexOf(f)].includes(f.select.value));
    }
    tables.forEach((table, at) => {
      const mine = rows.filter((entry) => entry.table === table);
      table.hidden = mine.every(({ row }) => row.hidden);
      notes[at].hidden = !table.hidden;
      table.closest('.group')?.classList.toggle('unfit', table.hidden && by.length > 0);
      notes[at].textContent = `Nothing here fits the filter (${mine.length} not shown).`;
    });
    const shown = rows.filter(({ row }) => !row.hidden).length;
    const words = by.map((f) => `${f.label.toLowerCase()} \u201c${f.select.value}\u201d`).join(', ');
    count.textContent = by.length
      ? `${shown} of ${rows.length} ${noun} shown. Filtered by ${words}.`
      : `All ${rows.length} ${noun} shown.`;
    count.prepend(unknown);
    clear.hidden = !by.length;
    place.classList.toggle('filtered', by.length > 0);
  }

  // By one column in every table of the page; a third press brings back the order of the plan.
  let sorted = '';
  const name = (cell) => text(cell).toLowerCase();
  function sort(by) {
    const down = by.startsWith('-');
    sorted = '';
    for (const table of tables) {
      const cells = heads(table);
      const at = cells.findIndex((cell) => name(cell) === by.slice(down ? 1 : 0));
      const value = ({ row }) => row.cells[at].dataset.sort ?? text(row.cells[at]);
      const mine = rows.filter((entry) => entry.table === table).sort((a, b) => (
        ((at > 0 && compare(value(a), value(b))) || a.index - b.index) * (at >= 0 && down ? -1 : 1)
      ));
      cells.forEach((cell) => cell.removeAttribute('aria-sort'));
      if (at >= 0) {
        cells[at].setAttribute('aria-sort', down ? 'descending' : 'ascending');
        sorted = by;
      }
      table.tBodies[0].append(...mine.map(({ row }) => row));
    }
  }
  const buttons = tables.flatMap(heads).map((cell) => {
    const button = make('button');
    button.type = 'button';
    button.append(...cell.childNodes);
    cell.append(button);
    button.onclick = () => {
      const column = name(cell);
      sort(sorted === column ? `-${column}` : sorted === `-${column}` ? '' : column);
      remember();
    };
    return button;
  });

  // As cards, tables lose their meaning in some browsers; with roles they keep it.
  const roles = [['thead, tbody', 'rowgroup'], ['tr', 'row'], ['thead th', 'columnheader'], ['tbody th', 'rowheader'], ['td', 'cell']];
  for (const table of tables) {
    table.setAttribute('role', 'table');
    for (const [selector, role] of roles) find(selector, table).forEach((node) => node.setAttribute('role', role));
  }

  // The address keeps both, and leaves other keys alone.
  function remember() {
    const url = new URL(location.href);
    const keep = (key, value) => (value ? url.searchParams.set(key, value) : url.searchParams.delete(key));
    for (const f of filters) keep(f.key, f.select && f.select.value);
    keep('sort', sorted);
    try { history.replaceState(history.state, '', url); } catch { /* some browsers refuse it on a file */ }
  }
  function choose(params) {
    unknown = '';
    for (const { key, label, select } of filters) {
      const asked = params.get(key) || '';
      if (select) select.value = asked;
      if (select && select.selectedIndex < 0) select.value = '';
      if (asked && !(select && select.value)) unknown += `Nothing here has ${label.toLowerCase()} \u201c${asked.slice(0, 80)}\u201d. `;
    }
    show();
  }
  function recall() {
    const params = new URL(location.href).searchParams;
    choose(params);
    sort(params.get('sort') || '');
  }

  // On a narrow screen the choices are folded away, so that the room they need is known beforehand.
  const wide = matchMedia('(min-width: 40em)');
  (wide.onchange = () => { details.open = wide.matches; })();
  // Where rows are cards, the header row is out of sight, and nothing out of sight may take the focus.
  const cards = matchMedia('(max-width: 64em)');
  (cards.onchange = () => { for (const button of buttons) button.tabIndex = cards.matches ? -1 : 0; })();
  recall();
  place.append(form);
  addEventListener('popstate', recall);
})();
