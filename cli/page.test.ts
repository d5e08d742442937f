import { pageData } from '../reports/page/data'
import { shapes } from '../reports/json'
import { tidemark } from './harness'

const STORY = [
  '# A zombie <script>',
  'Broker 2 is `cut off`.',
  '',
  'It does not know.',
  '```kafka',
  "cluster kafka=2.0.0 brokers=2 records=2 property=S4'",
  'producer sends a record to broker 1',
  '```',
  'Then:',
  '```kafka',
  'broker 2 fetches from its leader',
  '```',
  'All is well.',
  '```kafka',
  'again under kafka=2.1',
  '```',
].join('\n')

const dataIn = (html = ''): unknown => JSON.parse(/id="data">([^]*?)<\/script>/.exec(html)?.[1] ?? '{}')

test('a page of a story has the text before the steps that follow it, and the version that the story asks at its end', async () => {
  const files = new Map([['stories/zombie.md', STORY]])
  const { code, out } = await tidemark('page stories/zombie.md', { files })
  expect(code).toBe(0)
  expect(out).toContain('written   .tidemark/pages/zombie.html')
  const data = pageData.parse(dataIn(files.get('.tidemark/pages/zombie.html')))
  const [finding] = data.findings
  expect(finding?.prose).toEqual([
    { step: 1, text: ['Broker 2 is `cut off`.', 'It does not know.'] },
    { step: 2, text: ['Then:'] },
    { step: 3, text: ['All is well.'] },
  ])
  expect(finding?.compared?.title).toBe('Kafka 2.1')
  expect(data.isBeside).toBeUndefined()
})

test('--json has the path and the content of the page', async () => {
  const files = new Map([['zombie.md', STORY]])
  const { out } = await tidemark('page zombie.md --compare 1.1 --out there.html --json', { files })
  const answer = shapes.page.parse(JSON.parse(out))
  expect(answer).toMatchObject({ path: 'there.html', findings: [{ steps: 2, times: 1, comparedWith: 'Kafka 1.1' }] })
  expect(pageData.parse(dataIn(files.get('there.html'))).isBeside).toBe(true)
})

test('failures with the same reason are one finding of the latest run', async () => {
  const files = new Map<string, string>()
  expect((await tidemark('check --machine die-hard', { files })).code).toBe(10)
  const path = '.tidemark/runs/latest.json'
  const run = JSON.parse(files.get(path) ?? '') as { entries: { id: string }[] }
  files.set(path, JSON.stringify({ ...run, entries: [...run.entries, { ...run.entries[0], id: 'again' }] }))
  const { code, out } = await tidemark('page', { files })
  expect(code).toBe(0)
  expect(out).toContain('1 distinct bug in 2 failures')
  expect([...files.keys()]).toContain('.tidemark/pages/latest-check.html')
})

test.each(['/../../../etc/x.md', '..\\..\\x.md', './.md', `${'x'.repeat(300)}.md`, '/a/..//<b>.md'])(
  'the name of a story (%s) does not lead to another folder',
  async (path) => {
    const files = new Map([[path, STORY]])
    await tidemark(`page ${path}`, { files })
    const [written = ''] = [...files.keys()].filter((name) => name !== path)
    expect(written).toMatch(/^\.tidemark\/pages\/[\w-]{1,80}\.html$/)
  },
)

test.each([
  ['page nowhere.md', "there is no file 'nowhere.md'"],
  ['page tm1:nonsense', 'this replay token is damaged'],
  ['page', "there is no '.tidemark/runs/latest.json'"],
  ['page zombie.md --compare 9', "--compare is '9': expected"],
])('%s is bad input, and nothing is written', async (line, message) => {
  const files = new Map([['zombie.md', STORY]])
  const { code, err } = await tidemark(line, { files })
  expect(code).toBe(2)
  expect(err).toContain(message)
  expect([...files.keys()]).toEqual(['zombie.md'])
})

test.each([
  ['check --machine die-hard --page', 'latest-check'],
  ['check --kafka 2.1 --records 1 --brokers 2 --page --untimed', 'latest-check'],
  ['walk --kafka 0.10.2 --runs 40 --faults leader-move=2 --brokers 2 --records 1 --page', 'latest-walk'],
])('%s writes the page of its findings', async (line, name) => {
  const files = new Map<string, string>()
  const { out } = await tidemark(line, { files })
  expect(out).toContain(`page      .tidemark/pages/${name}.html`)
  const { findings, plots } = pageData.parse(dataIn(files.get(`.tidemark/pages/${name}.html`)))
  expect(findings.length + plots.length).toBeGreaterThan(0)
})
