import { describe, expect, it } from 'vitest';
import type { SessionSend } from '../../../src-shared/contract/session.ts';
import { endNotice } from './send-words.ts';
import { soundsMeant } from './sounds-meant.ts';

const sound = {
  soundId: null,
  name: 'slam.wav',
  output: '/film/audio/slam 2.wav',
  how: 'copied',
  failure: null,
} as const;
const failed = {
  ...sound,
  output: null,
  how: null,
  failure: { code: 'x', message: 'The disk is full.', nextStep: null },
};
const send: SessionSend = {
  id: '1',
  at: new Date(0),
  folder: '/film/audio',
  sounds: [sound],
  soundsLeftOut: 0,
  insertedInto: 'none',
  insertFailure: null,
};

describe('what is told of a send', () => {
  it('names the file that was written and where', () => {
    expect(endNotice(send, 'L')).toMatchObject({ text: 'Sent slam 2.wav to audio.', isFailure: false });
    expect(endNotice({ ...send, sounds: [sound, sound], insertedInto: 'reaper' }, 'L').text).toBe(
      'Sent 2 sounds to audio and inserted into Reaper.',
    );
  });

  it('says which file failed and why, and where more is said', () => {
    expect(endNotice({ ...send, sounds: [failed] }, 'L')).toEqual({
      text: 'slam.wav was not sent. The disk is full.',
      nextStep: 'The log says why (L).',
      isFailure: true,
    });
    expect(endNotice({ ...send, sounds: [sound, failed, failed] }, 'L').text).toBe('2 sounds of 3 were not sent.');
  });

  it('says that files are there although inserting did not begin', () => {
    const insertFailure = { code: 'reaper-not-listening', message: 'Reaper does not listen.', nextStep: 'Start it.' };
    expect(endNotice({ ...send, insertFailure }, 'L')).toMatchObject({
      text: 'Sent slam 2.wav, but not inserted. Reaper does not listen.',
      isFailure: true,
    });
  });
});

describe('what is meant to be sent', () => {
  const chosen = { id: 7 };
  const region = { startSeconds: 1, endSeconds: 2 };
  const meant = (selected: readonly { first: number; end: number }[], playing = 7) =>
    soundsMeant({
      browser: { selection: { row: 0, sound: chosen }, selected },
      player: { sound: { id: playing }, region },
    } as unknown as Parameters<typeof soundsMeant>[0]);

  it('is the marked part only where one sound is selected, and it is the one on show', () => {
    expect(meant([{ first: 0, end: 1 }])).toMatchObject({ count: 1, region });
    expect(meant([])).toMatchObject({ count: 1, region });
    expect(meant([{ first: 0, end: 3 }])).toMatchObject({ count: 3, region: null });
    expect(meant([{ first: 0, end: 1 }], 8).region).toBeNull();
  });
});
