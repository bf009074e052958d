import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Office, openOffice, type RunningPortal, runCommand, startPortal } from './portal.ts'
import { administrator, setUpPortal, visit } from './visitor.ts'

let office: Office
let portal: RunningPortal
const scratch = mkdtempSync(join(tmpdir(), 'plumbline-commands-'))
const backup = join(scratch, 'backup')

beforeAll(async () => {
  office = await openOffice()
  portal = await startPortal(office)
})
afterAll(async () => {
  await portal.end()
  await office.remove()
  rmSync(scratch, { recursive: true, force: true })
})

describe('the terminal', { timeout: 120_000 }, () => {
  test('shows the code of the set-up, which works once and shows the first page afterwards', async () => {
    const visitor = await setUpPortal(portal)
    expect((await visitor.get('/api/plan.list')).status).toBe(200)
    expect((await visit(portal).post('/set-up', { code: portal.setUpCode() })).status).toBe(410)
  })

  test('hands a command over to the portal that is running', async () => {
    const added = await runCommand(office, 'user', 'add', 'nora@example.org', 'Nora Reyes', 'inspector')
    expect(added.code, added.lines.join('\n')).toBe(0)
    const password = /with the password (\S+?)\./.exec(added.lines.join('\n'))?.[1] ?? ''
    const visitor = visit(portal)
    expect((await visitor.signIn('nora@example.org', password)).status).toBe(303)
    expect((await visitor.get('/api/plan.list')).status).toBe(200)
    expect((await visitor.json('mandate.add', { kind: 'legal', title: 'Not hers' })).status).toBe(403)
  })

  test('says in a sentence who holds the folder when a second portal is started on it', async () => {
    const second = await runCommand(office, 'start')
    expect(second).toEqual({
      code: 1,
      lines: [
        `Another portal holds the data folder ${office.folder}. Stop it, or name another folder in PLUMBLINE_DATA.`
      ]
    })
    expect((await fetch(`${portal.address}/healthz`)).status).toBe(200)
  })

  test('lets only a whole address in, and offers only roles that open something', async () => {
    const bad = await runCommand(office, 'user', 'add', 'bad', 'Somebody', 'viewer')
    expect(bad).toEqual({ code: 1, lines: ['Write a whole e-mail address, for example amina@example.org.'] })
    const reserved = await runCommand(office, 'user', 'add', 'union@example.org', 'A union', 'stakeholder')
    expect(reserved).toEqual({
      code: 1,
      lines: [
        'Write: plumbline user add ADDRESS NAME ROLE. Roles: administrator, planner, inspector, director, viewer.'
      ]
    })
  })

  test('says in a sentence what it does not know, and what is not there', async () => {
    const missing = join(scratch, 'nowhere')
    for (const [sentence, ...command] of [
      ['verify does not know the option --bogus.', 'verify', '--bogus'],
      ['import does not know the option --bogus.', 'import', 'cases.csv', '--bogus', 'x'],
      ['start does not know the option --bogus.', 'start', '--bogus'],
      ['The option --origin of import needs a value after it.', 'import', 'cases.csv', '--origin'],
      [`${missing} is not there.`, 'import', missing],
      [`${scratch} is a folder.`, 'import', scratch, '--origin', 'unknown'],
      [`${missing} is not there.`, 'export', 'plans', join(missing, 'plans.json')]
    ]) {
      const { code, lines } = await runCommand(office, ...command)
      expect([code, lines.join(' ')], command.join(' ')).toEqual([1, expect.stringContaining(sentence ?? '')])
      expect(lines.join(' ')).not.toMatch(/ENOENT|ERR_/)
    }
  })

  test('writes a file that is not there yet, and never over another', async () => {
    const file = join(scratch, 'plans.json')
    expect((await runCommand(office, 'export', 'plans', file)).code).toBe(0)
    const before = readFileSync(file, 'utf8')
    const again = await runCommand(office, 'export', 'plans', file)
    expect(again).toEqual({ code: 1, lines: [`${file} is there already. Name another.`] })
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(readdirSync(scratch)).toEqual(['plans.json'])
  })

  test('keeps nothing of a file that it refuses', async () => {
    const file = join(scratch, 'empty.csv')
    writeFileSync(file, '')
    expect((await runCommand(office, 'import', file, '--origin', 'unknown')).code).toBe(1)
    const kept = ['incoming', 'uploads'].flatMap((name) => {
      const folder = join(office.folder, name)
      return existsSync(folder) ? readdirSync(folder) : []
    })
    expect(kept).toEqual([])
  })

  test('finds damaged evidence, names it, and brings the rest of the figures back', async () => {
    for (const name of ['bakeries', 'forges']) {
      const rows = Array.from({ length: 30 }, (_, index) => `${name} ${index},Lyon,${index % 5}`)
      writeFileSync(join(scratch, `${name}.csv`), ['employer,city,violations', ...rows].join('\n'))
      const taken = await runCommand(office, 'import', join(scratch, `${name}.csv`), '--origin', 'unknown')
      expect(taken.code, taken.lines.join('\n')).toBe(0)
    }
    expect((await runCommand(office, 'verify')).lines.at(-1)).toBe(
      'Labour Inspectorate: 10 files of the evidence, all as they were written'
    )
    const open = readdirSync(office.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
    expect(open).toEqual([])
    const visitor = visit(portal)
    await visitor.signIn(administrator.email, administrator.password)
    const { data_sets } = (await (await visitor.get('/api/evidence.list')).json()) as {
      data_sets: { name: string; id: string }[]
    }
    const id = data_sets.find(({ name }) => name === 'bakeries.csv')?.id ?? ''
    const files = readdirSync(join(office.folder, 'evidence'), { recursive: true, encoding: 'utf8' })
    const parquet = files.find((name) => name.includes(id) && name.endsWith('cases.parquet')) ?? ''
    const bytes = readFileSync(join(office.folder, 'evidence', parquet))
    bytes.fill(0, 100, 108)
    writeFileSync(join(office.folder, 'evidence', parquet), bytes)
    for (const command of ['verify', 'doctor']) {
      const { code, lines } = await runCommand(office, command)
      expect(code, lines.join('\n')).toBe(1)
      expect(lines.join('\n')).toContain(`“bakeries.csv”: ${join('evidence', parquet)} was changed`)
      expect(lines.join('\n')).toContain('Bring these files back from a backup')
    }
    const rebuilt = await runCommand(office, 'rebuild')
    expect(rebuilt.code).toBe(1)
    expect(rebuilt.lines.at(-1)).toContain('“bakeries.csv” is left out')
    expect((await visitor.get('/figures')).status).toBe(200)
    const exported = await runCommand(office, 'export', 'cases', join(scratch, 'cases.csv'))
    expect(exported.lines.at(-1)).toContain('“bakeries.csv” is left out')
    expect(readFileSync(join(scratch, 'cases.csv'), 'utf8').trim().split('\r\n')).toHaveLength(31)
    expect((await runCommand(office, 'backup', join(scratch, 'damaged'))).code).toBe(1)
    expect((await visitor.json('data_set.remove', { id })).status).toBe(200)
    expect((await runCommand(office, 'verify')).code).toBe(0)
  })

  test('checks the log, looks at what is usually wrong, and says what it knows when it is asked for something else', async () => {
    expect(await runCommand(office, 'verify')).toMatchObject({
      code: 0,
      lines: [
        `Checking the log and the evidence of 1 inspectorate in ${office.folder}`,
        expect.stringMatching(/^Labour Inspectorate: \d+ entries, the log is whole$/),
        'Labour Inspectorate: 5 files of the evidence, all as they were written'
      ]
    })
    const { code, lines } = await runCommand(office, 'doctor')
    expect(code, lines.join('\n')).toBe(0)
    expect(lines.at(-1)).toBe('Everything looks well.')
    const unknown = await runCommand(office, 'dance')
    expect(unknown.code).toBe(1)
    expect(unknown.lines[0]).toBe('There is no command “dance”. These are known:')
    expect(unknown.lines.join('\n')).toContain('backup')
  })

  test('makes nothing in a folder that was mistyped', async () => {
    const folder = join(scratch, 'mistyped')
    const mistyped = { ...office, environment: { ...office.environment, PLUMBLINE_DATA: folder, DATABASE_URL: '' } }
    for (const command of ['verify', 'doctor', 'rebuild', 'user']) {
      const { code, lines } = await runCommand(mistyped, command)
      expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining('There is no Plumbline data in')])
    }
    expect(existsSync(folder)).toBe(false)
  })

  test('says what it reads a column as, and takes no date whose day and month could stand the other way round', async () => {
    const file = join(scratch, 'unclear.csv')
    writeFileSync(file, 'case_id,company,city,opened,weather\n1,Ada,Lyon,02/05/2021,dry\n2,Bee,Lyon,03/09/2021,wet\n')
    const refused = await runCommand(office, 'import', file, '--origin', 'unknown')
    expect(refused.code).toBe(1)
    expect(refused.lines[0]).toMatch(/^ {2}“\w+” is read as: /)
    expect(refused.lines.join('\n')).toContain('“opened” is read as: Opened on')
    expect(refused.lines.at(-1)).toContain('--dates DD/MM/YYYY')
    const taken = await runCommand(office, 'import', file, '--origin', 'unknown', '--dates', 'MM/DD/YYYY')
    expect([taken.code, taken.lines.at(-1)]).toEqual([0, 'unclear.csv: 2 rows taken, 0 refused'])
    const written = join(scratch, 'unclear-cases.csv')
    expect((await runCommand(office, 'export', 'cases', written)).code).toBe(0)
    expect(readFileSync(written, 'utf8')).toContain('2021-02-05')
  })

  test('writes a backup of the running portal, and brings it back into an empty office where people sign in', async () => {
    const visitor = visit(portal)
    await visitor.signIn(administrator.email, administrator.password)
    for (let n = 0; n < 5; n++) await visitor.json('mandate.add', { kind: 'legal', title: `Act ${n}` })
    const written = await runCommand(office, 'backup', backup)
    expect(written.code, written.lines.join('\n')).toBe(0)
    expect(existsSync(join(backup, 'manifest.json'))).toBe(true)
    expect((await runCommand(office, 'backup', backup)).code).toBe(1)
    const other = await openOffice()
    try {
      const back = await runCommand(other, 'restore', backup)
      expect(back.code, back.lines.join('\n')).toBe(0)
      const restored = await startPortal(other)
      const checked = async (of: Office) => (await runCommand(of, 'verify')).lines.slice(1)
      expect(await checked(other)).toEqual(await checked(office))
      const guest = visit(restored)
      await guest.signIn(administrator.email, administrator.password)
      const kept = (await (await guest.get('/api/record.list?record=mandate')).json()) as { title: string }[]
      expect(kept.map(({ title }) => title).sort()).toEqual(['Act 0', 'Act 1', 'Act 2', 'Act 3', 'Act 4'])
      await restored.end()
    } finally {
      await other.remove()
    }
    expect((await runCommand(office, 'restore', backup)).lines.join()).toContain('empty data folder')
  })

  test('stops a portal by a signal at once, also while somebody listens to what goes on', async () => {
    const visitor = visit(portal)
    await visitor.signIn(administrator.email, administrator.password)
    const listening = await visitor.get('/live')
    expect(listening.status).toBe(200)
    const began = Date.now()
    await portal.end('SIGTERM')
    expect(Date.now() - began).toBeLessThan(5_000)
    await listening.body?.cancel().catch(() => undefined)
    portal = await startPortal(office)
    expect(portal.lines.join('\n')).not.toContain('with the code')
  })

  test('adds further files of a source to the first, and stops at one that fails', async () => {
    const write = (name: string, ...rows: string[]) => {
      writeFileSync(join(scratch, name), ['case_id,employer,city,opened', ...rows].join('\n'))
      return join(scratch, name)
    }
    const files = [
      write('m1.csv', '1,Ada,Lyon,2024-01-05', '2,Bee,Lyon,2024-01-06'),
      write('m2.csv', '3,Cy,Lyon,2024-02-05'),
      write('m3.csv', '3,Cy,Lyon,2024-03-05'),
      write('m4.csv', '4,Di,Lyon,2024-04-05')
    ]
    const taken = await runCommand(office, 'import', ...files, '--origin', 'unknown', '--data-set', 'Months')
    expect(taken.code).toBe(1)
    const outcomes = taken.lines.filter((line) => line.endsWith(' refused'))
    expect(outcomes.slice(0, 2)).toEqual(['m1.csv: 2 rows taken, 0 refused', 'm2.csv: 1 row taken, 0 refused'])
    expect(taken.lines.join('\n')).toContain('m3.csv: 0 rows taken, 1 refused')
    expect(taken.lines.join('\n')).not.toContain('m4.csv')
    const last = await runCommand(
      office,
      'import',
      files[3] ?? '',
      '--origin',
      'unknown',
      '--data-set',
      'Months',
      '--joins',
      'replace'
    )
    expect(last.lines.at(-1)).toBe('Months: 1 row taken, 0 refused')
  })
})
