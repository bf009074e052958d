import { existsSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importFile } from '../src/evidence/import.store.ts'
import { type Mapping, plainNotation } from '../src/evidence/rules.ts'
import { quoteText, withDuckDB } from '../src/facts/duckdb.ts'
import { type BenchRow, inTurn, median } from './row.ts'

/** How many rows, and how often: a file of millions is measured in time by `BENCH_IMPORT_ROUNDS=1`. */
const amount = Number(process.env.BENCH_IMPORT_ROWS ?? 300_000)
const rounds = Number(process.env.BENCH_IMPORT_ROUNDS ?? 5)

const mapping: Mapping = {
  table: 'cases',
  fields: {
    record: { column: 'case_id' },
    workplace: { column: 'trade_name' },
    city: { column: 'city' },
    postcode: { column: 'zip' },
    region: { column: 'region' },
    isicSection: { column: 'isic' },
    industryCode: { column: 'naics' },
    opened: { column: 'opened' },
    concluded: { column: 'closed' },
    violations: { column: 'violations' },
    workersAffected: { column: 'employees' },
    backWages: { column: 'backwages' },
    penalties: { column: 'penalty' }
  },
  findings: [
    { issue: 'minimumWage', violations: 'mw_violations', backWages: 'mw_backwages' },
    { issue: 'overtime', violations: 'ot_violations', backWages: 'ot_backwages' }
  ],
  constants: {},
  notation: plainNotation
}

/** As the inspection before an import finds it. */
const reading = { encoding: 'utf-8', delimiter: ',', quote: '"' } as const

/** A file of made-up cases, always the same; one row in a thousand is wrong. */
async function writeCases(path: string) {
  const header = 'case_id,trade_name,city,zip,region,isic,naics,opened,closed,violations,employees,backwages,penalty,'
  const file = await open(path, 'w')
  await file.write(`${header}mw_violations,mw_backwages,ot_violations,ot_backwages\n`)
  for (let first = 0; first < amount; first += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, amount - first) }, (_, index) => line(first + index))
    await file.write(lines.join(''))
  }
  await file.close()
}

function line(number: number): string {
  const some = (number * 7919) % 9973
  const day = String((some % 28) + 1).padStart(2, '0')
  const owed = (some * 1.37).toFixed(2)
  const name = some % 3 === 0 ? `"Workshop ${some}, Inc."` : `Workshop ${some}`
  const opened = number % 1000 === 7 ? 'soon' : `20${10 + (some % 10)}-0${(some % 9) + 1}-${day}`
  return (
    `${number},${name},City ${some % 700},9${String(some).padStart(4, '0')},US-CA,${'ACFGI'[some % 5]},${315_000 + (some % 900)},` +
    `${opened},2020-0${(some % 9) + 1}-${day},${some % 40},${some % 60},${owed},${some % 11}.00,${some % 20},${owed},${some % 21},0.00\n`
  )
}

/** Seconds of a processor that work takes: what else the machine does lengthens them less than the clock's. */
const processors = { ours: [] as number[], peer: [] as number[] }
async function processorOf<Answer>(whose: keyof typeof processors, work: () => Promise<Answer>): Promise<Answer> {
  const before = process.cpuUsage()
  const answer = await work()
  const { user, system } = process.cpuUsage(before)
  processors[whose].push((user + system) / 1e6)
  return answer
}

/**
 * Import with mapping, checks, rejects and provenance, into Parquet files, against bare `read_csv` of the same file
 * into a table of a DuckDB file: both end with something that lasts.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'))
  try {
    const file = join(folder, 'cases.csv')
    await writeCases(file)
    let version = 0
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 50)
    const seconds = await inTurn(
      rounds,
      async () => {
        const outFolder = join(folder, `v${version++}`)
        const order = { file, mapping, reading, dataSet: 'd', version: '1', outFolder, today: '2026-11-22' }
        const result = await processorOf('ours', () => importFile(order))
        if (result.rejected !== Math.ceil((amount - 7) / 1000) || !existsSync(outFolder))
          throw new Error('the import went wrong')
        await rm(outFolder, { recursive: true })
        return result.seconds
      },
      async () => {
        const database = join(folder, `bare${version++}.duckdb`)
        const started = performance.now()
        await processorOf('peer', () =>
          withDuckDB(database, (connection) =>
            connection.run(`create table cases as from read_csv(${quoteText(file)}, ignore_errors = true)`)
          )
        )
        const taken = (performance.now() - started) / 1000
        await rm(database)
        return taken
      }
    )
    clearInterval(watch)
    const speed = (taken: number) => `${Math.round(amount / taken / 1000)},000 rows/s`
    return [
      {
        row: 'S4',
        what: `import of ${amount / 1000},000 rows of CSV (${Math.round(most / 1e6)} MB at most) against bare read_csv`,
        ours: `${speed(seconds.ours)} (${median(processors.ours).toFixed(1)} s of a processor)`,
        peer: `${speed(seconds.peer)} (${median(processors.peer).toFixed(1)} s)`,
        ratio: seconds.peer / seconds.ours,
        goal: { ratio: 0.4, better: 'more' }
      }
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
