import { newId } from '../kernel/id.ts'
import type { makeCanvasPage, Place } from './canvas-page.ts'
import { readFormInput } from './form-input.ts'
import { type Entry, makeOutbox, type Sending } from './outbox.ts'
import type { makePageParts } from './page-parts.ts'

/** What takes something back. */
export type Back = { operation: string; input: Record<string, unknown> }

type Means = {
  room: HTMLElement
  page: ReturnType<typeof makeCanvasPage>
  parts: Pick<ReturnType<typeof makePageParts>, 'soon' | 'now' | 'fetchPart'>
  key: string
  moved(place: Place, move: Place): Place
  say(key: string, values?: Record<string, unknown>): string
  complain(text: string): void
  /** Address of the page on which an item is open. */
  hrefOf(id: string): string
  /** What waits, or what can be taken back, is another. */
  changed(): void
}

const $ = <E extends HTMLElement>(id: string) => document.getElementById(id) as E | null

/** What one does on a board: it stands on the page at once, is sent in its order, and can be taken back. */
export function makeActs({ page, parts, key, moved, say, complain, hrefOf, changed }: Means) {
  const undos: Back[][] = []

  const outbox = makeOutbox({
    key,
    storage: localStorage,
    send,
    on: settled,
    changed,
    wait: (milliseconds, work) => void setTimeout(work, milliseconds)
  })

  async function send({ id, operation, input }: Entry): Promise<Sending> {
    try {
      const answer = await fetch(`/api/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify(input)
      })
      if (answer.status >= 500 || answer.status === 429 || answer.status === 401) return { is: 'later' }
      const body = (await answer.json()) as Record<string, unknown>
      if (answer.ok) return { is: 'done', answer: body }
      return { is: 'refused', problem: body as { type: string; detail: string } }
    } catch {
      return { is: 'later' }
    }
  }

  function settled(entry: Entry, sending: Exclude<Sending, { is: 'later' }>): void {
    const card = cardOfEntry(entry)
    if (sending.is === 'done') {
      if (!outbox.list().some((other) => cardOfEntry(other) === card)) unmark(card)
      const { revision, replaced } = sending.answer
      if (card && revision) card.dataset.revision = String(revision)
      if (replaced) complain(say('replaced'))
      parts.soon()
      return
    }
    const { type, detail } = sending.problem
    if (type.endsWith('changed-meanwhile') && entry.operation === 'note.edit') void showConflict(entry)
    else complain(detail)
    // What was refused did not happen: the page shows again what stands.
    void parts.now()
  }

  const cardOfEntry = ({ id, operation, input }: Entry) =>
    page.cardOf(String(operation === 'note.add' ? id : (input.note ?? input.record ?? '')))

  function act(operation: string, input: Record<string, unknown>, id = newId(), undoing = false): void {
    const entry = { id, operation, input }
    const back = backOf(entry)
    if (back && !undoing) undos.push([back])
    stand(entry)
    outbox.add(entry)
  }

  /** How one takes back what one is about to do; the page says what stands before. */
  function backOf({ id, operation, input }: Entry): Back | undefined {
    if (operation === 'note.add') return { operation: 'note.remove', input: { note: id } }
    const card = page.cardOf(String(input.note ?? input.record ?? (input.notes as string[] | undefined)?.[0] ?? ''))
    if (!card) return undefined
    if (operation === 'note.move' || operation === 'board.move') {
      const before = page.placeOf(card)
      // A link in the plan is taken off where it is kept.
      if (operation === 'board.move' && 'gives' in moveOf(input)) return undefined
      const place = Object.fromEntries(Object.keys(moveOf(input)).map((name) => [name, before[name] ?? null]))
      const { revision: _revision, fields: _fields, ...rest } = input
      return { operation, input: { ...rest, place } }
    }
    if (operation === 'note.edit')
      return {
        operation,
        input: { ...input, text: page.nameOf(card), colour: colourOf(card), cluster: clusterOf(card) }
      }
    if (operation === 'note.cluster') return { operation, input: { ...input, cluster: clusterOf(card) } }
    if (operation === 'note.vote')
      return { operation, input: { ...input, count: card.querySelectorAll('.vote .on').length } }
    return undefined
  }

  function undo(): void {
    for (const { operation, input } of undos.pop() ?? []) {
      const card = page.cardOf(String(input.note ?? ''))
      act(
        operation,
        operation === 'note.edit' ? { ...input, revision: Number(card?.dataset.revision) } : input,
        newId(),
        true
      )
    }
    changed()
  }

  const moveOf = (input: Record<string, unknown>): Place => {
    const fields = (input.fields ?? []) as { key: string; value: string }[]
    const typed = fields.map(({ key, value }) => [
      key,
      value === '' ? null : Number.isNaN(Number(value)) ? value : Number(value)
    ])
    return { ...Object.fromEntries(typed), ...((input.place ?? {}) as Place) } as Place
  }
  const colourOf = (card: HTMLElement) => /\bc([1-6])\b/.exec(card.className)?.[1] ?? ''
  const clusterOf = (card: HTMLElement) => card.closest<HTMLElement>('[data-cluster]')?.dataset.cluster ?? ''

  /** Shows what was done as if it had arrived; answers what its place is called. */
  function stand(entry: Entry): string {
    const { id, operation, input } = entry
    const mine = operation === 'note.add' && !page.cardOf(id) ? makeCard(id, true) : cardOfEntry(entry)
    for (const one of (input.notes as string[] | undefined) ?? []) {
      const card = page.cardOf(one)
      if (card) page.hang(card, page.placeOf(card), String(input.cluster ?? ''))
    }
    if (!mine) return ''
    mark(mine)
    if (operation === 'note.add' || operation === 'note.edit')
      write(mine, String(input.text), String(input.colour ?? ''))
    if (operation === 'note.remove' || operation === 'note.park') mine.closest('li')?.remove()
    if (operation === 'note.vote') vote(mine, Number(input.count))
    if (operation === 'note.add') return page.hang(mine, (input.place ?? {}) as Place, String(input.cluster ?? ''))
    if (operation.endsWith('.move')) return page.hang(mine, moved(page.placeOf(mine), moveOf(input)), clusterOf(mine))
    return ''
  }

  function makeCard(id: string, own: boolean): HTMLElement | null {
    const template = $(own ? 'card-own' : 'card-other') as unknown as HTMLTemplateElement | null
    const card = (template?.content.cloneNode(true) as DocumentFragment | undefined)?.querySelector<HTMLElement>(
      '.note-card'
    )
    const blank = card?.id ?? ''
    if (!card) return null
    card.id = id
    for (const field of card.querySelectorAll<HTMLInputElement>('input[name=note]')) field.value = id
    for (const link of card.querySelectorAll('a')) link.href = link.href.replaceAll(blank, id)
    return card
  }

  function write(card: HTMLElement, text: string, colour: string): void {
    const shown = card.querySelector('p')
    if (shown && shown.textContent !== text) shown.textContent = text
    card.className = card.className.replace(/ ?\bc[1-6]\b/g, '') + (colour ? ` c${colour}` : '')
  }

  function vote(card: HTMLElement, count: number): void {
    const dots = card.querySelector('.vote .dots')
    dots?.replaceChildren(
      ...Array.from({ length: count }, () => Object.assign(document.createElement('i'), { className: 'on' }))
    )
    const [more, less] = card.querySelectorAll<HTMLInputElement>('.vote input[name=count]')
    if (more) more.value = String(count + 1)
    if (less) less.value = String(Math.max(0, count - 1))
  }

  function mark(card: HTMLElement): void {
    if (card.querySelector('.unsent')) return
    card.append(
      Object.assign(document.createElement('p'), { className: 'unsent tag wait', textContent: say('unsent') })
    )
  }
  const unmark = (card: HTMLElement | null) => card?.querySelector('.unsent')?.remove()

  /** What is not known to have arrived, over what the server says. */
  function overlay(): void {
    for (const entry of outbox.list()) stand(entry)
  }

  /** Two texts of one note: both are shown, and one of them is chosen. */
  async function showConflict(entry: Entry): Promise<void> {
    const dialog = $<HTMLDialogElement>('conflict')
    const note = String(entry.input.note)
    const form = (await parts.fetchPart(hrefOf(note), 'item'))?.querySelector<HTMLFormElement>(
      'form[action$="note.edit"]'
    )
    if (!dialog || !form) return complain(say('gone'))
    const theirs = readFormInput('note.edit', new FormData(form)) ?? {}
    ;(dialog.querySelector('.mine') as HTMLElement).textContent = String(entry.input.text)
    ;(dialog.querySelector('.theirs') as HTMLElement).textContent = String(theirs.text)
    dialog.onclick = ({ target }) => {
      const chose = target instanceof HTMLButtonElement ? target.value : ''
      if (chose) dialog.close()
      if (chose === 'mine') act('note.edit', { ...theirs, text: entry.input.text })
    }
    dialog.showModal()
  }

  return { act, undo, undos, outbox, overlay, backOf, cardOfEntry, clusterOf, makeCard, write }
}
