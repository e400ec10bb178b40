// How much a name in a file looks like one of some words: columns and events are called as their makers liked,
// "orderCompleted", "Order #" and "order-completed" being the same words. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace audience::service {

// In small letters with one '_' between words.
std::string plainWords(std::string_view name);
// The whole name counts more than a name that begins or ends with the word, and earlier words more than later
// ones; 0: not at all. `words` are plain.
int nameScore(std::string_view name, std::span<const std::string_view> words);
// The same for the whole name only.
int wholeNameScore(std::string_view name, std::span<const std::string_view> words);
// One of the words stands somewhere in the name, also within another word.
bool nameHolds(std::string_view name, std::span<const std::string_view> words);

} // namespace audience::service
