import type { Board } from '../follow';
import { byName, megabytesText, minuteText, NO_VALUE, percentText } from '../format';
import { Age, Clipped, Heads, Icon } from '../parts';
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
  const gone = isGone(node);
  const state = gone ? 'down' : 'up';
  return (
    <tr data-node={node.id}>
      <th scope="row">
        <span class="status" data-status={state}>
          <Icon name={state} />
          <span>
            {node.id}
            {gone && ` · ${t('downSince', { time: minuteText(node.goneAt ?? 0) })}`}
            {node.id === here && <span class="soft"> · {t('thisPage')}</span>}
          </span>
        </span>
      </th>
      <td class="number">{gone ? NO_VALUE : <Age since={node.startedAt} />}</td>
      <Clipped>{node.verticles.join(', ')}</Clipped>
      <Clipped>{node.owned.join(', ') || NO_VALUE}</Clipped>
      <td class="number">{node.pages}</td>
      <td>{gone ? NO_VALUE : <Cpu node={node} />}</td>
      <td>{gone ? NO_VALUE : <Heap node={node} />}</td>
    </tr>
  );
}

function Cpu({ node: { cpu } }: { node: ClusterNode }) {
  const share = (cpu ?? -1) < 0 ? null : cpu;
  return <Load name={t('cpu')} share={share ?? 0} text={percentText(share)} />;
}

function Heap({ node: { heapUsedBytes, heapMaxBytes } }: { node: ClusterNode }) {
  const share = (heapUsedBytes ?? 0) / (heapMaxBytes || 1);
  return <Load name={t('heap')} share={share} text={megabytesText(heapUsedBytes)} />;
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
