import type { Kinds } from '../../kit/catalogue'
import { int, peer } from '../../kit/schema'
import type { Bounds } from './state'

/**
 * All actions of the five modules. A request is identified by its epoch, which determines its leader. The leader in the
 * quorum changes the ISR.
 */
export type Action =
  | { readonly type: 'elect'; readonly replica: number }
  | { readonly type: 'drop'; readonly replica: number }
  | { readonly type: 'lead'; readonly epoch: number }
  | { readonly type: 'write'; readonly leader: number }
  | { readonly type: 'follow'; readonly follower: number; readonly epoch: number }
  | { readonly type: 'truncate'; readonly follower: number; readonly leader: number }
  | { readonly type: 'copy'; readonly follower: number; readonly leader: number }
  | { readonly type: 'raise'; readonly leader: number }
  | { readonly type: 'expand'; readonly follower: number }
  | { readonly type: 'shrink'; readonly follower: number }

/** `truncatesApart`: truncation is a separate step, and not a part of becoming a follower. */
export const kindsOf = ({ replicas, maxEpoch }: Bounds, truncatesApart: boolean): Kinds<Action> => {
  const replica = peer(replicas)
  const pair = { follower: replica, leader: replica }
  const epoch = int(0, maxEpoch)
  return {
    elect: { code: 'e', text: 'controller elects {replica}', fields: { replica } },
    drop: { code: 'd', text: 'controller drops {replica} from the ISR', fields: { replica } },
    lead: { code: 'l', text: 'leader of epoch {epoch} becomes leader', fields: { epoch } },
    write: { code: 'w', text: 'replica {leader} writes a record as leader', fields: { leader: replica } },
    follow: {
      code: 'f',
      text: 'replica {follower} follows the leader of epoch {epoch}',
      fields: { follower: replica, epoch },
    },
    truncate: {
      code: 't',
      text: 'replica {follower} truncates its log to match {leader}',
      fields: pair,
      possible: truncatesApart,
    },
    copy: { code: 'c', text: 'replica {follower} copies a record from {leader}', fields: pair },
    raise: { code: 'h', text: 'replica {leader} raises its high watermark', fields: { leader: replica } },
    expand: { code: 'x', text: 'leader adds {follower} to the ISR', fields: { follower: replica } },
    shrink: { code: 's', text: 'leader removes {follower} from the ISR', fields: { follower: replica } },
  }
}
