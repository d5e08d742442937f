import seedrandom from 'seedrandom'
import { walkAtRandom } from '../../explorer/laws'
import { faults } from '../../model/state'
import { specimens } from '../../specimens/catalogue'
import { readCase, type Case } from '../questions/case'
import { kafkaCase } from '../questions/kafka-case'
import { readSchedule } from '../questions/case-schedule'
import { rerunOf } from './rerun'
import { question } from '../questions/question'

const everyFault = Object.fromEntries(faults.map((fault) => [fault, 1]))
const zombie = question({
  kafka: '0.10.2',
  settings: { minIsr: 2 },
  bounds: { epochs: 4, faults: { 'cut-off': 1, 'clean-shutdown': 1 } },
})

/** The last line of a trace, and what its events were. */
const after = (asked: Case, codes: string): ReturnType<typeof rerunOf> => rerunOf(readSchedule(asked, codes.split(',')))

test.each([
  kafkaCase(question({ kafka: '2.1', bounds: { faults: everyFault } })),
  ...specimens.map(({ name }) => readCase({ machine: name })),
])('every state of a walk of $title has one cell per column', (asked) => {
  asked.run((machine, _, view) => {
    const source = seedrandom(asked.title)
    const states = walkAtRandom(machine, 60, (bound) => Math.floor(source.quick() * bound))
    for (const state of states) expect(view.cells(state)).toHaveLength(view.columns.length)
  })
})

test('a zombie, a broker that shuts down and requests in flight have different signs', () => {
  const { trace } = after(kafkaCase(zombie), 'z1,nf1,cs3')
  expect(trace.steps.at(-1)?.cells).toEqual(['L0! | {1 2 3}', 'F0 | «1,2', 'F0. | «1', '2', '2', '{2}'])
  expect(trace.steps.map(({ fault }) => fault)).toEqual(['cut-off', undefined, 'clean-shutdown'])
})

test('the legend explains the signs that a trace uses, and no others', () => {
  const { trace } = after(kafkaCase(question()), 'p1')
  expect(trace.legend.map((line) => line.split('  ')[0])).toEqual(['L1', 'F1', 'a₀|b₁'])
})

test('a note has the content of a handled request', () => {
  const { trace } = after(kafkaCase(zombie), 'z1,nf1,l2.0')
  expect(trace.steps.at(-1)?.notes).toEqual(['request: leader 2, epoch 1'])
})

test('a note lists the records that are committed and acknowledged', () => {
  const { trace } = after(kafkaCase(question({ bounds: { brokers: 2 } })), 'p1,f2,f2')
  expect(trace.steps.at(-1)?.notes).toEqual(['a committed', 'a acknowledged'])
})
