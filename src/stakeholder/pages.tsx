import type { Page } from '../kernel/page.ts'
import { bullseyePages } from './bullseye.pages.tsx'
import { stakeholderHubPages } from './hubs.pages.tsx'
import { stakeholderPages } from './stakeholders.pages.tsx'

/** The pages of step 4. */
export const pages: readonly Page[] = [...stakeholderPages, ...bullseyePages, ...stakeholderHubPages]
