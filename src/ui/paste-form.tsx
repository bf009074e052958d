import { useWords } from './context.ts'
import { LongTextField } from './field.tsx'
import { Details } from './notice.tsx'
import { OperationForm, useSent } from './operation-form.tsx'

/** A list or table pasted from Word or Excel: each line becomes one record. */
export function PasteForm({ record, hidden }: { record: string; hidden: Record<string, string> }) {
  const words = useWords()
  const operation = `${record}.paste`
  const sent = useSent(operation)
  return (
    <Details summary={words.t('paste.open')} open={sent !== undefined}>
      <OperationForm operation={operation} hidden={hidden} action={words.t('paste.action')}>
        <LongTextField name="text" label={words.t('paste.text')} help={words.t('paste.help')} rows={8} />
      </OperationForm>
    </Details>
  )
}
