#!/usr/bin/env node
// The client that sigstore-conformance calls: `verify-bundle` over the action's own verifier. Needs Node 24 and `npm ci`.
const { runClient } = await import('../__tests__/conformance/client.ts');
process.exitCode = await runClient(process.argv.slice(2));
