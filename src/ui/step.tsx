import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { useFrame } from './frame.ts'
import { Details } from './notice.tsx'
import { Written } from './written.tsx'

export type StepHeadProps = {
  number: number
  name: string
  /** The step's question: the h1. */
  question: string
  /** What this step is and what one leaves with, in two sentences. */
  children?: ComponentChildren
  /** The method's own questions. */
  questions?: readonly string[]
  /** On the further pages of a step: one has read what it is for, and comes to work. */
  short?: boolean
}

/** The head of a step: the line runs from the question to what one leaves with. Above it, the way back to the plan. */
export function StepHead({ number, name, question, children, questions = [], short }: StepHeadProps) {
  const words = useWords()
  const { plan } = useFrame()
  const here = words.t('ui.step.kicker', { number, name })
  const asked = questions.length > 0 ? <Questions of={questions} /> : null
  return (
    <>
      {plan ? <Crumbs items={[{ label: plan.title, href: plan.href }, { label: here }]} /> : null}
      <header class={short ? 'step-head short' : 'step-head'}>
        <div class="stack-s">
          {plan ? null : <p class="kicker">{here}</p>}
          <h1>
            <Written>{question}</Written>
          </h1>
          {children ? <p class="soft measure">{children}</p> : null}
          {short && asked ? <Details summary={words.t('ui.step.questions')}>{asked}</Details> : null}
        </div>
        {short ? null : asked}
      </header>
    </>
  )
}

function Questions({ of }: { of: readonly string[] }) {
  const words = useWords()
  return (
    <ul>
      {of.map((asked, index) => (
        <li key={asked}>
          <b aria-hidden="true">{words.number(index + 1)}</b>
          {asked}
        </li>
      ))}
    </ul>
  )
}

/** The head of any other page: the finding or the name of the room, and what can be done here. */
export function PageHead({
  kicker,
  title,
  children,
  actions
}: {
  kicker?: string
  title: ComponentChildren
  children?: ComponentChildren
  actions?: ComponentChildren
}) {
  return (
    <header class="page-head">
      <div>
        {kicker ? <p class="kicker">{kicker}</p> : null}
        <h1>
          <Written>{title}</Written>
        </h1>
        {children ? (
          <p class="soft measure">
            <Written>{children}</Written>
          </p>
        ) : null}
      </div>
      {actions ? <div class="row">{actions}</div> : null}
    </header>
  )
}

/** The head of a section, with what can be done in it. `mark` stands behind the title, such as Example. */
export function SectionHead({
  title,
  mark,
  actions,
  id,
  level = 2
}: {
  title: string
  mark?: ComponentChildren
  actions?: ComponentChildren
  id?: string
  level?: 2 | 3
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div class="section-head">
      <Heading id={id}>
        <Written>{title}</Written>
        {mark}
      </Heading>
      {actions ? <div class="row">{actions}</div> : null}
    </div>
  )
}

/** Where the page stands; the last item is the page itself. */
export function Crumbs({ items }: { items: readonly { label: string; href?: string }[] }) {
  const words = useWords()
  return (
    <nav class="crumbs" aria-label={words.t('ui.where')}>
      <ol>
        {items.map(({ label, href }) => (
          <li key={label} aria-current={href ? undefined : 'page'}>
            {href ? (
              <a href={href}>
                <Written>{label}</Written>
              </a>
            ) : (
              <Written>{label}</Written>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Links to the parts of one thing, each a page. */
export function Tabs({
  label,
  items
}: {
  label: string
  items: readonly { href: string; label: string; current?: boolean }[]
}) {
  return (
    <nav class="tabs" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  )
}

/** What waits for a decision hangs on the line: each says what, what it takes, and what happens if one waits. */
export function Decide({
  title,
  mark,
  id,
  items
}: {
  title: string
  mark?: ComponentChildren
  id?: string
  items: readonly { title: string; children: ComponentChildren; wait?: string; action?: ComponentChildren }[]
}) {
  return (
    <aside class="decide" aria-label={title}>
      <h2 id={id}>
        {title}
        {mark}
      </h2>
      <ol>
        {items.map((item) => (
          <li key={item.title}>
            <h3>
              <Written>{item.title}</Written>
            </h3>
            <p>
              <Written>{item.children}</Written>
            </p>
            {item.wait ? <p class="soft small">{item.wait}</p> : null}
            {item.action}
          </li>
        ))}
      </ol>
    </aside>
  )
}

/** A ruled list of things: each line says what it is, and at its end what can be done with it. */
export function Items({
  items
}: {
  items: readonly { key: string; body: ComponentChildren; actions?: ComponentChildren }[]
}) {
  return (
    <ul class="items">
      {items.map(({ key, body, actions }) => (
        <li key={key}>
          <div>
            <Written>{body}</Written>
          </div>
          {actions ? <div class="row">{actions}</div> : null}
        </li>
      ))}
    </ul>
  )
}
