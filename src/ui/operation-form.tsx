import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { newId } from '../kernel/id.ts'
import type { SentForm } from '../kernel/page.ts'
import type { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from './context.ts'
import { Button, type ButtonKind, Form, FormActions, HiddenField } from './form.tsx'
import { Notice } from './notice.tsx'

const SentContext = createContext<SentForm | undefined>(undefined)

/** Gives the forms of a page what was typed into one of them when it could not be carried out. */
export const SentProvider = SentContext.Provider

/** The form that came back, if it is this operation's. `key` tells apart several forms of one operation. */
export function useSent(operation: string, key?: string): SentForm | undefined {
  const sent = useContext(SentContext)
  return sent?.operation === operation && (key === undefined || sent.sent._key === key) ? sent : undefined
}

/** Above a table that is a form: that somebody else set other values, which stand below those of one's own. */
export function Meanwhile({ operation }: { operation: string }) {
  const words = useWords()
  if (useSent(operation)?.problem.code !== 'changed-meanwhile') return null
  return <Notice kind="wait">{words.t('ui.cell.meanwhile')}</Notice>
}

/** The sentences of a problem by the field that each belongs to; '' where it belongs to none. */
export function errorsOf(words: Words, problem: Problem | undefined): Record<string, string> {
  if (!problem) return {}
  if (problem.fields.length === 0) return { '': words.t(`problem.${problem.code}`, problem.values) }
  const errors: Record<string, string> = {}
  for (const { field, code, values } of problem.fields) {
    const sentence = words.t(`problem.field.${code}`, values)
    errors[field] = field in errors ? `${errors[field]} ${sentence}` : sentence
  }
  return errors
}

export type OperationFormProps = {
  /** Name of the write that the form carries out. */
  operation: string
  /** What the form says without asking: the plan, the record's id and revision. */
  hidden?: Readonly<Record<string, string | number>>
  /** Where to go afterwards, by default the same page; `:id` in it becomes the id of what was made. */
  returnTo?: string
  /** So that a button elsewhere on the page can send it; its `_then` says where to go instead. */
  id?: string
  /** Verb and object on the button. */
  action: string
  kind?: ButtonKind
  slim?: boolean
  files?: boolean
  plain?: boolean
  class?: string
  /** Tells this form apart from others of the same operation on the page. */
  formKey?: string
  /** Stands beside the button: a way back. */
  beside?: ComponentChildren
  children?: ComponentChildren
}

/**
 * A form that carries out a write. It brings an id of its own, so that a double click or a second sending does nothing
 * twice; what could not be carried out comes back with what was typed and a sentence at each field.
 */
export function OperationForm(props: OperationFormProps) {
  const words = useWords()
  const { operation, hidden = {}, formKey, returnTo } = props
  const sent = useSent(operation, formKey)
  return (
    <Form
      action={`/do/${operation}`}
      values={sent?.sent}
      errors={errorsOf(words, sent?.problem)}
      prefix={`${operation}${formKey ?? ''}`.replaceAll('.', '-')}
      id={props.id}
      files={props.files}
      plain={props.plain}
      class={props.class}
    >
      <HiddenField name="_id" value={newId()} />
      {formKey ? <HiddenField name="_key" value={formKey} /> : null}
      {returnTo ? <HiddenField name="_return" value={returnTo} /> : null}
      {Object.entries(hidden).map(([name, value]) => (
        <HiddenField key={name} name={name} value={String(value)} />
      ))}
      {props.children}
      <FormActions>
        <Button kind={props.kind} slim={props.slim}>
          {props.action}
        </Button>
        {props.beside}
      </FormActions>
    </Form>
  )
}
