import { saidBySpots } from '../board/canvas.part.tsx'
import type { BoardGround } from '../board/ground.operations.ts'
import type { Comment, Note } from '../board/note.rules.ts'
import { type Board, type BoardName, columnsOf, missingFields, recordFields } from '../board/rules.ts'
import { optionWord, sayPlace } from '../board/say.part.ts'
import type { Place } from '../board/spot.rules.ts'
import { sayMeasure, sayValue } from '../indicator/pin.part.tsx'
import type { Pin } from '../indicator/pin.rules.ts'
import type { Field } from '../kernel/field.ts'
import type { Words } from '../kernel/words.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { LongTextField } from '../ui/field.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { Act } from './now.part.tsx'
import { type Act as Deed, mayAct, type ToldWorkshop } from './rules.ts'

/** What is needed to draw a note and what one may do with it. */
export type Wall = {
  workshop: ToldWorkshop
  /** The board's name and what it is. */
  name: BoardName
  board: Board
  facilitator: boolean
  me: string
  /** The board is the one under way. */
  current: boolean
  comments: readonly Comment[]
  dots: ReadonlyMap<string, number>
  left: number
  ground: BoardGround
}

/** Whether one may do something with a note now. */
export function may(wall: Wall, act: Deed, note?: Note): boolean {
  const { workshop, current, facilitator, me } = wall
  const own = note ? note.author === me : true
  return mayAct(act, { phase: workshop.phase, locked: workshop.locked, current, facilitator, own })
}

/** The page of a board in a workshop. */
export const boardPath = ({ workshop, name }: Pick<Wall, 'workshop' | 'name'>) =>
  `/workshops/${workshop.id}?board=${name}`

/** What one may do with a note once it is opened; a decided one is changed in the plan. */
export function deedsOf(wall: Wall, note: Note): Deed[] {
  const decided = note.state === 'decided'
  return (['edit', 'move', 'cluster', 'comment', 'park', 'remove'] as const).filter(
    (act) => may(wall, act, note) && (act === 'comment' || !decided)
  )
}

/** The form by which one writes a note: one field, and where it stands. */
export function WriteNote({ wall }: { wall: Wall }) {
  const words = useWords()
  const { workshop, name, board } = wall
  const columns = columnsOf(board)
  return (
    <OperationForm
      operation="note.add"
      hidden={{ workshop: workshop.id, board: name, colour: '', cluster: '' }}
      returnTo={boardPath(wall)}
      action={words.t('note.add')}
      kind={wall.facilitator && wall.current ? 'outline' : 'main'}
    >
      <LongTextField name="text" label={words.t('note.text')} help={words.t('note.text.help')} maxLength={500} />
      {columns.length > 0 ? (
        <SelectField
          name="place"
          label={words.t(`${board.kind}.${board.columns}`)}
          options={columns.map((option) => ({
            value: JSON.stringify({ [board.columns]: option }),
            label: optionWord(words, board.kind ?? '', board.columns, option)
          }))}
          empty={words.t('workshop.place.none')}
          optional
        />
      ) : null}
    </OperationForm>
  )
}

/** One note: what it says, where it stands, what it got; a link opens what one may do with it. */
export function NoteCard({ note, wall }: { note: Note; wall: Wall }) {
  const words = useWords()
  const said = wall.comments.filter((comment) => comment.note === note.id).length
  const classes = ['note-card', note.colour ? `c${note.colour}` : '', note.state === 'drafted' ? 'proposed' : '']
  const opens = deedsOf(wall, note).length > 0 || wall.facilitator || said > 0
  return (
    <article
      class={classes.filter(Boolean).join(' ')}
      id={note.id}
      aria-current={wall.workshop.spotlight === note.id ? 'true' : undefined}
      data-place={JSON.stringify(note.place)}
      data-revision={note.revision}
      data-moves={may(wall, 'move', note) && note.state !== 'decided' ? '' : undefined}
    >
      <p class="text">
        <Written>{note.text}</Written>
      </p>
      <Figure note={note} wall={wall} />
      <NoteFoot note={note} wall={wall} />
      {may(wall, 'vote') && note.state === 'shown' ? <Vote note={note} wall={wall} /> : null}
      {opens ? (
        <p class="row small">
          <a class="open" href={`${boardPath(wall)}&item=${note.id}#item`}>
            {words.t(may(wall, 'move', note) && note.state !== 'decided' ? 'board.move' : 'board.open')}
            <span class="vh">{` ${note.text}`}</span>
          </a>
          {said > 0 ? <span class="soft">{words.t('note.comments', { n: said })}</span> : null}
        </p>
      ) : null}
    </article>
  )
}

/** The figure of the evidence that stands beside a note. */
function Figure({ note, wall }: { note: Note; wall: Wall }) {
  const words = useWords()
  const figure = wall.ground.figures.find(({ id }) => id === note.figure)
  if (!figure) return null
  return (
    <p class="figure-beside">
      <b>{sayValue(words, figure, figure)}</b> <Written>{sayFigure(words, figure)}</Written>
    </p>
  )
}

/** What a kept figure is of: as people called it, else what was counted. */
export const sayFigure = (words: Words, figure: Pin) => figure.title || sayMeasure(words, figure, {})

function NoteFoot({ note, wall }: { note: Note; wall: Wall }) {
  const words = useWords()
  const own = note.author === wall.me
  const places = sayPlace(words, wall.board, note.place, wall.ground.names, saidBySpots(wall.board, wall.ground))
  const marks = [
    note.state === 'decided' ? <Tag kind="recorded">{words.t('note.state.decided')}</Tag> : null,
    note.state === 'parked' ? <Tag>{words.t('note.state.parked')}</Tag> : null,
    note.state === 'drafted' ? <Tag kind="proposed">{words.t('note.hidden.own')}</Tag> : null,
    own && note.state !== 'drafted' ? <Tag>{words.t('note.own')}</Tag> : null,
    note.group_name ? <b>{note.group_name}</b> : null,
    note.dots === null ? null : <b>{words.t('note.got', { n: note.dots })}</b>,
    ...places.map((place) => (
      <span key={place}>
        <Written>{place}</Written>
      </span>
    ))
  ].filter((mark) => mark !== null)
  return marks.length > 0 ? <p class="row small soft">{marks}</p> : null
}

/** One's own dots on a note: a button for each number that one can still give. */
function Vote({ note, wall }: { note: Note; wall: Wall }) {
  const words = useWords()
  const given = wall.dots.get(note.id) ?? 0
  const cast = (count: number) => ({ note: note.id, count: String(count), _return: `${boardPath(wall)}#${note.id}` })
  return (
    <div class="row vote">
      <span class="dots" role="img" aria-label={words.t('note.dots.own', { n: given })}>
        {Array.from({ length: given }, (_, index) => (
          <i key={index} class="on" />
        ))}
      </span>
      {wall.left > 0 ? (
        <Act operation="note.vote" fields={cast(given + 1)} slim>
          {words.t('note.vote.more')}
        </Act>
      ) : null}
      {given > 0 ? (
        <Act operation="note.vote" fields={cast(given - 1)} slim kind="plain">
          {words.t('note.vote.less')}
        </Act>
      ) : null}
    </div>
  )
}

/** What the plan must know besides before notes become its records: one list for each field. */
export function MissingFields({ wall, place }: { wall: Wall; place: Place }) {
  const words = useWords()
  const { board, ground } = wall
  const fields: Record<string, Field> = board.kind ? recordFields[board.kind] : {}
  return (
    <>
      {missingFields(board, place).map((name) => {
        const field = fields[name]
        const options =
          field?.type === 'choice'
            ? field.options.map((value) => ({ value, label: optionWord(words, board.kind ?? '', name, value) }))
            : (ground.choices[name] ?? []).map(({ id, name: label }) => ({ value: id, label }))
        return (
          <SelectField
            key={name}
            name={`fields.${name}.value`}
            label={words.t(`${board.kind}.${name}`)}
            options={options}
          />
        )
      })}
    </>
  )
}
