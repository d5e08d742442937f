import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FreeTrace } from './judge'
import { readFree } from './read'

/** Free runs of real brokers, one of each release, as `real record --seed f1` (0.10.2.2: f2) has written them. */
export const recordedReleases = ['0.10.2.2', '1.1.1', '2.1.1'] as const

export const freePath = (release: string): string => join(__dirname, '..', 'recorded', 'free', `${release}.jsonl`)

export const freeTrace = (release: string): FreeTrace => readFree(release, readFileSync(freePath(release), 'utf8'))
