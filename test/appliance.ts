import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program's source, as Bun runs it. */
export const mainFile = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** A real server process in a home of its own, as a new organiser would have it. */
export interface Appliance {
  address: string
  code: string
  organiserLink: string
  home: string
  stop(): Promise<void>
}

/** Starts the program and reads its greeting. Rejects with what it printed when it does not come up. */
export async function startAppliance(command: string[] = ['bun', mainFile]): Promise<Appliance> {
  const home = await mkdtemp(join(tmpdir(), 'tangkap-'))
  const server = Bun.spawn([...command, 'serve'], {
    env: { ...process.env, TANGKAP_HOME: home, HOST: '127.0.0.1', PORT: '0' },
    stdout: 'ignore',
    stderr: 'pipe',
  })
  let said = ''
  const decoder = new TextDecoder()
  const reader = server.stderr.getReader()
  while (!(said.includes('/organiser/claim/') && said.endsWith('\n'))) {
    const { done, value } = await reader.read()
    if (done) break
    said += decoder.decode(value, { stream: true })
  }
  const find = (pattern: RegExp) => pattern.exec(said)?.[1] ?? ''
  const organiserLink = find(/(http\S+\/organiser\/claim\/\S+)/)
  if (!organiserLink) throw new Error(`the server did not start:\n${said}`)
  return {
    address: new URL(organiserLink).origin,
    code: find(/code (\w+)\./),
    organiserLink,
    home,
    async stop() {
      server.kill('SIGTERM')
      await server.exited
      await rm(home, { recursive: true, force: true })
    },
  }
}
