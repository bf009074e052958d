import { Tree } from '../board/canvas.part.tsx'
import { Cluster } from '../board/cluster.part.tsx'
import { BoardDrawing, isDrawn } from '../board/drawing.part.tsx'
import { groupByCluster, type Note, sortByDots } from '../board/note.rules.ts'
import { Asks, questionOf } from '../board/question.part.tsx'
import { recordName } from '../board/record-card.part.tsx'
import { type Canvas, findBoard } from '../board/rules.ts'
import { spotName } from '../board/say.part.ts'
import { findSpot } from '../board/spot.rules.ts'
import { spotsOf } from '../board/spots.rules.ts'
import { type Page, page } from '../kernel/page.ts'
import { StageWidth } from '../ui/canvas.tsx'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { QrCode } from '../ui/qr.tsx'
import { Written } from '../ui/written.tsx'
import { type BoardAnswer, readBoard } from './board.operations.ts'
import { askLed } from './facilitator.pages.tsx'
import { Clock } from './now.part.tsx'
import { originsForTelephones, type Phase, phases } from './rules.ts'

/** Seconds after which the screen looks again, without a script. */
const lookAgain = 5

/** The screen for the whole room: what is asked, what is left of the time, how one comes in, and what hangs on the wall. */
export const projectorPages: Page[] = [
  page('/plans/:plan/workshops/:workshop/projector', 'plan.edit', async (context) => {
    const { words } = context
    const { workshop, agenda, participants, reached } = await askLed(context)
    const answer = await context.ask(readBoard, { workshop: workshop.id })
    const item = agenda.find(({ id }) => id === workshop.item)
    const [origin = ''] = originsForTelephones(context.url, reached)
    const inside = participants.filter(({ state }) => state === 'admitted').length
    const spotlit = answer.notes.find(({ id }) => id === workshop.spotlight)
    // What is hidden from the room is hidden here, the facilitator's own drafts too.
    const notes = answer.notes.filter(({ state }) => state === 'shown')
    const hidden = answer.hidden.length + answer.notes.filter(({ state }) => state === 'drafted').length
    const title = questionOf(words, workshop.board) || item?.title || workshop.title
    const walled = phases.indexOf(workshop.phase as Phase) > phases.indexOf('brainstorm')
    return (
      <Layout title={title} stage island="board" again={lookAgain}>
        <div id="room" class="stage-room" data-live={`/workshops/${workshop.id}/live`} data-after={answer.at}>
          <header class={walled ? 'stage-head walled' : 'stage-head'}>
            <div>
              <p class="kicker">
                {title === workshop.title ? words.t('workshop.welcome') : (item?.title ?? workshop.title)}
              </p>
              <h1>
                <Written>{title}</Written>
              </h1>
              {workshop.phase ? (
                <ol class="stage-phases" aria-label={words.t('workshop.phase')}>
                  {phases.map((one) => (
                    <li key={one} aria-current={one === workshop.phase ? 'step' : undefined}>
                      {words.t(`workshop.phase.${one}`)}
                    </li>
                  ))}
                </ol>
              ) : null}
            </div>
            <Clock timer={workshop} big />
          </header>
          <div class="stage-body">
            {spotlit ? (
              <p class="stage-note">
                <Written>{spotlit.text}</Written>
              </p>
            ) : workshop.board === '' || workshop.phase === 'explain' ? (
              <div class="stage-asks">
                <Asks board={workshop.board} />
              </div>
            ) : workshop.phase === 'brainstorm' ? (
              <p class="stage-count">
                <b>{words.number(notes.length + hidden)}</b>{' '}
                {words.t('workshop.stage.notes', { n: notes.length + hidden })}
              </p>
            ) : (
              <StageWall answer={answer} notes={notes} />
            )}
          </div>
          <footer class={walled ? 'stage-foot walled' : 'stage-foot'}>
            {workshop.status === 'open' ? (
              <>
                <QrCode
                  text={`${origin}/join/${workshop.code}`}
                  label={words.t('workshop.door.qr', { address: `${origin}/join/${workshop.code}` })}
                />
                <div>
                  <p class="join-code">
                    <bdi>{workshop.code}</bdi>
                  </p>
                  <p>
                    <bdi>{`${origin.replace(/^http:\/\//, '')}/join`}</bdi>
                  </p>
                </div>
              </>
            ) : null}
            <p class="stage-people">{words.t('workshop.people.in', { n: inside })}</p>
          </footer>
        </div>
      </Layout>
    )
  })
]

/** How broad a board is drawn before it is stretched to the screen: the narrower, the larger its words. */
const stageWidths: Partial<Record<Canvas, number>> = { matrix: 600, layers: 860, graph: 740, rings: 480 }

/** The wall as the room sees it: the board's drawing where it is one that is drawn, else its places with what lies in each. */
function StageWall({ answer, notes }: { answer: BoardAnswer; notes: readonly Note[] }) {
  const words = useWords()
  const board = findBoard(answer.board)
  if (!board) return null
  const sorted = notes.some(({ dots }) => dots !== null) ? sortByDots(notes) : notes
  const items = [
    ...sorted.map((note) => ({ ...note, record: false })),
    ...answer.records.map((record) => ({
      ...{ id: record.id, text: recordName(record, answer), place: record.place, record: true },
      ...{ dots: null, cluster: '', colour: '' }
    }))
  ]
  const byId = new Map(items.map((item) => [item.id, item]))
  const card = (id: string) => {
    const { text = '', dots, colour, record } = byId.get(id) ?? {}
    return (
      <div class={`note-card${colour ? ` c${colour}` : ''}${record ? ' in-plan' : ''}`}>
        <Written>{text}</Written>
        {dots ? <b>{words.t('note.got', { n: dots })}</b> : null}
      </div>
    )
  }
  const hubs = (answer.choices.hub ?? []).map(({ id }) => id)
  const spots = spotsOf(board, { line: answer.line, hubs })
  const lying = Map.groupBy(items, ({ place }) => findSpot(spots, place)?.key ?? '')
  const drawing = { board, ground: answer, items }
  const drawn = isDrawn(drawing)
  const shown = drawn ? [''] : [...spots.map(({ key }) => key), '']
  const filled = shown.filter((key) => (lying.get(key)?.length ?? 0) > 0)
  return (
    <div class={drawn ? 'stage-drawn' : undefined}>
      {drawn ? (
        <div class="stage-drawing">
          <StageWidth.Provider value={stageWidths[board.canvas] ?? 540}>
            <BoardDrawing {...drawing} stage />
          </StageWidth.Provider>
        </div>
      ) : null}
      <div class={filled.length > 1 ? 'stage-columns' : undefined}>
        {filled.map((key) => (
          <section key={key}>
            {spots.length > 0 ? (
              <h2>{key ? spotName(words, board, key, answer.names) : words.t('workshop.place.none')}</h2>
            ) : null}
            {key && board.canvas === 'tree' ? <Tree items={lying.get(key) ?? []} card={card} /> : null}
            {groupByCluster(key && board.canvas === 'tree' ? [] : (lying.get(key) ?? [])).map(({ cluster, notes }) => (
              <Cluster key={cluster} name={cluster}>
                {notes.map(({ id }) => (
                  <li key={id}>{card(id)}</li>
                ))}
              </Cluster>
            ))}
          </section>
        ))}
      </div>
    </div>
  )
}
