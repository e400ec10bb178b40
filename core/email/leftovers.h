// Marks in an email that nobody will fill in: Liquid that came through a render, and the merge tags of
// other tools. Stateless, any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace audience::email {

struct Leftover {
    enum class Kind {
        Liquid,     // {{ name }}, {% if %}
        Handlebars, // {{#each items}}, {{/if}}, {{{name}}}: looks like Liquid and is none
        OtherTool   // *|FNAME|*, %%first%%, [[name]], <%= name %>
    };
    Kind kind = Kind::Liquid;
    std::size_t at = 0, size = 0;
};

// In the order of the text. `rendered`: Liquid in it is one, too.
std::vector<Leftover> leftovers(std::string_view text, bool rendered);

} // namespace audience::email
