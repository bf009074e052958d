import { createTransport } from 'nodemailer'

/** `id`: by which a mail server can tell a message that is sent again. */
export type Message = { to: string; subject: string; text: string; id?: string }

/** Sends a message, and answers whether the mail server took it. What went wrong is on the server's output, without address. */
export type Mailer = { send(message: Message): Promise<boolean> }

/**
 * Mail by the server that `SMTP_URL` names, for example `smtp://user:password@mail.example.org:587?from=plan@example.org`.
 * Without `from`, the user of the address is the sender, or `plumbline@` the server's host.
 */
export function makeMailer(url: string): Mailer {
  const parsed = new URL(url)
  const user = decodeURIComponent(parsed.username)
  const from = parsed.searchParams.get('from') ?? (user.includes('@') ? user : `plumbline@${parsed.hostname}`)
  parsed.searchParams.delete('from')
  const seconds = 1000
  const transport = createTransport({
    url: parsed.href,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 30 * seconds
  })
  return {
    async send({ id, ...message }) {
      try {
        const messageId = id ? { messageId: `<${id}@${parsed.hostname}>` } : {}
        await transport.sendMail({ from, ...message, ...messageId })
        return true
      } catch (error) {
        console.error('mail:', (error as { code?: string }).code ?? 'not sent')
        return false
      }
    }
  }
}
