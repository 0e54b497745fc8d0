import { rmSync } from 'node:fs'

const signals = { SIGINT: 130, SIGTERM: 143 } as const

/** Works in a folder; where somebody stops the program meanwhile, the folder goes and the program ends at once. */
export async function removedWhenStopped<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const stop = (signal: keyof typeof signals) => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(signals[signal])
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    return await work()
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
