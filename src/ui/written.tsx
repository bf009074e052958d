import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { ownDirection } from './text.ts'

/**
 * What people wrote, in its own direction: an English name in an Arabic page keeps its order and its full stop. `lang`:
 * its language, where that is known and another than the page's, so that it is read aloud in it.
 */
export function Written({ children, lang }: { children: ComponentChildren; lang?: string | null }): ComponentChildren {
  const { direction, language } = useWords()
  const own = typeof children === 'string' ? ownDirection(children, direction) : undefined
  const other = lang && lang !== language ? lang : undefined
  return own || other ? (
    <span dir={own} lang={other}>
      {children}
    </span>
  ) : (
    children
  )
}
