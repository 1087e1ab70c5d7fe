import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/**
 * The form in districts' pages: `embed.js`, which their pages load, and the frame's program and look. These three
 * have addresses that stay, since other sites and a function name them; what they load has hashes in its names.
 */
export default defineConfig({
  plugins: [svelte()],
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    sourcemap: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { loader: resolve(here, 'src/embed/loader.ts'), frame: resolve(here, 'src/embed/main.ts') },
      output: {
        // In a block of its own: a page may load it twice, and has names of its own.
        banner: ({ name }) => (name === 'loader' ? '{' : ''),
        footer: ({ name }) => (name === 'loader' ? '}' : ''),
        chunkFileNames: 'assets/[name]-[hash].js',
        entryFileNames: ({ name }) => (name === 'loader' ? 'embed.js' : 'embed-form.js'),
        assetFileNames: ({ names }) =>
          names.includes('style.css') ? 'embed-form.css' : 'assets/[name]-[hash][extname]',
      },
    },
  },
});
