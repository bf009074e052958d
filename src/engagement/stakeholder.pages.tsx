import { demandId } from '../evidence/address.rules.ts'
import { readStepFive } from '../intervention/operations.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example, ExampleAmong } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { Door, LinkShown } from './door.part.tsx'
import { type Contact, type Engaged, type EngagementStep, readEngagement } from './engagement.operations.ts'
import { contactFields, stepFields } from './engagement.rules.ts'
import { listGuests } from './guest.operations.ts'
import { DueTag } from './memorandum.part.tsx'
import { NextTold, sayWay } from './next.part.tsx'
import { engagementPath, isCommitment } from './rules.ts'

type Room = Engaged & { context: PageContext; plan: string; today: string; edit: boolean }

const { stakeholder: _ofStep, ...askedOfStep } = stepFields
const { stakeholder: _ofContact, ...askedOfContact } = contactFields

/** How the plan works with one stakeholder: steps, conversations, and the door by which its own people come in. */
export const stakeholderEngagementPages: Page[] = [
  page('/plans/:plan/4/engagement/:stakeholder', 'plan.read-inside', async (context) => {
    const { words, params } = context
    const [plan, id] = [params.plan ?? '', demandId(params.stakeholder)]
    const engaged = (await context.ask(readEngagement, { plan })).find(({ stakeholder }) => stakeholder.id === id)
    if (!engaged) throw new Problem('not-found')
    const { interventions } = await context.ask(readStepFive, { plan })
    const commitments = interventions.filter((one) => isCommitment(one, { plan, stakeholder: id }))
    const guests = context.may('plan.decide') ? await context.ask(listGuests, { plan }) : []
    const today = new Date().toISOString().slice(0, 10)
    const room: Room = { ...engaged, context, plan, today, edit: context.may('plan.edit') }
    const { stakeholder, next, edit } = room
    return (
      <Layout title={stakeholder.name}>
        <Crumbs
          items={[
            { label: words.t('stakeholder.tab.engagement'), href: engagementPath(plan) },
            { label: stakeholder.name }
          ]}
        />
        <PageHead
          kicker={words.t(`stakeholder.category.${stakeholder.category}`)}
          title={stakeholder.name}
          actions={edit ? <AddButton>{words.t('contact.add')}</AddButton> : undefined}
        >
          {sayWay(words, stakeholder)} {stakeholder.example ? <Example /> : null}
        </PageHead>
        <div class="stack-s after-head">
          <NextTold of={next} today={today} />
          {stakeholder.approach ? (
            <p class="measure soft">
              <Written>{stakeholder.approach}</Written>
            </p>
          ) : null}
        </div>
        <LinkShown context={context} />
        {edit ? <AddContact {...room} /> : null}
        <div class="two">
          <Log {...room} />
          <div class="stack-l">
            <Steps {...room} />
            {context.may('plan.decide') ? (
              <Door
                context={context}
                plan={plan}
                stakeholder={id}
                guests={guests.filter((one) => one.stakeholder === id)}
                commitments={commitments.length}
              />
            ) : null}
          </div>
        </div>
      </Layout>
    )
  })
]

function AddContact({ context, plan, stakeholder, today, who }: Room) {
  const words = useWords()
  const sent = useSent('contact.add')
  return (
    <OnDemand title={words.t('contact.add')} open={sent !== undefined}>
      <OperationForm
        operation="contact.add"
        hidden={{ plan, stakeholder: stakeholder.id }}
        returnTo={`${engagementPath(plan, stakeholder.id)}#:id`}
        action={words.t('contact.add.action')}
        kind="main"
      >
        <DeclaredFields
          record="contact"
          fields={askedOfContact}
          values={{ met_on: today, met_by: context.actor.name, met_with: who.with }}
        />
      </OperationForm>
    </OnDemand>
  )
}

/** Every conversation, newest first. */
function Log(room: Room) {
  const words = useWords()
  const { contacts, today } = room
  return (
    <section class="stack-s" id="log">
      <SectionHead title={words.t('contact.log', { n: contacts.length })} />
      {contacts.length === 0 ? <p class="soft">{words.t('contact.none')}</p> : null}
      <Items
        items={contacts.map((one) => ({
          key: one.id,
          body: (
            <div id={one.id} class="stack-s">
              <div>
                <strong>{words.date(one.met_on)}</strong> {words.t(`contact.channel.${one.channel}`)}{' '}
                <ExampleAmong rows={contacts} row={one} />
                <p class="soft small">
                  <Written>
                    {one.met_with ? words.t('engagement.who', { by: one.met_by, with: one.met_with }) : one.met_by}
                  </Written>
                </p>
              </div>
              {one.was_said ? (
                <p>
                  <Written>{one.was_said}</Written>
                </p>
              ) : null}
              {one.was_agreed ? (
                <p>
                  <strong>{words.t('contact.agreed')}</strong> <Written>{one.was_agreed}</Written>{' '}
                  <DueTag of={{ due: one.agreed_until, done_on: one.kept_on }} today={today} />
                </p>
              ) : null}
              {room.edit ? <Change record="contact" of={one} fields={askedOfContact} room={room} /> : null}
            </div>
          )
        }))}
      />
    </section>
  )
}

/** The steps on the way, those that are open first. */
function Steps(room: Room) {
  const words = useWords()
  const { steps, plan, stakeholder, today, edit } = room
  const sent = useSent('engagement_step.add')
  const sorted = steps.toSorted(
    (a, b) =>
      Number(a.done_on !== null) - Number(b.done_on !== null) || (a.due ?? '9999').localeCompare(b.due ?? '9999', 'en')
  )
  return (
    <section class="stack-s" id="steps">
      <SectionHead title={words.t('engagement_step.title', { n: steps.filter((one) => !one.done_on).length })} />
      <Items
        items={sorted.map((one) => ({
          key: one.id,
          body: (
            <div id={one.id} class="stack-s">
              <div>
                <Written>{one.to_do}</Written> <DueTag of={one} today={today} />
                <p class="soft small">
                  <Written>
                    {one.talks && one.talks_with
                      ? words.t('engagement.who', { by: one.talks, with: one.talks_with })
                      : one.talks || one.talks_with}
                  </Written>
                </p>
              </div>
              {edit ? <Change record="engagement_step" of={one} fields={askedOfStep} room={room} /> : null}
            </div>
          )
        }))}
      />
      {edit ? (
        <Details summary={words.t('engagement_step.add')} open={sent !== undefined}>
          <OperationForm
            operation="engagement_step.add"
            hidden={{ plan, stakeholder: stakeholder.id }}
            returnTo={`${engagementPath(plan, stakeholder.id)}#:id`}
            action={words.t('engagement_step.add.action')}
            plain
          >
            <DeclaredFields record="engagement_step" fields={askedOfStep} />
          </OperationForm>
        </Details>
      ) : null}
    </section>
  )
}

type ChangeProps = {
  record: 'contact' | 'engagement_step'
  of: Contact | EngagementStep
  fields: typeof askedOfContact | typeof askedOfStep
  room: Room
}

/** The form that changes a step or a conversation where it stands. */
function Change({ record, of, fields, room: { plan, stakeholder } }: ChangeProps) {
  const words = useWords()
  const operation = `${record}.change`
  const sent = useSent(operation, of.id)
  const here = engagementPath(plan, stakeholder.id)
  return (
    <Details summary={words.t(operation)} open={sent !== undefined}>
      <OperationForm
        operation={operation}
        formKey={of.id}
        hidden={{ id: of.id, revision: of.revision, stakeholder: of.stakeholder }}
        returnTo={`${here}#${of.id}`}
        action={words.t('record.save')}
        plain
        beside={<a href={`/records/${record}/${of.id}/remove?from=${here}`}>{words.t(`${record}.remove`)}</a>}
      >
        <DeclaredFields record={record} fields={fields} values={of} />
      </OperationForm>
    </Details>
  )
}
