import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkPlace, findBoard } from '../board/rules.ts'
import { contentBefore } from './rehearsal.rules.ts'
import { makeReadScript } from './rehearsal.store.ts'
import { mayAct, phases } from './rules.ts'
import { castPeople, chooseDeed, deedNames, type Sight, seeded } from './simulated.rules.ts'

const read = makeReadScript(join(import.meta.dirname, '../../demo'))
const languages = ['en', 'fr', 'es', 'ar']
const me = '01900000-0000-7000-8000-0000000000aa'
const other = '01900000-0000-7000-8000-0000000000bb'

function sight(phase: Sight['workshop']['phase'], board: string, more: Partial<Sight> = {}): Sight {
  const workshop = { id: me, phase, locked: false, dots: 3 }
  return { workshop, me, board, notes: [], hidden: [], comments: [], dots: [], records: [], choices: {}, ...more }
}
const note = (text: string, more: Partial<Sight['notes'][number]> = {}) => ({
  ...{ id: `${text.length}`, text, place: {}, cluster: '', author: other, state: 'shown', revision: 1 },
  ...more
})

describe('what people say in a rehearsal', () => {
  test('is written in four languages, with at least two ways to say most thoughts', () => {
    const [english, ...others] = languages.map((language) => read(language).script)
    for (const [wall, ideas] of Object.entries(english?.walls ?? {})) {
      expect(findBoard(wall) ?? wall, wall).toBeTruthy()
      for (const script of others) {
        expect(script.walls[wall]?.map(({ texts }) => texts.length)).toEqual(ideas.map(({ texts }) => texts.length))
        expect(script.walls[wall]?.map(({ texts }) => texts[0])).not.toEqual(ideas.map(({ texts }) => texts[0]))
      }
    }
    const all = Object.values(english?.walls ?? {}).flat()
    expect(all.filter(({ texts }) => texts.length >= 2).length).toBeGreaterThan(all.length / 2)
    expect(new Set(languages.map((language) => read(language).script.comments.length)).size).toBe(1)
  })

  test('stands where the boards have a place for it, and says nothing twice on one wall', () => {
    for (const language of languages)
      for (const [wall, ideas] of Object.entries(read(language).script.walls)) {
        for (const { place, texts, cluster } of ideas) {
          expect(checkPlace(wall, place)).toEqual([])
          expect(texts.length, `${language} ${wall} ${cluster}`).toBeGreaterThan(0)
        }
        const texts = ideas.flatMap((idea) => idea.texts)
        expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
      }
  })

  test('a day begins with what the days before have made', () => {
    const { content } = read('en')
    const [first] = contentBefore(1, content).plans
    expect(first).toMatchObject({ status: 'draft' })
    expect(Object.keys(first ?? {})).not.toContain('issues')
    expect(contentBefore(1, content).inspectorate).toEqual({})
    const [third] = contentBefore(3, content).plans
    expect(Object.keys(third ?? {})).toContain('stakeholders')
    expect(Object.keys(third ?? {})).not.toContain('interventions')
  })
})

describe('a simulated person', () => {
  const script = read('en').script
  const eager = { wants: 3, zeal: 1 }

  test('does the same again from the same seed, and something else from another', () => {
    const play = (seed: number) => {
      const random = seeded(seed)
      const cast = castPeople(12, random)
      return JSON.stringify(cast.map((person) => chooseDeed(person, sight('brainstorm', 'issues'), script, random)))
    }
    expect(play(7)).toBe(play(7))
    expect(play(7)).not.toBe(play(8))
  })

  test('does only what its phase allows, whatever chance says', () => {
    const notes = [note('Wages below the minimum'), note('Children at work', { id: '9' })]
    const acts = {
      add: 'write',
      move: 'move',
      cluster: 'cluster',
      comment: 'comment',
      park: 'park',
      vote: 'vote'
    } as const
    const random = seeded(3)
    const seen = new Set<string>()
    for (const phase of phases)
      for (let turn = 0; turn < 200; turn++) {
        const deed = chooseDeed(eager, sight(phase, 'issues', { notes }), script, random)
        if (!deed) continue
        seen.add(deed.operation)
        const act = acts[deed.operation.slice('note.'.length) as keyof typeof acts]
        expect(mayAct(act, { phase, current: true, locked: false, facilitator: false, own: act === 'write' })).toBe(
          true
        )
      }
    // What was collected stands nowhere: it is placed on the matrix.
    expect(chooseDeed(eager, sight('discuss', 'matrix-issues', { notes }), script, () => 0.6)?.operation).toBe(
      'note.move'
    )
    expect([...seen, 'note.move'].sort()).toEqual([...deedNames].sort())
  })

  test('writes no more than the person wants, nothing twice, and nothing on a full wall', () => {
    const random = seeded(5)
    const notes: ReturnType<typeof note>[] = []
    for (let turn = 0; turn < 50; turn++) {
      const deed = chooseDeed(eager, sight('brainstorm', 'targets', { notes }), script, random)
      if (deed) notes.push(note(String(deed.input.text), { author: me, state: 'drafted' }))
    }
    expect(notes).toHaveLength(3)
    expect(new Set(notes.map(({ text }) => text)).size).toBe(3)
    const hidden = Array.from({ length: 100 }, (_, index) => String(index))
    expect(chooseDeed(eager, sight('brainstorm', 'targets', { hidden }), script, random)).toBeUndefined()
  })

  test('gathers what says the like under one name, and nothing that has one', () => {
    const notes = [
      note('Wages below the minimum', { id: '1' }),
      note('Not even the minimum wage is paid', { id: '2' }),
      note('Children at work', { id: '3', cluster: 'Young people' })
    ]
    const deed = chooseDeed(eager, sight('cluster', 'issues', { notes }), script, seeded(1))
    expect(deed).toEqual({ operation: 'note.cluster', input: { notes: ['1', '2'], cluster: 'Pay' } })
  })

  test('never gives more dots than it has, and does nothing while the boards are locked', () => {
    const notes = [note('Wages below the minimum', { id: '1' })]
    const dots = [{ note: '1', count: 2 }]
    const deed = chooseDeed(eager, sight('vote', 'issues', { notes, dots }), script, seeded(1))
    expect(deed).toEqual({ operation: 'note.vote', input: { note: '1', count: 3 } })
    const spent = sight('vote', 'issues', { notes, dots: [{ note: '1', count: 3 }] })
    expect(chooseDeed(eager, spent, script, seeded(1))).toBeUndefined()
    const locked = { ...spent.workshop, dots: 9, locked: true }
    expect(chooseDeed(eager, { ...spent, workshop: locked }, script, seeded(1))).toBeUndefined()
  })
})
