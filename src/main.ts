#!/usr/bin/env bun
import { messageOf } from './errors.ts'
import { program } from './program.ts'

try {
  await program().parseAsync()
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}
