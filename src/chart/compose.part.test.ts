import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coherentPlan } from '../../test/coherent-plan.ts'
import { root } from '../kernel/root.ts'
import { readWordFiles, wordsFor } from '../kernel/words.ts'
import { composeDocument, type Edition } from './compose.part.ts'

const words = wordsFor(readWordFiles(join(root, 'words')), 'en')
const edition: Edition = {
  inspectorate: 'Labour Inspectorate',
  country: 'United States',
  currency: 'USD',
  today: '2026-11-22',
  evidence: [],
  inside: false,
  engagement: []
}
const compose = (given: Partial<Edition> = {}, whole = coherentPlan()) =>
  composeDocument(whole, words, { ...edition, ...given })

test('a document has the six steps in their order, then what others said of them, then its sources', () => {
  const { sections, period, title } = compose()
  expect(sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, undefined, undefined])
  expect([title, period]).toEqual(['Fair pay', '2026–2028'])
  expect(sections.at(-1)?.blocks).toMatchObject([
    { kind: 'sources', items: [expect.stringContaining('Concluded cases'), expect.anything()] }
  ])
})

test('every text of it is in words, never a key', () => {
  expect(JSON.stringify(compose({ inside: true }))).not.toMatch(
    /"(?:document|plan|chart|intervention|stakeholder|influence|hub|gap)\.[a-z][\w.-]*"/
  )
})

test('the chart is a turned table with a row for each intervention, in the order of the phases', () => {
  const operation = compose().sections[5]
  const chart = operation?.blocks.find((block) => block.kind === 'table' && block.landscape)
  expect(chart).toMatchObject({
    rows: [expect.arrayContaining(['Garment workshops', 'Minimum wage']), expect.anything()]
  })
})

test('a drawing stands in the document wherever there is something to draw', () => {
  const drawn = compose().sections.map(({ blocks }) => blocks.filter(({ kind }) => kind === 'picture').length)
  expect(drawn).toEqual([0, 3, 0, 0, 2, 1, 0, 0])
})

test('the rings of the bullseye judge partners: they are printed for the inspectorate alone', () => {
  const ring = words.t('label.ring.activists')
  expect(JSON.stringify(compose())).not.toContain(ring)
  expect(JSON.stringify(compose({ inside: true }))).toContain(ring)
})

test('the document with the rings says for whom alone it is, and the one to circulate does not', () => {
  expect(compose({ inside: true }).inside).toBe('For the inspectorate only: not to be passed on')
  expect(compose().inside).toBeUndefined()
})

test('the pictures of the bullseye and the map carry the key of their marks', () => {
  const pictures = compose({ inside: true }).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'picture' ? [block] : []))
  )
  const bullseye = pictures.find(({ title }) => title === words.t('document.bullseye.inside'))?.svg
  const map = pictures.find(({ description }) => description === words.t('chart.map.unit'))?.svg
  for (const drawn of [bullseye, map]) expect(drawn).toContain('Workers and their organisations')
  expect(map).toContain('hinders')
  expect(map).toContain('Political')
})

test('what is still open is named while the plan is a draft, and not once it is agreed', () => {
  const whole = coherentPlan()
  whole.employers = []
  const openIn = (status: 'draft' | 'agreed') => {
    whole.plan.status = status
    return compose({}, whole).sections.some(({ title }) => title === words.t('document.open'))
  }
  expect([openIn('draft'), openIn('agreed')]).toEqual([true, false])
})

test('an empty plan is still a document: each step says that nothing is written down', () => {
  const whole = coherentPlan()
  const lists = Object.entries(whole).filter(([, value]) => Array.isArray(value))
  Object.assign(whole, Object.fromEntries(lists.map(([list]) => [list, []])))
  const { sections } = compose({}, whole)
  expect(sections.slice(0, 6).every(({ blocks }) => blocks[0]?.kind === 'notice')).toBe(true)
})

test('beside a hub stand the legal provision of its issue and the business model of its target', () => {
  const whole = coherentPlan()
  const [hub] = whole.hubs
  const issue = whole.issues.find(({ id }) => id === hub?.issue)
  const target = whole.targets.find(({ id }) => id === hub?.target)
  if (issue) issue.provision = 'Labour Code, Article 12'
  if (target) target.business_model = 'Contractors that cut and sew'
  const tables = compose({}, whole).sections[1]?.blocks.filter((block) => block.kind === 'table') ?? []
  const hubs = tables.find(({ columns }) => columns[0]?.label === words.t('hub.one'))
  expect(hubs?.rows[0]?.slice(1, 3)).toEqual(['Labour Code, Article 12', 'Contractors that cut and sew'])
})

test('the mark of what is invented stands once where all of a table is, and on its rows where some are', () => {
  const whole = coherentPlan()
  const marksOf = () =>
    (compose({}, whole).sections[0]?.blocks ?? [])
      .slice(0, 2)
      .map((block) => JSON.stringify(block).match(/"mark":"example"/g)?.length ?? 0)
  for (const one of whole.mandates) one.example = true
  expect(marksOf()).toEqual([1, 0])
  for (const one of whole.mandates.slice(1)) one.example = false
  expect(marksOf()).toEqual([0, 1])
})

const stepOf = (number: number, whole = coherentPlan(), given: Partial<Edition> = {}) =>
  compose(given, whole).sections[number - 1]?.blocks ?? []

test('mandates stand by their kind, each kind below its name', () => {
  const whole = coherentPlan()
  whole.mandates.reverse()
  const table = stepOf(1, whole).find((block) => block.kind === 'table')
  expect(table).toMatchObject({
    rows: [
      [{ text: 'Legal', spans: true }],
      [{ text: 'legal' }, ''],
      [{ text: 'Policy', spans: true }],
      [{ text: 'policy' }, ''],
      [{ text: 'Political', spans: true }],
      [{ text: 'political' }, '']
    ]
  })
})

test('a power says when it was last used, what hinders it, and whether it lies untapped', () => {
  const whole = coherentPlan()
  const [power] = whole.resources
  if (power) Object.assign(power, { last_used: null, untapped: true, hindrance: 'Thought to be forbidden' })
  expect(stepOf(1, whole)).toContainEqual(
    expect.objectContaining({
      rows: [
        [expect.objectContaining({ text: 'Stop the shipment of goods (untapped)' }), 'never', 'Thought to be forbidden']
      ]
    })
  )
})

test('each answer to a why says what it rests on, and a belief that it is to be checked', () => {
  const whole = coherentPlan()
  const [why] = whole.whys
  if (why) Object.assign(why, { basis: 'belief', evidence: '' })
  expect(JSON.stringify(stepOf(3, whole))).toContain(`${why?.text} · belief, to be checked`)
})

test('an influence keeps its kind, its reach and its strength, and the strongest that hinder come first', () => {
  const whole = coherentPlan()
  const [one] = whole.influences
  if (one) Object.assign(one, { sign: 'negative', kind: 'financial', reach: 'indirect', strength: 4 })
  const text = JSON.stringify(stepOf(3, whole))
  expect(text).toContain('financial · indirect · strength 4 of 5')
})

test('a gate says in words who passes it and when, below the timeline', () => {
  const whole = coherentPlan()
  const [first, second] = whole.interventions
  if (first) Object.assign(first, { phase: 1, starts: '2026-09-01', ends: '2026-10-30' })
  if (second) Object.assign(second, { phase: 2, starts: '2026-12-01', ends: '2027-03-31', gate: 'Silent for 60 days' })
  const blocks = stepOf(6, whole)
  expect(blocks).toContainEqual(
    expect.objectContaining({
      rows: [
        [expect.objectContaining({ text: expect.stringContaining('Gate 1') }), expect.anything(), 'Silent for 60 days']
      ]
    })
  )
})

test('a reason why there is no baseline is not named among the sources', () => {
  const whole = coherentPlan()
  for (const one of whole.interventions) one.baseline_source = 'None was sent before'
  const blocks = compose({}, whole).sections.at(-1)?.blocks ?? []
  const heading = blocks.findIndex((block) => block.kind === 'heading' && block.text === words.t('document.baselines'))
  expect(JSON.stringify(blocks.slice(0, heading))).not.toContain('None was sent before')
  expect(JSON.stringify(blocks.slice(heading))).toContain('None was sent before')
})

test('what was invented is marked, and the notice of the demonstration goes with every page', () => {
  const whole = coherentPlan()
  for (const one of whole.interventions) one.example = true
  const document = compose({ demonstration: 'All of this is invented.' }, whole)
  expect(document.demonstration).toBe('All of this is invented.')
  expect(JSON.stringify(document.sections[5])).toContain('"mark":"example"')
})

test('what the records say of a hub stands in step 2 with its interval, and its data set among the sources', () => {
  const whole = coherentPlan()
  const [hub] = whole.hubs.filter(({ chosen }) => chosen)
  const record = {
    hub: hub?.id ?? '',
    data_set: '01900000-0000-7000-8000-00000000d5e7',
    query: '',
    name: 'Wage and hour cases',
    period: '2005 to 2016',
    source: 'Wage and Hour Division',
    licence: 'public domain',
    extracted: '2016-07-06',
    case_origin: 'unknown',
    breaches: 94,
    cases: 100,
    share: 0.94,
    low: 0.875,
    high: 0.972,
    small: false,
    workersAffected: 1234,
    backWages: null
  }
  const few = { ...record, cases: 12, breaches: 9, small: true }
  const complaints = { ...record, name: 'Complaints', case_origin: 'complaints' }
  const { sections } = compose({ evidence: [record, few, complaints] }, whole)
  expect(JSON.stringify(sections[1]?.blocks)).toContain(
    'Complaints: Its cases come from complaints: they say nothing about workplaces where nobody complained.'
  )
  expect(sections[1]?.blocks).toContainEqual(
    expect.objectContaining({
      kind: 'table',
      rows: [
        [
          { text: 'Minimum wage – Garment workshops', bold: true },
          'Wage and hour cases, 2005 to 2016',
          '94 of 100',
          '94% (88% to 97%)',
          '1,234',
          '–'
        ],
        expect.arrayContaining(['9 of 12', expect.stringContaining('Fewer than 30 cases')]),
        expect.anything()
      ]
    })
  )
  expect(JSON.stringify(sections.at(-1)?.blocks)).toContain('Wage and Hour Division. public domain')
})

test('what is next with each stakeholder is printed for the inspectorate alone', () => {
  const [stakeholder] = coherentPlan().stakeholders
  if (!stakeholder) throw new Error('no stakeholder')
  const due = { state: 'overdue', days: 3 } as const
  const next = {
    what: 'step',
    id: 's',
    text: 'Show the price of a lawful piece',
    who: '',
    due,
    day: '2026-11-19'
  } as const
  const engaged = { stakeholder, steps: [], contacts: [], next, last: undefined, who: { by: 'A. Diallo', with: '' } }
  const told = JSON.stringify(compose({ inside: true, engagement: [engaged] }))
  expect(told).toContain('Show the price of a lawful piece: overdue by 3 days')
  expect(told).toContain('A. Diallo')
  expect(JSON.stringify(compose({ engagement: [engaged] }))).not.toContain('lawful piece')
})
