import { demandId } from '../evidence/address.rules.ts'
import { hubName } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Notice, Progress, Terms } from '../ui/notice.tsx'
import { AddButton } from '../ui/on-demand.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Direction, Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { DeliveryList, RecordForm, ToldBy } from './delivery.part.tsx'
import { readIndicators } from './indicator.operations.ts'
import { openProofFile, readIntervention } from './operations.ts'
import { indicatorPath, workPath } from './path.rules.ts'
import { served } from './proof.rules.ts'
import type { Room } from './room.part.ts'
import { isAheadOfStatus, type Standing, standingsOf } from './rules.ts'
import { factsTold, StatusTag, sayLateness, sayMeasure, sayProgress } from './say.part.tsx'
import { sayReason, VerdictTag } from './standing.part.tsx'
import { DescribeForm, StepForms } from './step.part.tsx'

export const interventionPages: Page[] = [
  page('/plans/:plan/6/delivery/:id', 'plan.read', async (context) => {
    const { words, params, session, may } = context
    const plan = params.plan ?? ''
    const found = await context.ask(readIntervention, { plan, id: demandId(params.id) })
    const { indicators } = await context.ask(readIndicators, { plan })
    const names = new Map(found.stakeholders.map(({ id, name }) => [id, name]))
    const room: Room = {
      ...found,
      context,
      plan,
      today: new Date().toISOString().slice(0, 10),
      currency: session?.inspectorate.currency ?? '',
      nameOf: (id) => names.get(id) ?? '',
      followed: indicators.filter((one) => one.intervention === found.intervention.id)
    }
    const { intervention, totals, hubs, today, currency } = room
    const hub = hubs.find(({ id }) => id === intervention.hub)
    const progress = sayProgress(words, intervention, totals, today, currency)
    const late = sayLateness(words, intervention, today)
    return (
      <Layout title={intervention.name}>
        <Crumbs
          items={[
            { label: words.t('plan.one'), href: `/plans/${plan}` },
            { label: words.t('chart.tab.delivery'), href: workPath(plan) },
            { label: intervention.name }
          ]}
        />
        <PageHead
          kicker={hub ? hubName(words, hub) : undefined}
          title={intervention.name}
          actions={may('work.record') ? <AddButton>{words.t('delivery.record')}</AddButton> : undefined}
        >
          {progress === '' ? words.t('work.progress.none') : words.t('work.stands', { progress })}
        </PageHead>
        <p class="row after-head">
          <StatusTag status={intervention.status} />
          <Tag kind={intervention.family}>{words.t(`intervention.family.${intervention.family}`)}</Tag>
          {intervention.kind ? <Tag>{words.t(`intervention.kind.${intervention.kind}`)}</Tag> : null}
          {late ? <Tag kind="wait">{late}</Tag> : null}
          {intervention.example ? <Example /> : null}
        </p>
        {may('work.record') ? <RecordForm {...room} /> : null}
        <div class="two">
          <div class="stack-l">
            <Expected {...room} />
            <Followed {...room} />
            <DeliveryList {...room} />
          </div>
          <div class="stack-l">
            <Status {...room} />
            <Notes {...room} />
            <KindFacts {...room} />
            <AroundIt {...room} />
          </div>
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/6/delivery/:id/files/:file', 'evidence.read-records', async ({ ask, params }) => {
    const { name, type, bytes, body } = await ask(openProofFile, { id: demandId(params.file) })
    const { type: mediaType, shown } = served[type]
    return new Response(body, {
      headers: {
        'content-type': mediaType,
        'content-length': String(bytes),
        'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`
      }
    })
  })
]

/** What was expected beside what is there. */
function Expected({ context, intervention, totals, currency }: Room) {
  const { words } = context
  const standings = standingsOf(intervention, totals).filter(
    ({ expected, actual }) => expected !== null || actual !== null
  )
  const say = ({ measure }: Standing, value: number | null) =>
    value === null ? '–' : <bdi>{sayMeasure(words, measure, value, currency)}</bdi>
  const columns: Column<Standing>[] = [
    {
      key: 'measure',
      label: words.t('work.measure'),
      head: true,
      cell: (one) => words.t(`work.measure.${one.measure}`)
    },
    { key: 'expected', label: words.t('work.expected'), numeric: true, cell: (one) => say(one, one.expected) },
    { key: 'actual', label: words.t('work.actual'), numeric: true, cell: (one) => say(one, one.actual) },
    {
      key: 'share',
      label: words.t('work.share'),
      cell: ({ share, measure }) =>
        share === null ? null : (
          <Progress value={share} max={1} label={words.t(`work.measure.${measure}`)}>
            {words.share(share)}
          </Progress>
        )
    }
  ]
  return (
    <section class="stack-s">
      <SectionHead title={words.t('work.expected.title')} />
      <DataTable
        caption={words.t('work.expected.title')}
        captionHidden
        columns={columns}
        rows={standings}
        rowKey={({ measure }) => measure}
        empty={<p class="soft">{words.t('work.expected.none')}</p>}
      />
      {totals.women !== null && totals.workers ? (
        <p class="soft small">{words.t('work.women', { women: totals.women, workers: totals.workers })}</p>
      ) : null}
      {totals.deliveries > 1 && totals.workplaces !== null ? (
        <p class="soft small">{words.t('work.counted-twice')}</p>
      ) : null}
    </section>
  )
}

/** The indicators by which one knows whether it works, and where each stands. */
function Followed({ followed, plan }: Room) {
  const words = useWords()
  if (followed.length === 0) return null
  return (
    <section class="stack-s">
      <SectionHead title={words.t('chart.tab.indicators')} />
      <Items
        items={followed.map((one) => ({
          key: one.id,
          body: (
            <>
              <a href={indicatorPath(plan, one.id)}>
                <Written>{one.name}</Written>
              </a>
              <p class="soft small">{sayReason(words, one)}</p>
            </>
          ),
          actions: <VerdictTag verdict={one.standing.verdict} />
        }))}
      />
    </section>
  )
}

/** Where it stands, why, and the steps that the person may take from there. */
function Status(room: Room) {
  const words = useWords()
  const { intervention, totals } = room
  return (
    <section class="stack-s">
      <SectionHead title={words.t('intervention.status')} />
      <p>
        <StatusTag status={intervention.status} />{' '}
        {intervention.status_reason ? <Written>{intervention.status_reason}</Written> : null}
      </p>
      {isAheadOfStatus(intervention, totals) ? <Notice kind="wait">{words.t('work.ahead')}</Notice> : null}
      <StepForms {...room} />
    </section>
  )
}

/** What whoever carries it out says of it, through the door for stakeholders. */
function Notes({ notes, told, plan, intervention, context }: Room) {
  const { words, may } = context
  if (notes.length === 0) return null
  const here = workPath(plan, intervention.id)
  return (
    <section class="stack-s">
      <SectionHead title={words.t('commitment.notes')} />
      <Items
        items={notes.map((one) => ({
          key: one.id,
          body: (
            <>
              <Written>{one.text}</Written>
              <p class="soft small">
                {words.date(one.day)}
                {' · '}
                <ToldBy record={one.id} told={told} />
              </p>
            </>
          ),
          ...(may('work.record')
            ? {
                actions: (
                  <a href={`/records/commitment_note/${one.id}/remove?from=${here}`}>
                    {words.t('note.remove.commitment')}
                  </a>
                )
              }
            : {})
        }))}
      />
    </section>
  )
}

function KindFacts(room: Room) {
  const { intervention, context, nameOf } = room
  const { words, may } = context
  const facts = factsTold(words, intervention, nameOf)
  return (
    <section class="stack-s">
      <SectionHead
        title={intervention.kind ? words.t(`intervention.kind.${intervention.kind}`) : words.t('work.kind.none')}
      />
      {facts.length > 0 ? (
        <Terms
          items={facts.map(({ term, name, value }) => ({
            term,
            value: name === 'published_at' && /^https?:/.test(value) ? <a href={value}>{value}</a> : value
          }))}
        />
      ) : (
        <p class="soft">{words.t(intervention.kind ? 'work.facts.none' : 'work.kind.none.explained')}</p>
      )}
      {may('plan.edit') ? <DescribeForm {...room} /> : null}
    </section>
  )
}

/** Who, when, with what, against which influences, by which indicator. */
function AroundIt({ context, intervention, influences, stakeholders, plan, currency, nameOf }: Room) {
  const { words, may } = context
  const { owner, starts, ends, budget, resources, indicator, phase } = intervention
  const dash = '–'
  const partners = stakeholders.filter(({ id }) => intervention.stakeholders.includes(id)).map(({ name }) => name)
  const days = starts && ends ? words.period(starts, ends) : starts || ends ? words.date(starts ?? ends ?? '') : dash
  return (
    <section class="stack-s">
      <SectionHead title={words.t('work.around')} />
      <Terms
        items={[
          { term: words.t('intervention.owner'), value: owner || words.t('work.nobody') },
          {
            term: words.t('intervention.carried_out_by'),
            value: nameOf(intervention.carried_out_by ?? '') || words.t('intervention.carried_out_by.none')
          },
          { term: words.t('intervention.stakeholders'), value: words.list(partners) || dash },
          { term: words.t('work.period'), value: days },
          { term: words.t('intervention.phase'), value: phase === null ? dash : words.number(phase) },
          {
            term: words.t('intervention.budget'),
            value: budget === null ? dash : <bdi>{sayMeasure(words, 'cost', budget, currency)}</bdi>
          },
          { term: words.t('intervention.resources'), value: resources || dash },
          { term: words.t('intervention.indicator'), value: indicator || dash },
          {
            term: words.t('intervention.influences'),
            value:
              influences.length === 0 ? (
                dash
              ) : (
                <ul>
                  {influences.map(({ id, name, sign }) => (
                    <li key={id} class="signed">
                      <Direction of={sign === 'positive' ? 'plus' : 'minus'} /> <Written>{name}</Written>
                    </li>
                  ))}
                </ul>
              )
          }
        ]}
      />
      <p class="row">
        {may('plan.edit') ? (
          <>
            <LinkButton href={`${stepPath(plan, 6, 'chart')}/${intervention.id}`} slim>
              {words.t('work.line')}
            </LinkButton>
            <a href={`/records/intervention/${intervention.id}?from=${workPath(plan, intervention.id)}`}>
              {words.t('intervention.change')}
            </a>
          </>
        ) : null}
        {may('log.read') ? (
          <a href={`/plans/${plan}/history?about=${intervention.id}`}>{words.t('work.history')}</a>
        ) : null}
      </p>
    </section>
  )
}
