import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { Tag } from './tag.tsx'

/** One answer to "why?", with the answers to why that is so. */
export type Why = {
  /** By which links lead to it. */
  id?: string
  text: string
  /** What the answer rests on: a record or a named source, or so far only a belief. */
  evidence?: { recorded: boolean; text: string }
  /** Where asking stops: who or what can change it. */
  stop?: string
  href?: string
  whys?: readonly Why[]
}

export type WhyTreeProps = {
  /** What is asked about: the hub, and what the records say of it. */
  root: { title: string; detail?: string }
  whys: readonly Why[]
  /** What can be done with an answer, such as asking on. */
  actions?: (why: Why) => ComponentChildren
}

/** Keep asking why: a nested list whose lines show what explains what. */
export function WhyTree({ root, whys, actions }: WhyTreeProps) {
  return (
    <div class="whys">
      <p class="root">
        <b>{root.title}</b>
        {root.detail ? <span>{root.detail}</span> : null}
      </p>
      <Answers of={whys} actions={actions} />
    </div>
  )
}

function Answers({ of, actions }: { of: readonly Why[]; actions?: (why: Why) => ComponentChildren }) {
  const words = useWords()
  return (
    <ol>
      {of.map((why, index) => (
        <li key={index} id={why.id}>
          <div class={why.stop ? 'why at-stop' : 'why'}>
            <p>{why.href ? <a href={why.href}>{why.text}</a> : why.text}</p>
            {why.evidence ? <Tag kind={why.evidence.recorded ? 'recorded' : 'unknown'}>{why.evidence.text}</Tag> : null}
            {why.stop ? (
              <p class="stop">
                <b>{words.t('ui.why.stop')}</b> {why.stop}
              </p>
            ) : null}
            {actions ? <div class="row">{actions(why)}</div> : null}
          </div>
          {why.whys && why.whys.length > 0 ? <Answers of={why.whys} actions={actions} /> : null}
        </li>
      ))}
    </ol>
  )
}
