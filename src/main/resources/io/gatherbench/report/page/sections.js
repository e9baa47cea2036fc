// What stands in each section.

const nothing = (id, what) => paragraph(id, what, 'note');

function answer() {
  const own = data.answers.filter(one => one.b === chosen.b && one.j === chosen.j);
  if (data.none) paragraph('answer', data.none);
  list('answer', data.tally);
  if (own.length) {
    section('answer').append(element('h3', null, chosen.b + ', JDK ' + chosen.j));
    const items = own.map(one => element('li', null, element('strong', null, one.w), ': ' + one.t));
    section('answer').append(element('ul', null, ...items.slice(0, 24)));
    if (items.length > 24) section('answer').append(element('details', null, element('summary', null, (items.length - 24) + ' situations more'), element('ul', null, ...items.slice(24))));
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

function forks() {
  const rows = shown().filter(cell => cell.d.length && cell.n === chosen.n);
  if (!rows.length) return nothing('forks', 'No usable fork among these cells with ' + chosen.n + ' requests.');
  const labels = rows.map(cell => cell.s);
  const name = 'Every fork: ' + chosen.n + ' requests, ' + where();
  const all = rows.some(cell => cell.d.length < cell.k);
  figure(section('forks'), {
    name, height: 90 + 34 * rows.length,
    note: 'A dot is one fresh JVM, the median of its iterations; the bar is the interval of their mean.' + (all ? ' Of very many forks those are drawn that show the spread and the extremes.' : ''),
    header: ['strategy', 'forks', 'least', 'most', 'mean'],
    rows: rows.map(cell => [cell.s, String(cell.k), number(Math.min(...cell.d)), number(Math.max(...cell.d)), interval(cell.v) + ' ' + unit(cell.u)]),
    option: width => ({
      ...rowsOf(labels, width), xAxis: axis(unit(rows[0].u), { ...scale(least(rows.flatMap(cell => cell.d)), most(rows.flatMap(cell => cell.d))), nameGap: 28, ...bottom(), axisLabel: plainLabel(3) }),
      series: rows.flatMap((cell, row) => [
        { type: 'scatter', symbolSize: 8, itemStyle: { color: colour(cell.s), opacity: 0.65 },
          data: cell.d.map((value, i) => [value, row + ((i * 7) % 11 - 5) / 30]), tooltip: { formatter: at => cell.s + '\n' + number(at.value[0]) + ' ' + unit(cell.u) } },
        bars([[row, ...cell.v]], () => css('--ink')),
      ]),
    }),
  });
}

/** What lies close together has more ticks on a plain axis. */
const scale = (low, high) => ({ type: high / low < 6 ? 'value' : 'log', min: low, max: high });

// A logarithmic axis from power to power of ten leaves values that are close to each other no room.
const least = values => Math.min(...values) / 1.15;
const most = values => Math.max(...values) * 1.15;

const plainLabel = digits => ({ color: css('--soft'), hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: value => String(+value.toPrecision(digits)) });
const bottom = () => ({ axisLine: { onZero: false, lineStyle: { color: css('--soft') } } });

/** A row for each label, from top to bottom, on a value axis so that dots can stand beside each other. */
function rowsOf(labels, width) {
  const room = Math.min(width * 0.46, 20 + 8.4 * Math.max(...labels.map(label => label.length)));
  return {
    grid: { left: room, right: 24, top: 8, bottom: 48 },
    yAxis: {
      type: 'value', inverse: true, min: -0.5, max: labels.length - 0.5, interval: 0.5, axisTick: { show: false }, splitLine: { show: false }, axisLine: { lineStyle: { color: css('--soft') } },
      axisLabel: { color: css('--ink'), fontSize: width < 500 ? 10 : 12, width: room - 12, overflow: 'truncate', showMinLabel: false, showMaxLabel: false, formatter: at => Number.isInteger(at) ? labels[at] || '' : '' },
    },
  };
}

/** [row, value, low, high], lying. */
function bars(points, stroke) {
  return {
    type: 'custom', silent: true, encode: { x: [1, 2, 3], y: 0 }, tooltip: { show: false }, data: points,
    renderItem: (params, api) => {
      const point = points[params.dataIndex];
      const at = api.coord([point[1], point[0]]);
      const style = { stroke: stroke(params.dataIndex), lineWidth: 2 };
      const tick = { type: 'line', shape: { x1: at[0], y1: at[1] - 7, x2: at[0], y2: at[1] + 7 }, style };
      if (point[2] === null) return { type: 'group', children: [tick] };
      const box = params.coordSys;
      const inside = x => Math.max(box.x, Math.min(box.x + box.width, x));
      return { type: 'group', children: [tick, { type: 'line', style,
        shape: { x1: inside(api.coord([point[2], point[0]])[0]), y1: at[1], x2: inside(api.coord([point[3], point[0]])[0]), y2: at[1] } }] };
    },
  };
}

function jdks() {
  if (!data.jdks) return nothing('jdks', 'The rows are of one JDK, or of JDKs that cannot be compared; the last section says why.');
  list('jdks', data.jdks.tallies);
  const rows = shown('jl').filter(cell => cell.jo);
  const judged = rows.filter(cell => cell.jr);
  const several = distinct(rows.map(cell => cell.j)).length > 1;
  const label = cell => [cell.n, cell.l && '× ' + cell.l, cell.s, several ? cell.j : ''].filter(Boolean).join(' ');
  if (judged.length) {
    const verdictColour = cell => css({ BETTER: '--better', WORSE: '--worse', SAME: '--same' }[cell.jo] || '--open');
    const ends = judged.flatMap(cell => cell.jr[1] === null ? [cell.jr[0]] : [Math.max(cell.jr[1], cell.jr[0] / 4), Math.min(cell.jr[2], cell.jr[0] * 4)]);
    const delta = 1 + data.jdks.threshold;
    figure(section('jdks'), {
      name: 'Ratio of times to those on ' + data.jdks.baseline + ': ' + chosen.b, height: 90 + 24 * judged.length,
      note: 'Left of 1 is faster than the baseline. The band is what counts as the same; a line is a 95 % interval, cut where it leaves the picture. Of mean times; verdicts after Holm’s correction.',
      header: ['cell', 'ratio', '95 % interval', 'verdict'],
      rows: rows.map(cell => [label(cell) + (several ? '' : ' ' + cell.j), cell.jr ? cell.jr[0].toFixed(3) : '', cell.jr && cell.jr[1] !== null ? cell.jr[1].toFixed(3) + ' to ' + cell.jr[2].toFixed(3) : '', { outcome: cell.jo, word: cell.jw }]),
      option: width => {
        const common = rowsOf(judged.map(label), width);
        common.grid.right = 84;
        return {
          ...common, xAxis: axis('ratio', { ...scale(Math.min(least(ends), 0.8), Math.max(most(ends), 1.25)), logBase: 2, nameGap: 28, ...bottom(), axisLabel: plainLabel(2) }),
          series: [
            { type: 'line', data: [], markArea: { silent: true, itemStyle: { color: css('--same'), opacity: 0.18 }, data: [[{ xAxis: 1 / delta }, { xAxis: delta }]] },
              markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: css('--soft'), type: 'solid' }, data: [{ xAxis: 1 }] } },
            bars(judged.map((cell, row) => [row, ...cell.jr]), row => verdictColour(judged[row])),
            ...judged.map((cell, row) => ({
              type: 'scatter', symbol: 'rect', symbolSize: 9, itemStyle: { color: verdictColour(cell) }, data: [[cell.jr[0], row]],
              tooltip: { formatter: () => label(cell) + '\n' + interval(cell.jr) + '\n' + cell.jw },
            })),
            { type: 'custom', silent: true, encode: { y: 1 }, tooltip: { show: false }, data: judged.map((cell, row) => [1, row]),
              renderItem: (params, api) => ({ type: 'text', style: { text: WORDS[judged[params.dataIndex].jo], fill: verdictColour(judged[params.dataIndex]),
                x: params.coordSys.x + params.coordSys.width + 8, y: api.coord([1, params.dataIndex])[1], verticalAlign: 'middle', fontSize: 11 } }) },
          ],
        };
      },
    });
  } else {
    nothing('jdks', 'None of these cells was measured on the baseline and on another JDK.');
  }
  section('jdks').append(element('details', null, element('summary', null, 'How to read the verdicts'), element('ul', null, ...data.jdks.notes.map(note => element('li', null, note)))));
}

function map() {
  const own = data.answers.filter(one => one.b === chosen.b && one.j === chosen.j);
  if (!own.length) return nothing('map', 'There is no situation in which two strategies were measured.');
  const ns = distinct(own.map(one => one.n)).sort(byNumber);
  const latencies = distinct(own.map(one => one.l)).sort(duration);
  const word = one => one.s.replace(/[_ ]+/g, '\n') + (one.k > 1 ? '\n(of ' + one.k + ')' : '');
  figure(section('map'), {
    name: 'The cheapest within noise of the fastest: ' + chosen.b + ', JDK ' + chosen.j, height: 70 + 78 * latencies.length,
    note: 'Each square names the strategy that takes the least processor time among the fastest and those within noise of it; in brackets how many these are. Of all clients.',
    header: ['requests', 'latency', 'take', 'fastest', 'within noise of it'],
    rows: own.map(one => [one.n, one.l, one.s, one.f, String(one.k - 1)]),
    option: width => ({
      grid: { left: 64, right: 8, top: 8, bottom: 48 },
      xAxis: { ...axis('requests', { type: 'category', data: ns, nameGap: 28 }), splitLine: { show: false } },
      yAxis: { ...axis('', { type: 'category', data: latencies, name: '' }), splitLine: { show: false } },
      series: [{
        type: 'custom', encode: { x: 0, y: 1 }, data: own.map(one => [ns.indexOf(one.n), latencies.indexOf(one.l)]),
        tooltip: { formatter: at => own[at.dataIndex].w + '\n' + own[at.dataIndex].s },
        renderItem: (params, api) => {
          const one = own[params.dataIndex];
          const at = api.coord([api.value(0), api.value(1)]);
          const size = api.size([1, 1]);
          const box = { x: at[0] - size[0] / 2 + 1, y: at[1] - size[1] / 2 + 1, width: size[0] - 2, height: size[1] - 2 };
          return { type: 'group', children: [
            { type: 'rect', shape: box, style: { fill: css('--raised'), stroke: colour(one.s), lineWidth: 3 } },
            { type: 'text', style: { text: word(one), x: at[0], y: at[1], align: 'center', verticalAlign: 'middle', fill: css('--ink'),
              fontSize: Math.max(8, Math.min(12, size[0] / 9)), width: size[0] - 8, overflow: 'truncate', lineHeight: 14 } }] };
        },
      }],
    }),
  });
}
const PER_SECOND = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 };
const seconds = latency => parseFloat(latency) * (PER_SECOND[(/^[\d.]+([a-z]+)$/.exec(latency) || [])[1]] || NaN);
const duration = (a, b) => seconds(a) - seconds(b) || byNumber(a, b);

function percentiles() {
  const of = (cell, name) => cell.m === name ? cell.v : cell.x[name];
  const rows = shown().filter(cell => cell.n === chosen.n && cell.m === 'time_p50' && cell.v);
  const names = data.percentiles.filter(name => rows.some(cell => of(cell, name)));
  if (rows.length && names.length > 1) {
    const words = names.map(name => name.replace('time_', '').replace('p', 'p '));
    figure(section('percentiles'), {
      name: 'Percentiles of a gather: ' + chosen.n + ' requests, ' + where(), height: 380,
      note: 'Closed-loop service times, means over forks: the next gather starts when the last is done, so waiting for a turn is not in them.',
      header: ['strategy', ...words.map(word => word + ', ms')],
      rows: rows.map(cell => [cell.s, ...names.map(name => interval(of(cell, name)))]),
      option: width => ({
        grid: { left: 66, right: 16, top: legendHeight(rows.map(cell => cell.s), width), bottom: 40 }, legend: legend(distinct(rows.map(cell => cell.s))),
        xAxis: axis('', { type: 'category', data: words, name: '' }),
        yAxis: axis('time, ms', { type: 'log', nameGap: 50, minorSplitLine: { show: false } }),
        series: rows.map(cell => ({
          name: cell.s, type: 'line', symbol: symbol(cell.s), symbolSize: 8, itemStyle: { color: colour(cell.s) }, data: names.map(name => of(cell, name) ? of(cell, name)[0] : null),
          tooltip: { formatter: at => cell.s + '\n' + words[at.dataIndex] + ': ' + interval(of(cell, names[at.dataIndex])) + ' ms' },
        })),
      }),
    });
  } else {
    nothing('percentiles', 'These cells have no percentiles.');
  }
  if (data.traces.length) traces(); else nothing('percentiles', 'No gather is drawn request by request, because there is no trace among the files: java -jar benchmarks.jar trace --log trace.tsv makes one for this report.');
  if (data.flames.length) {
    section('percentiles').append(element('h3', null, 'Flame graphs'),
      element('ul', null, ...data.flames.map(flame => element('li', null, element('a', { href: flame }, decoded(flame))))));
  } else {
    nothing('percentiles', 'No flame graph is among the files.');
  }
}
const decoded = link => { try { return decodeURI(link); } catch (e) { return link; } };

function traces() {
  section('percentiles').append(element('h3', null, 'Single gathers, request by request'));
  const grid = element('div', { class: 'multiples' });
  section('percentiles').append(grid);
  const longest = Math.max(...data.traces.flatMap(trace => trace.spans.map(span => span[1])));
  for (const trace of data.traces) {
    figure(grid, {
      name: trace.name, height: 70 + Math.min(400, Math.max(60, 16 * trace.spans.length)),
      header: ['request', 'from, ms', 'to, ms', 'status', 'thread', 'failure'],
      rows: trace.spans.map((span, i) => [String(i + 1), number(span[0]), number(span[1]), span[2] ? String(span[2]) : 'failed', span[3], span[4]]),
      option: () => ({
        grid: { left: 40, right: 12, top: 8, bottom: 48 }, xAxis: axis('ms after the start', { type: 'value', min: 0, max: longest * 1.02, nameGap: 28, axisLabel: { color: css('--soft'), hideOverlap: true, showMaxLabel: false } }),
        yAxis: { ...axis('', { type: 'category', inverse: true, data: trace.spans.map((_, i) => String(i + 1)), name: '' }), splitLine: { show: false } },
        series: [{
          type: 'custom', encode: { x: [1, 2], y: 0 }, data: trace.spans.map((span, i) => [i, span[0], span[1]]),
          tooltip: { formatter: at => trace.spans[at.dataIndex][3] + '\n' + number(trace.spans[at.dataIndex][0]) + ' to ' + number(trace.spans[at.dataIndex][1]) + ' ms' },
          renderItem: (params, api) => {
            const from = api.coord([api.value(1), api.value(0)]);
            const to = api.coord([api.value(2), api.value(0)]);
            const high = Math.max(2, api.size([0, 1])[1] * 0.7);
            return { type: 'rect', shape: { x: from[0], y: from[1] - high / 2, width: Math.max(1, to[0] - from[0]), height: high }, style: { fill: trace.spans[params.dataIndex][2] ? (dark() ? DARK[0] : LIGHT[0]) : css('--worse') } };
          },
        }],
      }),
    });
  }
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
