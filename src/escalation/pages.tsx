import type { Page } from '../kernel/page.ts'
import { drawnPages } from './drawn.pages.tsx'
import { escalationPages } from './escalation.pages.tsx'
import { listPages } from './list.pages.tsx'
import { populationPages } from './population.pages.tsx'
import { wayPages } from './way.pages.tsx'

/** The pages of escalations: those of a plan, one, its population, a drawn list, the way of a workplace. */
export const pages: readonly Page[] = [...listPages, ...escalationPages, ...populationPages, ...drawnPages, ...wayPages]
