// Two texts line by line: the fewest lines to take out and put in. Pure.
#pragma once

#include <string>
#include <vector>

namespace audience::service {

// Numbers from 1, 0 where that text lacks the line.
struct LineChange {
    enum class Kind { Same, Removed, Added, LeftOut } kind = Kind::Same; // LeftOut: lines that are the same stand here
    int before = 0, after = 0;
    std::string text;
};
// With at most `around` unchanged lines beside each change. Nothing where the texts are the same.
std::vector<LineChange> lineChanges(const std::string &before, const std::string &after, int around = 2);

} // namespace audience::service
