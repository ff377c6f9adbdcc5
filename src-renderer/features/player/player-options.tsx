import { useRef } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { decibelWords, Icon, Slider, Switch } from '../../components/index.ts';
import { TARGET_LUFS } from './playback-level.ts';
import { limits } from './playback-settings.ts';

/** As film and music name them, where it is clear which is which. */
const channelNames: { readonly [channels: number]: readonly string[] } = {
  1: ['Mono'],
  2: ['Left', 'Right'],
  6: ['Left', 'Right', 'Centre', 'LFE', 'Surround left', 'Surround right'],
};

const semitoneWords = (value: number): string =>
  value === 0 ? 'as it is' : `${value > 0 ? '+' : '−'}${Math.abs(value)} semitones`;

function Channels({ count }: { readonly count: number }) {
  const { player } = useActions();
  const muted = useAppState((state) => state.player.muted);
  const soloed = useAppState((state) => state.player.soloed);
  return (
    <ul className="channels" aria-label="Channels">
      {Array.from({ length: count }, (_, channel) => channelNames[count]?.[channel] ?? `Channel ${channel + 1}`).map(
        (name, channel) => (
          <li key={name}>
            <span>{name}</span>
            <button
              type="button"
              className="button button-small"
              aria-label={`Mute ${name}`}
              aria-pressed={muted.includes(channel)}
              onClick={() => player.toggleMuted(channel)}
            >
              Mute
            </button>
            <button
              type="button"
              className="button button-small"
              aria-label={`Solo ${name}`}
              aria-pressed={soloed.includes(channel)}
              onClick={() => player.toggleSoloed(channel)}
            >
              Solo
            </button>
          </li>
        ),
      )}
    </ul>
  );
}

function Outputs() {
  const { player } = useActions();
  const outputs = useAppState((state) => state.player.outputs);
  const outputId = useAppState((state) => state.player.outputId);
  if (outputs.length === 0)
    return <p className="options-note">Output: the system’s own device. This window may choose no other.</p>;
  return (
    <label className="options-line">
      Output
      <select className="field" value={outputId} onChange={(event) => void player.playOn(event.target.value)}>
        <option value="">The system’s own</option>
        {outputs.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How sounds are heard: level, speed, pitch, channels, device. */
export function PlayerOptions() {
  const { player } = useActions();
  const open = useAppState((state) => state.player.optionsOpen);
  const state = useAppState((all) => all.player);
  const button = useRef<HTMLSpanElement>(null);
  const channels = state.sound?.format?.channels ?? 0;
  return (
    <>
      <span ref={button}>
        <CommandButton id="player.options" className="icon-button" isSign pressed={open}>
          <Icon name="settings" />
        </CommandButton>
      </span>
      <Popover
        className="popover player-options"
        triggerRef={button}
        placement="top start"
        offset={8}
        isOpen={open}
        onOpenChange={player.openOptions}
      >
        <Dialog aria-label="How sounds are heard" className="options">
          <Slider
            name="Gain"
            value={state.gainDecibels}
            lowest={limits.gainDecibels[0]}
            highest={limits.gainDecibels[1]}
            step={0.5}
            usual={0}
            words={(value) => decibelWords(value, 'dB', true)}
            onChange={player.setGain}
          />
          <Switch on={state.matchLoudness} onChange={player.toggleMatchLoudness}>
            All sounds equally loud ({decibelWords(TARGET_LUFS, 'LUFS')})
          </Switch>
          <Slider
            name="Speed"
            value={state.speed}
            lowest={limits.speed[0]}
            highest={limits.speed[1]}
            step={0.05}
            usual={1}
            words={(value) => `${value.toFixed(2)}×`}
            onChange={player.setSpeed}
          />
          <Switch on={state.keepPitch} onChange={player.setKeepPitch}>
            Keep the pitch at other speeds
          </Switch>
          <Slider
            name="Pitch"
            value={state.semitones}
            lowest={limits.semitones[0]}
            highest={limits.semitones[1]}
            step={1}
            usual={0}
            words={semitoneWords}
            onChange={player.setSemitones}
          />
          <Switch on={state.skipSilence} onChange={player.toggleSkipSilence}>
            Skip silence
          </Switch>
          {channels > 1 && (
            <>
              <Switch on={state.channelsApart} onChange={player.toggleChannelsApart}>
                Draw channels apart
              </Switch>
              <Channels count={channels} />
            </>
          )}
          <Outputs />
        </Dialog>
      </Popover>
    </>
  );
}
