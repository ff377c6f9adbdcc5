/** Arrows point one way: hosts → engine → services → catalogue, audio, encoder, learning, children → src-shared. */
const services = ['indexing', 'suggestions', 'training', 'evaluation', 'metadata', 'playback'];
const foundations = ['catalogue', 'audio', 'encoder', 'learning', 'children'];
const group = (names) => `^src-main/(${names.join('|')})/`;

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      comment: 'src-shared is used by both sides: no I/O, nothing of one side',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^src-main/', '^src-renderer/', '^node:'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'shared-without-node',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'foundations-stand-alone',
      severity: 'error',
      from: { path: group(foundations) },
      to: { path: group([...services, 'engine', 'hosts']) },
    },
    ...foundations.map((name) => ({
      name: `${name}-knows-no-sibling`,
      severity: 'error',
      from: { path: group([name]), pathNot: '\\.test\\.ts$' },
      to: { path: group(foundations.filter((other) => other !== name)) },
    })),
    {
      name: 'services-below-engine',
      severity: 'error',
      from: { path: group(services) },
      to: { path: group(['engine', 'hosts']) },
    },
    ...services.map((name) => ({
      name: `${name}-knows-no-service`,
      severity: 'error',
      from: { path: group([name]) },
      to: { path: group(services.filter((other) => other !== name)) },
    })),
    {
      name: 'engine-below-hosts',
      severity: 'error',
      from: { path: '^src-main/engine/' },
      to: { path: '^src-main/hosts/' },
    },
    {
      name: 'hosts-use-the-engine',
      comment: 'a host talks to the engine only; product logic in a host is a mistake',
      severity: 'error',
      from: { path: '^src-main/hosts/' },
      to: { path: group([...services, ...foundations]) },
    },
    {
      name: 'folders-through-their-index',
      severity: 'error',
      from: { path: '^src-(main|shared|renderer)/([^/]+)/', pathNot: '\\.test\\.ts$|test-support' },
      to: {
        path: '^src-(main|shared|renderer)/([^/]+)/',
        pathNot: ['^src-$1/$2/', '/index\\.ts$', '^src-shared/contract/', '\\.json$'],
      },
    },
    { name: 'renderer-knows-no-main', severity: 'error', from: { path: '^src-renderer/' }, to: { path: '^src-main/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|test-support|^bench/|^e2e/' },
      to: { path: '\\.test\\.ts$|test-support' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src-main/(audio/front-end|catalogue/vectors|suggestions/scoring)/assembly' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
