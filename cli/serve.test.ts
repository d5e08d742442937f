/** What `serve` shows, to which hosts, and what it refuses. */
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { EXIT } from './exit'
import { tidemark } from './harness'
import { allUnderWay, live } from './live'
import { memoryFiles, nowhere } from './nowhere'
import { run } from './run'
import { LOOPBACK } from './serving/loopback'

interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

const RUN = '.tidemark/runs/check-1a2b3c4d.json'
const EVIL = `<script>document.title = 'pwned'</script>"'><img src=x onerror=alert(1)>`

const savedRun = (differing: object = {}): string =>
  JSON.stringify({
    ...{ format: 1, kind: 'tidemark run', command: 'check', tidemark: '0.1.0' },
    entries: [{ id: 'check --records 1', verdict: 'broken', property: 'S14 ISR complete', steps: 8 }],
    ...differing,
  })

/** Serves these files on a free port while `look` runs. */
const served = async (files: Map<string, string>, look: (port: number) => Promise<void>): Promise<string> => {
  const state = { isOver: false, err: '', out: '' }
  const ended = run(['serve', '--port', '0', '--json'], {
    ...nowhere(),
    files: memoryFiles(files),
    out: (text) => (state.out += text),
    err: (text) => (state.err += text),
    listen: () => ({ isWanted: () => state.isOver, release: () => undefined }),
  })
  while (!/:\d+\//.test(state.err)) await sleep(5)
  try {
    await look(Number(/:(\d+)\//.exec(state.err)?.[1]))
  } finally {
    state.isOver = true
  }
  expect(await ended).toBe(EXIT.holds)
  return state.out
}

const get = (
  port: number,
  path: string,
  { method = 'GET', host = `localhost:${port}`, body = '' } = {},
): Promise<Got> =>
  new Promise((resolve, reject) => {
    const asking = request({ host: LOOPBACK, port, path, method, headers: { host } }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      )
    })
    asking.on('error', reject)
    asking.end(body)
  })

test('the list shows runs and running work, and the number of answered requests is printed at the end', async () => {
  const files = new Map([[RUN, savedRun()]])
  live(memoryFiles(files), 7, 'check --records 5').report(2, () => '2 s  depth 9')
  const out = await served(files, async (port) => {
    const { status, body, headers } = await get(port, '/')
    expect(status).toBe(200)
    expect(body).toContain('<th scope="row">check --records 1</th>')
    expect(body).toContain('<a href="/runs/check-1a2b3c4d.json" aria-label="JSON of check-1a2b3c4d">JSON</a>')
    expect(body).toContain('<span class="bad">1 broken</span> <small>S14 ISR complete</small>')
    expect(body).toContain('<code>check --records 5</code><span>2 s  depth 9</span>')
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/,
    )
    expect(JSON.parse((await get(port, '/live.json')).body)).toMatchObject([{ pid: 7, progress: '2 s  depth 9' }])
    expect((await get(port, '/runs/check-1a2b3c4d.json')).body).toBe(savedRun())
  })
  expect(JSON.parse(out)).toMatchObject({ command: 'serve', requests: 3, exitCode: 0 })
})

test('a run with a failure has a page', async () => {
  const { out } = await tidemark('check --kafka 0.10.2 --records 1 --json')
  const { token } = JSON.parse(out) as { readonly token: string }
  const entries = [{ id: 'check --kafka 0.10.2', verdict: 'broken', property: 'S19', token }]
  await served(new Map([[RUN, savedRun({ entries })]]), async (port) => {
    expect((await get(port, '/')).body).toContain('<a href="/runs/check-1a2b3c4d">check --kafka 0.10.2</a>')
    const { status, body, headers } = await get(port, '/runs/check-1a2b3c4d')
    expect([status, headers['content-security-policy']]).toEqual([
      200,
      "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ])
    expect(body).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'/i)
    expect(body).toContain('truncated a of epoch 0')
  })
})

test('a run without a failure has no page, and says so', async () => {
  const entries = [{ id: 'check', verdict: 'holds' }]
  await served(new Map([[RUN, savedRun({ entries })]]), async (port) => {
    const { status, body } = await get(port, '/runs/check-1a2b3c4d')
    expect([status, body]).toEqual([404, `${RUN}: nothing failed in it, so there is nothing to show\n`])
  })
})

test('text from a run is shown as text', async () => {
  const files = new Map([
    [RUN, savedRun({ command: EVIL, entries: [{ id: EVIL, verdict: EVIL, property: EVIL }] })],
    [`.tidemark/runs/${EVIL.replaceAll('/', '')}.json`, savedRun({ command: 1 })],
    [`.tidemark/pages/${EVIL.replaceAll('/', '')}.html`, ''],
  ])
  live(memoryFiles(files), 7, EVIL).report(2, () => EVIL)
  await served(files, async (port) => {
    const { body } = await get(port, '/')
    expect(body.match(/<(script|img)/g)).toEqual(['<script'])
    expect(body).toContain('&#60;script&#62;')
  })
})

test.each([
  '/runs/../../package.json',
  '/runs/..%2f..%2fpackage.json',
  '/runs/%2e%2e/secret.json',
  '/../secret.json',
  '/pages/../runs/check-1a2b3c4d.json',
  '//runs/check-1a2b3c4d.json',
  '/runs/',
  '/runs/nobody',
  '/secret.json',
])('%s is not found', async (path) => {
  const files = new Map([
    [RUN, savedRun()],
    ['secret.json', 'secret'],
    ['.tidemark/secret.json', 'secret'],
    ['package.json', 'secret'],
  ])
  await served(files, async (port) => {
    const { status, body } = await get(port, path)
    expect([status, body]).toEqual([404, 'there is no such page\n'])
  })
})

test('a damaged run is listed with its error', async () => {
  await served(new Map([[RUN, savedRun().slice(0, 90)]]), async (port) => {
    const { status, body } = await get(port, '/')
    expect(status).toBe(200)
    expect(body).toContain(`${RUN}:1: this is not JSON`)
  })
})

test.each(['evil.example', 'evil.example:80', 'localhost.evil.example', 'localhost', '127.0.0.1:1'])(
  'a request for the host %p is refused',
  async (host) => {
    await served(new Map([[RUN, savedRun()]]), async (port) => {
      const { status, body } = await get(port, '/', { host })
      expect([status, body]).toEqual([421, 'this server answers to localhost only\n'])
    })
  },
)

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused, even with a body', async (method) => {
  const files = new Map([[RUN, savedRun()]])
  await served(files, async (port) => {
    const { status, headers } = await get(port, `/runs/check-1a2b3c4d.json`, { method, body: 'x' })
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD'])
  })
  expect(files).toEqual(new Map([[RUN, savedRun()]]))
})

test('HEAD is answered like GET, without a body', async () => {
  await served(new Map([[RUN, savedRun()]]), async (port) => {
    const [head, got] = [await get(port, '/', { method: 'HEAD' }), await get(port, '/')]
    expect([head.status, head.body]).toEqual([200, ''])
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(got.body)))
  })
})

test('a port in use is one clear error', async () => {
  await served(new Map(), async (port) => {
    const state = { err: '' }
    const code = await run(['serve', '--port', String(port)], { ...nowhere(), err: (text) => (state.err += text) })
    expect([code, state.err]).toEqual([
      EXIT.badInput,
      `tidemark: --port is ${port}: this port is in use, expected a free port, or 0 for any\n`,
    ])
  })
})

describe('running work', () => {
  test('has a progress file after a second, which is updated each second, and removed at its end', () => {
    const files = new Map<string, string>()
    const noted = live(memoryFiles(files), 7, 'walk')
    const seen = [0.5, 1, 1.5, 2.1].map((seconds) => {
      noted.report(seconds, () => `${seconds} s`)
      return allUnderWay(memoryFiles(files), () => true).map(({ progress }) => progress)
    })
    expect(seen).toEqual([[], ['1 s'], ['1 s'], ['2.1 s']])
    noted.end()
    expect(files.size).toBe(0)
  })

  test('of a process that was killed is not shown', () => {
    const files = memoryFiles(new Map())
    live(files, 7, 'walk').report(1, () => '')
    live(files, 8, 'check').report(1, () => '')
    expect(allUnderWay(files, (pid) => pid === 8).map(({ command }) => command)).toEqual(['check'])
  })

  test('continues if its progress file cannot be written', () => {
    const full = {
      ...memoryFiles(new Map()),
      write() {
        throw new Error('no space')
      },
    }
    expect(() => live(full, 7, 'walk').report(1, () => '')).not.toThrow()
  })

  test('is ignored if its progress file is damaged', () => {
    const files = memoryFiles(new Map([['.tidemark/live/7.json', '{"pid": ']]))
    expect(allUnderWay(files, () => true)).toEqual([])
  })
})
