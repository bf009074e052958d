import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { ownDirection } from './text.ts'

/** What people wrote, in its own direction: an English name in an Arabic page keeps its order and its full stop. */
export function Written({ children }: { children: ComponentChildren }): ComponentChildren {
  const { direction } = useWords()
  const own = typeof children === 'string' ? ownDirection(children, direction) : undefined
  return own ? <span dir={own}>{children}</span> : children
}
