import { expect, test } from 'vitest'
import { isolate, ownDirection } from './text.ts'

test('an English text in an Arabic page has its own direction, an Arabic one that of the page', () => {
  expect(ownDirection('3 officers for two weeks', 'rtl')).toBe('ltr')
  expect(ownDirection('3 موظفين من Los Angeles', 'rtl')).toBeUndefined()
  expect(ownDirection('50 %', 'rtl')).toBeUndefined()
  expect(ownDirection('3 موظفين', 'ltr')).toBe('rtl')
  expect(ownDirection('3 officers', 'ltr')).toBeUndefined()
})

test('every line of a text in a drawing runs as the whole text does', () => {
  expect(isolate('two weeks', true, '3 officers for two weeks')).toBe('\u2066two weeks\u2069')
  expect(isolate('Los Angeles', true, 'ورش الخياطة في Los Angeles')).toBe('\u2067Los Angeles\u2069')
  expect(isolate('two weeks', false)).toBe('two weeks')
})

test('an isolate that a break of the line has cut is left out, so that it cannot turn what follows', () => {
  expect(isolate('المؤثّر \u2068Price set', true)).toBe('\u2067المؤثّر Price set\u2069')
})
