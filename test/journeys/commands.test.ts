import { existsSync, mkdtempSync, rmSync } from 'node:fs'
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

  test('checks the log, looks at what is usually wrong, and says what it knows when it is asked for something else', async () => {
    expect(await runCommand(office, 'verify')).toMatchObject({
      code: 0,
      lines: [expect.stringMatching(/^Labour Inspectorate: \d+ entries, the log is whole$/)]
    })
    const { code, lines } = await runCommand(office, 'doctor')
    expect(code, lines.join('\n')).toBe(0)
    expect(lines.at(-1)).toBe('Everything looks well.')
    const unknown = await runCommand(office, 'dance')
    expect(unknown.code).toBe(1)
    expect(unknown.lines.join('\n')).toContain('backup')
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
      expect((await runCommand(other, 'verify')).lines).toEqual((await runCommand(office, 'verify')).lines)
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
})
