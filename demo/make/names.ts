import { createHash } from 'node:crypto'
import words from './words.json' with { type: 'json' }

/** Changing the seed changes every generated name and nothing else. */
const seed = 'plumbline demonstration 1'
const legalForm = /[\s,]+(inc|incorporated|llc|l\.l\.c|corp|corporation|co|company|ltd|limited|lp|l\.p|llp)\.?$/i

const number = (text: string): number => createHash('sha256').update(`${seed}|${text}`).digest().readUInt32BE()
const pick = (list: readonly string[], text: string): string => list[number(text) % list.length] ?? ''

/** The form in which two spellings of one name are equal: no case, punctuation, legal form or shop number. */
export const normalised = (name: string): string => {
  const words = name
    .toLowerCase()
    .replace(/#\s*\d+/g, '')
    .replace(/[^\p{L}\p{N}& ]/gu, '')
    .replace(/\b(inc|incorporated|llc|corp|corporation|co|company|ltd|limited|lp|llp)\b/g, '')
  return words.split(/\s+/).filter(Boolean).join(' ')
}

const groupOf = (naics: string) => {
  const length = (prefixes: readonly string[]) =>
    Math.max(-1, ...prefixes.filter((prefix) => naics.startsWith(prefix)).map((prefix) => prefix.length))
  return words.groups.reduce((best, group) => (length(group.naics) > length(best.naics) ? group : best))
}

const spellings = (name: string): string[] => {
  const [first, second, ...rest] = name.split(' ')
  const last = rest.join(' ')
  const plain = [
    name,
    `${first}-${second} ${last}`,
    `${name}.`,
    `${first} ${second}-${last}`,
    `${first}, ${second} ${last}`
  ]
  return [...plain, ...[2, 3, 4, 5, 6, 7, 8, 9].map((count) => `${name} (${count})`)]
}

/**
 * Gives generated trade names, the same one for the same real name, whatever its case, punctuation or legal form, so
 * that employers who come back still come back and chains stay chains. Two real names never share a generated one, two
 * spellings of a real name get two spellings of the generated one, and no generated name is among `real` (normalised).
 */
export const nameGiver = (real: ReadonlySet<string>) => {
  const bases = new Map<string, string>()
  const taken = new Set<string>()
  const given = new Map<string, string>()
  const used = new Set<string>()

  const baseOf = (key: string, endings: readonly string[], middles: readonly string[]): string => {
    const known = bases.get(key)
    if (known !== undefined) return known
    for (let attempt = 0; ; attempt++) {
      const parts = [words.first, middles, endings].map((list, at) => pick(list, `${key}|${attempt}|${at}`))
      const base = parts.join(' ')
      if (taken.has(normalised(base)) || real.has(normalised(base))) continue
      taken.add(normalised(base))
      bases.set(key, base)
      return base
    }
  }

  const dressed = (original: string, base: string): string => {
    const exact = original.trim().toLowerCase()
    const known = given.get(exact)
    if (known !== undefined) return known
    const shop = /#\s*\d+/.test(original) ? ` #${100 + (number(exact) % 900)}` : ''
    const form = legalForm.exec(original.trim())?.[0] ?? ''
    const name = spellings(base)
      .map((spelling) => `${spelling}${shop}${form}`)
      .find((candidate) => !used.has(candidate.toLowerCase()))
    if (name === undefined) throw new Error(`Too many spellings of one name: ${exact}`)
    given.set(exact, name)
    used.add(name.toLowerCase())
    return name
  }

  return {
    /** The generated trade name for a real one; `naics` (any length) chooses the words. */
    trade: (name: string, naics: string): string => {
      const group = groupOf(naics)
      return dressed(name, baseOf(normalised(name), group.last, group.middle ?? words.middle))
    },
    /** The generated name of the legal person behind a trade name. */
    legal: (name: string): string =>
      name.trim() === '' ? '' : dressed(name, baseOf(normalised(name), words.holding, words.middle))
  }
}
