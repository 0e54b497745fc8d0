import { CString, dlopen, FFIType, type Pointer } from 'bun:ffi'
import { expect, test } from 'vitest'
import './runtime.ts'

test('whoever imports the runtime has forbidden it to phone home, for native code to see', () => {
  const { cstring, ptr } = FFIType
  const libc = dlopen('libc.so.6', { getenv: { args: [cstring], returns: ptr } })
  const value = libc.symbols.getenv(Buffer.from('ORT_DISABLE_TELEMETRY\0')) as Pointer | null
  expect(value && String(new CString(value))).toBe('1')
})
