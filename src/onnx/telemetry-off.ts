import { dlopen, FFIType } from 'bun:ffi'

const name = 'ORT_DISABLE_TELEMETRY'

/**
 * ONNX Runtime 1.30 reports to its maker: it keeps a database of events under the user's cache folder and sends it off
 * every few minutes. Nothing here leaves the machine, so it is told not to before it is loaded. By libc, because what
 * is assigned to process.env is not seen by native code; to process.env as well, because child processes and threads
 * get theirs from there.
 */
if (process.env[name] !== '1') {
  const { cstring, i32 } = FFIType
  const libc = dlopen('libc.so.6', { setenv: { args: [cstring, cstring, i32], returns: i32 } })
  libc.symbols.setenv(Buffer.from(`${name}\0`), Buffer.from('1\0'), 1)
  process.env[name] = '1'
}
