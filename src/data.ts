import { createWriteStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { readWhole } from './chart/whole.operations.ts'
import type { Command } from './commands.ts'
import { importFromFile, readMapping } from './evidence/commands.ts'
import { listEvidence } from './evidence/operations.ts'
import { type CaseOrigin, caseOrigins } from './evidence/register.rules.ts'
import { exportRecords, type RecordTable } from './indicator/record.store.ts'
import { firstInspectorate, operatorOf } from './maintenance.ts'
import { listPlans } from './plan/operations.ts'

const importCommand: Command = {
  async run({ portal, arguments: given, from, words, print }) {
    const { values, positionals } = parseArgs({
      args: given,
      allowPositionals: true,
      options: {
        'data-set': { type: 'string' },
        mapping: { type: 'string' },
        origin: { type: 'string' },
        source: { type: 'string' },
        licence: { type: 'string' },
        extracted: { type: 'string' },
        period: { type: 'string' }
      }
    })
    const [file] = positionals
    const origin = caseOrigins.find((one) => one === values.origin) as CaseOrigin | undefined
    if (!file || !origin) {
      print(words.t('cli.import.usage', { origins: caseOrigins.join(', ') }))
      return 1
    }
    const actor = operatorOf(await firstInspectorate(portal))
    const name = values['data-set'] ?? file.split(/[\\/]/).at(-1) ?? file
    const { data_sets } = await portal.performer.ask(listEvidence, actor, {})
    const present = data_sets.find((one) => one.name.toLowerCase() === name.toLowerCase())
    const { source, licence, extracted, period } = values
    const { state, result, problem } = await importFromFile(portal.importMeans, actor, {
      file: resolve(from, file),
      name,
      case_origin: origin,
      ...(present ? { data_set: present.id } : {}),
      ...(values.mapping ? { mapping: await readMapping(resolve(from, values.mapping)) } : {}),
      ...(source ? { source } : {}),
      ...(licence ? { licence } : {}),
      ...(extracted ? { extracted } : {}),
      ...(period ? { period } : {})
    })
    if (problem) print(words.t(`problem.${problem.code}`, problem.values))
    print(words.t('cli.import.done', { name, accepted: result.accepted ?? 0, rejected: result.rejected ?? 0 }))
    for (const { check, column, rows } of result.reasons ?? []) {
      print(`  ${words.t('cli.import.reason', { n: rows, column, reason: words.t(`evidence.check.${check}`) })}`)
    }
    return state === 'done' ? 0 : 1
  }
}

const exportCommand: Command = {
  async run({ portal, arguments: [what = '', file], from, words, print }) {
    if (!['cases', 'accidents', 'plans'].includes(what) || !file) {
      print(words.t('cli.export.usage'))
      return 1
    }
    const inspectorate = await firstInspectorate(portal)
    const target = resolve(from, file)
    if (what === 'plans') {
      const actor = operatorOf(inspectorate)
      const plans = await portal.performer.ask(listPlans, actor, {})
      const whole = await Promise.all(plans.map(({ id }) => portal.performer.ask(readWhole, actor, { plan: id })))
      await writeFile(target, JSON.stringify(whole, null, 1))
    } else {
      await pipeline(
        Readable.from(exportRecords(portal.lent.facts, inspectorate, {}, what as RecordTable)),
        createWriteStream(target)
      )
    }
    print(words.t('cli.export.done', { file: target }))
    return 0
  }
}

/** The figures' copy is disposable: away with it, and the next question makes it anew from the Parquet files. */
const rebuild: Command = {
  async run({ portal, words, print }) {
    for (const { id, name } of await portal.database.inspectorates()) {
      await rm(join(portal.config.folder, 'facts', id), { recursive: true, force: true })
      await portal.lent.facts.refresh(id)
      print(words.t('cli.rebuild.done', { name }))
    }
    return 0
  }
}

export const dataCommands: Record<string, Command> = { import: importCommand, export: exportCommand, rebuild }
