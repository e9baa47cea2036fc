// Filters, and drawing anew.

const SECTIONS = { answer, time, speedup, cost, forks, jdks, map, percentiles };

function filters() {
  const form = document.getElementById('filters');
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const [key, name] of FILTERS) {
    const values = distinct(cells.map(cell => cell[key])).sort(key === 'l' ? duration : byNumber);
    if (!values.length) continue;
    const all = ALL.includes(key) && values.length > 1;
    const usual = all ? '' : key === 'j' || key === 'n' ? values[values.length - 1] : values[0];
    chosen[key] = values.includes(asked.get(key)) ? asked.get(key) : usual;
    if (values.length < 2) continue;
    const select = element('select', { id: 'filter-' + key });
    if (all) select.append(new Option('all', ''));
    values.forEach(value => select.append(new Option(value || 'none', value)));
    select.value = chosen[key];
    select.addEventListener('change', () => {
      chosen[key] = select.value;
      history.replaceState(null, '', '#' + new URLSearchParams(chosen));
      draw();
    });
    form.append(element('label', null, name, select));
  }
}

function draw() {
  charts.splice(0).forEach(chart => chart.dispose());
  for (const [id, fill] of Object.entries(SECTIONS)) {
    clear(id);
    if (cells.length || id === 'answer') fill(); else nothing(id, 'There is nothing to show.');
  }
  waiting.splice(0).forEach(plot => plot());
  document.documentElement.dataset.drawn = charts.length;
}

document.getElementById('summary').textContent = data.summary;
if (data.left) {
  document.getElementById('left').hidden = false;
  document.getElementById('left').textContent = data.left;
}
for (const heading of document.querySelectorAll('main h2')) {
  document.getElementById('contents').append(element('li', null, element('a', { href: '#' + heading.parentNode.id }, heading.textContent)));
}
filters();
draw();
environment();
let width = innerWidth;
addEventListener('resize', () => {
  if (innerWidth !== width) { width = innerWidth; draw(); }
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
addEventListener('beforeprint', () => { printing = true; draw(); });
addEventListener('afterprint', () => { printing = false; draw(); });
if (data.reloads) setTimeout(() => location.reload(), 5000);
