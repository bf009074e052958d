import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'

/** What a person reads, in one language: messages in ICU MessageFormat, and numbers, money and dates by locale. */
export interface Words {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** What stands between whole and parts of a number, for reading what people write. */
  readonly decimal: '.' | ','
  /** The sentence of a key. A key that no file has is a defect of ours; it is shown as it is, so that it is found. */
  t(key: string, values?: Record<string, string | number>): string
  has(key: string): boolean
  /** A count or a measure; `digits` is the number of decimals, none by default. */
  number(value: number, digits?: number): string
  /**
   * A share from 0 to 1 as per cent: whole from 10 %, one decimal below. What is not all never reads 100 %, nor what is
   * something 0 %.
   */
  share(value: number): string
  /** An amount in whole units of the currency, which is named in words; with `digits` decimals where they are given. */
  money(value: number, currency: string, digits?: number): string
  /** A currency by its name, as it stands behind an amount: "US dollars". The code itself where the language has no name. */
  currency(code: string): string
  /** 2026-11-22 as "22 November 2026"; an instant is shown in UTC. */
  date(iso: string): string
  /** Two days as one period, as short as the language writes it: "14 Sept – 20 Nov 2026". */
  period(from: string, to: string): string
  /** Two months (2026-09) as one period: "Sept – Nov 2026"; twice the same as one month. */
  months(from: string, to: string): string
  /** A sorted list joined as the language joins it: "a, b and c". */
  list(items: readonly string[]): string
  /** The language's own order of texts. */
  compare(a: string, b: string): number
  /** The words whose keys begin so, and all labels, as plain data for another thread; `unpackWords` makes words of it. */
  pack(beginning: string): PackedWords
}

export type PackedWords = { language: string; digits: string | undefined; texts: Record<string, string> }

export type WordFiles = Map<string, Record<string, string>>

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ckb'])

/**
 * Reads `words/<language>/*.json` and, over it, one file per language in the data folder (`words/<language>.json`),
 * which is how an inspectorate adds a further language or corrects a sentence.
 */
export function readWordFiles(shipped: string, own?: string): WordFiles {
  const files: WordFiles = new Map()
  for (const language of readdirSync(shipped)) {
    const all: Record<string, string> = {}
    for (const name of readdirSync(join(shipped, language)))
      Object.assign(all, JSON.parse(readFileSync(join(shipped, language, name), 'utf8')))
    files.set(language, all)
  }
  for (const name of own ? readNames(own) : []) {
    const language = name.replace(/\.json$/, '')
    files.set(language, { ...files.get(language), ...readOwn(join(own as string, name)) })
  }
  return files
}

/** The texts of a file that an inspectorate wrote. What is no text of ours to show stops nothing: it is named and left out. */
function readOwn(file: string): Record<string, string> {
  const leaveOut = (what: string, why: unknown) =>
    console.error(`words: ${what} is left out: ${why instanceof Error ? why.message : why}`)
  const texts: Record<string, string> = {}
  try {
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(file, 'utf8')) as object)) {
      try {
        compile(text, 'en')
        texts[key] = text
      } catch (error) {
        leaveOut(`${file}: ${key}`, error)
      }
    }
  } catch (error) {
    leaveOut(file, error)
  }
  return texts
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
}

const labelPlace = /\{(label\.[\w.-]+)(, lower)?\}/g

/**
 * A text as a message, and the labels that stand in it by their keys: `{label.ring.core}`, and within a sentence
 * `{label.axis.priority, lower}`. So a sentence says a thing by the name that the inspectorate gave it.
 */
function compile(text: string, locale: string) {
  const labels: { place: string; key: string; lower: boolean }[] = []
  const message = text.replace(labelPlace, (_, key: string, lower?: string) => {
    const place = `${key}${lower ?? ''}`.replace(/\W+/g, '_')
    labels.push({ place, key, lower: lower !== undefined })
    return `{${place}}`
  })
  return { message: new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }), labels }
}

/** A name as it stands within a sentence; one in capitals stays. */
function lowerFirst(name: string, locale: string): string {
  return name.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLocaleLowerCase(locale))
}

/**
 * A name in Latin letters within a sentence from right to left keeps its own order and its own full stop (UAX 9, FSI and
 * PDI). A lone word in small letters is a code by which a message chooses, and stays as it is.
 */
function isolate(values: Record<string, string | number> = {}): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && !/^[a-z][a-zA-Z_-]*$/.test(value) ? isolateText(value) : value
    ])
  )
}

function isolateText(text: string): string {
  return /[A-Za-z]/.test(text) ? `\u2068${text}\u2069` : text
}

/** Names joined from right to left. The letter that means "and" does not stick to a name in Latin letters. */
function joinIsolated(lists: Intl.ListFormat, items: readonly string[]): string {
  const parts = lists.formatToParts(items.map(isolateText))
  const before = (next: string | undefined) => (next?.startsWith('\u2068') ? '\u00a0' : '')
  return parts
    .map(({ type, value }, index) =>
      type === 'literal' && value.endsWith('و') ? value + before(parts[index + 1]?.value) : value
    )
    .join('')
}

function instant(iso: string): Date {
  return new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso)
}

/** The parts of a date as one text. French writes the first day of a month as an ordinal, which Intl does not know. */
function sayParts(language: string, parts: readonly { type: string; value: string }[]): string {
  const first = (type: string, value: string) => type === 'day' && value === '1' && language.split('-')[0] === 'fr'
  return parts.map(({ type, value }) => (first(type, value) ? '1er' : value)).join('')
}

/**
 * The words of a language for one inspectorate: its own labels win over the files, and English stands in for what a
 * language lacks. `digits` is the numbering system that the inspectorate chose ("latn", "arab"); by default the locale's.
 */
export function wordsFor(
  files: WordFiles,
  language: string,
  own: { labels?: Record<string, string>; digits?: string } = {}
): Words {
  const english = files.get('en') ?? {}
  const texts = files.get(language) ?? english
  const locale = own.digits
    ? `${language}-u-nu-${own.digits}`
    : language === 'ar'
      ? 'ar-u-nu-latn'
      : language === 'en'
        ? 'en-GB'
        : language
  const compiled = new Map<string, ReturnType<typeof compile>>()
  const right = rightToLeft.has(language)
  const find = (key: string) => own.labels?.[key] ?? texts[key] ?? english[key]
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  const percentFine = new Intl.NumberFormat(locale, { style: 'percent', ...oneDecimal })
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const periods = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const collator = new Intl.Collator(locale, { numeric: true })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    language,
    direction: right ? 'rtl' : 'ltr',
    decimal: /[,٫]/.test(new Intl.NumberFormat(locale).format(1.5)) ? ',' : '.',
    has: (key) => find(key) !== undefined,
    t(key, values) {
      const text = find(key)
      if (text === undefined) return key
      // A label is a name and no message: whatever an inspectorate wrote there is shown as it is.
      if (key.startsWith('label.') || (!text.includes('{') && !text.includes("'"))) return text
      const known = compiled.get(key) ?? compile(text, locale)
      compiled.set(key, known)
      const named = { ...values }
      for (const { place, key, lower } of known.labels)
        named[place] = lower ? lowerFirst(find(key) ?? key, locale) : (find(key) ?? key)
      return String(known.message.format(right ? isolate(named) : named))
    },
    number: (value, digits) =>
      (digits
        ? new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
        : whole
      ).format(value),
    share(value) {
      if (value > 0.995 && value < 1) return percentFine.format(Math.min(value, 0.999))
      if (value === 0 || Math.abs(value) >= 0.0995) return percent.format(value)
      return percentFine.format(Math.sign(value) * Math.max(Math.abs(value), 0.001))
    },
    money: (value, currency, digits = 0) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'name',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits
      }).format(value),
    currency: (code) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: code, currencyDisplay: 'name' })
        .formatToParts(100)
        .find(({ type }) => type === 'currency')?.value ?? code,
    date: (iso) => sayParts(language, dates.formatToParts(instant(iso))),
    period: (from, to) => sayParts(language, periods.formatRangeToParts(instant(from), instant(to))),
    months: (from, to) => months.formatRange(instant(`${from}-01`), instant(`${to}-01`)),
    list: (items) => (right ? joinIsolated(lists, items) : lists.format(items)),
    compare: (a, b) => collator.compare(a, b),
    pack: (beginning) => ({
      language,
      digits: own.digits,
      texts: Object.fromEntries(
        Object.entries({ ...english, ...texts, ...own.labels }).filter(
          ([key]) => key.startsWith(beginning) || key.startsWith('label.')
        )
      )
    })
  }
}

export function unpackWords({ language, digits, texts }: PackedWords): Words {
  return wordsFor(new Map([[language, texts]]), language, digits ? { digits } : {})
}
