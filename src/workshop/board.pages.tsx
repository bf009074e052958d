import { type BoardRecord, groupByCluster, type Note, sortByDots } from '../board/note.rules.ts'
import { type Board, columnsOf, findBoard, type Place } from '../board/rules.ts'
import { readStepTwo } from '../hub/step.operations.ts'
import { readStepThree } from '../influence/step.operations.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { NumberField, TextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type BoardAnswer, readBoard, readParked } from './board.operations.ts'
import { workshopPath } from './kinds.operations.ts'
import { MissingFields, may, NoteCard, sayPlace, type Wall, WriteNote } from './note.part.tsx'
import { Act, Clock, NextPhase } from './now.part.tsx'
import { readOwnWorkshop } from './operations.ts'
import { Asks, optionWord, questionOf } from './prompt.part.tsx'

/** Seconds after which a screen on which one can write nothing looks again, without a script. */
const lookAgain = 10

export const boardPages: Page[] = [
  page('/workshops/:workshop', 'workshop.take-part', async (context) => {
    const { words, params, query } = context
    const own = await context.ask(readOwnWorkshop, { workshop: params.workshop })
    const { workshop, me, item } = own
    const wanted = workshop.follow && !me.facilitator ? '' : query('board')
    const answer = await context.ask(readBoard, { workshop: workshop.id, board: findBoard(wanted) ? wanted : '' })
    const board = findBoard(answer.board)
    if (!board) return <Between context={context} own={own} />
    const wall = await makeWall(context, own, answer, board)
    const writes = may(wall, 'write')
    if (!writes && !may(wall, 'vote')) context.refreshAfter(lookAgain)
    const question = questionOf(words, answer.board)
    return (
      <Layout title={question}>
        <div class="stack-l">
          <Head context={context} wall={wall} title={question} item={item?.title ?? ''} group={me.group_name} />
          {writes ? <Write wall={wall} /> : null}
          <OnTheWall wall={wall} notes={answer.notes} hidden={answer.hidden.length} />
          {me.facilitator ? <ForFacilitator wall={wall} notes={answer.notes} plan={own.plan} /> : null}
        </div>
      </Layout>
    )
  }),
  page('/workshops/:workshop/parked', 'workshop.take-part', async (context) => {
    const { words, params } = context
    const { workshop, me } = await context.ask(readOwnWorkshop, { workshop: params.workshop })
    const { notes } = await context.ask(readParked, { workshop: workshop.id })
    const title = words.t('workshop.parked.finding', { n: notes.length })
    return (
      <Layout title={title}>
        <PageHead kicker={workshop.title} title={title}>
          {words.t('workshop.parked.explained')}
        </PageHead>
        <div class="stack-m">
          <Items items={notes.map((note) => ({ key: note.id, ...parkedItem(context, note, me.facilitator) }))} />
          <p>
            <a href={`/workshops/${workshop.id}`}>{words.t('workshop.to-board')}</a>
          </p>
        </div>
      </Layout>
    )
  })
]

function parkedItem({ words, params }: PageContext, note: Note, facilitator: boolean) {
  const here = `/workshops/${params.workshop}/parked`
  return {
    body: (
      <>
        <Written>{note.text}</Written>
        <p class="soft small">{words.t(`workshop.board.${note.board}`)}</p>
      </>
    ),
    actions: facilitator ? (
      <Act operation="note.park" fields={{ note: note.id, parked: '', _return: here }} slim>
        {words.t('note.unpark')}
      </Act>
    ) : undefined
  }
}

/** While all write, the form stands open; to a facilitator who adds a note at another time, on demand. */
function Write({ wall }: { wall: Wall }) {
  const words = useWords()
  const sent = useSent('note.add')
  const open = may({ ...wall, facilitator: false }, 'write') || sent !== undefined
  return open ? (
    <WriteNote wall={wall} />
  ) : (
    <Details summary={words.t('note.add')}>
      <WriteNote wall={wall} />
    </Details>
  )
}

type Own = Awaited<ReturnType<(typeof readOwnWorkshop)['run']>>

async function makeWall(context: PageContext, own: Own, answer: BoardAnswer, board: Board): Promise<Wall> {
  const { workshop, me } = own
  const dots = new Map(answer.dots.map(({ note, count }) => [note, count]))
  const spent = answer.dots.reduce((sum, { count }) => sum + count, 0)
  return {
    ...{
      workshop,
      name: answer.board,
      board,
      facilitator: me.facilitator,
      me: me.id,
      dots,
      left: workshop.dots - spent
    },
    current: findBoard(workshop.board)?.wall === board.wall,
    comments: answer.comments,
    records: answer.records,
    names: answer.names,
    choices: me.facilitator && board.kind ? await readChoices(context, own.plan) : {}
  }
}

/** Hubs, targets and issues of the plan, for a note that becomes a record under one of them. */
async function readChoices({ ask }: PageContext, plan: string): Promise<Wall['choices']> {
  const [{ hubs }, { issues, targets }] = await Promise.all([ask(readStepThree, { plan }), ask(readStepTwo, { plan })])
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return {
    hub: hubs.map(({ id, issue, target }) => ({ value: id, label: `${issue} – ${target}` })),
    issue: named(issues),
    target: named(targets)
  }
}

function Head(props: { context: PageContext; wall: Wall; title: string; item: string; group: string }) {
  const words = useWords()
  const { context, wall, title, item, group } = props
  const { workshop, current, facilitator } = wall
  const said = current && workshop.phase ? `workshop.phase.${workshop.phase}.explained` : 'workshop.board.looking'
  const kicker = [current ? item : words.t(`workshop.board.${wall.name}`), group].filter(Boolean).join(' · ')
  return (
    <div class="stack-s">
      <PageHead
        kicker={kicker}
        title={title}
        actions={
          <>
            <Clock timer={workshop} />
            {facilitator && current ? <NextPhase workshop={workshop} /> : null}
            <LinkButton href={context.url.pathname + context.url.search}>{words.t('workshop.look-again')}</LinkButton>
          </>
        }
      >
        {words.t(said)}
      </PageHead>
      {workshop.locked ? <Notice kind="wait">{words.t('workshop.locked.explained')}</Notice> : null}
      {may(wall, 'vote') ? <Notice kind="wait">{words.t('note.vote.left', { n: wall.left })}</Notice> : null}
      {current && workshop.phase === 'explain' ? <Asks board={wall.name} /> : null}
    </div>
  )
}

/** The wall as a list: in the columns of the board, within each by cluster; the plan's own records stand among the notes. */
function OnTheWall({ wall, notes, hidden }: { wall: Wall; notes: readonly Note[]; hidden: number }) {
  const words = useWords()
  const { board, workshop } = wall
  const parked = notes.filter(({ state }) => state === 'parked')
  const standing = notes.filter(({ state }) => state === 'shown' || state === 'drafted')
  const voted = standing.some(({ dots }) => dots !== null)
  const ordered = voted ? sortByDots(standing) : standing
  const columns = columnsOf(board)
  const of = <T extends { place: Place }>(all: readonly T[], column: string) =>
    all.filter(({ place }) => (columns.includes(String(place[board.columns])) ? place[board.columns] : '') === column)
  const spotlit = notes.find(({ id }) => id === workshop.spotlight)
  const filled = columns.filter((column) => of(ordered, column).length + of(wall.records, column).length > 0)
  const loose = of(ordered, '').length + of(wall.records, '').length > 0
  return (
    <section class="stack" id="wall">
      <SectionHead title={words.t('workshop.wall', { n: standing.length, records: wall.records.length })} />
      {hidden > 0 ? <p class="soft">{words.t('workshop.wall.hidden', { n: hidden })}</p> : null}
      {spotlit ? (
        <Notice kind="wait" title={words.t('note.spotlight.on')}>
          <a href={`#${spotlit.id}`}>{spotlit.text}</a>
        </Notice>
      ) : null}
      {columns.length === 0 ? (
        <Column wall={wall} notes={ordered} records={wall.records} />
      ) : (
        <div class="columns-of-notes">
          {[...(loose ? [''] : []), ...filled].map((column) => (
            <section key={column} class="stack-s">
              <h3>
                {column ? optionWord(words, board.kind ?? '', board.columns, column) : words.t('workshop.place.none')}
              </h3>
              <Column wall={wall} notes={of(ordered, column)} records={of(wall.records, column)} />
            </section>
          ))}
        </div>
      )}
      {parked.length > 0 ? (
        <Details summary={words.t('workshop.parked.finding', { n: parked.length })}>
          <ul class="notes">
            {parked.map((note) => (
              <NoteCard key={note.id} note={note} wall={wall} />
            ))}
          </ul>
        </Details>
      ) : null}
    </section>
  )
}

function Column(props: { wall: Wall; notes: readonly Note[]; records: readonly BoardRecord[] }) {
  const { wall, notes, records } = props
  return (
    <div class="stack-s">
      {groupByCluster(notes).map(({ cluster, notes }) => (
        <div key={cluster} class={cluster ? 'cluster' : undefined}>
          {cluster ? (
            <h4>
              <Written>{cluster}</Written>
            </h4>
          ) : null}
          <ul class="notes">
            {notes.map((note) => (
              <NoteCard key={note.id} note={note} wall={wall} />
            ))}
          </ul>
        </div>
      ))}
      {records.length > 0 ? <Records wall={wall} records={records} /> : null}
    </div>
  )
}

/** What stands in the plan: not a note any more, and told apart by its own look. */
function Records({ wall, records }: { wall: Wall; records: readonly BoardRecord[] }) {
  const words = useWords()
  return (
    <ul class="notes">
      {records.map((record) => {
        const places = sayPlace(words, wall.board, record.place, wall.names)
        return (
          <li key={record.id} class="note-card in-plan" id={record.id}>
            <p>
              <Written>{record.text || wall.names[record.id] || places.join(' – ')}</Written>
            </p>
            <p class="row small soft">
              <Tag kind="recorded">{words.t('note.in-plan')}</Tag>
              {record.text ? places.map((place) => <Written key={place}>{place}</Written>) : null}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

/** What a facilitator does with the whole wall: gather under a name, take into the plan, open the plan's own page. */
function ForFacilitator({ wall, notes, plan }: { wall: Wall; notes: readonly Note[]; plan: string }) {
  const words = useWords()
  const shown = notes.filter(({ state }) => state === 'shown')
  const { board, workshop, name } = wall
  const back = `/workshops/${workshop.id}?board=${name}`
  const decided = notes.filter(({ state }) => state === 'decided')
  return (
    <section class="stack" id="facilitator">
      <SectionHead title={words.t('workshop.facilitator')} />
      <p class="row">
        <a href={workshopPath(plan, workshop.id)}>{words.t('workshop.to-room')}</a>
        <a href={stepPath(plan, board.step, board.tab)}>{words.t('workshop.to-plan')}</a>
      </p>
      {shown.length > 1 ? <ClusterForm shown={shown} back={back} /> : null}
      {shown.length > 0 && board.kind ? (
        <Details summary={words.t('board.decide-many.title')} open={wall.current && workshop.phase === 'decide'}>
          <OperationForm
            operation="board.decide-many"
            hidden={{ workshop: workshop.id, board: name }}
            returnTo={back}
            action={words.t('board.decide-many')}
            kind={wall.current && workshop.phase === 'decide' ? 'main' : 'outline'}
          >
            <NumberField
              name="dots"
              label={words.t('board.decide-many.dots')}
              help={words.t('board.decide-many.dots.help')}
              value="1"
              whole
            />
            <MissingFields wall={wall} place={shown.map(({ place }) => place).reduce(common)} />
          </OperationForm>
        </Details>
      ) : null}
      {decided.length > 0 ? (
        <Details summary={words.t('workshop.decided', { n: decided.length })}>
          <ul class="notes">
            {decided.map((note) => (
              <NoteCard key={note.id} note={note} wall={wall} />
            ))}
          </ul>
        </Details>
      ) : null}
    </section>
  )
}

/** What two places both name: only that need not be asked for all. */
function common(one: Place, other: Place): Place {
  return Object.fromEntries(Object.entries(one).filter(([name]) => (other[name] ?? '') !== ''))
}

function ClusterForm({ shown, back }: { shown: readonly Note[]; back: string }) {
  const words = useWords()
  return (
    <Details summary={words.t('note.cluster.title')}>
      <OperationForm operation="note.cluster" returnTo={back} action={words.t('note.cluster.set')} formKey="several">
        <fieldset class="field">
          <legend>{words.t('note.cluster.which')}</legend>
          {shown.map((note) => (
            <label key={note.id} class="choice">
              <input type="checkbox" name="notes" value={note.id} />
              <span>
                <Written>{note.text}</Written>
                {note.cluster ? <small>{note.cluster}</small> : null}
              </span>
            </label>
          ))}
        </fieldset>
        <TextField name="cluster" label={words.t('note.cluster')} maxLength={100} />
      </OperationForm>
    </Details>
  )
}

/** No exercise is under way: where one is, and that the page will show the next one by itself. */
function Between({ context, own: { workshop, me, item } }: { context: PageContext; own: Own }) {
  const { words } = context
  context.refreshAfter(lookAgain)
  const title = item?.title ?? words.t('workshop.between')
  return (
    <Layout title={title}>
      <PageHead kicker={[workshop.title, me.group_name].filter(Boolean).join(' · ')} title={title}>
        {words.t('workshop.between.explained', { name: me.name })}
      </PageHead>
      <Clock timer={workshop} />
      <p class="row">
        <LinkButton href={context.url.pathname}>{words.t('workshop.look-again')}</LinkButton>
      </p>
    </Layout>
  )
}
