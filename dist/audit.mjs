// What a runner starts, as dist/index.mjs: any Node from 16 on can read it. An older one would fail somewhere in the middle of a run, with
// words that help nobody.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 4)) {
  await import('./audit-main.mjs');
} else {
  const what = `wheelseal needs Node 24.4; this runner ran it with ${process.versions.node}.`;
  const todo =
    'Update the runner to 2.327.1 or newer. act, Forgejo and Gitea runners take Node from the job’s container: use an image with Node 24. Runners on 32-bit ARM have no Node 24.';
  process.stdout.write(`::error::${what}%0A${todo}\n`);
  process.exitCode = 1;
}
