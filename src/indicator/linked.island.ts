// Makes the dashboard answer at once: a click on a mark of any chart takes only what changed from the next page, and along charts
// that have an order (time, size, how often found again) a stretch is brushed, or chosen with the shift key, by pointer and by
// keyboard. The page works without: every mark is a link, and the form chooses the same.

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

type Mark = (HTMLAnchorElement | SVGAElement) & { dataset: DOMStringMap }
/** The marks of a chart that has an order, in it; what the records do not say has no place there. */
type Row = { root: Element; name: string; along: 'x' | 'y'; marks: Mark[] }

/** The chart that something of the page belongs to. */
const chartOf = (target: Element | null): string | undefined => target?.closest?.('.dashboard > [id]')?.id || undefined

function rowIn(root: Element): Row | undefined {
  const name = chartOf(root)
  const marks = [...root.querySelectorAll<Mark>('a[data-value]')].filter((one) => one.dataset.value !== '-')
  return name ? { root, name, along: root.matches('.timeline') ? 'x' : 'y', marks } : undefined
}

function rowOf(target: Element | null): Row | undefined {
  const root = target?.closest?.('[data-ordered]')
  return root ? rowIn(root) : undefined
}

const isOwnMark = (one: Mark) => one.matches('.own, .own *')

/** From which mark a stretch runs that is chosen with the shift key: the one that was chosen last, else the first chosen. */
const anchors = new Map<string, string>()
function anchorIn({ name, marks }: Row, otherwise = 0): number {
  const last = marks.findIndex((one) => one.dataset.value === anchors.get(name))
  if (last >= 0 && marks.some(isOwnMark)) return last
  const first = marks.findIndex(isOwnMark)
  return first < 0 ? otherwise : first
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

/** Puts the answer's parts into the page, as copies: an answer is kept for the way back. Focus and what was opened stay. */
function put(answer: Document) {
  const focused = document.activeElement?.closest<Mark>('#dashboard a[href]')
  const place = focused && placeOf(focused)
  const opened = [...document.querySelectorAll<HTMLDetailsElement>('#dashboard details[open]')].map(detailsOf)
  for (const id of parts) {
    const next = answer.getElementById(id)
    if (next) document.getElementById(id)?.replaceWith(next.cloneNode(true))
  }
  for (const details of document.querySelectorAll<HTMLDetailsElement>('#dashboard details'))
    if (opened.includes(detailsOf(details))) details.open = true
  makeReachable()
  if (place && !document.contains(focused)) linkAt(place)?.focus({ preventScroll: true })
}

/** Says once, when the hand rests, what the page finds now: its title and how many cases that are. */
function announce() {
  const said = document.getElementById('told')
  const parts = document.querySelectorAll('#headline h1, #headline .facts > :first-child > *')
  if (said) said.textContent = [...parts].map(({ textContent }) => textContent).join(' ')
}

/** What moves while the hand does: the titles, the totals and the drawings. */
const moving = ['h1', '.facts', ':scope > figcaption', ':scope > figcaption + *']

function putMoving(answer: Document, except: string) {
  for (const id of parts) {
    const [own, next] = [document.getElementById(id), answer.getElementById(id)]
    if (id === except || !own || !next) continue
    for (const selector of moving) {
      const fresh = next.querySelector(selector)
      if (fresh) own.querySelector(selector)?.replaceWith(fresh.cloneNode(true))
    }
  }
}

const detailsOf = (details: Element) =>
  `${details.closest('[id]')?.id} ${details.querySelector('summary')?.textContent ?? ''}`

/** A mark by its value, which stays; any other link by its words. */
type Place = { part: string; tag: string; text: string; value: string | undefined }
const placeOf = (link: Mark): Place => ({
  part: link.closest('[id]')?.id ?? '',
  tag: link.tagName,
  text: link.textContent ?? '',
  value: link.dataset.value
})
const linkAt = ({ part, tag, text, value }: Place) =>
  [...(document.getElementById(part)?.querySelectorAll<Mark>('a[href]') ?? [])].find((link) =>
    value === undefined ? link.textContent === text : link.dataset.value === value && link.tagName === tag
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
    if (!light) announce()
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
  const link = (event.target as Element | null)?.closest?.<Mark>('#dashboard a[href]')
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return
  const row = rowOf(link)
  if (event.shiftKey && !row?.marks.includes(link)) return
  const url = new URL(link.getAttribute('href') ?? '', location.href)
  if (!isOwn(url) || url.hash) return
  event.preventDefault()
  if (ended) return
  if (row && event.shiftKey) {
    choose({ ...row, from: anchorIn(row), to: row.marks.indexOf(link) })
    return
  }
  if (row) anchors.set(row.name, link.dataset.value ?? '')
  const active = chartOf(link)
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

/** A chart that is pointed at, or reached by keyboard, is made ready: its next answers come from what the server then keeps. */
let entered = ''
function makeReady(event: Event) {
  const chart = chartOf(event.target as Element | null)
  if (!chart || chart === entered) return
  entered = chart
  ask(asked(location.pathname + location.search, chart, true)).catch(() => undefined)
}
document.addEventListener('pointerover', makeReady)
document.addEventListener('focusin', makeReady)

/** The columns along time have one stop for the tabulator: what is chosen, else the first. Arrows lead on from there. */
function makeReachable() {
  for (const { marks, along } of [...document.querySelectorAll('[data-ordered]')].flatMap((root) => rowIn(root) ?? []))
    if (along === 'x') {
      for (const one of marks) one.setAttribute('tabindex', '-1')
      ;(marks.find(isOwnMark) ?? marks[0])?.setAttribute('tabindex', '0')
    }
}
makeReachable()

/** Brushing: from the mark where the pointer went down to the one where it is. */
type Brush = Row & { from: number; to: number }
let brush: (Brush & { moved: boolean }) | undefined
let asking = false
/** The address before the brush, and whether it has ended just now. */
let begun = ''
let ended = false

/** The mark under the pointer, or the next to it. */
function markAt({ marks, along }: Row, { clientX, clientY }: PointerEvent): number {
  const boxes = marks.map((one) => (along === 'x' ? one : (one.closest('li') ?? one)).getBoundingClientRect())
  const away = boxes.map(({ left, right, top, bottom }) =>
    along === 'x' ? Math.abs(clientX - (left + right) / 2) : Math.abs(clientY - (top + bottom) / 2)
  )
  return away.indexOf(Math.min(...away))
}

const between = ({ marks, from, to }: Brush) => marks.slice(Math.min(from, to), Math.max(from, to) + 1)

/** The address of the stretch that is brushed. */
function brushed(of: Brush): string {
  const values = between(of).map((one) => one.dataset.value ?? '')
  const url = new URL(location.href)
  if (of.name === 'time') {
    url.searchParams.delete('from')
    url.searchParams.delete('to')
    url.searchParams.set('time', `${values[0]?.split('..')[0]}..${values.at(-1)?.split('..').at(-1)}`)
  } else url.searchParams.set(of.name, values.join('|'))
  return url.pathname + url.search
}

function mark(of: Brush) {
  const chosen = between(of)
  of.root.classList.add('chosen')
  for (const one of of.marks)
    (of.along === 'x' ? one : one.closest('li'))?.classList.toggle('own', chosen.includes(one))
}

/** Chooses a stretch; the way back leads to what was there before it began, `before`, and not to every step of it. */
function choose(of: Brush, before = location.pathname + location.search) {
  const address = brushed(of)
  mark(of)
  history.replaceState(null, '', before)
  history.pushState(null, '', address)
  return show(address, { active: of.name, push: false })
}

/** One question at a time, always about where the hand is now. */
async function follow() {
  if (asking || !brush) return
  asking = true
  let address = ''
  while (brush && address !== brushed(brush)) {
    address = brushed(brush)
    await show(address, { active: brush.name, light: true, push: false })
  }
  asking = false
}

document.addEventListener('pointerdown', (event) => {
  const target = event.target as Element | null
  const row = rowOf(target)
  if (!row || event.button !== 0 || event.shiftKey) return
  // A finger on bars scrolls the page.
  if (row.along === 'y' && (event.pointerType === 'touch' || !target?.closest('li'))) return
  if (row.along === 'x' && !target?.closest('svg')) return
  const at = markAt(row, event)
  brush = { ...row, from: at, to: at, moved: false }
  begun = location.pathname + location.search
})

document.addEventListener('pointermove', (event) => {
  if (!brush) return
  const to = markAt(brush, event)
  if (to === brush.to) return
  brush.to = to
  brush.moved = true
  mark(brush)
  follow()
})

document.addEventListener('pointerup', () => {
  const done = brush
  brush = undefined
  if (!done?.moved) return
  // The click that follows is the end of the brush and no choice of a mark.
  ended = true
  setTimeout(() => {
    ended = false
  })
  choose(done, begun)
})
document.addEventListener('pointercancel', () => {
  brush = undefined
})
for (const kind of ['dragstart', 'selectstart'])
  document.addEventListener(kind, (event) => {
    if (brush) event.preventDefault()
  })

/** Arrows lead along a chart that has an order, with the shift key they choose a stretch; space chooses a mark as Enter does. */
document.addEventListener('keydown', (event) => {
  const link = (event.target as Element | null)?.closest?.<Mark>('[data-ordered] a[data-value]')
  const row = rowOf(link ?? null)
  if (!link || !row || event.altKey || event.ctrlKey || event.metaKey) return
  const at = row.marks.indexOf(link)
  if (at < 0) return
  if (event.key === ' ' || (event.key === 'Enter' && event.shiftKey)) {
    event.preventDefault()
    if (event.shiftKey) choose({ ...row, from: anchorIn(row, at), to: at })
    else link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    return
  }
  const to = Math.max(0, Math.min(row.marks.length - 1, stepped(event.key, row, at)))
  if (Number.isNaN(to)) return
  event.preventDefault()
  const from = anchorIn(row, at)
  row.marks[to]?.focus()
  if (event.shiftKey && to !== at) {
    anchors.set(row.name, row.marks[from]?.dataset.value ?? '')
    const stretch = { ...row, from, to }
    if (held) {
      mark(stretch)
      show(brushed(stretch), { active: row.name, push: false })
    } else choose(stretch)
    held = true
  }
})
/** Whether a stretch is being chosen by keyboard: one step back leads to what was there before it. */
let held = false
document.addEventListener('keyup', (event) => {
  if (event.key === 'Shift') held = false
})

/** Where a key leads from a mark; no number where it leads nowhere. */
function stepped(key: string, { along, marks }: Row, at: number): number {
  const onward = along === 'y' ? 'ArrowDown' : document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const back = along === 'y' ? 'ArrowUp' : document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
  const steps: Record<string, number> = { [onward]: at + 1, [back]: at - 1, Home: 0, End: marks.length - 1 }
  return steps[key] ?? Number.NaN
}
