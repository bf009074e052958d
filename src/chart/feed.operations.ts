import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { intervention } from '../intervention/operations.ts'
import { reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { deleteFeed, insertFeed, listFeeds, renewSecret } from './feed.store.ts'

/** Feeds for calendars: each is of one person, who alone sees its address. */

const Made = z.object({ id: z.guid() })
const ofFeed = { id: reference('feed', { needed: true }) }
const makeSecret = () => randomBytes(24).toString('base64url')

export const readFeeds = read({
  name: 'feed.list',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({
    title: z.string(),
    feeds: z.array(z.object({ id: z.string(), plan: z.string(), owner: z.string(), secret: z.string() })),
    owners: z.array(z.string())
  }),
  may: 'plan.read',
  async run({ database, actor }, { plan }) {
    const { title } = await getRecord(database, planKind, plan)
    const owners = (await listRecords(database, intervention, plan)).map(({ owner }) => owner)
    return {
      title,
      feeds: await listFeeds(database, plan, actor.person),
      owners: [...new Set(owners.filter((owner) => owner.trim() !== ''))]
    }
  }
})

/** Makes a feed of the whole plan, or of what one owner has to do. */
export const makeFeed = write({
  name: 'feed.make',
  input: { plan: reference('plan', { needed: true }), owner: text(200), language: text(20) },
  output: Made,
  may: 'plan.read',
  async run({ tx, actor, about }, { plan, owner, language }) {
    await getRecord(tx, planKind, plan)
    const id = newId()
    await insertFeed(tx, { id, plan, owner, language, person: actor.person, secret: makeSecret() })
    about({ plan })
    return { id }
  }
})

/** Gives a feed a new address; the old one shows nothing any more. */
export const renewFeed = write({
  name: 'feed.renew',
  input: ofFeed,
  output: Made,
  may: 'plan.read',
  async run({ tx, actor, about }, { id }) {
    const plan = await renewSecret(tx, id, actor.person, makeSecret())
    if (!plan) throw new Problem('not-found')
    about({ plan })
    return { id }
  }
})

export const endFeed = write({
  name: 'feed.end',
  input: ofFeed,
  output: Made,
  may: 'plan.read',
  async run({ tx, actor, about }, { id }) {
    const plan = await deleteFeed(tx, id, actor.person)
    if (!plan) throw new Problem('not-found')
    about({ plan })
    return { id }
  }
})
