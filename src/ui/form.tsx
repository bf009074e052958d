import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useWords } from './context.ts'
import { useFrameFields, useNamedFields } from './frame.ts'

/** What was typed before the form came back, and what is wrong with it: one sentence for each field by name. */
export type FormState = {
  values?: Readonly<Record<string, unknown>>
  errors?: Readonly<Record<string, string>>
  /** Begins the ids of the fields, where a page has several forms. */
  prefix?: string
}

const FormContext = createContext<FormState>({})

/** The state of the form that a field stands in. */
export function useForm(): FormState {
  return useContext(FormContext)
}

export type FormProps = FormState & {
  action: string
  method?: 'post' | 'get'
  /** The form carries files. */
  files?: boolean
  /** A form lies on a sheet unless it is plain. */
  plain?: boolean
  class?: string
  id?: string
  children: ComponentChildren
}

/**
 * A form. Fields within take their typed value and their error from it; a post carries the frame's hidden fields.
 * Its errors stand at its head, each a link to the field.
 */
export function Form({
  action,
  method = 'post',
  files,
  plain,
  id,
  children,
  values,
  errors,
  prefix,
  ...rest
}: FormProps) {
  const hidden = useFrameFields()
  return (
    <form
      action={action}
      method={method}
      id={id}
      enctype={files ? 'multipart/form-data' : undefined}
      class={rest.class ?? (plain ? 'fields' : 'fields sheet')}
      noValidate
    >
      {method === 'post' ? <HiddenFields values={hidden} /> : null}
      <FormContext.Provider value={{ values, errors, prefix }}>
        {errors && Object.keys(errors).length > 0 ? <ErrorSummary errors={errors} /> : null}
        {children}
      </FormContext.Provider>
    </form>
  )
}

/** What is to be put right before the form can be saved; each line leads to its field. */
function ErrorSummary({ errors }: { errors: Readonly<Record<string, string>> }) {
  const words = useWords()
  const { prefix } = useForm()
  const named = useNamedFields() ?? new Map<string, string>()
  const order = [...named.keys()]
  const entries = Object.entries(errors)
    .map(([name, sentence]) => {
      const id = fieldId(name, prefix)
      const label = named.get(id)
      return { id, sentence: label ? words.t('ui.errors.of', { label, sentence }) : sentence }
    })
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
  return (
    // biome-ignore lint/a11y/noAutofocus: what is wrong is read first and scrolled into view, without a script
    <div class="errors" role="alert" tabIndex={-1} id="errors" autoFocus>
      <strong>{words.t('ui.errors', { n: entries.length })}</strong>
      <ul>
        {entries.map(({ id, sentence }) => (
          <li key={id}>
            <a href={`#${id}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The id of the control of a field; a link to it leads there. */
export function fieldId(name: string, prefix = 'f'): string {
  return `${prefix}-${name.replaceAll(/[^\w-]/g, '-')}`
}

export function HiddenField({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />
}

function HiddenFields({ values }: { values: Readonly<Record<string, string>> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
    </>
  )
}

export type ButtonKind = 'main' | 'outline' | 'plain' | 'stop'
type Look = { kind?: ButtonKind; slim?: boolean; wide?: boolean }

function look({ kind = 'outline', slim, wide }: Look): string {
  const kinds = { main: ' main-act', outline: '', plain: ' plain', stop: ' stop' }
  return `btn${kinds[kind]}${slim ? ' slim' : ''}${wide ? ' wide' : ''}`
}

export type ButtonProps = Look & {
  /** Verb and object: "Open the gate". */
  children: ComponentChildren
  name?: string
  value?: string
  /** Why nothing can be done now; the button then does nothing and says so. */
  disabledBecause?: string
  /** Another address for this button of the form. */
  formAction?: string
  /** Id of the form, when the button stands outside it. */
  form?: string
}

/** Sends the form it stands in. One main button on a page. */
export function Button({ children, name, value, disabledBecause, formAction, form, ...rest }: ButtonProps) {
  return (
    <button
      type="submit"
      class={look(rest)}
      name={name}
      value={value}
      formAction={formAction}
      form={form}
      disabled={disabledBecause !== undefined}
      title={disabledBecause}
    >
      {children}
    </button>
  )
}

export type LinkButtonProps = Look & { href: string; children: ComponentChildren; download?: boolean }

/** A link that looks like a button: it leads to where something is done. */
export function LinkButton({ href, children, download, ...rest }: LinkButtonProps) {
  return (
    <a class={look(rest)} href={href} download={download}>
      {children}
    </a>
  )
}

export type PostButtonProps = Look & {
  action: string
  fields?: Readonly<Record<string, string>>
  children: ComponentChildren
}

/** One button that does one thing at once: undo, sign out, confirm. */
export function PostButton({ action, fields = {}, children, ...rest }: PostButtonProps) {
  return (
    <Form action={action} class="inline-form">
      <HiddenFields values={fields} />
      <Button {...rest}>{children}</Button>
    </Form>
  )
}

/** The buttons at the end of a form, the main one first. */
export function FormActions({ children }: { children: ComponentChildren }) {
  return <div class="form-actions">{children}</div>
}

/** A bar of filters: fields and the word on its button. It asks by GET, so that the view has an address. */
export function Filters({
  action,
  show,
  children,
  ...state
}: FormState & {
  action: string
  show?: string
  children: ComponentChildren
}) {
  const words = useWords()
  return (
    <Form action={action} method="get" class="filters" {...state}>
      {children}
      <Button>{show ?? words.t('ui.show')}</Button>
    </Form>
  )
}
