// `npm run generate`: writes every committed file that follows from another one. Each has a freshness test.
await import('./contracts.ts');
