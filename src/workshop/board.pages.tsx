import { Canvas, type CanvasItem } from '../board/canvas.part.tsx'
import { type Note, sortByDots } from '../board/note.rules.ts'
import { Asks, questionOf } from '../board/question.part.tsx'
import { RecordCard, recordName } from '../board/record-card.part.tsx'
import { Kept, Room } from '../board/room.part.tsx'
import { type Board, type BoardName, findBoard } from '../board/rules.ts'
import type { Place } from '../board/spot.rules.ts'
import { type MapLayerName, readLayers } from '../chart/map.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { NumberField, TextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import { type BoardAnswer, readBoard, readParked } from './board.operations.ts'
import { workshopPath } from './kinds.operations.ts'
import { boardPath, MissingFields, may, NoteCard, type Wall, WriteNote } from './note.part.tsx'
import { Panel } from './note-panel.part.tsx'
import { Act, Clock, inWords, NextPhase } from './now.part.tsx'
import { readOwnWorkshop, readWorkshop } from './operations.ts'
import { stateOfNew } from './rules.ts'
import { sheetPath } from './sheet.pages.tsx'

/** Seconds after which a screen on which one can write nothing looks again, without a script. */
const lookAgain = 10

export const boardPages: Page[] = [
  page('/workshops/:workshop', 'workshop.take-part', async (context) => {
    const { words, params, query } = context
    const own = await context.ask(readOwnWorkshop, { workshop: params.workshop })
    const { workshop, me } = own
    const item = own.item && inWords(words, own.item)
    const wanted = workshop.follow && !me.facilitator ? '' : query('board')
    const answer = await context.ask(readBoard, { workshop: workshop.id, board: findBoard(wanted) ? wanted : '' })
    const board = findBoard(answer.board)
    if (!board) return <Between context={context} own={own} at={answer.at} />
    const wall = makeWall(own, answer, board)
    const opened = query('item')
    const writes = may(wall, 'write')
    const again = writes || may(wall, 'vote') || opened ? undefined : lookAgain
    const question = questionOf(words, answer.board)
    return (
      <Layout
        title={question}
        wide={board.canvas !== 'columns' && board.canvas !== 'tree'}
        island="board"
        again={again}
      >
        <Room data={{ ...roomData(wall, answer), people: await namesOf(context, wall) }} cards={blankCards(wall)}>
          <Head context={context} wall={wall} title={question} item={item?.title ?? ''} group={me.group_name} />
          <Opened wall={wall} notes={answer.notes} id={opened} />
          <div id="write">{writes && !opened ? <Write wall={wall} /> : null}</div>
          <OnTheWall
            wall={wall}
            notes={answer.notes}
            hidden={answer.hidden.length}
            layers={readLayers(query('layers'))}
          />
          {me.facilitator ? <ForFacilitator wall={wall} notes={answer.notes} plan={own.plan} /> : null}
        </Room>
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

/** To who writes the form stands open; to a facilitator, who has other things to do, on demand. */
function Write({ wall }: { wall: Wall }) {
  const words = useWords()
  const sent = useSent('note.add')
  const open = !wall.facilitator || sent !== undefined
  return open ? (
    <WriteNote wall={wall} />
  ) : (
    <Details summary={words.t('note.add')}>
      <WriteNote wall={wall} />
    </Details>
  )
}

type Own = Awaited<ReturnType<(typeof readOwnWorkshop)['run']>>

function makeWall(own: Own, answer: BoardAnswer, board: Board): Wall {
  const { workshop, me } = own
  // A dot on a note that was taken off the wall is one's own again.
  const there = new Set(answer.notes.map(({ id }) => id))
  const spent = answer.dots.reduce((sum, { note, count }) => sum + (there.has(note) ? count : 0), 0)
  return {
    ...{ workshop, name: answer.board as BoardName, board, facilitator: me.facilitator, me: me.id },
    dots: new Map(answer.dots.map(({ note, count }) => [note, count])),
    left: workshop.dots - spent,
    current: findBoard(workshop.board)?.wall === board.wall,
    comments: answer.comments,
    ground: answer
  }
}

/** What the island hears and sends. */
function roomData({ workshop, me, facilitator, board, name, ground }: Wall, { at }: BoardAnswer) {
  return {
    ...{ workshop: workshop.id, live: `/workshops/${workshop.id}/live`, after: at, me, wall: board.wall },
    ...{ phase: workshop.phase, board: name, plan: facilitator ? ground.plan : undefined },
    // Who leads sees more than a browser may keep.
    keep: facilitator ? undefined : 'yes'
  }
}

/** Under which names people joined, for the pointers: told to facilitators, who know them anyway. */
async function namesOf({ ask }: PageContext, { workshop, facilitator }: Wall): Promise<string | undefined> {
  if (!facilitator) return undefined
  const { participants } = await ask(readWorkshop, { workshop: workshop.id })
  return JSON.stringify(Object.fromEntries(participants.map(({ id, name }) => [id, name])))
}

/** Cards from which the island makes those of notes that come while one looks. */
function blankCards(wall: Wall) {
  const { workshop, board, me } = wall
  const blank = (author: string): Note => ({
    ...{ id: blankId, board: board.wall, text: '', place: {}, colour: '', cluster: '', author, group_name: '' },
    ...{ apart: false, state: author === me ? stateOfNew(workshop.phase, wall.current) : 'shown', dots: null },
    ...{ moved_by: null, record_kind: '', record: null, figure: null, revision: 1 }
  })
  return { own: <NoteCard note={blank(me)} wall={wall} />, other: <NoteCard note={blank('')} wall={wall} /> }
}
const blankId = '00000000-0000-7000-8000-000000000000'

/** What stands on a board: notes that are shown there, the most voted first once votes were counted, then the plan's records. */
function standingOn(wall: Wall, notes: readonly Note[]) {
  const standing = notes.filter(({ state }) => state === 'shown' || state === 'drafted')
  const ordered = standing.some(({ dots }) => dots !== null) ? sortByDots(standing) : standing
  const items: CanvasItem[] = [
    ...ordered.map(({ id, text, place, dots, cluster }) => ({ id, text, place, dots, cluster, record: false })),
    ...wall.ground.records.map((record) => ({
      ...{ id: record.id, text: recordName(record, wall.ground), place: record.place },
      ...{ dots: null, cluster: '', record: true }
    }))
  ]
  return { notes: ordered, items }
}

function Opened({ wall, notes, id }: { wall: Wall; notes: readonly Note[]; id: string }) {
  const note = notes.find((one) => one.id === id)
  const record = wall.facilitator ? wall.ground.records.find((one) => one.id === id) : undefined
  if (!note && !record) return null
  return <Panel wall={wall} items={standingOn(wall, notes).items} note={note} record={record} />
}

function Head(props: { context: PageContext; wall: Wall; title: string; item: string; group: string }) {
  const words = useWords()
  const { context, wall, title, item, group } = props
  const { workshop, current, facilitator } = wall
  const said = current && workshop.phase ? `workshop.phase.${workshop.phase}.explained` : 'workshop.board.looking'
  const kicker = [current ? item : words.t(`workshop.board.${wall.name}`), group].filter(Boolean).join(' · ')
  return (
    <div class="stack-s" id="head">
      <PageHead
        kicker={kicker}
        title={title}
        actions={
          <>
            <Clock timer={workshop} />
            {facilitator && current ? <NextPhase workshop={workshop} /> : null}
            <noscript>
              <LinkButton href={context.url.pathname + context.url.search}>{words.t('workshop.look-again')}</LinkButton>
            </noscript>
          </>
        }
      >
        {words.t(said)}
      </PageHead>
      {workshop.locked ? <Notice kind="wait">{words.t('workshop.locked.explained')}</Notice> : null}
      {workshop.by_person ? <Notice kind="wait">{words.t('workshop.by_person.told')}</Notice> : null}
      {may(wall, 'vote') ? <Notice kind="wait">{words.t('note.vote.left', { n: wall.left })}</Notice> : null}
      {current && workshop.phase === 'explain' ? <Asks board={wall.name} /> : null}
    </div>
  )
}

/** All that hangs on the wall, on its canvas; what was put aside stands below. */
function OnTheWall(props: { wall: Wall; notes: readonly Note[]; hidden: number; layers: readonly MapLayerName[] }) {
  const { wall, notes, hidden, layers } = props
  const words = useWords()
  const { board, workshop, ground } = wall
  const parked = notes.filter(({ state }) => state === 'parked')
  const standing = standingOn(wall, notes)
  const byId = new Map(standing.notes.map((note) => [note.id, note]))
  const records = new Map(ground.records.map((record) => [record.id, record]))
  const card = (id: string) => {
    const [note, record] = [byId.get(id), records.get(id)]
    if (note) return <NoteCard note={note} wall={wall} />
    const open = wall.facilitator ? `${boardPath(wall)}&item=${id}#item` : undefined
    return record ? <RecordCard board={board} ground={ground} record={record} open={open} /> : null
  }
  const spotlit = notes.find(({ id }) => id === workshop.spotlight)
  return (
    <section class="stack" id="wall">
      <SectionHead
        title={words.t('workshop.wall', { n: standing.notes.length, records: ground.records.length })}
        actions={<a href={sheetPath(workshop.id, 'print', wall.name)}>{words.t('board.print')}</a>}
      />
      {hidden > 0 ? <p class="soft">{words.t('workshop.wall.hidden', { n: hidden })}</p> : null}
      {spotlit ? (
        <Notice kind="wait" title={words.t('note.spotlight.on')}>
          <a href={`#${spotlit.id}`}>{spotlit.text}</a>
        </Notice>
      ) : null}
      <Canvas
        board={board}
        ground={ground}
        items={standing.items}
        card={card}
        map={{ shown: layers, href: (shown) => `${boardPath(wall)}&layers=${shown}` }}
      />
      {parked.length > 0 ? (
        <Details summary={words.t('workshop.parked.finding', { n: parked.length })}>
          <NoteList wall={wall} notes={parked} />
        </Details>
      ) : null}
    </section>
  )
}

function NoteList({ wall, notes }: { wall: Wall; notes: readonly Note[] }) {
  return (
    <ul class="notes">
      {notes.map((note) => (
        <li key={note.id}>
          <NoteCard note={note} wall={wall} />
        </li>
      ))}
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
        {board.kind ? (
          <a href={workshopPath(plan, workshop.id, `/paste?board=${name}`)}>{words.t('note.paste.title')}</a>
        ) : null}
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
          <NoteList wall={wall} notes={decided} />
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
function Between({ context, own, at }: { context: PageContext; own: Own; at: number }) {
  const { workshop, me } = own
  const { words } = context
  const item = own.item && inWords(words, own.item)
  const title = item?.title ?? words.t('workshop.between')
  return (
    <Layout title={title} island="board" again={lookAgain}>
      <div
        id="room"
        data-live={`/workshops/${workshop.id}/live`}
        data-after={at}
        data-keep={me.facilitator ? undefined : 'yes'}
      >
        <Kept />
        <PageHead kicker={[workshop.title, me.group_name].filter(Boolean).join(' · ')} title={title}>
          {words.t('workshop.between.explained', { name: me.name })}
        </PageHead>
        {workshop.by_person ? <Notice kind="wait">{words.t('workshop.by_person.told')}</Notice> : null}
        <Clock timer={workshop} />
        <p class="row">
          <LinkButton href={context.url.pathname}>{words.t('workshop.look-again')}</LinkButton>
        </p>
      </div>
    </Layout>
  )
}
