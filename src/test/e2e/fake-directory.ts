import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from './fake-node';

type Row = Record<string, unknown> & { version: number };

const KEYS: Readonly<Record<string, string>> = {
  people: 'username',
  groups: 'id',
  numbers: 'number',
  extensions: 'number',
};

/** People, groups, numbers and extensions at `/api/v1/`: kept in memory, checked as far as the tests go. */
export class FakeDirectory {
  private readonly kinds = new Map<string, Map<string, Row>>(
    Object.keys(KEYS).map((kind) => [kind, new Map()]),
  );

  constructor() {
    for (let n = 1; n <= 12; n++) {
      this.put('people', person(`agent${n}`, `${1000 + n}`, ['agent']));
      this.put('extensions', { number: `${1000 + n}`, phone: 'desk', autoAnswer: true });
    }
    this.put('people', person('admin', '1000', ['admin', 'supervisor']));
    const members = [
      { username: 'agent1', priority: 1 },
      { username: 'agent2', priority: 2 },
    ];
    const times = { ringTimeoutMs: 20_000, wrapUpMs: 10_000, enableAsr: false };
    this.put('groups', { id: 'support', name: '客户服务', ...times, members, numbers: ['7001'] });
    this.put('groups', { id: 'sales', name: '销售', ...times, members, numbers: [] });
    this.put('numbers', { number: '7001', group: 'support', data: { campaign: 'spring' } });
  }

  /** As it is, for what a test expects. */
  row(kind: string, key: string): Readonly<Row> | undefined {
    return this.kinds.get(kind)?.get(key);
  }

  /** As another administrator would. */
  put(kind: string, row: Record<string, unknown>): void {
    const rows = this.kinds.get(kind) as Map<string, Row>;
    const key = String(row[KEYS[kind] ?? '']);
    rows.set(key, { ...row, version: (rows.get(key)?.version ?? 0) + 1 });
  }

  /** @returns whether the request was for this */
  async answers(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? '/', 'http://node');
    const [kind = '', key] = url.pathname.split('/').slice(3).map(decodeURIComponent);
    const rows = this.kinds.get(kind);
    if (!url.pathname.startsWith('/api/v1/') || !rows) {
      return false;
    }
    const body = JSON.parse((await bodyOf(request)) || '{}') as Row;
    switch (request.method) {
      case 'GET':
        if (key === undefined) {
          send(response, 200, 0, { [kind]: page(rows, url.searchParams) });
        } else {
          this.sendOne(response, kind, key);
        }
        break;
      case 'POST':
      case 'PUT':
        this.save(response, kind, key, body);
        break;
      case 'DELETE':
        this.remove(response, kind, key ?? '', Number(url.searchParams.get('version')));
        break;
      default:
        response.writeHead(405).end();
    }
    return true;
  }

  private save(response: ServerResponse, kind: string, key: string | undefined, body: Row): void {
    const name = key ?? String(body[KEYS[kind] ?? '']);
    const taken = [...(this.kinds.get('people')?.values() ?? [])].find(
      ({ extension, username }) => extension === body.extension && username !== name,
    );
    if (key !== undefined && this.row(kind, key)?.version !== body.version) {
      send(response, 409, 11, {});
    } else if (kind === 'people' && body.extension && taken) {
      const problem = `the extension belongs to ${String(taken.username)}`;
      send(response, 400, 1, { fields: [{ field: 'extension', kind: 'taken', problem }] });
    } else {
      this.put(kind, { ...body, [KEYS[kind] ?? '']: name });
      this.sendOne(response, kind, name);
    }
  }

  private remove(response: ServerResponse, kind: string, key: string, version: number): void {
    if (this.row(kind, key)?.version !== version) {
      send(response, 409, 11, {});
    } else if (kind === 'groups') {
      send(response, 409, 4, {});
    } else {
      this.kinds.get(kind)?.delete(key);
      send(response, 200, 0, {});
    }
  }

  private sendOne(response: ServerResponse, kind: string, key: string): void {
    const row = this.row(kind, key);
    send(response, row ? 200 : 404, row ? 0 : 10, row ?? {});
  }
}

function person(username: string, extension: string, roles: string[]): Record<string, unknown> {
  const groups = username === 'admin' ? [] : ['support', 'sales'];
  const rest = { classOfService: 'national', enabled: true, groups };
  return { username, nickname: username.replace('agent', '坐席 '), extension, roles, ...rest };
}

function page(rows: ReadonlyMap<string, Row>, query: URLSearchParams): Row[] {
  const containing = query.get('containing') ?? '';
  return [...rows.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([key]) => key > (query.get('after') ?? ''))
    .map(([, row]) => row)
    .filter((row) => JSON.stringify(row).includes(containing))
    .slice(0, Number(query.get('limit')));
}

function send(response: ServerResponse, status: number, code: number, data: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ code, data, msg: code ? 'refused' : 'ok' }));
}
