import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boardNames, boards } from '../board/rules.ts'
import { nextItem, orderAgenda, readyAgenda, readyKeyOf, titleKey } from './agenda.rules.ts'
import {
  type Act,
  codeFrom,
  codeLetters,
  endsWith,
  listGroups,
  mayAct,
  originsForTelephones,
  phases,
  phasesAround,
  readCode,
  stateOfNew,
  timeLeft,
  timerActs,
  turnTimer
} from './rules.ts'

const acts: Act[] = ['write', 'edit', 'move', 'cluster', 'remove', 'park', 'comment', 'vote']
const anyAct = fc.constantFrom(...acts)
const anyWhere = fc.record({
  phase: fc.constantFrom('' as const, ...phases),
  current: fc.boolean(),
  locked: fc.boolean(),
  own: fc.boolean()
})

describe('what one may do', () => {
  test('is nothing to a participant while the boards are locked, or on a board that is not under way', () => {
    fc.assert(
      fc.property(anyAct, anyWhere, (act, where) => {
        if (where.locked || !where.current || where.phase === '')
          expect(mayAct(act, { ...where, facilitator: false })).toBe(false)
      })
    )
  })

  test('a facilitator may do everything a participant may, and votes only in the vote', () => {
    fc.assert(
      fc.property(anyAct, anyWhere, (act, where) => {
        if (mayAct(act, { ...where, facilitator: false }))
          expect(mayAct(act, { ...where, facilitator: true })).toBe(true)
        if (act === 'vote' && where.phase !== 'vote') expect(mayAct(act, { ...where, facilitator: true })).toBe(false)
      })
    )
  })

  test('to others’ notes is never to write over them', () => {
    for (const phase of phases) {
      const others = { phase, current: true, locked: false, facilitator: false, own: false }
      expect(mayAct('edit', others)).toBe(false)
      expect(mayAct('remove', others)).toBe(false)
    }
  })

  test.each([
    ['explain', []],
    ['brainstorm', ['write', 'edit', 'move', 'remove']],
    ['vote', ['comment', 'vote']],
    ['decide', ['comment']]
  ] as const)('in the phase %s is %o', (phase, may) => {
    const where = { phase, current: true, locked: false, facilitator: false, own: true }
    expect(acts.filter((act) => mayAct(act, where))).toEqual(may)
  })
})

describe('phases', () => {
  test('follow one another to the end, and back', () => {
    expect(phasesAround('explain')).toEqual({ before: undefined, after: 'brainstorm' })
    expect(phasesAround('decide')).toEqual({ before: 'vote', after: undefined })
    expect(phasesAround('')).toEqual({ before: undefined, after: 'explain' })
  })

  test('hide only what is written in silence on the board under way, and end by showing it', () => {
    expect(phases.filter((phase) => stateOfNew(phase, true) === 'drafted')).toEqual(['brainstorm'])
    expect(stateOfNew('brainstorm', false)).toBe('shown')
    expect(endsWith('brainstorm', 'vote')).toEqual({ reveal: true, count: false })
    expect(endsWith('brainstorm', '')).toEqual({ reveal: true, count: false })
    expect(endsWith('vote', 'decide')).toEqual({ reveal: false, count: true })
    expect(endsWith('vote', 'vote')).toEqual({ reveal: false, count: false })
  })
})

describe('the timer', () => {
  const at = 1_000_000
  test('is paused and goes on with what was left', () => {
    const started = turnTimer({ timer_ends: null, timer_left: null }, 'start', 10, at)
    const paused = turnTimer(started, 'pause', 0, at + 60_000)
    expect(timeLeft(paused, at + 999_999)).toBe(540_000)
    expect(timeLeft(turnTimer(paused, 'go-on', 0, at + 120_000), at + 120_000)).toBe(540_000)
  })

  test('is extended from its end, or from now once it is over, or while it is paused', () => {
    const started = turnTimer({ timer_ends: null, timer_left: null }, 'start', 1, at)
    expect(timeLeft(turnTimer(started, 'extend', 5, at), at)).toBe(360_000)
    expect(timeLeft(turnTimer(started, 'extend', 5, at + 600_000), at + 600_000)).toBe(300_000)
    expect(timeLeft(turnTimer({ timer_ends: null, timer_left: 1_000 }, 'extend', 1, at), at)).toBe(61_000)
  })

  test('never has less than nothing left, and is never both running and paused', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...timerActs), fc.nat(90), fc.nat(9_000_000))), (turns) => {
        let timer: { timer_ends: number | null; timer_left: number | null } = { timer_ends: null, timer_left: null }
        let now = at
        for (const [act, minutes, passed] of turns) {
          now += passed
          timer = turnTimer(timer, act, minutes, now)
          expect(timer.timer_ends !== null && timer.timer_left !== null).toBe(false)
          expect(timeLeft(timer, now) ?? 0).toBeGreaterThanOrEqual(0)
        }
      })
    )
  })
})

describe('a code', () => {
  test('has six letters without vowels, and is read back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        const code = codeFrom(bytes)
        expect(code).toMatch(/^[BCDFGHJKMPRSTVWXZ]{6}$/)
        expect(readCode(` ${code.toLowerCase().slice(0, 3)}-${code.slice(3)} `)).toBe(code)
      })
    )
    expect([readCode('BCDFG'), readCode('BCDFGHJ'), readCode('ABCDEF'), readCode('')]).toEqual(['', '', '', ''])
    expect(codeLetters.length ** 6).toBeGreaterThan(24_000_000)
  })
})

describe('the address for telephones', () => {
  const hosts = ['172.17.0.1', '10.1.2.3', '192.168.1.20', '203.0.113.9']
  const localhost = { protocol: 'http:', hostname: 'localhost', port: '3000' }
  test('is the configured one, whatever the facilitator typed', () => {
    const url = 'https://plan.example.org'
    expect(originsForTelephones(localhost, { url, hosts })).toEqual([url])
  })

  test('is that of this machine on the network, the likeliest first, where the facilitator sits at it', () => {
    const found = originsForTelephones(localhost, { url: undefined, hosts })
    expect(found[0]).toBe('http://192.168.1.20:3000')
    expect(found.at(-1)).toBe('http://203.0.113.9:3000')
  })

  test('is the one by which the facilitator came from elsewhere', () => {
    const asked = { protocol: 'http:', hostname: '192.168.1.20', port: '' }
    expect(originsForTelephones(asked, { url: undefined, hosts })).toEqual(['http://192.168.1.20'])
    expect(originsForTelephones(localhost, { url: undefined, hosts: [] })).toEqual(['http://localhost:3000'])
  })
})

describe('the ready agenda', () => {
  test('has titles that follow the reader’s language for as long as nobody has written another', () => {
    const texts: Record<string, string[]> = {
      'workshop.board.issues': ['Issues', 'Enjeux'],
      'workshop.agenda.welcome': ['Welcome', 'Accueil']
    }
    const key = (title: string, board: string) => readyKeyOf({ title, board }, (one) => texts[one] ?? [])
    expect(key('Enjeux', 'issues')).toBe('workshop.board.issues')
    expect(key('Accueil', '')).toBe('workshop.agenda.welcome')
    expect(key('Our issues', 'issues')).toBe('')
    // On another board the word is somebody's own.
    expect(key('Issues', 'targets')).toBe('')
    expect(key('Issues', '')).toBe('')
  })

  test('takes three days of five to seven hours through every board', () => {
    for (const day of [1, 2, 3]) {
      const minutes = readyAgenda.filter((item) => item.day === day).reduce((sum, item) => sum + item.minutes, 0)
      expect(minutes / 60).toBeGreaterThanOrEqual(5)
      expect(minutes / 60).toBeLessThanOrEqual(7)
    }
    expect(boardNames.filter((name) => !readyAgenda.some(({ board }) => board === name))).toEqual([])
    const order = readyAgenda.flatMap(({ board }) => (board ? [boards[board].step] : []))
    expect(order).toEqual([...order].sort())
    expect(titleKey(readyAgenda[0] ?? { day: 1, minutes: 1 })).toBe('workshop.agenda.welcome')
  })

  test('is gone through day by day', () => {
    const items = [
      { id: 'b', day: 2, position: 10, minutes: 30 },
      { id: 'a', day: 1, position: 20, minutes: null },
      { id: 'c', day: 1, position: 10, minutes: 15 }
    ]
    expect(orderAgenda(items).map(({ day, minutes }) => [day, minutes])).toEqual([
      [1, 15],
      [2, 30]
    ])
    expect([null, 'c', 'a', 'b'].map((at) => nextItem(items, at)?.id)).toEqual(['c', 'a', 'b', undefined])
  })
})

test('groups are named once each, in the order written', () => {
  expect(listGroups(' North \n\nSouth\nNorth\n')).toEqual(['North', 'South'])
})
