// One release with what old and new build backends write, for any client to upload.
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';

const NAME = { name: 'Demo.Project', version: '1.0.post1' };

/** A wheel as a current backend writes it. */
export const CURRENT = makeWheel({
  ...NAME,
  metadata: `Metadata-Version: 2.4
Name: ${NAME.name}
Version: ${NAME.version}
Summary: Größe zählt
Author-email: "Zoë, of Demo" <zoe@example.org>
Maintainer: Max
License-Expression: MIT OR Apache-2.0
License-File: LICENSE
License-File: licenses/OTHER
Keywords: one,two,three
Classifier: Programming Language :: Python :: 3
Classifier: Typing :: Typed
Project-URL: Home, https://example.org/
Project-URL: Bug tracker, https://example.org/issues?a=1&b=2
Requires-Python: >=3.9
Requires-Dist: attrs>=22; python_version < "3.12"
Requires-Dist: rich; extra == "cli"
Provides-Extra: cli
Dynamic: license-file
Description-Content-Type: text/markdown; charset=UTF-8; variant=GFM

# Demo

Two paragraphs, with trailing spaces  
and an "é" — of *two* bytes.

    indented
`,
  files: {
    'demo_project/__init__.py': '',
    'demo_project-1.0.post1.dist-info/licenses/LICENSE': 'MIT',
    'demo_project-1.0.post1.dist-info/licenses/licenses/OTHER': 'Apache',
  },
});

/** A wheel for one platform, as setuptools wrote it years ago: a licence file in metadata that has none yet. */
export const OLD = makeWheel({
  ...NAME,
  tags: 'cp39-cp39-manylinux_2_17_x86_64.manylinux2014_x86_64',
  metadata: `Metadata-Version: 2.1
Name: ${NAME.name}
Version: ${NAME.version}
Summary: Old
Home-page: https://example.org/
Author: Zoë
Author-email: zoe@example.org
License: MIT
Platform: UNKNOWN
License-File: LICENSE
Requires-Python: >=3.9

A description without a type.
`,
});

/** An sdist that names no Python. */
export const SDIST = makeSdist({
  ...NAME,
  metadata: `Metadata-Version: 2.2
Name: ${NAME.name}
Version: ${NAME.version}
Summary: Sdist
License: MIT
Classifier: Typing :: Typed
Requires-Dist: attrs
Dynamic: requires-dist
Description-Content-Type: text/x-rst

Demo
====
`,
});

export const DISTS: readonly MadeFile[] = [CURRENT, OLD, SDIST];
