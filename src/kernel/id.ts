/** The millisecond of the latest id, and what tells those of one millisecond apart in the order in which they were made. */
const latest = { time: 0, count: 0 }

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, 12 that count on within one (its section 6.2, method 1), then random bits,
 * so that ids sort by time of making: a list that is pasted keeps its order. The count begins anywhere in the lower half. Made by `getRandomValues`, which a page on plain http has too (`randomUUID` exists only on https).
 */
export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let index = 0, time = now; index < 6; index++, time = Math.floor(time / 256)) bytes[5 - index] = time % 256
  latest.count =
    now === latest.time ? Math.min(latest.count + 1, 0xfff) : (((bytes[6] ?? 0) & 0x07) << 8) | (bytes[7] ?? 0)
  latest.time = now
  bytes[6] = (latest.count >> 8) | 0x70
  bytes[7] = latest.count & 0xff
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isId(text: unknown): text is string {
  return typeof text === 'string' && pattern.test(text)
}
