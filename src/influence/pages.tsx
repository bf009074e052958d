import type { Page } from '../kernel/page.ts'
import { influencePages } from './influences.pages.tsx'
import { whyPages } from './whys.pages.tsx'

/** The pages of step 3. */
export const pages: readonly Page[] = [...whyPages, ...influencePages]
