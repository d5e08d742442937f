/** A queue that is refused, protected, or gone. What it does: campaigning.long.test.ts. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { version } from '../../package.json'
import type { WalksJob } from '../../lab/campaign/job'
import { programSum } from '../../lab/campaign/program'
import { LOOPBACK } from '../serving/loopback'
import { PREFIX } from './server'
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import { EXIT } from '../exit'
import { tidemark, type Printed } from '../harness'
import type { Io } from '../io'
import { programOf } from './program.fixture'
import { startRedis, withRedis } from './redis.fixture'

const FILE = 'versions: [2.6]\nworlds: [{ brokers: 2, records: 1 }]\nwalks: { runs: 9000 }\n'

const outside = (differing: Partial<Io> = {}): Partial<Io> => ({
  clock: { now: () => performance.now() / 1000, cpu: () => 0, pause: () => Promise.resolve() },
  queueSeconds: 1,
  ...differing,
})

const asked = (url: string, differing?: Partial<Io>): Promise<Printed> =>
  tidemark(`campaign one.yaml --json --queue ${url}`, {
    files: new Map([['one.yaml', FILE]]),
    disk: memoryDisk(),
    outside: outside(differing),
  })

const scratch = mkdtempSync(join(tmpdir(), 'tidemark-tls-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

withRedis('a queue that is gone stops a campaign with what it has, and a worker', async () => {
  const redis = await startRedis()
  const [campaign, worker] = [
    asked(redis.url),
    tidemark(`work --json --queue ${redis.url}`, { outside: outside({ pid: 2 }) }),
  ]
  await sleep(1500)
  await redis.remove()
  const [stopped, worked] = [await campaign, await worker]
  expect([stopped.code, worked.code]).toEqual([EXIT.inconclusive, EXIT.inconclusive])
  expect(JSON.parse(worked.out)).toMatchObject({ stopped: 'queue' })
  expect(JSON.parse(stopped.out)).toMatchObject({
    stopped: 'queue',
    next: `tidemark campaign one.yaml --queue ${redis.url}`,
  })
})

withRedis('a campaign without workers gives a few jobs, of the newest version first, and takes them back', async () => {
  const redis = await startRedis()
  const queue = new Queue(programSum(version), {
    connection: { host: LOOPBACK, port: redis.port },
    prefix: PREFIX,
  })
  const at = { isOver: false }
  const listen: Io['listen'] = () => ({ isWanted: () => at.isOver, release: () => undefined })
  try {
    const file = FILE.replace('[2.6]', '[2.1, 2.6, 2.8]')
    const campaign = tidemark(`campaign one.yaml --queue ${redis.url}`, {
      files: new Map([['one.yaml', file]]),
      outside: outside({ listen, queueSeconds: 60 }),
    })
    while ((await queue.getPrioritizedCount()) === 0) await sleep(20)
    await sleep(500)
    const waiting = await queue.getPrioritized()
    expect(waiting).toHaveLength(8)
    expect(new Set(waiting.map(({ data }) => (data as WalksJob).question['kafka']))).toEqual(new Set(['2.8']))
    at.isOver = true
    expect((await campaign).code).toBe(EXIT.inconclusive)
    expect(await queue.getPrioritizedCount()).toBe(0)
  } finally {
    await queue.close()
    await redis.remove()
  }
})

withRedis('a queue that is not there is bad input, in one line', async () => {
  const redis = await startRedis()
  await redis.remove()
  for (const line of [`campaign one.yaml --queue ${redis.url}`, `work --queue ${redis.url}`]) {
    const { code, err } = await tidemark(line, { files: new Map([['one.yaml', FILE]]), outside: outside() })
    expect(code).toBe(EXIT.badInput)
    expect(err).toMatch(
      /^tidemark: --queue is 'redis:\S+': no server answers there \(ECONNREFUSED\): expected Redis or Valkey\n$/,
    )
  }
})

withRedis('a password is taken from the environment, and a wrong one is said', async () => {
  const redis = await startRedis(['--requirepass', 'geheim'])
  try {
    for (const password of [undefined, 'falsch']) {
      const { code, err } = await asked(redis.url, { env: () => password })
      expect(code).toBe(EXIT.badInput)
      expect(err).toMatch(
        /the server refuses the password: expected the password in the variable TIDEMARK_QUEUE_PASSWORD\n$/,
      )
    }
    const listening = { looks: 0 }
    const { code } = await asked(redis.url, {
      env: (name) => (name === 'TIDEMARK_QUEUE_PASSWORD' ? 'geheim' : undefined),
      listen: () => ({ isWanted: () => ++listening.looks > 3, release: () => undefined }),
    })
    expect(code).toBe(EXIT.inconclusive)
  } finally {
    await redis.remove()
  }
})

withRedis('rediss:// reaches a server by TLS, whose certificate is checked', async () => {
  const [key, cert] = [join(scratch, 'key.pem'), join(scratch, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  })
  const words = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert, '--tls-auth-clients', 'no']
  const redis = await startRedis(words, 'rediss')
  try {
    const { code, err } = await asked(redis.url)
    expect(code).toBe(EXIT.badInput)
    expect(err).toMatch(/no server answers there \(DEPTH_ZERO_SELF_SIGNED_CERT\)/)
    const worker = programOf(scratch, ['work', '--queue', redis.url], { NODE_EXTRA_CA_CERTS: cert })
    while (!worker.said().includes('working ')) await sleep(50)
    worker.child.kill('SIGINT')
    expect(await worker.ended).toBe(EXIT.holds)
  } finally {
    await redis.remove()
  }
})
