// MJML source as a tree whose leaves are the author's own bytes: the content of mj-text and its like is HTML and stays
// as it is written. Internal to blocks. Owner: whoever parsed it; the source must outlive it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::blocks {

struct MjmlNode {
    std::string name; // lower case; "#text" for words between tags, "#comment" for <!-- -->
    std::vector<std::pair<std::string, std::string>> attributes; // entities decoded
    std::vector<MjmlNode> children;
    std::string_view inner; // between the tags
    std::string_view outer; // with them
    std::size_t line = 1;

    const MjmlNode *child(std::string_view wanted) const;
};

struct MjmlTree {
    MjmlNode root; // nameless, around everything
    std::string error; // id; empty when it was read
    std::size_t line = 0;
};
// Errors: blocks.mjml_syntax, blocks.mjml_too_large (2 MB, 40 levels, 20,000 parts).
MjmlTree parseMjml(std::string_view source);

} // namespace audience::blocks
