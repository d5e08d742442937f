/**
 * A search that is stopped and resumed has byte by byte the same result as an uninterrupted one. Larger ones:
 * resume.long.test.ts.
 */
import { FORMAT } from '../explorer/node/saving/header'
import type { Disk, DiskFile } from '../explorer/node/saving/disk'
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { sealed } from '../explorer/node/saving/seal'
import { shapes } from '../reports/json'
import { tidemark } from './harness'
import { endAsOne, endAsOneThread, KIP, plain } from './resuming.fixture'

/** Its 6,787 states are one block of the file; those of KIP are three. */
const SMALL = 'check --machine kip-320 --records 1 --untimed'

describe('a search in parts ends like an uninterrupted one', () => {
  endAsOne([
    ['if all properties hold', SMALL, 2],
    ['by fingerprints up to renaming', 'check --machine kip-320 --symmetry --fingerprints --untimed', 1],
  ])

  endAsOneThread(KIP, 20_000, [[2, 1]])

  test('no matter at which limit it stopped', async () => {
    const whole = await plain(SMALL)
    for (const most of [1, 100, 4096, 6786]) {
      const disk = memoryDisk()
      await tidemark(`${SMALL} --max-states ${most}`, { disk })
      expect(await tidemark(`${SMALL} --resume`, { disk })).toMatchObject(whole)
    }
  })
})

describe('a search is saved', () => {
  test('when it stops, and prints how to resume it', async () => {
    const { out } = await tidemark('check --machine kip-320 --max-states 5000 --symmetry --workers 2 --untimed')
    expect(out).toContain('kept      5,000 states in .tidemark/searches/')
    expect(out).toContain(
      'next      tidemark check --machine kip-320 --replicas 3 --log-size 2 --records 2 --max-epoch 1 --symmetry --workers 2 --resume\n',
    )
  })

  test('as JSON says', async () => {
    const { out } = await tidemark('check --machine kip-320 --max-states 5000 --json')
    const { kept, next } = shapes.check.parse(JSON.parse(out))
    expect(kept).toMatchObject({ states: 5000 })
    expect(next).toMatch(/--resume$/)
  })

  test('regularly while it runs, but not in the first seconds', async () => {
    const [kept, notYet] = [watchedDisk(), watchedDisk()]
    await tidemark(SMALL, { disk: kept.disk, keepSeconds: 2 })
    await tidemark(SMALL, { disk: notYet.disk, keepSeconds: 100 })
    expect([kept.replaced(), notYet.replaced()]).toEqual([5, 0])
  })

  test('until a new one is saved, and a line says so before', async () => {
    const files = new Map<string, Uint8Array>()
    const disk = memoryDisk(files)
    await tidemark(`${SMALL} --max-states 10`, { disk })
    const { err } = await tidemark(`${SMALL} --max-states 2000`, { disk })
    expect(err).toBe(
      'tidemark: this search was saved at 13 states and now starts again; that save stays until this search has more, and --resume continues it\n',
    )
    expect([...files.keys()].map((name) => name.split('/').at(-1)).sort()).toEqual(['search.json', 'states-1'])
    expect(await tidemark(`${SMALL} --resume`, { disk })).toMatchObject(await plain(SMALL))
  })

  test('with the time of all its parts', async () => {
    const disk = memoryDisk()
    await tidemark('check --machine kip-320 --records 1', { disk, interruptAfter: 4 })
    const { out } = await tidemark('check --machine kip-320 --records 1 --resume --json', { disk })
    expect(shapes.check.parse(JSON.parse(out)).seconds).toBeGreaterThan(6)
  })
})

const watchedDisk = (): { readonly disk: Disk; replaced(): number } => {
  const disk = memoryDisk()
  const seen = { replaced: 0 }
  const replace = (path: string, text: string): void => {
    seen.replaced++
    disk.replace(path, text)
  }
  return { disk: { ...disk, replace }, replaced: () => seen.replaced }
}

describe('a search that cannot be resumed is refused in one line that names a file, and stays unchanged:', () => {
  const once = new Map<string, Uint8Array>()
  const kept = async (): Promise<Map<string, Uint8Array>> => {
    if (once.size === 0) await tidemark(`${KIP} --max-states 20000`, { disk: memoryDisk(once) })
    return new Map(once)
  }
  const fileIn = (files: Map<string, Uint8Array>, name: string): string =>
    [...files.keys()].find((path) => path.endsWith(`/${name}`)) ?? ''

  /** Changes one of the saved files, and tries to resume. */
  const after = async (name: string, change: (bytes: Uint8Array) => Uint8Array, line = KIP): Promise<string> => {
    const files = await kept()
    const path = fileIn(files, name)
    files.set(path, change(files.get(path) ?? new Uint8Array(0)))
    const before = new Map([...files].map(([at, bytes]) => [at, Buffer.from(bytes).toString('hex')]))
    const { code, out, err } = await tidemark(`${line} --resume`, { disk: memoryDisk(files) })
    expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
    expect(new Map([...files].map(([at, bytes]) => [at, Buffer.from(bytes).toString('hex')]))).toEqual(before)
    expect(err).toContain(path)
    return err
  }
  const text = (change: (header: string) => string) => (bytes: Uint8Array) =>
    Buffer.from(change(Buffer.from(bytes).toString()))
  const header = (change: (value: Record<string, unknown>) => unknown): ((bytes: Uint8Array) => Uint8Array) =>
    text((json) =>
      sealed(change(JSON.parse(json.trimEnd().split('\n').slice(0, -1).join('\n')) as Record<string, unknown>)),
    )

  test('nothing', async () => {
    const { code, err } = await tidemark(`${KIP} --resume`)
    expect(code).toBe(2)
    expect(err).toMatch(/\.tidemark\/searches\/\w+\/search\.json: there is no saved search of this question/)
  })

  test.each([
    [
      'a header that is not JSON',
      text(() => 'hello\nworld\n'),
      'this is not JSON: expected the header of a saved search',
    ],
    ['an empty header', text(() => ''), 'this is not JSON'],
    ['half a header', text((json) => json.slice(0, 300)), 'this is not JSON'],
    ['a header that was changed', text((json) => json.replace('20000', '20001')), 'damaged: its last line'],
    ['another version', header((value) => ({ ...value, format: FORMAT + 1 })), 'of version 3: expected 2'],
    ['another shape', header((value) => ({ ...value, position: {} })), 'position.expanding'],
    ['another question', header((value) => ({ ...value, question: {} })), 'it is a search of another question'],
    ['another machine', header((value) => ({ ...value, machine: '00000000' })), 'it is a search of another machine'],
  ])('%s', async (_, change, message) => {
    expect(await after('search.json', change)).toContain(message)
  })

  test('missing states, or too few states', async () => {
    expect(await after('states-0', (bytes) => bytes.slice(0, -1))).toContain('too short: expected 20000 states')
    expect(await after('states-0', () => new Uint8Array(0))).toContain('too short: expected 20000 states')
  })

  test('any changed byte of the states or of the header', async () => {
    const { length } = (await kept()).get(fileIn(await kept(), 'states-0')) ?? { length: 0 }
    for (let at = 5; at < length; at += 54_321) expect(await after('states-0', flipped(at))).toContain('damaged')
    for (let at = 3; at < 560; at += 80) await after('search.json', flipped(at))
  })

  test('a search by fingerprints that should continue in exact mode', async () => {
    const disk = memoryDisk()
    await tidemark(`${SMALL} --fingerprints --max-states 2000`, { disk })
    const { code, err } = await tidemark(`${SMALL} --resume`, { disk })
    expect(code).toBe(2)
    expect(err).toMatch(/search\.json: this search used --fingerprints, and can only be resumed with --fingerprints\n$/)
    const again = await tidemark(`${SMALL} --fingerprints --resume`, { disk })
    expect(again).toMatchObject(await plain(`${SMALL} --fingerprints`))
  })

  test('states of other rules with the same actions, fields and properties', async () => {
    const disk = memoryDisk()
    await tidemark('check --machine liar --max-states 5', { disk })
    const { code, err } = await tidemark('check --machine liar --resume', { disk })
    expect(code).toBe(2)
    expect(err).toMatch(
      /states-0: state 1 does not follow from its parent: expected states of this version of tidemark\n$/,
    )
  })

  test('a search with partial order, which is not saved', async () => {
    const { code, err } = await tidemark(`${KIP} --partial-order --resume`)
    expect({ code, err }).toEqual({ code: 2, err: 'tidemark: --partial-order does not go with --resume\n' })
  })
})

test('data written after the last save is cut off', async () => {
  const files = new Map<string, Uint8Array>()
  await tidemark(`${KIP} --max-states 20000`, { disk: memoryDisk(files) })
  const path = [...files.keys()].find((name) => name.endsWith('states-0')) ?? ''
  files.set(path, Buffer.concat([files.get(path) ?? Buffer.of(), Buffer.alloc(12_345, 7)]))
  expect(await tidemark(`${KIP} --resume`, { disk: memoryDisk(files) })).toMatchObject(await plain(KIP))
})

describe('if the memory is too small', () => {
  test('a search is saved, and the two suggested commands both complete it', async () => {
    const files = new Map<string, Uint8Array>()
    const disk = memoryDisk(files)
    const { code, out } = await tidemark(`${KIP} --max-memory 0.0005`, { disk })
    const [more, bits] = [...out.matchAll(/ tidemark (check .*--resume.*)/g)].map((match) => match[1] ?? '')
    expect(code).toBe(3)
    expect(out).toMatch(/kept {6}[\d,]+ states in/)
    expect(more).toMatch(/--resume --max-memory 0.001$/)
    expect(bits).toMatch(/--fingerprints --resume$/)
    const copy = new Map(files)
    expect(await tidemark(`${bits} --untimed`, { disk })).toMatchObject(await plain(`${KIP} --fingerprints`))
    const again = await tidemark(`${KIP} --resume`, { disk: memoryDisk(copy) })
    expect(again).toMatchObject(await plain(KIP))
  })

  test('fingerprints are refused together with partial order', async () => {
    const { code, err } = await tidemark(`${KIP} --fingerprints --partial-order`)
    expect(code).toBe(2)
    expect(err).toMatch(/^tidemark: --partial-order does not go with --fingerprints.*\n$/)
  })

  test('a search by fingerprints can be resumed with more or fewer threads', async () => {
    const files = new Map<string, Uint8Array>()
    const disk = memoryDisk(files)
    expect(await tidemark(`${SMALL} --fingerprints --max-states 2000 --workers 2`, { disk })).toMatchObject({ code: 3 })
    expect(await tidemark(`${SMALL} --fingerprints --max-states 4000 --resume`, { disk })).toMatchObject({ code: 3 })
    const { out } = await tidemark(`${SMALL} --fingerprints --resume --workers 2 --untimed`, { disk })
    expect(out).toBe((await plain(`${SMALL} --fingerprints`)).out)
  })

  test('fingerprints print the odds that a state was missed', async () => {
    const { out } = await tidemark(`${SMALL} --fingerprints`)
    expect(out).toContain('odds      that a state was missed: 1 in 8e11\n')
    const json = await tidemark(`${SMALL} --fingerprints --json`)
    const { fingerprints } = shapes.check.parse(JSON.parse(json.out))
    expect(fingerprints?.oddsOfMissing).toBeCloseTo(6787 ** 2 / 2 ** 65, 15)
  })
})

describe('on a full disk', () => {
  test('a search by fingerprints stops, because its states are on that disk, and can be resumed when there is space', async () => {
    const disk = memoryDisk()
    const line = `${KIP} --fingerprints`
    await tidemark(`${line} --max-states 5000`, { disk })
    const { code, out, err } = await tidemark(`${line} --resume`, { disk: full(disk, 200_000) })
    expect(code).toBe(3)
    expect(out).toContain('stopped because the disk is full')
    expect(out).toMatch(
      /kept {6}5,0\d\d states in .*; the current state of the search could not be saved: no space is left on the disk\n/,
    )
    expect(err).toBe('')
    expect(await tidemark(`${line} --resume`, { disk })).toMatchObject(await plain(line))
  })

  test('a search continues to its end, and says once that it is not saved', async () => {
    const { code, out, err } = await tidemark(SMALL, { disk: full(memoryDisk(), 60_000), keepSeconds: 0 })
    expect({ code, out }).toEqual(await plain(SMALL))
    expect(err.match(/^tidemark: .*$/gm)).toEqual([
      expect.stringMatching(
        /searches\/\w+: this search could not be saved: no space is left on the disk; it continues$/,
      ),
    ])
  })

  test('a stopped search says that it could not be saved, and the last save is intact', async () => {
    const disk = memoryDisk()
    await tidemark(`${SMALL} --max-states 10`, { disk })
    const { code, out } = await tidemark(`${SMALL} --resume --max-states 6000`, { disk: full(disk, 60_000) })
    expect(code).toBe(3)
    expect(out).toMatch(
      /kept {6}13 states in .*; the current state of the search could not be saved: no space is left on the disk\n/,
    )
    expect(await tidemark(`${SMALL} --resume`, { disk })).toMatchObject(await plain(SMALL))
  })

  test('no resume command is suggested if nothing was saved', async () => {
    const { out } = await tidemark(`${SMALL} --max-states 6000`, { disk: full(memoryDisk(), 0) })
    expect(out).toContain(
      'kept      nothing; the current state of the search could not be saved: no space is left on the disk\n',
    )
    expect(out).not.toContain('--resume')
  })

  test('a search is saved again when there is space', async () => {
    const inner = memoryDisk()
    const room = { bytes: 60_000 }
    const disk = full(inner, room)
    await tidemark(`${SMALL} --max-states 10`, { disk })
    await tidemark(`${SMALL} --resume --max-states 4000`, { disk })
    room.bytes = Infinity
    await tidemark(`${SMALL} --resume --max-states 6000`, { disk })
    expect(await tidemark(`${SMALL} --resume`, { disk })).toMatchObject(await plain(SMALL))
  })
})

const flipped = (at: number) => (bytes: Uint8Array) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

/** A disk with limited space: data that does not fit is written partly. */
const full = (disk: Disk, room: number | { readonly bytes: number }): Disk => {
  const left = (): number => (typeof room === 'number' ? room : room.bytes)
  const narrow = (file: DiskFile): DiskFile => ({
    ...file,
    write(bytes, at) {
      file.write(bytes.subarray(0, Math.max(0, left() - at)), at)
      if (at + bytes.length > left()) throw Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' })
    },
  })
  return {
    ...disk,
    create: (path) => narrow(disk.create(path)),
    open(path) {
      const file = disk.open(path)
      return file && narrow(file)
    },
  }
}
