import { parseArgs } from 'node:util'
import { type CommandName, findCommand } from './command-names.ts'
import { dataCommands } from './data.ts'
import { Problem } from './kernel/problem.ts'
import type { Words } from './kernel/words.ts'
import { maintenance } from './maintenance.ts'
import type { Portal } from './portal.ts'

export type Print = (line: string) => void

export type Call = {
  portal: Portal
  arguments: readonly string[]
  options: Readonly<Record<string, string>>
  /** The folder in which the command was given. */
  from: string
  words: Words
  print: Print
}

/** A command of the terminal; its answer is the exit code. It is handed over to the portal if one is running. */
export type Command = {
  /** Names of the options that it knows, each with a value: `--origin random`. */
  options?: readonly string[]
  /** How it is written, where a sentence of its list does not say it. */
  usage?(words: Words): string
  run(call: Call): Promise<number>
}

export const commands: Record<CommandName, Command> = { ...dataCommands, ...maintenance }

/** Parts what was written after a command's name. An option that it does not know is an error in a sentence. */
function readArguments(
  name: CommandName,
  written: readonly string[],
  words: Words
): Pick<Call, 'arguments' | 'options'> {
  const known = commands[name].options ?? []
  const { tokens } = parseArgs({
    args: [...written],
    options: Object.fromEntries(known.map((option) => [option, { type: 'string' }])),
    strict: false,
    tokens: true
  })
  const options: Record<string, string> = {}
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const said = { command: name, option: token.rawName, usage: words.t(`cli.${name}`) }
    if (!known.includes(token.name)) throw new Error(words.t('cli.option.unknown', said))
    if (token.value === undefined) throw new Error(words.t('cli.option.empty', said))
    options[token.name] = token.value
  }
  return { arguments: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])), options }
}

/** What a command does and how it is written. */
export function helpOf(name: CommandName, words: Words): string {
  return [words.t(`cli.${name}`), commands[name].usage?.(words)].filter(Boolean).join('\n')
}

/** Carries a command out, and says in words what stops it. */
export async function carryOut(
  portal: Portal,
  [asked = '', ...written]: readonly string[],
  { from, words, print }: Pick<Call, 'from' | 'words' | 'print'>
): Promise<number> {
  const name = findCommand(asked)
  if (!name) return 1
  try {
    return await commands[name].run({ portal, ...readArguments(name, written, words), from, words, print })
  } catch (error) {
    tell(error, words, print)
    return 1
  }
}

const sentences: Record<string, string> = {
  ENOENT: 'cli.error.missing',
  EACCES: 'cli.error.closed',
  EPERM: 'cli.error.closed',
  EISDIR: 'cli.error.folder',
  ENOTDIR: 'cli.error.missing',
  ENOSPC: 'cli.error.full'
}

/** What went wrong, in words where it is a Problem, or a file or folder that the system refuses. */
export function tell(error: unknown, words: Words, print: Print): void {
  if (error instanceof Problem) {
    print(words.t(`problem.${error.code}`, error.values))
    for (const { field, code, values } of error.fields) print(`  ${field}: ${words.t(`problem.field.${code}`, values)}`)
    return
  }
  const { code = '', path = '', message } = error as NodeJS.ErrnoException
  print(sentences[code] ? words.t(sentences[code], { path }) : (message ?? String(error)))
}
