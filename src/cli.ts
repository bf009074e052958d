import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { beginning, type CommandName, commandNames, findCommand } from './command-names.ts'
import type { Print } from './commands.ts'
import { type Config, readConfig } from './config.ts'
import { handOver, holdFolder } from './hold.ts'
import { readWordFiles, type Words, wordsFor } from './kernel/words.ts'
import { localHosts } from './local-host.ts'
import type { Portal } from './portal.ts'

/** Milliseconds between two seals of the log. */
const sealEvery = 60 * 60 * 1000

function wordsOfTerminal(environment: Record<string, string | undefined>): Words {
  const files = readWordFiles(join(import.meta.dirname, '../words'))
  const wanted = (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || 'en').slice(0, 2)
  return wordsFor(files, files.has(wanted) ? wanted : 'en')
}

/** What the terminal asked for. Answers the exit code, or undefined while the portal goes on running. */
export async function runCommandLine(
  asked: string[],
  environment: Record<string, string | undefined>
): Promise<number | undefined> {
  const words = wordsOfTerminal(environment)
  const print: Print = (line) => console.log(line)
  if (!process.versions.node.startsWith('24.')) {
    print(words.t('cli.node', { version: process.version }))
    return 1
  }
  const [name = 'help', ...rest] = asked
  try {
    const config = readConfig(environment)
    if (name === 'start') return await start(config, wantsDemonstration(rest, words), words, print)
    const command = findCommand(name)
    if (!command) {
      const help = name === 'help' || name === '--help'
      if (!help) print(words.t('cli.unknown', { name }))
      for (const one of ['start', ...commandNames]) print(`  ${one.padEnd(9)} ${words.t(`cli.${one}`)}`)
      return help ? 0 : 1
    }
    if (rest.includes('--help')) {
      const { helpOf } = await import('./commands.ts')
      print(helpOf(command, words))
      return 0
    }
    return await runCommand(config, command, rest, words, print)
  } catch (error) {
    const { tell } = await import('./commands.ts')
    tell(error, words, print)
    return 1
  }
}

/** Whether a portal was ever started on the folder. On a folder that was mistyped nothing is made. */
function hasData({ folder, databaseUrl }: Config): boolean {
  return databaseUrl !== undefined || existsSync(join(folder, 'database'))
}

function wantsDemonstration(written: readonly string[], words: Words): boolean {
  const unknown = written.find((option) => option !== '--demo')
  if (unknown === undefined) return written.length > 0
  throw new Error(words.t('cli.option.unknown', { command: 'start', option: unknown, usage: words.t('cli.start') }))
}

/**
 * Hands the command over to the portal that holds the folder, or holds it for as long as the command takes. Only then is
 * the portal loaded: what is handed over is answered at once.
 */
async function runCommand(
  config: Config,
  name: CommandName,
  rest: readonly string[],
  words: Words,
  print: Print
): Promise<number> {
  const there = hasData(config)
  const answered = there ? await handOver(config.folder, [process.cwd(), name, ...rest]) : undefined
  if (answered) {
    for (const line of answered.lines) print(line)
    return answered.code
  }
  if (!there && name !== beginning) {
    print(words.t('cli.no-data', { folder: config.folder }))
    return 1
  }
  const hold = await holdFolder(config.folder, async () => 1)
  if (!hold) {
    print(words.t('cli.held', { folder: config.folder }))
    return 1
  }
  try {
    const { carryOut } = await import('./commands.ts')
    const { openPortal } = await import('./portal.ts')
    const portal = await openPortal(config)
    try {
      return await carryOut(portal, [name, ...rest], { from: process.cwd(), words, print })
    } finally {
      await portal.close()
    }
  } finally {
    hold.close()
  }
}

async function start(config: Config, demonstration: boolean, words: Words, print: Print): Promise<number | undefined> {
  let portal: Portal | undefined
  const hold = await holdFolder(config.folder, async ([from = '.', ...asked], say) => {
    const { carryOut } = await import('./commands.ts')
    return portal ? carryOut(portal, asked, { from, words, print: say }) : 1
  })
  if (!hold) {
    print(words.t('cli.held', { folder: config.folder }))
    return 1
  }
  if (!hasData(config)) print(words.t('cli.preparing', { folder: config.folder }))
  const { openPortal } = await import('./portal.ts')
  const opened = await openPortal(config)
  portal = opened
  await opened.startWork()
  const { prepareDemonstration } = await import('./demonstration.ts')
  const signIn = demonstration
    ? await prepareDemonstration(opened, words.language, () => print(words.t('cli.demonstration')))
    : undefined
  const server = serve({ fetch: opened.fetch, port: config.port, hostname: config.host })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(words.t('cli.port-taken', { port: String(config.port) })) : error
  })
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : config.port
  // Before the first line is printed, so that who waits for it finds the code beside it.
  const code = await opened.setUpCode()
  print(words.t('cli.ready', { address: config.url ?? `http://localhost:${port}` }))
  if (config.host === '0.0.0.0')
    for (const host of localHosts()) print(words.t('cli.network', { address: `http://${host}:${port}` }))
  if (signIn) {
    print(words.t('cli.sign-in', signIn))
    print(words.t('cli.sign-in.administrator', { email: signIn.administrator }))
  }
  if (code) print(words.t('cli.set-up', { address: `${config.url ?? `http://localhost:${port}`}/set-up`, code }))
  const { sealLogs } = await import('./maintenance.ts')
  const seal = () => sealLogs(opened).catch((error) => console.error('the log could not be sealed:', error.message))
  setInterval(seal, sealEvery).unref()
  const end = async () => {
    await seal()
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await opened.close()
    hold.close()
    process.exit(0)
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  return undefined
}
