#include "model/block_document.h"

#include "model/block_ids.h"
#include "model/block_values.h"

#include <algorithm>
#include <set>

namespace audience::model {
namespace {

struct Place {
    PartKind kind = PartKind::None;
    Json *list = nullptr;    // the list it stands in
    std::size_t index = 0;   // in the list
    std::size_t section = 0; // of the document
};

Place placeOf(Json &json, std::string_view id) {
    Json &sections = json["sections"];
    for (std::size_t s = 0; s < sections.size(); ++s) {
        if (jsonText(sections[s], "id") == id)
            return {PartKind::Section, &sections, s, s};
        Json &columns = sections[s]["columns"];
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (jsonText(columns[c], "id") == id)
                return {PartKind::Column, &columns, c, s};
            Json &blocks = columns[c]["blocks"];
            for (std::size_t b = 0; b < blocks.size(); ++b)
                if (jsonText(blocks[b], "id") == id)
                    return {PartKind::Block, &blocks, b, s};
        }
    }
    return {};
}

Error unknown(std::string_view id) { return Error(ErrorKind::NotFound, "blocks.unknown_id").with("id", id); }
Error noPlace(std::string_view id) { return Error(ErrorKind::Invalid, "blocks.no_place").with("id", id); }
Error locked(std::string_view id) { return Error(ErrorKind::Refused, "blocks.locked").with("id", id); }

bool inLockedSection(const Json &json, const Place &place) {
    return place.kind != PartKind::Section && jsonBool(json.at("sections")[place.section], "locked");
}

// The place of a part that may be changed.
Result<Place> freePlace(Json &json, std::string_view id) {
    const Place place = placeOf(json, id);
    if (place.kind == PartKind::None)
        return unknown(id);
    if (jsonBool((*place.list)[place.index], "locked") || jsonBool(json["sections"][place.section], "locked"))
        return locked(id);
    return place;
}

void giveId(Json &part, char letter, std::set<std::string> &ids) {
    if (!part.is_object())
        return; // the reader says so
    const std::string own = jsonText(part, "id");
    if (isPartId(own) && own != "page" && ids.insert(own).second)
        return;
    part = withId(freshId(ids, letter), part);
}

void giveIds(Json &part, PartKind kind, std::set<std::string> &ids) {
    giveId(part, kind == PartKind::Section ? 's' : kind == PartKind::Column ? 'c' : 'b', ids);
    const char *inside = kind == PartKind::Section ? "columns" : kind == PartKind::Column ? "blocks" : nullptr;
    if (!inside || !part.is_object() || !part.contains(inside) || !part[inside].is_array())
        return;
    for (Json &one : part[inside])
        giveIds(one, kind == PartKind::Section ? PartKind::Column : PartKind::Block, ids);
}

void put(Json &list, std::size_t index, Json part) {
    list.insert(list.begin() + static_cast<Json::difference_type>(std::min(index, list.size())), std::move(part));
}

void shareWidths(Json &section) {
    for (Json &column : section["columns"])
        column.erase("width");
}

Result<BlockDocument> checked(const Json &json) {
    Findings findings;
    if (auto document = blockDocumentFromJson(json, findings))
        return *std::move(document);
    const auto first = std::find_if(findings.begin(), findings.end(), [](const Finding &one) { return one.severity == Finding::Severity::Error; });
    Error error(ErrorKind::Invalid, first->id);
    error.args = first->args;
    error.args.emplace_back("path", first->path);
    return error;
}

} // namespace

PartKind partKind(const BlockDocument &document, std::string_view id) {
    if (id == "page")
        return PartKind::Page;
    // By its place: blocks may have properties of these names, as `products` has "columns".
    for (const Json &section : document.sections()) {
        if (jsonText(section, "id") == id)
            return PartKind::Section;
        for (const Json &column : section.at("columns")) {
            if (jsonText(column, "id") == id)
                return PartKind::Column;
            for (const Json &block : column.at("blocks"))
                if (jsonText(block, "id") == id)
                    return PartKind::Block;
        }
    }
    return PartKind::None;
}

Result<BlockDocument> insertSection(const BlockDocument &document, std::size_t index, const Json &section) {
    Json json = document.json();
    Json added = section;
    std::set<std::string> ids;
    collectIds(json, ids);
    giveIds(added, PartKind::Section, ids);
    put(json["sections"], index, std::move(added));
    return checked(json);
}

Result<BlockDocument> insertBlock(const BlockDocument &document, std::string_view column, std::size_t index, const Json &block) {
    Json json = document.json();
    TRY_ASSIGN(const Place place, freePlace(json, column));
    if (place.kind != PartKind::Column)
        return noPlace(column);
    Json added = block;
    std::set<std::string> ids;
    collectIds(json, ids);
    giveIds(added, PartKind::Block, ids);
    put((*place.list)[place.index]["blocks"], index, std::move(added));
    return checked(json);
}

Result<BlockDocument> movePart(const BlockDocument &document, std::string_view id, std::string_view into, std::size_t index) {
    Json json = document.json();
    TRY_ASSIGN(const Place from, freePlace(json, id));
    Json part = (*from.list)[from.index];
    from.list->erase(from.index);
    if (from.kind == PartKind::Section) {
        if (!into.empty())
            return noPlace(into);
        put(json["sections"], index, std::move(part));
        return checked(json);
    }
    TRY_ASSIGN(const Place to, freePlace(json, into));
    if (to.kind != (from.kind == PartKind::Block ? PartKind::Column : PartKind::Section))
        return noPlace(into);
    put((*to.list)[to.index][from.kind == PartKind::Block ? "blocks" : "columns"], index, std::move(part));
    if (from.kind == PartKind::Column && to.section != from.section) {
        shareWidths(json["sections"][from.section]);
        shareWidths(json["sections"][to.section]);
    }
    return checked(json);
}

Result<BlockDocument> duplicatePart(const BlockDocument &document, std::string_view id) {
    Json json = document.json();
    const Place place = placeOf(json, id);
    if (place.kind == PartKind::None)
        return unknown(id);
    if (inLockedSection(json, place))
        return locked(id);
    Json copy = (*place.list)[place.index];
    std::set<std::string> ids;
    collectIds(json, ids);
    copy.erase("locked");
    giveIds(copy, place.kind, ids);
    put(*place.list, place.index + 1, std::move(copy));
    if (place.kind == PartKind::Column)
        shareWidths(json["sections"][place.section]);
    return checked(json);
}

Result<BlockDocument> removePart(const BlockDocument &document, std::string_view id) {
    Json json = document.json();
    TRY_ASSIGN(const Place place, freePlace(json, id));
    place.list->erase(place.index);
    if (place.kind == PartKind::Column) {
        if (place.list->empty())
            json["sections"].erase(place.section); // its last column was all it had
        else
            shareWidths(json["sections"][place.section]);
    }
    return checked(json);
}

Result<BlockDocument> wrapBlock(const BlockDocument &document, std::string_view id, std::size_t columns) {
    Json json = document.json();
    TRY_ASSIGN(const Place place, freePlace(json, id));
    if (place.kind != PartKind::Block)
        return noPlace(id);
    Json block = (*place.list)[place.index];
    place.list->erase(place.index);
    Json list = Json::array();
    for (std::size_t i = 0; i < std::min<std::size_t>(columns, 16); ++i)
        list.push_back(Json{{"blocks", Json::array()}});
    if (!list.empty())
        list[0]["blocks"].push_back(std::move(block));
    Json section{{"columns", std::move(list)}};
    std::set<std::string> ids;
    collectIds(json, ids);
    giveIds(section, PartKind::Section, ids);
    put(json["sections"], place.section + 1, std::move(section));
    return checked(json);
}

Result<BlockDocument> setColumns(const BlockDocument &document, std::string_view section, std::size_t columns) {
    Json json = document.json();
    TRY_ASSIGN(const Place place, freePlace(json, section));
    if (place.kind != PartKind::Section || columns < 1 || columns > 4)
        return noPlace(section);
    Json &list = (*place.list)[place.index]["columns"];
    std::set<std::string> ids;
    collectIds(json, ids);
    while (list.size() < columns) {
        Json column{{"blocks", Json::array()}};
        giveIds(column, PartKind::Column, ids);
        list.push_back(std::move(column));
    }
    while (list.size() > columns) {
        for (const Json &block : list.back()["blocks"])
            list[columns - 1]["blocks"].push_back(block);
        list.erase(list.size() - 1);
    }
    shareWidths((*place.list)[place.index]);
    return checked(json);
}

Result<BlockDocument> setPartProperty(const BlockDocument &document, std::string_view id, std::string_view name, const Json &value) {
    Json json = document.json();
    Json *part = &json["page"];
    bool isBlock = false;
    if (id != "page") {
        const Place place = placeOf(json, id);
        if (place.kind == PartKind::None)
            return unknown(id);
        part = &(*place.list)[place.index];
        isBlock = place.kind == PartKind::Block;
        if (inLockedSection(json, place) || (jsonBool(*part, "locked") && name != "locked"))
            return locked(id);
    }
    if (name == "id" || (!isBlock && (name == "columns" || name == "blocks")))
        return noPlace(id); // these have edits of their own
    const std::string member(name);
    if (value.is_null())
        part->erase(member);
    else
        (*part)[member] = value;
    return checked(json);
}

} // namespace audience::model
