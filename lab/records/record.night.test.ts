/** The largest worlds of the record. */
import { areAsOnRecord, areSmallest, isHuge } from './record.fixture'

areAsOnRecord(isHuge)
areSmallest(isHuge)
