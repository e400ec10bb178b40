// The ids of the parts of a block document, as JSON. Stateless, any thread.
#pragma once

#include "base/json.h"

#include <set>
#include <string>

namespace audience::model {

// Those of all sections, columns and blocks.
inline void collectIds(const Json &document, std::set<std::string> &ids) {
    for (const Json &section : document.at("sections")) {
        ids.insert(jsonText(section, "id"));
        for (const Json &column : section.at("columns")) {
            ids.insert(jsonText(column, "id"));
            for (const Json &block : column.at("blocks"))
                ids.insert(jsonText(block, "id"));
        }
    }
}

// One that is not among them, and is then: "b1" for 'b'.
inline std::string freshId(std::set<std::string> &ids, char letter) {
    for (std::size_t number = 1;; ++number)
        if (std::string id = letter + std::to_string(number); ids.insert(id).second)
            return id;
}

// The part with this id, first, where people look for it.
inline Json withId(const std::string &id, const Json &part) {
    Json out{{"id", id}};
    for (const auto &[name, value] : part.items())
        if (name != "id")
            out[name] = value;
    return out;
}

} // namespace audience::model
