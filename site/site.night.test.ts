/** All pages of the guide on a phone. */
import { areSoundOnPhones, pages } from './opening.fixture'

areSoundOnPhones(pages.filter((one) => !one.startsWith('more/')))
