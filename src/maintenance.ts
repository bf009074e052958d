import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { backUp, restore } from './backup.ts'
import type { Call, Command } from './commands.ts'
import { checkProofs } from './delivery/proof.store.ts'
import { checkFiles } from './evidence/integrity.store.ts'
import { type Seal, verifyLog } from './kernel/event.ts'
import { newId } from './kernel/id.ts'
import type { Words } from './kernel/words.ts'
import { checkAddress } from './office/account.rules.ts'
import { givenRoles } from './office/rules.ts'
import { addPerson } from './office/set-up.operations.ts'
import { toOthers } from './owner.ts'
import { type Portal, version } from './portal.ts'
import { checkVintages } from './statistics/ilostat.store.ts'

/** The administrator as whom the command line acts: whoever sits at the machine holds the data anyway. */
export function operatorOf(inspectorate: string) {
  return { person: newId(), name: 'command line', role: 'administrator', inspectorate } as const
}

export async function firstInspectorate(portal: Portal, words: Words): Promise<string> {
  const [found] = await portal.database.inspectorates()
  if (!found) throw new Error(words.t('cli.error.nobody'))
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
    if (verb !== 'add' || !email || !name || !givenRoles.some((one) => one === role)) {
      print(words.t('cli.user.usage', { roles: givenRoles.join(', ') }))
      return 1
    }
    for (const { code } of checkAddress(email)) throw new Error(words.t(`problem.field.${code}`))
    const inspectorate = await firstInspectorate(portal, words)
    const password = newId().slice(-12) + newId().slice(-6)
    const account = await portal.sessions.makeAccount({ email, password, name })
    await portal.performer.carryOut(addPerson, operatorOf(inspectorate), { id: newId(), account, name, role })
    print(words.t('cli.user.added', { email, password }))
    return 0
  }
}

type Inspectorate = { id: string; name: string }

async function checkLog({ portal, words, print }: Call, { id, name }: Inspectorate): Promise<boolean> {
  const seals = await readSeals(sealsOf(portal.config.folder, id))
  const { entries, faults } = await portal.database.read({ inspectorate: id }, (reader) => verifyLog(reader, seals))
  print(words.t(faults.length === 0 ? 'cli.verify.whole' : 'cli.verify.broken', { name, n: entries }))
  for (const { number, fault } of faults) print(`  ${number}: ${words.t(`cli.fault.${fault}`)}`)
  return faults.length === 0
}

/** Compares every file of the evidence, in the data folder or in a backup, with what was written. */
async function checkEvidence({ portal, words, print }: Call, folder: string, of: Inspectorate): Promise<boolean> {
  const { files, damaged } = await checkFiles(portal.database.reader(of.id), of.id, folder)
  const values = { name: of.name, of: files, n: damaged.length }
  print(words.t(damaged.length === 0 ? 'cli.evidence.whole' : 'cli.evidence.damaged', values))
  for (const { name, file, fault, current } of damaged) {
    const former = current ? '' : ` ${words.t('cli.evidence.former')}`
    print(`  ${words.t(`cli.evidence.${fault}`, { name, file })}${former}`)
  }
  const counting = damaged.filter(({ current }) => current)
  if (counting.length > 0) print(words.t('cli.evidence.cure'))
  return counting.length === 0
}

/** The same of the files of ILOSTAT, where there are any. */
async function checkIlostat({ portal, words, print }: Call, folder: string, of: Inspectorate): Promise<boolean> {
  const { files, unsure, damaged } = await checkVintages(portal.database.reader(of.id), of.id, folder)
  if (files === 0) return true
  const values = { name: of.name, of: files, n: damaged.length }
  print(words.t(damaged.length === 0 ? 'cli.ilostat.whole' : 'cli.ilostat.damaged', values))
  for (const { name, file, fault } of damaged) print(`  ${words.t(`cli.evidence.${fault}`, { name, file })}`)
  if (unsure > 0) print(`  ${words.t('cli.ilostat.unsure', { n: unsure })}`)
  if (damaged.length > 0) print(words.t('cli.ilostat.cure'))
  return damaged.length === 0
}

/** The same of the files that show what was done under a plan, where there are any. */
async function checkDeliveries({ portal, words, print }: Call, folder: string, of: Inspectorate): Promise<boolean> {
  const { files, damaged } = await checkProofs(portal.database.reader(of.id), of.id, folder)
  if (files === 0) return true
  const values = { name: of.name, of: files, n: damaged.length }
  print(words.t(damaged.length === 0 ? 'cli.proof.whole' : 'cli.proof.damaged', values))
  for (const { name, file, fault } of damaged) print(`  ${words.t(`cli.evidence.${fault}`, { name, file })}`)
  if (damaged.length > 0) print(words.t('cli.proof.cure'))
  return damaged.length === 0
}

/** The evidence, the files of ILOSTAT and those of deliveries, in the data folder or in a backup. */
async function checkAllFiles(call: Call, folder: string, of: Inspectorate): Promise<boolean> {
  const found = [
    await checkEvidence(call, folder, of),
    await checkIlostat(call, folder, of),
    await checkDeliveries(call, folder, of)
  ]
  return found.every(Boolean)
}

/** The log and the files of every inspectorate; each is looked at, whatever the one before was like. */
async function checkEverything(call: Call): Promise<boolean> {
  let whole = true
  for (const inspectorate of await call.portal.database.inspectorates()) {
    const [log, files] = [
      await checkLog(call, inspectorate),
      await checkAllFiles(call, call.portal.config.folder, inspectorate)
    ]
    whole = whole && log && files
  }
  return whole
}

const verify: Command = {
  async run(call) {
    const { portal, words, print } = call
    const checked = await portal.database.inspectorates()
    if (checked.length === 0) throw new Error(words.t('cli.error.nobody'))
    print(words.t('cli.verify.what', { n: checked.length, folder: portal.config.folder }))
    return (await checkEverything(call)) ? 0 : 1
  }
}

const backup: Command = {
  async run(call) {
    const { portal, from, words, print } = call
    const [target] = call.arguments
    if (!target) {
      print(words.t('cli.backup.usage'))
      return 1
    }
    const folder = resolve(from, target)
    if (existsSync(folder)) throw new Error(words.t('cli.error.there', { path: folder }))
    const inspectorates = await portal.database.inspectorates()
    const manifest = await backUp({ database: portal.database, folder: portal.config.folder, version }, folder)
    print(words.t('cli.backup.done', { folder, n: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) }))
    let whole = true
    for (const one of inspectorates) whole = (await checkAllFiles(call, folder, one)) && whole
    return whole ? 0 : 1
  }
}

const restoreCommand: Command = {
  async run(call) {
    const { portal, from, words, print } = call
    const [source] = call.arguments
    if (!source || !existsSync(join(resolve(from, source), 'manifest.json'))) {
      print(words.t('cli.restore.usage'))
      return 1
    }
    const manifest = await restore({ database: portal.database, folder: portal.config.folder }, resolve(from, source))
    print(words.t('cli.restore.done', { n: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) }))
    return (await checkEverything(call)) ? 0 : 1
  }
}

/** Looks at everything that a small IT team is asked about when something does not work. */
const doctor: Command = {
  async run(call) {
    const { portal, words, print } = call
    const { folder } = portal.config
    const { bavail, bsize } = await statfs(folder)
    const free = Math.round((bavail * bsize) / 1024 ** 3)
    print(words.t('cli.doctor.version', { version, node: process.version, database: portal.database.kind }))
    print(words.t('cli.doctor.folder', { folder, free }))
    print(words.t('cli.doctor.inspectorates', { n: (await portal.database.inspectorates()).length }))
    const roomy = free >= 1
    if (!roomy) print(words.t('cli.doctor.disk'))
    const closed = process.platform === 'win32' || ((await stat(folder)).mode & toOthers) === 0
    if (!closed) print(words.t('cli.doctor.open', { folder }))
    const content = (await checkEverything(call)) && roomy && closed
    print(words.t(content ? 'cli.doctor.well' : 'cli.doctor.ill'))
    return content ? 0 : 1
  }
}

export const maintenance = { user, backup, restore: restoreCommand, verify, doctor } satisfies Record<string, Command>
