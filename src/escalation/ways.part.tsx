import type { Words } from '../kernel/words.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { Filters } from '../ui/form.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Tag, type TagKind } from '../ui/tag.tsx'
import { nameOf, placeOf } from '../workplace/said.part.tsx'
import type { Path } from './path.rules.ts'
import { type OnWay, pageSize, type Shown, whereabouts } from './read.operations.ts'
import { sayPath } from './say.part.ts'

/** The workplaces of an escalation as a table, and what it is narrowed by. */

export type Asked = { state: string; phase: string; reach: string; text: string }

/** The query of an address that shows those workplaces. */
export function waysQuery(asked: Partial<Asked>, page = 1): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value)
  if (page > 1) query.set('page', String(page))
  return `?${query}#workplaces`
}

const tagOf: Record<Path['state'], TagKind> = {
  outside: 'plain',
  waiting: 'plain',
  due: 'wait',
  complied: 'ok',
  left: 'na'
}

/** The state of a workplace as a tag. */
export function StateTag({ of }: { of: Path }) {
  const words = useWords()
  const state = of.relapse ? 'relapsed' : of.state
  return <Tag kind={of.relapse ? 'breach' : tagOf[of.state]}>{words.t(`escalation.state.${state}`)}</Tag>
}

/** What a workplace is called on a list; a household has no name for those from whom it is withheld. */
export const calledBy = (words: Words, one: Shown): string =>
  nameOf(words, { name: one.name || null, identifier: null, masked: one.masked })

type WaysProps = {
  path: string
  asked: Asked
  page: number
  total: number
  ways: readonly OnWay[]
  phases: readonly { id: string; name: string }[]
}

export function Ways({ path, asked, page, total, ways, phases }: WaysProps) {
  const words = useWords()
  const columns: Column<OnWay>[] = [
    {
      key: 'name',
      label: words.t('workplace.one'),
      head: true,
      cell: (row) => (
        <a href={`${path}/workplaces/${row.workplace}`} dir="auto">
          {calledBy(words, row)}
        </a>
      )
    },
    { key: 'place', label: words.t('register.place'), cell: (row) => <span dir="auto">{placeOf(row) || '–'}</span> },
    {
      key: 'phase',
      label: words.t('escalation.phase'),
      cell: ({ path: { at } }) => phases[at]?.name ?? null
    },
    { key: 'state', label: words.t('escalation.state'), cell: (row) => <StateTag of={row.path} /> },
    { key: 'what', label: words.t('escalation.stands'), cell: (row) => sayPath(words, row.path) }
  ]
  return (
    <>
      <Filters action={path}>
        <SelectField
          name="state"
          label={words.t('escalation.state')}
          value={asked.state}
          empty={words.t('figure.filter.all')}
          options={whereabouts.map((one) => ({ value: one, label: words.t(`escalation.state.${one}`) }))}
        />
        <SelectField
          name="phase"
          label={words.t('escalation.phase')}
          value={asked.phase}
          empty={words.t('figure.filter.all')}
          options={phases.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField type="search" name="text" label={words.t('escalation.search')} value={asked.text} optional />
      </Filters>
      <DataTable
        caption={words.t('escalation.workplaces', { n: total })}
        captionHidden
        columns={columns}
        rows={ways}
        rowKey={({ workplace }) => workplace}
        empty={<p class="soft">{words.t('escalation.workplaces.none')}</p>}
      />
      <Pages page={page} pages={Math.ceil(total / pageSize)} href={(to) => `${path}${waysQuery(asked, to)}`} />
    </>
  )
}
