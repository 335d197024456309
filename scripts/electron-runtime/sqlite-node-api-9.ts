import { createHash } from 'node:crypto';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cachedDirectory } from './cache.ts';
import { ensureCompiler } from './debian-libraries.ts';
import { run } from './run.ts';

const require = createRequire(import.meta.url);
const BINDING = 'better_sqlite3.node';

/**
 * A copy of the SQLite driver for Node-API 9 (Electron before 35, Node before 22.14). The package's own prebuild needs
 * Node-API 10, whose references may hold primitive values, and crashes on an older runtime; the copy boxes those values
 * in an object. The first build takes about a minute.
 * @returns the path to give to the driver as `nativeBinding`.
 */
export async function sqliteBindingForNodeApi9(): Promise<string> {
  const source = dirname(require.resolve('better-sqlite3/package.json'));
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const recipe = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 12);
  const directory = await cachedDirectory(`sqlite-${version}-node-api-9-${recipe}`, async (folder) => {
    await ensureCompiler();
    process.stderr.write('Compiling the database driver for Node-API 9 (about a minute) …\n');
    for (const part of ['src', 'deps']) cpSync(join(source, part), join(folder, part), { recursive: true });
    for (const file of globSync('src/**/*.{hpp,cpp}', { cwd: folder })) patchFile(join(folder, file));
    await compile(folder);
    for (const left of ['src', 'deps', 'sqlite3.o', 'driver.o']) rmSync(join(folder, left), { recursive: true });
  });
  return join(directory, BINDING);
}

const BOXED_REFERENCE = `
#include <napi.h>
template <class T> class BoxedReference {
public:
	BoxedReference() {}
	BoxedReference(T value) { Reset(value); }
	BoxedReference(BoxedReference&&) = default;
	BoxedReference& operator=(BoxedReference&&) = default;
	void Reset(T value, int = 1) {
		Napi::Object box = Napi::Object::New(value.Env());
		box.Set((uint32_t)0, value);
		reference = Napi::Persistent(box);
	}
	T Value() const { return reference.Value().Get((uint32_t)0).template As<T>(); }
	void Reset() { reference.Reset(); }
	bool IsEmpty() const { return reference.IsEmpty(); }
private:
	Napi::ObjectReference reference;
};
`;

/** Every place of the driver's source that makes or names a reference to a primitive value. */
const REPLACEMENTS: readonly (readonly [file: RegExp, from: string, to: string])[] = [
  [/./, 'Napi::Reference<Napi::String>', 'BoxedReference<Napi::String>'],
  [/./, 'Napi::Reference<Napi::Value>', 'BoxedReference<Napi::Value>'],
  [
    /bind-map\.cpp$/,
    'name(Napi::Persistent(InternalizedFromUtf8(env, name, -1)))',
    'name(InternalizedFromUtf8(env, name, -1))',
  ],
  [/bind-map\.cpp$/, 'name(Napi::Persistent(pair->name.Value()))', 'name(pair->name.Value())'],
  [
    /constants\.cpp$/,
    'constant = Napi::Persistent(InternalizedFromLatin1(env, str));',
    'constant.Reset(InternalizedFromLatin1(env, str));',
  ],
  [
    /constants\.cpp$/,
    'codes.emplace(code, Napi::Persistent(InternalizedFromLatin1(env, str)));',
    'codes.emplace(code, BoxedReference<Napi::String>(InternalizedFromLatin1(env, str)));',
  ],
  [/custom-aggregate\.cpp$/, 'start(Napi::Persistent(start))', 'start(start)'],
  [/\/better_sqlite3\.cpp$/, '#include <napi.h>', BOXED_REFERENCE],
];

function patchFile(path: string): void {
  const original = readFileSync(path, 'utf8');
  const patched = REPLACEMENTS.filter(([file]) => file.test(path)).reduce(
    (text, [, from, to]) => text.replaceAll(from, () => to),
    original,
  );
  if (patched !== original) writeFileSync(path, patched);
}

async function compile(folder: string): Promise<void> {
  const listed = readFileSync(join(folder, 'deps', 'defines.gypi'), 'utf8').matchAll(
    /'((?:HAVE|SQLITE)[A-Z0-9_=-]*)'/g,
  );
  const defines = [...listed].map(([, define]) => `-D${define}`);
  const includes = [
    'deps/sqlite3',
    require('node-api-headers').include_dir,
    dirname(require.resolve('node-addon-api')),
  ];
  const shared = ['-O3', '-DNDEBUG', '-fPIC', ...includes.map((include) => `-I${include}`)];
  await Promise.all([
    run(
      'gcc',
      [
        ...shared,
        '-w',
        '-std=gnu99',
        '-maes',
        '-msse4.2',
        ...defines,
        '-c',
        'deps/sqlite3/sqlite3.c',
        '-o',
        'sqlite3.o',
      ],
      {
        cwd: folder,
      },
    ),
    run(
      'g++',
      [
        ...shared,
        '-w',
        '-std=c++20',
        '-fvisibility=hidden',
        ...NODE_API,
        '-c',
        'src/better_sqlite3.cpp',
        '-o',
        'driver.o',
      ],
      {
        cwd: folder,
      },
    ),
  ]);
  await run('g++', ['-shared', '-o', BINDING, 'driver.o', 'sqlite3.o', '-Wl,-Bsymbolic', '-ldl', '-lpthread'], {
    cwd: folder,
  });
}

const NODE_API = [
  '-DNAPI_VERSION=9',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  '-DBUILDING_NODE_EXTENSION',
];
