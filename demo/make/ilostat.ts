import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Row, readTable, writeTable } from './csv.ts'

const dictionaries = [
  'ref_area',
  'indicator',
  'sex',
  'obs_status',
  'classif1',
  'classif2',
  'source',
  'note_source',
  'note_indicator',
  'note_classif'
]

/** The codes of one dictionary. The files of ILOSTAT begin with a mark and put spaces into their header. */
const codesOf = (source: string, kind: string): Row[] => {
  const { header, rows } = readTable(join(source, 'ilostat_dictionaries', `${kind}_en.csv`))
  const [code = '', label = ''] = header
  return rows.map((row) => ({ kind, code: (row[code] ?? '').trim(), label: (row[label] ?? '').trim() }))
}

const seriesOf: Readonly<Record<string, string>> = {
  LAI_INSP_SEX_NB: 'inspectors',
  LAI_VIST_NOC_NB: 'visits',
  LAI_WOPL_NOC_NB: 'workplaces_liable'
}

/** Writes what ILOSTAT has of the country of the demonstration as statistics that its inspectorate would have entered. */
export const writeStatistics = (source: string, target: string): void => {
  const names = new Map(codesOf(source, 'source').map(({ code, label }) => [code, label]))
  const rows = readTable(join(source, 'ilostat_lai_2021.csv')).rows.flatMap((row) => {
    const series = seriesOf[row.indicator ?? '']
    if (row.ref_area !== 'USA' || !series) return []
    const said = `ILOSTAT: ${names.get(row.source ?? '') ?? row.source}`
    return [{ series, year: Number(row.time), value: Number(row.obs_value), source: said, vintage: '2021' }]
  })
  writeFileSync(join(target, 'statistics.json'), `${JSON.stringify(rows, null, 1)}\n`)
}

/**
 * Writes the files of ILOSTAT (CC BY 4.0): its dictionaries as one table, the labour inspection series as they were
 * released in 2021, byte for byte but packed, and the truth by which they are checked.
 */
export const writeIlostat = (source: string, target: string): void => {
  mkdirSync(target, { recursive: true })
  writeTable(join(target, 'dictionary.csv.gz'), {
    header: ['kind', 'code', 'label'],
    rows: dictionaries.flatMap((kind) => codesOf(source, kind))
  })
  writeFileSync(
    join(target, 'lai_2021.csv.gz'),
    gzipSync(readFileSync(join(source, 'ilostat_lai_2021.csv')), { level: 9 })
  )
  writeFileSync(join(target, 'lai_2021.truth.json'), readFileSync(join(source, 'ilostat_lai_2021.truth.json')))
}
