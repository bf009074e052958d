import { describe, expect, test } from 'vitest'
import { makeNameSearch, type NameIndex } from './index.rules.ts'
import { gramsOf } from './likeness.rules.ts'
import { tokensOf } from './name.rules.ts'

type Named = { name: string; town?: string; county?: string }

/** An index as the register makes it, of a few names. */
function indexOf(named: readonly Named[]): NameIndex {
  const bearers = new Map<string, number[]>()
  for (const [entry, { name, town }] of named.entries()) {
    const words = new Set([...tokensOf(name), ...(town ? tokensOf(town).map((word) => `@${word}`) : [])])
    for (const word of words) bearers.set(word, [...(bearers.get(word) ?? []), entry])
  }
  const words = [...bearers.keys()].sort()
  const byGram = new Map<string, number[]>()
  for (const [number, word] of words.entries())
    if (!word.startsWith('@')) for (const gram of gramsOf(word)) byGram.set(gram, [...(byGram.get(gram) ?? []), number])
  const grams = [...byGram.keys()].sort()
  const starts = (lengths: readonly number[]) =>
    Uint32Array.from(
      [0, ...lengths].map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0))
    )
  const lists = (keys: readonly string[], of: ReadonlyMap<string, number[]>) => keys.map((key) => of.get(key) ?? [])
  const counties = [...new Set(named.flatMap(({ county }) => county ?? []))]
  return {
    entries: named.length,
    words: words.join(''),
    wordStarts: starts(words.map((word) => word.length)),
    postingStarts: starts(lists(words, bearers).map((list) => list.length)),
    postings: Uint32Array.from(lists(words, bearers).flat()),
    grams,
    gramStarts: starts(lists(grams, byGram).map((list) => list.length)),
    gramWords: Uint32Array.from(lists(grams, byGram).flat()),
    mass: new Uint8Array(named.length),
    counties,
    county: Uint16Array.from(named.map(({ county }) => (county ? counties.indexOf(county) + 1 : 0))),
    sections: [],
    section: new Uint8Array(named.length)
  }
}

const register: Named[] = [
  { name: 'Golden Dragon Restaurant', town: 'Fresno', county: 'Fresno' },
  { name: 'Golden Garden Restaurant', town: 'Oakland', county: 'Alameda' },
  { name: 'Home Depot', town: 'Fresno', county: 'Fresno' },
  { name: 'Boulangerie Étoile SARL', town: 'Lyon' },
  { name: 'شركة الأمل للمقاولات', town: 'الدار البيضاء' },
  { name: 'Starlight Cleaning', town: 'Oakland', county: 'Alameda' },
  { name: 'Starlight Cleaning Services', town: 'Oakland', county: 'Alameda' }
]
const own = () => Int32Array.from(register, (_, entry) => entry)
const find = (text: string, county?: string) =>
  makeNameSearch(indexOf(register), own())
    .search(tokensOf(text), county ? { county } : {}, 10)
    .hits.map(({ workplace }) => register[workplace]?.name)

describe('a search by name', () => {
  test('finds what was meant by a misspelt word, and puts it first', () => {
    expect(find('goldn dargon')[0]).toBe('Golden Dragon Restaurant')
    expect(find('starlihgt')).toEqual(['Starlight Cleaning', 'Starlight Cleaning Services'])
    expect(find('boulangerie etoil')).toEqual(['Boulangerie Étoile SARL'])
  })

  test('works in Arabic, with and without marks and article', () => {
    expect(find('الامل مقاولات')).toEqual(['شركة الأمل للمقاولات'])
    expect(find('أمل للمقاولات')).toEqual(['شركة الأمل للمقاولات'])
  })

  test('finds two words written as one', () => {
    expect(find('homedepot')).toEqual(['Home Depot'])
  })

  test('finds a beginning, as one writes', () => {
    expect(find('starl')).toEqual(['Starlight Cleaning', 'Starlight Cleaning Services'])
  })

  test('takes a town for what it is', () => {
    expect(find('golden restaurant oakland')[0]).toBe('Golden Garden Restaurant')
  })

  test('is narrowed by county', () => {
    expect(find('golden', 'Alameda')).toEqual(['Golden Garden Restaurant'])
    expect(find('golden', 'Nowhere')).toEqual([])
  })

  test('finds nothing where nothing is meant', () => {
    expect(find('zebra')).toEqual([])
    expect(find('')).toEqual([])
  })

  test('counts a workplace once, however many names it has, and follows when it is joined with another', () => {
    const workplaceOf = own()
    const search = makeNameSearch(indexOf(register), workplaceOf)
    expect(search.search(['starlight'], {}, 10).total).toBe(2)
    workplaceOf[6] = 5
    const { total, hits } = search.search(['starlight'], {}, 10)
    expect([total, hits.map(({ workplace }) => workplace)]).toEqual([1, [5]])
  })
})
