import { type Page, page } from '../kernel/page.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { Where } from './escalation.pages.tsx'
import { escalationPath } from './kinds.operations.ts'
import { type EventRow, readWay } from './read.operations.ts'
import { EventFields } from './record.part.tsx'
import { sayEvent, sayPath } from './say.part.ts'
import { calledBy, StateTag } from './ways.part.tsx'

/** The way of one workplace through an escalation, and what can be recorded of it. */
export const wayPages: Page[] = [
  page('/plans/:plan/escalations/:escalation/workplaces/:workplace', 'workplace.read', async (context) => {
    const { words, params, may } = context
    const { plan = '', escalation: id = '', workplace = '' } = params
    const path = escalationPath(plan, id)
    const { escalation, way, events, phases, today } = await context.ask(readWay, { escalation: id, workplace })
    const title = calledBy(words, way)
    const ended = way.path.state === 'complied' || way.path.state === 'left'
    return (
      <Layout title={title}>
        <div class="stack-l">
          <div class="stack">
            <Where plan={plan} items={[{ label: escalation.name, href: path }, { label: title }]} />
            <PageHead
              kicker={phases[way.path.at]?.name ?? ''}
              title={
                <>
                  <Written>{title}</Written> {escalation.example ? <Example /> : null}
                </>
              }
              actions={
                <>
                  <LinkButton href={`/workplaces/${workplace}`} slim>
                    {words.t('escalation.way.register')}
                  </LinkButton>
                  {may('visit.record') ? (
                    <LinkButton href={`/plans/${plan}/visits/new?workplace=${workplace}&escalation=${id}`} slim>
                      {words.t('visit.record')}
                    </LinkButton>
                  ) : null}
                </>
              }
            >
              <StateTag of={way.path} /> {sayPath(words, way.path)}
            </PageHead>
          </div>
          <section class="stack">
            <SectionHead title={words.t('escalation.way.events')} />
            <Events of={events} phases={phases} edit={may('visit.record')} />
          </section>
          {may('visit.record') ? <Record escalation={id} workplace={workplace} today={today} /> : null}
          {ended && may('plan.edit') ? <Again escalation={id} workplace={workplace} phases={phases} /> : null}
        </div>
      </Layout>
    )
  })
]

type Phases = readonly { id: string; name: string }[]

function Events({ of, phases, edit }: { of: readonly EventRow[]; phases: Phases; edit: boolean }) {
  const words = useWords()
  const nameOf = new Map(phases.map(({ id, name }) => [id, name]))
  return (
    <Items
      items={of.map((event) => ({
        key: event.id,
        body: (
          <>
            <span class="strong">{words.date(event.day)}</span> {sayEvent(words, event)}
            {event.phase ? (
              <>
                {' '}
                <Written>{words.t('influence.quoted', { name: nameOf.get(event.phase) ?? '' })}</Written>
              </>
            ) : null}
            {event.until ? <> {words.t('escalation.event.until', { day: words.date(event.until) })}</> : null}
            {event.note || event.recorded_by ? (
              <p class="small soft">
                <Written>{[event.note, event.recorded_by].filter(Boolean).join(' · ')}</Written>
              </p>
            ) : null}
          </>
        ),
        actions:
          edit && !event.visit && event.kind !== 'placed' ? (
            <OperationForm
              operation="escalation.take-back-event"
              formKey={event.id}
              hidden={{ id: event.id }}
              action={words.t('escalation.event.take-back')}
              kind="plain"
              slim
              plain
            />
          ) : undefined
      }))}
    />
  )
}

function Record({ escalation, workplace, today }: { escalation: string; workplace: string; today: string }) {
  const words = useWords()
  return (
    <section class="stack">
      <SectionHead title={words.t('escalation.record.one')} />
      <OperationForm
        operation="escalation.record-events"
        hidden={{ escalation, workplaces: workplace }}
        action={words.t('escalation.record')}
        kind="main"
      >
        <EventFields today={today} />
      </OperationForm>
    </section>
  )
}

function Again({ escalation, workplace, phases }: { escalation: string; workplace: string; phases: Phases }) {
  const words = useWords()
  const sent = useSent('escalation.take-in-again')
  return (
    <section class="stack">
      <SectionHead
        title={words.t('escalation.again.title')}
        actions={
          <LinkButton href="#again" slim>
            {words.t('escalation.again.in')}
          </LinkButton>
        }
      />
      <p class="soft measure">{words.t('escalation.again.explained')}</p>
      <OnDemand id="again" title={words.t('escalation.again.in')} open={sent !== undefined}>
        <OperationForm
          operation="escalation.take-in-again"
          hidden={{ escalation, workplace }}
          action={words.t('escalation.again.in')}
        >
          <SelectField
            name="phase"
            label={words.t('escalation.phase')}
            options={phases.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField name="note" label={words.t('escalation.again.why')} maxLength={1000} />
        </OperationForm>
      </OnDemand>
    </section>
  )
}
