import { hubName, StepTop } from '../influence/step.part.tsx'
import type { Intervention } from '../intervention/operations.ts'
import { kinds } from '../intervention/rules.ts'
import { interventionStates } from '../intervention/work.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { readNews } from '../plan/history.operations.ts'
import { Moment, sayEntry } from '../plan/history.part.tsx'
import { isFromDoor } from '../plan/history.rules.ts'
import { stepPath } from '../plan/rules.ts'
import { SelectField, YesField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Filters, LinkButton, PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { readWork } from './operations.ts'
import { workPath } from './path.rules.ts'
import { filterWork, latenessOf, nothingDone, type Totals, type WorkFilter } from './rules.ts'
import { StatusTag, sayLateness, sayProgress } from './say.part.tsx'

type Work = Intervention & { totals: Totals; hubTitle: string; doer: string }
type NewsTold = Awaited<ReturnType<(typeof readNews)['run']>>
const mostTold = 8
type Room = { context: PageContext; plan: string; work: Work[]; filter: WorkFilter; today: string }

export const workPages: Page[] = [
  page('/plans/:plan/6/delivery', 'plan.read', async (context) => {
    const { words, params, query } = context
    const plan = params.plan ?? ''
    const { interventions, totals, hubs, stakeholders } = await context.ask(readWork, { plan })
    const hubTitles = new Map(hubs.map((hub) => [hub.id, hubName(words, hub)]))
    const names = new Map(stakeholders.map(({ id, name }) => [id, name]))
    const work = interventions.map((one) => ({
      ...one,
      totals: totals.find(({ intervention }) => intervention === one.id) ?? nothingDone(one.id),
      hubTitle: hubTitles.get(one.hub) ?? '',
      doer: names.get(one.carried_out_by ?? '') ?? words.t('intervention.carried_out_by.none')
    }))
    const filter = {
      status: query('status'),
      owner: query('owner'),
      kind: query('kind'),
      late: query('late') === 'yes'
    }
    const room = { context, plan, work, filter, today: new Date().toISOString().slice(0, 10) }
    const question = words.t('work.question')
    return (
      <Layout title={question} wide>
        <StepTop plan={plan} step={6} tab="work" subject="chart" question={question}>
          {words.t('work.explained')}
        </StepTop>
        {work.length === 0 ? (
          <NoWork plan={plan} />
        ) : (
          <div class="stack-l">
            <News plan={plan} of={await context.ask(readNews, { plan })} />
            <WorkList {...room} />
          </div>
        )}
      </Layout>
    )
  })
]

/** What stakeholders wrote since one last looked. */
function News({ plan, of: { entries, upTo } }: { plan: string; of: NewsTold }) {
  const words = useWords()
  const told = entries.filter(isFromDoor)
  if (told.length === 0) return null
  return (
    <section class="stack-s">
      <SectionHead
        title={words.t('work.told', { n: told.length })}
        actions={
          <PostButton action="/do/plan.mark-seen" fields={{ plan, event: String(upTo), _return: workPath(plan) }} slim>
            {words.t('plan.mark-seen')}
          </PostButton>
        }
      />
      <Items
        items={told.slice(0, mostTold).map((entry) => ({
          key: String(entry.number),
          body: (
            <>
              {sayEntry(words, entry)}
              <p class="soft small">
                <bdi>{entry.person}</bdi> · <Moment at={entry.at} />
              </p>
            </>
          )
        }))}
      />
    </section>
  )
}

function NoWork({ plan }: { plan: string }) {
  const words = useWords()
  return (
    <Empty
      level={2}
      title={words.t('intervention.empty.title')}
      action={
        <LinkButton href={`${stepPath(plan, 5, 'interventions')}#add`} kind="main">
          {words.t('intervention.add')}
        </LinkButton>
      }
    >
      {words.t('work.empty')}
    </Empty>
  )
}

function WorkList(room: Room) {
  const words = useWords()
  const { work, filter, today, plan } = room
  const shown = filterWork(work, filter, today)
  const narrowed = shown.length < work.length
  return (
    <section class="stack">
      <SectionHead
        title={words.t('work.finding', {
          under: work.filter(({ status }) => status === 'under_way').length,
          done: work.filter(({ status }) => status === 'done').length,
          late: work.filter((one) => latenessOf(one, today)).length,
          n: work.length
        })}
        mark={<ExampleOfAll rows={work} />}
      />
      <FilterBar {...room} />
      {narrowed ? (
        <p class="soft">
          {words.t('work.shown', { n: shown.length, of: work.length })}{' '}
          <a href={workPath(plan)}>{words.t('work.all')}</a>
        </p>
      ) : null}
      {[...Map.groupBy(shown, ({ hubTitle }) => hubTitle)].map(([hub, rows]) => (
        <div key={hub} class="stack-s">
          <h3>
            <Written>{hub}</Written>
          </h3>
          <DataTable caption={hub} captionHidden columns={columnsOf(room)} rows={rows} rowKey={({ id }) => id} />
        </div>
      ))}
    </section>
  )
}

function FilterBar({ plan, work, filter }: Room) {
  const words = useWords()
  const owners = [...new Set(work.map(({ owner }) => owner))].filter((owner) => owner !== '').sort(words.compare)
  const used = kinds.filter((kind) => work.some((one) => one.kind === kind))
  const all = words.t('work.filter.all')
  return (
    <Filters action={workPath(plan)}>
      <SelectField
        name="status"
        label={words.t('intervention.status')}
        value={filter.status}
        empty={all}
        options={[
          ...interventionStates.map((value) => ({ value, label: words.t(`intervention.status.${value}`) })),
          { value: '-', label: words.t('work.status.none') }
        ]}
      />
      {owners.length > 1 ? (
        <SelectField
          name="owner"
          dir="auto"
          label={words.t('intervention.owner')}
          value={filter.owner}
          empty={all}
          options={owners.map((value) => ({ value, label: value }))}
        />
      ) : null}
      {used.length > 1 ? (
        <SelectField
          name="kind"
          label={words.t('intervention.kind')}
          value={filter.kind}
          empty={all}
          options={used.map((value) => ({ value, label: words.t(`intervention.kind.${value}`) }))}
        />
      ) : null}
      <YesField name="late" label={words.t('work.filter.late')} value={filter.late} />
    </Filters>
  )
}

function columnsOf({ context, plan, work, today }: Room): Column<Work>[] {
  const { words, session, may } = context
  const currency = session?.inspectorate.currency ?? ''
  return [
    {
      key: 'name',
      label: words.t('intervention.one'),
      head: true,
      cell: (one) => (
        <>
          <a href={workPath(plan, one.id)} id={one.id}>
            <Written>{one.name}</Written>
          </a>{' '}
          <ExampleAmong rows={work} row={one} />
          <br />
          <Tag kind={one.family}>
            {one.kind ? words.t(`intervention.kind.${one.kind}`) : words.t(`intervention.family.${one.family}`)}
          </Tag>
        </>
      )
    },
    {
      key: 'who',
      label: words.t('work.who'),
      cell: (one) => (
        <span>
          <Written>{one.owner || words.t('work.nobody')}</Written>
          <small>
            <Written>{one.doer}</Written>
          </small>
        </span>
      )
    },
    {
      key: 'status',
      label: words.t('intervention.status'),
      cell: (one) => {
        const late = sayLateness(words, one, today)
        return (
          <>
            <StatusTag status={one.status} />
            {one.status_reason && (one.status === 'paused' || one.status === 'dropped') ? (
              <small>
                <Written>{one.status_reason}</Written>
              </small>
            ) : null}
            {late ? (
              <small>
                <Tag kind="wait">{late}</Tag>
              </small>
            ) : null}
          </>
        )
      }
    },
    {
      key: 'progress',
      label: words.t('work.progress'),
      cell: (one) => sayProgress(words, one, one.totals, today, currency) || words.t('work.progress.none')
    },
    ...(may('work.record')
      ? [
          {
            key: 'actions',
            label: words.t('intervention.column.actions'),
            quiet: true,
            cell: ({ id, name }: Work) => (
              <a href={`${workPath(plan, id)}#add`}>
                {words.t('delivery.record')}
                <span class="vh">{` ${name}`}</span>
              </a>
            )
          }
        ]
      : [])
  ]
}
