import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, formatUcsFileName, subcategories } from '../../../src-shared/ucs/index.ts';
import { createNameContext } from './context.ts';
import { readNames, type SoundNames } from './read-names.ts';

const empty = createNameContext();

function read(relativePath: string, more: Partial<SoundNames> = {}) {
  return readNames({ libraryName: 'Library', relativePath, ...more }, empty);
}

function best(relativePath: string, more: Partial<SoundNames> = {}): string {
  const belief = read(relativePath, more);
  if (!belief) return '';
  return categories[belief.probabilities.indexOf(Math.max(...belief.probabilities))] ?? '';
}

const catIdOf = (path: string, category: string): string | undefined =>
  read(path)?.catIdsOf(categories.indexOf(category))[0]?.catId;

describe('readNames', () => {
  it.each([
    ['doors/slam_02.wav', 'DOORS'],
    ['WoodDoorCreak.wav', 'DOORS'],
    ['footstep_wood_03.wav', 'FOOTSTEPS'],
    ['glass_footstep.ogg', 'FOOTSTEPS'],
    ['arrow_metal_01.wav', 'WEAPONS'],
    ['voices/British/Fire.ogg', 'VOICES'],
    ['music/Sheep.ogg', 'MUSICAL'],
    ['drums/kick hard.wav', 'MUSICAL'],
    ['amb_forest_night.wav', 'AMBIENCE'],
    ['Kids screaming at playground.wav', 'VOICES'],
    ['Hydraulic press hit metal.wav', 'METAL'],
    ['zombie_attack_2.wav', 'CREATURES'],
    ['ui/confirm.wav', 'USER INTERFACE'],
    ['I_will_get_you.wav', 'VOICES'],
    ['Sounds\\Thunder\\distant 01.aif', 'WEATHER'],
  ])('reads %s as %s', (path, category) => {
    expect(best(path)).toBe(category);
  });

  it('finds the subcategory, and none where none is meant', () => {
    expect(catIdOf('doors/steel_door_close.wav', 'DOORS')).toBe('DOORMetl');
    expect(catIdOf('horse/gallop.wav', 'FOOTSTEPS')).toBe('FEETHors');
    expect(read('doors/slam.wav')?.catIdsOf(categories.indexOf('GUNS'))).toEqual([]);
  });

  it('says nothing of junk names', () => {
    for (const name of ['IMG_0001.wav', 'osfx_03.wav', '0001.wav', 'take 4.wav', 'untitled.wav', '']) {
      expect(read(name)).toBeNull();
    }
  });

  it('gives the words as its reason', () => {
    const reason = read('Doors/door_hinge.wav')?.explain(categories.indexOf('DOORS'));
    expect(reason).toBe('named “door”, “hinge” in the folder Doors');
    expect(read('Doors/slam.wav')?.explain(categories.indexOf('WATER'))).toBe('nothing in its name says WATER');
  });

  it('believes a UCS name, letter case aside and misspelt', () => {
    const wood = categories.indexOf('WOOD');
    const misspelt = read('WOODHandl_Plank pick up_ABC_LIB.wav');
    expect(misspelt?.probabilities[wood]).toBeGreaterThan(0.95);
    expect(misspelt?.catIdsOf(wood)[0]?.catId).toBe('WOODHndl');
    expect(misspelt?.explain(wood)).toBe('its UCS name says WOODHndl');
    expect(best('ambforst_Dog barking_ABC_LIB.wav')).toBe('AMBIENCE');
  });

  it('believes embedded categories over file names', () => {
    expect(best('dog bark.wav', { fields: { catId: 'WINDGust' } })).toBe('WIND');
    expect(best('dog bark.wav', { fields: { category: 'Wind', subCategory: 'Gust' } })).toBe('WIND');
    expect(best('dog bark.wav', { fields: { category: 'WINDGust' } })).toBe('WIND');
    expect(best('0001.wav', { fields: { description: 'Waves breaking on a beach' } })).toBe('WATER');
    expect(read('0001.wav', { fields: { title: 'untitled', comment: 'Processed by SoX' } })).toBeNull();
  });

  it('round-trips every CatID through its UCS file name', () => {
    for (const [index, { catId, category }] of subcategories.entries()) {
      const name = formatUcsFileName({
        catId,
        userCategory: null,
        vendorCategory: null,
        fxName: `Take ${index}`,
        creatorId: 'ABC',
        sourceId: 'LIB',
        userData: null,
      });
      const belief = read(`${name}.wav`);
      const at = categories.indexOf(category);
      expect(belief?.probabilities[at]).toBeGreaterThan(0.95);
      expect(belief?.catIdsOf(at)[0]?.catId).toBe(catId);
    }
  });

  it('takes any text: never throws, sums to 1, the letter case of the extension does not matter', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.constantFrom('door', 'slam', 'AMB', 'DOORWood', '_', '/', '\\', '-', '3', 'é', 'Is', 'this'), {
          maxLength: 12,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, text, (libraryName, path, description) => {
        const names = { libraryName, fields: { description, title: path, category: description, catId: libraryName } };
        const lower = readNames({ ...names, relativePath: `${path}.wav` }, empty);
        const upper = readNames({ ...names, relativePath: `${path}.WAV` }, empty);
        expect(lower?.probabilities).toEqual(upper?.probabilities);
        if (!lower) return;
        expect(lower.probabilities).toHaveLength(categories.length);
        expect(lower.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
        for (let category = 0; category < categories.length; category++) {
          const sum = lower.catIdsOf(category).reduce((total, { probability }) => total + probability, 0);
          expect(sum).toBeLessThanOrEqual(1 + 1e-6);
          expect(lower.explain(category)).not.toBe('');
        }
      }),
    );
  });
});

describe('name context', () => {
  const doorOf = (context: ReturnType<typeof createNameContext>): number =>
    readNames({ libraryName: 'Doors', relativePath: 'Doors/Doors/rain.wav' }, context)?.probabilities[
      categories.indexOf('DOORS')
    ] ?? 0;

  it('counts a word less when all sounds of the library carry it, and forgets removed sounds', () => {
    const context = createNameContext();
    const before = doorOf(context);
    const sounds = Array.from({ length: 50 }, (_, index) => ({
      libraryName: 'Doors',
      relativePath: `Doors/Other/${index}.wav`,
    }));
    for (const sound of sounds) context.add(sound);
    expect(doorOf(context)).toBeLessThan(before);
    for (const sound of sounds) context.remove(sound);
    expect(doorOf(context)).toBeCloseTo(before, 6);
  });

  it('lets the other names of a folder speak for a sound whose own name says little', () => {
    const context = createNameContext();
    const sounds = ['bark', 'howl', 'meow', 'b_07'].map((name) => ({
      libraryName: 'Library',
      relativePath: `set/${name}.wav`,
    }));
    for (const sound of sounds) context.add(sound);
    const belief = readNames({ libraryName: 'Library', relativePath: 'set/b_07.wav' }, context);
    expect(belief?.probabilities.indexOf(Math.max(...(belief?.probabilities ?? [])))).toBe(
      categories.indexOf('ANIMALS'),
    );
    expect(belief?.explain(categories.indexOf('ANIMALS'))).toBe('other sounds of its folder are named so');
  });
});
