import { sectionName } from '../evidence/names.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { SelectField } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { Filters, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { joinPages } from './join.pages.tsx'
import { listRegisterChoices, pageSize, readDoubts, searchRegister, type WorkplaceShown } from './operations.ts'
import { reviewPage } from './review.pages.tsx'
import { nameOf, placeOf, UnitTags } from './said.part.tsx'
import { type Further, workplacePages } from './workplace.pages.tsx'

type Asked = { text: string; county: string; section: string }

function columnsOf({ words }: PageContext, rows: readonly WorkplaceShown[]): Column<WorkplaceShown>[] {
  const count = (key: 'cases' | 'accidents'): Column<WorkplaceShown> => ({
    key,
    label: words.t(`evidence.table.${key}`),
    numeric: true,
    cell: (row) => <bdi class={row[key] === 0 ? 'nought' : undefined}>{words.number(row[key])}</bdi>
  })
  return [
    {
      key: 'name',
      label: words.t('workplace.one'),
      head: true,
      cell: (row) => (
        <span>
          <a href={`/workplaces/${row.id}`}>
            <span dir="auto">{nameOf(words, row)}</span>
          </a>{' '}
          <UnitTags of={row} />
          {row.entries > 1 ? <small>{words.t('register.written', { n: row.entries })}</small> : null}
        </span>
      )
    },
    {
      key: 'place',
      label: words.t('register.place'),
      cell: (row) => <span dir="auto">{placeOf(row) || '–'}</span>
    },
    {
      key: 'industry',
      label: words.t('evidence.field.industryTitle'),
      cell: (row) => <span dir="auto">{row.industry ?? (row.section ? sectionName(words, row.section) : '–')}</span>
    },
    count('cases'),
    ...(rows.some(({ accidents }) => accidents > 0) ? [count('accidents')] : []),
    ...(rows.some(({ workers }) => workers !== null)
      ? [
          {
            key: 'workers',
            label: words.t('figure.measure.employees'),
            numeric: true,
            cell: ({ workers }: WorkplaceShown) => (workers === null ? '–' : words.number(workers))
          }
        ]
      : []),
    {
      key: 'lastDay',
      label: words.t('register.last'),
      cell: (row) => (row.lastDay ? words.date(row.lastDay) : '–')
    }
  ]
}

/** Narrowed by name, county and industry. */
async function SearchBar(context: PageContext, { text, county, section }: Asked) {
  const { words } = context
  const { counties, sections } = await context.ask(listRegisterChoices, {})
  const choose = (name: string, label: string, value: string, options: { value: string; label: string }[]) =>
    options.length > 1 ? (
      <SelectField
        name={name}
        dir="auto"
        label={label}
        value={value}
        options={options.sort((one, other) => words.compare(one.label, other.label))}
        empty={words.t('figure.filter.all')}
      />
    ) : null
  return (
    <Filters action="/workplaces" show={words.t('register.search')}>
      <TextField type="search" name="q" label={words.t('register.search.label')} value={text} />
      {choose(
        'county',
        words.t('evidence.field.county'),
        county,
        counties.map((name) => ({ value: name, label: name }))
      )}
      {choose(
        'section',
        words.t('evidence.field.industryTitle'),
        section,
        sections.map((name) => ({ value: name, label: sectionName(words, name) }))
      )}
    </Filters>
  )
}

const listPage = page('/workplaces', 'workplace.read', async (context) => {
  const { words, query, may } = context
  const asked = { text: query('q').trim().slice(0, 200), county: query('county'), section: query('section') }
  const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
  const found = await context.ask(searchRegister, { ...asked, page: number })
  if (found.making) context.refreshAfter(found.ready ? 20 : 3)
  const narrowed = Object.values(asked).some((value) => value !== '')
  const title = words.t(
    found.ready ? (narrowed ? 'register.title.found' : 'register.title') : 'register.title.making',
    { n: found.total }
  )
  const doubts = found.ready && may('workplace.edit') ? (await context.ask(readDoubts, { from: 0 })).total : 0
  const address = (page: number) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries({ q: asked.text, county: asked.county, section: asked.section }))
      if (value) search.set(name, value)
    search.set('page', String(page))
    return `/workplaces?${search}`
  }
  return (
    <Layout title={words.t('room.workplaces')} wide>
      <div class="stack">
        <PageHead
          kicker={words.t('room.workplaces')}
          title={title}
          actions={
            doubts > 0 ? (
              <LinkButton href="/workplaces/review">{words.t('register.review.action', { n: doubts })}</LinkButton>
            ) : null
          }
        >
          {words.t('register.explained')}
        </PageHead>
        {found.making ? (
          <Notice kind="wait" title={words.t(found.ready ? 'register.making.again' : 'register.making')}>
            {words.t(found.ready ? 'register.making.again.explained' : 'register.making.explained')}
          </Notice>
        ) : null}
        {found.ready ? await SearchBar(context, asked) : null}
        {found.ready && found.total === 0 ? (
          <Empty title={words.t(narrowed ? 'register.none' : 'register.empty')} level={2}>
            {words.t(narrowed ? 'register.none.explained' : 'register.empty.explained')}
          </Empty>
        ) : null}
        {found.workplaces.length > 0 ? (
          <DataTable
            caption={title}
            captionHidden
            rows={found.workplaces}
            rowKey={({ id }) => id}
            columns={columnsOf(context, found.workplaces)}
          />
        ) : null}
        <Pages page={number} pages={Math.ceil(found.reachable / pageSize)} href={address} />
        {found.reachable < found.total ? (
          <p class="small soft">{words.t('register.reach', { n: found.reachable })}</p>
        ) : null}
      </div>
    </Layout>
  )
})

export const registerPages = (further: Further): readonly Page[] => [
  listPage,
  reviewPage,
  ...joinPages,
  ...workplacePages(further)
]
