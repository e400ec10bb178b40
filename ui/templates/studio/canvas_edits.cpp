#include "ui/templates/studio/canvas_edits.h"

#include "model/block_starters.h"
#include "qbase/convert.h"
#include "ui/templates/studio/block_desk.h"

#include <QCoreApplication>

#include <algorithm>

namespace audience::ui::canvas {

using model::BlockDocument;
using model::PartKind;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(audience::ui::CanvasEdits)
};

QString called(PartKind kind, const QString &section, const QString &column, const QString &block) {
    return kind == PartKind::Section ? section : kind == PartKind::Column ? column : block;
}

// The id of what stands there now.
std::string idAt(const BlockDocument &document, const std::string &into, std::size_t index) {
    const Json *parent = into.empty() ? nullptr : document.part(into);
    if (!into.empty() && !parent)
        return {};
    const Json &list = into.empty() ? document.sections() : parent->at("blocks");
    return list.empty() ? std::string() : jsonText(list[std::min(index, list.size() - 1)], "id");
}

// Where a block goes that leaves its column upwards or downwards: the next column in the order of reading.
std::string nextColumn(const BlockDocument &document, const std::string &column, int by) {
    std::vector<std::string> columns;
    for (const Json &section : document.sections())
        for (const Json &one : section.at("columns"))
            columns.push_back(jsonText(one, "id"));
    const auto at = std::find(columns.begin(), columns.end(), column);
    const auto next = at - columns.begin() + by;
    return at == columns.end() || next < 0 || next >= std::ptrdiff_t(columns.size()) ? std::string() : columns[std::size_t(next)];
}

} // namespace

bool isPart(const BlockDesk &desk, const std::string &id) {
    const PartKind kind = model::partKind(desk.document(), id);
    return kind != PartKind::None && kind != PartKind::Page;
}

bool isSection(const BlockDesk &desk, const std::string &id) {
    return model::partKind(desk.document(), id) == PartKind::Section;
}

static std::string stepped(const BlockDesk &desk, int by) {
    const std::vector<std::string> order = desk.order();
    if (order.empty())
        return {};
    auto at = std::find(order.begin(), order.end(), desk.selected());
    if (at == order.end() && model::partKind(desk.document(), desk.selected()) == PartKind::Column)
        at = std::find(order.begin(), order.end(), desk.parentOf(desk.selected()));
    if (at == order.end())
        return by > 0 ? order.front() : order.back();
    const auto next = at - order.begin() + by;
    return next < 0 || next >= std::ptrdiff_t(order.size()) ? std::string() : order[std::size_t(next)];
}

bool canStep(const BlockDesk &desk, int by) {
    return !stepped(desk, by).empty();
}

void step(BlockDesk *desk, int by) {
    if (const std::string next = stepped(*desk, by); !next.empty())
        desk->select(next);
}

void selectParent(BlockDesk *desk) {
    std::string parent = desk->parentOf(desk->selected());
    // A column that stands alone is its section.
    if (model::partKind(desk->document(), parent) == PartKind::Column)
        if (const Json *section = desk->document().part(desk->parentOf(parent)); section && section->at("columns").size() == 1)
            parent = desk->parentOf(parent);
    desk->select(parent.empty() && isPart(*desk, desk->selected()) ? "page" : parent);
}

void remove(BlockDesk *desk) {
    const std::string id = desk->selected();
    if (!isPart(*desk, id))
        return;
    const PartKind kind = model::partKind(desk->document(), id);
    const std::string into = desk->parentOf(id);
    const int index = desk->indexOf(id);
    const auto next = model::removePart(desk->document(), id);
    std::string then;
    if (next && kind != PartKind::Column)
        then = idAt(*next, into, std::size_t(index));
    if (then.empty())
        then = into;
    desk->apply(called(kind, Words::tr("Remove a section"), Words::tr("Remove a column"), Words::tr("Remove a block")), next, -1, then);
}

void duplicate(BlockDesk *desk) {
    const std::string id = desk->selected();
    if (!isPart(*desk, id))
        return;
    const PartKind kind = model::partKind(desk->document(), id);
    const auto next = model::duplicatePart(desk->document(), id);
    std::string then;
    if (next && kind != PartKind::Column)
        then = idAt(*next, desk->parentOf(id), std::size_t(desk->indexOf(id)) + 1);
    desk->apply(called(kind, Words::tr("Duplicate a section"), Words::tr("Duplicate a column"), Words::tr("Duplicate a block")), next, -1, then);
}

void move(BlockDesk *desk, int by) {
    const std::string id = desk->selected();
    if (!isPart(*desk, id))
        return;
    const PartKind kind = model::partKind(desk->document(), id);
    std::string into = desk->parentOf(id);
    int index = desk->indexOf(id) + by;
    const auto size = [&](const std::string &parent) {
        const Json *part = parent.empty() ? nullptr : desk->document().part(parent);
        return int(kind == PartKind::Section ? desk->document().sections().size() : part ? part->at(kind == PartKind::Column ? "columns" : "blocks").size() : 0);
    };
    if (index < 0 || index >= size(into)) {
        if (kind != PartKind::Block)
            return;
        into = nextColumn(desk->document(), into, by);
        if (into.empty())
            return;
        index = by > 0 ? 0 : size(into);
    }
    desk->apply(called(kind, Words::tr("Move a section"), Words::tr("Move a column"), Words::tr("Move a block")),
                model::movePart(desk->document(), id, into, std::size_t(index)), -1, id);
}

Json load(const BlockDesk &desk, const std::string &id) {
    const Json *part = desk.document().part(id);
    switch (model::partKind(desk.document(), id)) {
    case PartKind::Section: return Json{{"section", *part}};
    case PartKind::Block: return Json{{"block", *part}};
    case PartKind::Column: {
        Json column = *part;
        column.erase("width");
        return Json{{"section", {{"columns", Json::array({column})}}}};
    }
    default: return Json::object();
    }
}

void insert(BlockDesk *desk, const Json &load, const DropPlace &place, int merge) {
    if (!place.isValid && !place.isLocked)
        return;
    const Json *section = jsonMember(load, "section"), *block = jsonMember(load, "block");
    if (!section && !block)
        return;
    const auto index = std::size_t(place.index);
    if (block && !place.makesSection && !place.into.empty()) {
        const auto next = model::insertBlock(desk->document(), place.into, index, *block);
        return desk->apply(Words::tr("Add a block"), next, merge, next ? idAt(*next, place.into, index) : std::string());
    }
    const auto next = model::insertSection(desk->document(), index, section ? *section : model::sectionAround(*block));
    std::string then = next ? idAt(*next, {}, index) : std::string();
    if (const Json *made = next && block ? next->part(then) : nullptr) // the block, not what stands around it
        then = jsonText(made->at("columns")[0].at("blocks")[0], "id");
    desk->apply(section ? Words::tr("Add a section") : Words::tr("Add a block"), next, merge, then);
}

void moveTo(BlockDesk *desk, const std::string &id, const DropPlace &place) {
    const Json *part = desk->document().part(id);
    if (!part || (!place.isValid && !place.isLocked))
        return;
    if (isSection(*desk, id))
        return desk->apply(Words::tr("Move a section"), model::movePart(desk->document(), id, {}, std::size_t(place.index)), -1, id);
    if (model::partKind(desk->document(), id) != PartKind::Block)
        return;
    if (!place.makesSection)
        return desk->apply(Words::tr("Move a block"), model::movePart(desk->document(), id, place.into, std::size_t(place.index)), -1, id);
    const auto without = model::removePart(desk->document(), id);
    desk->apply(Words::tr("Move a block"), without ? model::insertSection(*without, std::size_t(place.index), model::sectionAround(*part)) : without, -1, id);
}

} // namespace audience::ui::canvas
