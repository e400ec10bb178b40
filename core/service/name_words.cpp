#include "service/name_words.h"

#include "base/text.h"

#include <algorithm>

namespace audience::service {

std::string plainWords(std::string_view name) {
    std::string words;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool capital = c >= 'A' && c <= 'Z';
        const bool afterSmall = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        const bool isWord = static_cast<unsigned char>(c) >= 0x80 || capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if ((capital && afterSmall) || (!isWord && !words.empty() && words.back() != '_'))
            words += '_';
        if (isWord)
            words += c;
    }
    if (!words.empty() && words.back() == '_')
        words.pop_back();
    return foldCase(words);
}

int nameScore(std::string_view name, std::span<const std::string_view> words) {
    const std::string text = plainWords(name);
    int best = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string word(words[i]);
        const int rank = static_cast<int>(words.size() - i);
        if (text == word)
            best = std::max(best, 200 + rank);
        else if (text.starts_with(word + "_") || text.ends_with("_" + word))
            best = std::max(best, 100 + rank);
    }
    return best;
}

int wholeNameScore(std::string_view name, std::span<const std::string_view> words) {
    const auto found = std::find(words.begin(), words.end(), plainWords(name));
    return static_cast<int>(words.end() - found);
}

bool nameHolds(std::string_view name, std::span<const std::string_view> words) {
    const std::string text = plainWords(name);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

} // namespace audience::service
