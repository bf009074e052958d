import type { Page } from '../kernel/page.ts'
import { commitmentPages } from './commitment.pages.tsx'
import { commitmentListPages } from './commitments.pages.tsx'
import { engagementPages } from './engagement.pages.tsx'
import { memorandaPages } from './memoranda.pages.tsx'
import { memorandumPages } from './memorandum.pages.tsx'
import { stakeholderEngagementPages } from './stakeholder.pages.tsx'

/** Working with stakeholders: the strategy for each, what was agreed with them, and the door by which they keep it. */
export const pages: readonly Page[] = [
  ...engagementPages,
  ...stakeholderEngagementPages,
  ...memorandaPages,
  ...memorandumPages,
  ...commitmentListPages,
  ...commitmentPages
]
