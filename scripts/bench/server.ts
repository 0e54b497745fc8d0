// The real server, with nobody counted by the rate limits and its event loop watched. Speaks IPC with pipeline.ts.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { currentEvent } from '../../src/events/store.ts'
import { openContext } from '../../src/open-context.ts'

const never = { take: async () => {} }
const context = await openContext(readConfig(), pino({ level: 'warn' }))
context.limits = { examples: never, catches: never, joins: never, signIns: never }
const app = createApp(context).listen({
  port: 0,
  hostname: '127.0.0.1',
  maxRequestBodySize: 64 * 1024 * 1024,
})
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

process.on('message', message => {
  if (message === 'reset') delay.reset()
  else process.send?.({ worstDelayMs: delay.max / 1e6, p99DelayMs: delay.percentile(99) / 1e6 })
})
process.send?.({ port: app.server?.port, code: (await currentEvent(context.db)).joinCode })
