import { z } from 'zod'
import { choice, file } from '../kernel/field.ts'
import { read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { listKinds, type Provision, provisionsOf } from './code-list.rules.ts'
import { deleteCodeList, keepCodeList, listCodeLists, readListFile } from './code-list.store.ts'
import { demandSent, scratchFolder } from './place.store.ts'
import { readCountryCode } from './register.store.ts'

/** Code lists: those that the product has, and those that the inspectorate brought. */

const Made = z.object({ id: z.string() })

/**
 * Takes a list in the place of the one of its kind. Files that are imported from then on are read by it; records that are there
 * stay as they were read.
 */
export const bringList = write({
  name: 'code_list.bring',
  input: { kind: choice(listKinds, { needed: true }), file },
  output: Made,
  may: 'evidence.import',
  async prepare({ portal }, { kind, file: [sent] }) {
    demandSent(portal.folder, sent)
    return readListFile(kind, sent.path, scratchFolder(portal.folder))
  },
  async run({ tx, actor, now, about, prepared: lines }, { kind, file: [sent] }) {
    await keepCodeList(tx, { kind, file_name: sent.name, lines, person: actor.person, at: now })
    about({ data: { list: kind, file: sent.name, lines: lines.length } })
    return { id: kind }
  }
})

/** Takes a list away; the country's own is used again where the product has one. */
export const removeList = write({
  name: 'code_list.remove',
  input: { kind: choice(listKinds, { needed: true }) },
  output: Made,
  may: 'evidence.import',
  async run({ tx, about }, { kind }) {
    if (!(await deleteCodeList(tx, kind))) throw new Problem('not-found')
    about({ data: { list: kind } })
    return { id: kind }
  }
})

const Shipped = z.object({
  list: z.string(),
  codes: z.number(),
  /** Languages in which all codes have titles, and those in which some have. */
  whole: z.array(z.string()),
  partly: z.array(z.string())
})

/** The lists of the product, and for each kind what the inspectorate brought or the country's folder has. */
export const readLists = read({
  name: 'code_list.list',
  input: {},
  output: z.object({
    shipped: z.array(Shipped),
    kinds: z.array(
      z.object({
        kind: z.enum(listKinds),
        brought: z
          .object({ lines: z.number(), file_name: z.string(), person_name: z.string().nullable(), at: z.string() })
          .nullable(),
        /** Whether the product has one for the country. */
        ofCountry: z.boolean()
      })
    ),
    /** The provisions that hold: the inspectorate's own, else the country's. */
    provisions: z.array(z.custom<Provision>())
  }),
  may: 'evidence.read',
  async run({ database, portal }) {
    const country = portal.countryData.listsOf(await readCountryCode(database))
    const brought = await listCodeLists(database)
    const own = brought.find(({ kind }) => kind === 'provision')
    const known = {
      industry: country.industryToIsic !== undefined,
      isic5: false,
      region: (country.regionNames ?? []).length > 0,
      occupation: false,
      provision: (country.provisions ?? []).length > 0
    }
    return {
      shipped: portal.countryData.shippedLists(),
      kinds: listKinds.map((kind) => {
        const found = brought.find((one) => one.kind === kind)
        const { file_name = '', person_name = null, at = '' } = found ?? {}
        return {
          kind,
          brought: found ? { lines: found.lines.length, file_name, person_name, at } : null,
          ofCountry: known[kind]
        }
      }),
      provisions: provisionsOf(own?.lines, country.provisions)
    }
  }
})
