import { pages as escalationPages } from '../escalation/pages.tsx'
import type { Page } from '../kernel/page.ts'
import { draftPages } from './draft.pages.tsx'
import { listPages } from './list.pages.tsx'
import { runPages } from './run.pages.tsx'

/** After the pages of escalations those of letters: those of an escalation, a letter before it goes out, a run. */
export const pages: readonly Page[] = [...escalationPages, ...listPages, ...draftPages, ...runPages]
