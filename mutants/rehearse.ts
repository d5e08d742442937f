/**
 * A process that rehearses tests, as often as it is asked: it is sent what to run, names each file before it runs, and answers with
 * a verdict.
 */
import { resolve } from 'node:path'
import process from 'node:process'
import { rehearsing, type Rehearsal } from './rehearsal'
import type { Said } from './rehearser'

const say = (said: Said): void => void process.send?.(said)

const rehearse = rehearsing(resolve(__dirname, '..'), (where) => say({ where }))

process.setSourceMapsEnabled(false)
process.on('message', (asked: Rehearsal) => {
  void rehearse(asked).then((verdict) => say({ verdict }))
})
