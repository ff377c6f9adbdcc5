import './first-run.css';
import { CommandButton } from '../../app/index.ts';

/** All that stands between a new person and the first suggestion. */
export function FirstRun() {
  return (
    <main className="first-run">
      <h1>Sonotheque</h1>
      <p>It listens to your sounds, suggests a UCS category for each, and learns from what you decide.</p>
      <div className="first-run-ways">
        <CommandButton id="library.add" className="button button-main button-tall">
          Add a folder
        </CommandButton>
        <CommandButton id="library.starter" className="button button-tall">
          Try it with the sounds that come along
        </CommandButton>
      </div>
      <p className="first-run-promise">Your files stay where they are and as they are.</p>
    </main>
  );
}
