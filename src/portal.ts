import { createHmac, hash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeMailer } from './account/mail.store.ts'
import { mountSignIn } from './account/sign-in.routes.ts'
import { mountFeeds } from './chart/feed.routes.ts'
import type { Config } from './config.ts'
import { mountDoor } from './engagement/door.routes.ts'
import { makeGates } from './escalation/gate.jobs.ts'
import { makeImports } from './evidence/jobs.ts'
import { versionFolder } from './evidence/place.store.ts'
import { listParts } from './evidence/register.store.ts'
import { factSchema } from './evidence/table.rules.ts'
import { publicPages } from './extract/public.pages.tsx'
import { makePublicDesk, mountPublic } from './extract/public.routes.ts'
import { type Facts, openFacts } from './facts/facts.ts'
import { drawProblem, makeDrawDocument } from './frame.tsx'
import { codedTables } from './indicator/coded-table.store.ts'
import { migrate, openDatabase } from './kernel/database.ts'
import { makeAnnouncer } from './kernel/event.ts'
import { makeApp } from './kernel/http.ts'
import { type Jobs, startJobs } from './kernel/job.ts'
import { live } from './kernel/live.ts'
import { makePerformer, type Performer } from './kernel/operation.ts'
import { makeSessions, readSecret } from './kernel/session.ts'
import { readWordFiles } from './kernel/words.ts'
import { answerPages } from './letter/answer.pages.tsx'
import { makeAnswerDesk, mountAnswer } from './letter/answer.routes.ts'
import { makeLetterMail } from './letter/mail.jobs.ts'
import { codeFrom } from './letter/rules.ts'
import { localHosts } from './local-host.ts'
import { accountPages } from './office/account.pages.tsx'
import { mountAccount } from './office/account.routes.ts'
import { readCountries } from './office/country.store.ts'
import { readIsoCountries } from './office/iso-country.store.ts'
import { peoplePages } from './office/people.pages.tsx'
import { mountPeople } from './office/people.routes.ts'
import { setUpPages } from './office/set-up.pages.tsx'
import { makeSetUp, mountSetUp } from './office/set-up.routes.ts'
import { settingsPages } from './office/settings.pages.tsx'
import { signInPages } from './office/sign-in.pages.tsx'
import { makeOptimiser } from './optimiser/jobs.ts'
import { closeToOthers, writeForOwnerOnly } from './owner.ts'
import { makeRetelling } from './retelling.ts'
import { kinds, operations, pages } from './subjects.ts'
import { readActs } from './workplace/decision.store.ts'
import { keepRegisters } from './workplace/keep.store.ts'
import { makeGuests } from './workshop/guest.routes.ts'
import { joinPages } from './workshop/join.pages.tsx'
import { mountJoin } from './workshop/join.routes.ts'
import { mountAway, mountLive, takePointer } from './workshop/live.routes.ts'
import { rehearsalPages } from './workshop/rehearsal.pages.tsx'
import { makePractice, mountRehearsal } from './workshop/rehearsal.routes.ts'
import { makeReadScript } from './workshop/rehearsal.store.ts'
import { makeRooms } from './workshop/room.routes.ts'
import { makeTroupes } from './workshop/troupe.jobs.ts'

export const version = '0.1.0'
const root = join(import.meta.dirname, '..')

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  ico: 'image/x-icon'
}

/** By what counts of an inspectorate are rounded: it hangs on the portal's secret, which a backup takes with it. */
const chanceBy = (secret: string) => (inspectorate: string) => {
  const key = createHmac('sha256', secret).update(`rounding ${inspectorate}`).digest('base64url')
  return (five: number) => Number.parseInt(hash('sha256', `${key} ${five}`).slice(0, 8), 16) / 2 ** 32
}

/** The codes of letters' links: a hundred bits that follow from the portal's secret, which a backup takes with it. */
const codeBy = (secret: string) => (letter: string) =>
  codeFrom(createHmac('sha256', secret).update(`letter ${letter}`).digest())

export type Portal = Awaited<ReturnType<typeof openPortal>>

/**
 * Puts the portal together: database, sign-in, operations, pages. It answers requests by `fetch` and knows nothing of
 * ports, so that tests and commands use the same one as people do. `dump`: a prepared database for tests.
 */
export async function openPortal(config: Config, from: { dump?: string } = {}) {
  writeForOwnerOnly()
  mkdirSync(config.folder, { recursive: true })
  const database = await openDatabase({
    url: config.databaseUrl,
    ...(from.dump ? { dump: from.dump } : { folder: join(config.folder, 'database') })
  })
  if (!from.dump) await migrate(database, join(root, 'migrations'))
  await closeToOthers(config.folder)
  const announcer = makeAnnouncer()
  const words = readWordFiles(join(root, 'words'), join(config.folder, 'words'))
  const assets = JSON.parse(await readFile(join(root, 'dist/assets.json'), 'utf8').catch(() => '{}')) as Record<
    string,
    string
  >
  const secret = readSecret(config.folder)
  const sessions = makeSessions({ database, secret, url: config.url })
  const guests = makeGuests(database)
  const practice = makePractice({ database, sessions })
  const rooms = makeRooms({ database, announcer })
  const factsFolder = join(config.folder, 'facts')
  const copies = openFacts({
    folder: factsFolder,
    schema: factSchema,
    derived: codedTables,
    readManifest: (inspectorate) =>
      database.read({ inspectorate }, (reader) =>
        listParts(reader, (dataSet, version) => versionFolder(config.folder, inspectorate, dataSet, version))
      )
  })
  const registers = keepRegisters({
    facts: copies,
    factsFile: (inspectorate, name) => join(factsFolder, inspectorate, `${name}.duckdb`),
    folder: join(config.folder, 'register'),
    readActs: (inspectorate) => database.read({ inspectorate }, readActs)
  })
  const facts: Facts = {
    ...copies,
    async refresh(inspectorate) {
      const name = await copies.refresh(inspectorate)
      registers.renew(inspectorate)
      return name
    }
  }
  const countryData = readCountries(join(root, 'country'))
  const imports = makeImports({
    database,
    facts,
    countryData,
    folder: config.folder,
    performer: (): Performer => performer
  })
  const gates = makeGates({ database, performer: () => performer })
  const optimiser = makeOptimiser({ database, performer: (): Performer => performer })
  const mailer = config.smtpUrl ? makeMailer(config.smtpUrl) : undefined
  const letters = makeLetterMail({ database, performer: (): Performer => performer, mailer, lent: () => lent })
  const desk = makeAnswerDesk(database)
  const publicDesk = makePublicDesk(database)
  const languages = [...words.keys()]
  const readScript = makeReadScript(join(root, 'demo'))
  const lent = {
    folder: config.folder,
    kinds,
    facts,
    registers,
    countryData,
    imports,
    gates,
    optimiser,
    letters: { code: codeBy(secret), mails: mailer !== undefined, url: config.url, start: letters.start },
    rounding: chanceBy(secret),
    forgetSessions: sessions.forget,
    forgetGuests: guests.forget,
    reached: { url: config.url, hosts: localHosts },
    languages,
    rehearsals: {
      script: readScript,
      renew: (inspectorate: string) => troupes.renew(inspectorate),
      plays: (inspectorate: string): boolean => troupes.plays(inspectorate)
    },
    wordsOf: (language: string) => words.get(language)
  }
  const performer: Performer = makePerformer({ database, announcer, portal: lent })
  const troupes = makeTroupes({ database, performer, lines: rooms, script: readScript })
  let jobs: Jobs | undefined
  const countries = readIsoCountries(join(root, 'country'))
  const setUp = makeSetUp({ database, performer, sessions, countries, languages })
  const retell = makeRetelling(join(root, 'demo'), words)
  /** The inspectorate that the portal is for, by its name; undefined where it holds several, or none yet. */
  const nameHouse = async (language: string): Promise<string | undefined> => {
    const [house, ...others] = (await database.inspectorates()).filter(({ practice }) => !practice)
    return house && others.length === 0 ? retell(house.demonstration, language)(house.name) : undefined
  }
  const signIn = { sessions, incoming: join(config.folder, 'incoming'), url: config.url, mailer }
  async function readAsset(path: string) {
    if (!/^[\w.-]+$/.test(path)) return undefined
    const body = await readFile(join(root, 'dist/assets', path)).catch(() => undefined)
    return body
      ? { body: new Uint8Array(body), type: types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream' }
      : undefined
  }
  let ready = true
  const site = makeApp({
    sessions: {
      ...sessions,
      find: async (headers) => (await practice.find(headers)) ?? (await sessions.find(headers)) ?? guests.find(headers)
    },
    performer,
    operations,
    pages: [
      ...setUpPages(setUp),
      ...signInPages({ mails: mailer !== undefined && config.url !== undefined, nameHouse }),
      ...accountPages({ sessions, languages }),
      ...peoplePages({ sessions }),
      ...settingsPages(words),
      ...joinPages(guests),
      ...answerPages(desk),
      ...publicPages(publicDesk, retell),
      ...rehearsalPages({ practice, languages, groups: (language) => readScript(language).script.groups }),
      ...pages
    ],
    words,
    retell,
    drawDocument: makeDrawDocument({
      database,
      facts,
      words,
      kinds,
      css: `/assets/${assets.style ?? 'style.css'}`,
      scripts: Object.fromEntries(Object.entries(assets).map(([name, file]) => [name, `/assets/${file}`]))
    }),
    drawProblem,
    url: config.url,
    incoming: join(config.folder, 'incoming'),
    version,
    ready: () => ready,
    asset: readAsset
  })
  site.app.get('/live', live({ database, announcer }))
  mountSetUp(site, setUp, signIn)
  mountSignIn(site, signIn)
  mountAccount(site, signIn)
  mountJoin(site, { ...signIn, performer, guests })
  mountAnswer(site, { ...signIn, performer, desk })
  mountRehearsal(site, { ...signIn, performer, practice, languages })
  mountPublic(site, { desk: publicDesk, words })
  mountFeeds(site, { database, performer, words, url: config.url })
  mountAway(site, async () => (await readAsset(assets.away ?? ''))?.body)
  mountLive(site, { performer, rooms })
  mountPeople(site, { ...signIn, performer })
  mountDoor(site, { ...signIn, performer })
  site.mountPages()
  return {
    config,
    database,
    sessions,
    performer,
    announcer,
    words,
    /** By which a command or the demonstration imports a file of this machine. */
    importMeans: { performer, folder: config.folder, finish: imports.finish },
    /** What operations are lent beside the database. */
    lent,
    /** The code by which the first inspectorate is set up; undefined once there is one. */
    setUpCode: setUp.code,
    fetch: (request: Request, env?: object) => takePointer(rooms, env) ?? site.app.fetch(request, env),
    request: site.app.request,
    facts,
    registers,
    countryData,
    imports,
    /** The clock of the gates of escalations. */
    gates,
    optimiser,
    /** The mailing of letters. */
    letters,
    /** The simulated people of rehearsals. */
    troupes,
    /** Begins the work that goes on behind the pages, and takes up what a crash cut off. */
    async startWork() {
      await rm(join(config.folder, 'incoming'), { recursive: true, force: true }) // what was half sent
      jobs = await startJobs(database, [imports.job, gates.job])
      await imports.work(jobs)
      await gates.work(jobs)
      await optimiser.work()
      await letters.work()
    },
    async close() {
      ready = false
      await troupes.close()
      rooms.close()
      await imports.close()
      await gates.close()
      await optimiser.close()
      await letters.close()
      await jobs?.stop()
      await registers.close()
      await facts.close()
      await database.close()
    }
  }
}
