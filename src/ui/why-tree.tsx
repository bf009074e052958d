import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { Tag } from './tag.tsx'
import { Written } from './written.tsx'

/** Only a record has the tick: nobody has verified what was told. */
const tagOf = { record: 'recorded', told: 'plain', belief: 'unknown' } as const

/** One answer to "why?", with the answers to why that is so. */
export type Why = {
  /** By which links lead to it. */
  id?: string
  text: string
  /** Stands behind the text, such as Example. */
  mark?: ComponentChildren
  /** What the answer rests on: a record, what a named person told, or so far only a belief. */
  evidence?: { basis: 'record' | 'told' | 'belief'; text: string }
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
        <b>
          <Written>{root.title}</Written>
        </b>
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
            <p>
              {why.href ? (
                <a href={why.href}>
                  <Written>{why.text}</Written>
                </a>
              ) : (
                <Written>{why.text}</Written>
              )}{' '}
              {why.mark}
            </p>
            {why.evidence ? <Tag kind={tagOf[why.evidence.basis]}>{why.evidence.text}</Tag> : null}
            {why.stop ? (
              <p class="stop">
                <b>{words.t('ui.why.stop')}</b> <Written>{why.stop}</Written>
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
