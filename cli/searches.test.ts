/** Saved searches: what is kept, how it is continued, and how it is removed. */
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { sealed } from '../explorer/node/saving/seal'
import { memoryFiles } from './nowhere'
import { tidemark } from './harness'
import { live } from './live'

const KIP = 'check --machine kip-320 --records 1 --untimed'

const withTwo = async (): Promise<{
  readonly disk: ReturnType<typeof memoryDisk>
  readonly ids: readonly string[]
}> => {
  const disk = memoryDisk()
  await tidemark(`${KIP} --max-states 700 --symmetry`, { disk })
  await tidemark('check --records 1 --max-states 50 --fingerprints', { disk })
  return { disk, ids: disk.folders('.tidemark/searches') }
}

test('are listed with the command that asked, and the largest can be continued with the next command', async () => {
  const { disk } = await withTwo()
  const { code, out } = await tidemark('searches --untimed', { disk })
  expect(code).toBe(0)
  expect(out).toMatch(/^search {4}states {2}depth {2}asked\n/)
  expect(out).toMatch(/\n\w{8} {2}7\d\d {5}\d+ {6}check --machine kip-320 [^\n]*--symmetry\n/)
  expect(out).toMatch(/\n\w{8} {2}\d\d {6}\d+ {6}check --records 1 --fingerprints\n/)
  const [, next = ''] = /next {6}tidemark (.*)\n/.exec(out) ?? []
  expect(next).toMatch(/^check --machine kip-320 .*--symmetry --resume$/)
  expect((await tidemark(`${next} --untimed`, { disk })).code).toBe(0)
  expect(disk.folders('.tidemark/searches')).toHaveLength(1)
})

test('are removed by their names, or all at once', async () => {
  const { disk, ids } = await withTwo()
  const [first = '', second = ''] = ids
  expect((await tidemark(`searches --remove ${first}`, { disk })).out).toContain(`removed   ${first}\n`)
  expect(disk.folders('.tidemark/searches')).toEqual([second])
  const { out } = await tidemark('searches --remove all', { disk })
  expect(out).toBe(`removed   ${second}\nno search is kept here\nnext      tidemark check\n`)
})

test.each([
  ['nothing', "--remove names 'nothing'"],
  ['', "--remove is ''"],
  [',', "--remove is ','"],
])('are not removed by a wrong name: %j', async (word, message) => {
  const { disk, ids } = await withTwo()
  const { code, err } = await tidemark('', { words: ['searches', '--remove', word], disk })
  expect(code).toBe(2)
  expect(err).toContain(`${message}: expected ${ids.join(', ')} or all`)
  expect(disk.folders('.tidemark/searches')).toEqual(ids)
})

test('are not removed while a search is under way', async () => {
  const { disk, ids } = await withTwo()
  const files = new Map<string, string>()
  live(memoryFiles(files), 17, 'check --records 3').report(5, () => '5 s')
  const { code, err } = await tidemark('searches --remove all', { disk, files })
  expect({ code, err }).toEqual({
    code: 2,
    err: 'tidemark: process 17 is searching here: expected --remove when no search is under way\n',
  })
  expect(disk.folders('.tidemark/searches')).toEqual(ids)
})

test.each([
  ['damaged', '{}', 'this is not JSON: expected the header of a saved search'],
  ['of another version', undefined, 'saved by tidemark 0.0.1'],
])('that are %s are listed, and can be removed', async (_, text, trouble) => {
  const files = new Map<string, Uint8Array>()
  const disk = memoryDisk(files)
  await tidemark(`${KIP} --max-states 100`, { disk })
  const [path = ''] = [...files.keys()].filter((name) => name.endsWith('search.json'))
  files.set(path, Buffer.from(text ?? resealed(disk.read(path) ?? '')))
  const { code, out } = await tidemark('searches', { disk })
  expect(code).toBe(0)
  expect(out).toContain(`cannot be continued: `)
  expect(out).toContain(trouble)
  await tidemark('searches --remove all', { disk })
  expect([...files.keys()]).toEqual([])
})

const resealed = (text: string): string => {
  const header = JSON.parse(text.trimEnd().split('\n').slice(0, -1).join('\n')) as object
  return sealed({ ...header, tidemark: '0.0.1' })
}
