import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainReturned } from './returned.rules.ts'

const sentences: Record<string, string> = { 'not-whole': 'A count is whole', 'row-empty': 'Nothing; at all' }
const explain = (codes: readonly string[]) => codes.map((code) => sentences[code] ?? code).join(' ')

function explained(pieces: readonly string[], delimiter = ',') {
  const rows = explainReturned({ delimiter, quote: '"' }, explain)
  return pieces.map(rows.push).join('') + rows.end()
}

const file =
  'name,row_number,column,reason,surplus\n"Ada, ""A""\n& sons",7,violations,not-whole,\n"Bee",8,,row-empty,"x,y"\n'
const told =
  '\ufeffname,row_number,column,reason,surplus,explanation\n"Ada, ""A""\n& sons",7,violations,not-whole,,A count is whole\n"Bee",8,,row-empty,"x,y",Nothing; at all\n'

test('a returned row carries its reasons in words, behind all that it carried before', () => {
  expect(explained([file])).toBe(told)
})

test('reasons that are parted by the sign between the cells are read within their marks', () => {
  expect(explained(['a;row_number;column;reason;surplus\n1;2;;"not-whole; row-empty";'], ';')).toBe(
    '\ufeffa;row_number;column;reason;surplus;explanation\n1;2;;"not-whole; row-empty";;"A count is whole Nothing; at all"'
  )
})

test('it does not matter where the file is cut into pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(file.length), { maxLength: 6 }), (cuts) => {
      const at = [0, ...cuts.sort((one, other) => one - other), file.length]
      expect(explained(at.slice(1).map((end, index) => file.slice(at[index], end)))).toBe(told)
    })
  )
})
