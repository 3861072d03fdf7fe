import { defineConfig } from 'vite';

/** The page: one bundle, every file of it served by us below /graphql/. */
export default defineConfig({
  root: 'src/explorer',
  base: '/graphql/',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: '../../dist/explorer',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
});
