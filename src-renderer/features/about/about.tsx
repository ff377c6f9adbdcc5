import './about.css';
import { useEffect } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Dialogue } from '../../components/index.ts';

/** What this is, whose work is in it, and under which licences. */
export function About() {
  const { settings, shell } = useActions();
  const facts = useAppState((state) => state.settings.facts);
  const licences = useAppState((state) => state.settings.licences);
  const failure = useAppState((state) => state.settings.failure);
  useEffect(() => {
    void settings.load();
    void settings.loadLicences();
  }, [settings]);
  return (
    <Dialogue title="Sonotheque" onClose={shell.closeDialogue} wide>
      <div className="about">
        <p>Version {facts?.version ?? ''}. Free software under the GPL, version 3 or later, without any warranty.</p>
        <p>
          Sounds are heard by the encoder of <cite>aiSFX</cite> by Alison B. Ma and Alexander Lerch (“Representation
          Learning for the Automatic Indexing of Sound Effects Libraries”, ISMIR 2022). Its weights are theirs, under CC
          BY 4.0; they were converted, their values are untouched. The names of its heads’ classes are inferred.
        </p>
        <p>
          Categories are those of the Universal Category System 8.2.1, a public domain initiative by Tim Nielsen, Justin
          Drury, Kai Paquin and others. The sounds that come along are CC0.
        </p>
        <p className="about-quiet">
          Nothing goes out unasked: Sonotheque looks for updates only where you switched that on, and it sends nothing
          about you or your sounds.
        </p>
      </div>
      {failure !== null && (
        <p className="settings-failure" role="status">
          {failure.message} {failure.nextStep}
        </p>
      )}
      <section className="licences" aria-label="Licences" aria-busy={licences === null}>
        <h3>{licences === null ? 'Licences' : `Licences of ${countOf(licences.length, 'work')} in it`}</h3>
        <ul>
          {licences?.map(({ name, version, licence, homepage, text }) => (
            <li key={`${name} ${version ?? ''}`}>
              <details>
                <summary>
                  {name} {version} <span className="about-quiet">{licence}</span>
                </summary>
                {homepage !== null && <p className="path">{homepage}</p>}
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
                <pre tabIndex={0}>{text}</pre>
              </details>
            </li>
          ))}
        </ul>
      </section>
    </Dialogue>
  );
}
