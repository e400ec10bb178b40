// Foreign HTML reduced to what may be shown: no scripts, handlers, forms, frames, plug-ins, SVG,
// imports or files, and remote pictures only by choice. An allow-list over the parsed tree, written
// out anew. Stateless, any thread. For HTML as it is shown, after its variables are filled in: what
// a placeholder could still become is not known here.
#pragma once

#include "base/result.h"
#include "email/css_filter.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace audience::email {

struct SanitiserOptions {
    RemoteImages remoteImages = RemoteImages::Block;
    bool keepsParts = false; // data-part with a plain name, data-words with names between slashes: the marks of an editor, for its own canvas
};

struct SanitisedHtml {
    std::string html;              // a whole document, UTF-8
    std::size_t removed = 0;       // elements, attributes, CSS rules and declarations left out
    std::size_t blockedRemote = 0; // pictures not loaded because of RemoteImages::Block
};

// Layout tables, inline styles and <style> stay. The result is a fixed point: sanitising it again,
// or reading it with an HTML5 parser, gives the same tree, so nothing can turn active by being read
// twice. Errors: email.html_too_complex.
Result<SanitisedHtml> sanitiseHtml(std::string_view html, SanitiserOptions options = {});

} // namespace audience::email
