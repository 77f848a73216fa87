'use strict';
// Sorts and filters the rows of the page's only table. Written without the signs that XML escapes.
(function () {
  const body = document.querySelector('tbody');
  const rows = Array.from(body.rows);
  const form = document.querySelector('form');
  const shown = document.querySelector('#shown');
  const buttons = Array.from(document.querySelectorAll('thead button'));

  function value(row, column) {
    const text = row.cells[column].dataset.order;
    const number = Number(text);
    return text === '' || Number.isNaN(number) ? text : number;
  }

  function compare(a, b) {
    if (typeof a === 'number') {
      if (typeof b === 'number') { return a - b; }
    }
    return String(a).localeCompare(String(b), undefined, {numeric: true});
  }

  // What was not measured comes last, whichever way the others are sorted.
  function isMissing(value) { return value === '' || value === -1 ? 1 : 0; }

  function sort(button) {
    const head = button.parentElement;
    const before = head.getAttribute('aria-sort');
    const first = head.dataset.first;
    const other = first === 'ascending' ? 'descending' : 'ascending';
    const direction = before === first ? other : first;
    buttons.forEach(function (each) { each.parentElement.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', direction);
    const sign = direction === 'ascending' ? 1 : -1;
    const column = head.cellIndex;
    rows.sort(function (a, b) {
      const one = value(a, column);
      const other = value(b, column);
      return isMissing(one) - isMissing(other) || sign * compare(one, other);
    });
    rows.forEach(function (row) { body.append(row); });
  }

  function filter() {
    const words = form.elements.words.value.toLowerCase().split(/\s+/);
    const from = form.elements.from.value;
    const to = form.elements.to.value || '9999';
    let count = 0;
    rows.forEach(function (row) {
      const text = row.dataset.words.toLowerCase();
      const date = row.dataset.date;
      const found = words.every(function (word) { return text.includes(word); });
      const early = compare(from, date) === 1;
      const late = compare(date, to) === 1;
      row.hidden = !found || early || late;
      count += row.hidden ? 0 : 1;
    });
    shown.textContent = count + ' of ' + rows.length + ' shown';
  }

  buttons.forEach(function (button) {
    button.disabled = false;
    button.addEventListener('click', function () { sort(button); });
  });
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(filter); });
  filter();
})();
