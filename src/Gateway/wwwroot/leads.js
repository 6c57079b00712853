// Moves leads by mouse and by arrow keys: both only open the form that the server decides on. Asks for duplicates while an investor is typed.
const open = (lead, stage) => { if (stage) location.href = `${lead.dataset.lead}?to=${stage}#act`; };
const leadOf = element => element.closest?.('[data-lead]');
let dragged = null;

for (const [event, act] of Object.entries({
  dragstart: e => { dragged = leadOf(e.target); },
  dragend: () => { dragged = null; mark(null); },
  dragover: e => {
    const column = e.target.closest?.('[data-column]');
    if (!dragged || !column) return;
    e.preventDefault();
    mark(column);
  },
  drop: e => {
    const column = e.target.closest?.('[data-column]');
    if (!dragged || !column) return;
    e.preventDefault();
    if (column.dataset.column !== dragged.dataset.stage) open(dragged, column.dataset.column);
  },
  keydown: e => {
    const lead = e.target.matches('[data-lead] > a') && leadOf(e.target);
    if (!lead || e.altKey || e.ctrlKey || e.metaKey || !['ArrowRight', 'ArrowLeft'].includes(e.key)) return;
    e.preventDefault();
    open(lead, e.key === 'ArrowRight' ? lead.dataset.next : lead.dataset.previous);
  },
})) document.addEventListener(event, act);

function mark(column) {
  for (const one of document.querySelectorAll('[data-column]')) one.classList.toggle('target', one === column);
}

const investor = document.querySelector('[data-duplicates]');
if (investor) {
  const answer = document.getElementById(investor.getAttribute('aria-describedby'));
  let timer = 0, asked = '';
  investor.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 300);
  });
  async function ask() {
    const name = asked = investor.value.trim();
    let advice = '';
    if (name.length >= 2) {
      try {
        const reply = await fetch(investor.dataset.duplicates, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ investor: name }) });
        if (reply.ok) advice = (await reply.json()).items.map(each => each.advice).join(' ');
      } catch { /* Nobody must wait for it: what is suspected is kept with the lead, too. */ }
    }
    if (name !== asked) return;
    answer.textContent = advice;
    answer.classList.toggle('late', advice !== '');
  }
}
