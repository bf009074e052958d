import type { z } from 'zod'
import { Asks, questionOf } from '../board/question.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Moment } from '../plan/history.part.tsx'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { useFrame } from '../ui/frame.ts'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { QrCode } from '../ui/qr.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { nextItem, orderAgenda } from './agenda.rules.ts'
import { readDeeds } from './board.operations.ts'
import { workshopPath } from './kinds.operations.ts'
import { Act, inWords, NextPhase, Phases, Switches, sayMinutes, TimerControls } from './now.part.tsx'
import { type AgendaItem, readWorkshop } from './operations.ts'
import { readUnusedPowers, Traps } from './prompt.part.tsx'
import { readRehearsal } from './rehearsal.operations.ts'
import { Simulated } from './rehearsal.part.tsx'
import { originsForTelephones } from './rules.ts'

export type Led = z.infer<(typeof readWorkshop)['output']>
type Person = Led['participants'][number]

/** The workshop for who leads it, its agenda in the reader's language. */
export async function askLed({ ask, words, params }: PageContext): Promise<Led> {
  const led = await ask(readWorkshop, { workshop: params.workshop })
  return { ...led, agenda: led.agenda.map((item) => inWords(words, item)) }
}

/** Minutes that the timer offers where the agenda says nothing. */
const usualMinutes = 5

export const facilitatorPages: Page[] = [
  page('/plans/:plan/workshops/:workshop', 'plan.edit', async (context) => {
    const led = await askLed(context)
    const [{ deeds }, powers, rehearsal] = await Promise.all([
      context.ask(readDeeds, { workshop: led.workshop.id }),
      readUnusedPowers(context, led.workshop.plan),
      context.session?.inspectorate.practice ? context.ask(readRehearsal, {}) : null
    ])
    const simulated = rehearsal?.workshop === led.workshop.id ? rehearsal : null
    return (
      <Layout title={led.workshop.title}>
        <Where led={led} />
        <Now led={led} powers={powers} />
        <div class="two">
          <div class="stack-l">
            <Agenda led={led} />
            <Deeds deeds={deeds} />
          </div>
          <div class="stack-l">
            {simulated ? <Simulated rehearsal={simulated} closed={led.workshop.status === 'closed'} /> : null}
            <Door led={led} context={context} />
            <People led={led} />
          </div>
        </div>
      </Layout>
    )
  })
]

function Where({ led: { workshop } }: { led: Led }) {
  const words = useWords()
  const { plan } = useFrame()
  const list = { label: words.t('workshop.list'), href: `/plans/${workshop.plan}/workshops` }
  const own = { label: workshop.title }
  return <Crumbs items={plan ? [{ label: plan.title, href: plan.href }, list, own] : [list, own]} />
}

/** What is under way, and what the facilitator does next. */
function Now({ led, powers }: { led: Led; powers: readonly { id: string; name: string }[] }) {
  const words = useWords()
  const { workshop, agenda } = led
  const item = agenda.find(({ id }) => id === workshop.item)
  const next = nextItem(agenda, workshop.item)
  const question = questionOf(words, workshop.board)
  const head = workshop.status === 'closed' ? words.t('workshop.closed.title') : item ? question || item.title : ''
  return (
    <section class="now">
      <PageHead
        kicker={item && question ? item.title : workshop.title}
        title={head || words.t('workshop.not-begun')}
        actions={
          <>
            <LinkButton href={`/workshops/${workshop.id}`}>{words.t('workshop.to-board')}</LinkButton>
            <LinkButton href={workshopPath(workshop.plan, workshop.id, '/projector')}>
              {words.t('workshop.to-projector')}
            </LinkButton>
            <a href={workshopPath(workshop.plan, workshop.id, '/minutes')}>{words.t('minutes.one')}</a>
            <a href={workshopPath(workshop.plan, workshop.id, '/replay')}>{words.t('replay.title')}</a>
            <a href={workshopPath(workshop.plan, workshop.id, '/contributions')}>{words.t('contribution.title')}</a>
          </>
        }
      >
        {workshop.phase
          ? words.t(`workshop.phase.${workshop.phase}.explained`)
          : words.t('workshop.not-begun.explained')}
      </PageHead>
      {workshop.status === 'closed' ? null : (
        <div class="sheet stack">
          {workshop.board ? <Phases workshop={workshop} /> : null}
          <div class="row">
            {workshop.board ? <NextPhase workshop={workshop} /> : null}
            {next ? (
              <Act
                operation="workshop.open-item"
                fields={{ workshop: workshop.id, item: next.id }}
                kind={workshop.board && workshop.phase !== 'decide' ? 'outline' : 'main'}
              >
                {words.t(item ? 'workshop.next' : 'workshop.begin', { title: next.title })}
              </Act>
            ) : null}
            {workshop.work === 'groups' && workshop.board ? (
              <Act operation="workshop.merge" fields={{ workshop: workshop.id, board: workshop.board }}>
                {words.t('workshop.merge')}
              </Act>
            ) : null}
          </div>
          <div class="row far">
            <TimerControls workshop={workshop} minutes={item?.minutes ?? usualMinutes} />
            <Switches workshop={workshop} />
          </div>
          {workshop.board ? (
            <Details summary={words.t('workshop.prompts')}>
              <div class="stack-s">
                <Asks board={workshop.board} />
                <Traps powers={powers} />
              </div>
            </Details>
          ) : null}
        </div>
      )}
    </section>
  )
}

function Agenda({ led: { workshop, agenda } }: { led: Led }) {
  const words = useWords()
  return (
    <section class="stack-s" id="agenda">
      <SectionHead
        title={words.t('workshop.agenda')}
        actions={
          <>
            <a href={workshopPath(workshop.plan, workshop.id, '/agenda')}>{words.t('workshop.agenda.change')}</a>
            <a href={workshopPath(workshop.plan, workshop.id, '/worksheets')}>{words.t('workshop.worksheets')}</a>
          </>
        }
      />
      {agenda.length === 0 ? <p class="soft">{words.t('workshop.agenda.empty')}</p> : null}
      {orderAgenda(agenda).map(({ day, minutes, items }) => (
        <Details
          key={day}
          summary={words.t('workshop.agenda.day', { day, duration: sayMinutes(words, minutes) })}
          open={items.some(({ id }) => id === workshop.item) || (workshop.item === null && day === 1)}
        >
          <Items
            items={items.map((item) => ({
              key: item.id,
              body: <Item item={item} workshop={workshop} />,
              actions:
                item.id === workshop.item || workshop.status === 'closed' ? undefined : (
                  <Act operation="workshop.open-item" fields={{ workshop: workshop.id, item: item.id }} slim>
                    {words.t('workshop.open')}
                  </Act>
                )
            }))}
          />
        </Details>
      ))}
      <p class="row small">
        <a href={`/workshops/${workshop.id}/parked`}>{words.t('workshop.parked')}</a>
      </p>
    </section>
  )
}

function Item({ item, workshop }: { item: AgendaItem; workshop: Led['workshop'] }) {
  const words = useWords()
  const current = item.id === workshop.item
  return (
    <span class="stack-s">
      <span class="row base">
        {item.board ? (
          <a href={`/workshops/${workshop.id}?board=${item.board}`} class={current ? 'strong' : undefined}>
            <Written>{item.title}</Written>
          </a>
        ) : (
          <span class={current ? 'strong' : undefined}>
            <Written>{item.title}</Written>
          </span>
        )}
        {current ? <Tag>{words.t('workshop.current')}</Tag> : null}
      </span>
      <small class="soft">
        {[
          item.minutes === null ? '' : words.t('workshop.minutes', { n: item.minutes }),
          item.work === 'groups' ? words.t('workshop.work.groups') : ''
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </span>
  )
}

/** How people come in: the code, and the picture that a telephone reads. */
function Door({ led: { workshop, reached }, context }: { led: Led; context: PageContext }) {
  const words = useWords()
  if (workshop.status === 'closed') return <Notice>{words.t('workshop.closed.explained')}</Notice>
  const origins = originsForTelephones(context.url, reached)
  const address = `${origins[0]}/join/${workshop.code}`
  return (
    <section class="stack-s" id="door">
      <SectionHead title={words.t('workshop.door')} />
      <p class="join-code">
        <bdi>{workshop.code}</bdi>
      </p>
      <QrCode text={address} label={words.t('workshop.door.qr', { address })} />
      <p class="soft small">
        {words.t('workshop.door.explained')} <bdi class="code">{`${origins[0]}/join`}</bdi>
      </p>
      {origins.length > 1 ? (
        <Details summary={words.t('workshop.door.others')}>
          <ul class="listed">
            {origins.slice(1).map((origin) => (
              <li key={origin}>
                <bdi class="code">{`${origin}/join`}</bdi>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
      <p class="soft small">{words.t(`workshop.door.${workshop.door}.explained`)}</p>
    </section>
  )
}

function People({ led: { workshop, participants } }: { led: Led }) {
  const words = useWords()
  const of = (state: Person['state']) => participants.filter((one) => one.state === state)
  const waiting = of('waiting')
  const inside = [...Map.groupBy(of('admitted'), ({ group_name }) => group_name)].sort(([a], [b]) =>
    words.compare(a, b)
  )
  return (
    <section class="stack-s" id="people">
      <SectionHead
        title={words.t('workshop.people.in', { n: of('admitted').length })}
        actions={
          waiting.length > 1 ? (
            <Act operation="participant.admit-all" fields={{ workshop: workshop.id }} slim>
              {words.t('participant.admit-all', { n: waiting.length })}
            </Act>
          ) : undefined
        }
      />
      {waiting.length > 0 ? (
        <>
          <h3>{words.t('workshop.people.waiting', { n: waiting.length })}</h3>
          <Items
            items={waiting.map((one) => ({
              key: one.id,
              body: one.name,
              actions: (
                <>
                  <Act operation="participant.admit" fields={{ participant: one.id }} slim>
                    {words.t('participant.admit')}
                  </Act>
                  <Act operation="participant.remove" fields={{ participant: one.id }} slim kind="plain">
                    {words.t('participant.refuse')}
                  </Act>
                </>
              )
            }))}
          />
        </>
      ) : null}
      {inside.map(([group, people]) => (
        <div key={group} class="stack-s">
          {workshop.groups.length > 0 ? (
            <h3>
              <Written>{group || words.t('workshop.group.none')}</Written> <span class="soft">{people.length}</span>
            </h3>
          ) : null}
          <Items items={people.map((one) => ({ key: one.id, body: <Inside one={one} groups={workshop.groups} /> }))} />
        </div>
      ))}
      <p class="soft small">{words.t(participants.length === 0 ? 'workshop.people.none' : 'workshop.people.names')}</p>
      {of('removed').length > 0 ? (
        <Details summary={words.t('workshop.people.removed', { n: of('removed').length })}>
          <Items
            items={of('removed').map((one) => ({
              key: one.id,
              body: one.name,
              actions: (
                <Act operation="participant.admit" fields={{ participant: one.id }} slim>
                  {words.t('participant.admit-again')}
                </Act>
              )
            }))}
          />
        </Details>
      ) : null}
    </section>
  )
}

/** Somebody who is in: the name, and on demand another group, or the way out. */
function Inside({ one, groups }: { one: Person; groups: readonly string[] }) {
  const words = useWords()
  return (
    <details>
      <summary>
        <Written>{one.name}</Written>
      </summary>
      <div class="row">
        {groups.length > 0 ? (
          <OperationForm
            operation="participant.move"
            hidden={{ participant: one.id }}
            action={words.t('participant.move')}
            formKey={one.id}
            slim
            plain
            class="row end"
          >
            <SelectField
              name="group_name"
              label={words.t('participant.group_name')}
              value={one.group_name}
              options={groups.map((group) => ({ value: group, label: group }))}
              empty={words.t('workshop.group.none')}
            />
          </OperationForm>
        ) : null}
        <Act operation="participant.remove" fields={{ participant: one.id }} slim kind="stop">
          {words.t('participant.remove')}
        </Act>
      </div>
    </details>
  )
}

type Deed = z.infer<(typeof readDeeds)['output']>['deeds'][number]

/** What anybody did last, each with its way back. */
function Deeds({ deeds }: { deeds: readonly Deed[] }) {
  const words = useWords()
  if (deeds.length === 0) return null
  return (
    <section class="stack-s" id="deeds">
      <SectionHead title={words.t('workshop.deeds')} />
      <Items
        items={deeds.map((deed) => ({
          key: String(deed.number),
          body: (
            <>
              {words.t(`operation.${deed.operation}`)}
              {deed.text ? (
                <>
                  {': '}
                  <Written>{deed.text}</Written>
                </>
              ) : null}
              <p class="soft small">
                <Written>{deed.by ?? words.t('history.portal')}</Written> · <Moment at={deed.at} />
              </p>
            </>
          ),
          actions: (
            <Act operation="log.undo" fields={{ event: String(deed.number) }} slim>
              {words.t('done.action')}
            </Act>
          )
        }))}
      />
    </section>
  )
}
