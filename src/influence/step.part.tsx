import type { ComponentChildren } from 'preact'
import { isId } from '../kernel/id.ts'
import type { PageContext } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { type StepNumber, stepPath, steps } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Empty } from '../ui/notice.tsx'
import { StepHead, Tabs } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import type { NamedHub } from './rules.ts'

/** A hub in words: its issue and its target. */
export function hubName(words: Words, { issue, target }: NamedHub): string {
  return words.t('influence.hub-name', { issue, target })
}

/** What an answer to a why rests on: the basis, and what it is, in one phrase; what nobody says is a belief. */
export function sayBasis(words: Words, { basis, evidence }: { basis: string; evidence: string }): string {
  const mark = words.t(`why.mark.${basis || 'belief'}`)
  return evidence.trim() ? words.t('why.mark.with', { mark, evidence }) : mark
}

const shownNames = 8

/** Names joined to a phrase; of a long list the first, and how many others there are. */
export function nameSome(words: Words, names: readonly string[]): string {
  if (names.length <= shownNames) return words.list(names)
  const rest = names.length - shownNames + 1
  return words.list([...names.slice(0, shownNames - 1), words.t('influence.others', { n: rest })])
}

export type StepTopProps = {
  plan: string
  step: StepNumber
  tab: string
  /** Begins the words of the tabs: `<subject>.tab.<tab>`. */
  subject: string
  /** What the tabs keep of the address, such as the hub. */
  query?: string
  question: string
  questions?: readonly string[]
  /** What the page is for, in two sentences. */
  children: ComponentChildren
}

/** The head of a page of a step: its question, the method's own questions, and the step's other pages. */
export function StepTop({ plan, step, tab, subject, query = '', question, questions, children }: StepTopProps) {
  const words = useWords()
  const { name, tabs } = steps[step - 1] ?? steps[0]
  return (
    <>
      <StepHead
        number={step}
        name={words.t(`plan.step.${name}`)}
        question={question}
        questions={questions}
        short={tab !== tabs[0]}
      >
        {children}
      </StepHead>
      <Tabs
        label={words.t(`plan.step.${name}`)}
        items={tabs.map((one) => ({
          href: `${stepPath(plan, step, one)}${query}`,
          label: words.t(`${subject}.tab.${one}`),
          current: one === tab
        }))}
      />
    </>
  )
}

/** The hubs of the plan, of which the page shows one. A plan with one hub needs no choice: it is only named. */
export function HubChoice({ hubs, current, path }: { hubs: readonly NamedHub[]; current: NamedHub; path: string }) {
  const words = useWords()
  if (hubs.length < 2 && current.chosen)
    return (
      <p class="strong">
        <Written>{hubName(words, current)}</Written>
      </p>
    )
  return (
    <nav class="row" aria-label={words.t('influence.hubs')}>
      <strong aria-hidden="true">{words.t('influence.hubs')}</strong>
      {hubs.map((hub) => (
        <span key={hub.id}>
          <a href={`${path}?hub=${hub.id}`} aria-current={hub.id === current.id ? 'page' : undefined}>
            {hub.id === current.id ? <strong>{hubName(words, hub)}</strong> : <Written>{hubName(words, hub)}</Written>}
          </a>
          {hub.chosen ? null : <small class="soft"> {words.t('influence.hub-left')}</small>}
        </span>
      ))}
    </nav>
  )
}

/** The hub that the address names, if it is a number that a hub can have. */
export function hubOf({ query }: Pick<PageContext, 'query'>): string | null {
  return isId(query('hub')) ? query('hub') : null
}

/** Says that no hub is chosen, and where one chooses it. */
export function NoHub({ plan }: { plan: string }) {
  const words = useWords()
  return (
    <Empty
      level={2}
      title={words.t('influence.no-hub.title')}
      action={
        <LinkButton href={stepPath(plan, 2, 'venn')} kind="main">
          {words.t('influence.no-hub.action')}
        </LinkButton>
      }
    >
      {words.t('influence.no-hub')}
    </Empty>
  )
}
