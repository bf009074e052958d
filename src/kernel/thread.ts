import { basename, join } from 'node:path'
import { parentPort, Worker } from 'node:worker_threads'
import { root } from './root.ts'

/**
 * Work that would hold up everybody else gets a thread of its own. One message is one question; answers carry its number.
 * Number 0 says that the thread is ready.
 */
type Message = { number: number; question?: unknown; answer?: unknown; error?: Record<string, unknown> }

export interface Thread {
  /** Rejects with the error that the thread threw, or that ended it. */
  ask<Answer>(question: unknown): Promise<Answer>
  end(): Promise<void>
}

/**
 * Starts the thread of `src/<name>.worker.ts`, and waits until it is ready. `data` is what the file finds as
 * `workerData`.
 */
export async function startThread(name: string, data: unknown = {}): Promise<Thread> {
  const file = import.meta.url.endsWith('.ts')
    ? join(root, 'src', `${name}.worker.ts`)
    : join(root, 'dist', `${basename(name)}.worker.js`)
  const worker = new Worker(file, { workerData: data })
  const open = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  let last = 0
  let ended: Error | undefined
  const endAll = (error: Error) => {
    ended ??= error
    for (const { reject } of open.values()) reject(ended)
    open.clear()
  }
  await new Promise<void>((resolve, reject) => {
    open.set(0, { resolve, reject })
    worker.on('message', ({ number, answer, error }: Message) => {
      const asked = open.get(number)
      open.delete(number)
      if (error) asked?.reject(Object.assign(new Error(String(error.message)), error))
      else asked?.resolve(answer as never)
    })
    worker.on('error', endAll)
    worker.on('exit', () => endAll(new Error(`the thread ${name} has ended`)))
  })
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        last += 1
        open.set(last, { resolve, reject })
        worker.postMessage({ number: last, question } satisfies Message)
      }),
    async end() {
      await worker.terminate()
    }
  }
}

/** A thread that starts when it is first asked, and ends when nobody asked for a while. */
export function threadOnDemand(name: string, idle = 60_000): Pick<Thread, 'ask'> {
  let running: Promise<Thread> | undefined
  let timer: NodeJS.Timeout | undefined
  let asked = 0
  const rest = () => {
    timer = setTimeout(() => {
      running?.then((thread) => thread.end())
      running = undefined
    }, idle).unref()
  }
  return {
    async ask<Answer>(question: unknown) {
      clearTimeout(timer)
      asked++
      running ??= startThread(name)
      const mine = running
      try {
        return await (await mine).ask<Answer>(question)
      } finally {
        asked--
        if (asked === 0) rest()
      }
    }
  }
}

/** In a thread: answers questions one after the other, in the order in which they came. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown>): void {
  let queue = Promise.resolve()
  parentPort?.on('message', ({ number, question }: Message) => {
    queue = queue.then(async () => {
      try {
        parentPort?.postMessage({ number, answer: await answer(question as Question) } satisfies Message)
      } catch (error) {
        const { message, code, constraint, detail } = error as Error & Record<string, string>
        parentPort?.postMessage({ number, error: { message, code, constraint, detail } } satisfies Message)
      }
    })
  })
  parentPort?.postMessage({ number: 0 } satisfies Message)
}
