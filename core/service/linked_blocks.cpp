#include "service/linked_blocks.h"

#include "model/block_ids.h"

#include <algorithm>
#include <array>

namespace audience::service {

using model::collectIds;
using model::freshId;
using model::withId;

namespace {

// What a place in an email decides itself. A condition above all: without it what was meant for some would go to everybody.
constexpr std::array<std::string_view, 6> kOwn{"id", "saved", "locked", "show", "when", "repeat"};

bool isOwn(std::string_view member) { return std::find(kOwn.begin(), kOwn.end(), member) != kOwn.end(); }

// What two parts are compared by: without ids, and without what is the place's own.
Json bare(Json part) {
    for (const std::string_view member : kOwn)
        part.erase(std::string(member));
    if (Json *columns = part.contains("columns") && part["columns"].is_array() && !part.contains("kind") ? &part["columns"] : nullptr)
        for (Json &column : *columns) {
            column.erase("id");
            for (Json &block : column["blocks"])
                block.erase("id");
        }
    return part;
}

const Json *entry(const Json *list, std::size_t index) { return list && index < list->size() ? &(*list)[index] : nullptr; }

// The parts inside keep the ids of those that stood in their places.
void giveIds(Json &section, const Json &before, std::set<std::string> &ids) {
    const auto idOf = [&](const Json *was, char letter) { return was ? jsonText(*was, "id") : freshId(ids, letter); };
    Json &columns = section["columns"];
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const Json *was = entry(jsonMember(before, "columns"), c);
        columns[c] = withId(idOf(was, 'c'), columns[c]);
        Json &blocks = columns[c]["blocks"];
        for (std::size_t b = 0; b < blocks.size(); ++b)
            blocks[b] = withId(idOf(entry(was ? jsonMember(*was, "blocks") : nullptr, b), 'b'), blocks[b]);
    }
}

std::string linkOf(const Json &part) {
    const Json *saved = jsonMember(part, "saved");
    return saved && jsonBool(*saved, "linked") ? jsonText(*saved, "id") : std::string();
}

// Whether it had to be changed.
bool renew(Json &part, bool isSection, const SavedParts &saved, std::set<std::string> &ids) {
    const auto found = saved.find(linkOf(part));
    if (found == saved.end() || found->second.isSection != isSection || bare(part) == bare(found->second.part))
        return false;
    Json out{{"id", jsonText(part, "id")}};
    for (const auto &[name, value] : found->second.part.items())
        if (!isOwn(name))
            out[name] = value;
    for (const auto &[name, value] : part.items())
        if (isOwn(name))
            out[name] = value;
    if (isSection)
        giveIds(out, part, ids);
    part = std::move(out);
    return true;
}

template <class Visit> void forEachBlock(Json &section, Visit visit) {
    for (Json &column : section["columns"])
        for (Json &block : column["blocks"])
            visit(block);
}

} // namespace

Error firstError(const model::Findings &findings) {
    const auto first = std::find_if(findings.begin(), findings.end(), [](const model::Finding &one) { return one.severity == model::Finding::Severity::Error; });
    if (first == findings.end())
        return Error(ErrorKind::Invalid, "blocks.not_an_object");
    Error error(ErrorKind::Invalid, first->id);
    error.args = first->args;
    error.args.emplace_back("path", first->path);
    return error;
}

Result<model::BlockDocument> documentOfPart(const Json &part, bool isSection) {
    Json document{{"audience_blocks", 1}, {"page", Json::object()}, {"sections", Json::array()}};
    const auto named = [](const Json &one, const char *id) { return one.is_object() && !one.contains("id") ? withId(id, one) : one; };
    if (isSection) {
        Json section = named(part, "s1");
        if (section.is_object() && section.contains("columns") && section["columns"].is_array())
            for (std::size_t c = 0; c < section["columns"].size(); ++c) {
                Json &column = section["columns"][c];
                column = named(column, ("c" + std::to_string(c + 1)).c_str());
                if (column.is_object() && column.contains("blocks") && column["blocks"].is_array())
                    for (std::size_t b = 0; b < column["blocks"].size(); ++b)
                        column["blocks"][b] = named(column["blocks"][b], ("b" + std::to_string(c + 1) + "_" + std::to_string(b + 1)).c_str());
            }
        document["sections"].push_back(std::move(section));
    } else {
        document["sections"].push_back(Json{{"id", "_s"}, {"columns", Json::array({Json{{"id", "_c"}, {"blocks", Json::array({named(part, "b1")})}}})}});
    }
    model::Findings findings;
    auto read = model::blockDocumentFromJson(document, findings);
    if (!read)
        return firstError(findings);
    return *std::move(read);
}

std::set<std::string> linksIn(const model::BlockDocument &document) {
    std::set<std::string> links;
    for (const Json &section : document.sections()) {
        links.insert(linkOf(section));
        for (const Json &column : section.at("columns"))
            for (const Json &block : column.at("blocks"))
                links.insert(linkOf(block));
    }
    links.erase(std::string());
    return links;
}

SavedParts upToDate(SavedParts saved) {
    const SavedParts before = saved;
    std::set<std::string> none; // blocks have no parts inside
    for (auto &[id, one] : saved)
        if (one.isSection)
            forEachBlock(one.part, [&](Json &block) { (void)renew(block, false, before, none); });
    return saved;
}

Result<model::BlockDocument> upToDate(const model::BlockDocument &document, const SavedParts &saved) {
    if (saved.empty() || linksIn(document).empty())
        return document;
    Json json = document.json();
    std::set<std::string> ids;
    collectIds(json, ids);
    bool changed = false;
    for (Json &section : json["sections"]) {
        changed = renew(section, true, saved, ids) || changed;
        forEachBlock(section, [&](Json &block) { changed = renew(block, false, saved, ids) || changed; });
    }
    if (!changed)
        return document;
    model::Findings findings;
    auto read = model::blockDocumentFromJson(json, findings);
    if (!read)
        return firstError(findings);
    return *std::move(read);
}

} // namespace audience::service
