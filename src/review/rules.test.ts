import { describe, expect, test } from 'vitest'
import { inOrder, signOffOf, whyNotSign } from './rules.ts'

const luis = { id: 'luis', place: 2 }
const amina = { id: 'amina', place: 1 }
const minister = { id: 'minister', place: null }
const asked = [minister, luis, amina]
const open = { agreed: null }
const signed = (...ids: string[]) => ids.map((signatory) => ({ signatory, verdict: 'signed' }))

describe('the sign-off of a version', () => {
  test('asks by the turn, and those without one last', () => {
    expect(inOrder(asked).map(({ id }) => id)).toEqual(['amina', 'luis', 'minister'])
  })

  test('waits for the first who has said nothing', () => {
    expect(signOffOf(open, asked, [])).toEqual({ state: 'open', next: amina, signed: 0 })
    expect(signOffOf(open, asked, signed('amina')).next).toBe(luis)
  })

  test('waits for nobody where nobody is asked', () => {
    expect(signOffOf(open, [], [])).toEqual({ state: 'nobody', next: undefined, signed: 0 })
  })

  test('ends with one refusal, whoever has signed before', () => {
    const said = [...signed('amina'), { signatory: 'luis', verdict: 'refused' }]
    expect(signOffOf(open, asked, said)).toEqual({ state: 'refused', next: undefined, signed: 1 })
  })

  test('stays agreed when somebody is asked to sign later versions', () => {
    const later = [...asked, { id: 'new', place: 1 }]
    expect(signOffOf({ agreed: '2026-05-01' }, later, signed('amina', 'luis', 'minister')).state).toBe('agreed')
  })

  test('says why somebody cannot sign: an older version, one that is over, another’s turn', () => {
    const waiting = signOffOf(open, asked, [])
    expect(whyNotSign(waiting, 'amina', true)).toBeUndefined()
    expect(whyNotSign(waiting, 'luis', true)).toBe('sign-not-in-turn')
    expect(whyNotSign(waiting, 'amina', false)).toBe('sign-old-version')
    expect(whyNotSign(signOffOf({ agreed: '2026-05-01' }, asked, []), 'amina', true)).toBe('sign-over')
  })
})
