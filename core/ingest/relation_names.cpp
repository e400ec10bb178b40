#include "ingest/relation_names.h"

#include <algorithm>
#include <array>

namespace audience::ingest {

namespace {

using Words = std::vector<std::string>;

template <std::size_t N> bool isAmong(const std::array<std::string_view, N> &words, const std::string &word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 21> kKeys{"id",   "ids",  "key",   "keys", "pk",  "fk",   "nr",       "no",  "num",  "number", "sku",
                                                 "code", "uuid", "guid",  "email", "mail", "ean", "isbn",     "zip", "postcode", "plz"};
// Those that alone name nothing but the row.
constexpr std::array<std::string_view, 12> kBare{"id", "ids", "key", "keys", "pk", "fk", "nr", "no", "num", "number", "uuid", "guid"};
constexpr std::array<std::string_view, 16> kPeople{"customer", "user",  "person", "people", "profile", "member", "contact", "subscriber",
                                                   "client",   "buyer", "account", "shopper", "kunde",   "kunden", "recipient", "patron"};
constexpr std::array<std::string_view, 17> kLayers{"raw",  "stg",  "src",  "base", "dim",   "fct",  "fact", "int", "mart",
                                                   "seed", "data", "table", "tbl", "list", "export", "all", "master"};

std::string singular(std::string word) {
    const auto ends = [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); };
    if (ends("ies"))
        return word.substr(0, word.size() - 3) + "y";
    if (ends("sses") || ends("xes") || ends("ches") || ends("shes"))
        return word.substr(0, word.size() - 2);
    return ends("s") && !ends("ss") && !ends("us") ? word.substr(0, word.size() - 1) : word;
}

// What the rows are, in words: raw_order_items -> order item.
Words nounsOf(std::string_view dataset) {
    Words words = nameWords(dataset);
    while (words.size() > 1 && isAmong(kLayers, words.front()))
        words.erase(words.begin());
    while (words.size() > 1 && isAmong(kLayers, words.back()))
        words.pop_back();
    words.back() = singular(words.back());
    return words;
}

// What a column's name is about, without the word for a key: customer_id, customerid -> customer.
Words stemOf(Words words) {
    if (words.size() > 1 && isAmong(kBare, words.back()))
        words.pop_back();
    else if (words.back().size() > 4 && words.back().ends_with("id"))
        words.back().resize(words.back().size() - 2);
    words.back() = singular(words.back());
    return words;
}

bool isBare(const Words &words) { return words.size() == 1 && isAmong(kBare, words.front()); }

bool endsWith(const Words &words, const Words &end) {
    return words.size() >= end.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

bool isPerson(const Words &words) { return isAmong(kPeople, words.back()); }

} // namespace

Words nameWords(std::string_view name) {
    Words words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool isCapital = c >= 'A' && c <= 'Z', isLetter = isCapital || (c >= 'a' && c <= 'z');
        if ((!isLetter || (isCapital && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z')) && !words.back().empty())
            words.emplace_back();
        if (isLetter)
            words.back() += isCapital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (words.size() > 1 && words.back().empty())
        words.pop_back();
    return words;
}

bool isNameOfKeys(std::string_view name) {
    const std::string last = nameWords(name).back();
    return isAmong(kKeys, last) || last == "phone";
}

bool isOwnName(std::string_view dataset, std::string_view column) {
    const Words words = nameWords(column);
    if (isBare(words))
        return true;
    const Words nouns = nounsOf(dataset), stem = stemOf(words);
    return stem == nouns || (stem.size() == 1 && stem.back() == nouns.back());
}

Pointing pointing(std::string_view from, std::string_view column, std::string_view to, std::string_view key) {
    const Words words = nameWords(column), keyWords = nameWords(key);
    if (isOwnName(from, column) || words.back().empty() || keyWords.back().empty())
        return Pointing::Nowhere;
    const Words stem = stemOf(words), keyStem = stemOf(keyWords), nouns = nounsOf(to);
    const bool isKeyOfRows = isOwnName(to, key);
    if (isKeyOfRows && (endsWith(stem, nouns) || (stem.size() == 1 && stem.back() == nouns.back())))
        return Pointing::Dataset;
    const bool isPeople = isPerson(nouns) && (isBare(keyWords) || isPerson(keyStem));
    if (isPeople && isPerson(stem) && (stem != words || isBare(keyWords)))
        return Pointing::Person;
    if (isBare(keyWords))
        return Pointing::Nowhere;
    if (words == keyWords || (keyWords.size() > 1 && endsWith(words, keyWords)))
        return Pointing::SameName;
    return isNameOfKeys(column) && isNameOfKeys(key) ? Pointing::Values : Pointing::Nowhere;
}

} // namespace audience::ingest
