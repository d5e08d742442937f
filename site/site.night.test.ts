/** All pages of the guide: on a phone, in dark colours, and without an error. */
import { areSoundInTheDark, areSoundOnPhones, openWithoutError, pages } from './opening.fixture'

areSoundOnPhones(pages.filter((one) => !one.startsWith('more/')))
areSoundInTheDark(['index.html', pages.at(-1) ?? ''])
openWithoutError(pages)
