import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Fields } from '../kernel/field.ts'
import { pastedFields } from '../kernel/paste.ts'
import { useWords } from './context.ts'
import { LongTextField } from './field.tsx'
import { Details } from './notice.tsx'
import { OperationForm, useSent } from './operation-form.tsx'

const KindsContext = createContext<readonly { name: string; fields: Fields }[]>([])

/** Gives the paste forms of a page the fields of each kind of record, which are the columns of what is pasted. */
export const KindsProvider = KindsContext.Provider

/**
 * A list or a table pasted from Word or Excel: each line becomes one record. `hidden` says what is the same for all of
 * them, such as the plan; the other fields of the kind are the columns.
 */
export function PasteForm({ record, hidden }: { record: string; hidden: Record<string, string> }) {
  const words = useWords()
  const kinds = useContext(KindsContext)
  const operation = `${record}.paste`
  const same = Object.entries(hidden).filter(([name]) => name !== 'plan')
  const formKey = same.map(([, value]) => value).join('-') || undefined
  const sent = useSent(operation, formKey)
  const fields = kinds.find(({ name }) => name === record)?.fields ?? {}
  const columns = pastedFields(fields, Object.keys(hidden)).map(([name]) => words.t(`${record}.${name}`))
  return (
    <Details summary={words.t('record.paste')} open={sent !== undefined}>
      <OperationForm
        operation={operation}
        formKey={formKey}
        hidden={{ ...hidden, language: words.language }}
        action={words.t('record.paste.action')}
      >
        <LongTextField
          name="lines"
          label={words.t('record.paste.text')}
          help={words.t('record.paste.help', { columns: columns.join(' | ') })}
          rows={8}
        />
      </OperationForm>
    </Details>
  )
}
