import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { codeFrom, readLinkCode, stateOf } from './rules.ts'
import { type FieldValues, fieldNames, fillText, postalAddress, templateFaults, textFaults } from './template.rules.ts'
import { fillWord, fillWordForAll, wordFaults } from './word.rules.ts'

const values = {
  ...(Object.fromEntries(fieldNames.map((name) => [name, name])) as FieldValues),
  workplace: 'Tom & <Sons>',
  address: '1 Main Street\nTown'
}

describe('the text of a template', () => {
  test('names its faults with the line', () => {
    expect(textFaults('Dear {workplace}\n{oner}\nopen {')).toEqual([
      { line: 2, name: 'oner', code: 'letter-field-unknown' },
      { line: 3, name: '', code: 'letter-field-open' }
    ])
  })

  test('is filled, and a value that looks like a field is left as it is', () => {
    expect(fillText('{workplace}, { deadline }', { ...values, workplace: '{law}' })).toBe('{law}, deadline')
  })

  test('that names the law wants to be told which', () => {
    const text = { subject: 'Pay', body: '{law}', signature: '', law: '', word: '' }
    expect(templateFaults(text).map(({ field }) => field)).toEqual(['law'])
  })
})

describe('a postal address', () => {
  test('is one only with a street and a town', () => {
    const known = { address: '1 Main Street', city: 'Town', postcode: '12', county: 'Shire' }
    expect(postalAddress(known)).toBe('1 Main Street\n12 Town')
    expect(postalAddress({ ...known, address: '' })).toBe('')
    expect(postalAddress({ ...known, city: '', postcode: '' })).toBe('')
  })
})

describe('the code of a link', () => {
  test('is read as it is printed, in small letters, without dashes, and with signs that look alike', () => {
    const code = codeFrom(new Uint8Array(32).map((_, index) => index * 7))
    expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/)
    expect(readLinkCode(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
    expect(readLinkCode('ABCD')).toBeUndefined()
  })
})

describe('a letter', () => {
  const letter = { state: 'out', day: '2026-09-01', deadline: '2026-10-01' }
  const sent = { kind: 'sent', day: '2026-09-01' }

  test('runs until its deadline and is ignored from the day after', () => {
    expect(stateOf(letter, [sent], '2026-10-01')).toBe('open')
    expect(stateOf(letter, [sent], '2026-10-02')).toBe('ignored')
  })

  test('is answered also after its deadline, and what belongs to the next letter does not count', () => {
    expect(stateOf(letter, [sent, { kind: 'answered', day: '2026-10-05' }], '2026-10-06')).toBe('answered')
    const bounced = { kind: 'bounced', day: '2026-09-08' }
    const next = [
      { kind: 'sent', day: '2026-09-20' },
      { kind: 'answered', day: '2026-09-25' }
    ]
    expect(stateOf(letter, [sent, bounced, ...next], '2026-10-06')).toBe('bounced')
  })
})

describe('a Word file', () => {
  const paragraphs = (...runs: string[][]) =>
    runs
      .map(
        (texts) => `<w:p>${texts.map((text) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r>`).join('')}</w:p>`
      )
      .join('')
  const file = (content: string) =>
    zipSync({
      'word/document.xml': strToU8(
        `<w:document><w:body>${content}<w:sectPr><w:pgSz/></w:sectPr></w:body></w:document>`
      ),
      'word/media/logo.png': new Uint8Array([1, 2, 3])
    })
  const textOf = (content: Uint8Array) => strFromU8(unzipSync(content)['word/document.xml'] ?? new Uint8Array())

  test('is filled where a field is split over runs, and everything else stays as it is', () => {
    const filled = fillWord(file(paragraphs(['Dear «work', 'place', '», yes'], ['{', '{law}}'], ['kept'])), values)
    expect(textOf(filled).replaceAll(/<[^>]+>/g, '')).toBe('Dear Tom &amp; &lt;Sons&gt;, yeslawkept')
    expect(textOf(filled)).toContain('<w:t>kept</w:t>')
    expect(unzipSync(filled)['word/media/logo.png']).toEqual(new Uint8Array([1, 2, 3]))
  })

  test('breaks a line of an address, and turns the page between letters', () => {
    const all = textOf(fillWordForAll(file(paragraphs(['{{address}}'])), [values, values, values]))
    expect(all.match(/<w:br\/>/g)).toHaveLength(3)
    expect(all.match(/w:type="page"/g)).toHaveLength(2)
    expect(all.match(/<w:sectPr>/g)).toHaveLength(1)
  })

  test('says which field there is not, and in which paragraph', () => {
    expect(wordFaults(file(paragraphs(['Dear «ow', 'ner»'])))).toEqual([
      { code: 'word-field-unknown', name: 'owner', place: 'Dear «owner»' }
    ])
    expect(wordFaults(new Uint8Array([1]))[0]?.code).toBe('word-unreadable')
  })
})
