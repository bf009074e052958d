import { type Page, type PageContext, page } from '../kernel/page.ts'
import { ChoiceField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { HiddenField } from '../ui/form.tsx'
import { useFrame } from '../ui/frame.ts'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { workshopPath } from './kinds.operations.ts'
import { listWorkshopsOf } from './operations.ts'
import { settingFields, type ToldWorkshop } from './rules.ts'

type Listed = ToldWorkshop & { admitted: number; waiting: number }

export const listPages: Page[] = [
  page('/plans/:plan/workshops', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const workshops = await context.ask(listWorkshopsOf, { plan })
    const edit = context.may('plan.edit')
    const open = workshops.filter(({ status }) => status === 'open').length
    return (
      <Layout title={words.t('workshop.list')}>
        <Where label={words.t('workshop.list')} />
        <PageHead
          title={words.t('workshop.list.finding', { n: workshops.length, open })}
          actions={edit && workshops.length > 0 ? <AddButton>{words.t('workshop.new')}</AddButton> : undefined}
        >
          {words.t('workshop.list.explained')}
        </PageHead>
        {edit ? <AddWorkshop plan={plan} open={workshops.length === 0} /> : null}
        {edit ? (
          <p>
            {words.t('rehearsal.offer')} <a href="/rehearsal">{words.t('rehearsal.offer.action')}</a>
          </p>
        ) : null}
        <div class="stack-m">
          {workshops.length === 0 ? (
            edit ? null : (
              <Empty title={words.t('workshop.list.empty')}>{words.t('workshop.list.empty.explained')}</Empty>
            )
          ) : (
            <DataTable
              caption={words.t('workshop.list')}
              captionHidden
              columns={columnsOf(context, plan, edit)}
              rows={workshops}
              rowKey={({ id }) => id}
            />
          )}
        </div>
      </Layout>
    )
  })
]

function Where({ label }: { label: string }) {
  const { plan } = useFrame()
  return plan ? <Crumbs items={[{ label: plan.title, href: plan.href }, { label }]} /> : null
}

function columnsOf({ words }: PageContext, plan: string, edit: boolean): Column<Listed>[] {
  return [
    {
      key: 'title',
      label: words.t('workshop.one'),
      head: true,
      cell: ({ id, title }) => (
        <a href={edit ? workshopPath(plan, id) : `/workshops/${id}`} id={id}>
          <Written>{title}</Written>
        </a>
      )
    },
    {
      key: 'status',
      label: words.t('workshop.status'),
      cell: ({ status }) => (
        <Tag kind={status === 'open' ? 'recorded' : 'plain'}>{words.t(`workshop.status.${status}`)}</Tag>
      )
    },
    {
      key: 'people',
      label: words.t('workshop.people'),
      cell: ({ admitted, waiting }) => words.t('workshop.people.count', { admitted, waiting })
    }
  ]
}

function AddWorkshop({ plan, open }: { plan: string; open: boolean }) {
  const words = useWords()
  const sent = useSent('workshop.add')
  const { title, groups } = settingFields
  const agendas = ['three-days', 'none'].map((value) => ({
    value,
    label: words.t(`workshop.new.agenda.${value}`),
    help: words.t(`workshop.new.agenda.${value}.help`)
  }))
  return (
    <OnDemand title={words.t('workshop.new')} open={open || sent !== undefined}>
      <OperationForm
        operation="workshop.add"
        hidden={{ plan, language: words.language, door: 'ask', dots: 3 }}
        returnTo={`/plans/${plan}/workshops/:id`}
        action={words.t('workshop.add')}
        kind="main"
      >
        <DeclaredFields record="workshop" fields={{ title }} />
        <ChoiceField name="agenda" label={words.t('workshop.new.agenda')} value="three-days" options={agendas} />
        <DeclaredFields record="workshop" fields={{ groups }} />
        <HiddenField name="live_votes" value="" />
      </OperationForm>
    </OnDemand>
  )
}
