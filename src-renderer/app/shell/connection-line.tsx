import { useEffect, useState } from 'react';
import { useAppState } from '../context.ts';
import { windowHost } from '../engine/lines.ts';

const QUIET_MILLISECONDS = 400;
const PATIENCE_MILLISECONDS = 8_000;

const whatToDo = (): string =>
  windowHost() === null
    ? 'If it stays away, start Sonotheque again and open the address that it prints.'
    : 'If it stays away, close Sonotheque and start it again.';

/** Says quietly that the engine is away, and after a while what to do. */
export function ConnectionLine() {
  const connection = useAppState((state) => state.shell.connection);
  const [stage, setStage] = useState<'quiet' | 'waiting' | 'long'>('quiet');
  useEffect(() => {
    setStage('quiet');
    if (connection === 'connected') return;
    const timers = [
      setTimeout(() => setStage('waiting'), QUIET_MILLISECONDS),
      setTimeout(() => setStage('long'), PATIENCE_MILLISECONDS),
    ];
    return () => timers.forEach(clearTimeout);
  }, [connection]);
  return (
    <div className="connection" role="status">
      {connection !== 'connected' && stage !== 'quiet' && (
        <p>
          {connection === 'lost' ? 'The engine is starting again…' : 'The engine is starting…'}
          {stage === 'long' && ` ${whatToDo()}`}
        </p>
      )}
    </div>
  );
}
