import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { fieldId, useForm } from './form.tsx'
import { useNamedFields } from './frame.ts'

export type FieldProps = {
  name: string
  label: string
  help?: string
  /** The sentence that names the cure; by default the form's error of this name. */
  error?: string
  /** May be left empty; said in words beside the label. */
  optional?: boolean
  id?: string
}

type Wired = {
  id: string
  name: string
  required: boolean
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
}

/** What a control needs to belong to its label, its help and its error. */
export function useField({ name, label, help, error, optional, id }: FieldProps): {
  control: Wired
  error: string | undefined
  typed: unknown
} {
  const form = useForm()
  const own = id ?? fieldId(name, form.prefix)
  useNamedFields()?.set(own, label)
  const wrong = error ?? form.errors?.[name]
  const described = [help ? `${own}-help` : '', wrong ? `${own}-error` : ''].filter(Boolean).join(' ')
  return {
    control: {
      id: own,
      name,
      required: !optional,
      'aria-describedby': described || undefined,
      'aria-invalid': wrong ? 'true' : undefined
    },
    error: wrong,
    typed: form.values?.[name]
  }
}

function Label({ label, optional }: { label: string; optional?: boolean }) {
  const words = useWords()
  return (
    <>
      {label}
      {optional ? <span class="optional">{` ${words.t('ui.optional')}`}</span> : null}
    </>
  )
}

export function Around({ id, help, error }: { id: string; help?: string; error?: string }) {
  return (
    <>
      {help ? (
        <span class="help" id={`${id}-help`}>
          {help}
        </span>
      ) : null}
      {error ? (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      ) : null}
    </>
  )
}

/** Label, help and error around one control of any kind. The control is drawn by `children` with what it must carry. */
export function Field({
  children,
  ...props
}: FieldProps & { children: (control: Wired, typed: unknown) => ComponentChildren }) {
  const { control, error, typed } = useField(props)
  return (
    <div class={error ? 'field bad' : 'field'}>
      <label htmlFor={control.id}>
        <Label {...props} />
      </label>
      <Around id={control.id} help={props.help} error={error} />
      {children(control, typed)}
    </div>
  )
}

/** Several choices under one question. The first choice carries the id, so that a link to the field leads to it. */
export function FieldSet({
  children,
  ...props
}: FieldProps & { children: (control: Wired, typed: unknown) => ComponentChildren }) {
  const { control, error, typed } = useField(props)
  return (
    <fieldset class={error ? 'field bad' : 'field'} aria-describedby={control['aria-describedby']}>
      <legend>
        <Label {...props} />
      </legend>
      <Around id={control.id} help={props.help} error={error} />
      {children(control, typed)}
    </fieldset>
  )
}

export const asText = (typed: unknown, value: unknown): string => String(typed ?? value ?? '')

export type TextFieldProps = FieldProps & {
  value?: string | null
  type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'url'
  autocomplete?: string
  maxLength?: number
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'url'
  autofocus?: boolean
  /** Offered while one writes; anything else may be written too. */
  suggestions?: readonly { value: string; label: string }[]
}

export function TextField({
  value,
  type = 'text',
  suggestions,
  autocomplete,
  maxLength,
  inputMode,
  autofocus,
  ...props
}: TextFieldProps) {
  return (
    <Field {...props}>
      {(control, typed) => {
        const attributes = { ...control, autocomplete, maxLength, inputMode, autofocus }
        const text = asText(typed, value)
        if (type === 'password') return <input {...attributes} type="password" />
        // the types know an input's kind only one by one
        if (type !== 'text') return <input {...attributes} type={type as 'email'} value={text} />
        if (!suggestions) return <input {...attributes} type="text" value={text} dir="auto" />
        return (
          <>
            <input {...attributes} type="text" value={text} dir="auto" list={`${control.id}-list`} />
            <datalist id={`${control.id}-list`}>
              {suggestions.map(({ value, label }) => (
                <option key={value} value={value} label={label} />
              ))}
            </datalist>
          </>
        )
      }}
    </Field>
  )
}

export type LongTextFieldProps = FieldProps & { value?: string | null; rows?: number; maxLength?: number }

export function LongTextField({ value, rows = 4, maxLength, ...props }: LongTextFieldProps) {
  return (
    <Field {...props}>
      {(control, typed) => (
        <textarea {...control} rows={rows} maxLength={maxLength} dir="auto">
          {asText(typed, value)}
        </textarea>
      )}
    </Field>
  )
}

export type NumberFieldProps = FieldProps & {
  value?: number | string | null
  /** What is counted, behind the control: "inspector-days". */
  unit?: string
  /** Whole numbers only; shows a keyboard without a decimal mark. */
  whole?: boolean
}

/** A number is typed as people write it, in any digits; it is read where it arrives. */
export function NumberField({ value, unit, whole, ...props }: NumberFieldProps) {
  return (
    <Field {...props}>
      {(control, typed) => (
        <span class="measured">
          <input
            {...control}
            type="text"
            inputMode={whole ? 'numeric' : 'decimal'}
            value={asText(typed, value)}
            autocomplete="off"
          />
          {unit ? <span>{unit}</span> : null}
        </span>
      )}
    </Field>
  )
}

/** An amount in whole units of the inspectorate's currency. */
export function MoneyField({ currency, ...props }: Omit<NumberFieldProps, 'unit' | 'whole'> & { currency: string }) {
  return <NumberField {...props} unit={currency} />
}

export type DateFieldProps = FieldProps & { value?: string | null; min?: string; max?: string }

export function DateField({ value, min, max, ...props }: DateFieldProps) {
  return (
    <Field {...props}>
      {(control, typed) => <input {...control} type="date" value={asText(typed, value)} min={min} max={max} />}
    </Field>
  )
}

export type FileFieldProps = FieldProps & { accept?: string; multiple?: boolean }

/** Browsers send no file a second time: where a form comes back with something to correct, the field says so. */
export function FileField({ accept, multiple, ...props }: FileFieldProps) {
  const words = useWords()
  const cameBack = Object.keys(useForm().errors ?? {}).length > 0
  const help = [props.help, cameBack ? words.t('ui.file-again') : ''].filter(Boolean).join(' ')
  return (
    <Field {...props} {...(help ? { help } : {})}>
      {(control) => <input {...control} type="file" accept={accept} multiple={multiple} />}
    </Field>
  )
}
