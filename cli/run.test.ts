import { writeToken } from '../lab/questions/token'
import { kafkas } from '../lab/questions/question'
import { faults } from '../model/state'
import { shapes } from '../reports/json'
import { tidemark } from './harness'

const TWO_POURS = writeToken({ options: { machine: 'die-hard' }, codes: ['fb', 'bs'] })
const OUT_OF_ORDER = writeToken({ options: { machine: 'kip-320' }, codes: ['e1', 'w2'] })
const SMALL = 'check --brokers 2 --records 1 --untimed'

describe('bad input is named in one line and ends with exit code 2:', () => {
  test.each([
    ['--brokerz 2', "unknown option '--brokerz' (Did you mean --brokers?)"],
    ['--kafka 2.11', "--kafka is '2.11': expected 0.8.0, 0.10.2, 1.1,"],
    ['--kafka 9', 'baseline, or any release from 0.8.0 to 4.4.0 (the nearest is 4.4.0)'],
    ['--kafka 3.1.1', 'KRaft is modelled from 3.2 on, and ZooKeeper up to 2.8, so the nearest are 2.8.2 and 3.2.0'],
    ['--kafka 2.8 --elr', '--elr is for releases with KRaft'],
    ['--kafka 3.9 --elr', 'expected --kafka 4.0 or later'],
    ['--kafka 2.8 --unassigned', '--unassigned is for releases with KRaft'],
    ['--kafka 3.5 --unassigned', 'Kafka 3.5 knows no log directories: expected --kafka 3.7 or later'],
    ['--kafka 2.8 --faults directory-failure=1', 'which is of KRaft, and Kafka 2.8 has none'],
    [
      '--kafka 4.3 --faults quorum-loss=1',
      '--faults quorum-loss cannot happen alone: expected another fault beside it',
    ],
    ['--faults cut-off=1,id-taken-over=1,late-read=1', '--faults late-read does not go with id-taken-over'],
    ['--kafka 4.3 --faults late-read=1', '--faults late-read cannot happen alone: expected another fault beside it'],
    ['--kafka 4.3 --unassigned --storage', '--unassigned does not go with --storage: expected one of them'],
    ['--kafka 4.3 --faults directory-move=1 --reassign 1,2', 'does not go with --reassign: expected one of them'],
    ['--kafka 4.3 --metadata-lag 0', "--metadata-lag is '0'"],
    ['--kafka 4.3 --faults lost-zk-answer=1', 'which is of ZooKeeper, and Kafka 4.3 has none'],
    ['--kafka 2.8 --unlike 4.3', "--unlike is '4.3'"],
    ['--unlike 1.0.2', 'that is 1.1 without kafka-5642 without kafka-6074, and expected is one of 0.8.0, 0.10.2'],
    ['--kafka 2.2 --with kip-380', "'kip-380', which Kafka 2.2 has already"],
    ['--kafka 0.11 --without kafka-5642', "'kafka-5642', which Kafka 0.11 does not have"],
    ['--kafka', "option '--kafka <version>' argument missing"],
    ['--without kip-3200', '(did you mean kip-320?)'],
    ['--without kip-320/fence', "kip-320 decides no 'fence': expected fences (did you mean fences?)"],
    ['--kafka 1.1 --without kip-320', "'kip-320', which Kafka 1.1 does not have"],
    ['--kafka 2.1 --with kip-101', "'kip-101', which Kafka 2.1 has already"],
    ['--with kip-1010', "--with names 'kip-1010': expected"],
    ['--brokers 6', "--brokers is '6': expected a whole number from 1 to 5"],
    ['--brokers -2', "--brokers is '-2': expected a whole number"],
    ['--records 1.5', "--records is '1.5': expected a whole number from 1 to 26"],
    ['--records many', "--records is 'many'"],
    ['--epochs 0', "--epochs is '0'"],
    ['--leader 4', "--leader is '4': expected a whole number from 1 to 3, because --brokers is 3"],
    ['--min-isr 100', "--min-isr is '100': expected a whole number from 1 to 99"],
    ['--acks some', "--acks is 'some': expected 0, 1 or all"],
    ['--judge dirty', "--judge is 'dirty': expected clean or any"],
    ['--faults process-crush=1', "--faults names 'process-crush': expected process-crash,"],
    ['--faults process-crash=-1', "--faults process-crash is '-1': expected a whole number from 0 to 9"],
    ['--faults process-crash=x', "--faults process-crash is 'x'"],
    ['--property S99', "--property names 'S99', which does not apply to this question"],
    ['--max-states 0', "--max-states is '0': expected a whole number above 0"],
    ['--max-minutes soon', "--max-minutes is 'soon': expected a number above 0"],
    ['--max-memory -1', "--max-memory is '-1': expected a number of GiB above 0"],
    ['--machine die-hart', '(did you mean die-hard?)'],
    ['--machine die-hard --records 2', '--records does not go with --machine die-hard: it takes no constants'],
    ['--machine kip-320 --kafka 2.1', '--kafka does not go with --machine kip-320: it takes --replicas, --log-size,'],
    ['--machine kip-320 --max-epoch 9', "--max-epoch is '9': expected a whole number from 0 to 8"],
    ['--unlike 1.1 --symmetry', '--symmetry: expected a machine whose peers are interchangeable'],
    ['--kafka 4.3 --reassign 1,2 --symmetry', '--symmetry: expected a machine whose peers are interchangeable'],
    ['--machine die-hard --symmetry', '--symmetry: expected a machine'],
    ['--unlike 1.1 --partial-order', '--partial-order: expected a machine that declares what its steps read and write'],
    ['--machine die-hard --partial-order', '--partial-order: expected a machine'],
    ['--machine kip-320 --partial-order --symmetry', '--partial-order does not go with --symmetry'],
    ['--replicas 3', '--replicas goes with --machine only'],
    ['--kafka 2.1 --kafka 4.3', "option '--kafka <version>' argument '4.3' is invalid. it was given twice"],
    ['--kafka 4.3 --reassign 1,3 --reassign 1,2', 'it was given twice: expected it once'],
    ['--property ,', "option '--property <names>' argument ',' is invalid. a name in it is empty"],
    ['--with=', "option '--with <names>' argument '' is invalid. a name in it is empty"],
    ['--kafka 0.10.2 --unlike 0.10.2', "--unlike is '0.10.2', the version that is checked: expected another one"],
    ['--kafka 4.3 --unlike 4.4.0', "--unlike is '4.3', the version that is checked: expected another one"],
    ['more', "too many arguments for 'check'"],
  ])('check %s', async (options, message) => {
    const { code, out, err } = await tidemark(`check ${options}`)
    expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
    expect(err).toContain(message)
  })

  test.each([
    ['chek', "unknown command 'chek' (Did you mean check?)"],
    ['replay', "missing required argument 'schedule'"],
    ['replay nonsense', "this is not a replay token: it begins with 'nonsense', expected tm1"],
    ['replay tm0:kafka=2.1:p1:00000000', 'this replay token is of version tm0, expected tm1'],
    ['replay tm1:kafka=2.1:p1:00000000', 'this replay token is damaged: its checksum is wrong'],
    ['ablate kip-9999', "no ablation is named 'kip-9999': expected"],
    ['walk --workers 0', "--workers is '0': expected a whole number from 1 to 64"],
    ['ladder --brokers 3', "unknown option '--brokers'"],
  ])('%s', async (line, message) => {
    const { code, out, err } = await tidemark(line)
    expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
    expect(err).toContain(message)
  })

  test('also with --json, as one object', async () => {
    const { code, out } = await tidemark('check --brokers x --json')
    const told = shapes.error.parse(JSON.parse(out))
    expect({ code, told }).toEqual({
      code: 2,
      told: {
        format: 1,
        exitCode: 2,
        verdict: 'bad input',
        error: "--brokers is 'x': expected a whole number from 1 to 5",
      },
    })
  })
})

describe('the exit code is', () => {
  test.each([
    [0, 'if all properties hold', SMALL],
    [0, 'if an optional fact is never reached', 'check --machine optional'],
    [0, 'for help', '--help'],
    [0, 'for the timeline', 'timeline'],
    [10, 'if a property is broken', 'check --machine die-hard'],
    [3, 'if a limit ends the search', `${SMALL} --max-states 50`],
    [3, 'if the time limit ends the search', 'check --machine kip-320 --max-minutes 0.01'],
    [3, 'if the memory limit ends the search', 'check --machine kip-320 --max-memory 0.0001'],
    [11, 'if a required fact is never reached', 'check --machine dry'],
    [70, 'if a property throws', 'check --machine burst'],
    [70, 'if a failure cannot be replayed', 'check --machine liar'],
  ])('%i %s', async (expected, _, line) => {
    const { code } = await tidemark(line)
    expect(code).toBe(expected)
  })

  test('3 after Ctrl-C, and the result so far is printed', async () => {
    const { code, out } = await tidemark('check --machine kip-320', { interruptAfter: 1 })
    expect(code).toBe(3)
    expect(out).toContain('stopped by an interrupt')
    expect(out).not.toMatch(/unreachable|never met/)
  })
})

test('a bug is reported as a bug', async () => {
  const { err, out } = await tidemark('check --machine burst --json')
  expect(err).toContain('tidemark: a bug in tidemark: the gauge burst')
  expect(shapes.error.parse(JSON.parse(out))).toMatchObject({ verdict: 'bug', exitCode: 70 })
})

test('a failure is told as a trace, a verdict, a token and a next step', async () => {
  const { out } = await tidemark(`${SMALL} --kafka 0.10.2 --min-isr 1`)
  expect(out).toBe(BROKEN)
})

describe('a release that is no preset', () => {
  const STANDS =
    'Kafka 2.1.1 with kip-380 with kafka-8724 with kafka-7866 with kafka-10432-flaw stands for 2.3.1: the same decisions'

  test.each([
    `${SMALL} --kafka 2.3.1`,
    'walk --kafka 2.3.1 --runs 2 --faults leader-move=2 --brokers 2 --records 1 --untimed',
  ])('is told beside the preset that stands for it, in words and with --json: %s', async (line) => {
    const { out } = await tidemark(line)
    expect(out.split('\n')[1]).toContain(STANDS)
    const told = JSON.parse((await tidemark(`${line} --json`)).out) as Record<string, unknown>
    expect(told['standsFor']).toContain(STANDS)
    expect(told['question']).toMatchObject({ kafka: '2.1.1', with: 'kip-380,kafka-8724,kafka-7866,kafka-10432-flaw' })
  })

  test('may take the steps of a schedule again, and its token names the preset', async () => {
    const { out: first } = await tidemark(`${SMALL} --kafka 0.10.2 --min-isr 1 --json`)
    const { token } = JSON.parse(first) as { readonly token: string }
    const { out } = await tidemark(`replay ${token} --kafka 1.0.1 --json`)
    const told = JSON.parse(out) as Record<string, string>
    expect(told['standsFor']).toMatch(
      /^Kafka 1.1 without kafka-5642 without kafka-6074 stands for 1.0.1: the same decisions/,
    )
    expect(told['token']).toMatch(/^tm1:kafka=1.1:without=kafka-5642,kafka-6074:/)
  })

  test('takes back what was varied, where that is what makes it differ from its preset', async () => {
    const { out } = await tidemark(`${SMALL} --kafka 2.3.1 --without kip-380`)
    expect(out.split('\n')[0]).toBe('Kafka 2.1.1 with kafka-8724 with kafka-7866 with kafka-10432-flaw')
    const { out: other } = await tidemark(`${SMALL} --kafka 1.0 --with kafka-5642,kafka-6074`)
    expect(other.split('\n')[0]).toBe('Kafka 1.1')
  })

  test('is not mentioned where a preset was named', async () => {
    const { out } = await tidemark(`${SMALL} --kafka 2.1.1 --json`)
    expect(out).not.toContain('standsFor')
  })
})

describe('timeline --kafka', () => {
  test('answers every decision, and ends with a command worth trying', async () => {
    const { out } = await tidemark('timeline --kafka 2.0.0')
    expect(out).toMatch(/^Kafka 2.0.0, decision by decision, as read at the tag 2.0.0\n/)
    expect(out).toMatch(
      /\ntruncation {17}Where does a follower truncate, .*\n {27}1\. The leader's answer is undefined: /,
    )
    expect(out).toMatch(/kip-279 \(2.0-IV0\); AbstractFetcherThread.getOffsetTruncationState, 2.0.0\n/)
    expect(out).toMatch(/\n\nnext {2}.* check --kafka 2.0.0 --unlike 2.1 .*\n$/)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  })

  test('says by which tag the method of what is varied was read', async () => {
    const { out } = await tidemark('timeline --kafka 0.11.0.2')
    expect(out).toContain('stands for 0.11.0.2')
    expect(out).toContain('not modelled: KAFKA-6857: Asked for no epoch, a leader')
    expect(out).toContain('kafka-1028 (0.8.2); KafkaController.removeReplicaFromIsr, 0.10.2.2')
    expect(out).toMatch(/next {2}.* check --kafka 1.1 --without kip-112 --without kafka-5642 --without kafka-6074\n$/)
    const { out: baseline } = await tidemark('timeline --kafka baseline')
    expect(baseline).toContain('kip-380 (2.2-IV0); KafkaApis.isBrokerEpochStale, 2.2.0')
    expect(baseline).toContain('base (0.8.0); Partition.makeLeader, 0.8.0')
  })

  test('ends with what the release brought: what breaks without it, the command that shows it, and the story', async () => {
    const { out } = await tidemark('timeline --kafka 4.0')
    expect(out.slice(out.indexOf('\nNew in 4.0\n'))).toContain(
      [
        'kip-966 (4.0.0): Eligible leader replicas: a feature of the cluster, with --elr',
        '  without it: the last replica of the ISR, which has lost its records and is elected',
        '  shortest failure: S15 in 10 steps',
        '  again  tidemark ablate B19-kraft',
        '  story  tidemark tell scenarios/bugs/B19-the-last-replica-with-kraft.md',
      ].join('\n'),
    )
  })

  test('is Markdown where that is asked for, and bad input where there is no such release', async () => {
    expect((await tidemark('timeline --kafka 2.1 --markdown')).out).toMatch(/^## .*\n\n\| decision \| answer \|/)
    expect((await tidemark('timeline --kafka 3.1')).code).toBe(2)
  })
})

test('check --help lists every version and every fault', async () => {
  const { out } = await tidemark('check --help')
  for (const name of [...kafkas, ...faults]) expect(out).toContain(name)
})

test('what holds is told with how far that goes', async () => {
  const { out } = await tidemark('check --machine two-phase-commit --untimed')
  expect(out).toBe(HOLDS)
})

test('symmetry counts states up to the names of peers, says so, and shows real names', async () => {
  const { out } = await tidemark('check --machine kip-101 --symmetry --untimed')
  expect(out).toContain('symmetry reduction: states that differ only in the names of peers count once (--symmetry)')
  const plain = await tidemark('check --machine kip-101 --untimed')
  const states = (text: string): number => Number(/([\d,]+) states/.exec(text)?.[1]?.replaceAll(',', ''))
  expect(states(out) * 2).toBeLessThan(states(plain.out))
})

test('partial order finds the same with fewer steps, and prints how many fewer', async () => {
  const { out } = await tidemark('check --machine kip-320 --records 1 --partial-order --untimed')
  expect(out).toContain('partial-order reduction: independent steps are taken in one order only (--partial-order)')
  expect(out).toContain('searched  6,787 states, 11,166 transitions of 15,897 (1.42 times fewer), depth 17\n')
  const json = await tidemark('check --machine kip-320 --records 1 --partial-order --untimed --json')
  expect(JSON.parse(json.out)).toMatchObject({ generated: 11_166, partialOrder: { spared: 4731, timesFewer: 1.42 } })
})

test('facts that a complete search never reached are listed', async () => {
  const { out } = await tidemark('check --machine dry --untimed')
  expect(out).toContain("facts     0 of 1 reached; never reached: 'a flood' (required)\n")
})

test('progress on a terminal is one line that is cleared at the end', async () => {
  const { err } = await tidemark('check --machine kip-320', { errIsTerminal: true, interruptAfter: 2 })
  const [before, ...lines] = err.split('\r\u001b[K')
  expect({
    before,
    last: lines.pop(),
    isProgress: lines.every((line) => /^\d+ s {2}depth \d+ {2}/.test(line)),
  }).toEqual({
    before: '',
    last: '',
    isProgress: true,
  })
})

describe('replay answers', () => {
  const tokenOf = async (line: string): Promise<string> => {
    const { out } = await tidemark(`${line} --json`)
    return shapes.check.parse(JSON.parse(out)).token ?? ''
  }

  test('still fails, if it does', async () => {
    const token = await tokenOf('check --machine die-hard')
    const { code, out } = await tidemark(`replay ${token}`)
    expect(code).toBe(10)
    expect(out).toContain('still fails at step 6')
  })

  test('fixed, if every step can be taken and nothing breaks', async () => {
    const { code, out } = await tidemark(`replay ${TWO_POURS}`)
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('fixed: 2 steps replayed') as string })
  })

  test('diverged, if a guard refuses a step', async () => {
    const { code, out } = await tidemark(`replay ${OUT_OF_ORDER}`)
    expect({ code, out }).toMatchObject({
      code: 3,
      out: expect.stringContaining('diverged at step 2 because "does not believe itself to be the leader"') as string,
    })
  })
})

describe('--json prints one object of its documented shape:', () => {
  test.each([
    ['check', `${SMALL} --json`],
    ['check', 'check --machine die-hard --json'],
    ['timeline', 'timeline --json'],
    ['replay', `replay ${TWO_POURS} --json`],
  ] as const)('%s, by %s', async (command, line) => {
    const { out } = await tidemark(line)
    expect(shapes[command].parse(JSON.parse(out))).toMatchObject({ format: 1, command })
    expect(out.trimEnd()).not.toContain('\n')
  })
})

describe('a schedule can be replayed', () => {
  const check = 'check --kafka 0.10.2 --unlike 1.1 --brokers 3 --records 1 --epochs 2 --json --untimed'

  test.each([
    ['in the version in which it failed, and still fails', '', 10, 'still fails at step 8'],
    ['in a version that holds, and is fixed', '--kafka 1.1', 0, 'fixed: 8 steps replayed, no property is broken'],
    ['without an amendment', '--kafka 2.1 --without kip-101', 10, 'still fails at step 8'],
  ])('%s', async (_, options, code, verdict) => {
    const { out } = await tidemark(check)
    const { token } = shapes.check.parse(JSON.parse(out))
    const again = await tidemark(`replay ${token} ${options}`)
    expect(again.out).toContain(verdict)
    expect(again.code).toBe(code)
  })
})

test.each([SMALL, `${SMALL} --json`, 'check --machine die-hard --untimed', 'timeline'])(
  'two runs of %s print the same bytes',
  async (line) => {
    expect(await tidemark(line)).toEqual(await tidemark(line))
  },
)

const BROKEN = `Kafka 0.10.2
  2 brokers, 1 record, 3 leader epochs, broker 1 is the first leader
  acks=all, min.insync.replicas=1, unclean.leader.election.enable=false
  fault budget: process-crash 1

#  event                                            broker 1         broker 2  ZK: leader  epoch  ISR
0  initial state                                    L0 |             F0 |      1           0      {1 2}
1  producer sends a record to broker 1              L0 |a₀           F0 |      1           0      {1 2}
2  broker 2 fetches from its leader                 L0 |a₀           F0 |a₀    1           0      {1 2}
3  broker 2 fetches from its leader                 L0 a₀|           F0 |a₀    1           0      {1 2}  a committed, a acknowledged
4  the process of broker 2 crashes [process-crash]  L0 a₀|           down |a₀  1           0      {1 2}
5  controller notices that broker 2 is gone         L0 a₀| {1 2} «1  down |a₀  1           1      {1}    2 leaves the ISR
6  broker 2 starts                                  L0 a₀| {1 2} «1  - |a₀     1           1      {1}
7  controller notices that broker 2 is back         L0 a₀| {1 2} «1  - |a₀ «1  1           1      {1}
8  broker 2 handles the next LeaderAndIsr           L0 a₀| {1 2} «1  F1 |      1           1      {1}    request: leader 1, epoch 1, BROKEN S11 weak ISR
   L1  believes that it is the leader of epoch 1
   F1  follows the leader of epoch 1
   -  does not know a leader
   down  not running; its log on disk, with the checkpointed high watermark
   a₀|b₁  records a of epoch 0 and b of epoch 1; | is the high watermark
   «1  a LeaderAndIsr request of epoch 1 is in flight
   {1 2}  the ISR in the leader's memory, if ZooKeeper has another
   [...]  a fault

broken    S11 weak ISR
          broker 1 leads in epoch 0 with a of epoch 0 at offset 0 below its high watermark; broker 2 is in the ISR and has nothing
          the lowest broken rung of the ladder: leader candidates are complete
          this is a shortest counterexample: none has fewer than 8 steps

searched  149 states, 264 transitions, depth 7
replay    tidemark replay tm1:kafka=0.10.2:brokers=2:records=1:epochs=3:leader=1:faults=process-crash=1:acks=all:min-isr=1:judge=clean:p1,f2,f2,k2,nf2,u2,nr2,l2.0:38992901
next      tidemark check --kafka 1.1 --brokers 2 --records 1 --min-isr 1
`

const HOLDS = `two-phase-commit
  resource managers agree to commit or to abort
  resource-managers 3

holds     exhaustive: every state within these bounds was explored

searched  288 states, 1,145 transitions, depth 10
enabled   4.0 actions per state on average, 9 at most
facts     none asked for
next      tidemark check --machine paxos
`

test('replay shows the version of the question, and not the one next to it', async () => {
  const { out: checked } = await tidemark('check --kafka 0.10.2 --unlike 1.1 --records 1 --epochs 2 --json')
  const { token } = JSON.parse(checked) as { readonly token: string }
  const [step, whole] = [await tidemark(`replay ${token} --step 8`), await tidemark(`replay ${token} --verbose`)]
  expect(step.out).toContain('\n  cluster.brokers[3].replicas[0].leader ')
  expect(whole.out).toMatch(/^0 {2}initial state\n {3}cluster\.coordinator\.znodes\[0\]\.leader /)
  expect(step.out + whole.out).not.toMatch(/t?here\.(cluster|history)/)
})
