import './player.css';
import { useEffect, useRef } from 'react';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { durationWords, FileName, Icon, nameOfPath, positionWords } from '../../components/index.ts';
import { MatchMark } from '../similar/match-mark.tsx';
import { FrameStrip } from './frame-strip.tsx';
import { Markers } from './markers.tsx';
import { PlayerOptions } from './player-options.tsx';
import { Waveform } from './waveform.tsx';

/** Where the sound is now; written past React, sixty times a second. */
function Position() {
  const { player } = useActions();
  const element = useRef<HTMLSpanElement>(null);
  const playing = useAppState((state) => state.player.playing);
  const soundId = useAppState((state) => state.player.sound?.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sound begins at its start
  useEffect(() => {
    const { audio } = player;
    let frame = 0;
    const write = (): void => {
      if (element.current !== null) element.current.textContent = positionWords(audio.currentTime);
      if (playing) frame = requestAnimationFrame(write);
    };
    write();
    audio.addEventListener('seeked', write);
    return () => {
      cancelAnimationFrame(frame);
      audio.removeEventListener('seeked', write);
    };
  }, [player, playing, soundId]);
  return <span className="position" ref={element} role="timer" aria-label="Position" />;
}

/** The part that was marked, and the way out of it. */
function RegionWords() {
  const { session } = useActions();
  const region = useAppState((state) => state.player.region);
  const sound = useAppState((state) => state.player.sound);
  if (region === null) return null;
  const { startSeconds, endSeconds } = region;
  return (
    <span className="region-words">
      {positionWords(startSeconds)} – {positionWords(endSeconds)} ({durationWords(endSeconds - startSeconds)})
      {sound !== null && (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; S and the menu do the same by keyboard
        <span
          className="region-drag"
          title="Drag the region out as a file"
          draggable
          onDragStart={(event) => session.dragOut(event, sound, region)}
        >
          <Icon name="more" />
        </span>
      )}
      <CommandButton id="session.send" className="icon-button region-clear" isSign>
        <Icon name="up" />
      </CommandButton>
      <CommandButton id="player.region-clear" className="icon-button region-clear" isSign>
        <Icon name="close" />
      </CommandButton>
    </span>
  );
}

/** Hears the chosen sound. */
export function Player() {
  const sound = useAppState((state) => state.player.sound);
  const problem = useAppState((state) => state.player.problem);
  const playing = useAppState((state) => state.player.playing);
  const loop = useAppState((state) => state.player.loop);
  const autoPlay = useAppState((state) => state.player.autoPlay);
  const skipSilence = useAppState((state) => state.player.skipSilence);
  const matchLoudness = useAppState((state) => state.player.matchLoudness);
  const seconds = sound?.format?.durationSeconds;
  return (
    <section className="player" aria-label="Player">
      <div className="player-controls">
        <CommandButton id="player.toggle" className="icon-button play-button" isSign pressed={playing}>
          <Icon name={playing ? 'pause' : 'play'} />
        </CommandButton>
        <div className="player-times">
          <Position />
          <span className="player-length">{seconds === undefined ? '' : positionWords(seconds)}</span>
        </div>
        <div className="player-switches">
          <CommandButton id="player.loop" className="icon-button" isSign pressed={loop}>
            <Icon name="loop" />
          </CommandButton>
          <CommandButton id="player.auto-play" className="icon-button" isSign pressed={autoPlay}>
            <Icon name="autoPlay" />
          </CommandButton>
          <CommandButton id="player.skip-silence" className="icon-button" isSign pressed={skipSilence}>
            <Icon name="skipSilence" />
          </CommandButton>
          <CommandButton id="player.match-loudness" className="icon-button" isSign pressed={matchLoudness}>
            <Icon name="match" />
          </CommandButton>
          <PlayerOptions />
        </div>
      </div>
      <div className="player-sound">
        <div className="player-name">
          {sound !== null && <FileName name={nameOfPath(sound.path)} />}
          <RegionWords />
        </div>
        <div className="player-stage">
          {problem === null ? (
            <>
              <Waveform />
              <MatchMark />
              <Markers />
              <FrameStrip />
            </>
          ) : (
            <p className="player-problem" role="status">
              <Icon name="warning" />
              <span>
                {problem.message} {problem.nextStep !== null && <span className="player-next">{problem.nextStep}</span>}
              </span>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
