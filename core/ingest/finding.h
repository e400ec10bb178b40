// Something about the input that a person should know although the import can go on.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace audience::ingest {

struct Finding {
    std::string id; // stable, turned into a sentence with `args` by ui/text
    std::vector<std::pair<std::string, std::string>> args;
};

} // namespace audience::ingest
