/** What a set of fingerprints claims: small sets in npm test, larger ones at night. */
import { FingerprintSet } from './fingerprint-set'
import { rng } from './rng'

/** `different`: how many fingerprints are compared with a set of names; `most`: how many are counted in bytes. */
export const isSetOf = ({ different, most }: { readonly different: number; readonly most: number }): void =>
  describe('a set of fingerprints', () => {
    test('holds what was added to it, and nothing else', () => {
      const [random, set, known] = [rng('fingerprints'), new FingerprintSet(), new Set<string>()]
      const lane = (): number => [0, -1, random.below(3), random.below(2 ** 32) | 0][random.below(4)] ?? 0
      const mistaken: string[] = []
      for (let times = 0; times < different; times++) {
        const [one, other] = [lane(), lane()]
        const name = `${one || 1} ${other}`
        if (set.add(one, other) === known.has(name)) mistaken.push(name)
        known.add(name)
      }
      expect(mistaken).toEqual([])
    })

    test('takes 16 bytes for each at most, at any size', () => {
      const [random, set] = [rng('bytes'), new FingerprintSet()]
      let bytes = 0
      for (let size = 1; size <= most; size++) {
        set.add(random.below(2 ** 32) | 0, random.below(2 ** 32) | 0)
        if (size > 20_000) bytes = Math.max(bytes, set.bytes / size)
      }
      expect(bytes).toBeLessThan(16)
      expect(set.bytes / most).toBeGreaterThan(8)
    })
  })
