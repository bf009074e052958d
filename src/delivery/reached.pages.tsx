import { escalationPath } from '../escalation/kinds.operations.ts'
import { pageSize, type Reached, readReached } from '../escalation/read.operations.ts'
import { sayPath } from '../escalation/say.part.ts'
import { calledBy, StateTag } from '../escalation/ways.part.tsx'
import { demandId } from '../evidence/address.rules.ts'
import { hubName } from '../influence/step.part.tsx'
import { readStepFive } from '../intervention/operations.ts'
import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { Layout } from '../ui/layout.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { placeOf } from '../workplace/said.part.tsx'
import { namedOf } from './funnel.rules.ts'
import { directorPath, reachedPath } from './path.rules.ts'

/** The workplaces behind one figure of a hub's funnel, whichever of its escalations brought them there. */
export const reachedPages: Page[] = [
  page('/plans/:plan/reached/:hub', 'workplace.read', async (context) => {
    const { words, params, query } = context
    const { plan = '' } = params
    const hub = demandId(params.hub)
    const stage = namedOf(query('stage'))
    if (!stage) throw new Problem('not-found')
    const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
    const { hubs } = await context.ask(readStepFive, { plan })
    const of = hubs.find(({ id }) => id === hub)
    if (!of) throw new Problem('not-found')
    const { total, rows } = await context.ask(readReached, { plan, hub, reach: stage.named, page: number })
    const title = words.t(`funnel.${stage.stage}`)
    const columns: Column<Reached>[] = [
      {
        key: 'name',
        label: words.t('workplace.one'),
        head: true,
        cell: (row) => (
          <a href={`${escalationPath(plan, row.escalation.id)}/workplaces/${row.workplace}`} dir="auto">
            {calledBy(words, row)}
          </a>
        )
      },
      { key: 'place', label: words.t('register.place'), cell: (row) => <span dir="auto">{placeOf(row) || '–'}</span> },
      {
        key: 'escalation',
        label: words.t('escalation.one'),
        cell: ({ escalation }) => (
          <>
            <Written>{escalation.name}</Written> {escalation.example ? <Example /> : null}
          </>
        )
      },
      { key: 'state', label: words.t('escalation.state'), cell: (row) => <StateTag of={row.path} /> },
      { key: 'what', label: words.t('escalation.stands'), cell: (row) => sayPath(words, row.path) }
    ]
    return (
      <Layout title={title} wide>
        <div class="stack">
          <Crumbs
            items={[
              { label: words.t('plan.one'), href: `/plans/${plan}` },
              { label: words.t('director.open'), href: directorPath(plan) },
              { label: title }
            ]}
          />
          <PageHead kicker={hubName(words, of)} title={title}>
            {words.t('escalation.workplaces', { n: total })}
          </PageHead>
          <DataTable
            caption={title}
            captionHidden
            columns={columns}
            rows={rows}
            rowKey={({ workplace }) => workplace}
          />
          <Pages
            page={number}
            pages={Math.ceil(total / pageSize)}
            href={(to) => `${reachedPath(plan, hub, stage.stage)}&page=${to}`}
          />
        </div>
      </Layout>
    )
  })
]
