import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import type { Config } from '../config.ts'
import { ownCommand } from '../own-command.ts'
import type { Claim } from './store.ts'

/** Below everything that somebody waits for. */
const lowest = 19

/**
 * When a process was born: the machine's boot and the tick since, so that another process of the same number, also
 * after a reboot, is not taken for it. Null where there is none.
 */
export function birthOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets, which may hold anything.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? null : `${boot}/${fields[18]}`
  } catch {
    return null
  }
}

/** Every thread of this process: on Linux each has a priority of its own, and new ones take their parent's. */
export function yieldToEverybody(): void {
  for (const thread of readdirSync('/proc/self/task')) {
    try {
      setPriority(Number(thread), lowest)
    } catch {
      // It has ended since.
    }
  }
}

/** Starts the process that works at a job. Detached: it outlives this one, and a Ctrl+C in its terminal. */
export function spawnWorker(
  config: Pick<Config, 'home' | 'pack' | 'backbone'>,
  { id, owner }: Claim,
  { detached = false } = {},
): Bun.Subprocess {
  return Bun.spawn([...ownCommand(), 'job', 'work', id, owner], {
    env: {
      ...process.env,
      TANGKAP_HOME: config.home,
      TANGKAP_PACK: config.pack,
      TANGKAP_BACKBONE: config.backbone,
    },
    detached,
    stdio: ['ignore', 'ignore', detached ? 'ignore' : 'inherit'],
  })
}
