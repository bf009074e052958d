import { StandingSheet } from '../board/print.part.tsx'
import { type BoardName, boards, findBoard } from '../board/rules.ts'
import { sheetOf } from '../board/sheet.part.ts'
import { roomIn, sheetWidth } from '../board/sheet-picture.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { Moment } from '../plan/history.part.tsx'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Button, Form, HiddenField } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import type { Amount, Contribution } from './contribution.rules.ts'
import { workshopPath } from './kinds.operations.ts'
import { readMinutes } from './minutes.operations.ts'
import { type Contributions, type Replayed, readContributions, readReplay } from './replay.operations.ts'
import { byMinute } from './replay.rules.ts'
import type { ToldWorkshop } from './rules.ts'

const replayPath = (plan: string, workshop: string, board: string, at?: number) =>
  `${workshopPath(plan, workshop, '/replay')}?board=${board}${at === undefined ? '' : `&at=${at}`}`

const timeOf = (at: string) => at.slice(11, 16)

export const replayPages: Page[] = [
  page('/plans/:plan/workshops/:workshop/replay', 'plan.read', async (context) => {
    const { words, query, ask, params } = context
    const held = await ask(readMinutes, { workshop: params.workshop, names: false })
    const asked = findBoard(query('board')) ? query('board') : (held.course.find(({ board }) => board)?.board ?? '')
    const title = words.t('replay.title')
    if (!findBoard(asked))
      return (
        <Layout title={title}>
          <Where workshop={held.workshop} plan={held.plan} label={title} />
          <PageHead title={title} />
          <Empty title={words.t('replay.empty')} />
        </Layout>
      )
    const name = asked as BoardName
    const at = /^\d+$/.test(query('at')) ? Number(query('at')) : null
    const replayed = await ask(readReplay, { workshop: held.workshop.id, board: name, at })
    return (
      <Layout title={title} wide island="replay">
        <Where workshop={held.workshop} plan={held.plan} label={title} />
        <PageHead title={title}>{words.t('replay.explained')}</PageHead>
        <div class="stack-m">
          <Boards replayed={replayed} name={name} />
          {replayed.mark ? <Steer replayed={replayed} name={name} /> : null}
          <Shown replayed={replayed} name={name} />
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/workshops/:workshop/contributions', 'plan.read', async (context) => {
    const told = await context.ask(readContributions, { workshop: context.params.workshop })
    const title = context.words.t('contribution.title')
    return (
      <Layout title={title}>
        <Where workshop={told.workshop} plan={told.plan} label={title} />
        <PageHead title={title}>{context.words.t('contribution.explained')}</PageHead>
        <ByGroup told={told} />
        {told.workshop.by_person && context.may('plan.edit') ? <ByPerson told={told} /> : null}
      </Layout>
    )
  })
]

function Where({ workshop, plan, label }: { workshop: ToldWorkshop; plan: string; label: string }) {
  return <Crumbs items={[{ label: workshop.title, href: workshopPath(plan, workshop.id) }, { label }]} />
}

/** The boards that were worked on, in the order in which they were. */
function Boards({ replayed: { course, workshop, plan }, name }: { replayed: Replayed; name: string }) {
  const words = useWords()
  const worked = [...new Set(course.map(({ board }) => board))].filter((board) => findBoard(board)?.kind)
  return (
    <nav class="row" aria-label={words.t('note.board')}>
      {worked.map((board) => (
        <a
          key={board}
          href={replayPath(plan, workshop.id, board)}
          aria-current={board === name ? 'page' : undefined}
          class={board === name ? 'strong' : undefined}
        >
          {words.t(`workshop.board.${board}`)}
        </a>
      ))}
    </nav>
  )
}

/** By phase, by minute, and with a script by hand and by itself. */
function Steer({ replayed, name }: { replayed: Replayed; name: BoardName }) {
  const words = useWords()
  const { course, marks, mark, workshop, plan } = replayed
  const { wall } = boards[name]
  const phases = course
    .filter(({ board }) => findBoard(board)?.wall === wall)
    .flatMap(({ phases, board }) => phases.map((phase) => ({ ...phase, board })))
  const minutes = byMinute(marks)
  const shown = minutes.findLast(({ number }) => number <= (mark?.number ?? 0)) ?? minutes[0]
  return (
    <section class="sheet stack" id="steer" aria-label={words.t('replay.steer')}>
      <div class="row" id="slide" data-marks={JSON.stringify(marks.map(({ number }) => number))} hidden>
        <button type="button" class="btn slim" data-play={words.t('replay.play')} data-pause={words.t('replay.pause')}>
          {words.t('replay.play')}
        </button>
        <label class="slide">
          <span class="vh">{words.t('replay.steer')}</span>
          <input
            type="range"
            min="0"
            max={marks.length - 1}
            value={marks.findIndex(({ number }) => number === mark?.number)}
          />
        </label>
      </div>
      {phases.length > 0 ? (
        <p class="row small">
          {phases.map(({ phase, from, end, begin }) => (
            <a key={begin} href={replayPath(plan, workshop.id, name, (end ?? Number.MAX_SAFE_INTEGER) - 1)}>
              {words.t('replay.phase', { phase: words.t(`workshop.phase.${phase}`), time: timeOf(from) })}
            </a>
          ))}
        </p>
      ) : null}
      <Form method="get" action={workshopPath(plan, workshop.id, '/replay')} plain class="row end">
        <HiddenField name="board" value={name} />
        <SelectField
          name="at"
          label={words.t('replay.minute')}
          options={minutes.map(({ number, at }) => ({
            value: String(number),
            label: words.t('history.at', { date: words.date(at), time: timeOf(at) })
          }))}
          value={String(shown?.number ?? '')}
        />
        <Button>{words.t('replay.show')}</Button>
      </Form>
    </section>
  )
}

/** The board as it stood, with the steps before and after. */
function Shown({ replayed, name }: { replayed: Replayed; name: BoardName }) {
  const words = useWords()
  const { marks, mark, workshop, plan, notes, hidden } = replayed
  const at = marks.findIndex(({ number }) => number === mark?.number)
  const step = (mark: Replayed['mark'] | undefined, key: string) =>
    mark ? <a href={replayPath(plan, workshop.id, name, mark.number)}>{words.t(key)}</a> : null
  const content = { name, ground: replayed, notes, hidden: hidden.length, about: [] }
  const sheet = sheetOf(words, content, roomIn(sheetWidth))
  return (
    <section class="stack" id="replayed">
      <SectionHead title={sheet.title} />
      {mark ? (
        <p class="row" role="status">
          <strong>
            <Moment at={mark.at} />
          </strong>
          <span>{words.t(`operation.${mark.operation}`)}</span>
          <span class="soft">{words.t('replay.step', { n: at + 1, of: marks.length })}</span>
          {step(marks[at - 1], 'replay.before')}
          {step(marks[at + 1], 'replay.after')}
        </p>
      ) : (
        <p class="soft">{words.t('replay.nothing')}</p>
      )}
      <StandingSheet sheet={sheet} />
    </section>
  )
}

const amounts = ['notes', 'votes', 'comments', 'decisions'] as const

function ByGroup({ told: { groups } }: { told: Contributions }) {
  const words = useWords()
  const columns: Column<Contribution>[] = [
    {
      key: 'groups',
      label: words.t('note.group_name'),
      head: true,
      cell: ({ groups }) =>
        words.list(groups.map((group) => group || words.t('workshop.group.none'))) || words.t('contribution.own')
    },
    {
      key: 'persons',
      label: words.t('contribution.persons'),
      numeric: true,
      cell: ({ persons }) => words.number(persons)
    },
    ...amounts.map((key) => amountColumn<Contribution>(words.t(`contribution.${key}`), key, words.number))
  ]
  if (groups.length === 0) return <Empty title={words.t('contribution.too-few')} />
  return <DataTable columns={columns} rows={groups} caption={words.t('contribution.by-group')} captionHidden />
}

function amountColumn<Row extends Amount>(
  label: string,
  key: (typeof amounts)[number],
  say: (value: number) => string
): Column<Row> {
  return { key, label, numeric: true, cell: (row) => say(row[key]) }
}

function ByPerson({ told: { persons } }: { told: Contributions }) {
  const words = useWords()
  const columns: Column<Contributions['persons'][number]>[] = [
    { key: 'name', label: words.t('minutes.people.names'), head: true },
    ...amounts.map((key) =>
      amountColumn<Contributions['persons'][number]>(words.t(`contribution.${key}`), key, words.number)
    )
  ]
  return (
    <section class="stack">
      <SectionHead title={words.t('contribution.by-person')} />
      <Notice kind="wait">{words.t('contribution.by-person.explained')}</Notice>
      <DataTable
        columns={columns}
        rows={persons}
        caption={words.t('contribution.by-person')}
        captionHidden
        empty={<p class="soft">{words.t('contribution.none')}</p>}
      />
    </section>
  )
}
