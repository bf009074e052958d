type Means = {
  /** Somebody holds something, or has something open: what is drawn stays meanwhile. */
  busy(): boolean
  /** The page was drawn anew, in part or whole, as it stood after this entry of the log. */
  drawn(after: number): void
}

/** Parts of a board's page that follow what is done. */
const following = ['head', 'wall', 'facilitator']
/** Milliseconds until the page is asked for again after something was done. */
const soonest = 300
/** Everybody in the room together shall have the server draw for a quarter of the time at most. */
const share = 8

/** Keeps the page as the server draws it, without a load: what was shown at once is drawn as it stands. */
export function makePageParts(room: HTMLElement, { busy, drawn }: Means) {
  let people = 1
  /** Milliseconds that the page took of late. */
  let took = 50
  let timer = 0
  let asked = 0

  function address(): string {
    const url = new URL(location.href)
    url.searchParams.delete('item')
    return url.pathname + url.search
  }

  async function fetchPage(href: string): Promise<Document | undefined> {
    const answer = await fetch(href, { headers: { accept: 'text/html' } }).catch(() => undefined)
    if (!answer?.ok) return undefined
    return new DOMParser().parseFromString(await answer.text(), 'text/html')
  }

  /** Where the keyboard is: a card or a mark, found again in what is drawn anew. */
  function keepFocus(): () => void {
    const focused = document.activeElement?.closest<HTMLElement>('#wall .note-card, #wall .spatial a')
    if (!focused) return () => undefined
    const { id } = focused
    const href = focused.getAttribute('href')
    return () => {
      const found = href
        ? [...room.querySelectorAll<SVGAElement>(`.spatial a[href="${href}"]`)].find((one) => one.checkVisibility())
        : document.getElementById(id)
      found?.focus({ preventScroll: true })
    }
  }

  const isInUse = (part: Element) =>
    part.querySelector('details[open]') !== null && part.contains(document.activeElement)

  function putParts(answer: Document): void {
    for (const id of following) {
      const [own, next] = [document.getElementById(id), answer.getElementById(id)]
      if (own && next && !(id === 'facilitator' && isInUse(own))) own.replaceWith(next)
    }
  }

  function putWhole(next: HTMLElement): void {
    const typed = room.querySelector<HTMLTextAreaElement>('#write textarea')?.value ?? ''
    for (const [name, value] of Object.entries(next.dataset)) room.dataset[name] = value
    const layer = room.querySelector('.pointers')
    room.replaceChildren(...next.childNodes, ...(layer ? [layer] : []))
    const field = room.querySelector<HTMLTextAreaElement>('#write textarea')
    if (field && typed) field.value = typed
  }

  async function ask(): Promise<void> {
    clearTimeout(timer)
    timer = 0
    if (busy()) return later()
    const own = ++asked
    const began = performance.now()
    const answer = await fetchPage(address())
    took = (took + performance.now() - began) / 2
    if (!answer || own !== asked) return
    if (busy()) return later()
    const next = answer.getElementById('room')
    // Who was put out is asked the way in.
    if (!next) return location.reload()
    document.title = answer.title
    const { wall, phase } = next.dataset
    const focus = keepFocus()
    if (wall && wall === room.dataset.wall && phase === room.dataset.phase) putParts(answer)
    else putWhole(next)
    drawn(Number(next.dataset.after ?? 0))
    // A card takes the keyboard only once `drawn` has made it reachable.
    focus()
  }

  /** What is asked for already is not put off by what happens meanwhile, or a busy room would never see it. */
  function later(pause = soonest + Math.random() * (people - 1) * took * share): void {
    timer ||= window.setTimeout(() => void ask(), pause)
  }

  return {
    soon: () => later(),
    now: ask,
    /** Another exercise or phase: nobody can go on without. */
    whole(): void {
      clearTimeout(timer)
      timer = 0
      later(Math.random() * (people - 1) * took)
    },
    people(count: number): void {
      people = count
    },
    async fetchPart(href: string, id: string): Promise<HTMLElement | undefined> {
      return (await fetchPage(href))?.getElementById(id) ?? undefined
    }
  }
}

const minute = 60_000

/** Counts the clocks of a page down, second by second. */
export function runClocks(room: HTMLElement, over: () => void): void {
  setInterval(() => {
    for (const clock of room.querySelectorAll<HTMLElement>('.clock[data-ends]')) {
      const left = Number(clock.dataset.ends) - Date.now()
      const shown = clock.querySelector('bdi')
      if (!shown) continue
      if (left <= 0) {
        delete clock.dataset.ends
        over()
      }
      const seconds = String(Math.floor((Math.max(0, left) % minute) / 1000)).padStart(2, '0')
      shown.textContent = `${Math.floor(Math.max(0, left) / minute)}:${seconds}`
    }
  }, 500)
}
