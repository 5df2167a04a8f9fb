// TypeScript bindings for emscripten-generated code.  Automatically generated at compile time.
declare namespace RuntimeExports {
    let HEAPF64: Float64Array;
}
interface WasmModule {
}

type EmbindString = ArrayBuffer|Uint8Array|Uint8ClampedArray|Int8Array|string;
interface EmbindModule {
  numbersAt(): number;
  openSession(_0: number): number;
  closeSession(_0: number): void;
  nextDeadline(_0: number): number;
  start(_0: number, _1: EmbindString, _2: number): number;
  dispatch(_0: number, _1: EmbindString, _2: EmbindString, _3: EmbindString, _4: number): number;
  effectAt(_0: number, _1: number): string;
  snapshot(_0: number, _1: number): string;
}

export type MainModule = WasmModule & typeof RuntimeExports & EmbindModule;
export default function MainModuleFactory (options?: unknown): Promise<MainModule>;
