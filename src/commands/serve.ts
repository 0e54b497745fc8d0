import type { Command } from 'commander'
import { createApp } from '../app.ts'
import { removeOrphans } from '../catching/index.ts'
import { claimHome } from '../claim-home.ts'
import { readConfig } from '../config.ts'
import type { Context } from '../context.ts'
import { clearImports, importLimits, photosByFood } from '../dataset/index.ts'
import { AppError, messageOf } from '../errors.ts'
import { currentEvent } from '../events/index.ts'
import { openHome } from '../home.ts'
import { runSchedule, watchJobs } from '../jobs/index.ts'
import { openContext } from '../open-context.ts'
import { hasOrganiser, makeOrganiserLink } from '../players/index.ts'
import { keepFollowing } from '../registry/index.ts'
import { addressOf } from '../web/address.ts'

/**
 * Milliseconds that what is in flight gets when the process is asked to stop: less than the 10 s after which
 * container engines kill, so that the database is closed by then.
 */
const graceTime = 8000

/** Of these, what a job's process gets to say where it stopped. */
const jobGrace = 1000

/**
 * Above the largest thing any route takes, which is an import, so that the routes themselves refuse with words. Only
 * what a route reads is taken in.
 */
const largestBody = importLimits.zip + 64 * 1024 * 1024

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start the server (settings: PORT, HOST, TANGKAP_HOME, …; see README)')
    // Who tries --port learns where it goes.
    .showHelpAfterError(
      'Settings come from the environment: PORT=8080 tangkap serve. README.md names them all.',
    )
    .action(async () => {
      try {
        const config = readConfig()
        claimHome(openHome(config.home))
        await serve(await openContext(config))
      } catch (error) {
        // Not left to main.ts: threads that are open by now would keep the process alive after a failed start.
        console.error(messageOf(error))
        process.exit(1)
      }
    })
}

async function serve(context: Context): Promise<void> {
  const { config, log } = context
  await removeOrphans(context)
  await clearImports(config.home)
  const stopFollowing = keepFollowing(context)
  const server = listen(context)
  const jobs = watchJobs(context)
  const stopSchedule = runSchedule(context)
  await greet(context, server.port ?? config.port)
  const { id: eventId } = await currentEvent(context.db)
  // So that the first page which counts photos need not wait until twenty thousand are compared.
  void photosByFood(context.db, context.pack.id, eventId).catch(() => {})

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    stopFollowing()
    await stopSchedule()
    const jobsLeft = Promise.race([jobs.stop(), Bun.sleep(jobGrace)])
    // What is in flight may finish; new connections are refused at once.
    await Promise.race([server.stop(), Bun.sleep(graceTime)])
    await jobsLeft
    await context.classifier.close()
    await context.db.destroy()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function listen(context: Context) {
  const { port, host } = context.config
  const app = createApp(context)
  try {
    app.listen({
      port,
      hostname: host,
      // Elysia would share a port in use: every second visitor would reach the other server, and its other album.
      reusePort: false,
      // In development, which Elysia takes for granted, Bun shows source code on its own error pages.
      development: false,
      maxRequestBodySize: largestBody,
      idleTimeout: 30,
    })
    if (!app.server) throw new Error('it did not open')
    return app.server
  } catch (cause) {
    throw new AppError(500, `Port ${port} at ${host} cannot be opened: ${whyNot(cause)}`, { cause })
  }
}

/** What stands in the way of listening, and which setting changes it. */
function whyNot(cause: unknown): string {
  const said = `${(cause as { code?: string }).code} ${messageOf(cause)}`
  if (/EADDRINUSE|in use/.test(said)) return 'another program uses it. Set PORT to another number.'
  if (/EADDRNOTAVAIL|EINVAL|ENOTFOUND/.test(said)) {
    return 'this machine has no such address. Set HOST to one it has, or to 0.0.0.0 for all of them.'
  }
  return `${messageOf(cause)}. Set PORT to another number.`
}

/** What a person reads in the terminal after the first start. The log goes on below it. */
async function greet(context: Context, port: number): Promise<void> {
  const address = addressOf({ ...context.config, port })
  const event = await currentEvent(context.db)
  const lines = [
    '',
    `Tangkap ${context.version} is open: ${address}`,
    `Players join with the code ${event.joinCode}.`,
  ]
  if (!(await hasOrganiser(context.db))) {
    const link = await makeOrganiserLink(context.db, context.clock())
    lines.push(
      '',
      'Become the organiser with this link (it works once, until tomorrow):',
      `${address}${link}`,
    )
  }
  console.error(`${lines.join('\n')}\n`)
}
