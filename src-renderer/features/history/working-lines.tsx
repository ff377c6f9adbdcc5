import './history.css';
import { useAppState } from '../../app/index.ts';
import { countWords } from '../../components/index.ts';

/** Commands over many sounds while they are being done. */
export function WorkingLines() {
  const working = useAppState((state) => state.history.working);
  return working.map(({ title, done, total }) => (
    <div className="notice working" key={title}>
      <p>{title}</p>
      <progress className="working-bar" max={total} value={done} aria-label={title} />
      <span className="notice-next">
        {countWords(done)} of {countWords(total)}
      </span>
    </div>
  ));
}
