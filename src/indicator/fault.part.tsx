import type { PageContext } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import type { DataSets } from './counted.part.tsx'
import { type PeriodFault, touchOf, yearsTouched } from './fault.rules.ts'
import { readPeriodFaults } from './quality.operations.ts'
import { leastCell } from './rules.ts'

/** What looks incomplete in time, in words. */

const lastDay = (month: string) => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

const monthsIn = (words: Words, from: string, to: string) => words.period(`${from}-01`, lastDay(to))

/** A fault as a sentence that says what to make of it. */
export function faultSentence(words: Words, fault: PeriodFault): string {
  if (fault.kind === 'break') {
    const { month, before, after } = fault
    return words.t('quality.break', { from: words.date(`${month}-01`), before, after })
  }
  const when = monthsIn(words, fault.from, fault.to)
  if (fault.kind === 'part') return words.t('quality.part', { year: String(fault.year), when })
  const { found, usual } = fault
  return words.t(found > 0 && found < leastCell ? 'quality.hole-few' : 'quality.hole', { when, found, usual })
}

/** Whether the records of a year look incomplete. */
export function isIncomplete(faults: readonly PeriodFault[], year: number): boolean {
  return faults.some((fault) => yearsTouched(fault).includes(year))
}

/** The name of a year or a month, and how what looks wrong in time touches it. */
export function markedName(words: Words, faults: readonly PeriodFault[], period: string | null, name: string): string {
  const marks = new Set(faults.flatMap((fault) => (period && touchOf(fault, period)) || []))
  return [...marks].reduce((told, mark) => withMark(words, told, mark), name)
}

/** A name, and in brackets what looks wrong there. */
export function withMark(words: Words, name: string, mark: 'incomplete' | 'break'): string {
  return words.t('quality.marked', {
    name,
    mark: words.t(mark === 'break' ? 'quality.break.mark' : 'quality.incomplete')
  })
}

/** Says of a line through the years where it is incomplete. */
export function noteOfFaults({ words, faults }: { words: Words; faults: readonly PeriodFault[] }): { note?: string } {
  if (faults.length === 0) return {}
  return { note: faults.map((fault) => faultSentence(words, fault)).join(' ') }
}

/** The faults of those data sets that have dates. */
export function faultsOf(context: PageContext, dataSets: DataSets) {
  const dated = dataSets.filter(({ current }) => current?.result.period)
  return Promise.all(
    dated.map(async (dataSet) => ({ dataSet, faults: await context.ask(readPeriodFaults, { data_set: dataSet.id }) }))
  )
}

export type Faults = Awaited<ReturnType<typeof faultsOf>>

/** Each fault as a sentence that leads to the quality of its data set. */
export function faultLinks(words: Words, of: Faults) {
  return of.flatMap(({ dataSet, faults }) =>
    faults.map((fault) => (
      <a key={`${dataSet.id} ${faultSentence(words, fault)}`} href={`/evidence/${dataSet.id}/quality`}>
        {faultSentence(words, fault)}
      </a>
    ))
  )
}
