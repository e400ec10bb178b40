// The files of resources/templates, made at build time, in the order in which they are shown.
#pragma once

#include <vector>

namespace audience::service {

struct ReadyFile {
    const char *name; // "price_drop"
    const char *text;
};

const std::vector<ReadyFile> &readyFiles();

} // namespace audience::service
