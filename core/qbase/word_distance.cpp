#include "qbase/word_distance.h"

#include <algorithm>
#include <vector>

namespace audience {

int wordDistance(const QString &a, const QString &b) {
    const std::size_t wide = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> last(wide), row(wide), next(wide);
    for (std::size_t j = 0; j < wide; ++j)
        row[j] = static_cast<int>(j);
    for (int i = 0; i < a.size(); ++i) {
        next[0] = i + 1;
        for (int j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j) + 1;
            next[at] = std::min({row[at] + 1, next[at - 1] + 1, row[at - 1] + (a[i] == b[j] ? 0 : 1)});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                next[at] = std::min(next[at], last[at - 2] + 1);
        }
        last.swap(row);
        row.swap(next);
    }
    return row.back();
}

} // namespace audience
