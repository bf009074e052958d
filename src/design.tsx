import { page } from './kernel/page.ts'
import { DesignDrawingsPage, DesignPage } from './ui/design.tsx'

/** Every part and every drawing in every state, for those who draw and those who build. */
export const designPages = [
  page('/design', 'anyone', async () => <DesignPage />),
  page('/design/drawings', 'anyone', async () => <DesignDrawingsPage />)
]
