import { Database } from 'bun:sqlite'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { openHome } from '../../src/home.ts'
import { runToEnd, startServer, withHome } from './server.ts'

/** Settings of a server that is not meant to get as far as listening. */
const settings = (home: string, more: Record<string, string> = {}) => ({
  PORT: '0',
  HOST: '127.0.0.1',
  TANGKAP_HOME: home,
  TANGKAP_WORKERS: '1',
  ...more,
})

/** Ends with 1 and one line, which says what the pattern says. */
async function refuses(home: string, pattern: RegExp, more: Record<string, string> = {}): Promise<void> {
  const { code, output } = await runToEnd(['serve'], settings(home, more))
  expect(output).toMatch(pattern)
  expect(output.trimEnd().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
}

/** A home with a database of this program. */
async function withDatabase<T>(use: (home: string) => Promise<T>): Promise<T> {
  return await withHome(async home => {
    await (await openDatabase(openHome(home).database)).destroy()
    return await use(home)
  })
}

describe('a start that cannot be says why in one line', () => {
  test('the port is in use', async () => {
    await withHome(async home => {
      const server = await startServer(join(home, 'a'))
      const port = { PORT: String(server.port) }
      await refuses(join(home, 'b'), new RegExp(`^Port ${server.port} at 127.0.0.1 .*another program`), port)
      // By the same settings too: a second start of the same server must not take half of its visitors.
      await refuses(join(home, 'a'), /^A server is running on the folder /, port)
      expect(await server.stop()).toBe(0)
    })
  })

  test.each([['192.0.2.77'], ['nowhere.invalid']])('the address %s is not of this machine', HOST =>
    withHome(home => refuses(home, /no such address\. Set HOST/, { HOST })),
  )

  test('the folder is below a file', () =>
    refuses('/dev/null/x', /^The folder \/dev\/null\/x cannot be written to .*Set TANGKAP_HOME/))

  test('the database has been through more than the program knows', () =>
    withDatabase(async home => {
      const db = new Database(join(home, 'tangkap.db'))
      db.run(`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`)
      db.close()
      await refuses(home, /newer than this program .*"9999-later"/)
    }))

  test('the database is none', () =>
    withHome(async home => {
      await writeFile(join(home, 'tangkap.db'), 'not a database, but long enough to be looked at '.repeat(50))
      await refuses(home, /^The database .* cannot be opened: /)
    }))

  // Comes late in the start, when threads are running that must not keep the process alive.
  test('the secret cannot be read', () =>
    withDatabase(async home => {
      await mkdir(join(home, 'secret'))
      await refuses(home, /directory/i)
    }))

  test.each([
    ['an unknown setting', { TANGKAP_WORKER: '2' }, /TANGKAP_WORKER\. Did you mean TANGKAP_WORKERS\?/],
    ['a port that is none', { PORT: '70000' }, /PORT cannot be "70000"\. Allowed: a number/],
    ['a pack that is not there', { TANGKAP_PACK: 'atlantis' }, /atlantis/],
    ['a short secret', { TANGKAP_SECRET: 'short' }, /^The setting TANGKAP_SECRET (?!.*short).*32/],
  ])('%s', (_, more, pattern) => withHome(home => refuses(home, pattern, more)))
})

describe('a command for a server’s home', () => {
  test.each([
    [['organiser-link']],
    [['job', 'list']],
    [['job', 'cancel', 'nightly-retrain']],
    [['check-photos']],
    [['train', '--wait']],
  ])('%s makes none where none is, and says how to name it', args =>
    withHome(async home => {
      const { code, output } = await runToEnd(args, settings(home))
      expect(output).toContain(`There is no Tangkap in ${home} yet`)
      expect(output).toContain('Set TANGKAP_HOME')
      expect(code).toBe(1)
      expect(await readdir(home)).toEqual([])
    }),
  )

  test('organiser-link says which home it opens', () =>
    withDatabase(async home => {
      const { code, output } = await runToEnd(['organiser-link'], settings(home))
      expect(output).toContain('/organiser/claim/')
      expect(output).toContain(home)
      expect(code).toBe(0)
    }))
})

describe('what is mistyped is refused with what was probably meant', () => {
  test.each([
    [['classfy'], 'Did you mean classify?'],
    [['sreve'], 'Did you mean serve?'],
    [['classify', '--jsn', 'x.jpg'], 'Did you mean --json?'],
    [['help', 'evalute'], "unknown command 'evalute'\n(Did you mean evaluate?)"],
    [['serve', '--port', '80'], "unknown option '--port'\nSettings come from the environment: PORT=8080"],
    [['evaluate', '--pack', 'malysia'], 'Models beside it: malaysia.'],
    [['classify', '--pack', 'malysia', 'x.jpg'], 'Models beside it: malaysia.'],
    [
      ['evaluate', '--photos', '/nowhere', '--index', '/nowhere/index.tsv'],
      '/nowhere/index.tsv cannot be read',
    ],
    [['serve', 'now'], 'too many arguments'],
    [['fit', '--reproduce', 'v1', '--set', 'seed=2'], "cannot be used with option '--set"],
    [['fit', '--reproduce', 'v1'], 'Name its folder with --model.'],
  ])('%s', async (args, words) => {
    const { code, output } = await runToEnd(args)
    expect(output).toContain(words)
    expect(output).not.toMatch(/\n\s+at /)
    expect(code).toBe(1)
  })
})

describe('the first start', () => {
  test('of several servers in one folder one serves, and the next when that is gone, however it went', () =>
    withHome(async home => {
      const starts = [1, 2, 3, 4].map(() => startServer(home, { TANGKAP_WORKERS: '1' }))
      const begun = await Promise.allSettled(starts)
      const [server, ...others] = begun.flatMap(each => (each.status === 'fulfilled' ? each.value : []))
      expect(others).toEqual([])
      const refusals = begun.flatMap(each => (each.status === 'rejected' ? String(each.reason) : []))
      expect(refusals).toHaveLength(3)
      for (const words of refusals)
        expect(words).toContain(`A server is running on the folder ${home} already`)

      expect((await runToEnd(['job', 'list'], settings(home))).code).toBe(0)
      await server?.kill()
      const next = await startServer(home, { TANGKAP_WORKERS: '1' })
      expect(await next.stop()).toBe(0)
    }))

  test('keeps its secrets to itself, and prints a link that makes one organiser', async () => {
    await withHome(async home => {
      const first = await startServer(home)
      for (const name of ['secret', 'tangkap.db', 'tangkap.db-wal']) {
        expect((await stat(join(home, name))).mode & 0o777, name).toBe(0o600)
      }
      for (const name of ['.', 'photos']) expect((await stat(join(home, name))).mode & 0o077, name).toBe(0)

      const link = /http:\S+\/organiser\/claim\/\S+/.exec(first.output())?.[0] ?? ''
      expect(link).toContain(first.address)
      const form = new URLSearchParams({ email: 'cikgu@example.org', password: 'three long words' })
      const claim = () => fetch(link, { method: 'POST', body: form, redirect: 'manual' })
      expect((await claim()).status).toBe(303)
      expect((await claim()).status).toBe(404)
      expect(await first.stop()).toBe(0)

      const second = await startServer(home)
      expect(second.output()).toContain('Players join with the code')
      expect(second.output()).not.toContain('organiser')
      expect(await second.stop()).toBe(0)
    })
  })
})
