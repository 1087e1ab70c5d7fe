import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;

/** What is shown around every page. */
const SHELL = resolve(here, 'src/shell/shell.ts');

/**
 * Modules that come in one file: what finds an address's page, what most pages share, what shows a micro-credential,
 * what plays, what keeps texts.
 */
const TOGETHER = {
  first: /\/src\/(routes?|api\/ahead|texts\/languages)\.ts$|vite\/preload-helper/,
  common: /\/src\/(api|look|texts|shell\/Gate)\b.*\.(ts|svelte)/,
  definition: /\/src\/definition\/(Evidence|Rubric|Rule|media|shapes|texts)\b/,
  recordings: /\/src\/recordings\//,
  typing: /\/src\/typing\//,
};

/** The shell's scripts are named in the page itself, so that they come together with the one that asks for them. */
const shellAtOnce: Plugin = {
  name: 'shell-at-once',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle, chunk, filename }) {
      if (!bundle || filename !== resolve(here, 'index.html')) return;
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const shell = chunks.find((one) => one.facadeModuleId === SHELL);
      if (!shell) throw new Error(`${SHELL} is no script of its own`);
      const named = [chunk?.fileName, ...(chunk?.imports ?? [])];
      const files = [shell.fileName, ...shell.imports].filter((file) => !named.includes(file));
      return files.map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        injectTo: 'head',
      }));
    },
  },
};

/** Static files: every asset has its hash in its name, and nothing is written into the page itself. */
export default defineConfig({
  plugins: [svelte(), shellAtOnce],
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    cssMinify: true,
    // All styles are 10 kB: one file at the beginning instead of a few hundred bytes with each of a page's scripts.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: resolve(here, 'index.html'), missing: resolve(here, '404.html') },
      // What is always needed together comes in one file, instead of a dozen of half a kilobyte that each wait in line.
      output: {
        manualChunks: (id) => Object.entries(TOGETHER).find(([, modules]) => modules.test(id))?.[0],
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8040' } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/**/*.test.ts'],
          globalSetup: 'tests/stack.ts',
          // Each wait has a limit of its own; this one only ends what hangs.
          testTimeout: 300_000,
          hookTimeout: 120_000,
          pool: 'forks',
          poolOptions: { forks: { singleFork: true } },
        },
      },
      {
        test: {
          name: 'bench',
          include: ['bench/**/*.bench.ts'],
          globalSetup: 'tests/stack.ts',
          testTimeout: 3_600_000,
          hookTimeout: 60_000,
          pool: 'forks',
          poolOptions: { forks: { singleFork: true } },
        },
      },
    ],
  },
});
