import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { AgreeTabs } from '../plan/agree.part.tsx'
import { readPlan } from '../plan/operations.ts'
import { StakeholderMark } from '../stakeholder/mark.part.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice, Terms } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type Register, readConsultations, type ToldConsultation } from './operations.ts'
import { consultationPath } from './path.rules.ts'
import { Points } from './point.part.tsx'
import { consultationFields, listOpen, type Open, socialPartners } from './rules.ts'
import { sayOpen, sayPosition, saySpoke, tagOfPosition } from './say.part.ts'

export type Room = Register & { plan: string; edit: boolean; today: string }

export const consultationPages: Page[] = [
  page('/plans/:plan/consultation', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const { title } = await context.ask(readPlan, { plan })
    const register = await context.ask(readConsultations, { plan })
    const today = new Date().toISOString().slice(0, 10)
    const room = { ...register, plan, edit: context.may('plan.edit'), today }
    const points = room.consultations.flatMap((one) => one.points)
    const open = listOpen({ ...room, points }, today)
    const may = room.edit && room.versions.length > 0 && room.stakeholders.length > 0
    return (
      <Layout title={words.t('consultation.list')}>
        <Crumbs items={[{ label: title, href: `/plans/${plan}` }, { label: words.t('consultation.list') }]} />
        <PageHead
          title={words.t('consultation.finding', { n: room.consultations.length, open: open.length })}
          actions={may ? <AddButton>{words.t('consultation.add')}</AddButton> : null}
        >
          {words.t('consultation.explained')}
        </PageHead>
        <AgreeTabs plan={plan} here="consultation" />
        <div class="stack-l">
          {may ? <AddConsultation {...room} /> : room.edit ? <First {...room} /> : null}
          <StillOpen open={open} room={room} />
          {room.consultations.map((one) => (
            <Consultation key={one.id} of={one} room={room} />
          ))}
        </div>
      </Layout>
    )
  })
]

/** What must be there before anybody can be consulted. */
function First({ plan, versions }: Room) {
  const words = useWords()
  return versions.length === 0 ? (
    <Notice kind="wait" title={words.t('consultation.no-version')}>
      <a href={`/plans/${plan}/versions#add`}>{words.t('plan_version.freeze')}</a>
    </Notice>
  ) : (
    <Notice kind="wait" title={words.t('consultation.no-stakeholder')}>
      <a href={`/plans/${plan}/4/stakeholders`}>{words.t('stakeholder.add')}</a>
    </Notice>
  )
}

function StillOpen({ open, room }: { open: readonly Open[]; room: Room }) {
  const words = useWords()
  const nameOf = (id: string) => room.stakeholders.find((one) => one.id === id)?.name ?? ''
  if (open.length === 0) return <Notice kind="good" title={words.t('consultation.open.none')} />
  return (
    <section class="stack-s">
      <SectionHead title={words.t('consultation.open')} />
      <Items
        items={open.map((one, index) => {
          const sentence = sayOpen(words, one, nameOf)
          return {
            key: String(index),
            body: 'id' in one ? <a href={consultationPath(room.plan, one.id)}>{sentence}</a> : sentence
          }
        })}
      />
    </section>
  )
}

/** Whom one can consult: those who must be asked first. */
function whomOf(words: Words, { stakeholders }: Room) {
  const order = (category: string) => {
    const place = (socialPartners as readonly string[]).indexOf(category)
    return place < 0 ? socialPartners.length : place
  }
  return stakeholders
    .toSorted((a, b) => order(a.category) - order(b.category))
    .map(({ id, name, category }) => ({
      value: id,
      label: name,
      group: words.t(`stakeholder.category.${category}`)
    }))
}

function versionsOf(words: Words, { versions }: Room) {
  return versions
    .toReversed()
    .map(({ id, number }) => ({ value: id, label: words.t('plan_version.numbered', { number }) }))
}

function AddConsultation(room: Room) {
  const words = useWords()
  const sent = useSent('consultation.add')
  const { stakeholder, version, asked, way, until } = consultationFields
  return (
    <OnDemand title={words.t('consultation.add')} open={sent !== undefined}>
      <OperationForm
        operation="consultation.add"
        hidden={{ plan: room.plan }}
        returnTo={`${consultationPath(room.plan)}#:id`}
        action={words.t('consultation.add')}
        kind="main"
      >
        <DeclaredFields
          record="consultation"
          fields={{ stakeholder, version, way }}
          values={{ version: room.versions.at(-1)?.id }}
          choices={{ stakeholder: whomOf(words, room), version: versionsOf(words, room) }}
        />
        <div class="side-by-side">
          <DeclaredFields record="consultation" fields={{ asked, until }} values={{ asked: room.today }} />
        </div>
      </OperationForm>
    </OnDemand>
  )
}

function Consultation({ of, room }: { of: ToldConsultation; room: Room }) {
  const words = useWords()
  const who = room.stakeholders.find(({ id }) => id === of.stakeholder)
  const version = room.versions.find(({ id }) => id === of.version)
  const spoke = saySpoke(words, of)
  return (
    <section class="stack-s" id={of.id}>
      <SectionHead
        title={who?.name ?? ''}
        mark={of.example ? <Example /> : null}
        actions={
          room.edit ? (
            <LinkButton href={`/records/consultation/${of.id}?from=${consultationPath(room.plan)}`} slim kind="plain">
              {words.t('consultation.change')}
            </LinkButton>
          ) : null
        }
      />
      <p class="row">
        {who ? <StakeholderMark category={who.category} /> : null}
        <Tag kind={tagOfPosition(of, room.today)}>{sayPosition(words, of, room.today)}</Tag>
        {of.public_agreed ? <Tag>{words.t('consultation.public')}</Tag> : null}
      </p>
      <Terms
        items={[
          {
            term: words.t('consultation.on'),
            value: (
              <a href={`/plans/${room.plan}/versions/${version?.number ?? ''}`}>
                {words.t('plan_version.numbered', { number: version?.number ?? 0 })}
              </a>
            )
          },
          {
            term: words.t('consultation.was-asked'),
            value: words.t('consultation.how', {
              way: words.t(`consultation.way.${of.way}`),
              from: words.date(of.asked),
              until: of.until ? words.date(of.until) : '',
              limited: of.until ? 'yes' : 'no'
            })
          },
          ...(spoke ? [{ term: words.t('consultation.position'), value: <Written>{spoke}</Written> }] : [])
        ]}
      />
      {room.edit ? <RecordPosition of={of} room={room} /> : null}
      <Points of={of} room={room} versions={versionsOf(words, room)} />
    </section>
  )
}

function RecordPosition({ of, room }: { of: ToldConsultation; room: Room }) {
  const words = useWords()
  const operation = 'consultation.record-position'
  const sent = useSent(operation, of.id)
  const { position, spoke, answered, public_agreed } = consultationFields
  return (
    <Details
      summary={words.t(of.position === '' ? 'consultation.record-position' : 'consultation.record-position.again')}
      open={sent !== undefined}
    >
      <OperationForm
        operation={operation}
        formKey={of.id}
        hidden={{ consultation: of.id, revision: of.revision }}
        returnTo={consultationPath(room.plan, of.id)}
        action={words.t('consultation.record-position')}
        kind="main"
      >
        <DeclaredFields record="consultation" fields={{ position: { ...position, needed: true } }} values={of} />
        <div class="side-by-side">
          <DeclaredFields
            record="consultation"
            fields={{ spoke, answered }}
            values={{ spoke: of.spoke, answered: of.answered ?? room.today }}
          />
        </div>
        <DeclaredFields record="consultation" fields={{ public_agreed }} values={of} />
      </OperationForm>
    </Details>
  )
}
