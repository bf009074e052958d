// Makes the dashboard answer at once: a click takes only what changed from the next page, and a stretch of time can be
// brushed. The page works without: every mark is a link, and the form chooses the same.

const root = document.getElementById('dashboard')
const path = root?.dataset.path ?? ''

/** Parts of the page that follow a selection; each has an id. */
const parts = ['headline', ...[...document.querySelectorAll('.dashboard > *')].map(({ id }) => id)]
const answers = new Map<string, Promise<Document>>()
/** The newest address that is wanted; older answers are dropped. */
let wanted = ''

/** `active` is the chart in which something is chosen; `light` asks for what moves alone. */
function asked(address: string, active: string | undefined, light: boolean): string {
  const url = new URL(address, location.href)
  if (active) url.searchParams.set('active', active)
  if (light) url.searchParams.set('light', '1')
  return url.pathname + url.search
}

async function read(address: string): Promise<Document> {
  const answer = await fetch(address, { headers: { accept: 'text/html' } })
  if (!answer.ok) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** Asks once for each address; the last few answers are kept, so that going back needs no asking. */
function ask(address: string): Promise<Document> {
  const known = answers.get(address) ?? read(address)
  answers.delete(address)
  answers.set(address, known)
  known.catch(() => answers.delete(address))
  for (const oldest of answers.keys()) {
    if (answers.size <= 20) break
    answers.delete(oldest)
  }
  return known
}

/** Puts the answer's parts into the page. Focus and what was opened stay. */
function put(answer: Document) {
  const focused = document.activeElement?.closest<HTMLAnchorElement>('a[href]')
  const place = focused && placeOf(focused)
  const opened = [...document.querySelectorAll<HTMLDetailsElement>('#dashboard details[open]')].map(detailsOf)
  for (const id of parts) {
    const next = answer.getElementById(id)
    if (next) document.getElementById(id)?.replaceWith(next)
  }
  for (const details of document.querySelectorAll<HTMLDetailsElement>('#dashboard details'))
    if (opened.includes(detailsOf(details))) details.open = true
  if (place && !document.contains(focused)) linkAt(place)?.focus({ preventScroll: true })
}

/** What moves while the hand does: the titles, the totals and the drawings. */
const moving = ['h1', '.facts', ':scope > figcaption', ':scope > figcaption + *']

function putMoving(answer: Document, except: string) {
  for (const id of parts) {
    const [own, next] = [document.getElementById(id), answer.getElementById(id)]
    if (id === except || !own || !next) continue
    for (const selector of moving) {
      const fresh = next.querySelector(selector)
      if (fresh) own.querySelector(selector)?.replaceWith(fresh)
    }
  }
}

const detailsOf = (details: Element) =>
  `${details.closest('[id]')?.id} ${details.querySelector('summary')?.textContent ?? ''}`

type Place = { part: string; text: string }
const placeOf = (link: Element): Place => ({ part: link.closest('[id]')?.id ?? '', text: link.textContent ?? '' })
const linkAt = ({ part, text }: Place) =>
  [...(document.getElementById(part)?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? [])].find(
    (link) => link.textContent === text
  )

type Show = { active?: string; push: boolean; light?: boolean }

async function show(address: string, { active, push, light = false }: Show) {
  wanted = address
  root?.setAttribute('aria-busy', 'true')
  try {
    const answer = await ask(asked(address, active, light))
    if (wanted !== address) return
    if (light) putMoving(answer, active ?? '')
    else put(answer)
    document.title = answer.title
    if (push) history.pushState(null, '', address)
    else history.replaceState(null, '', address)
  } catch {
    // What cannot be fetched the browser asks for by itself, as for every link: it says what is wrong.
    if (wanted === address && !light) location.assign(address)
  } finally {
    if (wanted === address) root?.removeAttribute('aria-busy')
  }
}

const isOwn = (url: URL) => url.origin === location.origin && url.pathname === path

document.addEventListener('click', (event) => {
  const link = (event.target as Element | null)?.closest?.<HTMLAnchorElement | SVGAElement>('#dashboard a[href]')
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  const url = new URL(link.getAttribute('href') ?? '', location.href)
  if (!isOwn(url) || url.hash) return
  event.preventDefault()
  if (ended) return
  const active = link.closest('[data-chart]')?.getAttribute('data-chart')
  show(url.pathname + url.search, { push: true, ...(active ? { active } : {}) })
})

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (!form.closest('#dashboard') || form.method !== 'get') return
  event.preventDefault()
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (value !== '' && typeof value === 'string') query.append(name, value)
  show(query.size > 0 ? `${path}?${query}` : path, { push: true })
})

window.addEventListener('popstate', () => show(location.pathname + location.search, { push: false }))

/** A chart that is pointed at is made ready: its next answers come from what the server then keeps. */
let entered = ''
document.addEventListener('pointerover', (event) => {
  const chart = (event.target as Element | null)?.closest?.('[data-chart]')?.getAttribute('data-chart')
  if (!chart || chart === entered) return
  entered = chart
  ask(asked(location.pathname + location.search, chart, true)).catch(() => undefined)
})

/** Brushing: from the column where the pointer went down to the one where it is. */
type Brush = { svg: SVGSVGElement; marks: SVGAElement[]; from: number; to: number; moved: boolean }
let brush: Brush | undefined
let asking = false
/** The address before the brush, and whether it has ended just now. */
let begun = ''
let ended = false

function columnAt({ svg, marks }: Pick<Brush, 'svg' | 'marks'>, x: number): number {
  const box = svg.getBoundingClientRect()
  const share = Math.min(0.9999, Math.max(0, (x - box.left) / box.width))
  const place = document.dir === 'rtl' ? 1 - share : share
  return Math.min(marks.length - 1, Math.floor(place * marks.length))
}

/** The address of the stretch that is brushed. */
function brushed({ marks, from, to }: Brush): string {
  const values = [marks[Math.min(from, to)], marks[Math.max(from, to)]].map((mark) => mark?.dataset.value ?? '')
  const url = new URL(location.href)
  url.searchParams.delete('from')
  url.searchParams.delete('to')
  url.searchParams.set('time', `${values[0]?.split('..')[0]}..${values[1]?.split('..')[1]}`)
  return url.pathname + url.search
}

function mark({ svg, marks, from, to }: Brush) {
  svg.closest('.timeline')?.classList.add('chosen')
  for (const [index, own] of marks.entries())
    own.classList.toggle('own', index >= Math.min(from, to) && index <= Math.max(from, to))
}

/** One question at a time, always about where the hand is now. */
async function follow() {
  if (asking || !brush) return
  asking = true
  let address = ''
  while (brush && address !== brushed(brush)) {
    address = brushed(brush)
    await show(address, { active: 'time', light: true, push: false })
  }
  asking = false
}

document.addEventListener('pointerdown', (event) => {
  const svg = (event.target as Element | null)?.closest?.<SVGSVGElement>('.timeline > svg')
  if (!svg || event.button !== 0) return
  const marks = [...svg.querySelectorAll<SVGAElement>('a[data-value]')]
  const at = columnAt({ svg, marks }, event.clientX)
  brush = { svg, marks, from: at, to: at, moved: false }
  begun = location.pathname + location.search
})

document.addEventListener('pointermove', (event) => {
  if (!brush) return
  const to = columnAt(brush, event.clientX)
  if (to === brush.to) return
  brush.to = to
  brush.moved = true
  mark(brush)
  follow()
})

document.addEventListener('pointerup', async () => {
  const done = brush
  brush = undefined
  if (!done?.moved) return
  // The click that follows is the end of the brush and no choice of a column.
  ended = true
  setTimeout(() => {
    ended = false
  })
  const address = brushed(done)
  // The way back leads to what was there before the brush and not to every step of it.
  history.replaceState(null, '', begun)
  history.pushState(null, '', address)
  await show(address, { active: 'time', push: false })
})
document.addEventListener('dragstart', (event) => {
  if (brush) event.preventDefault()
})
