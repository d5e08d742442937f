import type { Account } from '../lab/telling/account/account'
import type { PageFinding } from '../reports/page/data'

/** A schedule as a finding of a page, with the places where it was found. Its title is the version, and what it breaks. */
export const findingAs = (account: Account, fingerprint: string, found: string[]): PageFinding => {
  const property = account.rerun.findings[0]?.property
  return {
    title: [account.rerun.title, property].filter(Boolean).join(': '),
    ...{ fingerprint, times: found.length, found, account },
    ...(property === undefined ? {} : { property }),
  }
}
