import { readingOf } from '../evidence/reading.rules.ts'
import { meaningSql } from '../evidence/reading.store.ts'
import { type Stage, stageDays, stageDurations, stages } from '../evidence/stage.rules.ts'
import { broken } from './broken.store.ts'

/** How far cases have come, from a complaint to a sanction that was paid; the conditions of `stage.rules` as SQL. */

function conditionSql({ kind, filled = [], some = [], means, finding }: Stage): string {
  const reading = means && readingOf(means.field)
  const found = finding === 'alleged' ? 'coalesce(f.alleged, false)' : `not coalesce(f.alleged, false) and ${broken}`
  const conditions = [
    kind && `c.kind = '${kind}'`,
    ...filled.map((name) => `c.${name} is not null`),
    ...some.map((name) => `coalesce(c.${name} > 0, false)`),
    means && reading && `coalesce(${meaningSql(reading, `c.${means.field}`)} in (${quoted(means.one)}), false)`,
    finding && `exists (from findings f where f.dataSet = c.dataSet and f.row = c.row and ${found})`
  ]
  return `(${conditions.filter(Boolean).join(' or ')})`
}

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ')

/** Whether a case has come to a stage; undefined where no stage has the name. */
export function stageSql(name: string): string | undefined {
  const stage = stages.find((one) => one.name === name)
  return stage && conditionSql(stage)
}

/** The day of a stage. */
export function stageDaySql(day: keyof typeof stageDays): string {
  const { kind, instead } = stageDays[day]
  return `coalesce(c.${day}, case when c.kind = '${kind}' then c.${instead} end)`
}

/** Days from one stage to another; nothing where the second lies before the first. */
export function daysBetween(name: keyof typeof stageDurations): string {
  const { from, to } = stageDurations[name]
  const days = `c.${to} - ${stageDaySql(from)}`
  return `case when ${days} >= 0 then ${days} end`
}

/** Whether somebody died of it: by the number of deaths, else as its source says. */
export const fatalitySql = `case when c.deaths > 0 then 'fatal' when c.deaths = 0 then 'nonFatal'
  else case ${meaningSql('fatal', 'c.fatal')} when 'yes' then 'fatal' when 'no' then 'nonFatal' end end`
