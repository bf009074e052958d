import { issueName, sectionName } from '../evidence/names.part.tsx'
import type { DataSets } from '../indicator/counted.part.tsx'
import type { Choices } from '../indicator/filter.part.tsx'
import { type Filter, filterToQuery } from '../indicator/filter.rules.ts'
import { fixedValues } from '../indicator/linked.rules.ts'
import { type Option, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { Filters, HiddenField } from '../ui/form.tsx'
import { inspectedBefore, knownAs, type Population } from './population.rules.ts'

/** The classes of employees by which workplaces are chosen. */
export const linkedSizes: readonly string[] = fixedValues.size ?? []

type Props = {
  action: string
  asked: Population
  choices: Choices
  dataSets: DataSets
  sizes: readonly string[]
}

const offered = new Set(['dataSet', 'issue', 'isicSection', 'industry', 'county', 'region', 'size', 'text'])

/** The question of a population as a form: what the filters of figures offer, and what only workplaces have. */
export function PopulationFields({ action, asked, choices, dataSets, sizes }: Props) {
  const words = useWords()
  const { filter } = asked
  const kept = [...filterToQuery(filter)].filter(([name]) => !offered.has(name))
  const choose = (name: keyof Filter & string, label: string, options: readonly Option[]) =>
    options.length === 0 ? null : (
      <SelectField
        name={name}
        label={label}
        value={String(filter[name] ?? '')}
        options={withChosen(options, filter[name])}
        empty={words.t('figure.filter.all')}
      />
    )
  return (
    <Filters action={action} show={words.t('escalation.population.ask')}>
      <HiddenField name="asked" value="yes" />
      {kept.map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <SelectField
        name="dataSet"
        dir="auto"
        label={words.t('data_set.one')}
        value={filter.dataSets?.[0] ?? ''}
        empty={words.t('figure.filter.together')}
        options={dataSets.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {choose(
        'issue',
        words.t('escalation.population.issue'),
        choices.issues.map((issue) => ({ value: issue, label: issueName(words, issue) }))
      )}
      {choose(
        'isicSection',
        words.t('figure.column.section'),
        choices.sections.map((section) => ({ value: section, label: sectionName(words, section) }))
      )}
      {choose(
        'industry',
        words.t('figure.filter.industry'),
        choices.industries.map(({ code, title }) => ({ value: code, label: `${title} (${code})` }))
      )}
      {choose(
        'county',
        words.t('evidence.field.county'),
        choices.counties
          .toSorted((one, other) => words.compare(one.name, other.name))
          .map(({ place, name }) => ({ value: place, label: name }))
      )}
      {choose(
        'region',
        words.t('figure.filter.region'),
        choices.regions.map(({ code, names }) => ({ value: code, label: names[words.language] ?? names.en ?? code }))
      )}
      {choose(
        'size',
        words.t('escalation.population.size'),
        sizes.map((size) => ({ value: size, label: words.t(`dashboard.size.${size}`) }))
      )}
      <SelectField
        name="inspected"
        label={words.t('escalation.population.inspected')}
        value={asked.inspected}
        empty={words.t('figure.filter.all')}
        options={inspectedBefore.map((one) => ({ value: one, label: words.t(`escalation.inspected.${one}`) }))}
      />
      <SelectField
        name="registration"
        label={words.t('escalation.population.registration')}
        value={asked.registration}
        empty={words.t('figure.filter.all')}
        options={knownAs.map((one) => ({ value: one, label: words.t(`workplace.registration.${one}`) }))}
      />
      <TextField name="text" label={words.t('figure.filter.text')} value={filter.text} optional />
    </Filters>
  )
}

/** The options with the value that holds, though the records offer it no more. */
function withChosen(options: readonly Option[], value: unknown): readonly Option[] {
  const chosen = typeof value === 'string' ? value : ''
  return chosen === '' || options.some((option) => option.value === chosen)
    ? options
    : [{ value: chosen, label: chosen }, ...options]
}
