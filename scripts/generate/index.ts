// `npm run generate`: writes every committed file that follows from another one. Each has a freshness test.
import './contracts.ts';
await import('./fhir.ts');
