import { inflateRawSync } from 'node:zlib'

/** The files of a ZIP archive, by name, read from its central directory. For tests only: whole files, no encryption. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'))
  let at = archive.readUInt32LE(end + 16)
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extra, comment] = [
      archive.readUInt16LE(at + 28),
      archive.readUInt16LE(at + 30),
      archive.readUInt16LE(at + 32)
    ]
    const local = archive.readUInt32LE(at + 42)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20))
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    files.set(name, archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed))
    at += 46 + nameLength + extra + comment
  }
  return files
}

/** Why a text is not well-formed XML, or undefined if it is: unmatched tags, bare signs, forbidden characters. */
export function xmlFault(xml: string): string | undefined {
  const open: string[] = []
  const tokens =
    /<\?.*?\?>|<!--.*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</gs
  for (const [token, closing, name = '', , selfClosing] of xml.matchAll(tokens)) {
    if (token === '<') return 'a bare <'
    if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(token)) return `a bare & in ${token.slice(0, 80)}`
    if (closing === '/' && open.pop() !== name) return `</${name}> closes nothing`
    if (closing === '' && !selfClosing) open.push(name)
  }
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) || !xml.isWellFormed())
    return 'a forbidden character'
  return open.length > 0 ? `<${open.at(-1)}> is left open` : undefined
}
