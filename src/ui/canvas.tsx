import { type ComponentChildren, createContext, type VNode } from 'preact'
import { useContext } from 'preact/hooks'
import { render } from 'preact-render-to-string'
import type { Words } from '../kernel/words.ts'
import { type Colour, paint, type Skin } from './palette.ts'
import type { Point } from './placement.ts'
import { typeSize } from './text.ts'

/**
 * One way to draw for the screen and for a picture in a document. Shapes are placed in pixels from the start of the
 * line, as if everything ran left to right; a right-to-left language mirrors every place, never the text.
 */
type Canvas = { width: number; skin: Skin; mirrored: boolean }

const CanvasContext = createContext<Canvas>({ width: 0, skin: 'screen', mirrored: false })
export const round = (value: number): number => Math.round(value * 10) / 10

type DrawingProps = {
  width: number
  height: number
  /** The finding, for those who listen. */
  label: string
  words: Words
  skin: Skin
  /** The drawing holds links, so it is a group and not one image. */
  linked?: boolean
  children: ComponentChildren
}

/** A picture names the faces of its script first: a renderer falls back letter by letter and loses the weight. */
const faces = { ltr: 'Noto Sans, Noto Sans Arabic', rtl: 'Noto Sans Arabic, Noto Sans' } as const

/** The sheet of a drawing, `width` × `height` pixels. */
export function Drawing({ width, height, label, words, skin, linked, children }: DrawingProps) {
  const onPaper = skin === 'picture'
  return (
    <CanvasContext.Provider value={{ width, skin, mirrored: words.direction === 'rtl' }}>
      <svg
        xmlns={onPaper ? 'http://www.w3.org/2000/svg' : undefined}
        class={onPaper ? undefined : 'draw'}
        viewBox={`0 0 ${round(width)} ${round(height)}`}
        width={onPaper ? round(width) : undefined}
        height={onPaper ? round(height) : undefined}
        font-family={onPaper ? faces[words.direction] : undefined}
        font-size={typeSize}
        direction="ltr"
        role={linked && !onPaper ? 'group' : 'img'}
        aria-label={label}
      >
        {onPaper ? <rect width={round(width)} height={round(height)} fill={paint('sheet', skin)} /> : null}
        {children}
      </svg>
    </CanvasContext.Provider>
  )
}

type Ink = {
  fill?: Colour | 'none'
  stroke?: Colour
  thick?: number
  dash?: string
  /** How dense the filling is, and the line: 1 covers all. */
  opacity?: number
  fade?: number
}

/** A place, mirrored where the language runs right to left. */
export function useCanvas() {
  const canvas = useContext(CanvasContext)
  const place = (x: number) => round(canvas.mirrored ? canvas.width - x : x)
  const ink = ({ fill = 'none', stroke, thick = 1, dash, opacity, fade }: Ink) => ({
    fill: paint(fill, canvas.skin),
    stroke: stroke ? paint(stroke, canvas.skin) : undefined,
    'stroke-width': stroke ? thick : undefined,
    'stroke-dasharray': dash,
    'fill-opacity': opacity,
    'stroke-opacity': fade
  })
  return { ...canvas, place, ink }
}

export function Rect({
  x,
  y,
  width,
  height,
  corner,
  ...rest
}: Ink & {
  x: number
  y: number
  width: number
  height: number
  corner?: number
}) {
  const { place, ink, mirrored } = useCanvas()
  const left = mirrored ? place(x + width) : place(x)
  return <rect x={left} y={round(y)} width={round(width)} height={round(height)} rx={corner} {...ink(rest)} />
}

export function Line({ from, to, ...rest }: Ink & { from: Point; to: Point }) {
  const { place, ink } = useCanvas()
  return <line x1={place(from.x)} y1={round(from.y)} x2={place(to.x)} y2={round(to.y)} {...ink(rest)} />
}

/** `put`: what putting something here sets, for the island of a board. */
export function Dot({ at, radius, put, ...rest }: Ink & { at: Point; radius: number; put?: string }) {
  const { place, ink } = useCanvas()
  return <circle cx={place(at.x)} cy={round(at.y)} r={round(radius)} data-put={put} {...ink(rest)} />
}

/** A line through points; `closed` makes it an area, `curved` draws each four points as a Bézier curve. */
export function Path({
  points,
  closed,
  curved,
  ...rest
}: Ink & { points: readonly Point[]; closed?: boolean; curved?: boolean }) {
  const { place, ink } = useCanvas()
  const [first, ...others] = points.map(({ x, y }) => `${place(x)} ${round(y)}`)
  return <path d={`M${first}${curved ? 'C' : 'L'}${others.join(' ')}${closed ? 'Z' : ''}`} {...ink(rest)} />
}

/**
 * What leads somewhere on the screen; in a picture only what it looks like. `title` is read and shown on hovering. `sets`: the
 * field that moving it sets, where that is another than of the mark itself.
 */
export function Link({
  href,
  title,
  sets,
  children
}: {
  href?: string
  title?: string
  sets?: string
  children: ComponentChildren
}) {
  const { skin } = useCanvas()
  if (skin === 'picture') return <g>{children}</g>
  const described = title ? <title>{title}</title> : null
  return href ? (
    <a href={href} data-sets={sets}>
      {described}
      {children}
    </a>
  ) : (
    <g>
      {described}
      {children}
    </g>
  )
}

/** A drawing for a document: the SVG with its colours and faces written out, and its size in pixels. */
export type Picture = { svg: string; width: number; height: number }

export function picture(drawing: VNode, size: { width: number; height: number }): Picture {
  return { svg: render(drawing), ...size }
}

/** The widths at which a drawing with words in it is drawn; the figure shows the one that fits its own width. */
const drawnWidths = [300, 540, 860] as const

/** The one width at which drawings are drawn for a screen that is read from afar: it is stretched, and its words with it. */
export const StageWidth = createContext<number | undefined>(undefined)

/** One drawing at every width. The style shows one of them, so that its words never shrink. */
export function AtEveryWidth({ draw }: { draw: (width: number) => ComponentChildren }) {
  const stage = useContext(StageWidth)
  if (stage !== undefined) return <>{draw(stage)}</>
  return (
    <>
      {drawnWidths.map((width) => (
        <div key={width} class={`at-${width}`}>
          {draw(width)}
        </div>
      ))}
    </>
  )
}
