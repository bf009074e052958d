import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Problem } from '../kernel/problem.ts'

/** The XML of which an Excel workbook is made (Office Open XML, ECMA-376). */

export const refuse = (kind: string) => new Problem('file-binary', { kind })

export type Tag = SaxesTagPlain
export type Handlers = { open?(tag: Tag): void; close?(tag: Tag): void; text?(text: string): void }

/** Reads XML as it comes. A document type, and with it every entity of its own, is refused. */
export function xmlReader({ open: onOpen, close: onClose, text: onText }: Handlers) {
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw refuse('xlsx')
  })
  parser.on('doctype', () => {
    throw refuse('xlsx')
  })
  if (onOpen) parser.on('opentag', (tag) => onOpen(tag as Tag))
  if (onClose) parser.on('closetag', (tag) => onClose(tag as Tag))
  if (onText) parser.on('text', onText)
  return { write: (chunk: string) => void parser.write(chunk), end: () => void parser.close() }
}

/** Names in XML may stand under any prefix. */
export const local = ({ name }: Tag) => name.slice(name.indexOf(':') + 1)
export const attribute = (tag: Tag, name: string): string => {
  const found = Object.entries(tag.attributes).find(([key]) => key === name || key.endsWith(`:${name}`))
  return String(found?.[1] ?? '')
}
