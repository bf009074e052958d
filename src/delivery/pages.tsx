import type { Page } from '../kernel/page.ts'
import { directorPages } from './director.pages.tsx'
import { indicatorPages } from './indicator.pages.tsx'
import { indicatorsPages } from './indicators.pages.tsx'
import { interventionPages } from './intervention.pages.tsx'
import { reachedPages } from './reached.pages.tsx'
import { workPages } from './work.pages.tsx'

/** The plan as work: what is under way, and everything about one piece of it. */
export const pages: readonly Page[] = [
  ...workPages,
  ...interventionPages,
  ...indicatorsPages,
  ...indicatorPages,
  ...directorPages,
  ...reachedPages
]
