/** One system call out of a trace of all threads. */
export interface Call {
  name: string
  /** Arguments with the paths of their files, as strace prints them with -y. */
  text: string
  /** Lines of the trace at which it was made and had returned. */
  begun: number
  ended: number
  failed: boolean
}

/** Reads what `strace -f -y -o` wrote. A call during which another thread made one stands on two lines. */
export function readTrace(trace: string): Call[] {
  const calls: Call[] = []
  const open = new Map<string, Call>()
  for (const [at, line] of trace.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest)
    if (resumed) {
      const call = open.get(thread)
      if (call && call.name === resumed[1]) {
        call.text += resumed[2] ?? ''
        finish(call, at)
        open.delete(thread)
      }
      continue
    }
    const [, name, text] = /^(\w+)\((.*)$/.exec(rest) ?? []
    if (name === undefined || text === undefined) continue
    const call: Call = { name, text, begun: at, ended: Number.POSITIVE_INFINITY, failed: false }
    calls.push(call)
    if (text.endsWith('<unfinished ...>')) open.set(thread, call)
    else finish(call, at)
  }
  return calls
}

function finish(call: Call, at: number): void {
  call.ended = at
  call.failed = / = -1 E\w+ /.test(call.text)
}
