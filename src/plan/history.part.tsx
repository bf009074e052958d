import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Details, Terms } from '../ui/notice.tsx'
import { Written } from '../ui/written.tsx'
import type { ToldEntry } from './history.operations.ts'

type ToldChange = ToldEntry['changes'][number]

/** Day and time at which an entry was made, in UTC. */
export function Moment({ at }: { at: string }) {
  const words = useWords()
  return <time dateTime={at}>{words.t('history.at', { date: words.date(at), time: at.slice(11, 16) })}</time>
}

/** What an operation did, in one line: the record where it was one, the operation where it was many or none. */
export function sayEntry(words: Words, { operation, changes }: ToldEntry): string {
  const [change, ...others] = changes
  if (change && others.length === 0) return sayChange(words, change)
  const fields = new Set(changes.flatMap((one) => one.fields.map(({ field }) => field))).size
  if (words.has(`${operation}.told`)) return words.t(`${operation}.told`, { n: changes.length, fields })
  if (change && others.every(({ record, verb }) => record === change.record && verb === change.verb))
    return words.t(`history.${change.verb}`, { kind: words.t(`${change.record}.one`), name: sayNames(words, changes) })
  // A record that was removed took others with it, or was taken out of them.
  const main = changes.find(({ record, verb }) => operation === deedOf(record, verb))
  if (main) return words.t('history.and-others', { what: sayChange(words, main), n: others.length })
  const summary = words.has(`operation.${operation}`) ? words.t(`operation.${operation}`) : operation
  return changes.length > 0 ? words.t('history.many', { what: summary, n: changes.length }) : summary
}

const deeds = { added: 'add', changed: 'change', removed: 'remove' }
const deedOf = (record: string, verb: ToldChange['verb']) => `${record}.${deeds[verb]}`

const mostNames = 3

/** The first names, and how many others there are. */
function sayNames(words: Words, changes: readonly ToldChange[]): string {
  const names = changes.slice(0, mostNames).map(({ name }) => name)
  const left = changes.length - names.length
  return words.list(left > 0 ? [...names, words.t('influence.others', { n: left })] : names)
}

export function sayChange(words: Words, { verb, record, name }: Pick<ToldChange, 'verb' | 'record' | 'name'>): string {
  return words.t(`history.${verb}`, { kind: words.t(`${record}.one`), name })
}

type ToldField = ToldChange['fields'][number]

/** A value of a record as people read it; references come as the names of what they refer to. */
export function sayValue(words: Words, field: Pick<ToldField, 'type' | 'options'>, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return words.list(value.map((one) => sayValue(words, field, one))) || '–'
  if (typeof value === 'boolean') return words.t(value ? 'history.yes' : 'history.no')
  if (typeof value === 'number') return words.number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 3 : 1)
  if (typeof value === 'object') {
    const { name, file_name } = value as Record<string, unknown>
    return [name, file_name].filter(Boolean).join(', ')
  }
  if (field.type === 'choice') return words.t(`${field.options}.${value}`)
  return field.type === 'date' ? words.date(String(value)) : String(value)
}

/** What the codes of the evidence are called, by the list that they are from: issues, counties, industries. */
export type CodeNames = Readonly<Record<string, readonly { value: string; label: string }[]>>

/** Why something was changed: what a review meeting found, what it decided, and where that stands. */
export type Reason = { href: string; day: string; finding: string; decision: string }

/** The reasons of a change, in words. */
export function Reasons({ of }: { of: readonly Reason[] }) {
  const words = useWords()
  return (
    <>
      {of.map(({ href, day, finding, decision }) => (
        <p key={href} class="small">
          <strong>{words.t('history.reason')}</strong> <Written>{finding}</Written>{' '}
          {decision ? (
            <>
              <strong>{words.t('review_finding.decided')}</strong> <Written>{decision}</Written>{' '}
            </>
          ) : null}
          <a href={href}>{words.t('review_meeting.of', { day: words.date(day) })}</a>
        </p>
      ))}
    </>
  )
}

const mostChanges = 20

/** Each record that an entry changed, field by field: before, and after. */
export function ChangesInFull({ entry, names }: { entry: ToldEntry; names: CodeNames }) {
  const words = useWords()
  if (entry.changes.every(({ fields }) => fields.length === 0)) return null
  const left = entry.changes.length - mostChanges
  return (
    <Details summary={words.t('history.details')}>
      {entry.changes.slice(0, mostChanges).map((change, index) => (
        <div key={index} class="stack-s">
          {entry.changes.length > 1 ? <p class="strong">{sayChange(words, change)}</p> : null}
          <FieldsOfChange change={change} names={names} />
        </div>
      ))}
      {left > 0 ? <p class="soft">{words.t('history.left', { n: left })}</p> : null}
    </Details>
  )
}

/** The fields of one record that was changed: before, and after. */
export function FieldsOfChange({ change, names }: { change: Omit<ToldChange, 'name'>; names: CodeNames }) {
  const words = useWords()
  return (
    <Terms
      items={change.fields.map((field) => ({
        term: words.t(`${change.record}.${field.field}`),
        value: <Value of={field} verb={change.verb} names={names[field.codes] ?? []} />
      }))}
    />
  )
}

type ValueProps = { of: ToldField; verb: ToldChange['verb']; names: CodeNames[string] }

function Value({ of: field, verb, names }: ValueProps) {
  const words = useWords()
  const say = (value: unknown) => names.find((one) => one.value === value)?.label || sayValue(words, field, value)
  const before = say(field.before)
  const after = say(field.after)
  if (verb === 'added') return <>{after}</>
  if (verb === 'removed') return <>{before}</>
  return (
    <>
      <del>{before}</del> {words.t('history.arrow')} <ins>{after}</ins>
    </>
  )
}
