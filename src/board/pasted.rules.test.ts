import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alike, readBlocks, readLine } from './pasted.rules.ts'
import { boards } from './rules.ts'

const columns = new Map([
  ['legal', 'Legal'],
  ['policy', 'Policy'],
  ['political', 'Political']
])
const read = (pasted: string, known: string[] = []) => readBlocks(pasted, boards.mandate, columns, known)
const texts = (pasted: string) => read(pasted).map(({ lines }) => lines.map(({ text }) => text))

describe('a line of a photographed list', () => {
  test.each([
    ['- Keys lie with the guard', 'Keys lie with the guard'],
    ['•\tKeys lie with the guard', 'Keys lie with the guard'],
    ['1. Keys lie with the guard', 'Keys lie with the guard'],
    ['12)  Keys lie with the guard', 'Keys lie with the guard'],
    ['(3) Keys lie with the guard', 'Keys lie with the guard'],
    ['4 – Keys lie with the guard', 'Keys lie with the guard'],
    ['b) Keys lie with the guard', 'Keys lie with the guard'],
    ['[x] Keys lie with the guard', 'Keys lie with the guard'],
    ['☐ 2. Keys lie with the guard', 'Keys lie with the guard'],
    ['٣. المفاتيح عند الحارس', 'المفاتيح عند الحارس'],
    ['• ٤) المفاتيح عند الحارس', 'المفاتيح عند الحارس']
  ])('%s says %s', (line, text) => expect(readLine(line)).toBe(text))

  test.each([
    '1.5 million workers',
    '40 hours a week',
    '2019 law on wages',
    'A fine',
    'Article 15 c) of Convention 81',
    '12',
    '-5 %'
  ])('%s stays as it is', (line) => expect(readLine(line)).toBe(line))

  test('that is written again without its sign is the same line', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{2}[A-Za-z ]{0,30}[a-z]$/), (text) => {
        const plain = text.replace(/\s+/g, ' ').trim()
        for (const sign of ['- ', '• ', '1. ', '23) ', '(4) ']) expect(readLine(sign + text)).toBe(plain)
        expect(readLine(readLine(text))).toBe(readLine(text))
      })
    )
  })
})

describe('a pasted list', () => {
  test('is a block between empty lines', () => {
    expect(texts('One\nTwo\n\n\nThree\r\nFour')).toEqual([
      ['One', 'Two'],
      ['Three', 'Four']
    ])
    expect(texts(' \n\t\n- \n')).toEqual([])
  })

  test('goes to the column that its heading names, in the language of the board or by its code', () => {
    const blocks = read('Legal:\n- The minimum wage\n\npolitical\n\n1. The agenda\n2. The strike\n\nOther\nThing')
    expect(blocks.map(({ place }) => place)).toEqual([{ kind: 'legal' }, { kind: 'political' }, {}])
    expect(blocks.map(({ lines }) => lines.length)).toEqual([1, 2, 2])
  })

  test('keeps a heading that no column has, to be placed by hand', () => {
    expect(read('From the north:\nOne')).toEqual([
      { heading: 'From the north:', place: {}, lines: [{ number: 2, text: 'One', like: false }] }
    ])
  })

  test('tells what it says twice, and what hangs on the wall already', () => {
    const [block] = read('Wages in cash\n- wages, in CASH.\nNight shifts\nÉcole fermée', [
      'Night  shifts!',
      'Ecole fermee'
    ])
    expect(block?.lines.map(({ like }) => like)).toEqual([false, true, true, true])
  })

  test('loses no line, and keeps each one’s number', () => {
    const line = fc.stringMatching(/^[a-z]{3,12}( [a-z]{1,8}){0,4}$/)
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constant('')), { maxLength: 40 }), (lines) => {
        const written = lines.flatMap((text, index) =>
          text !== '' && !['legal', 'policy', 'political'].includes(text) ? [{ number: index + 1, text }] : []
        )
        const found = read(lines.join('\n')).flatMap(({ lines }) => lines.map(({ number, text }) => ({ number, text })))
        expect(found).toEqual(written)
      })
    )
  })
})

test('two texts are alike but for their signs, capitals and accents', () => {
  expect(alike('  Sécurité: Nº 1! ')).toBe(alike('securite no 1'))
  expect(alike('عُمّال')).toBe(alike('عمال'))
  expect(alike('wages')).not.toBe(alike('wage'))
})
