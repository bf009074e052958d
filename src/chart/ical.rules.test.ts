import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText, foldLine, writeCalendar } from './ical.rules.ts'

const now = new Date('2026-11-28T11:20:30.500Z')
const day = (values: object = {}) => ({
  ...{ uid: 'letter-ends', day: '2026-12-31', title: 'Letter, sent', note: '', url: '' },
  ...values
})

test('a day of a plan is an all-day event that ends before the next day, with an id that stays', () => {
  expect(writeCalendar({ name: 'Fair pay', language: 'en', days: [day({ url: 'https://p.example/x' })] }, now)).toBe(
    [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Plumbline//Plan//EN', 'CALSCALE:GREGORIAN'],
      ...['NAME;LANGUAGE=en:Fair pay', 'X-WR-CALNAME:Fair pay', 'REFRESH-INTERVAL;VALUE=DURATION:PT6H'],
      ...['BEGIN:VEVENT', 'UID:letter-ends', 'DTSTAMP:20261128T112030Z', 'DTSTART;VALUE=DATE:20261231'],
      ...['DTEND;VALUE=DATE:20270101', 'SUMMARY;LANGUAGE=en:Letter\\, sent', 'URL:https://p.example/x'],
      ...['TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', '']
    ].join('\r\n')
  )
})

test('backslashes, semicolons, commas and line ends are escaped, and signs of control are gone', () => {
  expect(escapeText('a\\b; c, d\r\ne\u0007')).toBe('a\\\\b\\; c\\, d\\ne')
})

test('lines have at most 75 octets, are cut between characters, and unfolded they are what they were', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const line = `SUMMARY:${escapeText(text)}`
      const folded = foldLine(line)
      for (const one of folded.split('\r\n')) expect(new TextEncoder().encode(one).length).toBeLessThanOrEqual(75)
      expect(folded.replaceAll('\r\n ', '')).toBe(line)
    })
  )
})

test('whatever a title holds, nothing of it begins a line of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
      const text = writeCalendar({ name: title, language: 'ar', days: [day({ title, note: title })] }, now)
      const begins = text
        .replaceAll('\r\n ', '')
        .split('\r\n')
        .map((line) => line.split(/[:;]/)[0])
      expect(begins).toEqual([
        ...['BEGIN', 'VERSION', 'PRODID', 'CALSCALE', 'NAME', 'X-WR-CALNAME', 'REFRESH-INTERVAL'],
        ...['BEGIN', 'UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', ...(title ? ['DESCRIPTION'] : [])],
        ...['TRANSP', 'END', 'END', '']
      ])
    })
  )
})
