import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import type { PublicDesk } from './public.routes.ts'
import { Told } from './told.part.tsx'

type Retell = (demonstration: boolean, language: string) => <T>(value: T) => T

/** The public address of an extract, for anybody: what is published there, or that it was withdrawn, and why. */
export function publicPages(desk: PublicDesk, retell: Retell): Page[] {
  return [
    page('/public/:address', 'anyone', async ({ params, words }) => {
      const found = await desk.look(params.address ?? '')
      if (!found || found.state === 'unpublished') throw new Problem('page-not-found')
      const { house, content, published, withdrawn, reason } = retell(found.house.demonstration, words.language)(found)
      if (!content) {
        const title = words.t('public.withdrawn')
        return (
          <Layout title={title}>
            <PageHead kicker={house.name} title={title}>
              {words.t('public.withdrawn.on', { day: words.date(withdrawn ?? '') })} <Written>{reason}</Written>
            </PageHead>
          </Layout>
        )
      }
      return (
        <Layout title={content.title}>
          <Told of={content} house={house.name} currency={house.currency} published={published} />
        </Layout>
      )
    })
  ]
}
