import { CommandButton } from '../commands/command-button.tsx';
import { placeNow } from '../commands/conditions.ts';
import { useAppState } from '../context.ts';
import { roomScreens } from './rooms.tsx';

const screens = [
  { place: 'browser', command: 'room.browser', name: 'Library' },
  { place: 'review', command: 'review.open', name: 'Review' },
  ...roomScreens.map(({ room, name }) => ({ place: room, command: `room.${room}`, name })),
];

/** The screens of the window, one of which has it. */
export function RoomsRow() {
  const place = useAppState(placeNow);
  return (
    <nav className="rooms" aria-label="Screens">
      {screens.map((screen) => (
        <CommandButton
          key={screen.place}
          id={screen.command}
          className="room-button"
          isCurrent={screen.place === place}
        >
          {screen.name}
        </CommandButton>
      ))}
    </nav>
  );
}
