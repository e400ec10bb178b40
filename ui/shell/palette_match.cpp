#include "ui/shell/palette_match.h"

#include <QHash>

#include <algorithm>

namespace audience::ui {

namespace {

enum Rank { Whole = 0, Beginning = 1, Word = 2, Inside = 4, Hint = 6, Letters = 8 };
constexpr int kMostOfOneKind = 8;
constexpr int kKindFrom = 3; // letters until a kind of thing is meant, e.g. "campaign"

// The letters of `word` in order, each as early as possible; only when they lie close together.
std::optional<QList<std::pair<int, int>>> lettersInOrder(const QString &text, const QString &word) {
    if (word.size() < 2)
        return std::nullopt;
    QList<std::pair<int, int>> marks;
    qsizetype at = -1;
    for (const QChar letter : word) {
        at = text.indexOf(letter, at + 1, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        if (!marks.isEmpty() && marks.last().first + marks.last().second == int(at))
            ++marks.last().second;
        else
            marks.append({int(at), 1});
    }
    const int span = marks.last().first + marks.last().second - marks.first().first;
    const bool isClose = span <= 3 * int(word.size()) && marks.size() <= qMax<qsizetype>(2, word.size() / 2 + 1);
    return isClose ? std::optional(marks) : std::nullopt;
}

} // namespace

std::optional<PaletteMatch> matchPalette(const PaletteEntry &entry, const QStringList &words) {
    PaletteMatch match;
    for (const QString &word : words) {
        qsizetype at = entry.text.indexOf(word, 0, Qt::CaseInsensitive);
        // A hit at the beginning of a word is better than an earlier one inside another.
        for (qsizetype next = at; next > 0 && entry.text[next - 1].isLetterOrNumber();) {
            next = entry.text.indexOf(word, next + 1, Qt::CaseInsensitive);
            if (next > 0 && !entry.text[next - 1].isLetterOrNumber())
                at = next;
        }
        if (at >= 0) {
            const bool isWord = at == 0 || !entry.text[at - 1].isLetterOrNumber();
            match.rank += at == 0 ? (word.size() == entry.text.size() ? Whole : Beginning) : isWord ? Word : Inside;
            match.marks.append({int(at), int(word.size())});
        } else if (word.size() >= kKindFrom && entry.hint.startsWith(word, Qt::CaseInsensitive)) {
            match.rank += Hint;
        } else {
            const auto letters = words.size() == 1 ? lettersInOrder(entry.text, word) : std::nullopt;
            if (!letters)
                return std::nullopt;
            match.rank += Letters + int(letters->size());
            match.marks = *letters;
        }
    }
    std::sort(match.marks.begin(), match.marks.end());
    return match;
}

QList<RankedEntry> rankPalette(const QList<PaletteEntry> &entries, const QString &typed, int most) {
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::pair<PaletteMatch, qsizetype>> found;
    QHash<QString, int> bestOf;
    for (qsizetype i = 0; i < entries.size(); ++i)
        if (auto match = matchPalette(entries[i], words)) {
            auto best = bestOf.find(entries[i].hint);
            if (best == bestOf.end())
                bestOf.insert(entries[i].hint, match->rank);
            else
                *best = qMin(*best, match->rank);
            found.push_back({std::move(*match), i});
        }
    // Kinds in the order of their best entry; shorter texts first among equals, they are the closer fit.
    QHash<QString, int> placeOf;
    for (const PaletteEntry &entry : entries)
        if (!placeOf.contains(entry.hint))
            placeOf.insert(entry.hint, int(placeOf.size()));
    const bool isTyped = !words.isEmpty();
    const auto order = [&](const auto &one) {
        const PaletteEntry &entry = entries[one.second];
        return std::tuple(bestOf.value(entry.hint), placeOf.value(entry.hint), one.first.rank, isTyped ? entry.text.size() : 0, one.second);
    };
    std::sort(found.begin(), found.end(), [&](const auto &a, const auto &b) { return order(a) < order(b); });
    QHash<QString, int> shownOf;
    QList<RankedEntry> ranked;
    for (auto &[match, index] : found) {
        if (ranked.size() == most)
            break;
        if (isTyped && bestOf.size() > 1 && ++shownOf[entries[index].hint] > kMostOfOneKind)
            continue;
        ranked.append({entries[index], std::move(match)});
    }
    return ranked;
}

} // namespace audience::ui
