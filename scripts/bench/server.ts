// The real server, with nobody counted by the rate limits and its event loop watched. Speaks IPC with bench-server.ts.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { currentEvent } from '../../src/events/store.ts'
import { openContext } from '../../src/open-context.ts'
import { makeOrganiserLink } from '../../src/players/organiser-link.ts'
import { keepFollowing } from '../../src/registry/index.ts'
import { unlimited } from '../../src/web/limits.ts'

/** How long the event loop kept others waiting, in milliseconds. */
export interface LoopDelay {
  worstMs: number
  p99Ms: number
  /** The longest it computed at a stretch. */
  worstOwnMs: number
}

/** What it says first. */
export interface Started {
  port: number
  code: string
  organiserLink: string
}

const context = await openContext(readConfig(), pino({ level: 'warn' }))
context.limits = unlimited
const app = createApp(context).listen({
  port: 0,
  hostname: '127.0.0.1',
  maxRequestBodySize: 64 * 1024 * 1024,
})
keepFollowing(context)
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

/** Milliseconds of a processor that the event loop's thread has had. */
const ownTime = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
/** The most of them between two turns of the loop: what a busy machine, which delays too, has no part in. */
let worstOwn = 0
let last = ownTime()
setInterval(() => {
  const now = ownTime()
  worstOwn = Math.max(worstOwn, now - last)
  last = now
}, 1)

process.on('message', message => {
  if (message === 'reset') {
    delay.reset()
    worstOwn = 0
    return
  }
  const stats: LoopDelay = {
    worstMs: delay.max / 1e6,
    p99Ms: delay.percentile(99) / 1e6,
    worstOwnMs: worstOwn,
  }
  process.send?.(stats)
})
const started: Started = {
  port: app.server?.port ?? 0,
  code: (await currentEvent(context.db)).joinCode,
  organiserLink: await makeOrganiserLink(context.db, Date.now()),
}
process.send?.(started)
