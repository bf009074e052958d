import { quoteText } from '../facts/duckdb.ts'
import { ageGroups, likelyAges, meaningsOf, type Reading } from './reading.rules.ts'

/** What a column's cells mean, as SQL; what no pattern knows is nothing. */
export function meaningSql(reading: Reading, column: string): string {
  const cell = `lower(trim(${column}))`
  const cases = meaningsOf(reading).map(
    ({ means, pattern }) => `when regexp_full_match(${cell}, ${quoteText(pattern)}) then ${quoteText(means)}`
  )
  return `case ${cases.join(' ')} end`
}

/** The age group of a record: by the age, else as its source writes it. */
export function ageGroupSql(age: string, written: string): string {
  const cases = [...ageGroups].reverse().map(({ from, name }) => `when ${age} >= ${from} then ${quoteText(name)}`)
  return `coalesce(case when ${age} > ${likelyAges.to} then null ${cases.join(' ')} end, trim(${written}))`
}
