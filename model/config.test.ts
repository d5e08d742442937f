/** The settings and the log of each configuration that a topic may have. */
import { bounds, defaultSettings } from './bounds'
import { configsOf, settingsWithin } from './config'
import { smallStorage } from './storage/storage-bounds'
import { base } from './versions/base'

const small = { segmentRecords: 1, keys: 0, tombstones: [], time: 0, cleanup: 'delete', deletesRecords: false } as const
const topic = (retention: number, minIsr: number): ReturnType<typeof smallStorage>['configs'][0] =>
  smallStorage({ ...small, retention }, { minIsr, uncleanElection: minIsr === 2 }).configs[0]

const topics = [topic(-1, 1), topic(7, 2)] as const
const storage = { ...smallStorage({ ...small, retention: -1 }, defaultSettings), configs: topics }

test('with the log on disk the rules know the settings and the log of each configuration', () => {
  const configs = configsOf(base, { ...defaultSettings, acks: '1' }, bounds({ storage }))
  expect(configs.map(({ settings }) => settings)).toEqual([
    { acks: '1', minIsr: 1, uncleanElection: false },
    { acks: '1', minIsr: 2, uncleanElection: true },
  ])
  expect(configs.map((config) => config.storage?.topic)).toEqual(topics)
})

test('without it there is one configuration, and no storage', () => {
  const plain = { decide: base, settings: defaultSettings, bounds: bounds() }
  expect(configsOf(base, defaultSettings, plain.bounds)).toEqual([plain])
  expect(settingsWithin(defaultSettings, plain.bounds)).toEqual([defaultSettings])
})
