// What is unfinished in blocks, that their HTML does not show: words that a new block began with, and buttons without an
// address. Stateless, any thread. docs/formats/lint.md says when each is one.
#pragma once

#include "model/block_document.h"

#include <array>
#include <string_view>

namespace audience::blocks {

// The ids of all its findings.
constexpr std::array<std::string_view, 2> kBlockLint{"lint.block_filler", "lint.block_no_link"};

// With the JSON pointer of the block. Warnings: lint.block_filler {text}, one a block. Errors: lint.block_no_link {text}.
model::Findings lintBlocks(const model::BlockDocument &document);

} // namespace audience::blocks
