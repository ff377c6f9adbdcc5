/** The twelve hue families that the 82 categories share. */
export const families = [
  'nature',
  'weather',
  'animals',
  'voices',
  'crowds',
  'vehicles',
  'weapons',
  'machines',
  'materials',
  'impacts',
  'designed',
  'interface',
] as const;
export type Family = (typeof families)[number];

const members: { readonly [Name in Family]: readonly string[] } = {
  nature: ['AMBIENCE', 'DIRT & SAND', 'FIRE', 'GEOTHERMAL', 'LIQUID & MUD', 'ROCKS', 'VEGETATION', 'WATER'],
  weather: ['AIR', 'ICE', 'NATURAL DISASTER', 'RAIN', 'SNOW', 'WEATHER', 'WIND'],
  animals: ['ANIMALS', 'BIRDS', 'CREATURES', 'WINGS'],
  voices: ['FARTS', 'HUMAN', 'VOICES', 'WHISTLES'],
  crowds: ['CROWDS', 'FOOD & DRINK', 'GAMES', 'SPORTS'],
  vehicles: ['AIRCRAFT', 'BOATS', 'MOTORS', 'TRAINS', 'VEHICLES'],
  weapons: ['BULLETS', 'EXPLOSIONS', 'FIREWORKS', 'GUNS', 'LASERS', 'WEAPONS'],
  machines: ['CHEMICALS', 'CLOCKS', 'ELECTRICITY', 'EQUIPMENT', 'MACHINES', 'MECHANICAL', 'ROBOTS', 'TOOLS'],
  materials: [
    'CERAMICS',
    'CHAINS',
    'CLOTH',
    'DOORS',
    'DRAWERS',
    'GLASS',
    'LEATHER',
    'METAL',
    'OBJECTS',
    'PAPER',
    'PLASTIC',
    'ROPE',
    'RUBBER',
    'TOYS',
    'WINDOWS',
    'WOOD',
  ],
  impacts: ['DESTRUCTION', 'FIGHT', 'FOLEY', 'FOOTSTEPS', 'GORE', 'MOVEMENT'],
  designed: ['CARTOON', 'DESIGNED', 'MAGIC', 'MUSICAL', 'SCIFI', 'SWOOSHES'],
  interface: ['ALARMS', 'ARCHIVED', 'BEEPS', 'BELLS', 'COMMUNICATIONS', 'COMPUTERS', 'HORNS', 'USER INTERFACE'],
};

const familyByCategory = new Map(
  families.flatMap((family) => members[family].map((category): [string, Family] => [category, family])),
);

/** The family whose colour a category wears; the plainest for one that UCS does not know. */
export const familyOf = (category: string): Family => familyByCategory.get(category) ?? 'interface';
