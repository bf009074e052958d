import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WordFiles } from './kernel/words.ts'

/** Gives a value back with its texts in the reader's language, as far as they are known in it. */
export type Retell = <T>(value: T) => T

/**
 * The demonstration speaks the visitor's language: what it was made from is written in several languages, piece by piece
 * the same, so that each text leads to its counterparts. A text that somebody wrote or changed is in none of these files
 * and stays as it is; what is stored never changes. Only pages ask so; the API answers what is stored.
 */
export function makeRetelling(folder: string, words: WordFiles): (demonstration: boolean, language: string) => Retell {
  const known = new Map<string, ReadonlyMap<string, string>>()
  return (demonstration, language) => {
    if (!demonstration) return (value) => value
    const texts = known.get(language) ?? textsIn(language, folder, words)
    known.set(language, texts)
    return (value) => retell(value, texts)
  }
}

/** The counterpart in a language of every text of the demonstration, whichever language that is in. */
function textsIn(language: string, folder: string, words: WordFiles): ReadonlyMap<string, string> {
  const read = (name: string): unknown => {
    const file = join(folder, name)
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  }
  const plansIn = (code: string) => read(code === 'en' ? 'plans.json' : `plans.${code}.json`) ?? read('plans.json')
  const sources = (read('sources.json') ?? []) as Record<string, unknown>[]
  const sourcesIn = (code: string) =>
    sources.map((source) => Object.values(source).map((text) => inLanguage(text, code)))
  const nameIn = (code: string) => words.get(code)?.['demonstration.inspectorate']
  const allIn = (code: string) => [plansIn(code), sourcesIn(code), nameIn(code)]
  const texts = new Map<string, string>()
  const wanted = allIn(language)
  for (const code of words.keys()) pair(allIn(code), wanted, texts)
  return texts
}

/** A text that is written once for each language; anything else as it is. */
function inLanguage(text: unknown, language: string): unknown {
  return isObject(text) && 'en' in text ? (text[language] ?? text.en) : text
}

function pair(from: unknown, to: unknown, texts: Map<string, string>): void {
  if (typeof from === 'string' && typeof to === 'string') {
    if (from !== to && !texts.has(from)) texts.set(from, to)
  } else if (Array.isArray(from) && Array.isArray(to)) {
    for (const [index, one] of from.entries()) pair(one, to[index], texts)
  } else if (isObject(from) && isObject(to)) {
    for (const [name, one] of Object.entries(from)) pair(one, to[name], texts)
  }
}

const units = new Set(['unit', 'baseline_unit'])

function retell<T>(value: T, texts: ReadonlyMap<string, string>, field?: string): T
function retell(value: unknown, texts: ReadonlyMap<string, string>, field = ''): unknown {
  // A lone word in small letters is a code, except where it is a unit: "workers" is a category, and what is counted. A table as it
  // was pasted names records as they are stored: what is saved of it in another language would name none.
  if (typeof value === 'string') {
    const isCode = /^[a-z][\w-]*$/.test(value) && !units.has(field)
    return isCode || value.includes('\t') ? value : (texts.get(value) ?? value)
  }
  if (Array.isArray(value)) return value.map((one) => retell(one, texts, field))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, retell(one, texts, name)]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
