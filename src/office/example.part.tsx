import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Details, Terms } from '../ui/notice.tsx'
import { Items } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { type ExamplePlan, readExamplePlan } from './example-plan.part.ts'

/** For each part of a plan: the kind of its records, by what they are called, and what is shown of them. */
const parts = {
  mandates: { kind: 'mandate', named: ['title'], fields: ['kind', 'form', 'reference', 'note'] },
  resources: {
    kind: 'resource',
    named: ['name'],
    fields: ['kind', 'quantity', 'needed', 'unit', 'last_used', 'hindrance']
  },
  sources: { kind: 'source', named: ['name'], fields: ['kind', 'form', 'period', 'grade', 'finding'] },
  issues: { kind: 'issue', named: ['name'], fields: ['provision', 'priority', 'compliance', 'note'] },
  targets: { kind: 'target', named: ['name'], fields: ['business_model', 'priority', 'compliance', 'note'] },
  hubs: { kind: 'hub', named: ['issue', 'target'], fields: ['reason'] },
  employers: { kind: 'employer', named: ['name'], fields: ['role', 'workplaces', 'note'] },
  whys: { kind: 'why', named: ['text'], fields: ['parent', 'evidence', 'changeable_by'] },
  influences: { kind: 'influence', named: ['name'], fields: ['sign', 'kind', 'works', 'wielder', 'lever'] },
  stakeholders: { kind: 'stakeholder', named: ['name'], fields: ['category', 'influence', 'in_kind', 'connections'] },
  bullseye: { kind: 'stakeholder', named: ['name'], fields: ['present_ring', 'desired_ring', 'approach'] },
  stakeholderHubs: { kind: 'stakeholder_hub', named: ['stakeholder', 'hub'], fields: ['weight'] },
  interventions: { kind: 'intervention', named: ['name'], fields: ['family', 'by', 'influences', 'stakeholders'] },
  priorities: {
    kind: 'intervention',
    named: ['name'],
    fields: ['impact', 'reach', 'sustainability', 'feasibility', 'leverage', 'effort', 'cost', 'risk']
  },
  map: { kind: 'intervention', named: ['name'], fields: ['influences', 'stakeholders'] },
  timeline: { kind: 'intervention', named: ['name'], fields: ['phase', 'gate', 'starts', 'ends'] },
  chart: {
    kind: 'intervention',
    named: ['name'],
    fields: [
      'phase',
      'gate',
      'owner',
      'starts',
      'ends',
      'resources',
      'budget',
      'indicator',
      'baseline',
      'goal',
      'baseline_unit'
    ]
  }
} as const
export type ExamplePart = keyof typeof parts

/** Parts that show further fields of another part's list. */
const listOf: Partial<Record<ExamplePart, string>> = {
  bullseye: 'stakeholders',
  priorities: 'interventions',
  map: 'interventions',
  timeline: 'interventions',
  chart: 'interventions'
}
/** Fields whose name in the file is shorter than that of their words. */
const longNames: Record<string, string> = { by: 'carried_out_by' }
const shownEntries = 6

/** "Show me an example": what the finished plan of the demonstration has in these parts of a step. */
export function StepExample({ part }: { part: ExamplePart | readonly ExamplePart[] }) {
  const words = useWords()
  const plan = readExamplePlan(words.language)
  const shown = [part].flat().filter((one) => entriesOf(plan, one).length > 0)
  if (shown.length === 0) return null
  return (
    <aside class="step-example" aria-label={words.t('example.show')}>
      <Details summary={words.t('example.show')}>
        <p class="soft measure">
          {words.t('example.explained', { plan: String(plan.title ?? '') })} <Example />
        </p>
        {shown.map((one) => (
          <Entries key={one} part={one} plan={plan} />
        ))}
      </Details>
    </aside>
  )
}

function entriesOf(plan: ExamplePlan, part: ExamplePart) {
  return (plan[listOf[part] ?? part] ?? []).slice(0, shownEntries)
}

function Entries({ part, plan }: { part: ExamplePart; plan: ExamplePlan }) {
  const words = useWords()
  const { kind, named, fields } = parts[part]
  const say = (field: string, value: unknown) => sayValue(words, plan, kind, field, value)
  return (
    <Items
      items={entriesOf(plan, part).map((entry, index) => ({
        key: String(index),
        body: (
          <>
            <p class="strong">{named.map((field) => say(field, entry[field])).join(' – ')}</p>
            <Terms
              items={fields
                .map((field) => ({
                  term: words.t(`${kind}.${longNames[field] ?? field}`),
                  value: say(field, entry[field])
                }))
                .filter(({ value }) => value !== '')}
            />
          </>
        )
      }))}
    />
  )
}

/** A value in words: a choice by its option, a reference by the name of what it points to. */
function sayValue(words: Words, plan: ExamplePlan, kind: string, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return words.list(value.map((one) => sayValue(words, plan, kind, field, one)))
  if (typeof value === 'number') return words.number(value, Number.isInteger(value) ? 0 : 1)
  const text = String(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return words.date(text)
  const option = [`${kind}.${field}.${text}`, `label.ring.${text}`, `label.${field}.${text}`].find((key) =>
    words.has(key)
  )
  if (option) return words.t(option)
  if (field === 'by' && text === 'inspectorate') return words.t('example.inspectorate')
  return nameOf(plan, field, text) ?? text
}

/** Lists in which a reference of this name finds its record. */
const referredLists: Record<string, string> = {
  issue: 'issues',
  target: 'targets',
  hub: 'hubs',
  parent: 'whys',
  by: 'stakeholders',
  stakeholder: 'stakeholders',
  influences: 'influences',
  stakeholders: 'stakeholders'
}

function nameOf(plan: ExamplePlan, field: string, key: string): string | undefined {
  const list = referredLists[field]
  const found = list ? plan[list]?.find((entry) => entry.key === key) : undefined
  if (!found) return undefined
  if (list !== 'hubs') return String(found.name ?? found.text ?? '')
  return ['issue', 'target'].map((part) => nameOf(plan, part, String([found[part]].flat()[0]))).join(' – ')
}
