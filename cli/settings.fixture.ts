/** docs/settings.md: what its cells say is asked again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tidemark } from './harness'
import { shapes } from '../reports/json'

const page = readFileSync(join(__dirname, '../docs/settings.md'), 'utf8')
export const rows = page
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

const ask = async (question: string): Promise<{ verdict: string; property: string; steps: number | undefined }> => {
  const { out } = await tidemark(`check --kafka baseline --records 1 --epochs 3 ${question} --json`)
  const { verdict, property = '', steps } = shapes.check.parse(JSON.parse(out))
  return { verdict, property: property.split(' ')[0] ?? '', steps }
}

const recordsAfter = async (settings: string, fault: string): Promise<string> => {
  const { verdict, steps } = await ask(`${settings} --faults ${fault} --judge any --property S1`)
  return verdict === 'holds' ? 'kept' : `lost after ${steps}`
}

const clientsAfter = async (settings: string, fault: string): Promise<string> => {
  const { verdict, property, steps } = await ask(`${settings} --faults ${fault} --availability`)
  return verdict === 'holds' ? 'served' : `${property === 'A1' ? 'offline' : 'refused'} after ${steps}`
}

/** These rows of the page say what the answers say. */
export const areAnswered = (some: typeof rows): void => {
  test.each([...some])(
    'replication factor %s, min.insync.replicas=%s, acks=%s',
    async (brokers, minIsr, acks, ...cells) => {
      const settings = `--brokers ${brokers} --min-isr ${minIsr} --acks ${acks}`
      const isHopeless = Number(minIsr) > Number(brokers)
      for (const [index, fault] of ['process-crash=1', 'machine-crash=1'].entries()) {
        const [records, clients] = cells.slice(2 * index)
        // Where nothing is acknowledged, nothing that was acknowledged is lost.
        const found = await recordsAfter(settings, fault)
        expect(isHopeless && found === 'kept' ? 'nothing is ever acknowledged' : found).toBe(records)
        expect(await clientsAfter(settings, fault)).toBe(clients)
      }
    },
  )
}
