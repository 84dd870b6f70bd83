/** Texts in reStructuredText, by what they are about: what docutils stops for, with the line, and what it reads. */
interface Texts {
  readonly title: string;
  readonly faulty: readonly (readonly [text: string, fault: string])[];
  readonly valid: readonly string[];
}

/** Texts that a checker of descriptions and docutils itself must agree about. */
export const restructuredTexts: readonly Texts[] = [
  {
    title: 'section titles',
    faulty: [
      ['Title\n====\n\nText.\n', '2: Title underline too short.'],
      ['漢字の題名\n=========\n\nText.\n', '2: Title underline too short.'],
      ['====\nTitle\n====\n\nText.\n', '1: Title overline too short.'],
      ['=====\nTitle\n====\n\nText.\n', '1: Title overline & underline mismatch.'],
      ['=====\nTitle\n\nText.\n', '1: Missing matching underline for section title overline.'],
      ['Text.\n\n=====\nTitle\n', '3: Incomplete section title.'],
      ['=====\n-----\n\nText.\n', '1: Invalid section title or transition marker.'],
      ['A\n=\n\nB\n-\n\nC\n=\n\nD\n~\n\nT.\n', '10: Inconsistent title style: skip from level 1 to 3.'],
      ['- Item\n\n  Title\n  =====\n', '4: Unexpected section title.'],
      ['- Item\n\n  =====\n', '3: Unexpected section title or transition.'],
    ],
    valid: [
      'Title\n=====\n\nText.\n',
      'Title\n===\n',
      '漢字の題名\n==========\n',
      'e\u0301\u0301\u0301tude\n=====\n',
      '=======\n Title\n=======\n\nText.\n',
      'A\n=\n\nB\n-\n\nC\n=\n\nD\n-\n',
      '==\nTitle\n',
      'Text.\n\n----\n\nText.\n',
      '- a\n\n  ===\n',
    ],
  },
  {
    title: 'directives',
    faulty: [
      ['.. toctree::\n   :maxdepth: 2\n\n   a\n', '1: Unknown directive type "toctree".'],
      ['Text.\n\n.. py:function:: f(a)\n\n   Text.\n', '3: Unknown directive type "py:function".'],
      ['- a\n\n  .. tabs::\n', '3: Unknown directive type "tabs".'],
      ['.. include:: CHANGES.rst\n', '1: "include" directive disabled.'],
      ['.. raw:: html\n\n   <br>\n', '1: "raw" directive disabled.'],
      [
        '.. csv-table::\n   :file: a.csv\n',
        '1: File and URL access deactivated; ignoring "csv-table" directive.',
      ],
      ['.. note::\n\nText.\n', '1: Content block expected for the "note" directive; none found.'],
      [
        '.. code-block:: python\n\nText.\n',
        '1: Content block expected for the "code-block" directive; none found.',
      ],
      [
        '.. code-block:: python\n   import a\n',
        '1: Error in "code-block" directive: maximum 1 argument(s) allowed, 3 supplied.',
      ],
      ['.. math::\n\na\n', '1: Content block expected for the "math" directive; none found.'],
      ['.. csv-table::\n\na\n', '1: The "csv-table" directive requires content; none supplied.'],
      ['.. list-table::\n\na\n', '1: The "list-table" directive is empty; content required.'],
      ['.. table::\n\na\n', '1: Content block expected for the "table" directive; none found.'],
      ['.. image::\n', '1: Error in "image" directive: 1 argument(s) required, 0 supplied.'],
      ['.. image:: a.png\n   :size: 3\n', '1: Error in "image" directive: unknown option: "size".'],
      [
        '.. image:: a.png\n   :alt: a\n   :alt: b\n',
        '1: Error in "image" directive: invalid option data: duplicate option "alt".',
      ],
      [
        '.. image:: a.png\n   :width: 3 bananas\n',
        '1: Error in "image" directive: invalid option value: (option: "width"; value: \'3 bananas\').',
      ],
      [
        '.. image:: a.png\n   :align: top\n',
        '1: Error in "image" directive: "top" is not a valid value for the "align" option.',
      ],
      ['.. image:: a.png\n   :alt: a\n   b\n', '1: Error in "image" directive: invalid option block.'],
      ['.. image:: a.png\n\n   Text.\n', '1: Error in "image" directive: no content permitted.'],
      ['.. figure:: a.png\n\n   - a\n', '1: Figure caption must be a paragraph or empty comment.'],
      ['.. role:: a b\n', '1: "role" directive arguments not valid role names: "a b".'],
      ['.. default-role:: any\n', '1: Unknown interpreted text role "any".'],
      [
        '.. replace:: a\n',
        '1: Invalid context: the "replace" directive can only be used within a substitution definition.',
      ],
      ['- .. contents::\n', '1: The "contents" directive may not be used within topics or body elements.'],
      [
        '.. list-table::\n\n   * - a\n     - b\n   * - c\n',
        '1: Error parsing content block for the "list-table" directive: uniform two-level bullet list expected, but row 2 does not contain the same number of items as row 1.',
      ],
    ],
    valid: [
      '.. note:: Text.\n',
      '.. NOTE::\n   :class: a\n\n   Text.\n',
      '.. code-block:: no-such-lexer\n   :number-lines:\n\n   x\n',
      '.. image:: a b.png\n   :alt: a: b\n   :width: 50 %\n   :height: 3em\n   :scale: 50%\n   :target: https://example.org\n',
      '.. figure:: a.png\n   :figwidth: image\n\n   Caption.\n\n   - a\n',
      '.. contents:: **Text**\n   :depth: 2\n   :local:\n   :backlinks: none\n\nText.\n',
      '.. class:: a\n\nText.\n',
      '.. role:: py:class(literal)\n\n:py:class:`a`\n',
      '.. default-role:: literal\n\n`a`\n',
      '.. list-table::\n   :widths: 1 2\n\n   * - a\n     - b\n   * - c\n     - d\n',
      '.. toctree\n   :maxdepth: 2\n\nText.\n',
      '.. unknown: a\n\nText.\n',
      '.. image:: a.png\n   :alt_: a\n',
    ],
  },
  {
    title: 'inline markup',
    faulty: [
      [':py:class:`a`\n', '1: Unknown interpreted text role "py:class".'],
      ['`a`:ref:\n', '1: Unknown interpreted text role "ref".'],
      ['a\n(:doc:`b`)\n', '2: Unknown interpreted text role "doc".'],
      [':index:`a`\n', '1: Interpreted text role "index" not implemented.'],
      [':raw:`a`\n', '1: raw (and derived) roles disabled'],
      [':pep:`x`\n', '1: PEP number must be a number from 0 to 9999; "x" is invalid.'],
      [':rfc:`0`\n', '1: RFC number must be a number greater than or equal to 1; "0" is invalid.'],
      [
        ':a:`b`:c:\n',
        '1: Multiple roles in interpreted text (both prefix and suffix present; only one allowed).',
      ],
      [':emphasis:`b`_\n', '1: Mismatch: both interpreted text role prefix and reference suffix.'],
      ['a *b\n', '1: Inline emphasis start-string without end-string.'],
      ['a\n**b*\n', '2: Inline strong start-string without end-string.'],
      ['a ``b`\n', '1: Inline literal start-string without end-string.'],
      ['a `b\n', '1: Inline interpreted text or phrase reference start-string without end-string.'],
      ['a |b\n', '1: Inline substitution_reference start-string without end-string.'],
      ['a _`b\n', '1: Inline target start-string without end-string.'],
      ['a |b|\n', '1: Undefined substitution referenced: "b".'],
      ['a b_\n', '1: Unknown target name: "b".'],
      ['a `B\nc`_\n', '1: Unknown target name: "b c".'],
      ['a `b <c>` `b<c>`_\n', '1: Unknown target name: "b<c>".'],
      ['https://a/b_ c\n', '1: Unknown target name: "b".'],
      ['a [1]_\n', '1: Unknown target name: "1".'],
      [
        'a [#]_ [#]_\n\n.. [#] b\n',
        '1: Too many autonumbered footnote references: only 1 corresponding footnote available.',
      ],
      ['a [*]_\n', '1: Too many symbol footnote references: only 0 corresponding footnotes available.'],
      ['a__\n', '1: Anonymous hyperlink mismatch: 1 references but 0 targets.'],
      ['a\n\n__ b\n', '3: Anonymous hyperlink mismatch: 0 references but 1 targets.'],
      [
        '`A`_\n\nA\n=\n\nB\n\nA\n=\n\nC\n',
        '1: Duplicate target name, cannot be used as a unique reference: "a".',
      ],
      ['.. _a: b\n.. _a: c\n', '2: Duplicate explicit target name: "a".'],
      ['.. [a] b\n.. [A] c\n', '2: Duplicate explicit target name: "a".'],
      ['.. _a: b_\n', '1: Indirect hyperlink target "a" refers to target "b", which does not exist.'],
    ],
    valid: [
      '*a* **b** ``c*`` `d` |e| _`f` f_\n\n.. |e| replace:: *g*\n',
      'a * b ** c ` d | e "*" (`) [*] 2*x \\*a \\`b\n',
      '`a <https://a>`_, `b <https://b>`_ and `a <https://c>`_\n',
      '`a <https://a_>`_ `b <c_>`__\n\n.. _c: https://c\n',
      ':pep:`8` :rfc:`2822#section-1` :sup:`a` `b`:t:\n',
      'a_ `B  c`_\n\n.. _a: https://a\n.. _b c:\n\nText.\n',
      'a__ `b`__\n\n.. __: https://a\n__ https://b\n',
      '[1]_ [#a]_ [#]_ [*]_ [b]_\n\n.. [1] a\n.. [#a] b\n.. [#] c\n.. [*] d\n.. [b] e\n',
      'The ``A`` title\n===============\n\nSee `the a title`_.\n',
      '.. _a: b\n.. _a: b\n\nText.\n',
      'https://a_b/c a_b __init__ _a_ x_y_z\n',
    ],
  },
  {
    title: 'blocks',
    faulty: [
      ['a\nb\n  c\n', '3: Unexpected indentation.'],
      ['- a\nb\n', '2: Bullet list ends without a blank line; unexpected unindent.'],
      ['- a\n+ b\n', '2: Bullet list ends without a blank line; unexpected unindent.'],
      ['1. a\n\n   b\nc\n', '4: Enumerated list ends without a blank line; unexpected unindent.'],
      [':a: b\nc\n', '2: Field list ends without a blank line; unexpected unindent.'],
      ['-a  b\nc\n', '2: Option list ends without a blank line; unexpected unindent.'],
      ['a\n  b\nc\n', '3: Definition list ends without a blank line; unexpected unindent.'],
      ['a\n\n  b\nc\n', '4: Block quote ends without a blank line; unexpected unindent.'],
      ['.. a\nb\n', '2: Explicit markup ends without a blank line; unexpected unindent.'],
      ['a::\n\n  b\nc\n', '4: Literal block ends without a blank line; unexpected unindent.'],
      ['| a\nb\n', '2: Line block ends without a blank line.'],
      ['a::\n\nb\n', '3: Literal block expected; none found.'],
      ['a::\n', '2: Literal block expected; none found.'],
      ['a::\n\n> b\nc\n', '4: Inconsistent literal block quoting.'],
      ['a::\n\n> b\n  c\n', '4: Unexpected indentation.'],
      ['.. [1]\n', '1: Footnote content expected.'],
      ['.. |a|\n', '1: Substitution definition "a" missing contents.'],
      ['.. |a| b\n', '1: Substitution definition "a" empty or invalid.'],
      ['.. |a b\n', '1: malformed substitution definition.'],
      ['.. _a\n', '1: malformed hyperlink target.'],
      ['.. |a| replace:: b\n.. |a| replace:: c\n', '2: Duplicate substitution definition name: "a".'],
      [
        '.. |a| replace:: b\n\n   c\n',
        '1: Error in "replace" directive: may contain a single paragraph only.',
      ],
    ],
    valid: [
      '1. a\n3. b\n\n',
      '- a\n- b\n\n  c\n\n- d\n\n+ e\n',
      '1. a\n2. b\n#. c\n\nA. Einstein was\nhere.\n\n(i) a\n(ii) b\n',
      ':a: b\n  c\n:d:\n\n  e\n',
      '-a B, --long=<a b>  c\n/V  d\n\n--alone\n',
      'a : b\n  c\nd\n  e\n\nf\n',
      'a\n\n  b\n\n  -- c\n     d\n\n  e\n\nf\n',
      '..\n\n  a\n\n.. b\n   c\n',
      'a::\n\n  b\n   c\n\nd\n\n::\n\n> e\n> f\n\n>>> g\nh\n',
      '| a\n  b\n| c\n\nd\n',
      'a\n\n\tb\n\n        c\n',
    ],
  },
  {
    title: 'tables',
    faulty: [
      [
        '.. list-table::\n   :widths: 1 2\n\n   * - a\n',
        '1: "list-table" widths do not match the number of columns in table (1).',
      ],
      [
        '.. list-table::\n   :header-rows: 1\n\n   * - a\n',
        '1: Insufficient data supplied (1 row(s)); no data remaining for table body, required by "list-table" directive.',
      ],
      [
        '.. list-table::\n   :stub-columns: 1\n\n   * - a\n',
        '1: Insufficient data supplied (1 columns(s)); no data remaining for table body, required by "list-table" directive.',
      ],
      ['+---+\n| 漢|\n| é|\n+---+\n', '3: Malformed table. Right border not aligned or missing.'],
      ['== ==\n漢a b\n== ==\n', '2: Malformed table. Text in column margin in table line 2.'],
      ['+---+\n| a |\n+---+\nb\n', '4: Blank line required after table.'],
      ['+---+\n| a |\n\nb\n', '1: Malformed table. Bottom border missing or corrupt.'],
      ['+---+\n| a|\n+---+\n', '2: Malformed table. Right border not aligned or missing.'],
      [
        '+---+\n| a |\n+===+\n| b |\n+===+\n| c |\n+---+\n',
        '5: Malformed table. Multiple head/body row separators (table lines 3 and 5); only one allowed.',
      ],
      ['+---+\n|*a |\n+---+\n', '2: Inline emphasis start-string without end-string.'],
      [
        '== ==\na  b\n== ==\nc\n\n',
        '1: Malformed table. No bottom table border found or no blank line after table bottom.',
      ],
      ['== ==\na  b\n== ==\nc  d\n== ==\ne\n', '6: Blank line required after table.'],
      ['== ==\na  b\n', '1: Malformed table. No bottom table border found.'],
      [
        '== ==\na  b\n== ===\n',
        '3: Malformed table. Bottom border or header rule does not match top border.',
      ],
      ['== ==\nabcd\n== ==\n', '2: Malformed table. Text in column margin in table line 2.'],
      [
        '== == ==\na  b  c\n-----\nd  e  f\n== == ==\n',
        '3: Malformed table. Column span incomplete in table line 3.',
      ],
      [
        '== == ==\na  b  c\n--- ----\n== == ==\n',
        '2: Malformed table. Text in column margin in table line 2.',
      ],
      ['== ==\na  *b\n== ==\n', '2: Inline emphasis start-string without end-string.'],
      [
        '.. table:: *A*\n\n   b\n',
        '1: Error parsing content block for the "table" directive: exactly one table expected.',
      ],
    ],
    valid: [
      '.. list-table::\n   :widths: 1, 2\n   :header-rows: 1\n   :stub-columns: 1\n\n   * - a\n     - b\n   * - c\n     - d\n',
      '.. list-table::\n\n   .. class:: x\n\n      * - a\n',
      '.. list-table::\n   :widths: auto\n   :header-rows: 0\n\n   * - a\n',
      '+----+---+\n| 漢 | é |\n+----+---+\n| 😀 | ✓ |\n+----+---+\n',
      '== ==\n漢 😀\n== ==\n',
      '+---+---+\n| a | b |\n+===+===+\n| c     |\n+---+---+\n|   | - |\n+---+---+\n',
      '+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n\n[1]_\n\n+-----------+\n| .. [1] a  |\n+-----------+\n',
      '== ==\na  b_\n== ==\nc  d e f\n   g\n\n   h\n== ==\n\n.. _b: i\n',
      '=====  =====\nspan over two\n------------\na      b\n=====  =====\n',
      '.. table:: *A*\n   :widths: auto\n\n   == ==\n   a  b\n   == ==\n',
    ],
  },
  {
    title: 'the structure',
    faulty: [
      ['----\n\na\n', '1: Transition at the start of the document.'],
      ['.. a\n\n----\n\na\n', '3: Transition at the start of the document.'],
      ['a\n=\n\n----\n\na\n', '4: Transition at the start of the section.'],
      ['a\n\n----\n', '3: Transition at the end of the document.'],
      ['a\n=\n\nb\n\n----\n\n.. c\n', '6: Transition at the end of the document.'],
      ['a\n\n----\n\n----\n\nb\n', '5: At least one body element should separate transitions.'],
      ['----\n', '1: Transition at the end of the document.'],
      ['.. a\n', '1: No content rendered from RST source.'],
      ['.. |a| replace:: b\n.. _a: b\n', '1: No content rendered from RST source.'],
      [':Author:\n:Status: a\n\nb\n', '1: Cannot extract empty bibliographic field "author".'],
      [':Version: - a\n\nb\n', '1: Bibliographic field "version" must contain a single <paragraph>.'],
    ],
    valid: [
      'a\n=\n\nb\n\n----\n\nc\n=\n\nd\n',
      'a\n\n----\n\nb\n\n----\n\n:c:\n',
      'a\n=\n\n.. _a:\n\n----\n\nb\n',
      'a\n\nb\n=\n\nc\n\nb\n=\n\n----\n\nd\n',
      'a\n\n.. _b: https://example.org/\n\nb\n=\n\n----\n\nc\n',
      ':Author: E. Xample\n:Authors: a, b\n:Date: 1\n:Abstract: - a\n:Mail:\n\nb\n',
      '.. _a:\n',
      '.. sectnum::\n\na\n',
    ],
  },
];

/** A README with what READMEs have. */
export const README = `=======
My demo
=======

.. image:: https://example.org/badge.svg
   :target: https://example.org/
   :alt: A badge

*My demo* is \`\`demo\`\`, see its documentation_ or \`the issues\`_. It is **fast** [1]_, and
\`written in Python <https://www.python.org>\`_.

.. contents:: Contents
   :depth: 2

Installation
============

Install it with pip::

    $ pip install demo
    $ demo --version

.. note::

   It needs Python 3.10.

Usage
=====

.. code-block:: python

   import demo
   demo.run()

Options
-------

-v, --verbose  says more
--output=FILE  writes to a file

1. First step

   - one thing
   - another one

2. Second step

Term
  What it means.
Another : noun
  What that means.

+-------+-------+
| a     | b     |
+=======+=======+
| \`c\`   | d     |
+-------+-------+

=====  =====
a      b
=====  =====
\`\`c\`\`  d
=====  =====

| An address
| in two lines

----

  A quotation.

  -- Somebody

>>> demo.run()
1

|name| is used by :sup:\`a\` :PEP:\`8\`.

.. |name| replace:: *Somebody*
.. [1] As was measured.
.. _documentation: https://example.org/docs
.. _the issues: https://example.org/issues
.. A comment
`;
