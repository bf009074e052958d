import { readFileSync } from 'node:fs'

declare global {
  var embeddedDatabase: WebAssembly.Module | undefined
}

/**
 * The machine code of a WebAssembly module is shared within a process for as long as one module of the same bytes is
 * there: with one kept here, each embedded database after the first starts without having its own made.
 */
globalThis.embeddedDatabase ??= await WebAssembly.compile(
  readFileSync(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite')))
)
