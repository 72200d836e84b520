export { Ctibar, Ctibar as default } from './ctibar';
export { CtibarError, ErrorCode, type ErrorName } from './error';
export type * from './phone-types';
export type * from './types';
