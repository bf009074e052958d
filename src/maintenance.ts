import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { backUp, restore } from './backup.ts'
import type { Command } from './commands.ts'
import { type Role, roles } from './kernel/access.ts'
import { type Seal, verifyLog } from './kernel/event.ts'
import { newId } from './kernel/id.ts'
import { addPerson } from './office/set-up.operations.ts'
import { type Portal, version } from './portal.ts'

/** The administrator as whom the command line acts: whoever sits at the machine holds the data anyway. */
export function operatorOf(inspectorate: string) {
  return { person: newId(), name: 'command line', role: 'administrator', inspectorate } as const
}

export async function firstInspectorate(portal: Portal): Promise<string> {
  const [found] = await portal.database.inspectorates()
  if (!found) throw new Error('there is no inspectorate yet; start the portal and set one up')
  return found.id
}

async function readSeals(file: string): Promise<Seal[]> {
  if (!existsSync(file)) return []
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as Seal)
}

const sealsOf = (folder: string, inspectorate: string) => join(folder, 'seals', `${inspectorate}.jsonl`)

/** Writes the head of each log to a file outside the database, so that a cut tail is found. */
export async function sealLogs(portal: Portal): Promise<void> {
  for (const { id } of await portal.database.inspectorates()) {
    const { head } = await portal.database.read({ inspectorate: id }, (reader) => verifyLog(reader))
    const file = sealsOf(portal.config.folder, id)
    await mkdir(dirname(file), { recursive: true })
    const last = (await readSeals(file)).at(-1)
    if (last?.number !== head.number)
      await appendFile(file, `${JSON.stringify({ number: head.number, hash: head.hash })}\n`)
  }
}

/** user add ADDRESS NAME ROLE: makes an account with a password that is shown once. */
const user: Command = {
  async run({ portal, arguments: [verb, email, name, role], words, print }) {
    if (verb !== 'add' || !email || !name || !roles.includes(role as Role)) {
      print(words.t('cli.user.usage', { roles: roles.join(', ') }))
      return 1
    }
    const inspectorate = await firstInspectorate(portal)
    const password = newId().slice(-12) + newId().slice(-6)
    const account = await portal.sessions.makeAccount({ email, password, name })
    await portal.performer.carryOut(addPerson, operatorOf(inspectorate), { id: newId(), account, name, role })
    print(words.t('cli.user.added', { email, password }))
    return 0
  }
}

const verify: Command = {
  async run({ portal, words, print }) {
    let found = 0
    for (const { id, name } of await portal.database.inspectorates()) {
      const seals = await readSeals(sealsOf(portal.config.folder, id))
      const { entries, faults } = await portal.database.read({ inspectorate: id }, (reader) => verifyLog(reader, seals))
      print(words.t(faults.length === 0 ? 'cli.verify.whole' : 'cli.verify.broken', { name, n: entries }))
      for (const { number, fault } of faults) print(`  ${number}: ${words.t(`cli.fault.${fault}`)}`)
      found += faults.length
    }
    return found === 0 ? 0 : 1
  }
}

const backup: Command = {
  async run({ portal, arguments: [target], from, words, print }) {
    if (!target) {
      print(words.t('cli.backup.usage'))
      return 1
    }
    const folder = resolve(from, target)
    const manifest = await backUp({ database: portal.database, folder: portal.config.folder, version }, folder)
    print(words.t('cli.backup.done', { folder, n: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) }))
    return 0
  }
}

const restoreCommand: Command = {
  async run({ portal, arguments: [source], from, words, print }) {
    if (!source || !existsSync(join(resolve(from, source), 'manifest.json'))) {
      print(words.t('cli.restore.usage'))
      return 1
    }
    const manifest = await restore({ database: portal.database, folder: portal.config.folder }, resolve(from, source))
    print(words.t('cli.restore.done', { n: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) }))
    return 0
  }
}

/** Looks at everything that a small IT team is asked about when something does not work. */
const doctor: Command = {
  async run({ portal, words, print }) {
    const { bavail, bsize } = await statfs(portal.config.folder)
    const free = Math.round((bavail * bsize) / 1024 ** 3)
    const inspectorates = await portal.database.inspectorates()
    print(words.t('cli.doctor.version', { version, node: process.version, database: portal.database.kind }))
    print(words.t('cli.doctor.folder', { folder: portal.config.folder, free }))
    print(words.t('cli.doctor.inspectorates', { n: inspectorates.length }))
    let content = free >= 1
    if (!content) print(words.t('cli.doctor.disk'))
    for (const { id, name } of inspectorates) {
      const { faults, entries } = await portal.database.read({ inspectorate: id }, (reader) => verifyLog(reader))
      print(words.t(faults.length === 0 ? 'cli.verify.whole' : 'cli.verify.broken', { name, n: entries }))
      content = content && faults.length === 0
    }
    print(words.t(content ? 'cli.doctor.well' : 'cli.doctor.ill'))
    return content ? 0 : 1
  }
}

export const maintenance: Record<string, Command> = { user, backup, restore: restoreCommand, verify, doctor }
