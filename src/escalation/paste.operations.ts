import { z } from 'zod'
import { text, yes } from '../kernel/field.ts'
import { write } from '../kernel/operation.ts'
import { type PasteColumn, type PasteFault, parsePaste, plain } from '../kernel/paste.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { wordsFor } from '../kernel/words.ts'
import { findingResults, visitFields } from './rules.ts'
import { listMembers } from './store.ts'
import { recordVisits } from './visit.operations.ts'

/** Results of visits pasted from a spreadsheet: a line for each workplace of an escalation, found by its name. */

const columns = {
  workplace: text(300, { needed: true }),
  result: { type: 'choice', options: findingResults, needed: true } as const,
  day: visitFields.day,
  workers: visitFields.workers,
  women: visitFields.women,
  remedied: yes,
  deadline: visitFields.deadline,
  note: text(2000)
}
type Column = keyof typeof columns
const labels: Record<Column, string> = {
  workplace: 'workplace.one',
  result: 'visit_finding.result',
  day: 'visit.day',
  workers: 'visit.workers',
  women: 'visit.women',
  remedied: 'escalation.entry.remedied',
  deadline: 'visit.deadline',
  note: 'visit.note'
}

/** Records visits from pasted lines, all of them or none; what cannot be read is named by its line. */
export const pasteVisits = write({
  name: 'visit.paste',
  input: {
    plan: recordVisits.input.plan,
    escalation: recordVisits.input.escalation,
    presence: recordVisits.input.presence,
    inspector: recordVisits.input.inspector,
    day: recordVisits.input.day,
    lines: text(200_000, { needed: true, long: true }),
    language: text(20, { needed: true })
  },
  output: z.object({ recorded: z.number() }),
  may: 'visit.record',
  async run(scope, { lines, language, ...rest }) {
    const { portal, tx } = scope
    const words = wordsFor(new Map([language, 'en'].map((one) => [one, portal.wordsOf(one) ?? {}])), language)
    const members = await listMembers(tx, rest.escalation)
    const byName = Map.groupBy(members, ({ name }) => plain(name))
    const known = new Map(
      [...byName].flatMap(([name, [one, ...others]]) =>
        one && others.length === 0 ? [[name, one.workplace] as const] : []
      )
    )
    const meanings: Partial<Record<Column, ReadonlyMap<string, unknown>>> = {
      workplace: known,
      result: new Map(findingResults.map((one) => [plain(words.t(`visit_finding.result.${one}`)), one])),
      remedied: new Map([
        [plain(words.t('record.paste.yes')), true],
        [plain(words.t('record.paste.no')), false]
      ])
    }
    const names = Object.keys(columns) as Column[]
    const asked = names.map((name): PasteColumn => {
      const own = meanings[name]
      return { name, field: columns[name], titles: [words.t(labels[name]), name], ...(own ? { meanings: own } : {}) }
    })
    const { items, faults } = parsePaste(lines, asked, words.decimal)
    const unnamed = items.filter(({ values }) => !values.workplace || !values.result).map(({ line }) => line)
    const problems = [
      ...faults.map((fault) => problemOf(fault, words.t)),
      ...(faults.length === 0 ? unnamed.map((line) => ({ field: 'lines', code: 'paste-visit', values: { line } })) : [])
    ]
    if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
    const visits = items.map(({ values: { workplace, ...values } }) => ({
      day: null,
      workers: null,
      women: null,
      remedied: false,
      deadline: null,
      note: '',
      ...values,
      key: String(workplace)
    }))
    return recordVisits.run({ ...scope, prepared: undefined }, { ...rest, visits } as never)
  }
})

function problemOf({ line, column, code, written }: PasteFault, t: (key: string) => string): FieldProblem {
  const label = column in labels ? t(labels[column as Column]) : ''
  if (code === 'choose' && column === 'workplace')
    return { field: 'lines', code: 'paste-workplace', values: { line, written } }
  const known = Object.values(labels).map(t).join(', ')
  return { field: 'lines', code: `paste-${code}`, values: { line, label, written, known, max: 0, min: 0 } }
}
