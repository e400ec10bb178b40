// Where a set of keys comes from when it is too large, or too changeable, to stand in the rule: a stored list, a
// query. Asked when a condition is evaluated. Thread-safe.
#pragma once

#include "async/cancel.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace audience::engine {

class KeySource {
public:
    virtual ~KeySource() = default;
    // Equal for sources that mean the same; with versions() it names a cached answer.
    virtual std::string key() const = 0;
    virtual std::string versions() const { return {}; }
    // Calls use(lines) for one piece after the other: whole lines, a key each. Errors: its own, "cancelled".
    virtual Result<void> forEachPiece(const CancelToken &cancel,
                                      const std::function<void(std::string_view lines)> &use) const = 0;
};

// Keys that are at hand, one per line.
class HeldKeys final : public KeySource {
public:
    explicit HeldKeys(std::shared_ptr<const std::string> lines);
    std::string key() const override { return m_key; }
    Result<void> forEachPiece(const CancelToken &, const std::function<void(std::string_view)> &use) const override {
        use(*m_lines);
        return {};
    }

private:
    std::shared_ptr<const std::string> m_lines;
    std::string m_key;
};

// Calls visit(line) for each line of `lines` that is not empty.
template <class Visit> void forEachLine(std::string_view lines, Visit visit) {
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        std::string_view line = lines.substr(0, end);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (!line.empty())
            visit(line);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

} // namespace audience::engine
