import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../src/kernel/access.ts'
import { newId } from '../../src/kernel/id.ts'
import { Problem } from '../../src/kernel/problem.ts'
import { kinds, operations, pages } from '../../src/subjects.ts'
import { letIn } from '../guest.ts'
import { type Browser, openTestPortal, type TestPortal } from '../test-portal.ts'

const everybody = ['administrator', 'planner', 'inspector', 'director', 'viewer'] as const
/** In a workshop; of guests, those that it admitted. */
const participants = [...everybody, 'guest'] as const
const planners = ['administrator', 'planner'] as const
const logReaders = ['administrator', 'planner', 'director'] as const
const administrators = ['administrator'] as const
const registerReaders = ['administrator', 'planner', 'inspector', 'director'] as const
const recordReaders = registerReaders
/** A file as it was sent names households too. */
const fileReaders = ['administrator', 'planner', 'inspector'] as const
/** Who agrees what is done, and who does it. */
const deciders = ['administrator', 'planner', 'director'] as const
const fieldWorkers = fileReaders
/** Who answers for a list of workplaces, and who records what happened at them. */
const confirmers = logReaders
/** Who has the code of a letter; an administrator may do whatever anybody may. */
const employers: readonly Role[] = ['administrator', 'intake']
const visitors = fileReaders
/** Who was invited for a stakeholder; an administrator has no door of the own and finds nothing behind it. */
const guests: readonly Role[] = ['administrator', 'stakeholder']
/** Everybody who has signed in: colleagues, and somebody of a stakeholder. */
const signedIn = [...everybody, 'stakeholder'] as const

/** Who may carry out what. An operation that stands here in no line may be carried out by nobody, and the test says so. */
const expected: Record<string, readonly Role[]> = {
  'log.undo': planners,
  'record.read': everybody,
  'record.list': everybody,
  'person.list': administrators,
  'person.change': administrators,
  'person.change-oneself': everybody,
  'inspectorate.change': administrators,
  'label.change': administrators,
  'mandate.read-step': everybody,
  'resource.read-step': everybody,
  'source.read-step': everybody,
  'plan.read': everybody,
  'plan.read-whole': everybody,
  'plan.list': everybody,
  'plan.cover': everybody,
  'plan.load': planners,
  'plan.progress': everybody,
  'plan.standing': everybody,
  'plan.history': logReaders,
  'plan.news': everybody,
  'plan.mark-seen': everybody,
  'evidence.list': everybody,
  'evidence.read': everybody,
  'evidence.rejects': fileReaders,
  'evidence.progress': everybody,
  'evidence.receive': planners,
  'evidence.upload': planners,
  'evidence.outgoing': planners,
  'evidence.reread': planners,
  'evidence.give-up': planners,
  'evidence.give-up-many': planners,
  'evidence.import': planners,
  'evidence.use-version': planners,
  'evidence.compare': planners,
  'evidence.apply-lists': planners,
  'evidence.read-again': planners,
  'code_list.list': everybody,
  'code_list.bring': planners,
  'code_list.remove': planners,
  'data_set.change': planners,
  'data_set.remove': planners,
  'figure.summary': everybody,
  'figure.issues': everybody,
  'figure.sections': everybody,
  'figure.industries': everybody,
  'figure.places': everybody,
  'figure.violations': everybody,
  'figure.employers': everybody,
  'figure.section-issues': everybody,
  'figure.completeness': everybody,
  'figure.concentration': everybody,
  'figure.years': everybody,
  'figure.stages': everybody,
  'figure.doubt': everybody,
  'figure.incidence': everybody,
  'figure.choices': everybody,
  'figure.codes': everybody,
  'figure.records': recordReaders,
  'figure.record': recordReaders,
  'observation.list': everybody,
  'observation.fill-year': planners,
  'observation.import': planners,
  'ilostat.own': everybody,
  'statistics.reach': everybody,
  'annual_report.read': everybody,
  'annual_report.list': everybody,
  'annual_report.write': planners,
  'ilostat.import': planners,
  'ilostat.remove': planners,
  'ilostat.vintages': everybody,
  'ilostat.compare': everybody,
  'statistics.comparison': everybody,
  'workplace.search': registerReaders,
  'workplace.choices': registerReaders,
  'workplace.read': registerReaders,
  'workplace.history': registerReaders,
  'workplace.of-record': registerReaders,
  'workplace.doubts': planners,
  'workplace.decide': planners,
  'workplace.merge': planners,
  'workplace.split': planners,
  'workplace.describe': planners,
  'workplace.change': planners,
  'workplace.remove': planners,
  'workplace.link': planners,
  'workplace_link.change': planners,
  'workplace_link.remove': planners,
  'hub.read-step': everybody,
  'figure.linked': everybody,
  'figure.pivot': everybody,
  'view.keep': everybody,
  'view.change': everybody,
  'view.remove': everybody,
  'view.list': everybody,
  'view.read': everybody,
  'pin.keep': planners,
  'pin.renew': planners,
  'pin.remove': planners,
  'pin.list': everybody,
  'pin.offers': everybody,
  'pin.recompute': everybody,
  'figure.faults': everybody,
  'figure.quality': everybody,
  'hub.baselines': everybody,
  'hub.candidates': recordReaders,
  'hub.take-candidates': planners,
  'hub.place': planners,
  'hub.choose': planners,
  'plan.set-what-matters': planners,
  'plan.read-what-matters': everybody,
  'hub.pair': planners,
  'influence.read-step': everybody,
  'stakeholder.read-step': everybody,
  'stakeholder.place': planners,
  'stakeholder_hub.set': planners,
  'intervention.read-step': everybody,
  'intervention.weigh': planners,
  'intervention.fill-line': planners,
  'intervention.describe': planners,
  'intervention.decide': deciders,
  'intervention.move': fieldWorkers,
  'delivery.record': fieldWorkers,
  'delivery.attach': fieldWorkers,
  'delivery.read-work': everybody,
  'delivery.read-intervention': everybody,
  'proof.remove': fieldWorkers,
  'intervention.reschedule': planners,
  'escalation.add': planners,
  'escalation.change': planners,
  'escalation.remove': planners,
  'escalation_phase.add': planners,
  'escalation_phase.change': planners,
  'escalation_phase.remove': planners,
  'escalation.list': registerReaders,
  'escalation.read': registerReaders,
  'escalation.read-list': registerReaders,
  'escalation.ways': registerReaders,
  'escalation.reached': registerReaders,
  'escalation.way': registerReaders,
  'escalation.ways-of': registerReaders,
  'escalation.gates': registerReaders,
  'escalation.ask-population': planners,
  'escalation.ask-again': registerReaders,
  'escalation.draw-list': planners,
  'escalation.draw-gates': planners,
  'escalation.confirm-list': confirmers,
  'escalation.set-aside-list': confirmers,
  'escalation.record-events': visitors,
  'escalation.take-in-again': planners,
  'escalation.take-back-event': visitors,
  'letter_template.add': planners,
  'letter_template.change': planners,
  'letter_template.remove': planners,
  'letter.attach-word': planners,
  'letter.attach-logo': planners,
  'letter.detach': planners,
  'letter.templates': registerReaders,
  'letter.draft': visitors,
  'letter.set-contact': planners,
  'letter.send': planners,
  'letter.run': registerReaders,
  'letter.runs': registerReaders,
  'letter.answer': employers,
  'commitment.list': guests,
  'commitment.read': guests,
  'commitment.move': guests,
  'commitment.note': guests,
  'commitment.record': guests,
  'commitment.fulfil': guests,
  'memorandum.read-all': everybody,
  'memorandum.attach': planners,
  'memorandum_file.remove': planners,
  'engagement.read': logReaders,
  'commitment_note.remove': fieldWorkers,
  'stakeholder_guest.change': deciders,
  'stakeholder_guest.list': deciders,
  'visit.list': registerReaders,
  'visit.form': visitors,
  'visit.record': visitors,
  'visit.record-many': visitors,
  'visit.paste': visitors,
  'visit.correct': visitors,
  'visit.withdraw': visitors,
  'plan_indicator.measure': planners,
  'plan_indicator.read-all': everybody,
  'delivery.read-director': everybody,
  'capacity.read': everybody,
  'plan.template': planners,
  'plan.load-template': planners,
  'feed.list': everybody,
  'feed.make': everybody,
  'feed.renew': everybody,
  'feed.end': everybody,
  'scenario.begin': planners,
  'scenario.list': everybody,
  'scenario.run': planners,
  'scenario.stop': planners,
  'plan_version.freeze': planners,
  'plan_version.remove': planners,
  'plan_version.read-all': everybody,
  'plan_version.compare': everybody,
  'signature.sign': deciders,
  'public_extract.choose': planners,
  'public_extract.publish': deciders,
  'public_extract.withdraw': deciders,
  'public_extract.remove': planners,
  'public_extract.read': everybody,
  'consultation.record-position': planners,
  'consultation_point.answer': planners,
  'consultation.read-all': everybody,
  'joint_plan.read-all': everybody,
  'review_finding.explain': planners,
  'review_meeting.read-all': everybody,
  'review_change.read-all': everybody,
  'rehearsal.read': planners,
  'rehearsal.pace': planners,
  'rehearsal.reset': planners,
  'workshop.add': planners,
  'workshop.describe': planners,
  'workshop.close': planners,
  'workshop.remove': planners,
  'workshop.turn-timer': planners,
  'workshop.steer': planners,
  'workshop.open-item': planners,
  'workshop.set-phase': planners,
  'workshop.merge': planners,
  'workshop.spotlight': planners,
  'workshop.list': everybody,
  'workshop.read': planners,
  'workshop.deeds': planners,
  'workshop.look': participants,
  'workshop.read-parked': participants,
  'participant.admit': planners,
  'participant.admit-all': planners,
  'participant.move': planners,
  'participant.remove': planners,
  'note.add': participants,
  'note.edit': participants,
  'note.move': participants,
  'note.cluster': participants,
  'note.remove': participants,
  'note.park': participants,
  'note.vote': participants,
  'note.comment': participants,
  'note.attach': planners,
  'note.paste': planners,
  'workshop.minutes': everybody,
  'workshop.replay': everybody,
  'workshop.contributions': everybody,
  'note_comment.remove': participants,
  'board.read': participants,
  'board.of-plan': everybody,
  'board.move': planners,
  'board.decide': planners,
  'board.decide-many': planners,
  'board.take-back': planners
}

/** Every kind of record that people keep is added, changed and removed by planners. */
const kept = [
  'mandate',
  'resource',
  'source',
  'plan',
  'issue',
  'target',
  'hub',
  'employer',
  'business_link',
  'why',
  'influence',
  'stakeholder',
  'stakeholder_hub',
  'intervention',
  'capacity',
  'portion',
  'scenario',
  'signatory',
  'review_meeting',
  'review_finding',
  'consultation',
  'consultation_point',
  'joint_plan',
  'joint_partner',
  'joint_action',
  'observation',
  'annual_report',
  'agenda_item',
  'plan_indicator',
  'memorandum',
  'obligation',
  'engagement_step',
  'contact'
]
for (const kind of kept)
  for (const verb of ['add', 'add-many', 'paste', 'change', 'remove']) expected[`${kind}.${verb}`] = planners

const recorded = ['delivery', 'reading']
for (const kind of recorded)
  for (const verb of ['add', 'add-many', 'paste', 'change', 'remove']) expected[`${kind}.${verb}`] = fieldWorkers

/** Pages that are not for everybody who has signed in. */
const closedPages: Record<string, readonly Role[]> = {
  '/': signedIn,
  '/commitments': guests,
  '/commitments/:id': guests,
  '/commitments/:id/files/:file': guests,
  '/plans/:plan/4/engagement/:stakeholder': logReaders,
  '/plans/:plan/history': logReaders,
  '/plans/:plan/6/chart/:id': planners,
  '/plans/:plan/template.json': planners,
  '/plans/:plan/6/delivery/:id/files/:file': recordReaders,
  '/plans/:plan/escalations/:escalation': registerReaders,
  '/plans/:plan/escalations/:escalation/population': planners,
  '/plans/:plan/escalations/:escalation/lists/:list': registerReaders,
  '/plans/:plan/escalations/:escalation/entry': visitors,
  '/plans/:plan/reached/:hub': registerReaders,
  '/plans/:plan/visits': registerReaders,
  '/plans/:plan/visits/new': visitors,
  '/plans/:plan/visits/:visit': visitors,
  '/plans/:plan/escalations/:escalation/workplaces/:workplace': registerReaders,
  '/plans/:plan/escalations/:escalation/letters': registerReaders,
  '/plans/:plan/escalations/:escalation/letters/:template': visitors,
  '/plans/:plan/letter-logo/:logo': registerReaders,
  '/plans/:plan/letters/:run': registerReaders,
  '/plans/:plan/letters/:run/print': visitors,
  '/plans/:plan/letters/:run/letters.docx': visitors,
  '/plans/:plan/letters/:run/letters.zip': visitors,
  '/plans/:plan/letters/:run/:letter/file': visitors,
  '/plans/:plan/6/optimiser/:id/change': planners,
  '/plans/:plan/6/optimiser/:id/take': planners,
  '/figures/pin': planners,
  '/statistics/year/:year': planners,
  '/evidence/new': planners,
  '/evidence/uploads/:upload': planners,
  '/evidence/uploads/give-up': planners,
  '/evidence/uploads/:upload/give-up': planners,
  '/evidence/uploads/:upload/outgoing': planners,
  '/evidence/:dataSet/remove': planners,
  '/evidence/:dataSet/compare': planners,
  '/evidence/:dataSet/original': fileReaders,
  '/evidence/:dataSet/rejects.csv': fileReaders,
  '/evidence/:dataSet/flags.csv': fileReaders,
  '/figures/records': recordReaders,
  '/figures/records.csv': recordReaders,
  '/figures/records/:dataSet/:row': recordReaders,
  '/workplaces': registerReaders,
  '/workplaces/review': planners,
  '/workplaces/:id': registerReaders,
  '/workplaces/:id/join': planners,
  '/workplaces/:id/link': planners,
  '/plans/:plan/workshops/:workshop': planners,
  '/plans/:plan/workshops/:workshop/agenda': planners,
  '/plans/:plan/workshops/:workshop/remove': planners,
  '/plans/:plan/workshops/:workshop/projector': planners,
  '/plans/:plan/workshops/:workshop/worksheets': planners,
  '/plans/:plan/workshops/:workshop/paste': planners
}
/** Kinds that are not added by hand: what people say of what the evidence brought. */
const brought = [
  'data_set',
  'pin',
  'proof',
  'commitment_note',
  'memorandum_file',
  'workplace',
  'workplace_link',
  'workplace_decision'
]
/** What is added, drawn and recorded by the operations of an escalation. */
const ofEscalations = [
  'letter_template',
  'letter_contact',
  'letter_run',
  'escalation',
  'escalation_phase',
  'escalation_list',
  'workplace_event',
  'visit',
  'visit_finding'
]
/** What is frozen and signed, by its own operations. */
const ofReviews = ['plan_version', 'signature', 'review_change', 'public_extract']
/** What is made in a workshop, by its own operations. */
const ofWorkshops = ['workshop', 'participant', 'note', 'dot', 'note_comment']
/** Pages for people who have not signed in. */
const openPages = ['/sign-in', '/sign-in/code', '/design', '/design/drawings']
/** For anybody, and the same for everybody: what was published of a plan. */
const publicAddress = '/public/0123456789abcdef'

let portal: TestPortal
const browsers = {} as Record<(typeof signedIn)[number], Browser>

beforeAll(async () => {
  portal = await openTestPortal()
  for (const who of everybody) browsers[who] = await portal.browser(who)
  browsers.stakeholder = (await letIn(portal)).guest
})
afterAll(() => portal.close())

const may = (name: string, role: Role) => (expected[name] as readonly Role[] | undefined)?.includes(role) ?? false

async function outcomeOf(name: string, role: Role): Promise<string> {
  const operation = operations.find((one) => one.name === name)
  if (!operation) return 'unknown'
  const actor = { person: newId(), name: role, role, inspectorate: portal.actors.planner.inspectorate }
  const attempt =
    operation.kind === 'read'
      ? portal.performer.ask(operation, actor, { nonsense: 1 })
      : portal.performer.carryOut(operation, actor, { nonsense: 1 })
  return attempt.then(
    () => 'done',
    (error) => (error instanceof Problem ? error.code : String(error))
  )
}

describe('who may do what', () => {
  test('is written down for every operation, and for no operation that is not there', () => {
    expect(operations.map(({ name }) => name).filter((name) => !(name in expected))).toEqual([])
    expect(Object.keys(expected).filter((name) => !operations.some((one) => one.name === name))).toEqual([])
    expect(
      kinds
        .map(({ name }) => name)
        .filter((name) => ![...brought, ...ofEscalations, ...ofReviews, ...ofWorkshops].includes(name))
        .sort()
    ).toEqual([...kept, ...recorded].sort())
  })

  test('no two operations have one name', () => {
    const names = operations.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test.each(roles)('holds for each operation as %s', async (role) => {
    const wrong: string[] = []
    for (const { name } of operations) {
      const allowed = (await outcomeOf(name, role)) !== 'forbidden'
      if (allowed !== may(name, role)) wrong.push(`${name}: ${allowed ? 'allowed' : 'refused'}`)
    }
    expect(wrong).toEqual([])
  })

  test.each(signedIn)('holds over HTTP, as an endpoint and as a form, as %s', async (who) => {
    const wrong: string[] = []
    for (const { name, kind } of operations) {
      const answers =
        kind === 'read'
          ? [await browsers[who].get(`/api/${name}?nonsense=1`)]
          : [
              await browsers[who].json(name, { nonsense: 1 }),
              await browsers[who].post(`/do/${name}`, { nonsense: '1', _page: '/sign-in' })
            ]
      for (const { status } of answers) if ((status !== 403) !== may(name, who)) wrong.push(`${name}: ${status}`)
    }
    expect(wrong).toEqual([])
  })

  test('is nothing for somebody who has not signed in', async () => {
    const stranger = await portal.browser()
    const open: string[] = []
    for (const { name, kind } of operations) {
      const answer = kind === 'read' ? await stranger.get(`/api/${name}`) : await stranger.json(name, {})
      if (answer.status !== 401) open.push(`${name}: ${answer.status}`)
    }
    for (const { path } of pages) {
      if (openPages.includes(path)) continue
      const answer = await stranger.get(path.replaceAll(/:\w+/g, '3'))
      const door = path.startsWith('/workshops/') ? '/join' : '/sign-in'
      if (answer.status !== 303 || !answer.headers.get('location')?.startsWith(door))
        open.push(`${path}: ${answer.status}`)
    }
    expect(open).toEqual([])
  })

  test('is the same for everybody at a public address, whoever has signed in', async () => {
    const asked = [await portal.browser(), ...signedIn.map((who) => browsers[who])]
    const answers = await Promise.all(asked.map((one) => one.get(publicAddress)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    const written = await asked[0]?.post(publicAddress, { reason: 'x' })
    expect(written?.status).toBe(404)
  })

  test.each(signedIn)('shows the pages that are meant for %s', async (who) => {
    const wrong: string[] = []
    for (const { path } of pages) {
      const answer = await browsers[who].get(path.replaceAll(/:\w+/g, newId()))
      const open = who === 'stakeholder' && openPages.includes(path)
      const allowed = open || (closedPages[path] ?? everybody).includes(who)
      if (answer.status >= 500 || (answer.status !== 403) !== allowed) wrong.push(`${path}: ${answer.status}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('a write that does not come from a page of this portal', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site', origin: 'null' },
    { 'sec-fetch-site': 'same-site', origin: 'http://other.portal.test' },
    { origin: '', referer: 'https://evil.example/portal.test' },
    { origin: 'not an address' }
  ]
  test.each(foreign)('is refused: %o', async (headers) => {
    const before = await (await browsers.planner.get('/api/record.list?record=mandate')).text()
    const form = new URLSearchParams({ kind: 'legal', title: 'From elsewhere' })
    expect((await browsers.planner.send('/do/mandate.add', { method: 'POST', body: form, headers })).status).toBe(403)
    const body = JSON.stringify({ kind: 'legal', title: 'From elsewhere' })
    const json = { 'content-type': 'application/json', ...headers }
    expect((await browsers.planner.send('/api/mandate.add', { method: 'POST', body, headers: json })).status).toBe(403)
    expect(await (await browsers.planner.get('/api/record.list?record=mandate')).text()).toBe(before)
  })
})
