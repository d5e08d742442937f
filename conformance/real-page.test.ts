import { readToken } from '../lab/questions/token'
import { recordedSessions, recordedText } from './recorded.fixture'
import { playedBack } from './recording'
import { realPage } from './real-page'
import { realReplay, type RealReplay } from './real-replay'

const [{ name, token }] = recordedSessions

const replayed = (text: string): Promise<RealReplay> => {
  const { options, codes } = readToken(token)
  return realReplay(playedBack(text), { release: '2.1.1', by: 'classes' }, options, codes)
}

test('the page shows both views of each step, and that they agree', async () => {
  const replay = await replayed(recordedText(name))
  const page = realPage(replay)
  expect(page).toContain('Every step agrees: 8 steps, ')
  expect(page.match(/<tbody class="same">/g)).toHaveLength(replay.steps.length)
  expect(page.match(/<th scope="row">Kafka<\/th>/g)).toHaveLength(replay.steps.length)
  expect(page).not.toContain('<script')
})

test('where they differ, the step, the cells and the values are named', async () => {
  const page = realPage(await replayed(recordedText(name).replaceAll('"leaderEpoch":1,"high', '"leaderEpoch":7,"high')))
  expect(page).toContain('The two differ at step 8')
  expect(page).toContain('<li>broker 3, partition 0, leaderEpoch: 1 in the model, 7 in Kafka</li>')
  expect(page).toMatch(/<tbody class="parted">.*<td class="differs">F1.*<td class="differs">F7/)
})

test('what a driver says is text, and never markup', async () => {
  const replay = await replayed(recordedText(name))
  const page = realPage({ ...replay, verdict: 'refused', because: '<img src=x>' })
  expect(page).toContain('Stopped: &#60;img src=x&#62;; before it')
})
