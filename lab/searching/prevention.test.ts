/** Which versions are tried for what prevents a failure. All else: cli/all.test.ts. */
import { question } from '../questions/question'
import { versionsAfter } from './prevention'

test('a version with ZooKeeper is tried after one with ZooKeeper, and one with KRaft after one with KRaft', () => {
  expect(versionsAfter(question({ kafka: '2.6' }))).toEqual(['2.8', 'baseline'])
  expect(versionsAfter(question({ kafka: '4.0' }))).toEqual(['4.1', '4.3'])
  expect(versionsAfter(question({ kafka: '4.3' }))).toEqual([])
})
