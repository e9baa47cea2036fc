// Filters, tips and saving of pictures. Everything is in the page already: this hides and shows.

const form = document.getElementById('filters');
const tip = document.getElementById('tip');

function make(name, attributes, text) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(text);
  return made;
}

for (const heading of document.querySelectorAll('main h2')) {
  const entry = make('li', {}, make('a', { href: '#' + heading.parentNode.id }, heading.textContent));
  document.getElementById('contents').append(entry);
}

// Filters. An element's words, such as b0 j3, are those of its benchmark, its JDK, …

const filtered = [...document.querySelectorAll('[data-f]')].map(element => [element, element.dataset.f.split(' ')]);

function filter() {
  const chosen = new Map([...form.elements].filter(select => select.value !== 'all').map(select => [select.name, select.value]));
  for (const [element, words] of filtered) {
    const out = words.some(word => chosen.has(word[0]) && chosen.get(word[0]) !== word);
    // What is left out of a picture stays in it as a shadow, because the axes are made for all.
    if (element.ownerSVGElement) element.classList.toggle('out', out); else element.hidden = out;
  }
  // A section of which the filters leave nothing is out of the way, and out of the contents.
  for (const section of document.querySelectorAll('main section:not(#answer)')) {
    const parts = [...section.children].filter(each => each.dataset.f !== undefined);
    section.hidden = parts.length > 0 && parts.every(each => each.hidden);
    document.querySelector(`#contents a[href="#${section.id}"]`).parentNode.hidden = section.hidden;
  }
}

function restore() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const select of form.elements) {
    const option = [...select.options].find(each => each.text === asked.get(select.name));
    if (option) select.value = option.value;
  }
}

// Chooses values that there are with a benchmark or JDK, where those that were chosen are not.
function fit(changed) {
  if (changed.value === 'all') return;
  const beside = filtered.map(([, words]) => words).filter(words => words.includes(changed.value));
  for (const select of form.elements) {
    if (select === changed || select.value === 'all') continue;
    const values = beside.map(words => words.find(word => word[0] === select.name)).filter(word => word);
    if (values.length && !values.includes(select.value)) select.value = values[0];
  }
}

form.addEventListener('change', event => {
  fit(event.target);
  const chosen = [...form.elements].map(select => [select.name, select.selectedOptions[0].text]);
  history.replaceState(null, '', '#' + new URLSearchParams(chosen));
  filter();
});
form.classList.add('shown');
restore();
filter();

// Tips: of what is pointed at, and of the points of a picture one by one with the arrow keys.

function show(point) {
  document.querySelectorAll('.at').forEach(each => each.classList.remove('at'));
  tip.textContent = point ? point.dataset.tip : '';
  if (!point) return;
  point.classList.add('at');
  const box = point.getBoundingClientRect();
  const below = box.bottom + tip.offsetHeight + 12 < innerHeight;
  const left = Math.min(box.left + box.width / 2, document.documentElement.clientWidth - tip.offsetWidth - 8);
  tip.style.left = scrollX + Math.max(8, left) + 'px';
  tip.style.top = scrollY + (below ? box.bottom + 8 : box.top - tip.offsetHeight - 8) + 'px';
}

for (const title of document.querySelectorAll('svg title')) {
  title.parentNode.dataset.tip = title.textContent;
  title.remove();
}
document.addEventListener('pointerover', event => show(event.target.closest('[data-tip]')));

for (const svg of document.querySelectorAll('.chart svg')) {
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('blur', () => show(null));
  svg.addEventListener('keydown', event => {
    const points = [...svg.querySelectorAll('[data-tip]')].filter(point => !point.closest('.out'));
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') show(null);
    if (!step || !points.length) return;
    event.preventDefault();
    const at = points.indexOf(svg.querySelector('.at'));
    show(points[at < 0 ? (step > 0 ? 0 : points.length - 1) : (at + step + points.length) % points.length]);
  });
}

// Saving: the picture with its styles, as it is shown.

function save(figure, kind, name) {
  const svg = [...figure.querySelectorAll('.chart svg')].find(each => each.getClientRects().length);
  const copy = svg.cloneNode(true);
  const [, , width, height] = svg.getAttribute('viewBox').split(' ');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.prepend(document.getElementById('style').cloneNode(true));
  const paper = document.createElementNS(svg.namespaceURI, 'rect');
  paper.setAttribute('class', 'paper');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  copy.children[0].after(paper);
  const text = new XMLSerializer().serializeToString(copy);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml;charset=utf-8' }));
  const file = 'gatherbench ' + name.replace(/[^\w .-]+/g, ' ').trim().slice(0, 80) + '.' + kind.toLowerCase();
  const give = href => make('a', { href, download: file }, '').click();
  if (kind === 'SVG') return give(url);
  const image = new Image();
  image.onload = () => {
    const canvas = make('canvas', { width: 2 * width, height: 2 * height }, '');
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    give(canvas.toDataURL('image/png'));
  };
  image.src = url;
}

for (const caption of document.querySelectorAll('figcaption')) {
  const name = caption.textContent.trim();
  const buttons = make('div', { class: 'save' }, '');
  for (const kind of ['SVG', 'PNG']) {
    const button = make('button', { type: 'button', 'aria-label': 'Save as ' + kind + ': ' + name }, kind);
    button.addEventListener('click', () => save(caption.parentNode, kind, name));
    buttons.append(button);
  }
  caption.append(buttons);
}

if (document.currentScript.dataset.reloads) setTimeout(() => location.reload(), 5000);
