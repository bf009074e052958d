import { z } from 'zod'
import type { Field, Fields } from './field.ts'
import { type FieldProblem, Problem } from './problem.ts'

const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

function schemaOf(field: Field): z.ZodType {
  switch (field.type) {
    case 'text': {
      const base = z
        .string()
        .max(field.max)
        .refine((text) => !controlCharacters.test(text), 'characters')
      return field.needed ? base.refine((text) => text.trim() !== '', 'needed') : base.default('')
    }
    case 'choice':
      return field.needed ? z.enum(field.options as [string]) : z.enum([...field.options, ''] as [string]).default('')
    case 'number':
    case 'money': {
      let base = z.number()
      if (field.type === 'number') {
        if (field.whole) base = base.int()
        base = base.min(field.min ?? -1e12).max(field.max ?? 1e12)
      } else base = base.min(0).max(1e12)
      return field.needed ? base : base.nullable().default(null)
    }
    case 'date':
      return field.needed ? z.iso.date() : z.iso.date().nullable().default(null)
    case 'yes':
      return z.boolean().default(false)
    case 'reference':
      return field.needed ? z.guid() : z.guid().nullable().default(null)
    case 'references':
      return z.array(z.guid()).max(200).default([])
    case 'texts':
      return z.array(z.string().max(field.max)).max(500).default([])
    case 'rows':
      return z
        .array(z.strictObject({ key: z.string().max(100), ...shapeOf(field.columns) }))
        .max(1_000)
        .default([])
    case 'json':
      return field.schema
    case 'files': {
      const base = z.array(z.object({ path: z.string(), name: z.string(), bytes: z.number() }))
      const some = base.min(1).max(field.most ?? 100)
      return field.needed ? some : some.nullable().default(null)
    }
  }
}

function shapeOf(fields: Fields): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)]))
}

const known = new WeakMap<Fields, z.ZodType>()

/** The schema at the door that follows from a set of fields. A name that no field has is refused. */
export function schemaOfFields(fields: Fields): z.ZodType {
  const made = known.get(fields) ?? z.strictObject(shapeOf(fields))
  known.set(fields, made)
  return made
}

function codeOf(issue: z.core.$ZodIssue, field: Field | undefined): string {
  if (field?.type === 'files') return 'file'
  if (issue.code === 'too_big') return field?.type === 'text' ? 'too-long' : 'too-big'
  if (issue.code === 'too_small') return 'too-small'
  if (issue.code === 'custom') return issue.message
  if (issue.code === 'unrecognized_keys') return 'unknown'
  if (field?.type === 'choice' || field?.type === 'reference') return 'choose'
  if (issue.input === null || issue.input === undefined || issue.input === '') return 'needed'
  return field?.type ?? 'unknown'
}

/** Values that the fields allow, or a Problem `input-not-valid` that names each field and what is wrong with it. */
export function readInput(
  fields: Fields,
  input: unknown,
  earlier: readonly FieldProblem[] = []
): Record<string, unknown> {
  const result = schemaOfFields(fields).safeParse(input, { reportInput: true })
  if (result.success && earlier.length === 0) return result.data as Record<string, unknown>
  const problems = [...earlier]
  for (const issue of result.success ? [] : result.error.issues) {
    const [first, index, column] = issue.path
    const field = fields[String(first ?? '')]
    const key =
      field?.type === 'rows'
        ? (input as Record<string, { key: string }[]>)[String(first)]?.[Number(index)]?.key
        : undefined
    const name = key
      ? `${String(first)}.${key}.${String(column)}`
      : String(first ?? ('keys' in issue ? issue.keys[0] : ''))
    if (problems.some((problem) => problem.field === name)) continue
    const values: Record<string, number> = {}
    if ('maximum' in issue) values.max = Number(issue.maximum)
    if ('minimum' in issue) values.min = Number(issue.minimum)
    problems.push({ field: name, code: codeOf(issue, field), values })
  }
  throw new Problem('input-not-valid', { count: problems.length }, problems)
}
