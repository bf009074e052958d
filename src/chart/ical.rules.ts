/** Calendars as RFC 5545 writes them: all-day events, each with an id that stays. */

export type CalendarDay = {
  /** Stays the same however the event moves. */
  uid: string
  /** YYYY-MM-DD. */
  day: string
  title: string
  note: string
  url: string
}
export type Calendar = { name: string; language: string; days: readonly CalendarDay[] }

/** A text value: what would end or divide it is escaped (3.3.11); other signs of control are left out. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

const longest = 75
const bytesOf = (text: string) => new TextEncoder().encode(text).length

/** A content line of at most 75 octets, folded between characters where it is longer (3.1). */
export function foldLine(line: string): string {
  const folded: string[] = []
  let part = ''
  let used = 0
  for (const sign of line) {
    const bytes = bytesOf(sign)
    if (used + bytes > longest) {
      folded.push(part)
      part = ' '
      used = 1
    }
    part += sign
    used += bytes
  }
  return [...folded, part].join('\r\n')
}

const plainDay = (day: string) => day.replaceAll('-', '')
/** The day after, with which an all-day event ends (3.6.1: the end is not part of it). */
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The calendar as a file, lines ended by CR LF. `now` is when it was written. */
export function writeCalendar({ name, language, days }: Calendar, now: Date): string {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plumbline//Plan//EN',
    'CALSCALE:GREGORIAN',
    `NAME;LANGUAGE=${language}:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...days.flatMap(({ uid, day, title, note, url }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${plainDay(day)}`,
      `DTEND;VALUE=DATE:${plainDay(dayAfter(day))}`,
      `SUMMARY;LANGUAGE=${language}:${escapeText(title)}`,
      ...(note ? [`DESCRIPTION;LANGUAGE=${language}:${escapeText(note)}`] : []),
      ...(url ? [`URL:${url}`] : []),
      'TRANSP:TRANSPARENT',
      'END:VEVENT'
    ]),
    'END:VCALENDAR'
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}
