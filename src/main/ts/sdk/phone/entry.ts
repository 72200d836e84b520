import { BROWSER } from './browser-surroundings';
import type { PhoneFactory } from './module';
import { FACTORY } from './module';
import { Runner } from './runner';

/** `ctibar-phone.js`: JsSIP and all that makes a telephone of a page. */
const factory: PhoneFactory = (host, settings) => new Runner(host, settings, BROWSER);
(globalThis as { [FACTORY]?: PhoneFactory })[FACTORY] = factory;
