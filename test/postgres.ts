import { randomBytes } from 'node:crypto'
import pg from 'pg'

export type OwnDatabase = { url: string; drop(): Promise<void> }

/** Carries out one statement on a server, on a connection of its own. */
export async function tell(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Makes an empty database on the server of this address; the database of the address itself stays as it is. */
export async function makeDatabase(address: string, prefix: string): Promise<OwnDatabase> {
  const server = new URL(address)
  server.pathname = '/postgres'
  const name = `plumbline_${prefix}_${randomBytes(6).toString('hex')}`
  await tell(server.href, `create database ${name}`)
  const url = new URL(address)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => tell(server.href, `drop database ${name} with (force)`) }
}
