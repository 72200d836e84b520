/** RFC 1321. The contract wants passwords as MD5 hex; browsers do not offer it. */
export function md5(text: string): string {
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  const words = padded(new TextEncoder().encode(text));
  for (let block = 0; block < words.length; block += 16) {
    mix(state, words.subarray(block, block + 16));
  }
  return Array.from(new Uint8Array(state.buffer), (b) => b.toString(16).padStart(2, '0')).join('');
}

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

const SINES = Int32Array.from({ length: 64 }, (_, i) =>
  Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
);

/** A one bit, zeros, and the length in bits, in little-endian words. */
function padded(bytes: Uint8Array): Int32Array {
  const blocks = ((bytes.length + 8) >> 6) + 1;
  const all = new Uint8Array(blocks * 64);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const words = new Int32Array(all.buffer);
  words[blocks * 16 - 2] = bytes.length * 8;
  return words;
}

function mix(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const [f, word] = roundOf(round, i, b, c, d);
    const sum = (a + f + at(SINES, i) + at(words, word)) | 0;
    const shift = at(SHIFTS[round] as ArrayLike<number>, i % 4);
    [a, d, c] = [d, c, b];
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  [a, b, c, d].forEach((value, i) => (state[i] = at(state, i) + value));
}

function roundOf(round: number, i: number, b: number, c: number, d: number): [number, number] {
  switch (round) {
    case 0:
      return [(b & c) | (~b & d), i];
    case 1:
      return [(d & b) | (~d & c), (5 * i + 1) % 16];
    case 2:
      return [b ^ c ^ d, (3 * i + 5) % 16];
    default:
      return [c ^ (b | ~d), (7 * i) % 16];
  }
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
