// The page's data, and figures: a chart with its name, its table, and ways to save it.
// Statistics are Java's. Text from the data only ever becomes text: textContent in the page, and text
// in the charts, whose tooltips are drawn too.

const data = JSON.parse(document.getElementById('data').textContent);
const cells = data.cells;
const FILTERS = [['b', 'Benchmark'], ['j', 'JDK'], ['c', 'Client'], ['l', 'Latency'], ['n', 'Requests (5 and 8)']];
const ALL = ['c'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
const LIGHT = ['#0072b2', '#b34a00', '#007a5a', '#9a3b8c', '#6b6b00', '#c2185b', '#4b4bc8', '#333333', '#00758a', '#8a5a00'];
const DARK = ['#56b4e9', '#ffa45c', '#4fd1a5', '#e58fd6', '#d6d65c', '#ff8fb3', '#a9a9ff', '#e0e0e0', '#5cd6e8', '#e0b060'];
const WORDS = { BETTER: 'faster', WORSE: 'slower', SAME: 'same', INCONCLUSIVE: 'undecided', TOO_FEW: 'too few forks', VOID: 'void', MISSING: 'not on both' };
const distinct = list => [...new Set(list)];
const strategies = distinct(cells.map(cell => cell.s));
const charts = [];
const waiting = [];
const chosen = {};
let printing = false;

// The page.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const dark = () => !printing && matchMedia('(prefers-color-scheme: dark)').matches;
const colour = strategy => (dark() ? DARK : LIGHT)[strategies.indexOf(strategy) % LIGHT.length];
const symbol = strategy => SYMBOLS[strategies.indexOf(strategy) % SYMBOLS.length];
const section = id => document.getElementById(id);
const paragraph = (id, text, kind) => section(id).append(element('p', { class: kind || null }, text));
const list = (id, lines) => section(id).append(element('ul', null, ...lines.map(line => element('li', null, line))));

function clear(id) {
  [...section(id).children].filter(child => child.tagName !== 'H2').forEach(child => child.remove());
}

function table(name, header, rows) {
  const numeric = header.map((_, i) => rows.length > 0 && rows.every(row => /^[-+±]?[\d .,%µa-zA-Z[\]±()/]*$/.test(text(row[i])) && /^\W*\d/.test(text(row[i]) || '0')));
  const cell = (kind, content, i) => element(kind, { class: numeric[i] ? 'number' : null, scope: kind === 'th' ? 'col' : null }, content);
  const body = rows.map(row => element('tr', null, ...row.map((field, i) => {
    const made = cell('td', text(field), i);
    if (field && field.outcome) made.classList.add(field.outcome);
    return made;
  })));
  const head = element('thead', null, element('tr', null, ...header.map((field, i) => cell('th', field, i))));
  return element('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': name + ', table' },
    element('table', null, head, element('tbody', null, ...body)));
}
const text = field => field && field.outcome ? field.word : String(field);

/** A chart with its name, ways to save it, and its table. */
function figure(parent, chart) {
  const plot = element('div', { class: 'chart', role: 'img', 'aria-label': chart.name + '. The table below has its numbers.' });
  plot.style.height = chart.height + 'px';
  const save = element('div', { class: 'save' });
  for (const kind of ['SVG', 'PNG']) {
    const button = element('button', { type: 'button', 'aria-label': 'Save as ' + kind + ': ' + chart.name }, 'Save ' + kind);
    button.addEventListener('click', () => download(plot, kind, chart.name));
    save.append(button);
  }
  const caption = element('figcaption', null, element('strong', null, chart.name), save);
  const made = element('figure', null, caption, plot,
    element('details', null, element('summary', null, 'Table: ' + chart.name), table(chart.name, chart.header, chart.rows)));
  if (chart.note) caption.after(element('p', { class: 'note' }, chart.note));
  parent.append(made);
  // Drawn when everything stands where it will, because only then the width is known.
  waiting.push(() => plotted(plot, chart));
}

function plotted(plot, chart) {
  const drawn = echarts.init(plot, null, { renderer: 'svg' });
  drawn.setOption({
    backgroundColor: css('--paper'), animation: false, textStyle: { color: css('--ink'), fontFamily: 'system-ui, sans-serif' },
    tooltip: { renderMode: 'richText', confine: true, backgroundColor: css('--raised'), borderColor: css('--line'), textStyle: { color: css('--ink'), fontSize: 12 } },
    ...chart.option(plot.clientWidth),
  });
  charts.push(drawn);
  // ECharts numbers the background of each chart from 0 again, and an id has to be one element's.
  drawn.on('finished', () => plot.querySelectorAll('svg rect[id]').forEach(rect => rect.removeAttribute('id')));
  plot.querySelectorAll('svg rect[id]').forEach(rect => rect.removeAttribute('id'));
}

function download(plot, kind, name) {
  const file = 'gatherbench ' + name.replace(/[^\w .-]+/g, ' ').trim().slice(0, 80) + '.' + kind.toLowerCase();
  const svg = new XMLSerializer().serializeToString(plot.querySelector('svg'));
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml;charset=utf-8' }));
  const give = href => element('a', { href, download: file }).click();
  if (kind === 'SVG') {
    give(url);
    return;
  }
  const image = new Image();
  image.onload = () => {
    const canvas = element('canvas', { width: 2 * plot.clientWidth, height: 2 * plot.clientHeight });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    give(canvas.toDataURL('image/png'));
  };
  image.src = url;
}

// Numbers: as many digits as the interval supports, as in the tables of Java.

function number(value, low, high) {
  if (value === null || value === undefined) return '';
  const half = (high - low) / 2;
  const decimals = half > 0 && value >= 0.1
    ? Math.max(0, Math.min(3, 1 - Math.floor(Math.log10(half))))
    : Math.max(0, Math.min(8, 3 - Math.floor(Math.log10(Math.abs(value) || 1))));
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace(/,/g, ' ');
}
const unit = name => name === 'us' ? 'µs' : name === '#' ? '' : name || '';
const interval = e => !e ? '' : number(...e) + (e[1] !== null && e[2] !== e[1] ? ' [' + number(e[1], e[1], e[2]) + ', ' + number(e[2], e[1], e[2]) + ']' : '');
const short = value => value >= 1e9 ? value / 1e9 + 'G' : value >= 1e6 ? value / 1e6 + 'M' : value >= 1e4 ? value / 1e3 + 'k' : String(+value.toPrecision(3));
