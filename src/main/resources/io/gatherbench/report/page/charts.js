// Kinds of charts, as options of ECharts.

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
    header: ['requests', 'strategy', options.column + (unitName ? ', ' + unitName : ''), '95 % interval', 'forks', 'remark'],
    rows: usable.sort((a, b) => byNumber(a.n, b.n)).map(cell => {
      const [v, low, high] = value(cell);
      const whole = low !== null && high !== low ? number(low, low, high) + ' to ' + number(high, low, high) : '';
      return [cell.n, cell.s, number(v, low, high), whole, String(cell.k), cell.fl ? 'flagged' : ''];
    }),
    option: width => ({
      grid: { left: 66, right: 16, top: legendHeight(named, width), bottom: 48 },
      legend: legend(named),
      xAxis: axis('requests', logarithmic
        ? { type: 'log', logBase: 2, min: +ns[0] / 1.3, max: +ns[ns.length - 1] * 1.3, nameGap: 28, axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false } }
        : { type: 'category', data: ns, nameGap: 28 }),
      yAxis: axis(options.column + (unitName ? ', ' + unitName : ''), { type: options.linear ? 'value' : 'log', min: options.linear ? 0 : undefined, nameGap: 50, minorSplitLine: { show: false } }),
      series: logarithmic ? [...series, ticks(apart(ns, width - 82))] : series,
    }),
  };
}

/** Of numbers on a logarithmic axis of such a width those that have room for their names. */
function apart(ns, width) {
  const first = Math.log(ns[0] / 1.3);
  const place = n => (Math.log(n) - first) / (Math.log(ns[ns.length - 1] * 1.3) - first) * width;
  const named = [];
  for (const n of ns) {
    if (!named.length || place(n) - place(named[named.length - 1]) > 8 + 8 * n.length) named.push(n);
  }
  return named;
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
        { type: 'text', style: { text: api.value(0) < 1e4 ? String(api.value(0)) : short(api.value(0)), x, y: box.y + box.height + 6, align: 'center', fill: css('--soft'), fontSize: 12 } }] };
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
