import { type Option, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Filters, HiddenField } from '../ui/form.tsx'
import { Details } from '../ui/notice.tsx'
import { Chip } from '../ui/tag.tsx'
import type { DataSets } from './counted.part.tsx'
import { DataSetField } from './filter.part.tsx'
import {
  type LinkedDimension,
  linkedDimensions,
  narrowedBy,
  readPeriod,
  type Selection,
  selectionToQuery,
  unsaid,
  withoutDimensions,
  writeValues
} from './linked.rules.ts'
import { type LinkedFigures, nameOfValue, periodName } from './linked-name.part.tsx'

/** What is chosen, and the form by which it is chosen without pointing at a mark. */

export type Address = (selection: Selection, compare?: string) => string

/** The values of a dimension as words: "Construction, Transport". */
export function valuesName(
  words: ReturnType<typeof useWords>,
  figures: Pick<LinkedFigures, 'places'>,
  selection: Selection,
  dimension: LinkedDimension
): string {
  if (dimension === 'time') return selection.time ? periodName(words, selection.time) : ''
  const { [dimension]: values = [] } = selection
  return words.list(values.map((value) => nameOfValue(words, figures, dimension, value)))
}

export function ChosenValues({
  selection,
  figures,
  address
}: {
  selection: Selection
  figures: LinkedFigures
  address: Address
}) {
  const words = useWords()
  const narrowed = narrowedBy(selection)
  if (narrowed.length === 0) return null
  return (
    <p class="row">
      {narrowed.map((dimension) => {
        const label = valuesName(words, figures, selection, dimension)
        return (
          <Chip
            key={dimension}
            removeHref={address(withoutDimensions(selection, [dimension]))}
            removeLabel={words.t('figure.filter.without', { label })}
          >
            {label}
          </Chip>
        )
      })}
      {narrowed.length > 1 ? (
        <a class="small" href={address(withoutDimensions(selection, linkedDimensions))}>
          {words.t('dashboard.clear')}
        </a>
      ) : null}
    </p>
  )
}

export type LinkedFormProps = {
  selection: Selection
  figures: LinkedFigures
  dataSets: DataSets
  counted: DataSets
}

/** The choices of all charts in one form. */
export function LinkedForm({ selection, figures, dataSets, counted }: LinkedFormProps) {
  const words = useWords()
  return (
    <Details summary={words.t('dashboard.form')}>
      <Filters action="/figures/dashboard">
        <DataSetField dataSets={dataSets} counted={counted} asked={selection.dataSets} />
        {figures.charts
          .filter(({ said }) => said)
          .map(({ dimension, bins }) =>
            dimension === 'time' ? (
              <PeriodFields key="time" selection={selection} bins={bins} figures={figures} />
            ) : (
              <SelectField
                key={dimension}
                name={dimension}
                label={words.t(`dashboard.dimension.${dimension}`)}
                value={writeValues(selection, dimension)}
                empty={words.t('figure.filter.all')}
                options={optionsOf(words, figures, selection, dimension, bins)}
              />
            )
          )}
      </Filters>
    </Details>
  )
}

type Bins = LinkedFigures['charts'][number]['bins']

function optionsOf(
  words: ReturnType<typeof useWords>,
  figures: LinkedFigures,
  selection: Selection,
  dimension: Exclude<LinkedDimension, 'time'>,
  bins: Bins
): Option[] {
  const several = (selection[dimension] ?? []).length > 1
  const written = writeValues(selection, dimension)
  return [
    ...(several ? [{ value: written, label: valuesName(words, figures, selection, dimension) }] : []),
    ...bins
      .filter(({ open }) => open)
      .map(({ value }) => ({
        value: writeValues({ [dimension]: [value] }, dimension),
        label: nameOfValue(words, figures, dimension, value)
      }))
  ]
}

/** From and to as two lists of the periods that the chart shows. */
function PeriodFields({ selection, bins, figures }: { selection: Selection; bins: Bins; figures: LinkedFigures }) {
  const words = useWords()
  const periods = bins.flatMap(({ value }) => (value === unsaid ? [] : (readPeriod(value) ?? [])))
  const label = (period: { from: string; to: string }) =>
    nameOfValue(words, figures, 'time', `${period.from}..${period.to}`)
  return (
    <>
      <SelectField
        name="from"
        label={words.t('dashboard.from')}
        value={selection.time?.from ?? ''}
        empty={words.t('figure.filter.all')}
        options={periods.map((period) => ({ value: period.from, label: label(period) }))}
      />
      <SelectField
        name="to"
        label={words.t('dashboard.to')}
        value={selection.time?.to ?? ''}
        empty={words.t('figure.filter.all')}
        options={periods.map((period) => ({ value: period.to, label: label(period) }))}
      />
    </>
  )
}

/** Asks for a second place, sector or year beside what is chosen. */
export function CompareForm({
  selection,
  figures,
  compare
}: {
  selection: Selection
  figures: LinkedFigures
  compare: string
}) {
  const words = useWords()
  const options = figures.charts
    .filter(({ dimension, said }) => said && ['place', 'sector', 'time'].includes(dimension))
    .flatMap(({ dimension, bins }) => {
      const group = words.t(`dashboard.dimension.${dimension}`)
      if (dimension === 'time') {
        const years = new Set(bins.filter(({ value }) => value !== unsaid).map(({ value }) => value.slice(0, 4)))
        return [...years].map((year) => ({ value: `time:${year}-01..${year}-12`, label: year, group }))
      }
      return bins
        .filter(({ value, open }) => open && value !== unsaid)
        .map(({ value }) => ({
          value: `${dimension}:${writeValues({ [dimension]: [value] }, dimension)}`,
          label: nameOfValue(words, figures, dimension, value),
          group
        }))
    })
  if (options.length < 2) return null
  return (
    <Details summary={words.t('dashboard.compare')} open={compare !== ''}>
      <Filters action="/figures/dashboard" show={words.t('dashboard.compare.show')}>
        {[...selectionToQuery(selection)].map(([name, value]) => (
          <HiddenField key={`${name} ${value}`} name={name} value={value} />
        ))}
        <SelectField
          name="compare"
          label={words.t('dashboard.compare.second')}
          value={compare}
          empty={words.t('dashboard.compare.none')}
          options={options}
        />
      </Filters>
    </Details>
  )
}
