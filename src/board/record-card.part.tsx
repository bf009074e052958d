import { useWords } from '../ui/context.ts'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { saidBySpots } from './canvas.part.tsx'
import type { BoardGround } from './ground.operations.ts'
import type { BoardRecord } from './note.rules.ts'
import type { Board } from './rules.ts'
import { sayPlace } from './say.part.ts'

/** What people call a record on a board: what it says, or for want of that what it joins. */
export function recordName({ kind, text, place }: BoardRecord, { names }: BoardGround): string {
  if (kind !== 'hub') return text
  return [place.issue, place.target].flatMap((one) => names[String(one)] ?? []).join(' – ')
}

/** A record of the plan on a board: not a note, and told apart by its own look. `open` leads to where it is moved. */
export function RecordCard(props: {
  board: Board
  ground: BoardGround
  record: BoardRecord
  open?: string
  /** Nothing but records stands on the board: none needs to say that it is one. */
  alone?: boolean
}) {
  const words = useWords()
  const { board, ground, record, open, alone } = props
  const said = [...saidBySpots(board, ground), ...(record.kind === 'hub' ? ['issue', 'target'] : [])]
  const places = sayPlace(words, board, record.place, ground.names, said)
  const name = recordName(record, ground)
  return (
    <article
      class="note-card in-plan"
      id={record.id}
      data-place={JSON.stringify(record.place)}
      data-revision={record.revision}
    >
      <p>
        <Written>{name}</Written>
      </p>
      {record.text && record.text !== name ? (
        <p class="small soft">
          <Written>{record.text}</Written>
        </p>
      ) : null}
      <p class="row small soft">
        {alone ? null : <Tag kind="recorded">{words.t('note.in-plan')}</Tag>}
        {places.map((place) => (
          <span key={place}>
            <Written>{place}</Written>
          </span>
        ))}
        {open ? (
          <a class="open" href={open}>
            {words.t('board.move')}
            <span class="vh">{` ${name}`}</span>
          </a>
        ) : null}
      </p>
    </article>
  )
}
