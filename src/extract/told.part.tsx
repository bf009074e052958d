import type { VNode } from 'preact'
import { sayQuantity } from '../chart/say.part.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { PublicExtract } from './rules.ts'

/** An extract as the public reads it, and as it is seen before it is published. `published` null: not yet. */
export function Told({
  of,
  house,
  currency,
  published
}: {
  of: PublicExtract
  house: string
  currency: string
  published: string | null
}) {
  const words = useWords()
  const { version, starts, ends } = of
  const state = version.agreed
    ? words.t('public.version.agreed', { number: version.number, day: words.date(version.agreed) })
    : words.t('public.version', { number: version.number, day: words.date(version.day) })
  const day = published ? words.t('public.published', { day: words.date(published) }) : ''
  return (
    <article>
      <PageHead kicker={house} title={of.title}>
        {[starts && ends ? words.t('public.years', { days: words.period(starts, ends) }) : '', state, day]
          .filter(Boolean)
          .join(' ')}
      </PageHead>
      <div class="stack-l">
        {of.example ? <Notice kind="wait">{words.t('public.example')}</Notice> : null}
        {sectionsOf(words, of, currency)}
      </div>
    </article>
  )
}

/** A section, where it was chosen and has something to tell. */
function section(title: string, filled: boolean, body: VNode): VNode | null {
  return filled ? (
    <section class="stack-s">
      <SectionHead title={title} />
      {body}
    </section>
  ) : null
}

function sectionsOf(words: Words, of: PublicExtract, currency: string): (VNode | null)[] {
  const t = (key: string) => words.t(key)
  const { summary = '', law = [], hubs = [], interventions = [], goals = [], joint = [], positions, budget } = of
  return [
    section(
      t('public_extract.summary'),
      summary !== '',
      <p class="measure">
        <Written>{summary}</Written>
      </p>
    ),
    section(
      t('public_extract.hubs'),
      hubs.length > 0,
      <DataTable
        caption={t('public_extract.hubs')}
        captionHidden
        columns={[
          { key: 'issue', label: t('issue.one'), head: true },
          { key: 'target', label: t('target.one') },
          { key: 'provision', label: t('issue.provision'), cell: (row) => row.provision || '–' }
        ]}
        rows={hubs}
      />
    ),
    section(
      t('public_extract.interventions'),
      interventions.length > 0,
      <DataTable
        caption={t('public_extract.interventions')}
        captionHidden
        columns={[
          { key: 'name', label: t('intervention.one'), head: true },
          {
            key: 'family',
            label: t('intervention.family'),
            cell: ({ family }) => <Tag kind={family}>{words.t(`intervention.family.${family}`)}</Tag>
          }
        ]}
        rows={interventions}
      />
    ),
    section(
      t('public_extract.goals'),
      goals.length > 0,
      <DataTable
        caption={t('public_extract.goals')}
        captionHidden
        columns={[
          { key: 'name', label: t('plan_indicator.one'), head: true },
          {
            key: 'goal',
            label: t('plan_indicator.goal'),
            numeric: true,
            cell: ({ goal, unit, direction }) => {
              const said = sayQuantity(words, goal, unit)
              // What was published before directions were told has none.
              return direction ? words.t(`public.goal.${direction}`, { goal: said }) : said
            }
          },
          { key: 'goal_on', label: t('plan_indicator.goal_on'), cell: ({ goal_on }) => words.date(goal_on) }
        ]}
        rows={goals}
      />
    ),
    section(
      t('public_extract.joint'),
      joint.length > 0,
      <div class="stack">
        {joint.map((one, index) => (
          <JointPlan key={String(index)} of={one} />
        ))}
      </div>
    ),
    section(t('public_extract.positions'), positions !== undefined, <Positions of={positions} />),
    section(
      t('public_extract.law'),
      law.length > 0,
      <DataTable
        caption={t('public_extract.law')}
        captionHidden
        columns={[
          { key: 'title', label: t('mandate.title'), head: true },
          { key: 'reference', label: t('mandate.reference'), cell: (row) => row.reference || '–' }
        ]}
        rows={law}
      />
    ),
    section(
      t('public_extract.budget'),
      budget !== undefined,
      <p>
        {budget
          ? words.t('public.budget', { sum: words.money(budget.total, currency, 0), n: budget.n, of: budget.of })
          : ''}
      </p>
    )
  ].map((one, index) => (one ? { ...one, key: String(index) } : null))
}

function JointPlan({ of }: { of: NonNullable<PublicExtract['joint']>[number] }) {
  const words = useWords()
  return (
    <div class="stack-s">
      <h3>
        <Written>{of.title}</Written>
      </h3>
      <p class="measure">
        <Written>{of.goals}</Written>
      </p>
      {of.partners.length > 0 ? (
        <p>{words.t('public.partners', { names: words.list(of.partners.map(({ name }) => name)) })}</p>
      ) : null}
      {of.actions.length > 0 ? (
        <ul class="listed">
          {of.actions.map(({ what, status }, index) => (
            <li key={String(index)}>
              <Written>{what}</Written>{' '}
              {status ? <span class="soft small">{words.t(`intervention.status.${status}`)}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Positions({ of }: { of: PublicExtract['positions'] }) {
  const words = useWords()
  if (!of) return null
  return (
    <>
      <p>{words.t('public.consulted', { n: of.consulted, told: of.told.length })}</p>
      {of.told.length > 0 ? (
        <DataTable
          caption={words.t('public_extract.positions')}
          captionHidden
          columns={[
            { key: 'name', label: words.t('public.organisation'), head: true },
            {
              key: 'category',
              label: words.t('stakeholder.category'),
              cell: ({ category }) => words.t(`stakeholder.category.${category}`)
            },
            {
              key: 'position',
              label: words.t('consultation.position'),
              cell: ({ position }) => words.t(`consultation.position.${position}`)
            },
            {
              key: 'answered',
              label: words.t('consultation.answered'),
              cell: ({ answered }) => words.date(answered)
            }
          ]}
          rows={of.told}
        />
      ) : null}
    </>
  )
}
