/** Which documents stand in the site's navigation. The others are reached by links. */

/** Groups of pages, each page by its document and its short name. */
export const NAVIGATION = [
  {
    title: 'Start',
    pages: [
      ['README.md', 'Overview'],
      ['js-bindings/docs/using.md', 'Using it'],
      ['js-bindings/docs/options.md', 'Options'],
      ['js-bindings/docs/components.md', 'Components'],
      ['js-bindings/docs/errors.md', 'Errors'],
    ],
  },
  {
    title: 'In your app',
    pages: [
      ['js-bindings/docs/loading.md', 'Loading the core'],
      ['js-bindings/docs/tabs.md', 'Many tabs'],
      ['js-bindings/docs/inspector.md', 'The inspector'],
      ['js-bindings/docs/testing.md', 'Testing your app'],
      ['js-bindings/docs/porting.md', 'Porting'],
    ],
  },
  {
    title: 'On the server',
    pages: [
      ['js-bindings/docs/serving.md', 'Serving the stream'],
      ['js-bindings/docs/demo.md', 'The demo'],
      ['demo-web/server/README.md', 'Its service'],
      ['demo-web/server/SCALING.md', 'Past one machine'],
    ],
  },
  {
    title: 'Background',
    pages: [
      ['js-bindings/docs/how-it-works.md', 'How it works'],
      ['wasm/SPEC.md', 'The protocol'],
      ['js-bindings/docs/security.md', 'Security'],
      ['js-bindings/docs/limits.md', 'Limits'],
      ['tests/bench/results/results.md', 'The numbers'],
      ['js-bindings/docs/contributing.md', 'Contributing'],
    ],
  },
]
