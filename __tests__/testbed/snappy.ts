// Snappy's block format without a single copy, which every reader of it takes.
// https://github.com/google/snappy/blob/main/format_description.txt

const LONGEST_LITERAL = 65_536;

export function packSnappy(bytes: Buffer): Buffer {
  const parts: Buffer[] = [varint(bytes.length)];
  for (let start = 0; start < bytes.length; start += LONGEST_LITERAL) {
    const literal = bytes.subarray(start, start + LONGEST_LITERAL);
    const head = Buffer.alloc(3);
    // 61: the length less one stands in the next two bytes.
    head.writeUInt8(61 << 2);
    head.writeUInt16LE(literal.length - 1, 1);
    parts.push(head, literal);
  }
  return Buffer.concat(parts);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return Buffer.from([...bytes, left]);
}
