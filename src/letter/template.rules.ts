import type { FieldProblem } from '../kernel/problem.ts'

/** Text with named fields in curly brackets, as `Dear owner of {workplace}`. */

export const fieldNames = [
  'workplace',
  'address',
  'reference',
  'day',
  'deadline',
  'issue',
  'law',
  'identifier',
  'workers',
  'link',
  'code'
] as const
export type FieldName = (typeof fieldNames)[number]
export type FieldValues = Readonly<Record<FieldName, string>>

const known = new Set<string>(fieldNames)
export const isFieldName = (name: string): name is FieldName => known.has(name)

/** What the text of a template says, kept with each run. */
export type Said = {
  sender: string
  subject: string
  body: string
  signature: string
  law: string
  logo: string
  word: string
  issue: string
  language: string
  origin: string
}

type Fault = { line: number; name: string; code: 'letter-field-unknown' | 'letter-field-open' }

/** What is wrong with a text, each with its line, from 1: a field that there is not, a bracket that is not closed. */
export function textFaults(text: string): Fault[] {
  return text.split('\n').flatMap((line, index): Fault[] => {
    const rest = line.replaceAll(/\{([^{}]*)\}/g, '')
    const open = rest.includes('{') || rest.includes('}')
    return [
      ...[...line.matchAll(/\{([^{}]*)\}/g)]
        .map(([, name = '']) => name.trim())
        .filter((name) => !known.has(name))
        .map((name) => ({ line: index + 1, name, code: 'letter-field-unknown' as const })),
      ...(open ? [{ line: index + 1, name: '', code: 'letter-field-open' as const }] : [])
    ]
  })
}

/** The fields that a text names, each once. */
export function usedFields(...texts: readonly string[]): FieldName[] {
  const named = texts.flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name.trim()))
  return [...new Set(named)].filter(isFieldName)
}

/** The text with its fields filled in. What has no value stays empty. */
export function fillText(text: string, values: FieldValues): string {
  return text.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => {
    const asked = name.trim()
    return isFieldName(asked) ? values[asked] : whole
  })
}

type Written = Pick<Said, 'subject' | 'body' | 'signature' | 'law' | 'word'>

/** What is wrong with a template, at the field of its form in which it stands. */
export function templateFaults(values: Written): FieldProblem[] {
  const { subject, body, signature, law, word } = values
  const inText = (['subject', 'body', 'signature'] as const).flatMap((field) =>
    textFaults(values[field]).map(({ code, line, name }) => ({ field, code, values: { line, name } }))
  )
  if (word) return inText
  return [
    ...(subject ? [] : [{ field: 'subject', code: 'needed' }]),
    ...(body ? [] : [{ field: 'body', code: 'needed' }]),
    ...inText,
    ...(law === '' && usedFields(subject, body, signature).includes('law')
      ? [{ field: 'law', code: 'letter-law' }]
      : [])
  ]
}

export type Addressee = {
  name: string
  identifier: string
  workers: number | null
  address: string
  email: string
}

/** Why a workplace cannot be sent a letter. */
export type LetterFault = { code: 'no-name' | 'no-address' | 'no-email' | 'no-value'; field: string }

/** What is missing for the letter of a workplace, before anything goes out. */
export function addresseeFaults(to: Addressee, used: readonly FieldName[], way: 'paper' | 'mail'): LetterFault[] {
  const named = used.filter(
    (field) => (field === 'identifier' && to.identifier === '') || (field === 'workers' && to.workers === null)
  )
  return [
    ...(to.name ? [] : [{ code: 'no-name' as const, field: '' }]),
    ...(way === 'paper' && to.address === '' ? [{ code: 'no-address' as const, field: '' }] : []),
    ...(way === 'mail' && to.email === '' ? [{ code: 'no-email' as const, field: '' }] : []),
    ...named.map((field) => ({ code: 'no-value' as const, field }))
  ]
}

/** The postal address of a workplace, line by line; '' where street or town is not known. */
export function postalAddress(of: { address: string; city: string; postcode: string; county: string }): string {
  if (!of.address.trim() || !(of.city.trim() || of.postcode.trim())) return ''
  return [of.address, [of.postcode, of.city].filter(Boolean).join(' '), of.city ? '' : of.county]
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
}

/** A letter ready to be read: every text is in its own language. */
export type Sheet = {
  language: string
  direction: 'ltr' | 'rtl'
  workplace: string
  reference: string
  sender: string[]
  to: string[]
  facts: { label: string; value: string }[]
  subject: string
  /** Paragraphs, each with its lines. */
  body: string[][]
  signature: string[]
  answer: { title: string; how: string; link: string; code: string; place: string }
  /** That it is an invented example; '' where it is none. */
  example: string
  values: FieldValues
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean)

/** Fills a template for one workplace. `words` are those of the letter's language. */
export function composeSheet(
  said: Said,
  values: FieldValues,
  words: { language: string; direction: 'ltr' | 'rtl'; t(key: string, values?: Record<string, string>): string },
  example: boolean
): Sheet {
  const place = `${said.origin.replace(/^https?:\/\//, '')}/answer`
  const fact = (name: 'reference' | 'day' | 'deadline') => ({
    label: words.t(`letter.sheet.${name}`),
    value: values[name]
  })
  return {
    language: words.language,
    direction: words.direction,
    workplace: values.workplace,
    reference: values.reference,
    sender: lines(said.sender),
    to: [values.workplace, ...lines(values.address)],
    facts: [fact('reference'), fact('day'), fact('deadline')],
    subject: fillText(said.subject, values),
    body: fillText(said.body, values)
      .split(/\n\s*\n/)
      .map(lines)
      .filter((paragraph) => paragraph.length > 0),
    signature: lines(fillText(said.signature, values)),
    answer: {
      title: words.t('letter.sheet.answer', { day: values.deadline }),
      how: words.t('letter.sheet.answer.how'),
      link: values.link,
      code: values.code,
      place
    },
    example: example ? words.t('letter.sheet.example') : '',
    values
  }
}

/** The letter as the text of a mail. */
export function mailText(sheet: Sheet): string {
  return [
    sheet.sender.join('\n'),
    sheet.to.join('\n'),
    sheet.facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...sheet.body.map((paragraph) => paragraph.join('\n')),
    sheet.signature.join('\n'),
    `${sheet.answer.title}\n${sheet.answer.link}`,
    sheet.example
  ]
    .filter(Boolean)
    .join('\n\n')
}
