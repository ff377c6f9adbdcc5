import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import {
  countOf,
  countWords,
  decibelWords,
  durationWords,
  folderOfPath,
  momentWords,
  rateWords,
} from '../../components/index.ts';
import { filledFields } from './evidence-words.ts';

type Fact = { readonly name: string; readonly value: string };

function technicalFacts({ format, loudness, frames, library, path, isCopy, playCount, playedAt }: SoundRecord): Fact[] {
  const facts: Fact[] = [];
  if (format !== null) {
    const depth = format.bitDepth === null ? '' : `, ${format.bitDepth} bit`;
    facts.push(
      { name: 'Length', value: durationWords(format.durationSeconds) },
      {
        name: 'Format',
        value: `${format.container.toUpperCase()} (${format.codec}), ${rateWords(format.sampleRateHz)}${depth}`,
      },
      { name: 'Channels', value: String(format.channels) },
    );
  }
  if (loudness !== null) {
    const { integratedLufs, samplePeakDbfs } = loudness;
    if (integratedLufs !== null) facts.push({ name: 'Loudness', value: decibelWords(integratedLufs, 'LUFS') });
    facts.push({
      name: 'Peak',
      value: samplePeakDbfs === null ? 'digital silence' : decibelWords(samplePeakDbfs, 'dBFS'),
    });
  }
  facts.push({
    name: 'Heard',
    value:
      playCount === 0
        ? 'not yet'
        : `${countOf(playCount, 'time')}${playedAt === null ? '' : `, last ${momentWords(playedAt)}`}`,
  });
  if (frames > 0) facts.push({ name: 'Frames', value: countWords(frames) });
  facts.push({ name: 'Library', value: library }, { name: 'Folder', value: folderOfPath(path) });
  if (isCopy) facts.push({ name: 'Copies', value: 'Another sound has the same audio.' });
  return facts;
}

function FactList({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <section className="facts">
      <h3>{title}</h3>
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is known of a sound beside its category. */
export function Facts({ sound }: { readonly sound: SoundRecord }) {
  return <FactList title="Sound" facts={[...technicalFacts(sound), ...filledFields(sound.fields)]} />;
}
