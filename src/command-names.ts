/** The commands of the terminal beside `start`, by name: known without loading what carries them out. */
export const commandNames = [
  'import',
  'list',
  'export',
  'rebuild',
  'user',
  'backup',
  'restore',
  'verify',
  'doctor'
] as const
export type CommandName = (typeof commandNames)[number]
/** The one that works on a folder in which there is nothing yet. */
export const beginning: CommandName = 'restore'

export function findCommand(name: string): CommandName | undefined {
  return commandNames.find((one) => one === name)
}
