import type { BoardRecord, Comment, Note } from '../board/note.rules.ts'
import { type Board, columnsOf, missingFields, type Place, recordFields } from '../board/rules.ts'
import type { Field } from '../kernel/field.ts'
import type { Words } from '../kernel/words.ts'
import { type Option, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { LongTextField, TextField } from '../ui/field.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { Act } from './now.part.tsx'
import { optionWord } from './prompt.part.tsx'
import { type Act as Deed, mayAct, type ToldWorkshop } from './rules.ts'

/** What is needed to draw a note and what one may do with it. */
export type Wall = {
  workshop: ToldWorkshop
  /** The board's name and what it is. */
  name: string
  board: Board
  facilitator: boolean
  me: string
  /** The board is the one under way. */
  current: boolean
  comments: readonly Comment[]
  dots: ReadonlyMap<string, number>
  left: number
  records: readonly BoardRecord[]
  names: Readonly<Record<string, string>>
  /** What the plan's references can point to, for who takes notes into it. */
  choices: Readonly<Record<string, readonly Option[]>>
}

/** Whether one may do something with a note now. */
export function may(wall: Wall, act: Deed, note?: Note): boolean {
  const { workshop, current, facilitator, me } = wall
  const own = note ? note.author === me : true
  return mayAct(act, { phase: workshop.phase, locked: workshop.locked, current, facilitator, own })
}

const quadrants = {
  act: { priority: 75, compliance: 25 },
  sustain: { priority: 75, compliance: 75 },
  watch: { priority: 25, compliance: 25 },
  leave: { priority: 25, compliance: 75 }
} as const

/**
 * The places that one can choose from a list, by the field that they set: every gesture on the canvas has its way by
 * keyboard, by a screen reader, and without a script. The value of an option is the place itself.
 */
export function placesOf(words: Words, { board, records }: Pick<Wall, 'board' | 'records'>) {
  const fields: Record<string, Field> = board.kind ? recordFields[board.kind] : {}
  const lists: { field: string; label: string; options: Option[] }[] = []
  for (const name of board.place) {
    const field = fields[name]
    if (field?.type === 'choice') {
      const options = field.options.map((option) => ({
        value: JSON.stringify({ [name]: option }),
        label: optionWord(words, board.kind ?? '', name, option)
      }))
      lists.push({ field: name, label: words.t(`${board.kind}.${name}`), options })
    }
    if (name === 'parent' && records.length > 0) {
      const options = records.map(({ id, text }) => ({ value: JSON.stringify({ parent: id }), label: text }))
      lists.push({ field: name, label: words.t('why.parent'), options })
    }
  }
  if (board.place.includes('priority')) {
    const options = Object.entries(quadrants).map(([name, place]) => ({
      value: JSON.stringify(place),
      label: words.t(`label.quadrant.${name}`)
    }))
    lists.push({ field: 'quadrant', label: words.t('workshop.place.quadrant'), options })
  }
  return lists
}

/** Where a note or a record stands, in words. */
export function sayPlace(words: Words, board: Board, place: Place, names: Wall['names']): string[] {
  const fields: Record<string, Field> = board.kind ? recordFields[board.kind] : {}
  return board.place.flatMap((name) => {
    const value = place[name]
    const field = fields[name]
    if (value === undefined || value === null || value === '' || name === board.columns) return []
    if (field?.type === 'choice') return [optionWord(words, board.kind ?? '', name, String(value))]
    if (field?.type === 'reference') return names[String(value)] ? [names[String(value)] as string] : []
    if (field?.type === 'number') return [`${words.t(`${board.kind}.${name}`)} ${words.number(Number(value))}`]
    return []
  })
}

/** The form by which one writes a note: one field, and where it stands. */
export function WriteNote({ wall }: { wall: Wall }) {
  const words = useWords()
  const [first] = placesOf(words, wall)
  const { workshop, name, board } = wall
  const columns = columnsOf(board)
  return (
    <OperationForm
      operation="note.add"
      hidden={{ workshop: workshop.id, board: name, colour: '', cluster: '' }}
      returnTo={`/workshops/${workshop.id}?board=${name}`}
      action={words.t('note.add')}
      kind={wall.facilitator && wall.current ? 'outline' : 'main'}
    >
      <LongTextField name="text" label={words.t('note.text')} help={words.t('note.text.help')} maxLength={500} />
      {first && columns.length > 0 ? (
        <SelectField
          name="place"
          label={first.label}
          options={first.options}
          empty={words.t('workshop.place.none')}
          optional
        />
      ) : null}
    </OperationForm>
  )
}

/** One note: what it says, where it stands, what it got, and on demand what one may do with it. */
export function NoteCard({ note, wall }: { note: Note; wall: Wall }) {
  const words = useWords()
  const own = note.author === wall.me
  const said = wall.comments.filter((comment) => comment.note === note.id)
  const classes = ['note-card', note.colour ? `c${note.colour}` : '', note.state === 'drafted' ? 'proposed' : '']
  return (
    <li
      class={classes.filter(Boolean).join(' ')}
      id={note.id}
      aria-current={wall.workshop.spotlight === note.id ? 'true' : undefined}
    >
      <p>
        <Written>{note.text}</Written>
      </p>
      <NoteFoot note={note} wall={wall} own={own} />
      {said.length > 0 ? (
        <ul class="said">
          {said.map((comment) => (
            <li key={comment.id}>
              <Written>{comment.text}</Written>
              {comment.author === wall.me && may(wall, 'comment') ? (
                <Act operation="note_comment.remove" fields={{ comment: comment.id }} slim kind="plain">
                  {words.t('note_comment.remove')}
                </Act>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {may(wall, 'vote') && note.state === 'shown' ? <Vote note={note} wall={wall} /> : null}
      <Deeds note={note} wall={wall} />
    </li>
  )
}

function NoteFoot({ note, wall, own }: { note: Note; wall: Wall; own: boolean }) {
  const words = useWords()
  const places = sayPlace(words, wall.board, note.place, wall.names)
  const marks = [
    note.state === 'decided' ? <Tag kind="recorded">{words.t('note.state.decided')}</Tag> : null,
    note.state === 'parked' ? <Tag>{words.t('note.state.parked')}</Tag> : null,
    note.state === 'drafted' ? <Tag kind="proposed">{words.t('note.hidden.own')}</Tag> : null,
    own && note.state !== 'drafted' ? <Tag>{words.t('note.own')}</Tag> : null,
    note.group_name ? <Written>{note.group_name}</Written> : null,
    note.dots === null ? null : <b>{words.t('note.got', { n: note.dots })}</b>,
    ...places.map((place) => <Written key={place}>{place}</Written>)
  ].filter((mark) => mark !== null)
  return marks.length > 0 ? <p class="row small soft">{marks}</p> : null
}

/** One's own dots on a note: a button for each number that one can still give. */
function Vote({ note, wall }: { note: Note; wall: Wall }) {
  const words = useWords()
  const given = wall.dots.get(note.id) ?? 0
  const cast = (count: number) => ({ note: note.id, count: String(count), _return: `${back(wall)}#${note.id}` })
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

const back = ({ workshop, name }: Wall) => `/workshops/${workshop.id}?board=${name}`

/** Everything that one may do with a note, each a plain form. */
function Deeds({ note, wall }: { note: Note; wall: Wall }) {
  const words = useWords()
  const { facilitator, workshop } = wall
  const here = `${back(wall)}#${note.id}`
  const decided = note.state === 'decided'
  const can = (act: Deed) => may(wall, act, note) && (act === 'comment' || !decided)
  const acts = (['edit', 'move', 'cluster', 'comment', 'park', 'remove'] as const).filter(can)
  if (acts.length === 0 && !facilitator) return null
  const has = (act: (typeof acts)[number]) => acts.includes(act)
  const one = { note: note.id, _return: here }
  return (
    <details class="deeds">
      <summary>{words.t('note.deeds')}</summary>
      <div class="stack-s">
        {facilitator && !decided && wall.board.kind && note.state !== 'drafted' ? (
          <DecideForm wall={wall} note={note} />
        ) : null}
        {has('edit') ? (
          <OperationForm
            operation="note.edit"
            formKey={note.id}
            hidden={{ note: note.id, revision: note.revision, colour: note.colour, cluster: note.cluster }}
            returnTo={here}
            action={words.t('record.save')}
            slim
            plain
          >
            <LongTextField name="text" label={words.t('note.text')} value={note.text} maxLength={500} />
          </OperationForm>
        ) : null}
        {has('move')
          ? placesOf(words, wall).map(({ field, label, options }) => (
              <OperationForm
                key={field}
                operation="note.move"
                formKey={`${note.id}${field}`}
                hidden={{ note: note.id, revision: note.revision }}
                returnTo={here}
                action={words.t('note.move')}
                slim
                plain
                class="row end"
              >
                <SelectField name="place" label={label} options={options} value={chosenOf(options, note.place)} />
              </OperationForm>
            ))
          : null}
        {has('cluster') ? (
          <OperationForm
            operation="note.cluster"
            formKey={`${note.id}cluster`}
            hidden={{ notes: note.id }}
            returnTo={here}
            action={words.t('note.cluster.set')}
            slim
            plain
            class="row end"
          >
            <TextField name="cluster" label={words.t('note.cluster')} value={note.cluster} maxLength={100} optional />
          </OperationForm>
        ) : null}
        {has('comment') ? (
          <OperationForm
            operation="note.comment"
            formKey={`${note.id}comment`}
            hidden={{ note: note.id }}
            returnTo={here}
            action={words.t('note.comment')}
            slim
            plain
          >
            <TextField name="text" label={words.t('note_comment.text')} maxLength={500} />
          </OperationForm>
        ) : null}
        <div class="row">
          {has('park') ? (
            <Act operation="note.park" fields={{ ...one, parked: note.state === 'parked' ? '' : 'yes' }} slim>
              {words.t(note.state === 'parked' ? 'note.unpark' : 'note.park')}
            </Act>
          ) : null}
          {facilitator && note.state !== 'drafted' ? (
            <Act
              operation="workshop.spotlight"
              fields={{
                workshop: workshop.id,
                note: workshop.spotlight === note.id ? '' : note.id,
                _return: here
              }}
              slim
            >
              {words.t(workshop.spotlight === note.id ? 'note.spotlight.end' : 'note.spotlight')}
            </Act>
          ) : null}
          {facilitator && decided ? (
            <Act operation="board.take-back" fields={one} slim>
              {words.t('board.take-back')}
            </Act>
          ) : null}
          {has('remove') ? (
            <Act operation="note.remove" fields={{ note: note.id, _return: back(wall) }} slim kind="stop">
              {words.t('note.remove')}
            </Act>
          ) : null}
        </div>
      </div>
    </details>
  )
}

/** The option whose place is the note's own in what it names. */
function chosenOf(options: readonly Option[], place: Place): string {
  const holds = ({ value }: Option) =>
    Object.entries(JSON.parse(value) as Place).every(([name, own]) => place[name] === own)
  return options.find(holds)?.value ?? ''
}

/** What the plan must know besides before notes become its records: one list for each field. */
export function MissingFields({ wall, place }: { wall: Wall; place: Place }) {
  const words = useWords()
  const { board, choices } = wall
  const fields: Record<string, Field> = board.kind ? recordFields[board.kind] : {}
  return (
    <>
      {missingFields(board, place).map((name) => {
        const field = fields[name]
        const options =
          field?.type === 'choice'
            ? field.options.map((value) => ({ value, label: optionWord(words, board.kind ?? '', name, value) }))
            : (choices[name] ?? [])
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

function DecideForm({ wall, note }: { wall: Wall; note: Note }) {
  const words = useWords()
  return (
    <OperationForm
      operation="board.decide"
      formKey={`${note.id}decide`}
      hidden={{ note: note.id, board: wall.name }}
      returnTo={back(wall)}
      action={words.t('board.decide')}
      slim
      plain
    >
      <MissingFields wall={wall} place={note.place} />
    </OperationForm>
  )
}
