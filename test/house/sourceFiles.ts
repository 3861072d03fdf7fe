import { readdirSync } from 'node:fs';

/** TypeScript files under these folders, generated ones left out, as paths from the root of the project. */
export function sourceFiles(folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.includes('/generated/'))
    .toSorted();
}
