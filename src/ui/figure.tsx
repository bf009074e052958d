import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { Details } from './notice.tsx'
import { Example } from './tag.tsx'
import { Written } from './written.tsx'

export type FigureProps = {
  /** The finding, as a sentence. */
  title: string
  /** What is counted, of which cases, in which period. */
  unit: string
  /** The drawing. */
  children: ComponentChildren
  source: ComponentChildren
  /** The same figures as a DataTable. */
  table?: ComponentChildren
  /** Address of the same figures as CSV. */
  csvHref?: string
  /** Address of the figure as a file of an ending: svg, png, csv, xlsx. */
  fileHref?: (ending: string) => string
  /** How this is calculated: formula, denominator, interval, what was left out. */
  how?: ComponentChildren
  /** Address of the records behind the figure. */
  recordsHref?: string | undefined
  /** Address of the choice which of its figures goes into a plan. */
  pinHref?: string
  /** The figures are invented for the demonstration. */
  example?: boolean
  level?: 2 | 3
  id?: string
}

const fileEndings = ['svg', 'png', 'csv', 'xlsx'] as const

/** A drawing with all that makes it citable: finding, unit, source, table, file, calculation and records. */
export function Figure(props: FigureProps) {
  const {
    title,
    unit,
    children,
    source,
    table,
    csvHref,
    fileHref,
    how,
    recordsHref,
    pinHref,
    example,
    level = 3,
    id
  } = props
  const words = useWords()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <figure class="fig" id={id}>
      <figcaption>
        <Heading>
          <Written>{title}</Written>
          {example ? <Example /> : null}
        </Heading>
        <p class="unit">{unit}</p>
      </figcaption>
      {children}
      <div class="source">
        <span>{source}</span>
        {table ? <Details summary={words.t('ui.figure.table')}>{table}</Details> : null}
        {csvHref ? (
          <a href={csvHref} download>
            {words.t('ui.figure.csv')}
          </a>
        ) : null}
        {fileHref ? (
          <Details summary={words.t('ui.figure.save-as')}>
            <p class="row">
              {fileEndings.map((ending) => (
                <a key={ending} href={fileHref(ending)} download>
                  {ending.toUpperCase()}
                </a>
              ))}
            </p>
          </Details>
        ) : null}
        {how ? <Details summary={words.t('ui.figure.how')}>{how}</Details> : null}
        {recordsHref ? <a href={recordsHref}>{words.t('ui.figure.records')}</a> : null}
        {pinHref ? <a href={pinHref}>{words.t('ui.figure.pin')}</a> : null}
      </div>
    </figure>
  )
}
