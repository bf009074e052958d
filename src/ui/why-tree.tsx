import type { ComponentChildren } from 'preact'
import type { Words } from '../kernel/words.ts'
import { Drawing, Path, type Picture, picture, Rect } from './canvas.tsx'
import { useWords } from './context.ts'
import { Label } from './marks.tsx'
import { Tag } from './tag.tsx'
import { lineStep, wrapText } from './text.ts'
import { evidenceWidth, layWhys, type Why, type WhyBox, whyPad } from './why-tree.layout.ts'

export type { Why } from './why-tree.layout.ts'

export type WhyTreeProps = {
  /** What is asked about: the hub, and what the records say of it. */
  root: { title: string; detail?: string }
  whys: readonly Why[]
  /** What can be done with an answer, such as asking on. */
  actions?: (why: Why) => ComponentChildren
}

/** Keep asking why: a nested list whose lines show what explains what. */
export function WhyTree({ root, whys, actions }: WhyTreeProps) {
  return (
    <div class="whys">
      <p class="root">
        <b>{root.title}</b>
        {root.detail ? <span>{root.detail}</span> : null}
      </p>
      <Answers of={whys} actions={actions} />
    </div>
  )
}

function Answers({ of, actions }: { of: readonly Why[]; actions?: (why: Why) => ComponentChildren }) {
  const words = useWords()
  return (
    <ol>
      {of.map((why, index) => (
        <li key={index} id={why.id}>
          <div class={why.stop ? 'why at-stop' : 'why'}>
            <p>{why.href ? <a href={why.href}>{why.text}</a> : why.text}</p>
            {why.evidence ? <Tag kind={why.evidence.recorded ? 'recorded' : 'unknown'}>{why.evidence.text}</Tag> : null}
            {why.stop ? (
              <p class="stop">
                <b>{words.t('ui.why.stop')}</b> {why.stop}
              </p>
            ) : null}
            {actions ? <div class="row">{actions(why)}</div> : null}
          </div>
          {why.whys && why.whys.length > 0 ? <Answers of={why.whys} actions={actions} /> : null}
        </li>
      ))}
    </ol>
  )
}

/** The tree for a document, `width` pixels broad. */
export function whyTreePicture({ root, whys }: WhyTreeProps, words: Words, width = 860): Picture {
  const title = wrapText(root.title, width - 24)
  const detail = root.detail ? wrapText(root.detail, width - 24) : []
  const top = 16 + (title.length + detail.length) * lineStep
  const stopped = withStopWords(whys, words.t('ui.why.stop'))
  const { boxes, height } = layWhys(stopped, width, top)
  const drawing = (
    <Drawing width={width} height={height} label={root.title} words={words} skin="picture">
      <Rect x={0} y={0} width={width} height={top} fill="ink" />
      <Label x={12} y={8 + (title.length * lineStep) / 2} lines={title} bold colour="sheet" />
      {detail.length > 0 ? (
        <Label x={12} y={8 + (title.length + detail.length / 2) * lineStep} lines={detail} colour="sheet" />
      ) : null}
      {boxes.map((box, index) => (
        <Answer key={index} box={box} />
      ))}
    </Drawing>
  )
  return picture(drawing, { width, height })
}

function withStopWords(whys: readonly Why[], before: string): Why[] {
  return whys.map((why) => ({
    ...why,
    stop: why.stop ? `${before} ${why.stop}` : undefined,
    whys: withStopWords(why.whys ?? [], before)
  }))
}

function Answer({ box }: { box: WhyBox }) {
  const { x, y, width, height, lines, evidence, stop, trunk, why } = box
  const level = y + whyPad + lineStep / 2
  const evidenceTop = y + whyPad + lines.length * lineStep + 4
  const stopTop = y + height - whyPad - stop.length * lineStep - 4
  return (
    <>
      <Path
        points={[
          { x: trunk.x, y: trunk.from },
          { x: trunk.x, y: level },
          { x, y: level }
        ]}
        stroke="edge"
        thick={2}
      />
      <Rect x={x} y={y} width={width} height={height} fill="sheet" stroke="hair" />
      {why.stop ? <Rect x={x} y={y} width={4} height={height} fill="bob" /> : null}
      <Label x={x + whyPad + 4} y={y + whyPad + (lines.length * lineStep) / 2} lines={lines} />
      {evidence.length > 0 ? (
        <>
          <Rect
            x={x + whyPad + 4}
            y={evidenceTop - 1}
            width={evidenceWidth(evidence) + 8}
            height={evidence.length * lineStep + 2}
            fill={why.evidence?.recorded ? 'act-tint' : 'unknown-tint'}
          />
          <EvidenceMark recorded={why.evidence?.recorded ?? false} x={x + whyPad + 9} y={evidenceTop + lineStep / 2} />
          <Label x={x + whyPad + 24} y={evidenceTop + (evidence.length * lineStep) / 2} lines={evidence} />
        </>
      ) : null}
      {stop.length > 0 ? (
        <>
          <Rect
            x={x + whyPad + 4}
            y={stopTop - 4}
            width={width - 2 * whyPad - 4}
            height={stop.length * lineStep + 8}
            fill="bob-tint"
          />
          <Label x={x + whyPad + 12} y={stopTop + (stop.length * lineStep) / 2} lines={stop} />
        </>
      ) : null}
    </>
  )
}

function EvidenceMark({ recorded, x, y }: { recorded: boolean; x: number; y: number }) {
  if (recorded)
    return (
      <Path
        points={[
          { x, y },
          { x: x + 3, y: y + 3 },
          { x: x + 9, y: y - 4 }
        ]}
        stroke="ink"
        thick={2}
      />
    )
  return (
    <>
      <Path
        points={[
          { x, y: y + 1 },
          { x: x + 5, y: y - 4 }
        ]}
        stroke="unknown"
        thick={1.4}
      />
      <Path
        points={[
          { x: x + 1, y: y + 5 },
          { x: x + 9, y: y - 3 }
        ]}
        stroke="unknown"
        thick={1.4}
      />
      <Path
        points={[
          { x: x + 5, y: y + 6 },
          { x: x + 10, y: y + 1 }
        ]}
        stroke="unknown"
        thick={1.4}
      />
    </>
  )
}
