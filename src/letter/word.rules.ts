import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { type FieldValues, isFieldName } from './template.rules.ts'

/**
 * A Word file of the ministry's own with fields, «workplace» or {{workplace}}, as Word keeps it: a field may be split over
 * several runs. Everything else of the file stays byte for byte as it was.
 */

const main = 'word/document.xml'
/** The parts of the file in which text stands. */
const isText = (name: string) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name)
const field = /«\s*([^«»]*?)\s*»|\{\{\s*([^{}]*?)\s*\}\}/g

const plain = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
const escaped = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

const paragraph = /<w:p[ >](?:(?!<w:p[ >])[\s\S])*?<\/w:p>/g
const textRun = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:t(?: [^>]*)?\/>/g

type Piece = { from: number; to: number; text: string }

function piecesOf(xml: string): Piece[] {
  return [...xml.matchAll(textRun)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: plain(match[1] ?? '')
  }))
}

/** One paragraph with its fields filled in: what a field said over several runs is written into the first of them. */
function fillParagraph(xml: string, values: FieldValues): string {
  const pieces = piecesOf(xml)
  const whole = pieces.map(({ text }) => text).join('')
  const found = [...whole.matchAll(field)].filter((match) => isFieldName((match[1] ?? match[2] ?? '').trim()))
  if (found.length === 0) return xml
  let at = 0
  const offsets = pieces.map(({ text }) => {
    const start = at
    at += text.length
    return start
  })
  const after = pieces.map(({ text }, index) => {
    const start = offsets[index] ?? 0
    let said = ''
    let place = start
    for (const match of found) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (to <= start || from >= start + text.length) continue
      if (from >= place) said += whole.slice(place, from)
      const name = (match[1] ?? match[2] ?? '').trim()
      if (from >= start && isFieldName(name)) said += values[name]
      place = Math.min(to, start + text.length)
    }
    return said + whole.slice(place, start + text.length)
  })
  let result = ''
  let copied = 0
  pieces.forEach(({ from, to, text }, index) => {
    const now = after[index] ?? ''
    result += xml.slice(copied, from)
    result += now === text ? xml.slice(from, to) : runOf(now)
    copied = to
  })
  return result + xml.slice(copied)
}

/** A text of a run; a new line within it is a break. */
const runOf = (text: string) =>
  text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .join('<w:br/>')

const fillXml = (xml: string, values: FieldValues) => xml.replaceAll(paragraph, (one) => fillParagraph(one, values))

export type WordFault = {
  code: 'word-unreadable' | 'word-no-fields' | 'word-field-unknown'
  place: string
  name: string
}

/** Each field that stands in a Word file, with the beginning of its paragraph. */
function listFields(parts: Record<string, Uint8Array>): { part: string; name: string; place: string }[] {
  return Object.entries(parts)
    .filter(([part]) => isText(part))
    .flatMap(([part, bytes]) =>
      [...strFromU8(bytes).matchAll(paragraph)].flatMap(([xml]) => {
        const whole = piecesOf(xml)
          .map(({ text }) => text)
          .join('')
        return [...whole.matchAll(field)].map((match) => ({
          part,
          name: (match[1] ?? match[2] ?? '').trim(),
          place: whole.slice(0, 60)
        }))
      })
    )
}

/** The names of the fields in a Word file, each once. */
export function fieldsOf(content: Uint8Array): string[] {
  return [...new Set(listFields(open(content) ?? {}).map(({ name }) => name))]
}

/** What is wrong with a Word file as a template: each with the beginning of the paragraph in which it stands. */
export function wordFaults(content: Uint8Array): WordFault[] {
  const parts = open(content)
  if (!parts?.[main]) return [{ code: 'word-unreadable', place: '', name: '' }]
  const fields = listFields(parts)
  if (fields.length === 0) return [{ code: 'word-no-fields', place: '', name: '' }]
  return fields
    .filter(({ name }) => !isFieldName(name))
    .map(({ name, place }) => ({ code: 'word-field-unknown', place, name }))
}

/** The largest that a Word file may unpack to. */
const mostBytes = 60 * 1024 * 1024

function open(content: Uint8Array): Record<string, Uint8Array> | undefined {
  let total = 0
  try {
    return unzipSync(content, {
      filter: ({ originalSize }) => {
        total += originalSize
        if (total > mostBytes) throw new Error('unpacks too far')
        return true
      }
    })
  } catch {
    return undefined
  }
}

/** The Word file filled for one letter. */
export function fillWord(content: Uint8Array, values: FieldValues): Uint8Array<ArrayBuffer> {
  const parts = open(content) ?? {}
  const filled = Object.entries(parts).map(([name, bytes]) => [
    name,
    isText(name) ? strToU8(fillXml(strFromU8(bytes), values)) : bytes
  ])
  return zipSync(Object.fromEntries(filled)) as Uint8Array<ArrayBuffer>
}

/** Whether a field stands outside the text itself, in a header or footer, which all pages of one document share. */
export function fieldsInHeaders(content: Uint8Array): boolean {
  return listFields(open(content) ?? {}).some(({ part }) => part !== main)
}

const nextPage = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

/** The Word file filled for each letter, as one document that turns the page between them. */
export function fillWordForAll(content: Uint8Array, all: readonly FieldValues[]): Uint8Array<ArrayBuffer> {
  const parts = open(content) ?? {}
  const xml = strFromU8(parts[main] ?? new Uint8Array())
  const [, before = '', body = '', section = '', after = ''] =
    /^([\s\S]*?<w:body>)([\s\S]*?)(<w:sectPr(?:(?!<w:sectPr)[\s\S])*)?(<\/w:body>[\s\S]*)$/.exec(xml) ?? []
  const letters = all.map((values) => fillXml(body, values)).join(nextPage)
  return zipSync({ ...parts, [main]: strToU8(before + letters + section + after) }) as Uint8Array<ArrayBuffer>
}
