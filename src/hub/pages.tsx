import type { Page } from '../kernel/page.ts'
import { collectPage } from './collect.pages.tsx'
import { employerPage } from './employer.pages.tsx'
import { matrixPages } from './matrix.pages.tsx'
import { vennPage } from './venn.pages.tsx'

/** The pages of step 2, in the order of its tabs. */
export const pages: readonly Page[] = [collectPage, ...matrixPages, vennPage, employerPage]
