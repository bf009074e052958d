import type { Database } from '../kernel/database.ts'
import { asProblem } from '../kernel/http.ts'
import type { Job, Jobs } from '../kernel/job.ts'
import type { Performer } from '../kernel/operation.ts'
import { drawGates, listOpenings } from './draw.operations.ts'
import { dayOf } from './model.operations.ts'
import { listOpenEscalations } from './store.ts'

const queue = 'escalation.gates'
const hour = 3_600_000

/** The clock of the gates: looks every hour, and after what was recorded, whether one has opened, and has its list drawn. */
export function makeGates({ database, performer }: { database: Database; performer: () => Performer }) {
  let jobs: Jobs | undefined
  let timer: NodeJS.Timeout | undefined
  const looking = new Map<string, Promise<void>>()

  async function lookAt(inspectorate: string): Promise<void> {
    const today = dayOf(new Date())
    const open = await database.read({ inspectorate }, async (reader) => {
      const found: string[] = []
      for (const { id } of await listOpenEscalations(reader))
        if ((await listOpenings(reader, id, today)).length > 0) found.push(id)
      return found
    })
    for (const escalation of open) {
      // Nobody does this: the log says "The portal".
      const actor = { person: escalation, name: '', role: 'administrator', inspectorate } as const
      await performer().carryOut(drawGates, actor, { escalation })
    }
  }

  /** One look after the other for each inspectorate; what comes meanwhile is seen by the next. */
  function look(inspectorate: string): Promise<void> {
    const next = (looking.get(inspectorate) ?? Promise.resolve())
      .then(() => lookAt(inspectorate))
      .catch((error) => {
        asProblem(error)
      })
    looking.set(inspectorate, next)
    return next
  }

  const job: Job = {
    queue,
    async run() {
      for (const { id } of await database.inspectorates()) await look(id)
    }
  }

  return {
    job,
    /** Hands over the queue; the first look is at once. */
    async work(started: Jobs) {
      jobs = started
      const send = () => jobs?.send(queue, {}).catch(asProblem)
      timer = setInterval(send, hour)
      timer.unref()
      await send()
    },
    look: (inspectorate: string): void => void look(inspectorate),
    /** Resolves when every look that was asked for is over. */
    async settled(): Promise<void> {
      await Promise.all(looking.values())
    },
    async close() {
      clearInterval(timer)
      await Promise.allSettled(looking.values())
    }
  }
}
