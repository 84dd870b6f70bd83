// Runs the bundled action on real distributions against the embedded testbed, and shows what a user would see.
await import('../__tests__/testbed/demo.ts');
