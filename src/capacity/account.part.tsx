import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Filters } from '../ui/form.tsx'
import { LoadBars } from '../ui/load-bars.tsx'
import { Empty } from '../ui/notice.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { isOver, type Month, wholeOf } from './ledger.rules.ts'
import { capacityPath } from './path.rules.ts'
import type { Seen } from './room.part.ts'
import { sayDaysOf, sayMonth, sayRegion } from './say.part.ts'

/** Stands for the whole country in an address, where '' means all regions. */
const everywhere = '-'

/** Demand and capacity month by month, drawn and as a table; of one region, or of all. */
export function AccountOfMonths({ ledger, lines, plan, shown, currency, interventions }: Seen) {
  const words = useWords()
  const chosen = ledger.regions.find(({ region }) => (region || everywhere) === shown)
  const months = chosen ? chosen.months : wholeOf(ledger.regions)
  if (months.length === 0)
    return (
      <Empty level={2} title={words.t('capacity.empty.title')}>
        {words.t('capacity.empty')}
      </Empty>
    )
  const measured = lines.length > 0
  const sum = (what: 'needed' | 'there') => months.reduce((all, month) => all + month[what], 0)
  const where = chosen ? sayRegion(words, chosen.region) : words.t('capacity.all-regions')
  const title = words.t(measured ? 'capacity.finding' : 'capacity.finding.unsaid', {
    ...{ needed: sayDaysOf(words, sum('needed')), there: sayDaysOf(words, sum('there')), where },
    over: months.filter(isOver).length
  })
  const days = (name: 'needed' | 'there' | 'others'): Column<Month> => ({
    key: name,
    label: words.t(`capacity.column.${name}`),
    numeric: true,
    cell: (month) => sayDaysOf(words, month[name])
  })
  const columns: Column<Month>[] = [
    { key: 'month', label: words.t('capacity.column.month'), head: true, cell: ({ month }) => sayMonth(words, month) },
    days('needed'),
    days('others'),
    ...(measured
      ? [
          days('there'),
          {
            key: 'rest',
            label: words.t('capacity.column.rest'),
            numeric: true,
            cell: (month: Month) =>
              isOver(month) ? (
                <strong>{words.t('capacity.too-much', { n: sayDaysOf(words, month.needed - month.there) })}</strong>
              ) : (
                sayDaysOf(words, Math.max(0, month.there - month.needed))
              )
          }
        ]
      : []),
    {
      key: 'money',
      label: words.t('capacity.column.money'),
      numeric: true,
      cell: ({ money }) => <bdi>{words.money(money, currency)}</bdi>
    }
  ]
  return (
    <section class="stack">
      {ledger.regions.length > 1 ? (
        <Filters action={capacityPath(plan)}>
          <SelectField
            name="region"
            label={words.t('capacity.region')}
            value={chosen ? shown : ''}
            empty={words.t('capacity.all-regions')}
            options={ledger.regions.map(({ region }) => ({
              value: region || everywhere,
              label: sayRegion(words, region)
            }))}
          />
        </Filters>
      ) : null}
      <Figure
        level={2}
        title={title}
        unit={words.t(measured ? 'capacity.unit' : 'capacity.unit.unsaid')}
        source={words.t('capacity.source')}
        example={interventions.some(({ example }) => example)}
        how={<p>{words.t('capacity.how')}</p>}
        table={
          <DataTable caption={title} captionHidden columns={columns} rows={months} rowKey={({ month }) => month} />
        }
      >
        <LoadBars
          label={title}
          measured={measured}
          bars={months.map(({ month, needed, others, there }) => ({
            ...{ month, there, others, own: needed - others },
            title: words.t('capacity.bar', {
              ...{ month: sayMonth(words, month), needed: sayDaysOf(words, needed) },
              there: sayDaysOf(words, there)
            })
          }))}
        />
      </Figure>
      {ledger.years.length > 0 ? (
        <DataTable
          caption={words.t('capacity.money.by-year')}
          columns={[
            { key: 'year', label: words.t('capacity.column.year'), head: true },
            {
              key: 'needed',
              label: words.t('capacity.column.money'),
              numeric: true,
              cell: ({ needed }) => <bdi>{words.money(needed, currency)}</bdi>
            },
            {
              key: 'there',
              label: words.t('capacity.column.money-there'),
              numeric: true,
              cell: ({ there }) =>
                there === null ? words.t('resource.unknown') : <bdi>{words.money(there, currency)}</bdi>
            }
          ]}
          rows={ledger.years}
          rowKey={({ year }) => year}
        />
      ) : null}
    </section>
  )
}
