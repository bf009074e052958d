import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { usePlace } from './share.ts'
import { Written } from './written.tsx'

export type NoticeProps = {
  kind?: 'plain' | 'good' | 'wait' | 'bad'
  title?: string
  children?: ComponentChildren
  /** Read aloud when it appears: what just happened. */
  live?: boolean
}

/** Something to know: its title is a sentence, what to do stands below. */
export function Notice({ kind = 'plain', title, children, live }: NoticeProps) {
  return (
    <div
      class={kind === 'plain' ? 'notice' : `notice ${kind}`}
      role={live ? (kind === 'bad' ? 'alert' : 'status') : undefined}
    >
      {title ? <strong>{title}</strong> : null}
      {typeof children === 'string' ? (
        <span>
          <Written>{children}</Written>
        </span>
      ) : (
        children
      )}
    </div>
  )
}

/** Nothing is there yet: what is missing, why it matters, and the one thing to do. */
export function Empty({
  title,
  children,
  action,
  level = 3
}: {
  title: string
  children?: ComponentChildren
  action?: ComponentChildren
  level?: 2 | 3
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div class="empty">
      <Heading>{title}</Heading>
      {children ? <div class="soft measure">{children}</div> : null}
      {action}
    </div>
  )
}

/** How much of a whole is done. Progress is no finding: it stays grey. `children` is the line in words below. */
export function Progress({
  value,
  max,
  label,
  children
}: {
  value: number
  max: number
  label: string
  children?: ComponentChildren
}) {
  const rtl = useWords().direction === 'rtl'
  const place = usePlace()
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <span class="meter">
      <svg role="img" aria-label={label}>
        <rect x={rtl ? place(share) : 0} width={`${Math.round(share * 1000) / 10}%`} height="100%" fill="var(--mark)" />
      </svg>
      {children ? <small>{children}</small> : null}
    </span>
  )
}

/** Stands where something is still being worked out. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const words = useWords()
  return (
    <div class="skel" role="status">
      <span class="vh">{words.t('ui.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} aria-hidden="true" />
      ))}
    </div>
  )
}

/** Opens on demand, without a script. */
export function Details({ summary, open, children }: { summary: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details open={open}>
      <summary>{summary}</summary>
      {typeof children === 'string' ? <p class="measure">{children}</p> : <div>{children}</div>}
    </details>
  )
}

/** A few figures in one ruled strip; each with what it counts. */
export function Facts({ items }: { items: readonly { value: string; label: string; href?: string | undefined }[] }) {
  return (
    <dl class="facts">
      {items.map(({ value, label, href }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{href ? <a href={href}>{value}</a> : value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Terms and what they are: the properties of one thing. */
export function Terms({ items }: { items: readonly { term: string; value: ComponentChildren }[] }) {
  return (
    <dl class="terms">
      {items.map(({ term, value }) => (
        <>
          <dt>{term}</dt>
          <dd>
            <Written>{value}</Written>
          </dd>
        </>
      ))}
    </dl>
  )
}
