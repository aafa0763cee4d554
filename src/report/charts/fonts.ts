import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The two weights that charts use, as files of the font's npm package. */
export const FONT_FILES = {
  regular: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  semibold: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
} as const;
