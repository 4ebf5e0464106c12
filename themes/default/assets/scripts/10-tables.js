// Filter and sort for progress tables. It builds everything from the words in the tables; without it nothing is missing.
(function () {
  'use strict';
  var place = document.querySelector('[data-filter]');
  var tables = Array.from(document.querySelectorAll('table.progress'));
  if (!place || !tables.length || !window.URL || !tables[0].append) return;

  var compare = new Intl.Collator(document.documentElement.lang || 'en', { numeric: true }).compare;
  var text = function (node) { return node.textContent.replace(/\s+/g, ' ').trim(); };
  var make = function (name, words, parent) {
    var node = document.createElement(name);
    if (words) node.textContent = words;
    if (parent) parent.append(node);
    return node;
  };
  var head = function (table) { return Array.from(table.tHead.rows[0].cells); };

  // What each filter reads in a row: key in the address, label, values.
  var word = function (key) {
    return function (row) { return [text(row.querySelector('.word-' + key + ' .tag'))]; };
  };
  var filters = [
    { key: 'status', label: 'Official status', read: word('status'), sort: '.word-status' },
    { key: 'evidence', label: 'Evidence', read: word('evidence'), sort: '.word-evidence' },
    { key: 'schedule', label: 'Schedule', sort: '.word-schedule',
      read: function (row) { return [row.querySelector('.word-schedule').dataset.kind]; } },
    { key: 'owner', label: 'Owner',
      read: function (row) { return Array.from(row.querySelectorAll('.owner > *'), text); } },
    { key: tables[0].dataset.part.toLowerCase(), label: tables[0].dataset.part, page: true,
      read: function (row) { return [row.closest('table').dataset.name]; } }
  ];

  var rows = [];
  tables.forEach(function (table) {
    Array.from(table.tBodies[0].rows).forEach(function (row, index) {
      rows.push({ row: row, table: table, index: index, values: filters.map(function (f) { return f.read(row); }) });
    });
  });
  var kinds = new Set(tables.map(function (table) { return text(head(table)[0]).toLowerCase(); }));
  var noun = (kinds.size > 1 ? 'item' : kinds.values().next().value) + 's';

  // Of a very long list only a part stands on this page, and the count must not sound like more.
  if (document.querySelector('.more')) noun += ' of this page';

  // The form.
  var form = make('form', '', null);
  form.dataset.script = '';
  form.setAttribute('aria-label', 'Filter the ' + noun);
  var details = make('details', '', form);
  make('summary', 'Filter the ' + noun, details);
  var grid = make('div', '', details);
  grid.className = 'filter-grid';
  filters.forEach(function (filter, at) {
    var counts = new Map(), order = new Map();
    rows.forEach(function (entry) {
      entry.values[at].forEach(function (value) {
        counts.set(value, (counts.get(value) || 0) + 1);
        if (filter.sort) order.set(value, entry.row.querySelector(filter.sort).dataset.sort);
      });
    });
    if (counts.size < 2) return;
    var values = Array.from(counts.keys());
    if (!filter.page) {
      values.sort(function (a, b) { return compare(order.get(a) || a, order.get(b) || b) || compare(a, b); });
    }
    var label = make('label', filter.label, grid);
    var select = filter.select = make('select', '', label);
    make('option', 'All', select).value = '';
    values.forEach(function (value) {
      make('option', value + ' (' + counts.get(value) + ')', select).value = value;
    });
    select.addEventListener('change', function () { show(); remember(); });
  });
  var foot = make('div', '', form);
  foot.className = 'filter-foot';
  var count = make('p', '', foot);
  count.setAttribute('role', 'status');
  var clear = make('button', 'Clear the filter', foot);
  clear.type = 'button';
  clear.addEventListener('click', function () {
    set(new URLSearchParams());
    remember();
    (details.open ? grid.querySelector('select') : details.firstChild).focus();
  });
  form.addEventListener('submit', function (event) { event.preventDefault(); });

  // Says so where a table has no row left.
  var notes = new Map(tables.map(function (table) {
    var note = make('p', '', null);
    note.dataset.script = '';
    note.className = 'absent';
    note.hidden = true;
    table.after(note);
    return [table, note];
  }));

  function show() {
    var chosen = filters.filter(function (f) { return f.select && f.select.value; });
    var left = new Map(), all = new Map(), shown = 0;
    rows.forEach(function (entry) {
      var fits = chosen.every(function (f) { return entry.values[filters.indexOf(f)].includes(f.select.value); });
      entry.row.hidden = !fits;
      all.set(entry.table, (all.get(entry.table) || 0) + 1);
      if (fits) {
        left.set(entry.table, true);
        shown += 1;
      }
    });
    tables.forEach(function (table) {
      var none = !left.get(table);
      table.hidden = none;
      notes.get(table).hidden = !none;
      notes.get(table).textContent = 'Nothing here fits the filter (' + all.get(table) + ' not shown).';
    });
    var by = chosen.map(function (f) { return f.label.toLowerCase() + ' \u201c' + f.select.value + '\u201d'; });
    count.textContent = chosen.length
      ? shown + ' of ' + rows.length + ' ' + noun + ' shown. Filtered by ' + by.join(', ') + '.'
      : 'All ' + rows.length + ' ' + noun + ' shown.';
    clear.hidden = !chosen.length;
    place.classList.toggle('filtered', chosen.length > 0);
  }

  // Sorting: by one column in every table of the page; a third press brings back the order of the plan.
  var sorted = '';
  var name = function (cell) { return text(cell).toLowerCase(); };
  function sort(by) {
    var down = by.charAt(0) === '-', column = down ? by.slice(1) : by;
    sorted = '';
    tables.forEach(function (table) {
      var cells = head(table), at = cells.findIndex(function (cell) { return name(cell) === column; });
      cells.forEach(function (cell) { cell.removeAttribute('aria-sort'); });
      var value = function (entry) {
        var cell = entry.row.cells[at];
        return cell.dataset.sort === undefined ? text(cell) : cell.dataset.sort;
      };
      var mine = rows.filter(function (entry) { return entry.table === table; });
      mine.sort(function (a, b) {
        var first = at > 0 ? compare(value(a), value(b)) : 0;
        return at < 0 ? a.index - b.index : (first || a.index - b.index) * (down ? -1 : 1);
      });
      if (at >= 0) {
        cells[at].setAttribute('aria-sort', down ? 'descending' : 'ascending');
        sorted = by;
      }
      table.tBodies[0].append.apply(table.tBodies[0], mine.map(function (entry) { return entry.row; }));
    });
  }
  tables.forEach(function (table) {
    head(table).forEach(function (cell) {
      var button = document.createElement('button');
      button.type = 'button';
      button.append.apply(button, Array.from(cell.childNodes));
      cell.append(button);
      button.addEventListener('click', function () {
        var column = name(cell);
        sort(sorted === column ? '-' + column : sorted === '-' + column ? '' : column);
        remember();
      });
    });
  });

  // As cards, tables lose their meaning in some browsers; said again, they keep it.
  var say = function (list, role) { Array.from(list).forEach(function (node) { node.setAttribute('role', role); }); };
  tables.forEach(function (table) {
    say([table], 'table');
    say(table.querySelectorAll('thead, tbody'), 'rowgroup');
    say(table.rows, 'row');
    say(table.querySelectorAll('thead th'), 'columnheader');
    say(table.querySelectorAll('tbody th'), 'rowheader');
    say(table.querySelectorAll('td'), 'cell');
  });

  // The address keeps both, and leaves other keys alone.
  function remember() {
    var url = new URL(location.href);
    filters.forEach(function (f) {
      if (f.select && f.select.value) url.searchParams.set(f.key, f.select.value);
      else url.searchParams.delete(f.key);
    });
    if (sorted) url.searchParams.set('sort', sorted);
    else url.searchParams.delete('sort');
    try { history.replaceState(history.state, '', url); } catch (refused) { /* some browsers refuse this on a file */ }
  }
  function set(params) {
    filters.forEach(function (f) {
      if (!f.select) return;
      f.select.value = params.get(f.key) || '';
      if (f.select.selectedIndex < 0) f.select.value = '';
    });
    show();
  }
  function recall() {
    var params = new URL(location.href).searchParams;
    set(params);
    sort(params.get('sort') || '');
  }

  var wide = window.matchMedia('(min-width: 40em)');
  var unfold = function () { details.open = wide.matches; };
  if (wide.addEventListener) wide.addEventListener('change', unfold);
  unfold();
  recall();
  place.append(form);
  window.addEventListener('popstate', recall);
})();
