/** The playground with KRaft, in a browser: its searches are larger; and the other sizes and colours. */
import { inBrowser } from '../../reports/page/opening.fixture'
import { answersAsTheCommandLine, field, fitAndAreSound, found, openPlayground, valueOf } from './opening.fixture'

inBrowser(
  'with KRaft a KIP that is switched off shows what it prevents, beside what the version has anyway',
  async () => {
    const { page } = await openPlayground(
      '#kafka=4.3&brokers=2&records=1&epochs=2&leader=1&acks=all&min-isr=2&judge=clean&faults=machine-crash=1,isr-shrink=1',
    )
    await page.getByText('KIPs and fixes:').click()
    await page.getByRole('checkbox', { name: /^kip-903 / }).uncheck()
    expect(await found(page)).toContain('S13 maximal ISR')
    await field(page, 'Only failures that this version survives').selectOption('4.3')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.locator('.summary').getByText("S16' ISR of present processes").waitFor()
    expect(await valueOf(page, 'The same search in the command line')).toContain(
      '--kafka 4.3 --without kip-903 --unlike 4.3',
    )
  },
)

fitAndAreSound([
  ['dark', 1280],
  ['light', 360],
])

answersAsTheCommandLine([
  ['holds', '#kafka=1.1&brokers=3&records=1&epochs=2&leader=1&acks=all&min-isr=2&judge=clean&faults=process-crash=1'],
])
