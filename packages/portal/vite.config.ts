import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const gateway = 'http://localhost:8000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compression({ algorithms: ['gzip', 'brotliCompress'], threshold: 1_000 })],
  build: { outDir: 'dist/web', emptyOutDir: true, manifest: true, assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { '/api': gateway, '/auth': gateway } },
});
