/** A Redis or Valkey for tests, on a port of its own, with an append-only file; gone when the tests are. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LOOPBACK } from '../serving/loopback'

const PROGRAM = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0)

/** A test that needs a server. Where there is none, it is left out, and that is said. */
export const withRedis = PROGRAM === undefined ? test.skip : test

if (PROGRAM === undefined)
  beforeAll(() => console.warn('queues are not tested: no redis-server was found (apt-get install -y redis-server)'))

export interface Redis {
  readonly url: string
  readonly port: number
  /** kill -9. */
  kill(): Promise<void>
  /** Starts it again, with what its append-only file has. */
  again(): Promise<void>
  remove(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, LOOPBACK, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, LOOPBACK, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

/** `words`: more options of the server. `scheme`: how it is reached. */
export const startRedis = async (words: readonly string[] = [], scheme = 'redis'): Promise<Redis> => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-redis-'))
  const port = await freePort()
  const usual = ['--bind', LOOPBACK, '--dir', folder, '--appendonly', 'yes', '--save', '']
  const running: { child?: ChildProcess } = {}
  const start = async (): Promise<void> => {
    const ports = scheme === 'redis' ? ['--port', String(port)] : ['--port', '0', '--tls-port', String(port)]
    running.child = spawn(PROGRAM ?? '', [...ports, ...usual, ...words], { stdio: 'ignore' })
    while (!(await isListening(port))) await sleep(20)
  }
  const kill = async (): Promise<void> => {
    running.child?.kill('SIGKILL')
    while (running.child?.signalCode === null && running.child.exitCode === null) await sleep(10)
  }
  await start()
  return {
    ...{ url: `${scheme}://${LOOPBACK}:${port}`, port, kill, again: start },
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
