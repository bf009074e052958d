import { dataCommands } from './data.ts'
import type { Config } from './kernel/config.ts'
import type { Words } from './kernel/words.ts'
import { maintenance } from './maintenance.ts'
import type { Portal } from './portal.ts'

type Call = { arguments: string[]; from: string; words: Words; print(line: string): void }

/** A command of the terminal. `alone` runs without a portal; any other is handed over to the portal that is running. */
export type Command = {
  run(call: Call & { portal: Portal }): Promise<number>
  alone?(call: Call & { config: Config }): Promise<number>
}

export const commands: Record<string, Command> = { ...dataCommands, ...maintenance }
