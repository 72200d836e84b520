import { linkTo } from './place';
import { type Room, roomsFor } from './rooms';
import { t } from './texts';

export function RoomLinks({ roles, at }: { roles: readonly string[]; at: Room }) {
  return (
    <nav class="rooms" aria-label={t('rooms')}>
      {roomsFor(roles).map((room) => (
        <a href={linkTo(room.path)} aria-current={room === at ? 'page' : 'false'} key={room.path}>
          {t(room.text)}
        </a>
      ))}
    </nav>
  );
}
