import { Ctibar } from './ctibar';
import { CtibarError, ErrorCode } from './error';

/** For `<script src="dist/ctibar.js">`: the class itself, with what is needed to tell errors apart. */
(globalThis as Record<string, unknown>)['Ctibar'] = Object.assign(Ctibar, {
  CtibarError,
  ErrorCode,
});
