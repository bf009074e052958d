import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from './chart/content.rules.ts'
import { loadContent } from './chart/load.operations.ts'
import { type ConsultedPlan, consultOn, publishOf } from './demonstration-consultation.ts'
import { playEscalation } from './demonstration-escalation.ts'
import { type InventedGuest, letGuestIn } from './demonstration-guest.ts'
import { importFromFile } from './evidence/commands.ts'
import type { Actor } from './kernel/access.ts'
import { newId } from './kernel/id.ts'
import { wordsFor } from './kernel/words.ts'
import { addPerson, setUpInspectorate } from './office/set-up.operations.ts'
import { listScenarios, runScenario } from './optimiser/operations.ts'
import type { Portal } from './portal.ts'
import { freeze, readVersions, sign } from './review/operations.ts'
import { observations } from './statistics/operations.ts'

const folder = join(import.meta.dirname, '../demo')
const password = 'plumb line demonstration'
const administratorAddress = 'administrator@demo.example'

/** Invented people of the demonstration, one for each role. The first signs in by what the terminal prints. */
const people = [
  { email: 'planner@demo.example', name: 'Amina Diallo', role: 'planner' },
  { email: 'director@demo.example', name: 'Luis Ortega', role: 'director' },
  { email: 'inspector@demo.example', name: 'Nora Reyes', role: 'inspector' },
  { email: 'viewer@demo.example', name: 'Sara Park', role: 'viewer' }
] as const

/**
 * Makes the demonstration inspectorate in an empty portal: its people, its evidence (real, with generated trade names) and
 * two plans in the language of the terminal, each record marked as an example. Answers how to sign in, as the planner and
 * with the same password as the administrator; a second start finds it there.
 */
export async function prepareDemonstration(
  portal: Portal,
  language: string,
  print: () => void
): Promise<{ email: string; administrator: string; password: string } | undefined> {
  const present = await portal.database.inspectorates()
  const signIn = { email: people[0].email, administrator: administratorAddress, password }
  if (present.some(({ demonstration }) => demonstration)) return signIn
  if (present.length > 0) return undefined
  print()
  const administrator = { person: newId(), name: 'Omar Haddad', role: 'administrator', inspectorate: newId() } as const
  const account = await portal.sessions.makeAccount({
    email: administratorAddress,
    password,
    name: administrator.name
  })
  const inspectorate = {
    name: wordsFor(portal.words, language).t('demonstration.inspectorate'),
    country: 'USA',
    language,
    currency: 'USD',
    demonstration: true,
    account
  }
  await portal.performer.carryOut(setUpInspectorate, administrator, inspectorate)
  const actors = new Map<string, Actor>()
  for (const { email, name, role } of people) {
    const own = await portal.sessions.makeAccount({ email, password, name })
    const id = newId()
    actors.set(role, { person: id, name, role, inspectorate: administrator.inspectorate })
    await portal.performer.carryOut(addPerson, administrator, { id, account: own, name, role })
  }
  const written = join(folder, `plans.${language}.json`)
  const dataSets = await importEvidenceOf(portal, administrator, language)
  const content = JSON.parse(
    readFileSync(existsSync(written) ? written : join(folder, 'plans.json'), 'utf8')
  ) as Content
  const figures = JSON.parse(readFileSync(join(folder, 'statistics.json'), 'utf8')) as object[]
  await portal.performer.carryOut(observations.addMany, administrator, { items: figures })
  for (const source of content.inspectorate.sources ?? []) source.data_set = dataSets.get(String(source.data_set)) ?? ''
  const { result } = await portal.performer.carryOut(loadContent, administrator, { content, example: true })
  const [plan = ''] = result.plans
  const [planner, inspector] = [actors.get('planner') ?? administrator, actors.get('inspector') ?? administrator]
  const told = { plan, dataSet: dataSets.get('register') ?? '' }
  await playEscalation(portal, { planner, inspector }, told, new Date().toISOString().slice(0, 10))
  const [story] = content.plans
  const said = story?.guest as (InventedGuest & { stakeholder: string }) | undefined
  const known = (story?.stakeholders ?? []) as { key?: string; name?: string }[]
  const of = known.find(({ key }) => key === said?.stakeholder)
  const director = actors.get('director') ?? administrator
  if (said && of?.name) await letGuestIn(portal, director, { plan, stakeholder: of.name, guest: said, password })
  const version = await signPlan(portal, director, planner, plan)
  const today = new Date().toISOString().slice(0, 10)
  await consultOn(portal, planner, { plan, version, written: content.plans[0] as ConsultedPlan, today })
  await publishOf(portal, { planner, director, plan, version })
  // Answered behind the pages, in a second or two.
  for (const plan of result.plans)
    for (const { scenario } of (await portal.performer.ask(listScenarios, administrator, { plan })).scenarios)
      await portal.performer.carryOut(runScenario, administrator, { id: scenario.id })
  return signIn
}

/** The plan as it begins is frozen, and signed in turn by all who must sign. Answers the version's id. */
async function signPlan(portal: Portal, director: Actor, planner: Actor, plan: string): Promise<string> {
  const { result } = await portal.performer.carryOut(freeze, planner, { plan })
  const { signatories } = await portal.performer.ask(readVersions, planner, { plan })
  const said = { version: result.id, verdict: 'signed', day: new Date().toISOString().slice(0, 10) }
  for (const { id } of signatories) await portal.performer.carryOut(sign, director, { ...said, signatory: id })
  return result.id
}

type Texts = Record<string, string>
type Source = {
  key: string
  kind: string
  file: string
  extracted: string
  title: Texts
  publisher: Texts
  rights: Texts
  period: Texts
  changed: Texts
}

/** Imports the public records of the demonstration by the same operations as every other file. Answers the data sets' ids by key. */
async function importEvidenceOf(portal: Portal, actor: Actor, language: string): Promise<Map<string, string>> {
  const sources = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8')) as Source[]
  const ids = new Map<string, string>()
  for (const source of sources) {
    const say = (texts: Texts) => texts[language] ?? texts.en ?? ''
    const { dataSet } = await importFromFile(portal.importMeans, actor, {
      file: join(folder, source.file),
      name: say(source.title),
      source: say(source.publisher),
      licence: say(source.rights),
      extracted: source.extracted,
      period: say(source.period),
      note: say(source.changed),
      // The registers do not say how their cases came about, and nobody can guess it.
      case_origin: 'unknown',
      // The registers of cases carry generated trade names; the accidents name nobody.
      example: source.kind === 'enforcement'
    })
    ids.set(source.key, dataSet)
  }
  return ids
}
