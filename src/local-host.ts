import { networkInterfaces } from 'node:os'

/** Addresses of this machine under which others of the local network reach it. */
export function localHosts(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
