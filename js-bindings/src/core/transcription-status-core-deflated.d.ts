/** The bytes of transcription-status-core.wasm, as raw DEFLATE, as base64. */
export declare const DEFLATED: string
