/** A new machine takes over a broker id while the old process still serves (KAFKA-14885). */
import { tidemark } from './harness'

const WORLD = '--brokers 2 --untimed'

describe('R22: where a new machine takes over a broker id while the old process still serves,', () => {
  test('the old process acknowledges what one registered broker holds, of min.insync.replicas=2', async () => {
    const { code, out } = await tidemark(`check ${WORLD} --faults cut-off=1,id-taken-over=1 --property S17`)
    expect(code).toBe(10)
    expect(out).toMatch(/4 +a new machine with an empty disk takes over the id of broker 1 \[id-taken-over\]/)
    expect(out).toContain('a was acknowledged with 1 of min.insync.replicas=2 copies')
    expect(out).not.toContain('NOT_LEADER')
    expect(out).toMatch(/⇇2 {2}broker 2 is connected to the old process/)
  })

  test.each(['2.1', 'baseline'])('a new controller makes both processes leaders of one epoch, in %s', async (kafka) => {
    const faults = 'cut-off=1,id-taken-over=1,controller-failover=1'
    const { code, out } = await tidemark(`check --kafka ${kafka} ${WORLD} --faults ${faults} --property S6`)
    expect(code).toBe(10)
    expect(out).toContain('the old and the new process of broker 1 both lead in epoch 0')
  })

  test('without a new controller their epochs differ, and clients read what was committed', async () => {
    const { code, out } = await tidemark(`check ${WORLD} --faults cut-off=1,id-taken-over=1 --property S2,S4,S5,S6`)
    expect(code).toBe(0)
    expect(out).toMatch(/^holds/m)
  })

  test('that both lead is a fact, with a schedule to it', async () => {
    const fact = 'the old and the new process of a broker both lead'
    const faults = 'cut-off=1,id-taken-over=1,controller-failover=1'
    const words = ['check', ...WORLD.split(' '), '--faults', faults, '--reach', fact]
    const { code, out } = await tidemark('', { words })
    expect(code).toBe(0)
    expect(out).toContain('takes over the id of broker 1')
  })

  test.each([
    ['--faults id-taken-over=1', 'a fault that ends a session: expected cut-off=1 beside it'],
    ['--faults cut-off=1,id-taken-over=1 --grain message', "--grain is 'message': expected atomic"],
  ])('%s is bad input', async (options, why) => {
    const { code, err } = await tidemark(`check ${options}`)
    expect(code).toBe(2)
    expect(err).toContain(why)
  })
})
