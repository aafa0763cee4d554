import { ComposeError } from '../docker/compose/compose-error.ts';
import { type ComposeFile, readComposeFile } from '../docker/compose/read-compose-file.ts';
import type { ImageSpec } from '../simulation/scenario.ts';
import type { FileSource } from './file-source.ts';
import { InputError } from './input-error.ts';
import { limits } from './limits.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { readNamedFile } from './read-named-file.ts';
import { tooManyReplicas, undeclaredImage } from './read-services.ts';
import { besideFile } from './relative-path.ts';
import { YamlText } from './yaml-text.ts';

export interface ComposeFrame {
  readonly files: FileSource;
  readonly images: Readonly<Record<string, ImageSpec>>;
  /** Is told of keys that have no effect. */
  readonly warn: (text: string) => void;
}

/** The compose files that a scenario names: each is read and checked once, and goes with the scenario. */
export class ComposeFiles {
  /** By the name under which the scenario asks for them. */
  readonly written: Record<string, unknown> = {};
  readonly #read = new Map<string, ComposeFile | null>();
  readonly #frame: ComposeFrame;
  readonly #problems: ProblemList;

  constructor(frame: ComposeFrame, problems: ProblemList) {
    this.#frame = frame;
    this.#problems = problems;
  }

  /** @returns `null` if it is not to be had or wrong, which is told; `path` is where the scenario names it */
  read(name: string, path: Path): ComposeFile | null {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const file = besideFile(this.#problems.source.file, name);
    const text = readNamedFile(file, path, this.#frame.files, this.#problems);
    const composed = text === null ? null : this.#check(name, file, text);
    this.#read.set(name, composed);
    return composed;
  }

  #check(name: string, file: string, text: string): ComposeFile | null {
    try {
      const yaml = new YamlText(file, text);
      const written = yaml.toData();
      const composed = readPlaced(written, yaml);
      this.written[name] = written;
      this.#checkServices(composed, yaml);
      return composed;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#problems.addAll(error.problems);
      return null;
    }
  }

  #checkServices({ services }: ComposeFile, yaml: YamlText): void {
    const { images, warn } = this.#frame;
    for (const [name, { spec, ignored }] of services) {
      const path = ['services', name];
      const undeclared = undeclaredImage(spec.task.container.image, images);
      if (undeclared !== null) this.#problems.addAt(yaml.placeOf([...path, 'image']), undeclared);
      if (spec.mode.kind === 'replicated' && spec.mode.replicas > limits.replicas) {
        const place = yaml.placeOf([...path, 'deploy', 'replicas']);
        this.#problems.addAt(place, tooManyReplicas(spec.mode.replicas));
      }
      if (ignored.length > 0) {
        warn(
          `${yaml.file}: ${path.join('.')}: ${ignored.join(', ')} ${ignored.length === 1 ? 'has' : 'have'} no effect`,
        );
      }
    }
  }
}

function readPlaced(written: unknown, yaml: YamlText): ComposeFile {
  try {
    return readComposeFile(written);
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    const { path, isKey, message } = error;
    const place = isKey ? yaml.placeOfKey(path) : yaml.placeOf(path);
    throw new InputError([{ ...place, message: path.length === 0 ? message : `${path.join('.')}: ${message}` }]);
  }
}
