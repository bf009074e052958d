import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Entry, makeOutbox, type Sending } from './outbox.ts'

/** The storage of a browser: it outlives every box that is opened on it. */
function makeStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  }
}

/** A line to a server that does each id once: `lost` says of each sending whether it, or its answer, is lost on the way. */
function makeLine(lost: ('there' | 'back' | 'never')[]) {
  const arrived: string[] = []
  let revision = 1
  return {
    arrived,
    inputs: new Map<string, Record<string, unknown>>(),
    async send(this: { inputs: Map<string, Record<string, unknown>> }, entry: Entry): Promise<Sending> {
      const fate = lost.shift() ?? 'never'
      if (fate === 'there') return { is: 'later' }
      if (!arrived.includes(entry.id)) {
        arrived.push(entry.id)
        this.inputs.set(entry.id, entry.input)
        revision += 1
      }
      return fate === 'back' ? { is: 'later' } : { is: 'done', answer: { revision } }
    }
  }
}

const settle = async () => {
  for (let n = 0; n < 60; n++) await Promise.resolve()
}
const entry = (id: string, input: object = {}, operation = 'note.move'): Entry => ({
  id,
  operation,
  input: { ...input }
})

describe('what was done without a line', () => {
  test('arrives once and in its order, whatever is lost on the way, and however often the page is loaded anew', async () => {
    const anyLoss = fc.array(fc.constantFrom('there' as const, 'back' as const, 'never' as const), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6 }), anyLoss, fc.nat(6), async (count, lost, reloadAt) => {
        const storage = makeStorage()
        const line = makeLine([...lost])
        const waits: (() => void)[] = []
        const open = () =>
          makeOutbox({
            ...{ key: 'box', storage, on: () => undefined, changed: () => undefined },
            send: (one) => line.send(one),
            wait: (_, work) => void waits.push(work)
          })
        let box = open()
        const ids = Array.from({ length: count }, (_, n) => `n${n}`)
        for (const [n, id] of ids.entries()) {
          if (n === reloadAt) box = open()
          box.add(entry(id))
        }
        for (let n = 0; n < 40 && box.list().length > 0; n++) {
          await settle()
          waits.shift()?.()
          void box.flush()
        }
        await settle()
        expect(line.arrived).toEqual(ids)
        expect(box.list()).toEqual([])
      })
    )
  })

  test('is kept while it waits, and what is refused waits no more and says why', async () => {
    const storage = makeStorage()
    const said: string[] = []
    let refuse = false
    const box = makeOutbox({
      ...{ key: 'box', storage, changed: () => undefined, wait: () => undefined },
      send: async () =>
        refuse ? { is: 'refused', problem: { type: 'locked', detail: 'The boards are locked.' } } : { is: 'later' },
      on: (one, sending) => void said.push(`${one.id} ${sending.is}`)
    })
    box.add(entry('a'))
    await settle()
    expect([box.list().map(({ id }) => id), said]).toEqual([['a'], []])
    refuse = true
    await box.flush()
    expect([box.list(), said]).toEqual([[], ['a refused']])
  })

  test('goes on from one’s own edit: a second edit begins at what the first one made', async () => {
    const line = makeLine([])
    const box = makeOutbox({
      ...{ key: 'box', storage: makeStorage(), on: () => undefined, changed: () => undefined, wait: () => undefined },
      send: (one) => line.send(one)
    })
    box.add(entry('note', {}, 'note.add'))
    box.add(entry('first', { note: 'note', revision: 0 }, 'note.edit'))
    box.add(entry('second', { note: 'note', revision: 0 }, 'note.edit'))
    box.add(entry('other', { note: 'another', revision: 7 }, 'note.edit'))
    await settle()
    const revisions = ['first', 'second', 'other'].map((id) => line.inputs.get(id)?.revision)
    expect(revisions).toEqual([1, 3, 7])
  })
})
