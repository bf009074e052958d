import { sql } from 'kysely'
import { z } from 'zod'
import { choice, type Fields, text } from '../kernel/field.ts'
import { write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import type { Labels } from '../kernel/session.ts'
import { isCurrency } from './iso-country.store.ts'
import { labelKeys, renameLabels } from './label.rules.ts'

const Kept = z.object({ id: z.guid() })

/** Numbering systems of figures in Arabic text: 0-9 as in the Maghreb, ٠-٩ as elsewhere. */
export const digitSystems = ['latn', 'arab'] as const

export const settingsFields = {
  name: text(200, { needed: true }),
  language: text(20, { needed: true }),
  currency: text(3, { needed: true }),
  digits: choice(digitSystems)
} as const satisfies Fields

export const changeSettings = write({
  name: 'inspectorate.change',
  input: settingsFields,
  output: Kept,
  may: 'settings.edit',
  async run({ tx, inspectorate, about, afterwards, portal }, { name, language, currency, digits }) {
    const problems: FieldProblem[] = isCurrency(currency) ? [] : [{ field: 'currency', code: 'currency' }]
    if (!portal.wordsOf(language)) problems.push({ field: 'language', code: 'choose' })
    if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
    const code = currency.toUpperCase()
    await sql`update inspectorate set name = ${name}, language = ${language}, currency = ${code}, digits = ${digits}
      where inspectorate_id = current_inspectorate()`.execute(tx)
    about({ data: { name, language, currency: code, digits } })
    afterwards(portal.forgetSessions)
    return { id: inspectorate }
  }
})

/** Renames the method's defaults in one language; an empty text brings the default back. */
export const renameDefaults = write({
  name: 'label.change',
  input: {
    language: text(20, { needed: true }),
    ...Object.fromEntries(labelKeys.map((key) => [key, text(160)]))
  } as Fields,
  output: Kept,
  may: 'settings.edit',
  async run({ tx, inspectorate, about, afterwards, portal }, input) {
    const { language, ...written } = input as Record<string, string>
    const defaults = language ? portal.wordsOf(language) : undefined
    if (!language || !defaults)
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'language', code: 'choose' }])
    const { rows } = await sql<{ labels: Labels }>`select labels from inspectorate
      where inspectorate_id = current_inspectorate() for update`.execute(tx)
    const labels = renameLabels(rows[0]?.labels ?? {}, language, written, defaults)
    await sql`update inspectorate set labels = ${JSON.stringify(labels)}::jsonb
      where inspectorate_id = current_inspectorate()`.execute(tx)
    about({ data: { language, labels: labels[language] ?? {} } })
    afterwards(portal.forgetSessions)
    return { id: inspectorate }
  }
})
