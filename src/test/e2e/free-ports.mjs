import { createServer } from 'node:net';

function free(port) {
  return new Promise((told) => {
    const server = createServer().once('error', () => told(0));
    server.listen(port, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => told(port));
    });
  });
}

/** The first of so many free ports in a row. */
export async function freePorts(count) {
  for (;;) {
    const first = await free(0);
    const rest = await Promise.all([...Array(count - 1).keys()].map((i) => free(first + 1 + i)));
    if (first + count < 65_536 && rest.every(Boolean)) {
      return first;
    }
  }
}
