import { demandId } from '../evidence/address.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { AgreeTabs } from '../plan/agree.part.tsx'
import { Moment, sayEntry } from '../plan/history.part.tsx'
import { readPlan } from '../plan/operations.ts'
import { ManyField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Terms } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { readMeetings, type ToldFinding, type ToldMeeting } from './meeting.operations.ts'
import { findingFields, meetingFields } from './meeting.rules.ts'
import { meetingPath } from './path.rules.ts'

export const meetingPages: Page[] = [
  page('/plans/:plan/meetings', 'plan.read', async (context) => {
    const { words, params, may } = context
    const plan = params.plan ?? ''
    const { title } = await context.ask(readPlan, { plan })
    const { meetings } = await context.ask(readMeetings, { plan })
    const list = words.t('review_meeting.list')
    const edit = may('plan.edit')
    return (
      <Layout title={list}>
        <Crumbs items={[{ label: title, href: `/plans/${plan}` }, { label: list }]} />
        <PageHead
          title={words.t('review_meeting.finding', { n: meetings.length })}
          actions={edit ? <AddButton>{words.t('review_meeting.add')}</AddButton> : null}
        >
          {words.t('review_meeting.explained')}
        </PageHead>
        <AgreeTabs plan={plan} here="meetings" />
        <div class="stack-l">
          {edit ? <AddMeeting plan={plan} /> : null}
          <Items
            items={meetings.map((one) => ({
              key: one.id,
              body: (
                <>
                  <p class="strong">
                    <a href={meetingPath(plan, one.id)}>{words.date(one.day)}</a> {one.example ? <Example /> : null}
                  </p>
                  <small>{words.t('review_meeting.sum', sumOf(one))}</small>
                </>
              )
            }))}
          />
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/meetings/:id', 'plan.read', drawMeeting)
]

const sumOf = ({ findings }: ToldMeeting) => ({
  findings: findings.length,
  decisions: findings.filter(({ decision }) => decision !== '').length,
  changes: new Set(findings.flatMap(({ entries }) => entries.map(({ number }) => number))).size
})

async function drawMeeting(context: PageContext) {
  const { words, params, may } = context
  const plan = params.plan ?? ''
  const id = demandId(params.id)
  const { title } = await context.ask(readPlan, { plan })
  const { meetings } = await context.ask(readMeetings, { plan })
  const one = meetings.find((each) => each.id === id)
  if (!one) throw new Problem('not-found')
  const here = words.t('review_meeting.of', { day: words.date(one.day) })
  const edit = may('plan.edit')
  return (
    <Layout title={here}>
      <Crumbs
        items={[
          { label: title, href: `/plans/${plan}` },
          { label: words.t('review_meeting.list'), href: meetingPath(plan) },
          { label: here }
        ]}
      />
      <PageHead title={here} actions={edit ? <AddButton>{words.t('review_finding.add')}</AddButton> : null}>
        {words.t('review_meeting.sum', sumOf(one))} {one.example ? <Example /> : null}
      </PageHead>
      <div class="stack-l">
        {edit ? <AddFinding plan={plan} meeting={one.id} /> : null}
        {one.findings.length === 0 ? <Empty level={2} title={words.t('review_finding.none')} /> : null}
        {one.findings.map((each) => (
          <Finding key={each.id} of={each} {...{ one, plan, edit }} />
        ))}
        <section class="stack-s">
          <SectionHead
            title={words.t('review_meeting.known')}
            actions={
              edit ? (
                <LinkButton href={`/records/review_meeting/${one.id}?from=${meetingPath(plan, one.id)}`} slim>
                  {words.t('review_meeting.change')}
                </LinkButton>
              ) : null
            }
          />
          <Terms
            items={[
              { term: words.t('review_meeting.present'), value: one.present || '–' },
              { term: words.t('review_meeting.next_day'), value: one.next_day ? words.date(one.next_day) : '–' }
            ]}
          />
        </section>
      </div>
    </Layout>
  )
}

function AddMeeting({ plan }: { plan: string }) {
  const words = useWords()
  const sent = useSent('review_meeting.add')
  return (
    <OnDemand title={words.t('review_meeting.add')} open={sent !== undefined}>
      <OperationForm
        operation="review_meeting.add"
        hidden={{ plan }}
        returnTo={`${meetingPath(plan)}/:id`}
        action={words.t('review_meeting.add')}
        kind="main"
      >
        <DeclaredFields
          record="review_meeting"
          fields={meetingFields}
          values={{ day: new Date().toISOString().slice(0, 10) }}
        />
      </OperationForm>
    </OnDemand>
  )
}

function AddFinding({ plan, meeting }: { plan: string; meeting: string }) {
  const words = useWords()
  const sent = useSent('review_finding.add')
  const { finding, decision } = findingFields
  return (
    <OnDemand title={words.t('review_finding.add')} open={sent !== undefined}>
      <OperationForm
        operation="review_finding.add"
        hidden={{ plan, meeting }}
        returnTo={meetingPath(plan, meeting)}
        action={words.t('review_finding.add')}
        kind="main"
      >
        <DeclaredFields record="review_finding" fields={{ finding, decision }} />
      </OperationForm>
    </OnDemand>
  )
}

type FindingProps = { of: ToldFinding; one: ToldMeeting; plan: string; edit: boolean }

/** What was found, what was decided on it, and the changes of the plan that were made for this reason. */
function Finding({ of, one, plan, edit }: FindingProps) {
  const words = useWords()
  const here = meetingPath(plan, one.id)
  return (
    <section class="stack-s" id={of.id}>
      <SectionHead title={of.finding} />
      <p>
        <strong>{words.t('review_finding.decided')}</strong> <Written>{of.decision || '–'}</Written>
      </p>
      {of.entries.length > 0 ? (
        <Items
          items={of.entries.map((entry) => ({
            key: String(entry.number),
            body: (
              <>
                <p>{sayEntry(words, entry)}</p>
                <small>
                  {entry.person ?? words.t('history.portal')} · <Moment at={entry.at} />
                </small>
              </>
            )
          }))}
        />
      ) : null}
      {edit ? (
        <>
          <Explain of={of} one={one} here={here} />
          <p>
            <a href={`/records/review_finding/${of.id}?from=${here}`}>{words.t('review_finding.change')}</a>
          </p>
        </>
      ) : null}
    </section>
  )
}

/** The changes since the meeting before, of which this finding is the reason of some. */
function Explain({ of, one, here }: { of: ToldFinding; one: ToldMeeting; here: string }) {
  const words = useWords()
  const sent = useSent('review_finding.explain', of.id)
  const linked = of.entries.map(({ number }) => String(number))
  const offered = [
    ...of.entries.filter(({ number }) => !one.offered.some((each) => each.number === number)),
    ...one.offered
  ]
  if (offered.length === 0) return <p class="soft">{words.t('review_finding.no-changes')}</p>
  return (
    <Details summary={words.t('review_finding.choose')} open={sent !== undefined}>
      <OperationForm
        operation="review_finding.explain"
        formKey={of.id}
        hidden={{ finding: of.id }}
        returnTo={`${here}#${of.id}`}
        action={words.t('review_finding.explain')}
        plain
      >
        <ManyField
          name="entries"
          label={words.t('review_finding.changes')}
          values={linked}
          options={offered.map((entry) => ({
            value: String(entry.number),
            label: sayEntry(words, entry),
            help: `${entry.person ?? words.t('history.portal')} · ${words.date(entry.at)}`
          }))}
        />
      </OperationForm>
    </Details>
  )
}
