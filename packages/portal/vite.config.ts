import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const gateway = 'http://localhost:8000';

// What every page needs is one file: in pieces, as the pages that load later would cut it, it compresses worse.
const base = /node_modules\/(react|react-dom|scheduler|clsx|@mantine\/core\/esm\/(core|components\/Button))\//;
const output = { codeSplitting: { groups: [{ name: 'base', test: base }] } };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compression({ algorithms: ['gzip', 'brotliCompress'], threshold: 1_000 })],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { output },
  },
  server: { proxy: { '/api': gateway, '/auth': gateway } },
});
