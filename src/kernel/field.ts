import type { ZodType } from 'zod'
import type { Ability } from './access.ts'
import type { FieldProblem } from './problem.ts'

type Shape =
  /**
   * `to`: the text is the id of a record of that kind, which may go without the text being emptied. `codes`: it is one of
   * a list of codes of that name, which the page offers; with `parts`, also the beginning of one.
   */
  | { type: 'text'; long?: boolean; max: number; needed?: boolean; to?: string; codes?: string; parts?: boolean }
  | { type: 'choice'; options: readonly string[]; words?: string; needed?: boolean }
  | { type: 'number'; min?: number; max?: number; whole?: boolean; needed?: boolean }
  | { type: 'money'; needed?: boolean }
  | { type: 'date'; needed?: boolean }
  | { type: 'yes'; needed?: false }
  | { type: 'reference'; to: string; needed?: boolean; holds?: boolean }
  | { type: 'references'; to: string; needed?: false }
  | { type: 'json'; schema: ZodType; needed?: boolean }
  | { type: 'files'; most?: number; needed?: boolean }
  /** Several texts from a closed or open list: the ticked boxes of one name. */
  | { type: 'texts'; max: number; needed?: false }
  /** A table in one form: controls named `<field>.<key>.<column>`; each key becomes one row. */
  | { type: 'rows'; columns: Readonly<Record<string, Field>>; needed?: false }

/**
 * A field says what may be entered: its form control, its column, its schema at the door and its place in OpenAPI all
 * follow from this one description. Labels are words: `<record>.<field>`, `<record>.<field>.help`, and for a choice
 * `<words>.<option>`, where `words` is `<record>.<field>` unless several fields share one set of options.
 */
export type Field = Shape & {
  /** Only whoever has this ability is told what the field holds; anybody who may read the record, if there is none. */
  readers?: Ability
  /** Everybody else is told it less exactly by the questions of its subject, and not by what the log shows. */
  exactlyFor?: Ability
}

/** A file that was sent, already whole on disk; it is the operation's to keep or to remove. */
export type SentFile = { path: string; name: string; bytes: number }

export type Fields = Readonly<Record<string, Field>>

type Stored<F extends Field> = F extends { type: 'text' }
  ? string
  : F extends { type: 'choice'; options: readonly (infer O)[] }
    ? O | (F extends { needed: true } ? never : '')
    : F extends { type: 'number' | 'money' }
      ? number | (F extends { needed: true } ? never : null)
      : F extends { type: 'date' }
        ? string | (F extends { needed: true } ? never : null)
        : F extends { type: 'yes' }
          ? boolean
          : F extends { type: 'reference' }
            ? string | (F extends { needed: true } ? never : null)
            : F extends { type: 'references' }
              ? string[]
              : F extends { type: 'files' }
                ? F extends { most: 1 }
                  ? [SentFile]
                  : SentFile[] | (F extends { needed: true } ? never : null)
                : F extends { type: 'texts' }
                  ? string[]
                  : F extends { type: 'rows'; columns: infer C extends Readonly<Record<string, Field>> }
                    ? ({ key: string } & Values<C>)[]
                    : F extends { type: 'json'; schema: ZodType<infer T> }
                      ? T
                      : never

/** The values that a set of fields holds. What was left empty is '' in a text or choice, null elsewhere. */
export type Values<F extends Fields> = { -readonly [K in keyof F]: Stored<F[K]> }

export const text = <const O extends object>(max: number, rest?: O) => ({ type: 'text', max, ...(rest as O) }) as const
export const choice = <const O extends readonly string[], const R extends object>(options: O, rest?: R) =>
  ({ type: 'choice', options, ...(rest as R) }) as const
export const number = <const R extends object>(rest?: R) => ({ type: 'number', ...(rest as R) }) as const
export const scale = <const R extends object>(min: number, max: number, rest?: R) =>
  ({ type: 'number', min, max, whole: true, ...(rest as R) }) as const
export const money = <const R extends object>(rest?: R) => ({ type: 'money', ...(rest as R) }) as const
export const date = <const R extends object>(rest?: R) => ({ type: 'date', ...(rest as R) }) as const
export const yes = { type: 'yes' } as const
export const reference = <const T extends string, const R extends object>(to: T, rest?: R) =>
  ({ type: 'reference', to, ...(rest as R) }) as const
export const references = <const T extends string>(to: T) => ({ type: 'references', to }) as const
export const json = <T>(schema: ZodType<T>) => ({ type: 'json', schema, needed: true }) as const

export const texts = <const M extends number>(max: M) => ({ type: 'texts', max }) as const
export const rows = <const C extends Readonly<Record<string, Field>>>(columns: C) =>
  ({ type: 'rows', columns }) as const
export const files = { type: 'files', needed: true } as const
export const file = { type: 'files', most: 1, needed: true } as const

/** What an empty control of the field means. */
export function emptyValue(field: Field): unknown {
  switch (field.type) {
    case 'text':
    case 'choice':
      return ''
    case 'yes':
      return false
    case 'references':
    case 'texts':
    case 'rows':
      return []
    default:
      return null
  }
}

const otherDigits = /[\u0660-\u0669\u06f0-\u06f9]/g

/**
 * A number as people write it: "14", "1,234.5", "1.234,5", "1 234,5", "١٢". One mark alone followed by exactly three
 * figures is a thousands mark when it stands where the language puts one. Undefined where no number can be meant.
 */
export function parseNumber(written: string, decimal: '.' | ',' = '.'): number | undefined {
  const plain = written
    .replace(otherDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u066b]/g, decimal)
    .replace(/[\s\u00a0\u202f\u066c'’]/g, '')
  const thousands = decimal === '.' ? ',' : '.'
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const mark = last < 0 ? decimal : (plain[last] as '.' | ',')
  const both = plain.includes('.') && plain.includes(',')
  const real = both ? mark : mark === thousands && /^[-+]?\d{1,3}([.,]\d{3})+$/.test(plain) ? decimal : mark
  const cleaned = plain.replaceAll(real === '.' ? ',' : '.', '').replace(real, '.')
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(cleaned) ? Number(cleaned) : undefined
}

/** A calendar day that exists, as YYYY-MM-DD; also from DD/MM/YYYY and DD.MM.YYYY. Undefined otherwise. */
export function parseDate(written: string): string | undefined {
  const other = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(written.trim())
  const iso = other ? `${other[3]}-${other[2]?.padStart(2, '0')}-${other[1]?.padStart(2, '0')}` : written.trim()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** What a control sent: one text, or several for a field that takes many; or files. */
export type Sent = string | string[] | SentFile[] | undefined

export const areFiles = (sent: Sent): sent is SentFile[] => typeof sent === 'object' && typeof sent[0] === 'object'

/** The value that a control's text means, and what is wrong with it if it means none. */
export function readControl(field: Field, sent: Sent, decimal: '.' | ','): { value: unknown; code?: string } {
  if (field.type === 'files') return { value: sent ?? null }
  if (areFiles(sent)) return { value: '', code: 'unknown' }
  if (field.type === 'references' || field.type === 'texts')
    return { value: sent === undefined ? [] : [sent].flat().filter((id) => id !== '') }
  const written = ([sent].flat()[0] ?? '').replaceAll('\r\n', '\n').trim()
  if (field.type === 'yes') return { value: written !== '' && written !== 'no' }
  if (written === '') return { value: emptyValue(field) }
  if (field.type === 'number' || field.type === 'money') {
    const value = parseNumber(written, decimal)
    return value === undefined ? { value: written, code: 'number' } : { value }
  }
  if (field.type === 'date') {
    const value = parseDate(written)
    return value === undefined ? { value: written, code: 'date' } : { value }
  }
  if (field.type === 'json') {
    try {
      return { value: JSON.parse(written) }
    } catch {
      return { value: written, code: 'json' }
    }
  }
  return { value: written }
}

function readRows(name: string, columns: Fields, sent: Record<string, Sent>, decimal: '.' | ',') {
  const byKey = new Map<string, Record<string, Sent>>()
  for (const [control, value] of Object.entries(sent)) {
    const [first, key, column] = control.split('.')
    if (first !== name || !key || !column) continue
    byKey.set(key, { ...byKey.get(key), [column]: value })
  }
  const problems: FieldProblem[] = []
  const rows = [...byKey].map(([key, row]) => {
    const read = readForm(columns, row, decimal)
    problems.push(...read.problems.map((problem) => ({ ...problem, field: `${name}.${key}.${problem.field}` })))
    return { key, ...read.values }
  })
  return { rows, problems }
}

/** Reads a whole form. `values` holds what could be read, and what was typed where it could not. */
export function readForm(
  fields: Fields,
  sent: Record<string, Sent>,
  decimal: '.' | ',' = '.'
): { values: Record<string, unknown>; problems: FieldProblem[] } {
  const values: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === 'rows') {
      const read = readRows(name, field.columns, sent, decimal)
      values[name] = read.rows
      problems.push(...read.problems)
      continue
    }
    const { value, code } = readControl(field, sent[name], decimal)
    values[name] = value
    if (code) problems.push({ field: name, code })
  }
  return { values, problems }
}
