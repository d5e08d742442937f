import { isRejectedWhenTampered } from './tampered-free.fixture'

isRejectedWhenTampered('0.10.2.2')
isRejectedWhenTampered('1.1.1')
