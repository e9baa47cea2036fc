// Draws what the page's data says. Nothing is worked out here but what stands where: statistics are Java's.
// Text only ever becomes text: textContent in the page, and text on the charts, whose tooltips are drawn too.
'use strict';
(() => {
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
    const drawn = echarts.init(plot, null, { renderer: 'svg' });
    drawn.setOption({
      backgroundColor: css('--paper'), animation: false, textStyle: { color: css('--ink'), fontFamily: 'system-ui, sans-serif' },
      tooltip: { renderMode: 'richText', confine: true, backgroundColor: css('--raised'), borderColor: css('--line'), textStyle: { color: css('--ink'), fontSize: 12 } },
      ...chart.option(plot.clientWidth),
    });
    charts.push(drawn);
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

  // What is common to charts over the number of requests.

  const shown = (but) => cells.filter(cell => FILTERS.every(([key]) =>
    key === 'n' || (but || '').includes(key) || chosen[key] === undefined || chosen[key] === '' || cell[key] === chosen[key]));
  const byNumber = (a, b) => parseFloat(a) - parseFloat(b) || a.localeCompare(b);
  const where = () => [chosen.b, chosen.l && 'latency ' + chosen.l, chosen.j && 'JDK ' + chosen.j].filter(Boolean).join(', ');

  function axis(name, more) {
    const lines = { axisLine: { lineStyle: { color: css('--soft') } }, axisTick: { lineStyle: { color: css('--soft') } }, splitLine: { lineStyle: { color: css('--line') } } };
    return { name, nameLocation: 'middle', nameTextStyle: { color: css('--soft') }, axisLabel: { color: css('--soft'), hideOverlap: true, formatter: value => typeof value === 'number' ? short(value) : value }, ...lines, ...more };
  }

  /** One line a strategy, with intervals; value(cell) is [value, low, high] or null. */
  function lines(name, rows, value, unitName, options) {
    const usable = rows.filter(cell => value(cell));
    const ns = distinct(usable.map(cell => cell.n)).sort(byNumber);
    const logarithmic = ns.length > 1 && ns.every(n => /^\d+$/.test(n) && +n > 0);
    const x = cell => logarithmic ? +cell.n : ns.indexOf(cell.n);
    const series = [];
    for (const strategy of distinct(usable.map(cell => cell.s))) {
      const own = usable.filter(cell => cell.s === strategy).sort((a, b) => x(a) - x(b));
      series.push({
        name: strategy, type: 'line', symbol: symbol(strategy), symbolSize: 8, lineStyle: { width: 2 }, itemStyle: { color: colour(strategy) },
        data: own.map(cell => [x(cell), value(cell)[0]]),
        tooltip: { formatter: at => strategy + '\n' + own[at.dataIndex].n + ' requests\n' + interval(value(own[at.dataIndex])) + ' ' + unitName },
      });
      series.push(whiskers(own.map(cell => [x(cell), ...value(cell)]), colour(strategy), strategy));
    }
    for (const curve of options.bounds || []) {
      series.push({
        name: 'bound', type: 'line', symbol: 'none', silent: true, lineStyle: { width: 1.5, type: 'dashed', color: css('--soft') },
        itemStyle: { color: css('--soft') }, data: curve.map(cell => [x(cell), cell.bd]),
      });
    }
    const named = distinct(series.map(one => one.name));
    return {
      name, height: options.height || 420, note: options.note,
      header: ['requests', 'strategy', options.column + (unitName ? ', ' + unitName : ''), '95 % interval', 'forks', ''],
      rows: usable.sort((a, b) => byNumber(a.n, b.n)).map(cell => {
        const [v, low, high] = value(cell);
        const whole = low !== null && high !== low ? number(low, low, high) + ' to ' + number(high, low, high) : '';
        return [cell.n, cell.s, number(v, low, high), whole, String(cell.k), cell.fl ? 'flagged' : ''];
      }),
      option: width => ({
        grid: { left: 56, right: 16, top: options.legend === false ? 16 : legendHeight(named, width), bottom: 48 },
        legend: options.legend === false ? undefined : legend(named),
        xAxis: axis('requests', logarithmic
          ? { type: 'log', logBase: 2, min: +ns[0] / 1.3, max: +ns[ns.length - 1] * 1.3, nameGap: 28, axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false } }
          : { type: 'category', data: ns, nameGap: 28 }),
        yAxis: axis(options.column + (unitName ? ', ' + unitName : ''), { type: options.linear ? 'value' : 'log', min: options.linear ? 0 : undefined, max: options.max, nameGap: 42, minorSplitLine: { show: false } }),
        series: logarithmic ? [...series, ticks(ns)] : series,
      }),
    };
  }

  /** The numbers that were measured, where an axis of powers of two would name others. */
  function ticks(ns) {
    return {
      type: 'custom', silent: true, data: ns.map(n => [+n, 1]), tooltip: { show: false }, encode: { x: 0, y: -1 },
      renderItem: (params, api) => {
        const box = params.coordSys;
        const x = api.coord([api.value(0), 1])[0];
        return { type: 'group', children: [
          { type: 'line', shape: { x1: x, y1: box.y, x2: x, y2: box.y + box.height }, style: { stroke: css('--line') }, z2: -1 },
          { type: 'text', style: { text: short(api.value(0)), x, y: box.y + box.height + 6, align: 'center', fill: css('--soft'), fontSize: 12 } }] };
      },
    };
  }

  function whiskers(points, stroke, name) {
    return {
      name, type: 'custom', silent: true, itemStyle: { color: stroke }, encode: { x: 0, y: [2, 3] }, tooltip: { show: false },
      data: points.filter(point => point[2] !== null && point[3] > point[2]),
      renderItem: (params, api) => {
        const low = api.coord([api.value(0), api.value(2)]);
        const high = api.coord([api.value(0), api.value(3)]);
        const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 1.5 } });
        return { type: 'group', children: [line(low[0], low[1], high[0], high[1]), line(low[0] - 4, low[1], low[0] + 4, low[1]), line(high[0] - 4, high[1], high[0] + 4, high[1])] };
      },
    };
  }
  const cut = name => name.length > 34 ? name.slice(0, 33) + '…' : name;
  const legend = names => ({ type: 'plain', left: 0, top: 0, itemGap: 12, data: names, formatter: cut, textStyle: { color: css('--ink') } });
  function legendHeight(names, width) {
    let row = 0;
    let rows = 1;
    for (const name of names) {
      const wide = 48 + 7.5 * cut(name).length;
      if (row + wide > width && row > 0) { rows++; row = 0; }
      row += wide;
    }
    return 14 + 24 * rows;
  }

  /** The different bounds among cells, each as a curve over the number of requests. */
  function bounds(rows) {
    const curves = {};
    for (const strategy of distinct(rows.map(cell => cell.s))) {
      const own = rows.filter(cell => cell.s === strategy && cell.bd > 0 && cell.u === 'ms').sort((a, b) => byNumber(a.n, b.n));
      if (own.length) curves[own.map(cell => cell.n + ':' + cell.bd.toPrecision(4)).join()] = own;
    }
    return Object.values(curves);
  }

  const nothing = (id, what) => paragraph(id, what, 'note');

  // The sections.

  function answer() {
    const own = data.answers.filter(one => one.b === chosen.b && one.j === chosen.j);
    if (data.none) paragraph('answer', data.none);
    list('answer', data.tally);
    if (own.length) {
      section('answer').append(element('h3', null, chosen.b + ', JDK ' + chosen.j));
      section('answer').append(element('ul', null, ...own.map(one => element('li', null, element('strong', null, one.w), ': ' + one.t))));
    }
    const rules = element('details', null, element('summary', null, 'The rules that these answers follow'), element('ul', null, ...data.rules.map(rule => element('li', null, rule))));
    section('answer').append(rules);
  }

  function time() {
    const rows = shown();
    const scored = rows.filter(cell => cell.v);
    if (!scored.length) return nothing('time', 'No usable fork among these cells.');
    for (const measured of distinct(scored.map(cell => cell.u))) {
      const own = scored.filter(cell => cell.u === measured);
      figure(section('time'), lines((measured === 'ms' ? 'Time' : 'Score') + ' by number of requests: ' + where(), own, cell => cell.v, unit(measured), {
        column: own[0].m === 'time_p50' ? 'median time' : own[0].m, bounds: bounds(own),
        note: 'Bars are 95 % intervals between forks; dashed is the bound, the least that the arithmetic allows. Closed-loop service times: the next gather starts when the last is done.',
      }));
    }
  }

  function speedup() {
    const rows = shown();
    const faster = rows.filter(cell => cell.sp);
    const efficient = rows.filter(cell => cell.e > 0);
    if (!faster.length && !efficient.length) return nothing('speedup', 'Neither the sequential strategy nor a bound is among these cells.');
    const grid = element('div', { class: 'multiples' });
    section('speedup').append(grid);
    if (faster.length) figure(grid, lines('Speed-up over SEQUENTIAL', faster, cell => cell.sp, '×', { column: 'times as fast', height: 360 }));
    if (efficient.length) {
      figure(grid, lines('Efficiency: the bound as a share of the time', efficient, cell => [100 * cell.e, 100 * cell.bd / cell.v[2], 100 * cell.bd / cell.v[1]], '%', { column: 'of the bound', height: 360, linear: true }));
    }
  }

  function cost() {
    const rows = shown();
    const names = Object.keys(data.costs).filter(name => rows.some(cell => cell.x[name]));
    if (!names.length) return nothing('cost', 'The rows do not say what these cells cost.');
    paragraph('cost', 'What the work costs the client, as means over forks with 95 % intervals; the stub is not in it.', 'note');
    const grid = element('div', { class: 'multiples' });
    section('cost').append(grid);
    names.forEach(name => figure(grid, lines(data.costs[name][0], rows, cell => cell.x[name] || null, unit(data.costs[name][1]), { column: data.costs[name][2], height: 320 })));
  }

  function environment() {
    list('environment', [...data.environment, ...data.notes]);
    if (data.troubles.length) {
      section('environment').append(element('h3', null, 'Void and flagged'), table('Void and flagged', ['verdict', 'cells'], data.troubles));
    } else if (cells.length) {
      paragraph('environment', 'Every fork is valid.');
    }
    section('environment').append(element('h3', null, 'To do it again'), element('pre', { tabindex: 0 }, data.again.join('\n')));
  }

  const SECTIONS = { answer, time, speedup, cost };

  // Filters, and drawing anew.

  function filters() {
    const form = document.getElementById('filters');
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const [key, name] of FILTERS) {
      const values = distinct(cells.map(cell => cell[key])).sort(byNumber);
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
})();
