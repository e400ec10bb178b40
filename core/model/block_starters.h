// What a new block or a new section begins with: sensible words, and colours and fonts left to the brand. For every
// editor of block documents, the command line and tests. Stateless, any thread. Parts come without ids: whoever puts
// them into a document gives them theirs.
#pragma once

#include "base/json.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::model {

// The words of a starter in the author's language; without it they are English.
using StarterWords = std::function<std::string(std::string_view english)>;

// Of a kind of blockKinds(); an empty object for any other.
Json starterBlock(std::string_view kind, const StarterWords &words = {});
// Sections to begin with: "columns_1" to "columns_4" without blocks, and "hero".
const std::vector<std::string_view> &starterLayouts();
Json starterSection(std::string_view layout, const StarterWords &words = {}); // an empty object for an unknown name
// A block in a section of its own, for a place between sections.
Json sectionAround(Json block);
// Whether these words are a starter's that only keep a place for the author's own: in English and in each language learnt.
bool isFiller(std::string_view text);
void learnFillers(const StarterWords &words); // of the author's language, once when it is known
// Every phrase that starters say, for translators.
std::vector<std::string> starterPhrases();

} // namespace audience::model
