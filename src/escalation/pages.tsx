import type { Page } from '../kernel/page.ts'
import { drawnPages } from './drawn.pages.tsx'
import { entryPages } from './entry.pages.tsx'
import { escalationPages } from './escalation.pages.tsx'
import { listPages } from './list.pages.tsx'
import { populationPages } from './population.pages.tsx'
import { visitPages } from './visit.pages.tsx'
import { wayPages } from './way.pages.tsx'

/** The pages of escalations: those of a plan, one, its population, a drawn list, the way of a workplace, visits. */
export const pages: readonly Page[] = [
  ...listPages,
  ...escalationPages,
  ...populationPages,
  ...drawnPages,
  ...wayPages,
  ...entryPages,
  ...visitPages
]
