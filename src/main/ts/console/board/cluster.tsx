import type { Board } from '../follow';
import { byName, megabytesText, NO_VALUE, percentText, timeText } from '../format';
import { Age, Clipped, Icon } from '../parts';
import type { ClusterNode, Switch } from '../rows';
import { t } from '../texts';

export function ClusterPanel({ board }: { board: Board }) {
  const nodes = sorted(board.nodes);
  const switches = sorted(board.switches);
  const down = switches.filter((s) => !s.up).length + nodes.filter(isGone).length;
  const sum = { nodes: nodes.length, switches: switches.length, down };
  return (
    <details class="card panel cluster" open>
      <summary>
        <h2>{t('cluster')}</h2>
        <span class="soft">{t('clusterSum', sum)}</span>
      </summary>
      <div class="pair even">
        <Nodes nodes={nodes} here={board.node} />
        <Switches switches={switches} />
      </div>
    </details>
  );
}

function sorted<R extends { id: string }>(rows: ReadonlyMap<string, R>): R[] {
  return [...rows.values()].sort((a, b) => byName({ name: a.id }, { name: b.id }));
}

function Nodes({ nodes, here }: { nodes: readonly ClusterNode[]; here: string }) {
  const columns = ['node', 'upFor', 'parts', 'owns', 'pages', 'cpu', 'heap'] as const;
  return (
    <div class="scroll" role="region" aria-label={t('nodes')} tabIndex={0}>
      <table>
        <Heads columns={columns} />
        <tbody>
          {nodes.map((node) => (
            <NodeRow {...{ node, here }} key={node.id} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NodeRow({ node, here }: { node: ClusterNode; here: string }) {
  const cpu = (node.cpu ?? -1) < 0 ? null : node.cpu;
  const state = isGone(node) ? 'down' : 'up';
  const heapShare = (node.heapUsedBytes ?? 0) / (node.heapMaxBytes || 1);
  return (
    <tr data-node={node.id}>
      <th scope="row">
        <span class="status" data-status={state}>
          <Icon name={state} />
          <span>
            {node.id}
            {isGone(node) && ` · ${t('down')}`}
            {node.id === here && <span class="soft"> · {t('thisPage')}</span>}
          </span>
        </span>
      </th>
      <td class="number">
        {isGone(node) ? (
          t('lostAt', { time: timeText(node.goneAt ?? 0) })
        ) : (
          <Age since={node.startedAt} />
        )}
      </td>
      <Clipped>{node.verticles.join(', ')}</Clipped>
      <Clipped>{node.owned.join(', ') || NO_VALUE}</Clipped>
      <td class="number">{node.pages}</td>
      <td>
        <Load name={t('cpu')} share={cpu ?? 0} text={percentText(cpu)} />
      </td>
      <td>
        <Load name={t('heap')} share={heapShare} text={megabytesText(node.heapUsedBytes)} />
      </td>
    </tr>
  );
}

function isGone({ goneAt }: ClusterNode): boolean {
  return typeof goneAt === 'number';
}

function Load({ name, share, text }: { name: string; share: number; text: string }) {
  return (
    <span class="load">
      <meter aria-label={name} min={0} max={1} high={0.85} value={share} />
      <span class="clock">{text}</span>
    </span>
  );
}

function Switches({ switches }: { switches: readonly Switch[] }) {
  const columns = ['switch', 'state', 'owner', 'calls'] as const;
  return (
    <div class="scroll" role="region" aria-label={t('switches')} tabIndex={0}>
      <table>
        <Heads columns={columns} />
        <tbody>
          {switches.map(({ id, up, owner, calls }) => (
            <tr data-switch={id} key={id}>
              <th scope="row">{id}</th>
              <td>
                <span class="status" data-status={up ? 'up' : 'down'}>
                  <Icon name={up ? 'up' : 'down'} />
                  <span>{t(up ? 'up' : 'down')}</span>
                </span>
              </td>
              <td>{owner ?? t('noOwner')}</td>
              <td class="number">{calls}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heads({ columns }: { columns: readonly Parameters<typeof t>[0][] }) {
  return (
    <thead>
      <tr>
        {columns.map((key) => (
          <th scope="col" class={`of-${key}`} key={key}>
            {t(key)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
