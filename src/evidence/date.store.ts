import { quoteText } from '../facts/duckdb.ts'
import { centuryTurn, dateBlanks, datePatterns, eraYears, timeOfDay } from './date.rules.ts'
import { monthNames } from './month.rules.ts'
import { otherDigits, plainDigits } from './notation.rules.ts'
import type { DateNotation } from './rules.ts'

/** Days in SQL, read by the patterns of `date.rules`. */

const blanks = ' \t\n\v\f\r'

/** A text with plain figures for those of other scripts. */
export function digitsSql(raw: string): string {
  return `translate(${raw}, ${quoteText(otherDigits)}, ${quoteText(plainDigits)})`
}

/**
 * A date, or NULL where the text is none in this notation. What DuckDB reads by a format of its own is read at once; all else by
 * the pattern.
 */
export function dateSql(raw: string, notation: DateNotation): string {
  const patterned = `case when ${raw} <> '' then ${patternSql(raw, notation)} end`
  const { strptime } = datePatterns[notation]
  if (!strptime) return valid(patterned)
  const undated = `regexp_replace(${raw}, ${quoteText(timeOfDay)}, '')`
  const formatted = [raw, undated].map((text) => valid(formatSql(text, notation, strptime)))
  return `coalesce(${[...formatted, valid(patterned)].join(', ')})`
}

/**
 * A date as DuckDB reads it at once; NULL where it cannot, and nothing but a date of this notation. The usual notation is that of its
 * own dates, which it reads twice as fast, but between other marks too.
 */
export function plainDateSql(text: string, notation: DateNotation): string {
  const { strptime } = datePatterns[notation]
  if (!strptime) return 'null::date'
  if (notation !== 'YYYY-MM-DD') return valid(formatSql(text, notation, strptime))
  const usual = `${text} >= '0' and ${text} < ':' and strlen(${text}) = 10 and contains(${text}, '-')`
  return valid(`try_cast(case when ${usual} then ${text} end as date)`)
}

/** Years before 1000 are none. */
function valid(date: string): string {
  const before = `date '0999-12-31'`
  return `nullif(greatest(${date}, ${before}), ${before})`
}

/**
 * Only what begins with a figure is looked at: DuckDB takes "epoch" for a date. Where no mark stands between the parts it
 * would read seven figures too, with a day of one.
 */
function formatSql(raw: string, notation: DateNotation, strptime: string): string {
  const whole = notation === 'YYYYMMDD' ? `and length(rtrim(${raw}, ${quoteText(blanks)})) = 8` : ''
  return `try_strptime(case when ${raw} >= '0' and ${raw} < ':' ${whole} then ${raw} end, ${quoteText(strptime)})::date`
}

function patternSql(raw: string, notation: DateNotation): string {
  const { pattern, parts, since = 0 } = datePatterns[notation]
  const undated = `regexp_replace(${digitsSql(raw)}, ${quoteText(timeOfDay)}, '')`
  const bare = `replace(lower(trim(${undated}, ${quoteText(dateBlanks)})), '\u0307', '')`
  const names = `[${parts.map(quoteText).join(', ')}]`
  const day = notation === 'serial' ? `date '1899-12-30' + try_cast(part.serial as int)` : dayOf(parts, since)
  return `list_transform([regexp_extract(${bare}, ${quoteText(pattern)}, ${names})], lambda part: ${day})[1]`
}

function dayOf(parts: readonly string[], since: number): string {
  const months = [...monthNames]
  const place = `list_position([${months.map(([name]) => quoteText(name)).join(', ')}], part.name)`
  const named = `[${months.map(([, number]) => number).join(', ')}][${place}]`
  const month = parts.includes('name') ? named : 'try_cast(part.month as int)'
  const eras = Object.entries(eraYears).map(([name, before]) => `when ${quoteText(name)} then ${before}`)
  const first = `case part.year when '元' then 1 else try_cast(part.year as int) end`
  const year = parts.includes('era')
    ? `${first} + case part.era ${eras.join(' ')} end`
    : since > 0
      ? `${first} + ${since}`
      : `${first} + case when length(part.year) <> 2 then 0 when part.year >= '${centuryTurn}' then 1900 else 2000 end`
  return `try_cast(printf('%04d-%02d-%02d', ${year}, ${month}, try_cast(part.day as int)) as date)`
}
