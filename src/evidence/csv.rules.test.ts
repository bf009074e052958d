import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, writeCsv } from './csv.rules.ts'

test('a text that a spreadsheet would take for a formula gets a leading apostrophe', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    expect(csvCell(`${start}1+1`)).toMatch(/^"?'/)
  expect(csvCell('=HYPERLINK("http://example.org")')).toBe(`"'=HYPERLINK(""http://example.org"")"`)
})

test('a number stays a number, also a negative one, and nothing is written for what is unknown', () => {
  expect([csvCell(-4.5), csvCell(0), csvCell(true), csvCell(null), csvCell('')]).toEqual(['-4.5', '0', 'true', '', ''])
})

test('a text with commas, quotes or line ends is read back as it was', () => {
  const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r\n＝＋－＠]/.test(text))
  fc.assert(
    fc.property(plain, (text) => {
      const cell = csvCell(text)
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      return read === text || text.startsWith('"')
    })
  )
})

test('a table begins with the mark of UTF-8 and ends each row alike', () => {
  expect(writeCsv(['Name', 'n'], [['Ünal, A.', 3]])).toBe('\ufeffName,n\r\n"Ünal, A.",3\r\n')
})
