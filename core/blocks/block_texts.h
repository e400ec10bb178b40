// Every text of a block document that a reader reads or follows, with its place: for translators, and to say what changed.
// Stateless, any thread.
#pragma once

#include "model/block_document.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::blocks {

struct BlockText {
    std::string part;     // id of the section or block, "page"
    std::string kind;     // of the block: "button"; "section", "page"
    std::string property; // "content", "text", "items", ...
    std::string path;     // JSON pointer within the part: "/content/0/spans"
    std::string words;    // Liquid as written; pieces with marks (bold, a link) as <1>…</1>, by their number; a < of an author's "<1>" as \<1>
    bool isAddress = false; // of a link or a picture
};

// In the order of reading; what is empty is none. Marks have the numbers that they have in `numbered`, where that has all of them
// in the same place: a translation may have other words first.
std::vector<BlockText> blockTexts(const model::BlockDocument &document, const model::BlockDocument *numbered = nullptr);
// All words of one part in one line, without addresses and marks; a section or column with what stands in it.
std::string wordsOfPart(const Json &part, std::string_view kind);
// The same document with other words in one place; marks keep their numbers, which are those of blockTexts() with the same
// `numbered`. Errors: "blocks.unknown_id" {id}, the first error of the reader.
Result<model::BlockDocument> withBlockText(const model::BlockDocument &document, std::string_view part, std::string_view path, std::string_view words,
                                           const model::BlockDocument *numbered = nullptr);
// The translation of a document that was changed: built as `after`, with the words that `translation` says in its own way.
// What it says as `before` did, it says as `after` does.
model::BlockDocument inStep(const model::BlockDocument &before, const model::BlockDocument &after, const model::BlockDocument &translation);

} // namespace audience::blocks
