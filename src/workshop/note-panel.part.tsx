import type { BoardItem } from '../board/drawing.part.tsx'
import { MoveForm } from '../board/move-form.part.tsx'
import { type BoardRecord, type Note, noteColours } from '../board/note.rules.ts'
import { recordName } from '../board/record-card.part.tsx'
import { ChoiceField, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { LongTextField, TextField } from '../ui/field.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Written } from '../ui/written.tsx'
import { boardPath, deedsOf, MissingFields, may, sayFigure, type Wall } from './note.part.tsx'
import { Act } from './now.part.tsx'

type PanelProps = { wall: Wall; items: readonly BoardItem[] }

/** A note or a record that was opened: everything that one may do with it, each a plain form. */
export function Panel({ wall, items, note, record }: PanelProps & { note?: Note; record?: BoardRecord }) {
  const words = useWords()
  const text = note?.text ?? (record ? recordName(record, wall.ground) : '')
  const id = note?.id ?? record?.id
  return (
    <section class="panel sheet" id="item" aria-labelledby="item-title">
      <div class="row far">
        <h2 id="item-title">
          <Written>{text}</Written>
        </h2>
        <a class="close" href={`${boardPath(wall)}#${id}`}>
          {words.t('ui.close')}
        </a>
      </div>
      {note ? <OfNote note={note} wall={wall} items={items} /> : null}
      {record ? <OfRecord record={record} wall={wall} items={items} /> : null}
    </section>
  )
}

function OfRecord({ record, wall, items }: PanelProps & { record: BoardRecord }) {
  const words = useWords()
  const item = items.find(({ id }) => id === record.id)
  const { plan } = wall.ground
  return (
    <div class="stack">
      {item ? (
        <MoveForm
          board={wall.name}
          ground={wall.ground}
          items={items}
          item={item}
          operation="board.move"
          hidden={{ plan, board: wall.name, record: record.id }}
          returnTo={`${boardPath(wall)}#${record.id}`}
        />
      ) : null}
      <p>
        <a href={`/records/${record.kind}/${record.id}?from=${encodeURIComponent(boardPath(wall))}`}>
          {words.t('board.in-plan')}
        </a>
      </p>
    </div>
  )
}

function OfNote({ note, wall, items }: PanelProps & { note: Note }) {
  const words = useWords()
  const { facilitator, workshop } = wall
  const here = `${boardPath(wall)}#${note.id}`
  const decided = note.state === 'decided'
  const acts = deedsOf(wall, note)
  const has = (act: (typeof acts)[number]) => acts.includes(act)
  const one = { note: note.id, _return: here }
  const item = items.find(({ id }) => id === note.id)
  return (
    <div class="panel-parts">
      {has('move') && item && wall.board.place.length > 0 ? (
        <MoveForm
          board={wall.name}
          ground={wall.ground}
          items={items}
          item={item}
          operation="note.move"
          hidden={{ note: note.id, revision: note.revision }}
          returnTo={here}
        />
      ) : null}
      {facilitator && !decided && wall.board.kind && note.state !== 'drafted' ? (
        <DecideForm wall={wall} note={note} />
      ) : null}
      {has('edit') ? <EditForm note={note} here={here} /> : null}
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
      {facilitator && !decided && wall.ground.figures.length > 0 ? (
        <OperationForm
          operation="note.attach"
          formKey={`${note.id}figure`}
          hidden={{ note: note.id }}
          returnTo={here}
          action={words.t('note.attach')}
          slim
          plain
          class="row end"
        >
          <SelectField
            name="figure"
            label={words.t('note.figure')}
            value={note.figure}
            options={wall.ground.figures.map((figure) => ({ value: figure.id, label: sayFigure(words, figure) }))}
            optional
          />
        </OperationForm>
      ) : null}
      <Said note={note} wall={wall} here={here} />
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
          <Act operation="note.remove" fields={{ note: note.id, _return: boardPath(wall) }} slim kind="stop">
            {words.t('note.remove')}
          </Act>
        ) : null}
      </div>
    </div>
  )
}

function EditForm({ note, here }: { note: Note; here: string }) {
  const words = useWords()
  return (
    <OperationForm
      operation="note.edit"
      formKey={note.id}
      hidden={{ note: note.id, revision: note.revision, cluster: note.cluster }}
      returnTo={here}
      action={words.t('record.save')}
      slim
      plain
    >
      <LongTextField name="text" label={words.t('note.text')} value={note.text} maxLength={500} />
      <ChoiceField
        name="colour"
        label={words.t('note.colour')}
        value={note.colour}
        options={['', ...noteColours].map((colour) => ({
          value: colour,
          label: words.t(`note.colour.${colour || 'none'}`)
        }))}
        inline
        optional
      />
    </OperationForm>
  )
}

/** What people said about a note, and the form by which one says something. */
function Said({ note, wall, here }: { note: Note; wall: Wall; here: string }) {
  const words = useWords()
  const said = wall.comments.filter((comment) => comment.note === note.id)
  const writes = may(wall, 'comment', note)
  return (
    <div class="stack-s">
      {said.length > 0 ? (
        <ul class="said">
          {said.map((comment) => (
            <li key={comment.id} class="row">
              <Written>{comment.text}</Written>
              {comment.author === wall.me && writes ? (
                <Act operation="note_comment.remove" fields={{ comment: comment.id, _return: here }} slim kind="plain">
                  {words.t('note_comment.remove')}
                </Act>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {writes ? (
        <OperationForm
          operation="note.comment"
          formKey={`${note.id}comment`}
          hidden={{ note: note.id }}
          returnTo={here}
          action={words.t('note.comment')}
          slim
          plain
          class="row end"
        >
          <TextField name="text" label={words.t('note_comment.text')} maxLength={500} />
        </OperationForm>
      ) : null}
    </div>
  )
}

function DecideForm({ wall, note }: { wall: Wall; note: Note }) {
  const words = useWords()
  return (
    <OperationForm
      operation="board.decide"
      formKey={`${note.id}decide`}
      hidden={{ note: note.id, board: wall.name }}
      returnTo={boardPath(wall)}
      action={words.t('board.decide')}
      slim
      plain
    >
      <MissingFields wall={wall} place={note.place} />
    </OperationForm>
  )
}
