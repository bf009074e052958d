/** A whole plan, ready for printing: plain data, each text in the reader's language, figures already written out. */
export interface PlanDocument {
  title: string
  subtitle?: string
  inspectorate: string
  country: string
  /** The years or dates that the plan covers, as they are printed. */
  period: string
  /** What the plan is at present, as a word: a draft, agreed, under way. */
  status: string
  language: string
  direction: 'ltr' | 'rtl'
  /** The day on which the document is made, as 2026-11-22. */
  date: string
  /** The currency of every amount, as ISO 4217 writes it. */
  currency: string
  /** A sentence that says what is invented; it stands on the cover and at the foot of every page. */
  demonstration?: string
  /** The plan in short: a chapter of its own before the steps. */
  summary?: Block[]
  sections: Step[]
}

/** A chapter: one of the six steps, or, without a number, one that follows them. */
export interface Step {
  number?: number
  /** The step's short name, above its question. */
  name?: string
  /** The question that the step answers. */
  title: string
  explanation?: string
  blocks: Block[]
}

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'notice'; text: string }
  | { kind: 'sources'; items: string[] }
  | { kind: 'tree'; nodes: TreeNode[] }
  | TableBlock
  | PictureBlock

export interface TableBlock {
  kind: 'table'
  caption?: string
  columns: Column[]
  rows: Cell[][]
  /** On pages of its own, turned by a quarter. */
  landscape?: boolean
}

/** A drawing that stands alone: its size in pixels as shown, the finding as title, and what it shows in words. */
export interface PictureBlock {
  kind: 'picture'
  svg: string
  width: number
  height: number
  title: string
  description: string
  landscape?: boolean
}

interface Column {
  label: string
  numeric?: boolean
}

/** What a value is besides itself: invented, not yet confirmed, or the state of a finding. */
export type Mark = 'example' | 'proposed' | 'breach' | 'compliant' | 'unknown'

export type Cell = string | { text: string; bold?: boolean; mark?: Mark }

export interface TreeNode {
  text: string
  mark?: Mark
  children?: TreeNode[]
}

/** A part of a text that is read in one direction. */
interface Stretch {
  text: string
  rightToLeft: boolean
}

/** Blocks that stand on pages of one orientation. */
interface Leaf {
  landscape: boolean
  blocks: Block[]
}

const rightToLeftLetter = /[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}\p{scx=Nko}]/u
const strongLetter = /\p{L}/u
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * A text as a document can hold it: whole characters, none that XML forbids, line ends as one kind. What has no space
 * in more than 120 characters gets places, which nobody sees, where a line may end.
 */
export function printable(text: string): string {
  const whole = text.toWellFormed().replace(/\r\n?/g, '\n').replace(notInXml, '')
  return whole.replace(/\S{121,}/gu, (long) => long.replace(/.{40}/gu, '$&\u200b'))
}

/**
 * Cuts a text where its direction of reading changes. Digits, spaces and signs go with the document's direction, unless
 * letters of the other direction stand on both sides of them: "US WHD 2019" within Arabic stays in one piece.
 */
export function stretches(text: string, direction: 'ltr' | 'rtl'): Stretch[] {
  const base = direction === 'rtl'
  const found: Stretch[] = []
  let waiting = ''
  for (const letter of text) {
    const rightToLeft = rightToLeftLetter.test(letter)
    const last = found.at(-1)
    if (!rightToLeft && !strongLetter.test(letter)) waiting += letter
    else if (last?.rightToLeft === rightToLeft) {
      last.text += waiting + letter
      waiting = ''
    } else {
      place(found, waiting, base)
      waiting = ''
      place(found, letter, rightToLeft)
    }
  }
  place(found, waiting, base)
  return found
}

function place(found: Stretch[], text: string, rightToLeft: boolean): void {
  const last = found.at(-1)
  if (text === '') return
  if (last?.rightToLeft === rightToLeft) last.text += text
  else found.push({ text, rightToLeft })
}

/**
 * Parts blocks where the page turns: a landscape table or picture has pages of its own, with the headings that stand
 * right above it.
 */
export function leaves(blocks: readonly Block[]): Leaf[] {
  const found: Leaf[] = []
  for (const block of blocks) {
    const landscape = 'landscape' in block && block.landscape === true
    const last = found.at(-1)
    if (last?.landscape === landscape) last.blocks.push(block)
    else found.push({ landscape, blocks: [...(landscape ? takeHeadings(last) : []), block] })
  }
  return found.filter((leaf) => leaf.blocks.length > 0)
}

function takeHeadings(leaf: Leaf | undefined): Block[] {
  const first = leaf ? leaf.blocks.findLastIndex((block) => block.kind !== 'heading') + 1 : 0
  return leaf?.blocks.splice(first) ?? []
}

export function cellText(cell: Cell | undefined): string {
  return cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text
}

/**
 * The share of the table's width that each column takes; the shares add up to 1. A column has room for its longest word
 * as far as that goes, and the rest is given by how much there is to read, its square root: long texts wrap.
 */
export function columnShares({ columns, rows }: Pick<TableBlock, 'columns' | 'rows'>): number[] {
  const weights = columns.map((column, index) => {
    const texts = [column.label, ...rows.map((row) => cellText(row[index]))]
    const longestWord = Math.max(...texts.flatMap((text) => text.split(/\s+/).map((word) => word.length)))
    const longest = Math.max(...texts.map((text) => text.length))
    return Math.min(longestWord, 16) + 2 + 2.5 * Math.sqrt(Math.min(longest, 400))
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / all)
}

/** The size at which a picture fits into a frame, never larger than it is meant to be. */
export function fitInto(
  size: { width: number; height: number },
  frame: { width: number; height: number }
): { width: number; height: number } {
  const scale = Math.min(1, frame.width / size.width, frame.height / size.height)
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
}

/** A text cut at a whole word, or a letter, so that it has at most so many characters. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1).toWellFormed()
  return `${cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut}…`
}
