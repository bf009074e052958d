import { page } from './kernel/page.ts'
import { DesignPage } from './ui/design.tsx'

/** Every part in every state, for those who draw and those who build. */
export const designPage = page('/design', 'anyone', async () => <DesignPage />)
