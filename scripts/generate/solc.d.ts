/** The part of the npm compiler that the generator uses; the package ships types for CommonJS only. */
declare module 'solc' {
  const solc: {
    version(): string;
    /** Standard JSON in, standard JSON out. */
    compile(input: string, callbacks?: { import(path: string): { contents: string } | { error: string } }): string;
  };
  export default solc;
}
