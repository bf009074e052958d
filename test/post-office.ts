import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type PostOffice = {
  url: string
  /** What was delivered, headers and all, oldest first. */
  letters: { to: string; raw: string }[]
  /** Waits until so many letters were delivered. */
  until(count: number): Promise<void>
  close(): Promise<void>
}

/** A real mail server of this process, which keeps what it is given. It takes no letter to an address at refused.example. */
export async function openPostOffice(): Promise<PostOffice> {
  const letters: PostOffice['letters'] = []
  const waiting: { count: number; resolve(): void }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.endsWith('@refused.example') ? new Error('no such mailbox') : null),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
        letters.push({ to, raw: readable(Buffer.concat(parts).toString('utf8')) })
        for (const one of waiting) if (letters.length >= one.count) one.resolve()
        done()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}?from=portal@example.org`,
    letters,
    until: (count) =>
      letters.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve: () => resolve() })),
    close: () => new Promise((resolve) => server.close(() => resolve()))
  }
}

/** The body without the soft line ends and escapes of quoted-printable. */
function readable(raw: string): string {
  if (!/quoted-printable/i.test(raw)) return raw
  const bytes = raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
