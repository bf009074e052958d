import { threadOnDemand } from '../kernel/thread.ts'
import type { Words } from '../kernel/words.ts'
import type { BoardSheet } from './sheet.part.ts'
import { sheetPicture } from './sheet-picture.part.tsx'

/** Painting takes a second of one processor, which nobody else should wait for. */
const painter = threadOnDemand('ui/picture')

export const pictureEndings = ['svg', 'png'] as const
export type PictureEnding = (typeof pictureEndings)[number]
const types: Record<PictureEnding, string> = { svg: 'image/svg+xml', png: 'image/png' }

/** More would fill the memory of whoever opens it. */
const mostPixels = 36_000_000

/** A board as a file that stands alone. */
export async function pictureFile(sheet: BoardSheet, words: Words, ending: PictureEnding): Promise<Response> {
  const { svg, width, height } = sheetPicture(sheet, words)
  const broad = Math.min(width * 2, Math.sqrt((mostPixels * width) / height))
  const body = ending === 'svg' ? svg : await painter.ask<Uint8Array<ArrayBuffer>>({ svg, width: broad })
  return new Response(body, {
    headers: {
      'content-type': types[ending],
      'content-disposition': `attachment; filename="${sheet.name}.${ending}"`
    }
  })
}
