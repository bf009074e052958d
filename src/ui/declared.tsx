import type { Field as Declared, Fields } from '../kernel/field.ts'
import type { Words } from '../kernel/words.ts'
import { ChoiceField, ManyField, type Option, SelectField, YesField } from './choice.tsx'
import { useWords } from './context.ts'
import { DateField, type FieldProps, LongTextField, MoneyField, NumberField, TextField } from './field.tsx'
import { Details, Terms } from './notice.tsx'

export type DeclaredFieldProps = {
  /** The record whose words label the field: `<record>.<name>`, and `<record>.<name>.help` where it exists. */
  record: string
  name: string
  field: Declared
  value?: unknown
  /** What a reference can point to. */
  choices?: readonly Option[]
  /** ISO code of the inspectorate's currency, for money. */
  currency?: string
}

const fewOptions = 4
/** As many stand in sight where each says in a sentence what it means. */
const fewExplained = 6

/** The options of a choice with what each means (`<group>.<option>.help`); none unless all of them say so. */
export function meaningsOf(words: Words, group: string, options: readonly string[]) {
  const key = (option: string) => `${group}.${option}`
  if (!options.every((option) => words.has(`${key(option)}.help`))) return []
  return options.map((value) => ({ value, label: words.t(key(value)), help: words.t(`${key(value)}.help`) }))
}

/** A list that one can still look through. */
const fewCodes = 80

type CodeFieldProps = FieldProps & { value: string; options: readonly Option[]; parts?: boolean }

/** A code with its name: chosen from a short list, or found in a long one while one writes it or its name. */
function CodeField({ options, value, parts, ...common }: CodeFieldProps) {
  if (parts || options.length > fewCodes) {
    const name = options.find((option) => option.value === value && value !== '')?.label
    const help = [name ? `${value}: ${name}.` : '', common.help].filter(Boolean).join(' ')
    return <TextField {...common} help={help} value={value} suggestions={options} />
  }
  const known = value === '' || options.some((option) => option.value === value)
  return <SelectField {...common} value={value} options={known ? options : [{ value, label: value }, ...options]} />
}

/** The control that a declared field asks for, with its label, help and options in words. A json field has none. */
export function DeclaredField({ record, name, field, value, choices = [], currency = '' }: DeclaredFieldProps) {
  const words = useWords()
  const key = `${record}.${name}`
  const label = words.t(key)
  const help = words.has(`${key}.help`) ? words.t(`${key}.help`) : undefined
  const common = { name, label, help, optional: !field.needed }
  const text = value === null || value === undefined ? '' : String(value)
  switch (field.type) {
    case 'text':
      if (field.to) return <SelectField {...common} value={text} options={choices} />
      if (field.codes && choices.length > 0)
        return <CodeField {...common} value={text} options={choices} parts={field.parts} />
      return field.long ? (
        <LongTextField {...common} value={text} maxLength={field.max} />
      ) : (
        <TextField {...common} value={text} maxLength={field.max} />
      )
    case 'choice': {
      const group = field.words ?? key
      const options = field.options.map((option) => ({ value: option, label: words.t(`${group}.${option}`) }))
      if (field.needed && options.length <= fewOptions)
        return <ChoiceField {...common} value={text} options={options} inline />
      const meanings = meaningsOf(words, group, field.options)
      if (meanings.length === 0) return <SelectField {...common} value={text} options={options} />
      if (field.needed && options.length <= fewExplained)
        return <ChoiceField {...common} value={text} options={meanings} />
      return (
        <div class="stack-s">
          <SelectField {...common} value={text} options={options} />
          <Details summary={words.t('ui.meanings')}>
            <Terms items={meanings.map(({ label: term, help: value }) => ({ term, value }))} />
          </Details>
        </div>
      )
    }
    case 'number':
      return <NumberField {...common} value={text} whole={field.whole} />
    case 'money':
      return <MoneyField {...common} value={text} currency={currency} />
    case 'date':
      return <DateField {...common} value={text} />
    case 'yes':
      return <YesField name={name} label={label} help={help} value={value === true} />
    case 'reference': {
      // What it means that nobody is named: "The inspectorate itself".
      const empty = words.has(`${key}.none`) ? words.t(`${key}.none`) : undefined
      return <SelectField {...common} value={text} options={choices} empty={empty} />
    }
    case 'references':
      return <ManyField {...common} values={Array.isArray(value) ? value.map(String) : []} options={choices} />
    case 'json':
      return null
  }
}

/** The controls of several declared fields in their order. `choices` holds what each reference can point to. */
export function DeclaredFields({
  record,
  fields,
  values = {},
  choices = {},
  currency
}: {
  record: string
  fields: Fields
  values?: Readonly<Record<string, unknown>>
  choices?: Readonly<Record<string, readonly Option[]>>
  currency?: string
}) {
  return (
    <>
      {Object.entries(fields).map(([name, field]) => (
        <DeclaredField
          key={name}
          record={record}
          name={name}
          field={field}
          value={values[name]}
          choices={choices[name]}
          currency={currency}
        />
      ))}
    </>
  )
}
