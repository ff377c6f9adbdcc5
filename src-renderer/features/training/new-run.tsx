import { useEffect, useMemo } from 'react';
import { CommandKey, useActions, useAppState } from '../../app/index.ts';
import { DatasetsPart } from './datasets-part.tsx';
import { DetailsPart } from './details-part.tsx';
import { EstimatePart } from './estimate-part.tsx';
import { MistakesContext } from './fields.tsx';
import { mistakesOf } from './mistakes.ts';
import { PresetPart, TrainedPart } from './trained-part.tsx';

/** What it is called, and how to take it along as text. */
function NamePart() {
  const { training } = useActions();
  const name = useAppState((state) => state.training.draft.name);
  return (
    <div className="lab-name">
      <label className="lab-name-label">
        <span className="lab-heading">Name</span>
        <input
          className="field"
          value={name}
          maxLength={200}
          dir="auto"
          autoComplete="off"
          placeholder="Named by what it does"
          onChange={(event) => training.set('name', event.target.value)}
        />
      </label>
      <button type="button" className="button" onClick={() => void training.copyConfiguration()}>
        Copy as text <CommandKey id="training.copy" />
      </button>
      <button type="button" className="button" onClick={training.openPaste}>
        Paste… <CommandKey id="training.paste" />
      </button>
      <button type="button" className="button" onClick={training.forgetDraft}>
        Start over
      </button>
    </div>
  );
}

/** Setting up a run: what is learned from, what is trained and how; what it takes, before it begins. */
export function NewRun() {
  const { training } = useActions();
  const draft = useAppState((state) => state.training.draft);
  const showsAll = useAppState((state) => state.training.showsMistakes);
  useEffect(() => {
    training.takeUpDraft();
    void training.loadLibraries();
  }, [training]);
  const mistakes = useMemo(() => {
    const all = mistakesOf(draft);
    // Nothing is wrong with an empty page before one tries to go on from it.
    return showsAll ? all : new Map([...all].filter(([place]) => place !== 'datasets'));
  }, [draft, showsAll]);
  return (
    <MistakesContext value={mistakes}>
      <div className="training-new">
        <div className="lab-form">
          <NamePart />
          <PresetPart />
          <DatasetsPart />
          <TrainedPart />
          <DetailsPart />
        </div>
        <EstimatePart />
      </div>
    </MistakesContext>
  );
}
