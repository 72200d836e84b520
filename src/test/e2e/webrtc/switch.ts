import { execFileSync } from 'node:child_process';

/** `FS_CLI` points to the fs_cli of a running FreeSWITCH that may be used for tests. */
export const FS_CLI = process.env['FS_CLI'];

export function cli(command: string): string {
  return execFileSync(FS_CLI as string, ['-x', command], { encoding: 'utf8' }).trim();
}

/** Asks until it is so. */
export async function until(
  what: string,
  so: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<number> {
  const since = Date.now();
  while (!(await so())) {
    if (Date.now() - since > limitMs) {
      throw new Error(`not in ${limitMs} ms: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Date.now() - since;
}

/** One leg at the switch. */
export class SwitchLeg {
  constructor(readonly uuid: string) {}

  static ring(
    uuid: string,
    to: string,
    variables: Record<string, string>,
    then: string,
  ): SwitchLeg {
    const all = { ...variables, origination_uuid: uuid, ignore_early_media: 'true' };
    const list = Object.entries(all).map(([name, value]) => `${name}=${value}`);
    cli(`bgapi originate {${list.join(',')}}${to} ${then}`);
    return new SwitchLeg(uuid);
  }

  get isThere(): boolean {
    return cli(`uuid_exists ${this.uuid}`) === 'true';
  }

  get isAnswered(): boolean {
    return cli(`uuid_getvar ${this.uuid} endpoint_disposition`) === 'ANSWER';
  }

  answered(): Promise<number> {
    return until(`${this.uuid} is answered`, () => this.isAnswered);
  }

  gone(): Promise<number> {
    return until(`${this.uuid} is gone`, () => !this.isThere);
  }

  bridge(to: SwitchLeg): void {
    cli(`uuid_bridge ${this.uuid} ${to.uuid}`);
  }

  kill(): void {
    cli(`uuid_kill ${this.uuid}`);
  }
}
