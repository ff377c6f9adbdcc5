import { CommandButton, useAppState } from '../../app/index.ts';
import { activeVersion, type LabPart } from './state.ts';

const parts: readonly { readonly part: LabPart; readonly command: string; readonly words: string }[] = [
  { part: 'new', command: 'training.new', words: 'New run' },
  { part: 'runs', command: 'training.runs', words: 'Runs' },
  { part: 'versions', command: 'training.versions', words: 'Model versions' },
];

/** The parts of the training lab, and the encoder in use. */
export function TrainingHead() {
  const part = useAppState((state) => state.training.part);
  const inUse = useAppState((state) => activeVersion(state.training));
  return (
    <div className="lab-head">
      <nav className="lab-tabs" aria-label="Training lab">
        {parts.map((each) => (
          <CommandButton key={each.part} id={each.command} className="lab-tab" isCurrent={each.part === part}>
            {each.words}
          </CommandButton>
        ))}
      </nav>
      {inUse !== undefined && (
        <p className="lab-in-use" title={inUse.name}>
          Encoder in use: <strong dir="auto">{inUse.name}</strong>
        </p>
      )}
    </div>
  );
}
