import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { AppError } from '../errors.ts'

/** Milliseconds a healthy server takes at most. */
const patience = 4_000

/** `tangkap healthcheck`: for containers and watchdogs, which have no curl. */
export function addHealthcheck(program: Command): void {
  program
    .command('healthcheck')
    .description('ask the server on this machine whether it is ready; exits with 1 when it is not')
    .action(healthcheck)
}

/** Asks /readyz of the server these settings start. Throws AppError when it is not ready. */
export async function healthcheck(): Promise<void> {
  const { host, port } = readConfig()
  const local = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  const address = `http://${local.includes(':') ? `[${local}]` : local}:${port}/readyz`
  const answer = await fetch(address, { signal: AbortSignal.timeout(patience) }).catch(cause => {
    throw new AppError(503, `Nobody answers at ${address}.`, { cause })
  })
  const words = await answer.text()
  if (!answer.ok) throw new AppError(503, `The server at ${address} is not ready: ${words}`)
  console.log('ready')
}
