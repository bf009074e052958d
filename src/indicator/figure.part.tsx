import type { ComponentChildren } from 'preact'
import { isolated, issueName } from '../evidence/names.part.tsx'
import type { TableName } from '../evidence/table.rules.ts'
import type { ReadOperation } from '../kernel/operation.ts'
import type { PageContext } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { Figure } from '../ui/figure.tsx'
import { type Counted, tableOf } from './choice.rules.ts'
import type { PeriodFault } from './fault.rules.ts'
import { type FigureTable, TableOfFigure } from './figure-table.part.tsx'
import { type Filter, filterToQuery, withFilter } from './filter.rules.ts'
import type { Finding, FindingValue } from './finding.rules.ts'
import type { Standing } from './standing.operations.ts'

/** What every figure of the page knows: the filter, the words, where its marks lead. */
export type FigureScope = {
  words: Words
  filter: Filter
  /** The inspectorate's currency in words. */
  currency: string
  /** What looks incomplete in time in the records that are counted. */
  faults: readonly PeriodFault[]
  /** Of registers of workplaces, how many are open and how many have ceased. */
  standing?: Standing
  /** Address of the figures with parts of the filter set anew. */
  figuresWith(change: Filter): string
  /** Address of the records with parts of the filter set anew; nothing for who may not open them. */
  recordsWith(change: Filter, table?: TableName, sort?: string): string | undefined
}

/** What a figure draws: its finding, what is counted, the marks, the same as a table, how it is calculated. */
export type Drawn = {
  title: string
  unit: string
  drawing: ComponentChildren
  table: FigureTable
  how: string
  /** Stands before the source: what could not be placed, what was left out. */
  note?: string
  records?: string | undefined
}

export type FigureKind<Data = unknown> = {
  name: string
  read: ReadOperation<never, Data>
  /** What is asked beside the filter. */
  ask?: Record<string, unknown>
  /** The records that the figure counts. */
  of: Counted
  /** A part of the filter that the figure shows all of and does not ask for. */
  without?: 'issue' | 'county'
  /** Its groups are harmonised codes, which a crosswalk may have given. */
  crosswalk?: 'isicSure' | 'iscoSure'
  /** Stands in the narrower column of a broad screen. */
  narrow?: boolean
  /** Nothing where the records do not say what the figure counts. */
  draw(data: Data, scope: FigureScope): Drawn | undefined
}

export function figureKind<Data>(kind: Omit<FigureKind<Data>, 'read'> & { read: unknown }): FigureKind {
  return kind as unknown as FigureKind
}

/** The inspectorate's currency in words: "US dollars". */
export function currencyOf({ words, session }: PageContext): string {
  return session ? words.currency(session.inspectorate.currency) : ''
}

/** The scope of figures under an address. */
export function scopeOf(context: PageContext, filter: Filter): FigureScope {
  const address = (path: string, change: Filter, more: Record<string, string> = {}) => {
    const query = filterToQuery(withFilter(filter, change))
    for (const [name, value] of Object.entries(more)) query.set(name, value)
    const text = query.toString()
    return text ? `${path}?${text}` : path
  }
  return {
    words: context.words,
    filter,
    currency: currencyOf(context),
    faults: [],
    figuresWith: (change) => address('/figures', change),
    recordsWith: (change, table = 'cases', sort = '') =>
      context.may('evidence.read-records')
        ? address('/figures/records', change, { ...(table === 'cases' ? {} : { table }), ...(sort ? { sort } : {}) })
        : undefined
  }
}

/** A finding as a sentence in the reader's language; `otherwise` names the subject where nothing was found. */
export function sentenceOf(words: Words, finding: Finding | undefined, otherwise: string): string {
  if (!finding) return words.t(otherwise)
  const said = Object.entries(finding.values).map(([name, value]) => [name, wordOf(words, value)])
  return capital(words.t(finding.key, Object.fromEntries(said)))
}

function wordOf(words: Words, value: FindingValue): string | number {
  if (typeof value === 'string') return isolated(words, value)
  if (typeof value === 'number') return value
  if ('share' in value) return words.share(value.share)
  if ('issue' in value) {
    const name = issueName(words, value.issue)
    return words.has(`evidence.issue.${value.issue}`) ? small(words, name) : isolated(words, name)
  }
  if ('keys' in value) return words.list(value.keys.map((key) => small(words, words.t(key))))
  return small(words, words.t(value.key))
}

/** A name within a sentence. */
export function small(words: Words, name: string): string {
  return name.charAt(0).toLocaleLowerCase(words.language) + name.slice(1)
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** A figure with its source, its table, its file and the records behind it. */
export function ShownFigure({
  kind,
  drawn,
  source,
  scope,
  level
}: {
  kind: FigureKind
  drawn: Drawn
  source: ComponentChildren
  scope: FigureScope
  level: 2 | 3
}) {
  const query = filterToQuery(scope.filter).toString()
  return (
    <Figure
      id={kind.name}
      title={drawn.title}
      unit={drawn.unit}
      source={
        <>
          {drawn.note}
          {drawn.note ? <br /> : null}
          {source}
        </>
      }
      table={<TableOfFigure of={drawn.table} caption={drawn.title} />}
      fileHref={(ending) => `/figures/${kind.name}.${ending}${query ? `?${query}` : ''}`}
      how={drawn.how}
      recordsHref={
        drawn.records ?? scope.recordsWith(kind.without ? { [kind.without]: undefined } : {}, tableOf(kind.of))
      }
      level={level}
    >
      {drawn.drawing}
    </Figure>
  )
}
