import type { VNode } from 'preact'
import type { PageContext } from '../kernel/page.ts'
import { Items, SectionHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { escalationPath } from './kinds.operations.ts'
import { readWaysOf } from './read.operations.ts'
import { sayPath } from './say.part.ts'
import { StateTag } from './ways.part.tsx'

/** On the page of a workplace: on the way of which escalations it is, and where it stands there. */
export async function waysAt(context: PageContext, workplace: string): Promise<VNode | null> {
  const { words } = context
  const ways = await context.ask(readWaysOf, { workplace })
  if (ways.length === 0) return null
  return (
    <section class="stack">
      <SectionHead title={words.t('escalation.at')} />
      <Items
        items={ways.map(({ escalation, workplace: id, path, phases }) => ({
          key: `${escalation.id} ${id}`,
          body: (
            <>
              <p>
                <a href={`${escalationPath(escalation.plan_id ?? '', escalation.id)}/workplaces/${id}`}>
                  <Written>{escalation.name}</Written>
                </a>{' '}
                <StateTag of={path} /> {escalation.example ? <Example /> : null}
              </p>
              <p class="small soft">
                <Written>{[phases[path.at]?.name, sayPath(words, path)].filter(Boolean).join(' · ')}</Written>
              </p>
            </>
          )
        }))}
      />
    </section>
  )
}
