import type { Intervention } from '../intervention/operations.ts'
import { pickFields, stepSix } from '../intervention/rules.ts'
import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { effectIn } from './model.rules.ts'
import { optimiserPath } from './path.rules.ts'
import { dayBefore } from './question.rules.ts'
import { sumLines } from './say.part.ts'
import { type Answered, answeredOf, askTold, ScenarioHead } from './told.part.tsx'

/** What a line of the chart would say, by field; only what the mix decides. */
type Taken = {
  of: Intervention
  values: Pick<Intervention, 'starts' | 'ends' | 'budget' | 'resources' | 'indicator' | 'goal'>
}

export const takePages: Page[] = [
  page('/plans/:plan/6/optimiser/:id/take', 'plan.edit', async (context) => {
    const { words, params, session } = context
    const plan = params.plan ?? ''
    const { told, interventions } = await askTold(context, params.id)
    const answered = answeredOf(told)
    if (!answered || told.old) throw new Problem('not-found')
    const here = `${optimiserPath(plan)}/${told.scenario.id}/take`
    return (
      <Layout title={words.t('scenario.take')}>
        <ScenarioHead plan={plan} title={words.t('scenario.take.title', { title: told.scenario.title })} told={told} />
        <div class="stack">
          <p class="measure">{words.t('scenario.take.explained')}</p>
          <Preview
            taken={takenOf(words, answered, interventions)}
            here={here}
            currency={session?.inspectorate.currency ?? ''}
          />
        </div>
      </Layout>
    )
  })
]

/** Dates, budget and expected reach of each line that the mix does; an indicator that people chose stays theirs. */
function takenOf(words: Words, { question, answer }: Answered, interventions: readonly Intervention[]): Taken[] {
  return sumLines(question, answer.deeds).flatMap(({ line, amount, cost, days, from, to }) => {
    const of = interventions.find(({ id }) => id === question.lines[line]?.intervention)
    if (!of) return []
    const own = words.t('scenario.indicator')
    const reach = (question.model.lines[line]?.effects ?? []).reduce(
      (sum, effect) => sum + effectIn(effect, answer.outlook),
      0
    )
    const isOwn = of.indicator === '' || of.indicator === own
    return [
      {
        of,
        values: {
          starts: question.days[from] ?? null,
          ends: dayBefore(question.days[to + 1] ?? ''),
          budget: Math.round(cost),
          resources: of.resources || words.t('scenario.resources', { n: Math.ceil(days) }),
          indicator: isOwn ? own : of.indicator,
          goal: isOwn ? Math.round(reach * amount) : of.goal
        }
      }
    ]
  })
}

function Preview({ taken, here, currency }: { taken: readonly Taken[]; here: string; currency: string }) {
  const words = useWords()
  const show = (field: keyof Taken['values'], value: string | number | null) => {
    if (value === null || value === '') return '–'
    if (field === 'starts' || field === 'ends') return words.date(String(value))
    return field === 'budget'
      ? words.money(Number(value), currency)
      : typeof value === 'number'
        ? words.number(value)
        : value
  }
  const changesOf = ({ of, values }: Taken) =>
    (Object.keys(values) as (keyof Taken['values'])[]).filter((field) => (of[field] ?? '') !== (values[field] ?? ''))
  const columns: Column<Taken>[] = [
    { key: 'name', label: words.t('intervention.one'), head: true, cell: ({ of }) => <Written>{of.name}</Written> },
    {
      key: 'changes',
      label: words.t('scenario.take.changes'),
      cell: (one) => (
        <ul>
          {changesOf(one).map((field) => (
            <li key={field}>
              {words.t('scenario.take.change', {
                field: words.t(`intervention.${field}`),
                before: show(field, one.of[field]),
                after: show(field, one.values[field])
              })}
            </li>
          ))}
        </ul>
      )
    },
    {
      key: 'take',
      label: words.t('scenario.take'),
      quiet: true,
      cell: (one) =>
        changesOf(one).length === 0 ? (
          <Tag kind="recorded">{words.t('scenario.taken')}</Tag>
        ) : (
          <OperationForm
            operation="intervention.fill-line"
            formKey={one.of.id}
            hidden={hiddenOf(one)}
            returnTo={here}
            action={words.t('scenario.take.one')}
            slim
            plain
          />
        )
    }
  ]
  return (
    <DataTable
      caption={words.t('scenario.take')}
      captionHidden
      columns={columns}
      rows={taken}
      rowKey={({ of }) => of.id}
    />
  )
}

/** The whole line as the form of the chart sends it: what the mix does not decide stays as it is. */
function hiddenOf({ of, values }: Taken): Record<string, string | number> {
  const line = Object.keys(pickFields(stepSix)).map((name) => {
    const field = name as (typeof stepSix)[number]
    return [field, { ...of, ...values }[field] ?? ''] as const
  })
  return { id: of.id, revision: of.revision, ...Object.fromEntries(line) }
}
