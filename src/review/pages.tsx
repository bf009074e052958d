import type { Page } from '../kernel/page.ts'
import { meetingPages } from './meeting.pages.tsx'
import { versionPages } from './version.pages.tsx'
import { versionsPages } from './versions.pages.tsx'

/** A plan that is approved and goes on learning. */
export const pages: readonly Page[] = [...versionsPages, ...versionPages, ...meetingPages]
