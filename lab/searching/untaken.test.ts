import { processClock } from '../../explorer/node/clock'
import { kafkaCase } from '../questions/kafka-case'
import { question } from '../questions/question'
import { world } from '../records/pinned'
import { check } from './check'
import type { Limits } from './engine'

const untaken = async (
  faults: Parameters<typeof world>[3],
  limits: Limits = {},
): Promise<readonly string[] | undefined> => {
  const asked = kafkaCase(question({ kafka: '2.1', bounds: world(2, 1, 2, faults) }))
  const watch = { clock: processClock, isInterrupted: () => false, report: () => undefined }
  return (await check(asked, limits, watch)).run.untaken
}

test('a read is never late if there is one record, so the verdict names the fault', async () => {
  expect(await untaken({ 'process-crash': 1, 'late-read': 1 })).toEqual(['late-read'])
  expect(await untaken({ 'process-crash': 1, 'late-read': 1 }, { partialOrder: true })).toEqual(['late-read'])
})

test('nothing is named where each fault was taken, with symmetry as well', async () => {
  expect(await untaken({ 'process-crash': 1 })).toBeUndefined()
  expect(await untaken({ 'process-crash': 1 }, { symmetry: true })).toBeUndefined()
})

test('a search that was stopped says nothing of faults: more may follow', async () => {
  expect(await untaken({ 'process-crash': 1, 'late-read': 1 }, { states: 20 })).toBeUndefined()
})
