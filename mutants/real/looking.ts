/** Walks of the model, whatever it is, beside Kafka's own classes, until one of them shows where the two part. */
import type { Beside } from '../../conformance/beside'
import { firstParting } from '../../conformance/beside'
import { DriverEnded, type Driver } from '../../conformance/driver'
import { walkBeside, type RealPlan } from '../../conformance/real-walk'
import type { Looked, Noticed } from '../../conformance/agreed/looked'

/** Walk after walk, until one shows a difference, or all are taken. A walk in which the model throws an error is left out. */
export const lookFor = async (driver: Driver, plan: RealPlan): Promise<Looked> => {
  const looked = { walks: 0, steps: 0, threw: 0 }
  for (let number = plan.first; number < plan.first + plan.runs; number++) {
    looked.walks++
    try {
      const { drawn, besides } = await walkBeside(driver, plan, number)
      const at = firstParting(besides)
      looked.steps += at < 0 ? besides.length - 1 : at
      const beside = besides[at]
      const event = beside?.action === undefined ? 'initial state' : drawn.machine.actions.print(beside.action)
      if (beside !== undefined) return { ...looked, noticed: noticedIn(beside, at, event) }
    } catch (error) {
      if (error instanceof DriverEnded) throw error
      looked.threw++
    }
  }
  return looked
}

const noticedIn = ({ differences: [first], error = '' }: Beside, step: number, event: string): Noticed => ({
  ...{ step, event },
  ...(first === undefined ? { cannot: error } : first),
})
