import { StepTop } from '../influence/step.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { NoStakeholders } from '../stakeholder/bullseye.pages.tsx'
import { Layout } from '../ui/layout.tsx'
import { Notice } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type Engaged, readEngagement } from './engagement.operations.ts'
import { countNext } from './engagement.rules.ts'
import { memorandumPath } from './memorandum.rules.ts'
import { NextTold, sayWay, sayWho } from './next.part.tsx'
import { engagementPath } from './rules.ts'

/** All stakeholders of a plan by what is to be done next: kept by those who make the plan. */
export const engagementPages: Page[] = [
  page('/plans/:plan/4/engagement', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const question = words.t('engagement.question')
    const inside = context.may('plan.read-inside')
    const engaged = inside ? await context.ask(readEngagement, { plan }) : []
    return (
      <Layout title={question} wide>
        <StepTop plan={plan} step={4} tab="engagement" subject="stakeholder" question={question}>
          {words.t('engagement.explained')}
        </StepTop>
        {!inside ? (
          <Notice title={words.t('stakeholder.bullseye.inside.title')}>{words.t('stakeholder.bullseye.inside')}</Notice>
        ) : engaged.length === 0 ? (
          <NoStakeholders plan={plan} />
        ) : (
          <section class="stack-m">
            <SectionHead title={words.t('engagement.finding', countNext(engaged))} />
            <DataTable
              caption={question}
              captionHidden
              columns={columnsOf(context, plan, engaged)}
              rows={engaged}
              rowKey={({ stakeholder }) => stakeholder.id}
            />
            <p>
              <a href={memorandumPath()}>{words.t('engagement.memoranda')}</a>
            </p>
          </section>
        )}
      </Layout>
    )
  })
]

function columnsOf({ words }: PageContext, plan: string, engaged: readonly Engaged[]): Column<Engaged>[] {
  const today = new Date().toISOString().slice(0, 10)
  const all = engaged.map(({ stakeholder }) => stakeholder)
  return [
    {
      key: 'name',
      label: words.t('stakeholder.one'),
      head: true,
      cell: ({ stakeholder: one }) => (
        <>
          <a href={engagementPath(plan, one.id)}>
            <Written>{one.name}</Written>
          </a>{' '}
          <ExampleAmong rows={all} row={one} />
          <small>{sayWay(words, one)}</small>
        </>
      )
    },
    {
      key: 'next',
      label: words.t('engagement.column.next'),
      cell: ({ next }) => <NextTold of={next} today={today} />
    },
    {
      key: 'who',
      label: words.t('engagement.column.who'),
      cell: ({ who }) => <Written>{sayWho(words, who) || words.t('engagement.nobody')}</Written>
    },
    {
      key: 'last',
      label: words.t('engagement.column.last'),
      cell: ({ last }) => (last ? words.date(last.met_on) : words.t('engagement.never'))
    }
  ]
}
