import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { Icon } from './icons.tsx'
import { Written } from './written.tsx'

export type State = 'ok' | 'breach' | 'unknown' | 'na'
export const families = ['enforcement', 'education', 'communication', 'political', 'systemic'] as const
export type Family = (typeof families)[number]
export const categories = ['workers', 'employers', 'government', 'ngo', 'media', 'wildcard'] as const
export type Category = (typeof categories)[number]
export type TagKind = State | Family | 'wait' | 'recorded' | 'proposed' | 'plain'

const iconOf = { ok: 'ok', breach: 'breach', unknown: 'unknown', na: 'na', recorded: 'ok' } as const

/**
 * A state or a family: a colour, a mark and a word, never a colour alone. Without children it bears the product's own
 * word for the kind.
 */
export function Tag({
  kind = 'plain',
  href,
  children
}: {
  kind?: TagKind
  href?: string
  children?: ComponentChildren
}) {
  const words = useWords()
  const icon = kind in iconOf ? iconOf[kind as keyof typeof iconOf] : families.find((family) => family === kind)
  const label = <Written>{children ?? words.t(`ui.tag.${kind}`)}</Written>
  return (
    <span class={kind === 'plain' ? 'tag' : `tag ${kind}`}>
      {icon ? <Icon name={icon} /> : null}
      {href ? <a href={href}>{label}</a> : <span>{label}</span>}
    </span>
  )
}

/** Marks what was invented for the demonstration. */
export function Example() {
  const words = useWords()
  return <span class="tag wait">{words.t('ui.example')}</span>
}

type Marked = { example: boolean }

/** Marks a whole list at its head, where all of it is invented. */
export function ExampleOfAll({ rows }: { rows: readonly Marked[] }) {
  return rows.length > 0 && rows.every(({ example }) => example) ? <Example /> : null
}

/** Marks a row that is invented among others that are not; where all are, the head of the list says so once. */
export function ExampleAmong({ rows, row }: { rows: readonly Marked[]; row: Marked }) {
  return row.example && rows.some(({ example }) => !example) ? <Example /> : null
}

/** A stakeholder category: its letter, and its name beside it or only for those who listen. */
export function CategoryMark({ category, label, alone }: { category: Category; label?: string; alone?: boolean }) {
  const words = useWords()
  const name = label ?? words.t(`ui.category.${category}`)
  return (
    <span class={`category ${category}`} title={alone ? name : undefined}>
      <i aria-hidden="true">{words.t(`ui.category.${category}.letter`)}</i>
      <span class={alone ? 'vh' : undefined}>{name}</span>
    </span>
  )
}

/** A filter that holds, with the way to take it off. */
export function Chip({
  children,
  removeHref,
  removeLabel
}: {
  children: ComponentChildren
  removeHref?: string
  removeLabel?: string
}) {
  const words = useWords()
  return (
    <span class="chip">
      <span>{children}</span>
      {removeHref ? (
        <a href={removeHref}>
          <span class="vh">{removeLabel ?? words.t('ui.remove-filter')}</span>
          <span aria-hidden="true">×</span>
        </a>
      ) : null}
    </span>
  )
}

/** Whether an influence helps or hinders. */
export function Direction({ of }: { of: 'plus' | 'minus' }) {
  const words = useWords()
  return (
    <span class={`dir ${of}`}>
      <span class="vh">{words.t(`ui.direction.${of}`)}</span>
      <span aria-hidden="true">{of === 'plus' ? '+' : '−'}</span>
    </span>
  )
}

/** A judgement on a short scale: filled dots out of all. */
export function Dots({ value, of = 5, label }: { value: number; of?: number; label?: string }) {
  const words = useWords()
  const spoken = words.t('ui.dots', { value: words.number(value), of: words.number(of) })
  return (
    <span class="dots" role="img" aria-label={label ? `${label}: ${spoken}` : spoken}>
      {Array.from({ length: of }, (_, index) => (
        <i key={index} class={index < value ? 'on' : undefined} />
      ))}
    </span>
  )
}
