import { readStepFive } from '../intervention/operations.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Flow, flowParts } from '../ui/flow.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Funnel } from '../ui/funnel.tsx'
import { Layout } from '../ui/layout.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Crumbs, Decide, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { escalationPath } from './kinds.operations.ts'
import { reachStages } from './path.rules.ts'
import { Phases } from './phase.part.tsx'
import { type EscalationRead, type ListShown, readEscalation, readWays } from './read.operations.ts'
import { RecordMany } from './record.part.tsx'
import { sayGate } from './say.part.ts'
import { type Asked, Ways, waysQuery } from './ways.part.tsx'

type Part = { of: EscalationRead; path: string; context: PageContext }

/** The way from the plan to an escalation, for the pages below it. */
export function Where({ plan, items }: { plan: string; items: readonly { label: string; href?: string }[] }) {
  const words = useWords()
  return (
    <Crumbs items={[{ label: words.t('chart.tab.escalation'), href: stepPath(plan, 6, 'escalation') }, ...items]} />
  )
}

export const escalationPages: Page[] = [
  page('/plans/:plan/escalations/:escalation', 'workplace.read', async (context) => {
    const { words, params, query } = context
    const { plan = '', escalation: id = '' } = params
    const path = escalationPath(plan, id)
    const of = await context.ask(readEscalation, { escalation: id })
    const asked: Asked = {
      state: query('state'),
      phase: query('phase'),
      reach: query('reach'),
      text: query('text').slice(0, 200)
    }
    const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
    const { total, ways } = await context.ask(readWays, {
      escalation: id,
      ...asked,
      phase: asked.phase || null,
      page: number
    })
    const waiting = of.lists.filter(({ state }) => state === 'waiting')
    const edit = context.may('plan.edit')
    const { interventions } = await context.ask(readStepFive, { plan })
    return (
      <Layout title={of.escalation.name} wide>
        <div class="stack-l">
          <div class="stack">
            <Where plan={plan} items={[{ label: of.escalation.name }]} />
            <PageHead
              kicker={words.t('influence.hub-name', { issue: of.issue, target: of.target })}
              title={
                <>
                  <Written>{of.escalation.name}</Written> {of.escalation.example ? <Example /> : null}
                </>
              }
              actions={
                <>
                  {of.members > 0 && context.may('visit.record') ? (
                    <LinkButton href={`${path}/entry`}>{words.t('escalation.entry')}</LinkButton>
                  ) : null}
                  {of.phases.length > 0 ? (
                    <LinkButton href={`${path}/letters`}>{words.t('escalation.letters')}</LinkButton>
                  ) : null}
                  {edit && of.phases.length > 0 ? (
                    <LinkButton href={`${path}/population`} kind={of.members === 0 ? 'main' : undefined}>
                      {words.t('escalation.population.draw')}
                    </LinkButton>
                  ) : null}
                </>
              }
            >
              {of.members > 0 ? sayFinding(context, of) : words.t('escalation.begin')}
            </PageHead>
          </div>
          {waiting.length > 0 ? <Waiting of={waiting} path={path} /> : null}
          {of.members > 0 ? (
            <div class="two">
              <FlowFigure of={of} path={path} context={context} />
              <ReachFigure of={of} path={path} context={context} />
            </div>
          ) : null}
          <Phases of={of} plan={plan} edit={edit} interventions={interventions} />
          {of.members > 0 ? (
            <section class="stack" id="workplaces">
              <SectionHead title={words.t('escalation.workplaces', { n: total })} />
              {context.may('visit.record') ? <RecordMany of={of} /> : null}
              <Ways path={path} asked={asked} page={number} total={total} ways={ways} phases={of.phases} />
            </section>
          ) : null}
          <Lists of={of} path={path} context={context} />
        </div>
      </Layout>
    )
  })
]

function sayFinding({ words }: PageContext, { members, phases, relapsed }: EscalationRead): string {
  const sum = (name: 'complied' | 'due' | 'left') => phases.reduce((total, { count }) => total + count[name], 0)
  return words.t('escalation.says', { n: members, complied: sum('complied'), due: sum('due'), relapsed })
}

function Waiting({ of, path }: { of: readonly ListShown[]; path: string }) {
  const words = useWords()
  return (
    <Decide
      title={words.t('escalation.todos', { n: of.length })}
      items={of.map(({ id, size, phaseName, asked, drawn_on }) => ({
        title: words.t('escalation.todo', { n: size, phase: phaseName }),
        children: words.t('escalation.todo.what', { day: words.date(drawn_on) }),
        ...(asked ? { wait: words.t('escalation.asked', { person: asked }) } : {}),
        action: (
          <p>
            <LinkButton href={`${path}/lists/${id}`} kind="main" slim>
              {words.t('escalation.todo.action')}
            </LinkButton>
          </p>
        )
      }))}
    />
  )
}

/** How many are where; each number opens its list. */
function FlowFigure({ of: { phases, members, escalation }, path, context: { words } }: Part) {
  type Row = EscalationRead['phases'][number]
  const columns: Column<Row>[] = [
    { key: 'name', label: words.t('escalation.phase'), head: true },
    {
      key: 'entered',
      label: words.t('escalation.entered'),
      numeric: true,
      cell: ({ count }) => words.number(count.entered)
    },
    ...flowParts.map((part) => ({
      key: part,
      label: words.t(`escalation.state.${part}`),
      numeric: true,
      cell: ({ count }: Row) => words.number(count[part])
    }))
  ]
  return (
    <Figure
      level={2}
      title={words.t('escalation.flow')}
      unit={words.t('escalation.flow.unit', { n: members })}
      source={words.t('escalation.source')}
      example={escalation.example}
      table={
        <DataTable
          caption={words.t('escalation.flow')}
          captionHidden
          columns={columns}
          rows={phases}
          rowKey={({ id }) => id}
        />
      }
    >
      <Flow
        of={members}
        stages={phases.map((phase) => ({
          label: phase.name,
          note: sayGate(words, phase),
          parts: flowParts.map((part) => ({
            part,
            value: phase.count[part],
            label: words.t(`escalation.count.${part}`, { n: phase.count[part] }),
            href: `${path}${waysQuery({ state: part, phase: phase.id })}`
          }))
        }))}
      />
    </Figure>
  )
}

/** From all who are liable to those in whom the change was verified. */
function ReachFigure({ of: { reach, escalation }, path, context: { words } }: Part) {
  const stages = [
    { label: words.t('escalation.reach.liable'), value: reach.liable },
    { label: words.t('escalation.reach.prioritised'), value: reach.prioritised, href: `${path}#workplaces` },
    ...reachStages.map((stage) => ({
      label: words.t(`escalation.reach.${stage}`),
      value: reach[stage],
      ...(reach[stage] > 0 ? { href: `${path}${waysQuery({ reach: stage })}` } : {})
    }))
  ]
  return (
    <Figure
      level={2}
      title={words.t('escalation.reach')}
      unit={words.t('escalation.reach.unit')}
      source={words.t('escalation.source')}
      example={escalation.example}
      how={words.t('escalation.reach.how')}
    >
      <Funnel stages={stages} />
    </Figure>
  )
}

/** Every list that was drawn, and what became of it. */
function Lists({ of: { lists, escalation, phases, today }, path, context: { words, may } }: Part) {
  const again = phases.some(({ count }) => count.due > 0) && !lists.some(({ state }) => state === 'waiting')
  if (lists.length === 0) return null
  const columns: Column<ListShown>[] = [
    {
      key: 'phase',
      label: words.t('escalation.list'),
      head: true,
      cell: ({ id, phaseName, size }) => (
        <a href={`${path}/lists/${id}`}>{words.t('escalation.list.of', { n: size, phase: phaseName })}</a>
      )
    },
    {
      key: 'draw',
      label: words.t('escalation_list.draw'),
      cell: ({ draw }) => words.t(`escalation_list.draw.${draw}`)
    },
    { key: 'drawn_on', label: words.t('escalation_list.drawn_on'), cell: (list) => words.date(list.drawn_on) },
    {
      key: 'state',
      label: words.t('escalation_list.state'),
      cell: ({ state, answered_by, answered_on }) => (
        <>
          <Tag kind={state === 'waiting' ? 'wait' : state === 'confirmed' ? 'recorded' : 'plain'}>
            {words.t(`escalation.list.state.${state}`)}
          </Tag>{' '}
          {answered_on ? (
            <small class="soft">
              {words.t('escalation.list.answered', {
                person: answered_by || words.t('history.portal'),
                day: words.date(answered_on)
              })}
            </small>
          ) : null}
        </>
      )
    }
  ]
  return (
    <section class="stack">
      <SectionHead title={words.t('escalation.lists')} />
      <DataTable
        caption={words.t('escalation.lists')}
        captionHidden
        columns={columns}
        rows={lists.toReversed()}
        rowKey={({ id }) => id}
      />
      {again && may('plan.edit') ? (
        <OperationForm
          operation="escalation.draw-gates"
          hidden={{ escalation: escalation.id, day: today, anew: 'yes' }}
          action={words.t('escalation.draw-anew')}
          plain
        />
      ) : null}
    </section>
  )
}
