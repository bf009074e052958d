/** Which of the older encodings some bytes are in that are no UTF-8: told by which bytes stand beside which. */

/** How the bytes beyond ASCII stand: alone, in runs, or in pairs of a lead and a second byte. */
type Seen = {
  high: number
  /** Of them those that have another one beside them. */
  beside: number
  /** Runs, and of them those with an odd number of bytes. */
  runs: number
  odd: number
  /** How often each byte beyond ASCII stands. */
  bytes: Uint32Array
  pairs: number
  single: number
  utf8: number
  leads: Uint32Array
  /** Pairs whose second byte is beyond ASCII too. */
  wide: number
}

/**
 * The encoding that a file most likely has. One with a few bad bytes among good UTF-8 stays UTF-8; where nothing else speaks
 * clearly, it is that of Western Europe.
 */
export function guessEncoding(data: Uint8Array): string {
  const seen = countBytes(data)
  if (seen.utf8 > 2 * (seen.pairs + seen.single)) return 'utf-8'
  if (isArabic(seen)) return 'windows-1256'
  return pairedEncoding(seen) ?? (isCyrillic(seen) ? 'windows-1251' : 'windows-1252')
}

function countBytes(data: Uint8Array): Seen {
  const seen = { high: 0, beside: 0, runs: 0, odd: 0, pairs: 0, single: 0, utf8: 0, wide: 0 }
  const [bytes, leads] = [new Uint32Array(256), new Uint32Array(256)]
  for (let from = 0; from < data.length; from++) {
    if ((data[from] ?? 0) < 0x80) continue
    let to = from
    while ((data[to] ?? 0) >= 0x80) to++
    seen.high += to - from
    seen.beside += to - from > 1 ? to - from : 0
    seen.runs++
    seen.odd += (to - from) % 2
    for (let index = from; index < to; index++) count(bytes, data[index])
    from = to
  }
  for (let index = 0; index < data.length; index++) {
    const byte = data[index] ?? 0
    if (byte < 0x80) continue
    const next = data[index + 1] ?? 0
    const third = byte >= 0xe0 ? (data[index + 2] ?? 0) : 0x80
    if (byte >= 0xc2 && byte <= 0xef && isContinuing(next) && isContinuing(third)) {
      seen.utf8++
      index += byte >= 0xe0 ? 2 : 1
    } else if (byte > 0x80 && byte !== 0xff && next >= 0x40 && next !== 0x7f) {
      seen.pairs++
      seen.wide += next >= 0xa1 ? 1 : 0
      count(leads, byte)
      index++
    } else seen.single++
  }
  return { ...seen, bytes, leads }
}

function count(counts: Uint32Array, byte = 0) {
  counts[byte] = (counts[byte] ?? 0) + 1
}

function isContinuing(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf
}

/** How many of the counted bytes lie within ranges, both ends included. */
function within(counts: Uint32Array, ...ranges: readonly (readonly [from: number, to: number])[]): number {
  return ranges.reduce((sum, [from, to]) => sum + counts.slice(from, to + 1).reduce((all, one) => all + one, 0), 0)
}

/** Words of Arabic letters alone, an alef or a lam among eight of them; half of the words have an odd number of letters. */
function isArabic({ high, beside, runs, odd, bytes }: Seen): boolean {
  const letters = within(
    bytes,
    [0xc1, 0xd6],
    [0xd8, 0xdf],
    [0xe1, 0xe1],
    [0xe3, 0xe6],
    [0xec, 0xed],
    [0xf0, 0xf3],
    [0xf5, 0xf8]
  )
  const common = within(bytes, [0xc7, 0xc7], [0xe1, 0xe1])
  return beside > high * 0.8 && odd > runs * 0.15 && letters > high * 0.9 && common > high / 8
}

/** Words of Cyrillic letters, most of them small. */
function isCyrillic({ high, beside, bytes }: Seen): boolean {
  return beside > high * 0.8 && within(bytes, [0xc0, 0xff]) > high * 0.9 && within(bytes, [0xe0, 0xff]) > high * 0.6
}

/**
 * Encodings of East Asia write a letter in two bytes. The second one is beyond ASCII always in GB 2312 and EUC-KR, often in
 * Big5, as the lead tells: the common letters are 0xA4-0xC6 in Big5, 0xB0-0xD7 in GB 2312, 0xB0-0xC8 in EUC-KR, and those of
 * Shift JIS lie below 0xA0. In Western Europe a letter beyond ASCII stands alone among plain letters.
 */
function pairedEncoding({ pairs, single, wide, leads }: Seen): string | undefined {
  if (pairs === 0 || pairs <= 4 * single) return undefined
  const share = (...ranges: readonly (readonly [number, number])[]) => within(leads, ...ranges) / pairs
  if (share([0x81, 0x9f], [0xe0, 0xea]) > 0.7 && share([0x82, 0x83], [0x88, 0x9f]) > 0.5) return 'shift_jis'
  if (wide > pairs * 0.97) {
    if (share([0xb0, 0xc8]) > 0.95) return 'euc-kr'
    if (share([0xa1, 0xa3], [0xb0, 0xd7]) > 0.7) return 'gb18030'
  }
  return wide > pairs * 0.2 && share([0xa4, 0xc6]) > 0.5 ? 'big5' : undefined
}
