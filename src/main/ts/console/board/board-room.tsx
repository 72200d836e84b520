import { AgentsPanel } from './agents';
import { CallsPanel } from './calls';
import { platformNow } from '../clock';
import { ClusterPanel } from './cluster';
import type { Desk, Shown } from '../desk';
import { GroupsPanel } from './groups';
import { useNamed } from '../named';
import { t } from '../texts';
import { Tiles } from './tiles';

interface BoardRoomProps {
  desk: Desk;
  shown: Shown;
  /** Tiles and groups alone. */
  big?: boolean;
}

/** The platform as it is now. */
export function BoardRoom({ desk, shown, big = false }: BoardRoomProps) {
  const { me } = shown;
  const { board } = shown.followed;
  const now = platformNow();
  const groups = useNamed(board?.groups);
  const agents = useNamed(board?.agents);
  if (!board) {
    return <p class="loading">{t('loading')}</p>;
  }
  return (
    <>
      <Tiles board={board} now={now} />
      <GroupsPanel groups={board.groups} order={groups} />
      {!big && (
        <>
          <div class="pair">
            <AgentsPanel {...{ desk, agents: board.agents, order: agents, groups, now, me }} />
            <CallsPanel {...{ desk, calls: board.calls, groups, agents }} />
          </div>
          <ClusterPanel board={board} />
        </>
      )}
    </>
  );
}
