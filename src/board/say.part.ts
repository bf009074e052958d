import type { Field } from '../kernel/field.ts'
import type { Words } from '../kernel/words.ts'
import { type Board, recordFields } from './rules.ts'
import type { Place } from './spot.rules.ts'

/** The word of a choice's option, as the record's own pages say it. */
export function optionWord(words: Words, kind: string, name: string, option: string): string {
  const field: Field | undefined = (recordFields as Record<string, Record<string, Field>>)[kind]?.[name]
  const group = field?.type === 'choice' ? (field.words ?? `${kind}.${name}`) : `${kind}.${name}`
  return words.t(`${group}.${option}`)
}

/** What a named place of a board is called. `names`: what the plan's own records are called, by id. */
export function spotName(words: Words, board: Board, key: string, names: Readonly<Record<string, string>>): string {
  const { canvas, kind } = board
  if (canvas === 'matrix') return words.t(kind === 'intervention' ? `label.weighing.${key}` : `label.quadrant.${key}`)
  if (canvas === 'tree') return names[key] ?? ''
  if (canvas === 'venn') return words.t(`board.spot.${key}`)
  if (canvas === 'influences') {
    const [sign = '', reach = ''] = key.split('-')
    return words.t('board.spot.influence', {
      sign: words.t(`influence.half.${sign}`),
      reach: reach ? words.t(`influence.reach.${reach}`) : words.t('board.spot.reach-open')
    })
  }
  return optionWord(words, kind ?? '', board.columns, key)
}

/** What a place says beside the named place in which it lies, in words. `but`: fields that the spot says already. */
export function sayPlace(
  words: Words,
  board: Board,
  place: Place,
  names: Readonly<Record<string, string>>,
  but: readonly string[] = []
): string[] {
  const fields: Record<string, Field> = board.kind ? recordFields[board.kind] : {}
  return board.place.flatMap((name) => {
    const value = place[name]
    const field = fields[name]
    if (value === undefined || value === null || value === '' || but.includes(name)) return []
    if (field?.type === 'choice') {
      const option = optionWord(words, board.kind ?? '', name, String(value))
      return [name === 'desired_ring' ? words.t('board.needed', { ring: option }) : option]
    }
    if (field?.type === 'reference') return names[String(value)] ? [names[String(value)] as string] : []
    const axis = board.kind === 'intervention' ? 'criterion' : 'axis'
    if (field?.type === 'number') return [`${words.t(`label.${axis}.${name}`)} ${words.number(Number(value))}`]
    return []
  })
}
