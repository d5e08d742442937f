/** The published schemas accept the output and the saved files of the commands. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020'
import { ladderRows } from '../lab/records/ladder'
import { accountShape } from '../reports/account'
import { savedShapes } from '../reports/saved'
import { schemas } from '../reports/schemas'
import { tidemark } from './harness'

const ROOT = join(__dirname, '..')
const FOLDER = join(ROOT, 'docs', 'schemas')
const STORY = 'scenarios/kip-320-a-zombie.md'
const TOKEN =
  'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'

const ajv = new Ajv2020({ strict: true, allErrors: true })

const complaints = (name: string, value: unknown): readonly string[] => {
  const schema = JSON.parse(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8')) as { readonly $id: string }
  const check = ajv.getSchema(schema.$id) ?? ajv.compile(schema)
  void check(value)
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const world = (): Map<string, string> => new Map([[STORY, readFileSync(join(ROOT, STORY), 'utf8')]])

test('there is one for each shape, and no other', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.schema.json'))
  expect(names).toEqual(
    Object.keys(schemas)
      .map((name) => `${name}.schema.json`)
      .sort(),
  )
})

test.each([
  ['check', 'check --kafka 0.10.2 --records 1'],
  ['check', 'check --records 1 --symmetry --machine kip-320'],
  ['check', 'check --records 1 --max-states 50'],
  ['reach', 'check --records 1 --epochs 1 --reach clean'],
  ['causes', 'check --kafka 0.8.0 --brokers 2 --records 1 --epochs 1 --faults isr-shrink=1 --all'],
  ['coverage', 'check --records 1 --epochs 1 --coverage'],
  ['replay', `replay ${TOKEN} --step 8 --why fetches`],
  ['replay', `replay ${TOKEN} --verbose`],
  ['explain', `explain ${TOKEN}`],
  ['walk', 'walk --kafka baseline --runs 3'],
  ['walk', 'walk --kafka 0.10.2 --runs 40 --faults leader-move=2 --brokers 2 --records 1'],
  ['tell', `tell ${STORY}`],
  ['export', `export ${TOKEN} --format mermaid`],
  ['page', `page ${TOKEN}`],
  ['ablate', 'ablate kafka-1555'],
  ['ablation', 'ablate --kafka 0.10.2 --max-states 20 kafka-1555'],
  ['timeline', 'timeline'],
  ['searches', 'searches'],
  ['stops', 'stops --partitions 1 --ways killed'],
  ['survive', 'survive --replicas 1 --min-isr 1 --max-faults 1'],
  ['crashes', 'crashes --length 1 --cleanup compact'],
  ['timeline', 'timeline --kafka 2.6.3'],
  ['check', 'check --kafka 0.10.1.1 --records 1'],
  ['error', 'check --kafka 9'],
])('%s accepts the output of %s --json', async (name, line) => {
  const { out } = await tidemark(`${line} --json`, { files: world() })
  expect(complaints(name, JSON.parse(out))).toEqual([])
})

test('saved runs, the record, report and baseline fit their schemas', async () => {
  const files = world()
  await tidemark('ablate kafka-1555', { files })
  const baseline = await tidemark('baseline --accept --json', { files })
  const report = await tidemark('report --json', { files })
  expect(complaints('saved-run', JSON.parse(files.get('.tidemark/runs/latest.json') ?? ''))).toEqual([])
  expect(complaints('saved-baseline', JSON.parse(files.get('reports/baseline.json') ?? ''))).toEqual([])
  expect(complaints('baseline', JSON.parse(baseline.out))).toEqual([])
  expect(complaints('report', JSON.parse(report.out))).toEqual([])
})

test.each([TOKEN, STORY])(
  'account accepts the output of export --format json for %s, which has no other fields',
  async (given) => {
    const { out } = await tidemark(`export ${given} --format json`, { files: world() })
    expect(complaints('account', JSON.parse(out))).toEqual([])
    expect(accountShape.parse(JSON.parse(out))).toEqual(JSON.parse(out))
  },
)

const savedBaseline = (): unknown => JSON.parse(readFileSync(join(ROOT, 'reports/baseline.json'), 'utf8'))

test('the record of this project fits its schema', () => {
  expect(complaints('saved-baseline', savedBaseline())).toEqual([])
})

test('the record of this project has every row of npm start', () => {
  const ids = savedShapes.baseline.parse(savedBaseline()).entries.map(({ id }) => id)
  expect(ladderRows.map(({ name }) => `ladder ${name}`).filter((id) => !ids.includes(id))).toEqual([])
})

test('a missing field or a field of another type is refused, and a new field is accepted', async () => {
  const { out } = await tidemark('timeline --json')
  const whole = JSON.parse(out) as object
  expect(complaints('timeline', { ...whole, later: 5 })).toEqual(['/later must be array'])
  expect(complaints('timeline', { ...whole, later: undefined })).not.toEqual([])
  expect(complaints('timeline', { ...whole, new: 5 })).toEqual([])
})
