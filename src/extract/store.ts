import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { PublicExtract } from './rules.ts'

/** What is published of an extract; undefined where nothing is. */
export async function findPublished(database: Reader, extract: string): Promise<PublicExtract | undefined> {
  const { rows } = await sql<{ content: string }>`select content from public_extract_content
    where inspectorate_id = current_inspectorate() and extract = ${extract}::uuid`.execute(database)
  return rows[0] && (JSON.parse(rows[0].content) as PublicExtract)
}

/** Puts an extract in the place of what was published before; answers its SHA-256, hexadecimal. */
export async function putPublished(tx: Transaction, extract: string, content: PublicExtract): Promise<string> {
  const written = JSON.stringify(content)
  await sql`insert into public_extract_content (inspectorate_id, extract, content)
    values (current_inspectorate(), ${extract}::uuid, ${written})
    on conflict (inspectorate_id, extract) do update set content = excluded.content`.execute(tx)
  return createHash('sha256').update(written).digest('hex')
}

export async function deletePublished(tx: Transaction, extract: string): Promise<void> {
  await sql`delete from public_extract_content
    where inspectorate_id = current_inspectorate() and extract = ${extract}::uuid`.execute(tx)
}

export type Addressed = {
  id: string
  inspectorate: string
  published: string | null
  withdrawn: string | null
  reason: string
}

/** The extract at a public address, asked before one knows of which inspectorate it is. */
export async function findByAddress(database: Reader, address: string): Promise<Addressed | undefined> {
  const { rows } = await sql<Addressed>`select id, inspectorate_id as inspectorate, published, withdrawn, reason
    from public_extract where address = ${address}`.execute(database)
  return rows[0]
}

/** Which of these consultations and parts in joint plans still agree to be told to the public. */
export async function listAgreeing(database: Reader, ids: readonly string[]): Promise<string[]> {
  const asked = sql`${`{${ids.join(',')}}`}::uuid[]`
  const { rows } = await sql<{ id: string }>`
    select id from consultation where inspectorate_id = current_inspectorate() and public_agreed and id = any(${asked})
    union all
    select id from joint_partner where inspectorate_id = current_inspectorate() and public_agreed
      and id = any(${asked})`.execute(database)
  return rows.map(({ id }) => id)
}

export type House = {
  name: string
  currency: string
  digits: string
  demonstration: boolean
  /** A place to rehearse in. */
  practice: boolean
  labels: Record<string, Record<string, string>>
}

/** What the public page says of the inspectorate. */
export async function readHouse(database: Reader): Promise<House | undefined> {
  const { rows } = await sql<House>`select name, currency, digits, demonstration, practice, labels
    from inspectorate where id = current_inspectorate()`.execute(database)
  return rows[0]
}
