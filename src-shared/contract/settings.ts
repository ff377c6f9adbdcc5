import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { renderDepths, renderRates } from './playback.ts';
import { repeatable } from './procedure.ts';
import { soundSortKeys } from './sounds.ts';

/** Every setting with its form; a value that doesn't fit any more counts as not set. */
export const settingSchemas = {
  /** Who decides, as labels and the history say it; empty: the name of the system's user. */
  authorName: z.string().trim().max(200),
  theme: z.enum(['system', 'dark', 'light']),
  /** Of the table, in pixels. */
  rowHeightPixels: z.int().min(20).max(120),
  /** Of the table, in their order, hidden ones among them; empty: as the product comes. */
  columns: z
    .array(
      z.object({
        name: z.string().min(1).max(100),
        shown: z.boolean(),
        /** `null`: as wide as the product makes it. */
        widthPixels: z.int().min(20).max(4_000).nullable(),
      }),
    )
    .max(200),
  /** Of the table, where it shows no collection. */
  sort: z.object({ by: z.enum(soundSortKeys), descending: z.boolean().optional() }),
  /** CatIDs and categories that were chosen, newest first, each as often as it was. */
  chosenCategories: z.array(z.string().min(1).max(100)).max(200),
  /** Widths of the panels, in pixels. */
  panels: z.record(z.string().max(100), z.int().min(0).max(10_000)),
  encoderPrecision: z.enum(['best', 'int8', 'fp32']),
  cacheMegabytes: z.int().min(64).max(1_000_000),
  watchFolders: z.boolean(),
  /** Libraries, by id, that are not watched although folders are. */
  unwatchedLibraries: z.array(z.int().positive()).max(10_000),
  /** Keys by command; `null`: none. Commands that are not named have the keys that the product comes with. */
  shortcuts: z.record(z.string().max(200), z.string().max(100).nullable()),
  playOnSelect: z.boolean(),
  matchLoudness: z.boolean(),
  /** How sounds are heard, whichever they are. */
  playback: z.strictObject({
    loop: z.boolean(),
    skipSilence: z.boolean(),
    gainDecibels: z.number().min(-30).max(12),
    speed: z.number().min(0.25).max(4),
    keepPitch: z.boolean(),
    semitones: z.number().min(-12).max(12),
    channelsApart: z.boolean(),
  }),
  thesaurus: z.boolean(),
  checkForUpdates: z.boolean(),
  /** How sounds were sent to the session last. */
  send: z.strictObject({
    folder: z.string().max(40_000),
    nameTemplate: z.string().min(1).max(200),
    onlyRegion: z.boolean(),
    handlesSeconds: z.number().min(0).max(600),
    sampleRateHz: z.union(renderRates.map((rate) => z.literal(rate))).nullable(),
    bitDepth: z.union(renderDepths.map((depth) => z.literal(depth))).nullable(),
    insertInto: z.enum(['none', 'reaper']),
  }),
} as const;

export type Settings = { readonly [Name in keyof typeof settingSchemas]: z.output<(typeof settingSchemas)[Name]> };
export type SettingName = keyof Settings;

export const defaultSettings: Settings = {
  authorName: '',
  theme: 'system',
  rowHeightPixels: 28,
  columns: [],
  sort: { by: 'path' },
  chosenCategories: [],
  panels: {},
  encoderPrecision: 'best',
  cacheMegabytes: 2_048,
  watchFolders: true,
  unwatchedLibraries: [],
  shortcuts: {},
  playOnSelect: true,
  matchLoudness: false,
  playback: {
    loop: false,
    skipSilence: false,
    gainDecibels: 0,
    speed: 1,
    keepPitch: true,
    semitones: 0,
    channelsApart: true,
  },
  thesaurus: true,
  checkForUpdates: false,
  send: {
    folder: '',
    nameTemplate: '{name}',
    onlyRegion: true,
    handlesSeconds: 0.5,
    sampleRateHz: null,
    bitDepth: null,
    insertInto: 'none',
  },
};

const settingNames = Object.keys(settingSchemas) as [SettingName, ...SettingName[]];

/** They belong to the catalogue: every window on it has the same. */
export const settings = {
  get: repeatable.output(type<Settings>()),
  /** Sets those that are named; gives all. */
  set: repeatable.input(z.strictObject(settingSchemas).partial()).output(type<Settings>()),
  /** Back to what the product comes with. */
  reset: repeatable.input(z.object({ names: z.array(z.enum(settingNames)).min(1) })).output(type<Settings>()),
  /** All of them now, and after each change. */
  watch: repeatable.output(eventIterator(type<Settings>())),
};
