import { lineStep, textWidth, wrapText } from './text.ts'

/** One answer to "why?", with the answers to why that is so. */
export type Why = {
  /** By which links lead to it. */
  id?: string
  text: string
  /** What the answer rests on: a record or a named source, or so far only a belief. */
  evidence?: { recorded: boolean; text: string }
  /** Where asking stops: who or what can change it. */
  stop?: string
  href?: string
  whys?: readonly Why[]
}

export type WhyBox = {
  why: Why
  x: number
  y: number
  width: number
  height: number
  lines: string[]
  evidence: string[]
  stop: string[]
  /** Where the line comes down from the answer before. */
  trunk: { x: number; from: number }
}

const indent = 26
const pad = 10
const between = 10

/** The boxes of a tree of whys, one under another, each further in than the answer it explains. */
export function layWhys(whys: readonly Why[], width: number, top: number): { boxes: WhyBox[]; height: number } {
  const boxes: WhyBox[] = []
  const lay = (why: Why, depth: number, y: number, from: number): number => {
    const x = (depth + 1) * indent
    const room = width - x - 2 * pad - 8
    const lines = wrapText(why.text, room)
    const evidence = why.evidence ? wrapText(why.evidence.text, room - 20) : []
    const stop = why.stop ? wrapText(why.stop, room - 12) : []
    const height =
      2 * pad +
      lines.length * lineStep +
      (evidence.length > 0 ? 4 + evidence.length * lineStep : 0) +
      (stop.length > 0 ? 14 + stop.length * lineStep : 0)
    boxes.push({ why, x, y, width: width - x - 1, height, lines, evidence, stop, trunk: { x: x - indent / 2, from } })
    const foot = y + height
    return (why.whys ?? []).reduce((next, child) => lay(child, depth + 1, next + between, foot), foot)
  }
  const height = whys.reduce((next, why) => lay(why, 0, next + between, top), top)
  return { boxes, height: height + 2 }
}

/** How broad the mark before the evidence is, and its words. */
export function evidenceWidth(lines: readonly string[]): number {
  return 22 + Math.max(0, ...lines.map((line) => textWidth(line)))
}

export const whyPad = pad
