import { type BoardRecord, groupByCluster, type Note, sortByDots } from '../board/note.rules.ts'
import { columnsOf, findBoard } from '../board/rules.ts'
import { type Page, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { QrCode } from '../ui/qr.tsx'
import { Written } from '../ui/written.tsx'
import { readBoard } from './board.operations.ts'
import { Clock } from './now.part.tsx'
import { readWorkshop } from './operations.ts'
import { Asks, optionWord, questionOf } from './prompt.part.tsx'
import { originsForTelephones, type Phase, phases } from './rules.ts'

/** Seconds after which the screen looks again, without a script. */
const lookAgain = 5

/** The screen for the whole room: what is asked, what is left of the time, how one comes in, and what hangs on the wall. */
export const projectorPages: Page[] = [
  page('/plans/:plan/workshops/:workshop/projector', 'plan.edit', async (context) => {
    const { words, params } = context
    const { workshop, agenda, participants, reached } = await context.ask(readWorkshop, { workshop: params.workshop })
    const answer = await context.ask(readBoard, { workshop: workshop.id })
    context.refreshAfter(lookAgain)
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
      <Layout title={title} stage>
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
            <StageWall board={workshop.board} notes={notes} records={answer.records} />
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
      </Layout>
    )
  })
]

function StageWall(props: { board: string; notes: readonly Note[]; records: readonly BoardRecord[] }) {
  const words = useWords()
  const board = findBoard(props.board)
  if (!board) return null
  const columns = columnsOf(board)
  const sorted = props.notes.some(({ dots }) => dots !== null) ? sortByDots(props.notes) : props.notes
  const at = (place: Note['place']) => {
    const column = String(place[board.columns] ?? '')
    return columns.includes(column) ? column : ''
  }
  const groups = ['', ...columns].flatMap((column) => {
    const notes = sorted.filter(({ place }) => at(place) === column)
    const records = props.records.filter(({ place }) => at(place) === column)
    return notes.length + records.length > 0 ? [{ column, notes, records }] : []
  })
  return (
    <div class={groups.length > 1 ? 'stage-columns' : undefined}>
      {groups.map(({ column, notes, records }) => (
        <section key={column}>
          {column ? <h2>{optionWord(words, board.kind ?? '', board.columns, column)}</h2> : null}
          {groupByCluster(notes).map(({ cluster, notes }) => (
            <div key={cluster} class={cluster ? 'cluster' : undefined}>
              {cluster ? (
                <h3>
                  <Written>{cluster}</Written>
                </h3>
              ) : null}
              <ul class="notes">
                {notes.map(({ id, text, dots, colour }) => (
                  <li key={id} class={colour ? `note-card c${colour}` : 'note-card'}>
                    <Written>{text}</Written>
                    {dots ? <b>{words.t('note.got', { n: dots })}</b> : null}
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <ul class="notes">
            {records.map(({ id, text }) => (
              <li key={id} class="note-card in-plan">
                <Written>{text}</Written>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
