# Keeps a list of what the minified names of a .wasm's imports and exports stand for, written by the
# link that made it. The check of the imports reads it (toolchain/checks/wasm-imports.mjs).

function(tss_keep_import_names target)
  target_link_options(${target} PRIVATE
                      "SHELL:--emit-minification-map $<TARGET_FILE_DIR:${target}>/import-names.txt")
endfunction()
