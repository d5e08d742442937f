/** Hunts of a campaign. Its file, and how it stops: campaign.test.ts. */
import { EXIT } from './exit'
import { tidemark } from './harness'

test('hunts say how many steps each way took, seed by seed', async () => {
  const hunts = new Map([['one.yaml', 'hunts: { bugs: [B01], strategies: [swarm, pct], seeds: 2, steps: 2000 }']])
  const { code, out } = await tidemark('campaign one.yaml --workers 1 --json', { files: hunts })
  expect(code).toBe(EXIT.holds)
  const found = JSON.parse(out) as { readonly hunts: readonly { readonly strategy: string; readonly seed: number }[] }
  expect(found.hunts.map(({ strategy, seed }) => `${strategy}${seed}`)).toEqual(['swarm0', 'pct0', 'swarm1', 'pct1'])
})
