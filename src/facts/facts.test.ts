import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checksumOf } from '../kernel/checksum.ts'
import { quoteText, withDuckDB } from './duckdb.ts'
import { type FactPart, type FactSchema, type Facts, factQuery, openFacts } from './facts.ts'

const schema: FactSchema = {
  things: { dataSet: 'varchar', name: 'varchar', size: 'decimal(18,2)', day: 'date', added: 'varchar' }
}
const all = factQuery<{ name: string; size: number | null; day: string | null; added: string | null }>(
  'all',
  'select name, size, day, added from things order by name'
)
const count = factQuery<{ count: number }>('count', 'select count(*) as count from things where size >= $1', [0])

let folder = ''
let parts: FactPart[] = []
let facts: Facts

/** Writes a part of the evidence with one thing in it and puts it into the manifest. */
async function addPart(name: string, more = '') {
  const own = join(folder, 'evidence', name)
  mkdirSync(own, { recursive: true })
  const path = quoteText(join(own, 'things.parquet'))
  await withDuckDB(':memory:', (connection) =>
    connection.run(
      `copy (select 'd' as "dataSet", ${quoteText(name)} as name, 1.10::decimal(18,2) as size, date '2020-02-29' as day${more}) to ${path} (format parquet)`
    )
  )
  parts = [...parts, { dataSet: 'd', version: name, table: 'things', folder: own }]
}

function open(options: Partial<Parameters<typeof openFacts>[0]> = {}) {
  return openFacts({ folder: join(folder, 'facts'), schema, readManifest: async () => parts, ...options })
}

const copies = () => readdirSync(join(folder, 'facts', 'a')).filter((name) => name.endsWith('.duckdb'))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'facts-'))
  parts = []
  await addPart('ada')
  facts = open()
})

afterEach(async () => {
  await facts.close()
  rmSync(folder, { recursive: true, force: true })
})

test('answers from the Parquet files: dates as text, money as numbers, missing columns empty', async () => {
  await addPart('bo', ", 'new' as unknown")
  expect(await facts.ask('a', all)).toEqual([
    { name: 'ada', size: 1.1, day: '2020-02-29', added: null },
    { name: 'bo', size: 1.1, day: '2020-02-29', added: null }
  ])
})

test('without any evidence there are tables, and nothing in them', async () => {
  parts = []
  expect(await facts.ask('a', count)).toEqual([{ count: 0 }])
})

test('a question that comes while the copy is being renewed is answered from the new one', async () => {
  expect(await facts.ask('a', count)).toEqual([{ count: 1 }])
  await addPart('bo')
  const renewed = facts.refresh('a')
  expect(await facts.ask('a', count)).toEqual([{ count: 2 }])
  await renewed
})

test('the version changes with the evidence and only with it; the old copy goes', async () => {
  const first = await facts.version('a')
  expect(await facts.refresh('a')).toBe(first)
  await addPart('bo')
  const second = await facts.refresh('a')
  expect(second).not.toBe(first)
  expect(await facts.ask('a', count)).toEqual([{ count: 2 }])
  expect(copies()).toEqual([`${second}.duckdb`])
})

test('a change that another process made is seen when the manifest has grown old', async () => {
  await facts.close()
  facts = open({ freshFor: 0 })
  expect(await facts.ask('a', count)).toEqual([{ count: 1 }])
  await addPart('bo')
  expect(await facts.ask('a', count)).toEqual([{ count: 2 }])
})

test('readers keep their answer while the copy is swapped under them', async () => {
  const slow = factQuery<{ total: number }>(
    'slow',
    'select count(*) as total from range(3000000) a, things where a.range % 7 = size::integer'
  )
  const running = Array.from({ length: 8 }, () => facts.ask('a', slow))
  await facts.ask('a', count)
  await addPart('bo')
  await facts.refresh('a')
  const before = await Promise.all(running)
  expect(new Set(before.map(([row]) => row?.total)).size).toBeLessThanOrEqual(2)
  expect(await facts.ask('a', count)).toEqual([{ count: 2 }])
})

test('a copy that was deleted is built again', async () => {
  await facts.ask('a', count)
  await facts.close()
  rmSync(join(folder, 'facts'), { recursive: true })
  facts = open()
  expect(await facts.ask('a', count)).toEqual([{ count: 1 }])
})

test('a copy that was deleted while it was open is built again when the evidence is read anew', async () => {
  await facts.ask('a', count)
  rmSync(join(folder, 'facts'), { recursive: true })
  await facts.refresh('a')
  expect(existsSync(join(folder, 'facts', 'a'))).toBe(true)
  expect(await facts.ask('a', count)).toEqual([{ count: 1 }])
})

test.each([
  ['cut short', Buffer.alloc(100)],
  ['overwritten', Buffer.alloc(50_000, 'x')]
])('a copy that was %s is built again', async (_how, bytes) => {
  await facts.ask('a', count)
  await facts.close()
  for (const name of copies()) writeFileSync(join(folder, 'facts', 'a', name), bytes)
  facts = open()
  expect(await facts.ask('a', count)).toEqual([{ count: 1 }])
})

describe('a data set whose file is damaged', () => {
  const fileOf = (name: string) => join(folder, 'evidence', name, 'things.parquet')
  const names = async () => (await facts.ask<{ name: string }>('a', all)).map(({ name }) => name)

  beforeEach(async () => {
    await addPart('bo')
    parts = await Promise.all(
      parts.map(async (part) => ({ ...part, dataSet: part.version, sha256: await checksumOf(fileOf(part.version)) }))
    )
  })

  /** A few bytes in the middle of the file, as a bad disk changes them. */
  function damage(name: string, at = 0.5) {
    const bytes = readFileSync(fileOf(name))
    const from = Math.floor(bytes.length * at)
    for (let n = 0; n < 8; n++) bytes[from + n] = (bytes[from + n] ?? 0) ^ 0xff
    writeFileSync(fileOf(name), bytes)
  }

  test.each([0, 0.2, 0.5, 0.9])('at %d of its length is left out, and the others go on', async (at) => {
    damage('ada', at)
    expect(await names()).toEqual(['bo'])
    expect(await facts.leftOut('a')).toEqual([{ dataSet: 'ada', fault: 'changed' }])
  })

  test('or gone is left out, and counts again as soon as it is brought back', async () => {
    const kept = readFileSync(fileOf('bo'))
    rmSync(fileOf('bo'))
    expect(await names()).toEqual(['ada'])
    expect(await facts.leftOut('a')).toEqual([{ dataSet: 'bo', fault: 'missing' }])
    const lacking = await facts.version('a')
    writeFileSync(fileOf('bo'), kept)
    const whole = await facts.refresh('a')
    expect(whole).not.toBe(lacking)
    expect(await names()).toEqual(['ada', 'bo'])
    expect(await facts.leftOut('a')).toEqual([])
    expect(copies()).toEqual([`${whole}.duckdb`])
  })

  test('is looked at again at the next start', async () => {
    const kept = readFileSync(fileOf('bo'))
    damage('bo')
    expect(await names()).toEqual(['ada'])
    await facts.close()
    facts = open()
    expect(await facts.leftOut('a')).toHaveLength(1)
    await facts.close()
    writeFileSync(fileOf('bo'), kept)
    facts = open()
    expect(await names()).toEqual(['ada', 'bo'])
  })

  test('is answered from the copy that was made before, for as long as there is one', async () => {
    expect(await names()).toEqual(['ada', 'bo'])
    rmSync(fileOf('bo'))
    await facts.refresh('a')
    expect(await names()).toEqual(['ada', 'bo'])
    expect(await facts.leftOut('a')).toEqual([])
  })

  test('is left out with all its tables, for half of it would make its figures false', async () => {
    await facts.close()
    schema.others = schema.things ?? {}
    writeFileSync(join(folder, 'evidence', 'ada', 'others.parquet'), readFileSync(fileOf('bo')))
    parts = [...parts, { dataSet: 'ada', version: 'ada', table: 'others', folder: join(folder, 'evidence', 'ada') }]
    damage('ada')
    facts = open()
    expect(await names()).toEqual(['bo'])
    expect(await facts.ask('a', factQuery('others', 'select name from others'))).toEqual([])
    delete schema.others
  })

  test('and that has no checksum is left out if it cannot be read', async () => {
    parts = parts.map(({ sha256: _sha256, ...part }) => part)
    writeFileSync(fileOf('ada'), 'no Parquet at all')
    expect(await names()).toEqual(['bo'])
    expect(await facts.leftOut('a')).toMatchObject([{ dataSet: 'ada', fault: 'changed' }])
  })
})

test('inspectorates have copies of their own, and only a few stay open', async () => {
  await facts.close()
  facts = open({ open: 1, readManifest: async (inspectorate) => (inspectorate === 'a' ? parts : []) })
  for (const inspectorate of ['a', 'b', 'a', 'b']) {
    expect(await facts.ask(inspectorate, count)).toEqual([{ count: inspectorate === 'a' ? 1 : 0 }])
  }
})

test('a question cannot write, nor read a file of the machine', async () => {
  const writing = factQuery('write', 'delete from "held things"')
  await expect(facts.ask('a', writing)).rejects.toThrow(/read-only/)
  const reading = factQuery('read', `select * from read_text(${quoteText(import.meta.filename)})`)
  await expect(facts.ask('a', reading)).rejects.toThrow(/read: /)
  expect(await facts.ask('a', count)).toEqual([{ count: 1 }])
})

test('values are bound and never become part of the question', async () => {
  const named = factQuery<{ name: string }>('named', 'select name from things where name = $1', ["' or true --"])
  expect(await facts.ask('a', named)).toEqual([])
})

test('many questions at once are all answered, by a few connections', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => facts.ask('a', count)))
  expect(answers.every(([row]) => row?.count === 1)).toBe(true)
})

test('a large answer comes as lines of text, in pieces, and nothing of it is left', async () => {
  const pieces: Buffer[] = []
  const sql = `select case when n = 1 then $1 else n::varchar end from range(100000) r(n) order by n`
  for await (const piece of facts.lines('a', factQuery('many', sql, ['"x",\n\'y\'']))) pieces.push(Buffer.from(piece))
  const lines = Buffer.concat(pieces).toString().split('\r\n')
  expect([lines.length, lines[0], lines[1], lines.at(-2), lines.at(-1)]).toEqual([
    100_001,
    '0',
    '"x",\n\'y\'',
    '99999',
    ''
  ])
  expect(pieces.length).toBeGreaterThan(1)
  expect(readdirSync(join(folder, 'facts', 'lines'))).toEqual([])
})

test('who stops listening stops the question; no other file can be reached by one', async () => {
  const endless = factQuery('endless', 'select a.range::varchar from range(1000000) a, range(100000) b')
  for await (const piece of facts.lines('a', endless)) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
  expect(readdirSync(join(folder, 'facts', 'lines'))).toEqual([])
  const other = factQuery('other', `select content from read_text('/etc/hostname')`)
  await expect(facts.lines('a', other).next()).rejects.toThrow('disabled')
})

test('works derived tables out once for each state of the evidence, and anew when their statements change', async () => {
  const ask = (of: Facts) => of.ask('a', factQuery<{ sum: number }>('derived', 'select sum from derived'))
  await facts.close()
  facts = open({ derived: { made: ['create table derived as select count(*) as sum from things'] } })
  expect(await ask(facts)).toEqual([{ sum: 1 }])
  await addPart('bo')
  await facts.refresh('a')
  expect(await ask(facts)).toEqual([{ sum: 2 }])
  await facts.close()
  facts = open({ derived: { made: ['create table derived as select 10 * count(*) as sum from things'] } })
  expect(await ask(facts)).toEqual([{ sum: 20 }])
})

test('what is added to much evidence is counted at once; what is worked out of all of it follows, and nothing twice', async () => {
  const sums = factQuery<{ sum: number }>('derived', 'select sum from derived')
  const counted = async () => (await facts.ask('a', count))[0]?.count
  const seal = async () => {
    parts = await Promise.all(
      parts.map(async (part) => ({ ...part, sha256: await checksumOf(join(part.folder, 'things.parquet')) }))
    )
  }
  await facts.close()
  const slow = 'create table slow as select count(*) as n from range(100000000) r(n) where n % 7 = 1'
  facts = open({ derived: { made: [slow, 'create table derived as select count(*) as sum from things'] } })
  await seal()
  await facts.refresh('a')
  await addPart('bo')
  await seal()
  let done = false
  const renewed = facts.refresh('a').finally(() => {
    done = true
  })
  while ((await counted()) === 1) await new Promise((resume) => setTimeout(resume, 5))
  expect([done, await counted(), await facts.ask('a', sums)]).toEqual([false, 2, [{ sum: 1 }]])
  await renewed
  expect([await counted(), await facts.ask('a', sums)]).toEqual([2, [{ sum: 2 }]])
  expect(copies()).toHaveLength(1)
  parts = parts.slice(1)
  await facts.refresh('a')
  expect([await counted(), await facts.ask('a', sums)]).toEqual([1, [{ sum: 1 }]])
})

test('derived tables grow by what is added alone where they can, and are made anew where they cannot', async () => {
  const derived = {
    made: ['create table derived as select count(*) as things, 1 as looks from things'],
    grown: {
      when: `(select count(*) < 3 from things)`,
      by: ['update derived set things = things + n, looks = looks + n from (select count(*) as n from "added things")']
    }
  }
  const asked = factQuery<{ things: number; looks: number }>('derived', 'from derived')
  const add = async (name: string) => {
    await addPart(name)
    parts = await Promise.all(
      parts.map(async (part) => ({ ...part, sha256: await checksumOf(join(part.folder, 'things.parquet')) }))
    )
    await facts.refresh('a')
    return [...(await facts.ask('a', asked)), copies().length]
  }
  await facts.close()
  facts = open({ derived })
  parts = []
  expect(await add('ada')).toEqual([{ things: 1, looks: 1 }, 1])
  expect(await add('bo')).toEqual([{ things: 2, looks: 2 }, 1])
  expect(await add('cy')).toEqual([{ things: 3, looks: 1 }, 1])
  const name = await facts.version('a')
  await facts.close()
  facts = open({ derived })
  expect([await facts.version('a'), ...(await facts.ask('a', asked))]).toEqual([name, { things: 3, looks: 1 }])
})

test('gives the columns of numbers as DuckDB holds them, in pieces', async () => {
  const sql = 'select (n % 7)::utinyint as a, n::usmallint as b, n / 2 as c from range($1) r(n)'
  const columns: number[][] = [[], [], []]
  for await (const piece of facts.columns('a', factQuery('numbers', sql, [5000])))
    for (const [index, numbers] of piece.entries()) columns[index]?.push(...numbers)
  expect(columns.map((numbers) => [numbers.length, numbers[0], numbers.at(-1)])).toEqual([
    [5000, 0, 4999 % 7],
    [5000, 0, 4999],
    [5000, 0, 2499.5]
  ])
})

test('says that it is behind while a new copy is made, answers as before meanwhile, and lets a file wait', async () => {
  await facts.close()
  const slow = ['create table waited as select count(*) as n from range(30_000_000) a(x) where x % 7 = 3']
  facts = open({ derived: { made: slow }, freshFor: 0, patience: 20 })
  await facts.ask('a', count)
  expect(facts.isBehind('a')).toBe(false)
  await addPart('bo')
  expect(await facts.ask('a', count)).toEqual([{ count: 1 }])
  expect(facts.isBehind('a')).toBe(true)
  const pieces: string[] = []
  for await (const piece of facts.lines('a', { sql: 'select name from things order by name', parameters: [] }))
    pieces.push(Buffer.from(piece).toString())
  expect(pieces.join('')).toBe('ada\r\nbo\r\n')
  expect(facts.isBehind('a')).toBe(false)
})
