#include "service/line_changes.h"

#include <algorithm>
#include <string_view>

namespace audience::service {

namespace {

// Texts that have hardly a line in common are told as one taken out and the other put in.
constexpr int kMostChanges = 1'000;

using Lines = std::vector<std::string_view>;
using Kind = LineChange::Kind;

Lines linesOf(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (!lines.back().empty() && lines.back().back() == '\r')
            lines.back().remove_suffix(1);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

// The middle of two texts, where their beginnings and ends are the same: Myers' way of the fewest steps. Each step is a
// line of `a` taken out or one of `b` put in; between them lines are the same.
class Steps {
public:
    Steps(const Lines &a, const Lines &b, int from, int aEnd, int bEnd) : m_a(a), m_b(b), m_from(from), m_n(aEnd - from), m_m(bEnd - from) {}

    // The kinds of the lines in order.
    std::vector<Kind> kinds() {
        const int found = search();
        if (found < 0) {
            std::vector<Kind> all(static_cast<std::size_t>(m_n), Kind::Removed);
            all.insert(all.end(), static_cast<std::size_t>(m_m), Kind::Added);
            return all;
        }
        std::vector<Kind> backwards;
        int x = m_n, y = m_m;
        for (int d = found; d > 0; --d) {
            const auto &reached = m_trace[static_cast<std::size_t>(d - 1)];
            const auto at = [&](int k) { return reached[static_cast<std::size_t>(k + d)]; }; // of d - 1: k from -(d-1) to d-1
            const int k = x - y;
            const bool isDown = k == -d || (k != d && at(k - 1) < at(k + 1));
            const int before = isDown ? k + 1 : k - 1, beforeX = at(before), beforeY = beforeX - before;
            while (x > beforeX && y > beforeY && x > 0 && y > 0 && (isDown ? x > beforeX : x > beforeX + 1)) {
                backwards.push_back(Kind::Same);
                --x, --y;
            }
            backwards.push_back(isDown ? Kind::Added : Kind::Removed);
            x = beforeX;
            y = beforeY;
        }
        backwards.insert(backwards.end(), static_cast<std::size_t>(x), Kind::Same);
        return {backwards.rbegin(), backwards.rend()};
    }

private:
    bool isSame(int x, int y) const { return m_a[static_cast<std::size_t>(m_from + x)] == m_b[static_cast<std::size_t>(m_from + y)]; }

    // How many steps it takes; -1: too many. m_trace[d] holds how far each diagonal got with d steps, from -d - 1 on.
    int search() {
        for (int d = 0; d <= std::min(kMostChanges, m_n + m_m); ++d) {
            std::vector<int> reached(static_cast<std::size_t>(2 * d + 3), 0);
            for (int k = -d; k <= d; k += 2) {
                int x = 0;
                if (d > 0) {
                    const auto &last = m_trace.back();
                    const auto at = [&](int other) { return last[static_cast<std::size_t>(other + d)]; };
                    x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
                }
                while (x < m_n && x - k < m_m && x - k >= 0 && isSame(x, x - k))
                    ++x;
                reached[static_cast<std::size_t>(k + d + 1)] = x;
                if (x >= m_n && x - k >= m_m)
                    return d;
            }
            m_trace.push_back(std::move(reached));
        }
        return -1;
    }

    const Lines &m_a, &m_b;
    const int m_from, m_n, m_m;
    std::vector<std::vector<int>> m_trace;
};

std::vector<LineChange> numbered(const Lines &a, const Lines &b, const std::vector<Kind> &kinds) {
    std::vector<LineChange> lines;
    std::size_t x = 0, y = 0;
    for (const Kind kind : kinds) {
        const int before = kind == Kind::Added ? 0 : static_cast<int>(x + 1), after = kind == Kind::Removed ? 0 : static_cast<int>(y + 1);
        lines.push_back({kind, before, after, std::string(kind == Kind::Added ? b[y] : a[x])});
        x += kind == Kind::Added ? 0 : 1;
        y += kind == Kind::Removed ? 0 : 1;
    }
    return lines;
}

} // namespace

std::vector<LineChange> lineChanges(const std::string &before, const std::string &after, int around) {
    if (before == after)
        return {};
    const Lines a = linesOf(before), b = linesOf(after);
    std::size_t same = 0, tail = 0;
    const std::size_t shorter = std::min(a.size(), b.size());
    while (same < shorter && a[same] == b[same])
        ++same;
    while (tail < shorter - same && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    std::vector<Kind> kinds(same, Kind::Same);
    const auto middle = Steps(a, b, static_cast<int>(same), static_cast<int>(a.size() - tail), static_cast<int>(b.size() - tail)).kinds();
    kinds.insert(kinds.end(), middle.begin(), middle.end());
    kinds.insert(kinds.end(), tail, Kind::Same);
    const auto all = numbered(a, b, kinds);
    std::vector<bool> shown(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind != Kind::Same)
            for (std::size_t at = i > static_cast<std::size_t>(around) ? i - static_cast<std::size_t>(around) : 0; at < std::min(all.size(), i + static_cast<std::size_t>(around) + 1); ++at)
                shown[at] = true;
    std::vector<LineChange> lines;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (shown[i])
            lines.push_back(all[i]);
        else if (lines.empty() || lines.back().kind != Kind::LeftOut)
            lines.push_back({Kind::LeftOut, 0, 0, {}});
    if (lines.size() == 1 && lines.front().kind == Kind::LeftOut) // only the ends of lines differ
        lines.clear();
    return lines;
}

} // namespace audience::service
