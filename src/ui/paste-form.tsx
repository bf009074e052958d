import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { pastedFields } from '../kernel/paste.ts'
import type { RecordKind } from '../kernel/record.ts'
import type { Option } from './choice.tsx'
import { useWords } from './context.ts'
import { DeclaredField } from './declared.tsx'
import { LongTextField } from './field.tsx'
import { Details } from './notice.tsx'
import { OperationForm, useSent } from './operation-form.tsx'

type Kind = Pick<RecordKind, 'name' | 'fields' | 'title' | 'outline' | 'apart'>

const KindsContext = createContext<readonly Kind[]>([])

/** Gives the paste forms of a page the fields of each kind of record, which are the columns of what is pasted. */
export const KindsProvider = KindsContext.Provider

export type PasteFormProps = {
  record: string
  /** What is the same for all lines, such as the plan. */
  hidden: Readonly<Record<string, string>>
  /** Fields that the person can choose once for all lines. */
  same?: readonly string[]
  /** What those of them that point to another record can point to. */
  choices?: Readonly<Record<string, readonly Option[]>>
  returnTo?: string
}

/** A list or a table pasted from Word or Excel: each line becomes one record; the other fields are its columns. */
export function PasteForm({ record, hidden, same = [], choices = {}, returnTo }: PasteFormProps) {
  const words = useWords()
  const kind = useContext(KindsContext).find(({ name }) => name === record)
  const operation = `${record}.paste`
  const told = Object.entries(hidden).filter(([name]) => name !== 'plan')
  const formKey = told.map(([, value]) => value).join('-') || undefined
  const sent = useSent(operation, formKey)
  const columns = kind ? pastedFields(kind, [...Object.keys(hidden), ...same]) : []
  const named = columns.map(([name]) => words.t(`${record}.${name}`))
  return (
    <Details summary={words.t('record.paste')} open={sent !== undefined}>
      <OperationForm
        operation={operation}
        formKey={formKey}
        hidden={{ ...hidden, language: words.language }}
        returnTo={returnTo}
        action={words.t('record.paste.action')}
      >
        {same.map((name) => {
          const field = kind?.fields[name]
          const options = choices[name]
          // One that is left empty is read from a column of the table.
          return field ? (
            <DeclaredField
              key={name}
              record={record}
              name={name}
              field={{ ...field, needed: false }}
              choices={options}
              value={options?.length === 1 ? options[0]?.value : undefined}
            />
          ) : null
        })}
        {kind?.outline ? <p class="soft small">{words.t('record.paste.outline')}</p> : null}
        {same.length > 0 ? <p class="soft small">{words.t('record.paste.same')}</p> : null}
        <LongTextField
          name="lines"
          label={words.t('record.paste.text')}
          help={words.t('record.paste.help', { columns: named.join(' | ') })}
          rows={8}
        />
      </OperationForm>
    </Details>
  )
}
