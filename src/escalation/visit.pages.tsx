import { isId } from '../kernel/id.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { Filters, HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Example, ExampleAmong, ExampleOfAll, Tag, type TagKind } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { searchRegister } from '../workplace/operations.ts'
import { nameOf, placeOf } from '../workplace/said.part.tsx'
import { Where } from './escalation.pages.tsx'
import { outcomeOf } from './rules.ts'
import { readVisitForm, readVisits, type VisitShown, visitPageSize } from './visit.operations.ts'
import { VisitFields } from './visit-form.part.tsx'

const visitsPath = (plan: string) => `/plans/${plan}/visits`

export const visitPages: Page[] = [
  page('/plans/:plan/visits', 'workplace.read', async (context) => {
    const { words, params, query, may } = context
    const plan = params.plan ?? ''
    const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
    const found = await context.ask(readVisits, { plan, page: number })
    const title = words.t('visit.list.title', { n: found.counted })
    return (
      <Layout title={title} wide>
        <div class="stack">
          <Where plan={plan} items={[{ label: words.t('visit.list') }]} />
          <PageHead
            title={
              <>
                {title} <ExampleOfAll rows={found.rows} />
              </>
            }
            actions={
              may('visit.record') ? (
                <LinkButton href={`${visitsPath(plan)}/new`} kind="main">
                  {words.t('visit.record')}
                </LinkButton>
              ) : null
            }
          >
            {words.t('visit.list.explained')}
          </PageHead>
          {found.rows.length === 0 ? (
            <Empty level={2} title={words.t('visit.list.empty')} />
          ) : (
            <VisitTable plan={plan} of={found} />
          )}
          <Pages
            page={number}
            pages={Math.ceil(found.visits / visitPageSize)}
            href={(to) => `${visitsPath(plan)}?page=${to}`}
          />
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/visits/new', 'visit.record', async (context) => {
    const { words, params, query } = context
    const plan = params.plan ?? ''
    const [workplace, escalation] = [query('workplace'), query('escalation')].map((id) => (isId(id) ? id : null))
    const form = await context.ask(readVisitForm, { plan, workplace, escalation })
    const title = words.t('visit.record')
    return (
      <Layout title={title}>
        <div class="stack">
          <Where plan={plan} items={[{ label: words.t('visit.list'), href: visitsPath(plan) }, { label: title }]} />
          <PageHead kicker={title} title={form.workplace?.name ?? words.t('visit.where')}>
            {form.workplace?.city}
          </PageHead>
          {form.workplace ? (
            <OperationForm
              operation="visit.record"
              hidden={{ plan, workplace: form.workplace.id, ...(escalation ? { escalation } : {}) }}
              returnTo={`${visitsPath(plan)}/:id`}
              action={words.t('visit.save')}
              kind="main"
            >
              <VisitFields of={form} />
            </OperationForm>
          ) : (
            await Find(context, plan)
          )}
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/visits/:visit', 'visit.record', async (context) => {
    const { words, params } = context
    const { plan = '', visit: id = '' } = params
    const form = await context.ask(readVisitForm, { plan, visit: id })
    const { visit, workplace } = form
    const title = workplace?.name ?? ''
    if (!visit || !workplace) throw new Error('a visit that is read has its workplace')
    return (
      <Layout title={title}>
        <div class="stack">
          <Where
            plan={plan}
            items={[{ label: words.t('visit.list'), href: visitsPath(plan) }, { label: words.date(visit.day) }]}
          />
          <PageHead
            kicker={words.t('visit.of', { day: words.date(visit.day) })}
            title={
              <>
                <Written>{title}</Written> {visit.example ? <Example /> : null}
              </>
            }
            actions={
              <LinkButton href={`/workplaces/${workplace.id}`} slim>
                {words.t('escalation.way.register')}
              </LinkButton>
            }
          >
            {words.t('visit.counts')}
          </PageHead>
          {visit.withdrawn ? (
            <Notice kind="wait" title={words.t('visit.is-withdrawn')}>
              {visit.withdrawn}
            </Notice>
          ) : (
            <>
              <OperationForm
                operation="visit.correct"
                hidden={{ id, revision: visit.revision }}
                action={words.t('record.save')}
              >
                <VisitFields of={form} />
              </OperationForm>
              <Withdraw id={id} revision={visit.revision} />
            </>
          )}
        </div>
      </Layout>
    )
  })
]

function Withdraw({ id, revision }: { id: string; revision: number }) {
  const words = useWords()
  const sent = useSent('visit.withdraw')
  return (
    <Details summary={words.t('visit.withdraw')} open={sent !== undefined}>
      <OperationForm
        operation="visit.withdraw"
        hidden={{ id, revision }}
        action={words.t('visit.withdraw')}
        kind="stop"
      >
        <TextField name="withdrawn" label={words.t('visit.withdrawn')} maxLength={500} />
      </OperationForm>
    </Details>
  )
}

/** The workplace of a visit is found by name, number or town in the register. */
async function Find(context: PageContext, plan: string) {
  const { words, query } = context
  const text = query('q').trim().slice(0, 200)
  const found = text ? await context.ask(searchRegister, { text }) : undefined
  return (
    <>
      <Filters action={`${visitsPath(plan)}/new`} show={words.t('register.search')}>
        <TextField type="search" name="q" label={words.t('register.search.label')} value={text} />
        {query('escalation') ? <HiddenField name="escalation" value={query('escalation')} /> : null}
      </Filters>
      {found?.workplaces.length === 0 ? <p class="soft">{words.t('register.none.explained')}</p> : null}
      <Items
        items={(found?.workplaces ?? []).map((one) => ({
          key: one.id,
          body: (
            <>
              <a href={`${visitsPath(plan)}/new?workplace=${one.id}`}>
                <strong dir="auto">{nameOf(words, one)}</strong>
              </a>
              <p class="small soft">
                <Written>{placeOf(one)}</Written>
              </p>
            </>
          )
        }))}
      />
    </>
  )
}

const tagOf: Record<ReturnType<typeof outcomeOf>, TagKind> = {
  compliant: 'ok',
  not_compliant: 'breach',
  not_assessed: 'unknown'
}

function VisitTable({ plan, of: { rows } }: { plan: string; of: { rows: readonly VisitShown[] } }) {
  const words = useWords()
  const columns: Column<VisitShown>[] = [
    {
      key: 'name',
      label: words.t('workplace.one'),
      head: true,
      cell: (row) => (
        <>
          <a href={`${visitsPath(plan)}/${row.id}`} dir="auto">
            {nameOf(words, { name: row.name || null, identifier: null, masked: row.masked })}
          </a>{' '}
          <ExampleAmong rows={rows} row={row} />
        </>
      )
    },
    { key: 'city', label: words.t('register.place'), cell: ({ city }) => <span dir="auto">{city || '–'}</span> },
    { key: 'day', label: words.t('visit.day'), cell: ({ day }) => words.date(day) },
    {
      key: 'presence',
      label: words.t('visit.presence'),
      cell: ({ presence }) => words.t(`visit.presence.${presence}`)
    },
    {
      key: 'result',
      label: words.t('visit_finding.result'),
      cell: ({ withdrawn, findings }) => {
        if (withdrawn) return <Tag kind="na">{words.t('visit.state.withdrawn')}</Tag>
        const outcome = outcomeOf(findings.map(({ result }) => result))
        return <Tag kind={tagOf[outcome]}>{words.t(`visit_finding.result.${outcome}`)}</Tag>
      }
    },
    { key: 'inspector', label: words.t('visit.inspector') }
  ]
  return (
    <DataTable caption={words.t('visit.list')} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
  )
}
