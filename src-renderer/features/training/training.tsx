import './training.css';
import { type ReactNode, useEffect, useRef } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { NewRun } from './new-run.tsx';
import { Runs } from './runs.tsx';
import type { LabPart } from './state.ts';
import { Versions } from './versions.tsx';

const parts: { readonly [Part in LabPart]: { readonly name: string; readonly Page: () => ReactNode } } = {
  new: { name: 'New run', Page: NewRun },
  runs: { name: 'Runs', Page: Runs },
  versions: { name: 'Model versions', Page: Versions },
};

/** The training lab: set up a run, watch it, and bring what it made into use. */
export function Training() {
  const { training } = useActions();
  const part = useAppState((state) => state.training.part);
  const place = useRef<HTMLElement>(null);
  const { name, Page } = parts[part];
  useEffect(() => void training.loadRuns(), [training]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keyboard goes along to each part
  useEffect(() => place.current?.focus(), [part]);
  return (
    <main className="lab" aria-label={name} ref={place} tabIndex={-1}>
      <Page key={part} />
    </main>
  );
}
