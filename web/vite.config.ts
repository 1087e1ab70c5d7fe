import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;

/** Static files: every asset has its hash in its name, and nothing is written into the page itself. */
export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    cssMinify: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: resolve(here, 'index.html'), missing: resolve(here, '404.html') },
      // What most pages share comes with the first load, in one file instead of a dozen of half a kilobyte.
      output: { manualChunks: (id) => (/\/src\/(api|look|texts)\/.*\.(ts|svelte)/.test(id) ? 'common' : undefined) },
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
