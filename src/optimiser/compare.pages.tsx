import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import { optimiserPath } from './path.rules.ts'
import { sumLines, sumMeans } from './say.part.ts'
import { type Answered, answeredOf, askTold, ScenarioHead } from './told.part.tsx'

type Side = Answered & { id: string; title: string }

export const comparePages: Page[] = [
  page('/plans/:plan/6/side-by-side', 'plan.read', async (context) => {
    const { words, params, query, session } = context
    const plan = params.plan ?? ''
    const sides: Side[] = []
    for (const id of [query('a'), query('b')]) {
      const { told } = await askTold(context, id)
      const answered = answeredOf(told)
      if (answered) sides.push({ ...answered, id, title: told.scenario.title })
    }
    const [a, b] = sides
    const title = words.t('scenario.compare')
    return (
      <Layout title={title}>
        <ScenarioHead plan={plan} title={title} />
        {a && b ? (
          <Sides a={a} b={b} plan={plan} currency={session?.inspectorate.currency ?? ''} />
        ) : (
          <p>{words.t('scenario.compare.none')}</p>
        )}
      </Layout>
    )
  })
]

function Sides({ a, b, plan, currency }: { a: Side; b: Side; plan: string; currency: string }) {
  const words = useWords()
  const better = a.answer.range.expected >= b.answer.range.expected ? a : b
  const other = better === a ? b : a
  const more = better.answer.range.expected - other.answer.range.expected
  return (
    <div class="stack-l">
      <section class="stack">
        <SectionHead
          title={
            more < 0.5
              ? words.t('scenario.compare.same')
              : words.t('scenario.compare.finding', { a: better.title, b: other.title, n: words.number(more) })
          }
        />
        <Items items={sayDifferences(words, better, other, currency).map((body) => ({ key: body, body }))} />
      </section>
      <section class="stack">
        <SectionHead title={words.t('scenario.compare.figures')} />
        <DataTable
          caption={words.t('scenario.compare.figures')}
          captionHidden
          columns={[
            { key: 'what', label: words.t('scenario.compare.what'), head: true },
            { key: 'a', label: a.title, numeric: true },
            { key: 'b', label: b.title, numeric: true }
          ]}
          rows={figures(words, a, b, currency)}
          rowKey={({ what }) => what}
        />
      </section>
      <section class="stack">
        <SectionHead title={words.t('scenario.compare.lines')} />
        <DataTable
          caption={words.t('scenario.compare.lines')}
          captionHidden
          columns={lineColumnsOf(words, a, b)}
          rows={pairLines(a, b)}
          rowKey={({ id }) => id}
        />
      </section>
      <p class="row">
        {[a, b].map(({ id, title }) => (
          <a key={id} href={`${optimiserPath(plan)}/${id}`}>
            <Written>{title}</Written>
          </a>
        ))}
      </p>
    </div>
  )
}

/** What one does that the other does not, and what it takes. */
function sayDifferences(words: Words, better: Side, other: Side, currency: string): string[] {
  const [mine, theirs] = [better, other].map((side) => sumMeans(side.question, side.answer))
  const pairs = pairLines(better, other)
  const only = (here: 'a' | 'b', there: 'a' | 'b') =>
    pairs.filter((pair) => pair[here] > 0 && pair[there] === 0).map(({ name }) => name)
  const [onlyBetter, onlyOther] = [only('a', 'b'), only('b', 'a')]
  return [
    words.t('scenario.compare.takes', {
      a: better.title,
      b: other.title,
      money: words.money(mine?.money ?? 0, currency),
      other: words.money(theirs?.money ?? 0, currency),
      days: words.number(mine?.days ?? 0),
      otherDays: words.number(theirs?.days ?? 0)
    }),
    ...(onlyBetter.length > 0
      ? [words.t('scenario.compare.only', { title: better.title, names: words.list(onlyBetter) })]
      : []),
    ...(onlyOther.length > 0
      ? [words.t('scenario.compare.only', { title: other.title, names: words.list(onlyOther) })]
      : [])
  ]
}

function figures(words: Words, a: Side, b: Side, currency: string) {
  const row = (key: string, say: (side: Side) => string) => ({ what: words.t(key), a: say(a), b: say(b) })
  return [
    row('scenario.brings', ({ answer }) => words.number(answer.range.expected)),
    row('scenario.range', ({ answer }) =>
      words.t('scenario.between', { low: words.number(answer.range.low), high: words.number(answer.range.high) })
    ),
    row('scenario.spent', (side) => words.money(sumMeans(side.question, side.answer).money, currency)),
    row('scenario.days', (side) => words.number(sumMeans(side.question, side.answer).days)),
    row('scenario.aim', ({ question }) => words.t(`scenario.aim.${question.aim}`)),
    row('scenario.random', ({ question }) => words.share(question.model.random))
  ]
}

type Pair = { id: string; name: string; a: number; b: number }
/** Units of each intervention in both, those that differ most first. */
function pairLines(a: Side, b: Side): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const [side, key] of [
    [a, 'a'],
    [b, 'b']
  ] as const) {
    const sums = new Map(sumLines(side.question, side.answer.deeds).map((sum) => [sum.line, sum.amount]))
    for (const [line, { intervention, name }] of side.question.lines.entries()) {
      const known = pairs.get(intervention) ?? { id: intervention, name, a: 0, b: 0 }
      pairs.set(intervention, { ...known, [key]: sums.get(line) ?? 0 })
    }
  }
  return [...pairs.values()].toSorted((one, two) => Math.abs(two.a - two.b) - Math.abs(one.a - one.b))
}

function lineColumnsOf(words: Words, a: Side, b: Side): Column<Pair>[] {
  const amount = (value: number) => (value > 0 ? words.number(value) : '–')
  return [
    { key: 'name', label: words.t('intervention.one'), head: true, cell: ({ name }) => <Written>{name}</Written> },
    { key: 'a', label: a.title, numeric: true, cell: (pair) => amount(pair.a) },
    { key: 'b', label: b.title, numeric: true, cell: (pair) => amount(pair.b) },
    {
      key: 'more',
      label: words.t('scenario.compare.difference'),
      numeric: true,
      cell: (pair) =>
        pair.a === pair.b ? '=' : `${pair.b > pair.a ? '+' : '−'}${words.number(Math.abs(pair.b - pair.a))}`
    }
  ]
}
