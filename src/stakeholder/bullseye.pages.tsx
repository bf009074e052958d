import { nameSome, StepTop } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { Bullseye } from '../ui/bullseye.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice, Terms } from '../ui/notice.tsx'
import { Meanwhile, OperationForm } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import { CellSelect } from './cell.part.tsx'
import { categoryNames, markOf, StakeholderMark } from './mark.part.tsx'
import { countMoves, type Ring, rings, ringsToMove, sortByWay, takeSides } from './rules.ts'
import { readStepFour, type Stakeholder } from './step.operations.ts'

type Room = { plan: string; stakeholders: Stakeholder[]; edit: boolean }

export const bullseyePages: Page[] = [
  page('/plans/:plan/4/bullseye', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const { stakeholders } = await context.ask(readStepFour, { plan })
    const question = words.t('stakeholder.bullseye.question')
    return (
      <Layout title={question}>
        <StepTop
          plan={plan}
          step={4}
          tab="bullseye"
          subject="stakeholder"
          question={question}
          questions={[1, 2, 3].map((n) => words.t(`stakeholder.bullseye.ask.${n}`))}
        >
          {words.t('stakeholder.bullseye.explained')}
        </StepTop>
        {!context.may('plan.read-inside') ? (
          <Notice title={words.t('stakeholder.bullseye.inside.title')}>{words.t('stakeholder.bullseye.inside')}</Notice>
        ) : stakeholders.length === 0 ? (
          <NoStakeholders plan={plan} />
        ) : (
          <Commitment plan={plan} stakeholders={stakeholders} edit={context.may('plan.edit')} />
        )}
        {context.may('plan.read-inside') ? <StepExample part="bullseye" /> : null}
      </Layout>
    )
  })
]

/** Says that there is nobody to place or to weigh, and where stakeholders are entered. */
export function NoStakeholders({ plan }: { plan: string }) {
  const words = useWords()
  return (
    <Empty
      level={2}
      title={words.t('stakeholder.empty.title')}
      action={
        <LinkButton href={`${stepPath(plan, 4, 'stakeholders')}#add`} kind="main">
          {words.t('stakeholder.add')}
        </LinkButton>
      }
    >
      {words.t('stakeholder.empty')}
    </Empty>
  )
}

function Commitment(room: Room) {
  const { stakeholders } = room
  const placed = stakeholders.filter(({ present_ring }) => present_ring !== '')
  return (
    <div class="stack-m">
      {placed.length > 0 ? <Drawing stakeholders={placed} unplaced={stakeholders.length - placed.length} /> : null}
      <Sides stakeholders={stakeholders} />
      <WayToGo {...room} />
    </div>
  )
}

/** What the bullseye shows, as a sentence. */
function findingOf(words: Words, stakeholders: readonly Stakeholder[]): string {
  const { judged, closer, far } = countMoves(stakeholders)
  if (judged === 0) return words.t('stakeholder.bullseye.unjudged', { n: stakeholders.length })
  return words.t(closer === 0 ? 'stakeholder.bullseye.all-stay' : 'stakeholder.bullseye.finding', {
    judged,
    closer,
    far
  })
}

/** A drawing bears no more names; the table has all. */
const mostMarks = 40

function Drawing({ stakeholders, unplaced }: { stakeholders: readonly Stakeholder[]; unplaced: number }) {
  const words = useWords()
  const title = findingOf(words, stakeholders)
  const drawn = stakeholders.length > mostMarks ? sortByWay(stakeholders).slice(0, mostMarks) : stakeholders
  const ringOf = (ring: Ring | '') => (ring === '' ? undefined : rings.indexOf(ring))
  return (
    <Figure
      title={title}
      level={2}
      unit={words.t('stakeholder.bullseye.unit', {
        unplaced,
        drawn: drawn.length,
        left: stakeholders.length - drawn.length
      })}
      source={words.t('stakeholder.bullseye.private')}
      example={stakeholders.some(({ example }) => example)}
    >
      <Bullseye
        items={drawn.map(({ id, name, category, present_ring, desired_ring }) => ({
          name,
          category: markOf[category],
          present: ringOf(present_ring) ?? rings.length - 1,
          desired: ringOf(desired_ring),
          href: `#${id}`
        }))}
        rings={rings.map((ring) => words.t(`label.ring.${ring}`))}
        categoryNames={categoryNames(words)}
        label={title}
      />
    </Figure>
  )
}

/** With whom one works, whom one wins, whom one wins over or limits. */
function Sides({ stakeholders }: { stakeholders: readonly Stakeholder[] }) {
  const words = useWords()
  const sides = takeSides(stakeholders)
  const items = (['allies', 'disengaged', 'foes', 'unplaced'] as const).flatMap((side) => {
    const names = sides[side].map(({ name }) => name)
    return names.length > 0 ? [{ term: words.t(`stakeholder.side.${side}`), value: nameSome(words, names) }] : []
  })
  return <Terms items={items} />
}

function WayToGo({ plan, stakeholders, edit }: Room) {
  const words = useWords()
  const title = words.t('stakeholder.way')
  const table = (
    <DataTable
      caption={title}
      captionHidden
      columns={columnsOf(words, edit)}
      rows={sortByWay(stakeholders)}
      rowKey={({ id }) => id}
    />
  )
  return (
    <section class="stack">
      <SectionHead title={title} />
      {edit ? <p class="soft measure">{words.t('stakeholder.way.explained')}</p> : null}
      <Meanwhile operation="stakeholder.place" />
      {edit ? (
        <OperationForm
          operation="stakeholder.place"
          hidden={{ plan }}
          action={words.t('stakeholder.place')}
          kind="main"
          plain
        >
          {table}
        </OperationForm>
      ) : (
        table
      )}
    </section>
  )
}

function columnsOf(words: Words, edit: boolean): Column<Stakeholder>[] {
  return [
    {
      key: 'category',
      label: words.t('stakeholder.category'),
      quiet: true,
      cell: ({ category }) => <StakeholderMark category={category} alone />
    },
    {
      key: 'name',
      label: words.t('stakeholder.one'),
      head: true,
      cell: ({ id, name }) => (
        <span id={id}>
          <Written>{name}</Written>
        </span>
      )
    },
    ringColumn(words, 'present', edit),
    ringColumn(words, 'desired', edit),
    { key: 'way', label: words.t('stakeholder.column.way'), cell: (row) => wayInWords(words, row) },
    { key: 'in_kind', label: words.t('stakeholder.column.gives'), cell: ({ in_kind }) => in_kind || null },
    {
      key: 'approach',
      label: words.t('stakeholder.column.approach'),
      cell: (row) => (
        <span>
          <Written>{row.approach}</Written>{' '}
          {edit ? (
            <a
              href={`/records/stakeholder/${row.id}?from=${encodeURIComponent(stepPath(row.plan_id ?? '', 4, 'bullseye'))}`}
            >
              {words.t('record.change')}
              <span class="vh">{` ${row.name}`}</span>
            </a>
          ) : null}
        </span>
      )
    }
  ]
}

/** Where one stands, or is needed: as words, or as a choice. */
function ringColumn(words: Words, which: 'present' | 'desired', edit: boolean): Column<Stakeholder> {
  const label = words.t(`stakeholder.column.${which}`)
  const options = rings.map((ring) => ({ value: ring, label: words.t(`label.ring.${ring}`) }))
  return {
    key: which,
    label,
    cell: (row) => {
      const ring = row[`${which}_ring`]
      const shown = ring === '' ? words.t('stakeholder.not-placed') : words.t(`label.ring.${ring}`)
      if (!edit) return shown
      return (
        <CellSelect
          name={`places.${row.id}.${which}_ring`}
          seen={{ name: `places.${row.id}.seen_${which}`, value: ring }}
          label={`${label}: ${row.name}`}
          options={options}
          empty={words.t('stakeholder.not-placed')}
          value={ring}
          shown={shown}
        />
      )
    }
  }
}

function wayInWords(words: Words, stakeholder: Stakeholder): string | null {
  const way = ringsToMove(stakeholder)
  if (way === null) return null
  if (way === 0) return words.t('stakeholder.way.stays')
  return way > 0 ? words.t('stakeholder.way.closer', { n: way }) : words.t('stakeholder.way.away', { n: -way })
}
