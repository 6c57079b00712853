// Keeps a page fresh: hears over the plan's feed that something changed, fetches the page again and takes over its [data-live] regions.
const { feed: source, position } = document.querySelector('[data-feed]')?.dataset ?? {};
const state = document.getElementById('feed-state');
let timer = 0, stale = false;

function show(connected) {
  if (state) state.textContent = connected ? '' : '实时更新已断开，正在重连…';
  document.documentElement.classList.toggle('offline', !connected);
}

function refreshSoon(wait = 300) {
  stale = true;
  if (!timer && !document.hidden) timer = setTimeout(refresh, wait);
}

async function refresh() {
  stale = false;
  let busy = false;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store', redirect: 'error' });
    busy = answer.status === 429 || answer.status === 503;
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const region of document.querySelectorAll('[data-live]')) {
      const next = fresh.getElementById(region.id);
      if (next && next.innerHTML !== region.innerHTML) replace(region, next);
    }
  } catch {
    if (!busy) show(false);
  } finally {
    timer = 0;
    // Not all at once again.
    if (busy) refreshSoon(2000 + 3000 * Math.random());
    else if (stale) refreshSoon();
  }
}

// The reader must not notice: what is open stays open, what is scrolled stays scrolled, what has focus keeps it.
function replace(region, next) {
  const open = [...region.querySelectorAll('details')].map(d => d.open);
  const scrolled = [...region.querySelectorAll('.scroll')].map(s => s.scrollLeft);
  const focus = region.contains(document.activeElement) ? document.activeElement : null;
  const focusable = parent => [...parent.querySelectorAll('a, button, input, select, summary, [tabindex]')];
  const index = focus && focusable(region).indexOf(focus);
  region.replaceChildren(...[...next.childNodes].map(n => document.importNode(n, true)));
  region.querySelectorAll('details').forEach((d, i) => { if (i in open) d.open = open[i]; });
  region.querySelectorAll('.scroll').forEach((s, i) => { s.scrollLeft = scrolled[i] ?? 0; });
  if (!focus) return;
  const href = focus.getAttribute('href');
  const same = href ? focusable(region).find(e => e.getAttribute('href') === href) : focusable(region)[index];
  same?.focus({ preventScroll: true });
}

function hear(message) {
  if (message === 'changed') refreshSoon();
  else show(message === 'open');
}

// Browsers allow six connections to a server: one tab listens, and tells the others; when it closes, the next one takes over.
function listen(tell) {
  const feed = new EventSource(`${source}?after=${position}`);
  let seen = false, last = Number(position);
  const both = message => { hear(message); tell(message); };
  feed.addEventListener('hello', () => { both('open'); if (seen) both('changed'); seen = true; });
  for (const name of ['changed', 'resync']) feed.addEventListener(name, event => { last = Number(event.lastEventId); both('changed'); });
  feed.onerror = () => both('closed');
  return () => last;
}

if (source) {
  document.addEventListener('visibilitychange', () => { if (stale) refreshSoon(); });
  const others = new BroadcastChannel(source);
  const tell = message => others.postMessage(message);
  let heard = () => 0;
  // A new tab says what it shows: the one that listens knows whether that is old by now.
  others.onmessage = ({ data }) => typeof data === 'string' ? hear(data) : data < heard() && tell('changed');
  if (navigator.locks) {
    navigator.locks.request(source, () => { heard = listen(tell); return new Promise(() => {}); });
    tell(Number(position));
  } else listen(() => {}); // Locks exist on secure origins only.
}
