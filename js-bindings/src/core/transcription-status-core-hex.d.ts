/** The bytes of transcription-status-core.wasm, two hexadecimal digits each. */
export declare const HEX: string
