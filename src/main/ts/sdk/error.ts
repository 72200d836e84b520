/** The numbers of docs/protocol: they never change meaning. */
export const ErrorCode = {
  OK: 0,
  BAD_REQUEST: 1,
  UNKNOWN_COMMAND: 2,
  NOT_SIGNED_IN: 3,
  NOT_ALLOWED_NOW: 4,
  FORBIDDEN: 5,
  TOKEN_INVALID: 6,
  BAD_CREDENTIALS: 7,
  TOKEN_EXPIRED: 8,
  RATE_LIMITED: 9,
  NOT_FOUND: 10,
  CONFLICT: 11,
  TIMEOUT: 12,
  UNAVAILABLE: 13,
  PHONE_UNREACHABLE: 14,
  BUSY: 15,
  NO_ANSWER: 16,
  REJECTED: 17,
  BAD_NUMBER: 18,
  NOT_AVAILABLE_YET: 19,
  TOO_LARGE: 20,
  INTERNAL: 50,
} as const;

export type ErrorName = keyof typeof ErrorCode;

/** Why a method failed. `name` is the code's name, so both can be tested for. */
export class CtibarError extends Error {
  /** One of {@link ErrorCode}, or a number of a newer server. */
  readonly code: number;
  /** The commands possible now, where the server told them (NOT_ALLOWED_NOW). */
  readonly allowed: readonly string[];
  /** What the server added: for a failed call `{callId, cause}`. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: number,
    message: string,
    allowed: readonly string[] = [],
    data: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.code = code;
    this.name = nameOf(code);
    this.allowed = allowed;
    this.data = data;
  }
}

export function nameOf(code: number): string {
  const known = Object.entries(ErrorCode).find(([, number]) => number === code);
  return known ? known[0] : 'INTERNAL';
}
