import type { Page } from '../kernel/page.ts'
import { interventionPages } from './interventions.pages.tsx'
import { priorityPages } from './priorities.pages.tsx'

/** The pages of step 5; its map lies with the plan as a whole. */
export const pages: readonly Page[] = [...interventionPages, ...priorityPages]
