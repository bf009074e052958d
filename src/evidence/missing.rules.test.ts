import { expect, test } from 'vitest'
import { isMissing } from './missing.rules.ts'

test.each(['-', '--', '—', 'N/A', 'n/a', '#N/A', 'null', 's/d', 'n.d.', '0000-00-00', '00/00/0000', ' - '])(
  '"%s" says that nothing is there, among codes too',
  (text) => {
    expect([isMissing(text, false), isMissing(text, true)]).toEqual([true, true])
  }
)

test.each(['NA', 'ND', 'None'])('"%s" is nothing, but among codes it is one of them', (text) => {
  expect([isMissing(text, false), isMissing(text, true)]).toEqual([true, false])
})

test.each(['', '0', '-5', 'Nadia', 'N/A Ltd', 'Nullarbor', 'unknown'])('"%s" stands as it is', (text) => {
  expect(isMissing(text, false)).toBe(false)
})
