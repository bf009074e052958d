import type { Whole } from './whole.rules.ts'

/** From the roomiest, in which the map of the plan has room too, to the closest. */
export type Density = 'print-0' | 'print-1' | 'print-2' | 'print-3' | 'print-4'

/** What is set on the sheet, list by list. */
const set = {
  mandates: ['title'],
  resources: ['name'],
  sources: ['name'],
  hubs: ['reason'],
  employers: ['name'],
  influences: ['name', 'lever'],
  stakeholders: ['name', 'in_kind'],
  interventions: ['name', 'resources', 'owner', 'indicator']
} as const

type Printed = Pick<Whole, keyof typeof set | 'whys'>

/** The letters of all that is set on the sheet: the same plan takes a fifth more of them in French than in English. */
function lettersOf(whole: Printed): number {
  return Object.entries(set)
    .flatMap(([list, fields]) => {
      const rows = whole[list as keyof typeof set] as readonly Readonly<Record<string, unknown>>[]
      return rows.flatMap((row) => fields.map((field) => String(row[field] ?? '').length))
    })
    .reduce((sum, length) => sum + length, 0)
}

/** So many lines and letters go on a sheet in each setting; what is more takes the last. */
const most = [
  { density: 'print-0', lines: 20, letters: 1400 },
  { density: 'print-1', lines: 45, letters: 4600 },
  { density: 'print-2', lines: 60, letters: 5600 },
  { density: 'print-3', lines: 90, letters: 8200 }
] as const

/** How closely a page must be set so that the plan fits on one sheet: by the lines of its longest parts, and its letters. */
export function densityOf(whole: Printed): Density {
  const { interventions, influences, stakeholders, whys } = whole
  const lines =
    interventions.length * 3 + Math.max(influences.length, stakeholders.length) * 2 + Math.ceil(whys.length / 2)
  const letters = lettersOf(whole)
  return most.find((one) => lines <= one.lines && letters <= one.letters)?.density ?? 'print-4'
}
