// The template and the pages of the public corner, as they lie in resources/corner. Any thread.
#pragma once

#include <string_view>
#include <vector>

namespace audience::service {

struct CornerFile {
    std::string_view name, text;
};
const std::vector<CornerFile> &cornerFiles();

} // namespace audience::service
