import type { Field } from '../kernel/field.ts'
import type { Words } from '../kernel/words.ts'
import { type Option, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { NumberField } from '../ui/field.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import type { BoardItem } from './drawing.part.tsx'
import type { BoardGround } from './ground.operations.ts'
import { type BoardName, boards } from './rules.ts'
import { spotName } from './say.part.ts'
import type { Place } from './spot.rules.ts'
import { askedFields, spotsOf } from './spots.rules.ts'

export type MoveFormProps = {
  board: BoardName
  ground: BoardGround
  /** All that stands on the board: what a tree or a chain can be joined to. */
  items: readonly BoardItem[]
  item: BoardItem
  operation: string
  hidden: Readonly<Record<string, string | number>>
  returnTo: string
}

/** What a field of a place can be, as a list to choose from; a reference within the board names the others on it. */
function optionsOf(
  words: Words,
  props: Pick<MoveFormProps, 'board' | 'ground' | 'items' | 'item'>,
  name: string,
  field: Field
) {
  const { board, ground, items, item } = props
  const kind = boards[board].kind ?? ''
  if (field.type === 'choice')
    return field.options.map((value) => ({ value, label: words.t(`${field.words ?? `${kind}.${name}`}.${value}`) }))
  if (field.type === 'yes') return ['yes', 'no'].map((value) => ({ value, label: words.t(`board.${value}`) }))
  if (ground.choices[name]) return ground.choices[name].map(({ id, name }) => ({ value: id, label: name }))
  const others = items.filter(({ id, place }) => id !== item.id && (name !== 'parent' || place.hub === item.place.hub))
  return others.map(({ id, text }): Option => ({ value: id, label: text }))
}

function shown(value: Place[string] | undefined): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  return value === null || value === undefined ? '' : String(value)
}

/** "Move to …": the named places of the board to choose from, and what a place consists of, field by field. */
export function MoveForm(props: MoveFormProps) {
  const words = useWords()
  const { board: name, ground, item, operation, hidden, returnTo } = props
  const board = boards[name]
  const asked = askedFields(board)
  const numbers = asked.some(([, field]) => field.type === 'number')
  const spots = numbers ? spotsOf(board, { line: ground.line, hubs: [] }) : []
  const common = { operation, hidden, returnTo, slim: true, plain: true }
  return (
    <div class="stack-s" id="move">
      <h3>{words.t('board.move-to')}</h3>
      {spots.length > 0 ? (
        <OperationForm {...common} formKey={`${item.id}spot`} action={words.t('note.move')} class="row end">
          <SelectField
            name="place"
            label={words.t('workshop.place.quadrant')}
            options={spots.map(({ key, put }) => ({
              value: JSON.stringify(put),
              label: spotName(words, board, key, ground.names)
            }))}
          />
        </OperationForm>
      ) : null}
      {asked.length > 0 ? (
        <OperationForm
          {...common}
          formKey={`${item.id}fields`}
          action={words.t(numbers ? 'board.place-exactly' : 'note.move')}
        >
          <div class="side-by-side">
            {asked.map(([field, declared]) => {
              const control = {
                name: `fields.${field}.value`,
                label: words.t(`${board.kind}.${field}`),
                value: shown(item.place[field]),
                optional: !(item.record && declared.needed)
              }
              if (declared.type === 'number') return <NumberField key={field} {...control} whole />
              return <SelectField key={field} {...control} options={optionsOf(words, props, field, declared)} />
            })}
          </div>
        </OperationForm>
      ) : null}
    </div>
  )
}
