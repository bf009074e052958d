import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Progress } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import { isPriority, quadrantOf } from './rules.ts'
import type { Issue, Target } from './step.operations.ts'

type Item = Issue | Target

const mostListed = 8

/** Beside a matrix: what the group has still to confirm, in one click, or what it has agreed on. */
export function ToAgree({
  plan,
  of,
  items,
  line,
  edit
}: {
  plan: string
  of: 'issue' | 'target'
  items: readonly Item[]
  line: number
  edit: boolean
}) {
  const words = useWords()
  const placed = items.filter((item) => quadrantOf(item, line) !== undefined)
  const open = placed.filter(({ confirmed }) => !confirmed)
  const agreed = items.filter((item) => isPriority(item, line)).sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0))
  const done = placed.length - open.length
  const next = of === 'target' ? 'matrix-issues' : 'venn'
  return (
    <section class="stack">
      <SectionHead title={words.t(open.length > 0 ? 'hub.matrix.agree' : 'hub.matrix.agreed')} />
      <Progress value={done} max={items.length} label={words.t('hub.matrix.agree.so-far', { done, of: items.length })}>
        {words.t('hub.matrix.agree.so-far', { done, of: items.length })}
      </Progress>
      <Items
        items={(open.length > 0 ? open : agreed).slice(0, mostListed).map((item) => ({
          key: item.id,
          body: (
            <>
              <p class="strong">
                <Written>{item.name}</Written>
              </p>
              <p class="soft small">
                {words.t('hub.matrix.agree.one', {
                  quadrant: words.t(`label.quadrant.${quadrantOf(item, line)}`),
                  priority: item.priority ?? 0,
                  compliance: words.share((item.compliance ?? 0) / 100)
                })}
              </p>
            </>
          )
        }))}
      />
      {edit && open.length > 0 ? <Confirm plan={plan} of={of} open={open} /> : null}
      {open.length === 0 ? (
        <LinkButton href={stepPath(plan, 2, next)} kind="main">
          {words.t(`hub.matrix.go.${next}`)}
        </LinkButton>
      ) : null}
    </section>
  )
}

function Confirm({ plan, of, open }: { plan: string; of: 'issue' | 'target'; open: readonly Item[] }) {
  const words = useWords()
  const places = open.flatMap(({ id, priority, compliance }) => [
    [`places.${id}.priority`, priority ?? ''],
    [`places.${id}.compliance`, compliance ?? ''],
    [`places.${id}.confirmed`, 'yes'],
    [`places.${id}.seen_priority`, priority ?? ''],
    [`places.${id}.seen_compliance`, compliance ?? '']
  ])
  return (
    <OperationForm
      operation="hub.place"
      formKey="confirm"
      hidden={{ plan, of, ...Object.fromEntries(places) }}
      action={words.t('hub.matrix.agree.confirm', { n: open.length })}
      kind="main"
      plain
      beside={<a href="#places">{words.t('hub.matrix.agree.move')}</a>}
    />
  )
}
