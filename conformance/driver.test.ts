import { DriverEnded, startDriver } from './driver'

/** A driver in a few lines: it answers each request with its number, and ends at the third. */
const SCRIPT = `
  console.log(JSON.stringify({ driver: 'test', kafka: '0', steps: [] }))
  let count = 0
  require('readline').createInterface({ input: process.stdin }).on('line', () => {
    if (++count === 3) { console.error('out of memory'); process.exit(7) }
    console.log(JSON.stringify({ error: String(count) }))
  })
`
const world = { brokers: 1, leaders: [1], acks: 'all', minIsr: 1, uncleanElection: false } as const
const request = { do: 'reset', world } as const

test('requests that are sent at once are answered in order; a driver that ends says why', async () => {
  const driver = await startDriver(process.execPath, ['-e', SCRIPT])
  expect(driver.greeting.driver).toBe('test')
  const answers = [driver.ask(request), driver.ask(request), driver.ask(request)]
  expect(await Promise.all(answers.slice(0, 2))).toEqual([{ error: '1' }, { error: '2' }])
  await expect(answers[2]).rejects.toThrow(new DriverEnded('the driver has ended (7): out of memory'))
  await expect(driver.ask(request)).rejects.toThrow(DriverEnded)
  await driver.close()
})

test('a program that is not there is an error, and no hanging', async () => {
  await expect(startDriver('/nowhere/java', [])).rejects.toThrow(/ENOENT/)
})
