import { createServer } from 'node:net';

/** Below those that the system gives to connections, as to the pages of a test that runs beside this one. */
const LEAST = 20_000;
const MOST = 32_000;

function isFree(port) {
  return new Promise((told) => {
    const server = createServer().once('error', () => told(false));
    server.listen(port, '127.0.0.1', () => server.close(() => told(true)));
  });
}

/** The first of so many free ports in a row. */
export async function freePorts(count) {
  for (;;) {
    const first = LEAST + Math.floor(Math.random() * (MOST - LEAST));
    const all = await Promise.all([...Array(count).keys()].map((i) => isFree(first + i)));
    if (all.every(Boolean)) {
      return first;
    }
  }
}
