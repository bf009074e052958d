import { type Page, type PageContext, page } from '../kernel/page.ts'
import { listPlans } from '../plan/operations.ts'
import { planFields, planStates, steps } from '../plan/rules.ts'
import { stakeholderCategories } from '../stakeholder/rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { DateField, FileField, TextField } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Progress } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PageHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { readProgress } from './progress.operations.ts'
import { sayYears } from './say.part.ts'
import type { Whole } from './whole.rules.ts'

const { title, starts, ends, summary } = planFields
type Listed = Whole['plan'] & { done: number[] }

export const plansPages: Page[] = [
  page('/plans', 'plan.read', async (context) => {
    const { words } = context
    const plans = (await context.ask(listPlans, {})) as Whole['plan'][]
    const listed: Listed[] = await Promise.all(
      plans.map(async (plan) => ({ ...plan, done: (await context.ask(readProgress, { plan: plan.id })).done }))
    )
    return (
      <Layout title={words.t('plan.list')}>
        <PageHead
          title={words.t('plan.list.finding', { n: plans.length })}
          actions={
            context.may('plan.edit') && plans.length > 0 ? <AddButton>{words.t('plan.new')}</AddButton> : undefined
          }
        >
          {words.t('plan.list.explained')}
        </PageHead>
        {context.may('plan.edit') ? <AddPlan open={plans.length === 0} /> : null}
        {context.may('plan.edit') ? <FromTemplate /> : null}
        <div class="stack-m">
          {plans.length === 0 ? (
            <Empty title={words.t('plan.empty.title')}>{words.t('plan.empty')}</Empty>
          ) : (
            <DataTable
              caption={words.t('plan.list')}
              captionHidden
              columns={columnsOf(context)}
              rows={listed}
              rowKey={({ id }) => id}
            />
          )}
        </div>
      </Layout>
    )
  })
]

function columnsOf({ words }: PageContext): Column<Listed>[] {
  return [
    {
      key: 'title',
      label: words.t('plan.one'),
      head: true,
      cell: ({ id, title, example }) => (
        <>
          <a href={`/plans/${id}`} id={id}>
            <Written>{title}</Written>
          </a>{' '}
          {example ? <Example /> : null}
        </>
      )
    },
    { key: 'years', label: words.t('plan.years'), cell: (plan) => <bdi>{sayYears(plan)}</bdi> },
    {
      key: 'status',
      label: words.t('plan.status'),
      cell: ({ status }) => <Tag>{words.t(`plan.status.${status || planStates[0]}`)}</Tag>
    },
    {
      key: 'progress',
      label: words.t('plan.progress'),
      cell: ({ done }) => {
        const label = words.t('plan.progress.of', { done: done.length, of: steps.length })
        return (
          <Progress value={done.length} max={steps.length} label={label}>
            {label}
          </Progress>
        )
      }
    }
  ]
}

function AddPlan({ open }: { open: boolean }) {
  const words = useWords()
  const sent = useSent('plan.add')
  return (
    <OnDemand title={words.t('plan.new')} open={open || sent !== undefined}>
      <OperationForm
        operation="plan.add"
        hidden={{ status: planStates[0] }}
        returnTo="/plans/:id"
        action={words.t('plan.add')}
        kind="main"
      >
        <DeclaredFields record="plan" fields={{ title }} />
        <div class="side-by-side">
          <DeclaredFields record="plan" fields={{ starts, ends }} />
        </div>
        <DeclaredFields record="plan" fields={{ summary }} />
      </OperationForm>
    </OnDemand>
  )
}

/** A plan from the template of another inspectorate, to adapt. */
function FromTemplate() {
  const words = useWords()
  const sent = useSent('plan.load-template')
  return (
    <Details summary={words.t('template.load')} open={sent !== undefined}>
      <p class="soft measure">{words.t('template.explained')}</p>
      <OperationForm
        operation="plan.load-template"
        hidden={{ categories: stakeholderCategories.map((one) => words.t(`stakeholder.category.${one}`)).join('\n') }}
        files
        returnTo="/plans/:id"
        action={words.t('template.load')}
      >
        <FileField name="file" label={words.t('template.file')} accept=".json,application/json" />
        <div class="side-by-side">
          <TextField
            name="title"
            label={words.t('plan.title')}
            help={words.t('template.title.help')}
            maxLength={200}
            optional
          />
          <DateField name="starts" label={words.t('plan.starts')} />
        </div>
      </OperationForm>
    </Details>
  )
}
