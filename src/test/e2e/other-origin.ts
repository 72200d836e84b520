import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveFile } from './static';

const WEBROOT = new URL('../../../webroot/', import.meta.url).pathname;
const WALLBOARD = new URL('../../../docs/wallboard.md', import.meta.url);
const APPENDIX = new URL('appendix.html', import.meta.url);
const MODULES = new URL('../../../node_modules/', import.meta.url);

/** An integrator's own web server with the document's page on it. */
export interface OtherOrigin {
  readonly url: string;
  stop(): void;
}

export async function serveAppendix(nodeUrl: string): Promise<OtherOrigin> {
  const html = readFileSync(APPENDIX, 'utf8').replaceAll('127.0.0.1:9999', new URL(nodeUrl).host);
  const libraries: Record<string, URL> = {
    '/lib/axios.min.js': new URL('axios/dist/axios.min.js', MODULES),
    '/lib/dayjs.min.js': new URL('dayjs/dayjs.min.js', MODULES),
  };
  return listening((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const library = libraries[path];
    if (path === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html);
    } else if (library) {
      response.end(readFileSync(library));
    } else {
      serveFile(WEBROOT, path, response);
    }
  });
}

/** The page of docs/wallboard.md, and what hands it its token. */
export function serveWallboard(nodeUrl: string, token: string): Promise<OtherOrigin> {
  const page = /```html\n(.*?)```/s.exec(readFileSync(WALLBOARD, 'utf8'))?.[1] ?? '';
  return listening((request, response) => {
    if (request.url === '/wallboard/token') {
      response.end(token);
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page.replace('location.origin', `'${nodeUrl}'`));
    }
  });
}

/** A page whose content security policy admits scripts by a nonce alone, with the SDK of that node in it. */
export function serveStrictPage(nodeUrl: string, how: 'script' | 'module'): Promise<OtherOrigin> {
  const sdk = `${nodeUrl}/dist/ctibar`;
  const load = {
    script: `<script nonce="n0nce" src="${sdk}.js"></script>`,
    module: `<script nonce="n0nce" type="module">
      import Ctibar from '${sdk}.mjs';
      window.Ctibar = Ctibar;
    </script>`,
  };
  return listening((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'nonce-n0nce'; worker-src blob:; connect-src ${nodeUrl}`,
    );
    response.end(`<!doctype html><title>CRM</title>${load[how]}`);
  });
}

async function listening(answer: RequestListener): Promise<OtherOrigin> {
  const server = createServer(answer);
  await new Promise<void>((begun) => server.listen(0, '127.0.0.1', begun));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
