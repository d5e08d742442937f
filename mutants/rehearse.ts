/** A process that rehearses tests: it is sent what to run, and answers with a verdict, as often as it is asked. */
import { resolve } from 'node:path'
import process from 'node:process'
import { rehearsing, type Rehearsal } from './rehearsal'

const rehearse = rehearsing(resolve(__dirname, '..'))

process.setSourceMapsEnabled(false)
process.on('message', (asked: Rehearsal) => {
  void rehearse(asked).then((verdict) => process.send?.(verdict))
})
