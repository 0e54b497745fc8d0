/** Time as the pool needs it; tests hand in one they turn by hand. */
export interface Clock {
  /** Calls back once after so many milliseconds; the result takes it back. */
  after(ms: number, callback: () => void): () => void
}

export const realClock: Clock = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
