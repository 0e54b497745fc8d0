import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { closest } from 'fastest-levenshtein'
import { AppError, messageOf } from './errors.ts'
import { type Network, networksIn } from './web/client-address.ts'

export interface Config {
  readonly port: number
  readonly host: string
  /** The one folder the program writes to, absolute. */
  readonly home: string
  readonly pack: string
  /** Inference threads. */
  readonly workers: number
  readonly backbone: 'int8' | 'fp32'
  /** Where people reach the server, without a slash at the end; null: whatever address they typed. */
  readonly publicUrl: string | null
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly Network[]
  /** Signs sessions; null: made on first start and kept in the home. */
  readonly secret: string | null
}

type Environment = Record<string, string | undefined>

/** Every setting, what it is when it is not set, and what may stand in it. */
const settings = {
  PORT: { fallback: '3000', allowed: 'a number from 0 to 65535', read: wholeNumber(0, 65_535) },
  HOST: { fallback: '0.0.0.0', allowed: 'an address or host name', read: word },
  TANGKAP_HOME: { fallback: './var', allowed: 'a folder', read: (text: string) => resolve(text) },
  TANGKAP_PACK: { fallback: 'malaysia', allowed: 'the name of a pack', read: packName },
  TANGKAP_WORKERS: {
    fallback: String(availableParallelism()),
    allowed: 'a number from 1 to 64',
    read: wholeNumber(1, 64),
  },
  TANGKAP_BACKBONE: { fallback: 'int8', allowed: 'int8 or fp32', read: oneOf('int8', 'fp32') },
  TANGKAP_PUBLIC_URL: { fallback: '', allowed: 'an address like https://food.example.org', read: publicUrl },
  TANGKAP_TRUSTED_PROXIES: {
    fallback: '',
    allowed: 'addresses or blocks of them with commas between, like 127.0.0.1, 10.0.0.0/8',
    read: networksIn,
  },
  TANGKAP_SECRET: { fallback: '', allowed: 'at least 32 characters', read: secret },
} as const

type Name = keyof typeof settings
const names = Object.keys(settings) as Name[]

/** The settings the environment holds, checked. Throws AppError naming the setting, its value and what is allowed. */
export function readConfig(env: Environment = Bun.env): Config {
  refuseUnknown(env)
  return Object.freeze({
    port: value('PORT', env),
    host: value('HOST', env),
    home: value('TANGKAP_HOME', env),
    pack: value('TANGKAP_PACK', env),
    workers: value('TANGKAP_WORKERS', env),
    backbone: value('TANGKAP_BACKBONE', env),
    publicUrl: value('TANGKAP_PUBLIC_URL', env),
    trustedProxies: value('TANGKAP_TRUSTED_PROXIES', env),
    secret: value('TANGKAP_SECRET', env),
  })
}

/** The folder the program writes to, without a look at the other settings. Throws AppError like readConfig. */
export const homeOf = (env: Environment = Bun.env): string => value('TANGKAP_HOME', env)

function value<N extends Name>(name: N, env: Environment): NonFail<ReturnType<(typeof settings)[N]['read']>> {
  const { fallback, allowed, read } = settings[name]
  const text = fromFile(name, env) ?? (env[name]?.trim() || fallback)
  const result = read(text)
  if (result === undefined) {
    const shown = name === 'TANGKAP_SECRET' ? 'what it is set to' : `"${text}"`
    throw new AppError(500, `The setting ${name} cannot be ${shown}. Allowed: ${allowed}.`)
  }
  return result as NonFail<ReturnType<(typeof settings)[N]['read']>>
}
type NonFail<T> = Exclude<T, undefined>

/** Secrets may lie in a file, as container platforms hand them out. */
function fromFile(name: Name, env: Environment): string | undefined {
  const file = name === 'TANGKAP_SECRET' ? env.TANGKAP_SECRET_FILE : undefined
  if (!file) return undefined
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new AppError(500, `The file ${file} that ${name}_FILE names cannot be read: ${messageOf(cause)}.`, {
      cause,
    })
  }
}

function refuseUnknown(env: Environment): void {
  const known = new Set<string>([...names, 'TANGKAP_SECRET_FILE'])
  for (const name of Object.keys(env)) {
    if (name.startsWith('TANGKAP_') && !known.has(name)) {
      throw new AppError(500, `There is no setting ${name}. Did you mean ${closest(name, [...known])}?`)
    }
  }
}

function wholeNumber(least: number, most: number) {
  return (text: string): number | undefined => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? number : undefined
  }
}

function oneOf<const T extends string>(...allowed: T[]) {
  return (text: string): T | undefined => allowed.find(item => item === text)
}

function word(text: string): string | undefined {
  return /^\S+$/.test(text) ? text : undefined
}

function packName(text: string): string | undefined {
  return /^[a-z][a-z0-9-]*$/.test(text) ? text : undefined
}

function secret(text: string): string | null | undefined {
  if (text === '') return null
  return text.length >= 32 ? text : undefined
}

function publicUrl(text: string): string | null | undefined {
  if (text === '') return null
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  return url.pathname === '/' && !url.search && !url.hash ? url.origin : undefined
}
