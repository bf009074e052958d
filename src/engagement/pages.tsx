import type { Page } from '../kernel/page.ts'
import { commitmentPages } from './commitments.pages.tsx'
import { engagementPages } from './engagement.pages.tsx'

/** Working with stakeholders: the strategy of each, and the door by which they keep what they committed themselves to. */
export const pages: readonly Page[] = [...engagementPages, ...commitmentPages]
