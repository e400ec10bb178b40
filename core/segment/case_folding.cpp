#include "segment/case_folding.h"

#include "base/text.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace audience::segment {

namespace {

std::string utf8(char32_t c) {
    const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80)
        return {static_cast<char>(c)};
    if (c < 0x800)
        return {static_cast<char>(0xC0 | c >> 6), tail(0)};
    if (c < 0x10000)
        return {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
    return {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
}

struct Pair {
    std::string from, to;
};

// Letters with case live in the first two planes.
const std::vector<Pair> &pairs() {
    static const std::vector<Pair> all = [] {
        std::vector<Pair> pairs;
        for (char32_t c = 1; c < 0x20000; ++c) {
            if (c >= 0xD800 && c < 0xE000)
                continue;
            const std::string from = utf8(c);
            if (std::string to = foldCase(from); to != from)
                pairs.push_back({from, std::move(to)});
        }
        return pairs;
    }();
    return all;
}

std::size_t lengthAt(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return std::min<std::size_t>(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, text.size() - at);
}

} // namespace

const CaseFolding &wholeFolding() {
    static const CaseFolding whole = [] {
        CaseFolding folding;
        for (const Pair &pair : pairs()) {
            folding.from += pair.from;
            folding.to += pair.to;
        }
        return folding;
    }();
    return whole;
}

CaseFolding foldingFor(const std::vector<std::string> &texts) {
    std::set<std::string_view> wanted;
    for (const std::string_view text : texts)
        for (std::size_t at = 0; at < text.size(); at += lengthAt(text, at))
            wanted.insert(text.substr(at, lengthAt(text, at)));
    CaseFolding folding;
    for (const Pair &pair : pairs())
        if (wanted.count(pair.to) != 0) {
            folding.from += pair.from;
            folding.to += pair.to;
        }
    return folding;
}

} // namespace audience::segment
