/**
 * No circle between the folders of a package, over its production code: `npm run imports` checks it beside the rules of
 * `.dependency-cruiser.mjs`. A package's own files beside its folders, its index among them, belong to no folder.
 */
import rules from './.dependency-cruiser.mjs';

export default {
  forbidden: [
    {
      name: 'no-cycle-of-folders',
      scope: 'folder',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/[^/]+' },
      to: { circular: true, viaOnly: { path: '^packages/[^/]+/src/[^/]+' } },
    },
  ],
  options: {
    ...rules.options,
    exclude: {
      path: [
        '^packages/[^/]+/dist/',
        String.raw`\.test\.ts$|^packages/[^/]+/(test|bench|scripts)/|^packages/core/src/store-contract/`,
        String.raw`^packages/[^/]+/src/[^/]+\.ts$`,
      ],
    },
  },
};
