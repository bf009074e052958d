import { type Model, noUnits, type Units } from './model.rules.ts'

/**
 * What a thread that seeks an answer and the portal tell each other meanwhile, in memory that both see: whether to stop, what
 * was found so far, and how much could be brought at most. A thread that counts hears no message.
 */
export type Progress = SharedArrayBuffer
export type Now = { found: boolean; worth: number; bound: number; units: Units }

/** Bytes: two numbers (brings, at most), three flags (stop, turn, found), and the units. */
const numbers = 16
const flags = 16
const [stopFlag, turnFlag, foundFlag] = [0, 1, 2]

export function openProgress(model: Model): Progress {
  return new SharedArrayBuffer(numbers + flags + noUnits(model).byteLength)
}

export function askToStop(progress: Progress): void {
  Atomics.store(flagsOf(progress), stopFlag, 1)
}

export function isAskedToStop(progress: Progress): boolean {
  return Atomics.load(flagsOf(progress), stopFlag) === 1
}

export function tellProgress(progress: Progress, { found, worth, bound, units }: Now): void {
  const state = flagsOf(progress)
  Atomics.add(state, turnFlag, 1)
  new Float64Array(progress, 0, 2).set([worth, bound])
  new Int32Array(progress, numbers + flags).set(units)
  Atomics.store(state, foundFlag, found ? 1 : 0)
  Atomics.add(state, turnFlag, 1)
}

/** What was found so far; undefined while nothing is known, or while the thread is just writing. */
export function readProgress(progress: Progress): Now | undefined {
  const state = flagsOf(progress)
  const turn = Atomics.load(state, turnFlag)
  if (turn === 0 || turn % 2 === 1) return undefined
  const [worth = 0, bound = 0] = new Float64Array(progress, 0, 2)
  const units = Int32Array.from(new Int32Array(progress, numbers + flags))
  const found = Atomics.load(state, foundFlag) === 1
  return Atomics.load(state, turnFlag) === turn ? { found, worth, bound, units } : undefined
}

function flagsOf(progress: Progress): Int32Array {
  return new Int32Array(progress, numbers, 4)
}
