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
  /** The currency of every amount, by its name. */
  currency: string
  /** What the cover says instead of the period, the status, the day and the currency: each with its name. */
  facts?: [name: string, said: string][]
  /** A sentence that says what is invented; it stands on the cover and at the foot of every page. */
  demonstration?: string
  /** A sentence that says for whom alone the document is; it stands on the cover and at both ends of every page. */
  inside?: string
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

/** The head of a chapter, among the blocks of a document that runs on. */
export type ChapterBlock = { kind: 'chapter' } & Omit<Step, 'blocks'>

export type Block =
  | ChapterBlock
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; level: 2 | 3; text: string; mark?: Mark }
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
  mark?: Mark
  landscape?: boolean
}

interface Column {
  label: string
  numeric?: boolean
}

/** What a value is besides itself: invented, not yet confirmed, or the state of a finding. */
export type Mark = 'example' | 'proposed' | 'breach' | 'compliant' | 'unknown'

/** A cell of a table; one that spans is alone in its row, and names the rows below it. */
export type Cell = string | { text: string; bold?: boolean; mark?: Mark; spans?: true }

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
const isolating = /[\u2066-\u2069]/u
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
 * letters of the other direction stand on both sides of them. Within right-to-left text what belongs to Latin letters
 * stays in one piece with them: a bracket such as "(29 U.S.C. 206)", a part between commas that has no other letters,
 * a word such as "15(a)(1)", and a number that begins such a part ("29 CFR"). Isolating signs (UAX 9) are read and left
 * out: not every word processor knows them.
 */
export function stretches(text: string, direction: 'ltr' | 'rtl'): Stretch[] {
  const base = direction === 'rtl'
  const latin = base ? latinPieces(text) : new Set<number>()
  const found: Stretch[] = []
  let waiting = ''
  let at = 0
  for (const letter of text) {
    const isLatin = latin.has(at)
    at += letter.length
    if (isolating.test(letter)) continue
    const rightToLeft = rightToLeftLetter.test(letter)
    const last = found.at(-1)
    if (!rightToLeft && !strongLetter.test(letter) && !isLatin) waiting += letter
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

const pieces = [
  // A bracket, with one inside it at most.
  /\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\]/gu,
  // A part between signs that part a sentence; a comma or colon within a number parts nothing.
  /(?:[^\s؛;،,:]|(?<=\p{N})[,:](?=\p{N}))(?:(?:[^؛;،,:]|(?<=\p{N})[,:](?=\p{N}))*[^\s؛;،,:])?/gu,
  // A word with its brackets, but not the full stop that ends a sentence.
  /[\p{L}\p{N}](?:[\p{L}\p{N}.,/'’&+-]*[\p{L}\p{N}]|\([\p{L}\p{N}]+\))*/gu,
  // A number and the Latin word that begin a part.
  /(?<=(?:^|[؛;،,:(])\s*)\p{N}(?:[.,]?\p{N})*\s+\p{L}+/gu,
  // What was isolated already.
  /\u2068[^\u2068\u2069]*\u2069/gu
]

/** Where in a text the letters, digits and signs stand that belong to Latin letters. */
function latinPieces(text: string): Set<number> {
  const places = new Set<number>()
  for (const pattern of pieces)
    for (const { index, 0: piece } of text.matchAll(pattern)) {
      if (rightToLeftLetter.test(piece) || !strongLetter.test(piece)) continue
      for (let place = index; place < index + piece.length; place++) places.add(place)
    }
  return places
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
  const first = leaf ? leaf.blocks.findLastIndex(({ kind }) => kind !== 'heading' && kind !== 'chapter') + 1 : 0
  return leaf?.blocks.splice(first) ?? []
}

/** Whether a row names the rows below it. */
export function namesGroup(row: readonly Cell[]): boolean {
  return typeof row[0] === 'object' && row[0].spans === true
}

export function cellText(cell: Cell | undefined): string {
  return cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text
}

/** Letters of a table's text that stand side by side on a page. */
const lettersAcross = { upright: 94, turned: 148 }

/**
 * The share of the table's width that each column takes; the shares add up to 1. A column has room for its longest word
 * as far as that goes; what is left goes to those with the most to read, so that rows are low.
 */
export function columnShares(table: Omit<TableBlock, 'kind' | 'caption'>): number[] {
  const { columns, landscape } = table
  const rows = table.rows.filter((row) => !namesGroup(row))
  const least = columns.map(({ label, numeric }, index) => {
    const words = [label, ...rows.map((row) => cellText(row[index]))].flatMap((text) => text.split(/\s+/))
    return Math.min(Math.max(...words.map((word) => word.length)), 16) * 1.1 + (numeric ? 3.7 : 2)
  })
  const lacking = columns.map(({ label }, index) => {
    const width = least[index] ?? 0
    const read = [label, ...rows.map((row) => cellText(row[index]))].map((text) => Math.min(text.length, 400))
    return Math.max(sum(read) / read.length - width, 1)
  })
  const needed = sum(least)
  const left = Math.max(lettersAcross[landscape ? 'turned' : 'upright'] - needed, 0)
  return least.map((width, index) => (width + (left * (lacking[index] ?? 0)) / sum(lacking)) / (needed + left))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
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
