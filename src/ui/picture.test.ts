import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { drawPicture } from './picture.ts'

const drawing = (content: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" font-size="16" ${more}>${content}</svg>`

/** The columns, from 0 to the width, between which a PNG (8 bit RGBA, as the renderer writes it) has ink. */
function inked(png: Uint8Array): { from: number; to: number; pixels: number } {
  const view = new DataView(png.buffer, png.byteOffset)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const parts: Uint8Array[] = []
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12)
    if (view.getUint32(at + 4) === 0x49444154) parts.push(png.subarray(at + 8, at + 8 + view.getUint32(at)))
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * 4, height)
  const columns = rows.flatMap((row) =>
    [...row.keys()].filter((byte) => byte % 4 === 3 && (row[byte] ?? 0) > 40).map((byte) => (byte - 3) / 4)
  )
  return { from: Math.min(...columns), to: Math.max(...columns), pixels: columns.length }
}

function unfilter(data: Uint8Array, length: number, height: number): Uint8Array[] {
  const rows: Uint8Array[] = []
  for (let y = 0; y < height; y++) {
    const filter = data[y * (length + 1)] ?? 0
    const row = data.slice(y * (length + 1) + 1, (y + 1) * (length + 1))
    const above = rows[y - 1] ?? new Uint8Array(length)
    for (let x = 0; x < length; x++) {
      const [left, up, corner] = [row[x - 4] ?? 0, above[x] ?? 0, x < 4 ? 0 : (above[x - 4] ?? 0)]
      row[x] = (row[x] ?? 0) + ([0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0)
    }
    rows.push(row)
  }
  return rows
}

function nearest(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

test('a picture is drawn at the width asked for, and its words become outlines', async () => {
  const { svg, png } = await drawPicture(drawing('<text x="2" y="20">Fair pay</text>'), { width: 400 })
  expect(svg).not.toContain('<text')
  expect(svg).toContain('<path')
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG')
  expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(400)
})

test('Arabic letters are joined: a word is drawn narrower than its letters one by one', async () => {
  const word = inked((await drawPicture(drawing('<text x="5" y="25">مفتشية</text>'), { width: 200 })).png)
  const letters = inked(
    (await drawPicture(drawing('<text x="5" y="25">م\u200cف\u200cت\u200cش\u200cي\u200cة</text>'), { width: 200 })).png
  )
  expect(word.to - word.from).toBeLessThan((letters.to - letters.from) * 0.85)
})

test('a right-to-left label begins at its x and runs to the left, as in a browser', async () => {
  const label = inked(
    (await drawPicture(drawing('<text x="190" y="25">العمل 57.9%</text>', 'direction="rtl"'), { width: 200 })).png
  )
  expect(label.to).toBeGreaterThan(183)
  expect(label.to).toBeLessThan(192)
  const lines = inked(
    (
      await drawPicture(
        drawing('<text text-anchor="end"><tspan x="10" y="25">العمل</tspan></text>', 'direction="rtl"'),
        { width: 200 }
      )
    ).png
  )
  expect(lines.from).toBeGreaterThan(8)
  expect(lines.from).toBeLessThan(16)
})

test('a right-to-left sentence ends on the left, also when it ends in a number', async () => {
  const sentence = await drawPicture(drawing('<text x="190" y="25" direction="rtl">أب 7%</text>'), { width: 200 })
  const turned = await drawPicture(drawing('<text x="190" y="25" text-anchor="end">\u2067أب 7%\u2069</text>'), {
    width: 200
  })
  expect(sentence.svg).toBe(turned.svg)
})

test('a bold Arabic label is bold', async () => {
  const of = async (weight: number) =>
    inked(
      (await drawPicture(drawing(`<text x="5" y="25" font-weight="${weight}">مفتشية العمل</text>`), { width: 200 })).png
    ).pixels
  expect(await of(700)).toBeGreaterThan((await of(400)) * 1.15)
})

test('a pictograph that no font draws does not take the Arabic of its label with it', async () => {
  const plain = await drawPicture(drawing('<text x="5" y="25">مفتشية</text>'), { width: 200 })
  const decorated = await drawPicture(drawing('<text x="5" y="25">مفتشية🧵</text>'), { width: 200 })
  expect(decorated.svg).toBe(plain.svg)
})

test('arrows, comparisons, ticks and crosses have glyphs', async () => {
  const of = async (sign: string) =>
    (await drawPicture(drawing(`<text x="5" y="25">${sign}</text>`), { width: 200 })).svg
  const missing = await of('中')
  for (const sign of ['→', '≥', '✓', '✕', '●']) expect(await of(sign)).not.toBe(missing)
})

test('a sign before Arabic words has its glyph', async () => {
  const of = async (sign: string) =>
    (await drawPicture(drawing(`<text x="5" y="25">\u2067${sign} أولوية أعلى\u2069</text>`), { width: 200 })).svg
  expect(await of('↑')).not.toBe(await of('中'))
})
