import type { Page } from '../kernel/page.ts'
import { consultationPages } from './consultation.pages.tsx'
import { jointPages } from './joint.pages.tsx'

/** Planning with others: who is consulted, and what is undertaken together. */
export const pages: readonly Page[] = [...consultationPages, ...jointPages]
