import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'

/** One part: its name, what it is for, and itself. */
export function Part({ name, children }: { name: string; children: ComponentChildren }) {
  const words = useWords()
  const key = `ui.design.${name}`
  return (
    <section class="part stack" id={name}>
      <h2>{words.t(key)}</h2>
      {words.has(`${key}.note`) ? <p class="soft small measure">{words.t(`${key}.note`)}</p> : null}
      {children}
    </section>
  )
}
