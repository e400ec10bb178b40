// What differs between two versions of an email.
#include "base/json.h"
#include "base/text.h"
#include "blocks/block_texts.h"
#include "service/template_versions.h"

#include <algorithm>
#include <map>
#include <set>

namespace audience::service {

namespace {

using What = TemplateChange::What;

constexpr std::size_t kNameBytes = 60;

// What the author called it, else how it begins.
std::string calledOf(const Json &part, const std::string &kind) {
    if (const std::string name = jsonText(part, "name"); !name.empty())
        return name;
    std::string words = blocks::wordsOfPart(part, kind);
    if (words.size() <= kNameBytes)
        return words;
    std::size_t end = kNameBytes;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80)
        --end;
    return words.substr(0, end) + "…";
}

// A section, column or block with where it stands.
struct Place {
    std::string part, kind, parent;
    Json own; // without what stands in it
    Json whole;
};
struct Structure {
    std::map<std::string, Place> parts;
    std::vector<std::string> order;                          // of reading
    std::map<std::string, std::vector<std::string>> inside; // ids by that of what they stand in
    void add(const Json &part, const char *what, const std::string &kind, const std::string &parent, const char *children) {
        const std::string id = jsonText(part, "id");
        Json own = part;
        own.erase(children);
        parts.emplace(id, Place{what, kind, parent, std::move(own), part});
        order.push_back(id);
        inside[parent].push_back(id);
    }
};

Structure structureOf(const model::BlockDocument &document) {
    Structure all;
    for (const Json &section : document.sections()) {
        all.add(section, "section", "section", {}, "columns");
        const Json *columns = jsonMember(section, "columns");
        if (!columns || !columns->is_array())
            continue;
        for (const Json &column : *columns) {
            all.add(column, "column", "column", jsonText(section, "id"), "blocks");
            if (const Json *inner = jsonMember(column, "blocks"); inner && inner->is_array())
                for (const Json &block : *inner)
                    all.add(block, "block", jsonText(block, "kind"), jsonText(column, "id"), "");
        }
    }
    return all;
}

// The longest row of ids that stand in the same order in both: the others were moved.
std::set<std::string> staying(const std::vector<std::string> &before, const std::vector<std::string> &after) {
    const std::size_t n = before.size(), m = after.size();
    std::vector<std::vector<int>> longest(n + 1, std::vector<int>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t k = m; k-- > 0;)
            longest[i][k] = before[i] == after[k] ? longest[i + 1][k + 1] + 1 : std::max(longest[i + 1][k], longest[i][k + 1]);
    std::set<std::string> stay;
    for (std::size_t i = 0, k = 0; i < n && k < m;)
        if (before[i] == after[k]) {
            stay.insert(before[i]);
            ++i, ++k;
        } else {
            longest[i + 1][k] >= longest[i][k + 1] ? ++i : ++k;
        }
    return stay;
}

std::vector<std::string> differing(const Json &before, const Json &after) {
    std::set<std::string> names;
    for (const Json *one : {&before, &after})
        if (one->is_object())
            for (const auto &[name, value] : one->items())
                names.insert(name);
    std::vector<std::string> properties;
    for (const std::string &name : names) {
        const Json *left = jsonMember(before, name), *right = jsonMember(after, name);
        if (!left || !right ? left != right : *left != *right)
            properties.push_back(name);
    }
    return properties;
}

class Differ {
public:
    explicit Differ(std::vector<TemplateChange> &changes) : m_changes(changes) {}

    void of(const std::string &language, const std::string &variant) {
        m_language = language;
        m_variant = variant;
    }
    TemplateChange &add(What what, const char *part) {
        TemplateChange change;
        change.what = what;
        change.part = part;
        change.language = m_language;
        change.variant = m_variant;
        m_changes.push_back(std::move(change));
        return m_changes.back();
    }
    void words(const char *part, const std::string &before, const std::string &after, bool isWords = true) {
        if (before == after)
            return;
        TemplateChange &change = add(before.empty() ? What::Added : after.empty() ? What::Removed : What::Changed, part);
        change.before = before;
        change.after = after;
        change.isWords = isWords;
    }
    void lines(const char *part, const std::string &before, const std::string &after) {
        if (before == after)
            return;
        TemplateChange &change = add(before.empty() ? What::Added : after.empty() ? What::Removed : What::Changed, part);
        change.lines = lineChanges(before, after);
        change.isWords = true;
    }
    void content(const model::EmailContent &before, const model::EmailContent &after) {
        words("subject", before.subject, after.subject);
        words("preheader", before.preheader, after.preheader);
        if (before.blocks && after.blocks)
            blocks(*before.blocks, *after.blocks);
        else if (before.blocks || after.blocks)
            words("body", before.blocks ? "blocks" : before.html.empty() ? "" : "html", after.blocks ? "blocks" : after.html.empty() ? "" : "html");
        else
            lines("html", before.html, after.html);
        lines("text", before.text, after.text);
    }

private:
    void blocks(const model::BlockDocument &before, const model::BlockDocument &after) {
        if (before == after)
            return;
        changed("page", "page", "page", before.page(), after.page());
        const Structure left = structureOf(before), right = structureOf(after);
        for (const std::string &id : left.order)
            if (right.parts.count(id) == 0)
                whole(What::Removed, id, left, right);
        for (const std::string &id : right.order) {
            const Place &place = right.parts.at(id);
            const auto old = left.parts.find(id);
            if (old == left.parts.end()) {
                whole(What::Added, id, right, left);
                continue;
            }
            if (isMoved(id, left, right))
                named(add(What::Moved, place.part.c_str()), id, place);
            changed(place.part.c_str(), place.kind, id, old->second.own, place.own);
        }
    }
    // What is in a part that came or went is told with it.
    void whole(What what, const std::string &id, const Structure &in, const Structure &other) {
        const Place &place = in.parts.at(id);
        if (!place.parent.empty() && other.parts.count(place.parent) == 0)
            return;
        TemplateChange &change = add(what, place.part.c_str());
        named(change, id, place);
        (what == What::Added ? change.after : change.before) = blocks::wordsOfPart(place.whole, place.kind);
        change.isWords = !change.after.empty() || !change.before.empty();
    }
    bool isMoved(const std::string &id, const Structure &left, const Structure &right) {
        const std::string &parent = right.parts.at(id).parent;
        if (left.parts.at(id).parent != parent)
            return true;
        auto &stay = m_staying[parent];
        if (!stay) {
            std::vector<std::string> before, after;
            const auto inBoth = [&](const std::string &one) { return left.parts.count(one) && right.parts.count(one) && left.parts.at(one).parent == right.parts.at(one).parent; };
            std::copy_if(left.inside.at(parent).begin(), left.inside.at(parent).end(), std::back_inserter(before), inBoth);
            std::copy_if(right.inside.at(parent).begin(), right.inside.at(parent).end(), std::back_inserter(after), inBoth);
            stay = staying(before, after);
        }
        return stay->count(id) == 0;
    }
    void changed(const char *part, const std::string &kind, const std::string &id, const Json &before, const Json &after) {
        auto properties = differing(before, after);
        if (properties.empty())
            return;
        TemplateChange &change = add(What::Changed, part);
        named(change, id, {part, kind, {}, after, after});
        change.properties = std::move(properties);
        const std::string left = blocks::wordsOfPart(before, kind), right = blocks::wordsOfPart(after, kind);
        change.isWords = left != right;
        if (change.isWords) {
            change.before = left;
            change.after = right;
        }
    }
    static void named(TemplateChange &change, const std::string &id, const Place &place) {
        change.id = id;
        change.kind = place.kind;
        change.name = calledOf(place.whole, place.kind);
    }

    std::vector<TemplateChange> &m_changes;
    std::string m_language, m_variant;
    std::map<std::string, std::optional<std::set<std::string>>> m_staying;
};

using Named = std::vector<std::pair<std::string, model::EmailContent>>;

void others(std::vector<TemplateChange> &changes, const Named &before, const Named &after, bool isTranslation) {
    const auto find = [](const Named &in, const std::string &name) { return std::find_if(in.begin(), in.end(), [&](const auto &one) { return one.first == name; }); };
    const auto differ = [&](const std::string &name) {
        Differ one(changes);
        one.of(isTranslation ? name : std::string(), isTranslation ? std::string() : name);
        return one;
    };
    const char *part = isTranslation ? "translation" : "variant";
    for (const auto &[name, content] : before)
        if (find(after, name) == after.end())
            differ(name).add(What::Removed, part);
    for (const auto &[name, content] : after)
        if (const auto old = find(before, name); old == before.end())
            differ(name).add(What::Added, part);
        else
            differ(name).content(old->second, content);
}

const char *nameOf(model::MissingField missing) {
    return missing == model::MissingField::SkipPerson ? "skip" : missing == model::MissingField::Stop ? "stop" : "empty";
}

} // namespace

std::vector<TemplateChange> templateChanges(const model::EmailTemplate &before, const model::EmailTemplate &after) {
    std::vector<TemplateChange> changes;
    Differ differ(changes);
    differ.words("name", before.name, after.name, false);
    differ.content(model::contentOf(before), model::contentOf(after));
    if (before.missing != after.missing)
        differ.words("missing", nameOf(before.missing), nameOf(after.missing), false);
    differ.words("language", before.language, after.language, false);
    std::map<std::string, std::pair<std::string, std::string>> links;
    for (const auto &[name, value] : before.linkQuery)
        links[name].first = value;
    for (const auto &[name, value] : after.linkQuery)
        links[name].second = value;
    for (const auto &[name, values] : links)
        if (values.first != values.second) {
            differ.words("link", values.first, values.second, false);
            changes.back().name = name;
        }
    others(changes, before.translations, after.translations, true);
    others(changes, before.variants, after.variants, false);
    return changes;
}

} // namespace audience::service
