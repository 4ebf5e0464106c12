// Filter and sort for progress tables, built from the words in the tables; without it nothing is missing.
(() => {
  'use strict';
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const [place] = find('[data-filter]');
  const tables = find('table.progress');
  if (!place || !tables.length) return;

  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const text = (node) => node.textContent.replace(/\s+/g, ' ').trim();
  const make = (name, parent, words = '') => {
    const node = document.createElement(name);
    node.textContent = words;
    parent.append(node);
    return node;
  };
  const heads = (table) => [...table.tHead.rows[0].cells];
  // By what a cell sorts: its place among such words and then its day, a month after all of its days; else its words.
  const key = (cell) => {
    const { sort } = cell.dataset;
    const day = find('.day > time', cell).pop();
    return sort == null ? text(cell) : `${sort} ${day ? day.dateTime.padEnd(10, '-99') : ''}`;
  };

  // What each filter reads in a row; its key stands in the address.
  const word = (row, of) => [text(row.querySelector(`.word-${of} .tag`))];
  const { part } = tables[0].dataset;
  const filters = [
    { key: 'status', label: 'Official status', read: (row) => word(row, 'status') },
    { key: 'evidence', label: 'Evidence', read: (row) => word(row, 'evidence') },
    // "10 overdue": without its figures.
    { key: 'schedule', label: 'Schedule', read: (row) => [row.querySelector('.word-schedule').dataset.sort.slice(3)] },
    { key: 'owner', label: 'Owner', read: (row) => find('.owner > *', row).map(text) },
    // The heading above a table names it, unless it says so itself.
    { key: part.toLowerCase(), label: part, read: (row, { dataset }) => [dataset.name ?? text(row.closest('section').querySelector('h2'))] },
  ];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows].map((row) => ({ row, table })));
  rows.forEach((entry, index) => {
    entry.index = index;
    entry.values = filters.map(({ read }) => read(entry.row, entry.table));
  });
  const kinds = new Set(tables.map((table) => text(heads(table)[0]).toLowerCase()));
  // Of a very long list only a part stands on this page, and the count must not sound like more.
  const noun = (kinds.size > 1 ? 'item' : [...kinds][0]) + 's' + (find('.more').length ? ' of this page' : '');

  const form = document.createElement('form');
  form.dataset.script = '';
  form.setAttribute('aria-label', `Filter the ${noun}`);
  const details = make('details', form);
  make('summary', details, `Filter the ${noun}`);
  const grid = make('div', details);
  grid.className = 'filter-grid';
  filters.forEach((filter, at) => {
    const counts = new Map(), order = new Map();
    for (const { row, index, values } of rows) {
      const cell = row.querySelector(`.word-${filter.key}`);
      for (const value of values[at]) {
        counts.set(value, (counts.get(value) || 0) + 1);
        if (!order.has(value)) order.set(value, cell ? cell.dataset.sort : filter.key === 'owner' ? value : `${index}`);
      }
    }
    const label = make('label', grid, filter.label);
    filter.select = make('select', label);
    filter.select.add(new Option('All', ''));
    for (const value of [...counts.keys()].sort((a, b) => compare(order.get(a), order.get(b)))) {
      filter.select.add(new Option(`${value} (${counts.get(value)})`, value));
    }
    filter.select.onchange = () => { unknown = ''; show(); remember(); };
    if (counts.size < 2) label.remove();
  });
  const foot = make('div', form);
  foot.className = 'filter-foot';
  const count = make('p', foot);
  count.setAttribute('role', 'status');
  const clear = make('button', foot, 'Clear the filter');
  clear.type = 'button';
  clear.onclick = () => {
    choose(new URLSearchParams());
    remember();
    (details.open && grid.querySelector('select') || details.firstChild).focus();
  };
  form.onsubmit = (event) => event.preventDefault();

  // Stands in for a table that has no row left.
  const notes = tables.map((table) => {
    const note = document.createElement('p');
    note.dataset.script = '';
    note.className = 'absent';
    table.after(note);
    return note;
  });

  // What an address asks for and no row has: it must not look as if all rows had it.
  let unknown = '';
  function show() {
    const by = filters.filter(({ select }) => select.value);
    const words = by.map(({ label, select }) => `${label.toLowerCase()} \u201c${select.value}\u201d`).join(', ');
    let shown = 0;
    for (const { row, values } of rows) {
      row.hidden = filters.some(({ select }, at) => select.value && !values[at].includes(select.value));
      shown += !row.hidden;
    }
    tables.forEach((table, at) => {
      const mine = [...table.tBodies[0].rows];
      table.hidden = mine.every((row) => row.hidden);
      notes[at].hidden = !table.hidden;
      notes[at].textContent = `Nothing here fits the filter (${mine.length} not shown).`;
      table.closest('.group')?.classList.toggle('unfit', table.hidden);
    });
    count.textContent = unknown + (words ? `${shown} of ${rows.length} ${noun} shown. Filtered by ${words}.` : `All ${shown} ${noun} shown.`);
    clear.hidden = !words;
    place.classList.toggle('filtered', !!words);
  }

  // By one column in every table of the page; a third press brings back the order of the plan.
  let sorted = '';
  const name = (cell) => text(cell).toLowerCase();
  function sort(by) {
    const down = by.startsWith('-');
    sorted = '';
    for (const table of tables) {
      const cells = heads(table);
      const at = cells.findIndex((cell) => name(cell) === by.slice(down));
      const mine = rows.filter((entry) => entry.table === table).sort((a, b) => (
        ((at > 0 && compare(key(a.row.cells[at]), key(b.row.cells[at]))) || a.index - b.index) * (at >= 0 && down ? -1 : 1)
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
    const button = document.createElement('button');
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
  const roles = { table: '', rowgroup: ' :is(thead, tbody)', row: ' tr', columnheader: ' thead th', rowheader: ' tbody th', cell: ' td' };
  for (const role in roles) find(`table.progress${roles[role]}`).forEach((node) => node.setAttribute('role', role));

  // The address keeps both, and leaves other keys alone.
  function remember() {
    const url = new URL(location.href);
    const keep = (name, value) => (value ? url.searchParams.set(name, value) : url.searchParams.delete(name));
    for (const { key, select } of filters) keep(key, select.value);
    keep('sort', sorted);
    // Some browsers refuse it on a file.
    try { history.replaceState(history.state, '', url); } catch { }
  }
  function choose(params) {
    unknown = '';
    for (const { key, label, select } of filters) {
      const asked = params.get(key) || '';
      select.value = asked;
      if (select.selectedIndex < 0) {
        select.value = '';
        unknown += `Nothing here has ${label.toLowerCase()} \u201c${asked.slice(0, 80)}\u201d. `;
      }
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
