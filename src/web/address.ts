import { networkInterfaces } from 'node:os'
import type { Config } from '../config.ts'

/** An address that phones on this network can open, as far as the machine can know. */
export function addressOf({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl) return publicUrl
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? (networkAddress() ?? 'localhost') : host
  return `http://${name.includes(':') ? `[${name}]` : name}${port === 80 ? '' : `:${port}`}`
}

/**
 * What belongs on the poster: the address that is set, else the one the organiser typed. "localhost" would lead
 * every phone to itself, so it gives way to the machine's address in the network.
 */
export function addressForPhones(config: Pick<Config, 'publicUrl' | 'host'>, typed: URL): string {
  if (config.publicUrl) return config.publicUrl
  const own = /^(localhost|127\..*|\[::1\])$/.test(typed.hostname)
  return own ? addressOf({ ...config, port: Number(typed.port || 80) }) : typed.origin
}

function networkAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  return addresses.find(entry => entry.family === 'IPv4' && !entry.internal)?.address
}
