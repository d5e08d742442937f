/**
 * `tidemark shell` in a process of its own, at a pseudo-terminal (`script` of util-linux): the commands of the chapter, in its
 * order, as they are typed there; and the shell blocks of the guide, where it has some.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..')
const GUIDE = join(ROOT, 'docs', 'guide')

/* oxlint-disable no-control-regex -- what a terminal obeys */

/** What is typed, without a prompt, and what is printed below it; '^D' ends a producer. */
type Row = readonly [typed: string, ...printed: readonly string[]]

const CHAPTER: readonly Row[] = [
  ['#파티션 1개, 리플리케이션 팩터 3개를 가진 토픽 생성'],
  [
    'kafka-topics --bootstrap-server kafka1:9091 --create --topic peter-test01 -partitions 1 --replication-factor 3',
    'Created topic peter-test01.',
  ],
  [
    'kafka-topics --bootstrap-server kafka1:9091 --topic peter-test01 --describe',
    'Topic: peter-test01\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: ',
    '\tTopic: peter-test01\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3',
  ],
  ['kafka-console-producer --bootstrap-server kafka1:9091 --topic peter-test01'],
  ['test message1'],
  ['^D'],
  [
    'kafka-topics --bootstrap-server kafka1:9091 --create --topic peter-test02 --partitions 1 --replication-factor 2',
    'Created topic peter-test02.',
  ],
  [
    'cd var/lib/kafka/datacd var/lib/kafka/data/peter-test02-0',
    'cd: too many arguments',
    'hint: cd var/lib/kafka/data/peter-test02-0',
  ],
  ['cd var/lib/kafka/data/peter-test02-0'],
  ['cat leader-epoch-checkpoint', '0', '1', '0 0'],
  [
    'kafka-configs --bootstrap-server kafka1:9091 --broker 1 --describe -all | grep controlled.shutdown.enable',
    '  controlled.shutdown.enable=true sensitive=false synonyms={DEFAULT_CONFIG:controlled.shutdown.enable=true}',
  ],
  [
    'kafka-topics --bootstrap-server kafka1:9091 --create --topic peter-test03 --partitions 1 --replication-factor 3',
    'Created topic peter-test03.',
  ],
  [
    'kafka-configs --bootstrap-server kafka1:9091 --topic peter-test03 --add-config retention.ms=0 --alter',
    'Completed updating config for topic peter-test03.',
  ],
  [
    'kafka-topics --bootstrap-server kafka1:9091 --topic peter-test03 --describe',
    'Topic: peter-test03\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: retention.ms=0',
    '\tTopic: peter-test03\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3',
  ],
  [
    'kafka-configs --bootstrap-server kafka1:9091 --topic peter-test03 --delete-config retention.ms=0 --alter',
    'Invalid config(s): retention.ms=0',
    'hint: --delete-config takes names without values: --delete-config retention.ms',
  ],
]

/** The shell blocks of a page as rows, in a cluster of their own. */
const rowsOf = (page: string): readonly Row[] => {
  const blocks = [...readFileSync(join(GUIDE, page), 'utf8').matchAll(/^```shell\n([^]*?)^```$/gm)]
  const rows: string[][] = [['cluster kafka=2.6 brokers=3']]
  let isRecord = false
  for (const line of blocks.flatMap(([, text = '']) => text.trimEnd().split('\n'))) {
    if (line.startsWith('$ ') || line.startsWith('#')) {
      if (isRecord) rows.push(['^D'])
      rows.push([line.replace(/^\$ /, '')])
      isRecord = line.includes('kafka-console-producer')
    } else if (isRecord && line.startsWith('>')) rows.push([line.replace(/^> ?/, '')])
    else rows.at(-1)?.push(line)
  }
  return (isRecord ? [...rows, ['^D']] : rows) as unknown as readonly Row[]
}

const guide = existsSync(GUIDE)
  ? readdirSync(GUIDE)
      .filter((name) => /^4.*\.md$/.test(name))
      .sort()
  : []

/** Types each line when its prompt is there, and answers the exit code and what the terminal shows. */
const typedAt = (lines: readonly string[]): Promise<{ readonly code: number | null; readonly shown: string }> =>
  new Promise((resolve) => {
    const command = 'stty cols 400 rows 50; exec node -r ./from-source.js cli/main.ts shell'
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
    const left = [...lines]
    let shown = ''
    let told = 0
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
      // A prompt is drawn at the beginning of a line that is empty yet: nothing is typed in two halves.
      if (!/\u001b\[0J(?:kafka\d:\S*\$ |>)\u001b\[\d+G$/.test(shown.slice(told))) return
      told = shown.length
      const next = left.shift() ?? '^D'
      child.stdin.write(next === '^D' ? '\u0004' : `${next}\r`)
    })
    child.on('close', (code) => resolve({ code, shown }))
  })

test('at a terminal the commands of the chapter print what the guide has, one after the other', async () => {
  const rows = [...CHAPTER, ...guide.flatMap(rowsOf)]
  const { code, shown } = await typedAt(rows.map(([typed]) => typed))
  const lines = shown
    .replace(/\u001b\[\d*[A-Z]/g, '')
    .replace(/\r+\n/g, '\n')
    .split('\n')
  const begin = lines.findIndex((line) => /^kafka1:\/\$ /.test(line))
  const end = lines.findIndex((line) => /^\d+ lines were typed/.test(line))
  const bare = lines.slice(begin, end).map((line) => line.replace(/^kafka\d:\S*\$ /, '').replace(/^>(?=.)/, ''))
  // The prompt of a producer is alone in its line where Ctrl-D ends it, and so is the last one of the session.
  const wanted = rows.flatMap(([typed, ...printed]) => [typed === '^D' ? '>' : typed, ...printed])
  expect(bare).toEqual([...wanted, ''])
  expect(code).toBe(0)
}, 60_000)
