import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { Around, asText, Field, type FieldProps, FieldSet, useField } from './field.tsx'
import { ownDirection } from './text.ts'

export type Option = { value: string; label: string; help?: string; group?: string }

export type SelectFieldProps = FieldProps & {
  value?: string | null
  options: readonly Option[]
  /** The first line, which chooses nothing: "All counties". */
  empty?: string
  /** The options are names in a script of their own, and are cut at their own end. */
  dir?: 'auto'
}

export function SelectField({ value, options, empty, dir, ...props }: SelectFieldProps) {
  const words = useWords()
  return (
    <Field {...props}>
      {(control, typed) => {
        const chosen = asText(typed, value)
        const first = empty ?? (chosen === '' || props.optional ? words.t('ui.choose') : undefined)
        return (
          <select {...control} dir={dir}>
            {first === undefined ? null : <option value="">{first}</option>}
            {[...Map.groupBy(options, ({ group }) => group ?? '')].map(([group, members]) =>
              group ? (
                <optgroup key={group} label={group}>
                  <Options of={members} chosen={chosen} />
                </optgroup>
              ) : (
                <Options key="" of={members} chosen={chosen} />
              )
            )}
          </select>
        )
      }}
    </Field>
  )
}

function Options({ of, chosen }: { of: readonly Option[]; chosen: string }) {
  const { direction } = useWords()
  return (
    <>
      {of.map(({ value, label }) => (
        <option key={value} value={value} selected={value === chosen} dir={ownDirection(label, direction)}>
          {label}
        </option>
      ))}
    </>
  )
}

export type ChoiceFieldProps = FieldProps & { value?: string | null; options: readonly Option[]; inline?: boolean }

/** One of a few, all in sight. */
export function ChoiceField({ value, options, inline, ...props }: ChoiceFieldProps) {
  return (
    <FieldSet {...props}>
      {({ id, name, required }, typed) => (
        <div class={inline ? 'choices-row' : undefined}>
          {options.map((option, index) => (
            <Choice key={option.value} id={choiceId(id, index)} option={option}>
              <input
                type="radio"
                id={choiceId(id, index)}
                name={name}
                value={option.value}
                required={required}
                checked={asText(typed, value) === option.value}
              />
            </Choice>
          ))}
        </div>
      )}
    </FieldSet>
  )
}

export type ManyFieldProps = FieldProps & { values?: readonly string[]; options: readonly Option[]; inline?: boolean }

/** Any number of a few. */
export function ManyField({ values, options, inline, ...props }: ManyFieldProps) {
  return (
    <FieldSet {...props}>
      {({ id, name }, typed) => {
        const chosen: readonly unknown[] = typed === undefined ? (values ?? []) : [typed].flat()
        return (
          <div class={inline ? 'choices-row' : undefined}>
            {options.map((option, index) => (
              <Choice key={option.value} id={choiceId(id, index)} option={option}>
                <input
                  type="checkbox"
                  id={choiceId(id, index)}
                  name={name}
                  value={option.value}
                  checked={chosen.includes(option.value)}
                />
              </Choice>
            ))}
          </div>
        )
      }}
    </FieldSet>
  )
}

/** The first choice bears the id of the field, so that a link to the field leads to it. */
const choiceId = (id: string, index: number): string => (index === 0 ? id : `${id}-${index}`)

function Choice({
  id,
  option,
  children
}: {
  id: string
  option: Pick<Option, 'label' | 'help'>
  children: ComponentChildren
}) {
  return (
    <label class="choice" htmlFor={id}>
      {children}
      <span>
        {option.label}
        {option.help ? <small>{option.help}</small> : null}
      </span>
    </label>
  )
}

export type YesFieldProps = Omit<FieldProps, 'optional'> & { value?: boolean | null }

/** Yes, or nothing. */
export function YesField({ value, label, help, ...props }: YesFieldProps) {
  const { control, error, typed } = useField({ ...props, label, help, optional: true })
  const checked = typed === undefined ? value === true : typed === true || typed === 'yes'
  return (
    <div class={error ? 'field bad' : 'field'}>
      <Around id={control.id} error={error} />
      <label class="choice">
        <input {...control} type="checkbox" value="yes" checked={checked} />
        <span>
          {label}
          {help ? <small id={`${control.id}-help`}>{help}</small> : null}
        </span>
      </label>
    </div>
  )
}
