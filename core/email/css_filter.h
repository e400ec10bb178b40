// CSS of an email reduced to what only styles: known functions, pictures by rule, no imports, no
// scripting properties of any browser. Stateless, any thread. Tokens follow CSS Syntax Level 3,
// written out anew.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace audience::email {

enum class RemoteImages { Block, Allow };

struct CssFilter {
    RemoteImages remoteImages = RemoteImages::Block;
    std::size_t removed = 0; // declarations and rules left out, running total
    std::size_t blockedRemote = 0;

    // The content of a <style> element; the result has no "<" and needs no escaping there.
    std::string styleSheet(std::string_view css);
    // The content of a style attribute, not yet escaped for HTML.
    std::string declarations(std::string_view css);
};

// Whether a picture may be loaded from `url`: data: of a bitmap type and cid: always, http(s) by
// rule. `remote` tells that only the rule forbids it.
bool isAllowedImage(std::string_view url, RemoteImages rule, bool *remote = nullptr);

} // namespace audience::email
