import { choice, number, reference, text } from '../kernel/field.ts'

/** Files that show what was done: a photograph, a document. What a file is, its first bytes say and not its name. */

export const proofTypes = ['jpeg', 'png', 'webp', 'pdf', 'docx'] as const
export type ProofType = (typeof proofTypes)[number]

/** No larger than this, in bytes: a photograph of a telephone and a scanned list fit. */
export const largestProof = 20 * 1024 * 1024
/** In one form. */
export const mostProofs = 5

export const sentProofs = { type: 'files', most: mostProofs } as const

export const proofFields = {
  delivery: reference('delivery', { needed: true }),
  name: text(200, { needed: true }),
  type: choice(proofTypes, { needed: true }),
  bytes: number({ whole: true, min: 1, needed: true }),
  hash: text(64, { needed: true })
} as const

/** How a file is answered: its media type, and whether a browser may show it or only keep it. */
export const served: Record<ProofType, { type: string; shown: boolean }> = {
  jpeg: { type: 'image/jpeg', shown: true },
  png: { type: 'image/png', shown: true },
  webp: { type: 'image/webp', shown: true },
  pdf: { type: 'application/pdf', shown: false },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', shown: false }
}

/** What the file chooser of a form offers. */
export const acceptedProofs = Object.values(served)
  .map(({ type }) => type)
  .join(',')

const latin = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/**
 * What a file is by its content; undefined where it is nothing that is taken. A Word document is a ZIP file that has the
 * document's part; one that carries macros is not taken. `has` says whether a text stands anywhere in the file.
 */
export function typeOfContent(first: Uint8Array, has: (text: string) => boolean): ProofType | undefined {
  if (latin(first, 0, 3) === '\u00ff\u00d8\u00ff') return 'jpeg'
  if (latin(first, 0, 8) === '\u0089PNG\r\n\u001a\n') return 'png'
  if (latin(first, 0, 4) === 'RIFF' && latin(first, 8, 12) === 'WEBP') return 'webp'
  if (latin(first, 0, 5) === '%PDF-') return 'pdf'
  if (latin(first, 0, 4) === 'PK\u0003\u0004' && has('word/document.xml') && !has('vbaProject.bin')) return 'docx'
  return undefined
}

/** The name of a file as it is kept: without folders and signs that a file system or a header would not take. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return (
    last
      .replaceAll(/[\p{Cc}"<>|:*?]/gu, '')
      .trim()
      .slice(-200) || 'file'
  )
}
