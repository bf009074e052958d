import { isolated, issueName, sectionName } from '../evidence/names.part.tsx'
import { ownFields, type TableName } from '../evidence/table.rules.ts'
import type { PageContext } from '../kernel/page.ts'
import { type Option, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { Filters, HiddenField } from '../ui/form.tsx'
import { Details } from '../ui/notice.tsx'
import { Chip } from '../ui/tag.tsx'
import { allTogether } from './choice.rules.ts'
import type { DataSets } from './counted.part.tsx'
import type { FigureScope } from './figure.part.tsx'
import { type Band, type Filter, filterToQuery } from './filter.rules.ts'
import { periodName } from './linked-name.part.tsx'
import { listFigureChoices } from './record.operations.ts'

/** What the filters of a page offer. */
export type Choices = Awaited<ReturnType<(typeof listFigureChoices)['run']>>

export async function readChoices(context: PageContext, dataSets: DataSets, table: TableName): Promise<Choices> {
  return context.ask(listFigureChoices, { dataSet: dataSets.map(({ id }) => id), table })
}

const first = ['dataSet', 'issue', 'isicSection', 'industry', 'county'] as const
const further = ['region', 'year', ...ownFields, 'text'] as const
const offered: ReadonlySet<string> = new Set([...first, ...further])

export type FilterProps = {
  action: string
  filter: Filter
  choices: Choices
  dataSets: DataSets
  /** Those of them that are counted at present. */
  counted: DataSets
  /** What else the address carries. */
  hidden?: Readonly<Record<string, string>>
}

/** The bar of filters. What it does not offer, such as a year, stays as it is. */
export function FilterBar({ action, filter, choices, dataSets, counted, hidden = {} }: FilterProps) {
  const words = useWords()
  const kept = [...filterToQuery(filter), ...Object.entries(hidden)].filter(([name]) => !offered.has(name))
  const industry = filter.industry && !choices.industries.some(({ code }) => code === filter.industry)
  return (
    <Filters action={action}>
      {kept.map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <DataSetField dataSets={dataSets} counted={counted} asked={filter.dataSets} />
      <Choice
        name="issue"
        label={words.t('figure.column.issue')}
        value={filter.issue}
        options={choices.issues.map((issue) => ({ value: issue, label: issueName(words, issue) }))}
      />
      <Choice
        name="isicSection"
        label={words.t('figure.column.section')}
        value={filter.isicSection}
        options={choices.sections.map((section) => ({ value: section, label: sectionName(words, section) }))}
      />
      <Choice
        name="industry"
        label={words.t('figure.filter.industry')}
        value={filter.industry}
        options={[
          ...(industry ? [{ value: filter.industry ?? '', label: filter.industry ?? '' }] : []),
          ...choices.industries.map(({ code, title }) => ({
            value: code,
            label: title === code ? title : `${title} (${code})`
          }))
        ]}
      />
      <Choice
        name="county"
        label={words.t('evidence.field.county')}
        value={filter.county}
        options={[...choices.counties]
          .sort((one, other) => words.compare(one.name, other.name))
          .map(({ place, name }) => ({ value: place, label: name }))}
      />
      <FurtherFilters filter={filter} choices={choices} />
    </Filters>
  )
}

/** What is asked less often: the region, the year, the file's own categories, words. */
function FurtherFilters({ filter, choices }: Pick<FilterProps, 'filter' | 'choices'>) {
  const words = useWords()
  return (
    <Details summary={words.t('figure.filter.more')} open={further.some((name) => filter[name] !== undefined)}>
      <div class="row">
        <Choice
          name="region"
          label={words.t('figure.filter.region')}
          value={filter.region}
          options={choices.regions.map(({ code, names }) => ({ value: code, label: regionName(words, code, names) }))}
        />
        <Choice
          name="year"
          label={words.t('figure.column.year')}
          value={filter.year === undefined ? undefined : String(filter.year)}
          options={choices.years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        {choices.own.map(({ field, column, values }) => (
          <Choice
            key={field}
            name={field}
            label={column}
            value={filter[field]}
            options={values.map((value) => ({ value, label: value }))}
          />
        ))}
        <TextField name="text" label={words.t('figure.filter.text')} value={filter.text} optional />
      </div>
    </Details>
  )
}

function regionName(words: PageContext['words'], code: string, names: Readonly<Record<string, string>>): string {
  return names[words.language] ?? names.en ?? code
}

/** One filter; not offered where the records hold nothing to choose from. */
type DataSetFieldProps = Pick<FilterProps, 'dataSets' | 'counted'> & { asked: readonly string[] | undefined }

/** Which data set is counted, or all together; nothing where there is only one. */
export function DataSetField({ dataSets, counted, asked }: DataSetFieldProps) {
  const words = useWords()
  if (dataSets.length < 2) return null
  return (
    <SelectField
      name="dataSet"
      dir="auto"
      label={words.t('data_set.one')}
      value={asked?.includes(allTogether) ? allTogether : (counted[0]?.id ?? '')}
      options={[
        ...dataSets.map(({ id, name }) => ({ value: id, label: name })),
        { value: allTogether, label: words.t('figure.filter.together') }
      ]}
    />
  )
}

function Choice(props: { name: string; label: string; value: string | undefined; options: readonly Option[] }) {
  const words = useWords()
  if (props.options.length === 0) return null
  return <SelectField {...props} empty={words.t('figure.filter.all')} />
}

/** The parts of a filter that hold, in words; of a data set the page says it elsewhere. */
export function partsOfFilter(
  words: PageContext['words'],
  filter: Filter,
  choices: Pick<Choices, 'industries' | 'counties'> & Partial<Pick<Choices, 'regions'>>
): { name: keyof Filter; label: string }[] {
  const band = filter.violations
  return [
    ...(filter.issue ? [{ name: 'issue' as const, label: issueName(words, filter.issue) }] : []),
    ...(filter.isicSection ? [{ name: 'isicSection' as const, label: sectionName(words, filter.isicSection) }] : []),
    ...(filter.industry
      ? [
          {
            name: 'industry' as const,
            label: choices.industries.find(({ code }) => code === filter.industry)?.title ?? filter.industry
          }
        ]
      : []),
    ...(filter.county
      ? [
          {
            name: 'county' as const,
            label: choices.counties.find(({ place }) => place === filter.county)?.name ?? filter.county
          }
        ]
      : []),
    ...(filter.region
      ? [
          {
            name: 'region' as const,
            label: regionName(
              words,
              filter.region,
              choices.regions?.find(({ code }) => code === filter.region)?.names ?? {}
            )
          }
        ]
      : []),
    ...(filter.city ? [{ name: 'city' as const, label: filter.city }] : []),
    ...(filter.year === undefined ? [] : [{ name: 'year' as const, label: String(filter.year) }]),
    ...(filter.period ? [{ name: 'period' as const, label: periodName(words, filter.period) }] : []),
    ...(filter.size ? [{ name: 'size' as const, label: words.t(`dashboard.size.${filter.size}`) }] : []),
    ...(filter.trigger ? [{ name: 'trigger' as const, label: filter.trigger }] : []),
    ...(filter.stage ? [{ name: 'stage' as const, label: words.t(`figure.measure.${filter.stage}`) }] : []),
    ...ownFields.flatMap((name) => {
      const value = filter[name]
      return value ? [{ name, label: value }] : []
    }),
    ...(filter.text ? [{ name: 'text' as const, label: `“${filter.text}”` }] : []),
    ...(band
      ? [{ name: 'violations' as const, label: words.t('figure.filter.violations', { band: bandName(words, band) }) }]
      : []),
    ...(filter.some ? [{ name: 'some' as const, label: words.t(`figure.filter.some.${filter.some}`) }] : []),
    ...(filter.times
      ? [{ name: 'times' as const, label: words.t('figure.filter.times', { times: timesName(words, filter.times) }) }]
      : [])
  ]
}

/** The parts of a filter, each with the way to take it off. */
export function FilterChips({
  filter,
  choices,
  without
}: {
  filter: Filter
  choices: Choices
  without: (change: Filter) => string
}) {
  const words = useWords()
  return (
    <>
      {partsOfFilter(words, filter, choices).map(({ name, label }) => (
        <Chip
          key={name}
          removeHref={without({ [name]: undefined })}
          removeLabel={words.t('figure.filter.without', { label })}
        >
          {label}
        </Chip>
      ))}
    </>
  )
}

/** "2 cases", "4 or more cases". */
export function timesName(words: PageContext['words'], { from, to }: Band): string {
  if (to === from) return words.t('figure.employers.times', { n: from })
  return to === undefined ? words.t('figure.employers.or-more', { n: from }) : words.t('indicator.band', { from, to })
}

function bandName(words: PageContext['words'], { from, to }: Band): string {
  if (to === 0) return words.t('indicator.band.none')
  return to === undefined ? words.t('indicator.band.over', { over: from - 1 }) : words.t('indicator.band', { from, to })
}

type FigureFiltersProps = {
  filter: Filter
  choices: Choices
  dataSets: DataSets
  counted: DataSets
  scope: FigureScope
  of: TableName
  /** How many of them. */
  n: number
}

/** The filters of the figures, what holds of them, and the records behind the view. */
export function FigureFilters({ filter, choices, dataSets, counted, scope, of, n }: FigureFiltersProps) {
  const words = useWords()
  // With an issue, all cases of the rest of the filter are counted, and those are opened.
  const records = scope.recordsWith({ issue: undefined }, of)
  return (
    <div class="stack-s">
      <FilterBar action="/figures" filter={filter} choices={choices} dataSets={dataSets} counted={counted} />
      <p class="row">
        <span class="soft small">
          {words.t(`figure.filter.${of}`, {
            n,
            list: words.list(counted.map(({ name }) => isolated(words, name)))
          })}
        </span>
        <FilterChips filter={filter} choices={choices} without={scope.figuresWith} />
        {records ? (
          <a class="small" href={records}>
            {words.t('evidence.records')}
          </a>
        ) : null}
      </p>
    </div>
  )
}
