import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../kernel/root.ts'

type Entry = Record<string, unknown>
/** The finished plan of the demonstration by its lists (`influences`, `stakeholders` …), and what its inspectorate has. */
export type ExamplePlan = Record<string, Entry[]>

const known = new Map<string, ExamplePlan>()

/** The finished plan in a language, or in English; it is part of the product, so it is read once. Empty if it is not shipped. */
export function readExamplePlan(language: string): ExamplePlan {
  const found = known.get(language) ?? load(language)
  known.set(language, found)
  return found
}

function load(language: string): ExamplePlan {
  const file = [`plans.${language}.json`, 'plans.json'].map((name) => join(root, 'demo', name)).find(existsSync)
  if (!file) return {}
  const { inspectorate, plans } = JSON.parse(readFileSync(file, 'utf8')) as {
    inspectorate: ExamplePlan
    plans: ExamplePlan[]
  }
  return { ...inspectorate, ...plans[0] }
}
