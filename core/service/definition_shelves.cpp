#include "service/definition_shelves.h"

#include "base/json.h"
#include "base/text.h"
#include "service/session.h"

#include <algorithm>
#include <charconv>

namespace audience::service {

namespace {

constexpr std::size_t kMostLetters = 200; // bytes of a name

std::string settingOf(const std::string &kind) {
    return "shelves." + kind;
}

Shelf shelfOf(const Json &json) {
    Shelf shelf;
    if (const Json *folder = jsonMember(json, "folder"); folder && folder->is_string())
        shelf.folder = folder->get<std::string>();
    if (const Json *tags = jsonMember(json, "tags"); tags && tags->is_array())
        for (const Json &tag : *tags)
            if (tag.is_string())
                shelf.tags.push_back(tag.get<std::string>());
    return shelf;
}

// Empty parts are left out, names are as they are kept.
Result<Shelf> cleaned(const Shelf &wanted) {
    Shelf shelf;
    shelf.folder = folderOf(wanted.folder);
    for (const std::string &words : wanted.tags)
        if (const std::string tag = tagOf(words); !tag.empty() && !hasTag(shelf, tag))
            shelf.tags.push_back(tag);
    std::sort(shelf.tags.begin(), shelf.tags.end(), [](const std::string &a, const std::string &b) { return foldCase(a) < foldCase(b); });
    std::vector<std::string> names = shelf.tags;
    names.push_back(shelf.folder);
    for (const std::string &name : names)
        if (name.size() > kMostLetters)
            return Error(ErrorKind::Invalid, "definition.long_shelf").with("name", name.substr(0, 60)).with("most", std::to_string(kMostLetters));
    return shelf;
}

} // namespace

std::string folderOf(std::string_view words) {
    const auto first = words.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return std::string(words.substr(first, words.find_last_not_of(" \t\r\n") - first + 1));
}

std::string tagOf(std::string_view words) {
    std::string tag = folderOf(words);
    tag.erase(0, std::min(tag.find_first_not_of("# "), tag.size()));
    std::replace_if(tag.begin(), tag.end(), [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ','; }, '-');
    return tag;
}

bool hasTag(const Shelf &shelf, std::string_view tag) {
    const std::string wanted = foldCase(tagOf(tag));
    return std::any_of(shelf.tags.begin(), shelf.tags.end(), [&](const std::string &one) { return foldCase(one) == wanted; });
}

Result<Shelves> DefinitionShelves::all() const {
    TRY_ASSIGN(const Json kept, m_session.workspace().setting(settingOf(m_kind)));
    Shelves shelves;
    if (kept.is_object())
        for (const auto &[key, json] : kept.items()) {
            std::int64_t id = 0;
            if (std::from_chars(key.data(), key.data() + key.size(), id).ec == std::errc())
                shelves[id] = shelfOf(json);
        }
    return shelves;
}

Result<Shelves> DefinitionShelves::put(const Shelves &wanted) {
    Shelves clean, before;
    for (const auto &[id, shelf] : wanted) {
        TRY_ASSIGN(clean[id], cleaned(shelf));
    }
    // On top of what is there now: somebody else may have put others away meanwhile.
    TRY(m_session.workspace().write([&](const store::Connection &) -> Result<void> {
        TRY_ASSIGN(Shelves now, all());
        for (const auto &[id, shelf] : clean) {
            before[id] = std::exchange(now[id], shelf);
            if (shelf == Shelf())
                now.erase(id);
        }
        Json kept = Json::object();
        for (const auto &[id, shelf] : now)
            kept[std::to_string(id)] = Json{{"folder", shelf.folder}, {"tags", shelf.tags}};
        return m_session.workspace().keepFigures(settingOf(m_kind), kept);
    }));
    return before;
}

} // namespace audience::service
