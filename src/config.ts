import { resolve } from 'node:path'

/** What an office may set, all of it by environment variables; each has a default that works on a laptop. */
export type Config = {
  port: number
  host: string
  /** The one data folder: embedded database, evidence, files, own words. */
  folder: string
  /** A PostgreSQL ≥ 15 instead of the embedded database. */
  databaseUrl: string | undefined
  /** The address under which people reach the portal; its origin is trusted, and https in it makes cookies secure. */
  url: string | undefined
  /** The server that sends mail; without one, links are handed over by people. */
  smtpUrl: string | undefined
}

/** Reads the settings; a value that cannot be meant is refused in one sentence that names the variable. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const port = Number(environment.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('PORT must be a number from 0 to 65535')
  const url = environment.PLUMBLINE_URL
  if (url && !URL.canParse(url))
    throw new Error('PLUMBLINE_URL must be a whole address such as https://plan.example.org')
  const smtpUrl = environment.SMTP_URL
  if (smtpUrl && !(URL.canParse(smtpUrl) && /^smtps?:$/.test(new URL(smtpUrl).protocol)))
    throw new Error(
      'SMTP_URL must be an address such as smtp://user:password@mail.example.org:587?from=plan@example.org'
    )
  return {
    port,
    host: environment.HOST ?? '0.0.0.0',
    folder: resolve(environment.PLUMBLINE_DATA ?? './data'),
    databaseUrl: environment.DATABASE_URL || undefined,
    url: url ? new URL(url).origin : undefined,
    smtpUrl: smtpUrl || undefined
  }
}
